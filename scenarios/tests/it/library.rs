//! The scenarios that are shipped.

use std::path::Path;

use ringback_scenarios::{RuleIds, Scenario, load};

use crate::{
    menu::assert_plays,
    play::{assert_passes, play},
};

fn library() -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("library");
    match load(&folder) {
        Ok(scenarios) => scenarios,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn the_library_is_large_enough() {
    let library = library();
    assert!(library.len() >= 24, "{} files", library.len());
    let cases: usize = library.iter().map(|scenario| scenario.cases.len()).sum();
    assert!(cases >= 60, "{cases} cases");
}

#[test]
fn every_rule_that_is_named_stands_in_the_suite_once() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/suite/rules.yaml");
    let text = std::fs::read_to_string(&file).expect("the suite has its rules");
    let rules = RuleIds::read("rules.yaml", &text).expect("they are a list of rules");
    let library = library();
    assert_eq!(rules.unknown(&library), Vec::<&str>::new());
    let mut ids = rules.ids().to_vec();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), rules.ids().len(), "an id stands twice");
}

#[test]
fn cases_that_only_call_voice_apps_pass_without_any_implementation() {
    let names = [
        "overflow",
        "timeout",
        "no-agents",
        "agents",
        "licences",
        "unanswered",
        "trunks",
        "answered-by-name",
        "attendant-menu",
        "attendant-silence",
        "attendant-operator",
        "attendant-hours",
        "attendant-redirects",
        "attendant-nested",
        "attendant-directory",
        "callback",
        "waiting",
        "reported",
        "park",
        "recording",
        "video-call",
    ];
    let library = library();
    for name in names {
        let found = library.iter().find(|scenario| scenario.name == name);
        let scenario = found.unwrap_or_else(|| panic!("the library has no scenario {name}"));
        for case in &scenario.cases {
            assert_passes(case, 1);
        }
    }
}

/// The table of capabilities has fifteen redirects of queues and five of attendants ("Contact centers: chat and calling
/// capabilities", Azure Communication Services documentation, 2025).
#[test]
fn every_redirect_of_queues_and_attendants_has_a_case() {
    let library = library();
    let cases = library.iter().flat_map(|scenario| &scenario.cases);
    let checked: Vec<&String> = cases.flat_map(|case| &case.rules).collect();
    let of_queues = [
        ("CQ-OVERFLOW", [1, 2, 3, 4, 5, 6]),
        ("CQ-TIMEOUT", [1, 2, 3, 5, 6, 7]),
        ("CQ-NOAGENTS", [1, 2, 3, 4, 5, 6]),
    ];
    let queues = of_queues.iter().flat_map(|(rule, numbers)| {
        let numbers = numbers.iter();
        numbers.map(move |number| format!("{rule}-{number}"))
    });
    let attendants = (1..=5).map(|number| format!("AA-REDIRECT-{number}"));
    for rule in queues.chain(attendants) {
        assert!(checked.contains(&&rule), "{rule} has no case");
    }
}

#[test]
fn the_same_seed_gives_the_same_moves_and_facts() {
    for scenario in library() {
        for case in scenario
            .cases
            .iter()
            .filter(|case| case.scenario == "overflow")
        {
            let (first, second) = (play(case, 7), play(case, 7));
            assert_eq!(first.moves, second.moves);
            assert_eq!(first.facts, second.facts);
        }
    }
}

#[test]
fn the_phone_menu_passes_with_a_service_that_does_what_the_samples_do() {
    let names = [
        "answers-once",
        "hang-up",
        "long-wait",
        "menu-key",
        "menu-silence",
        "menu-word",
        "menu-wrong",
        "transfer-and-answer",
    ];
    let library = library();
    let played = library
        .iter()
        .filter(|scenario| names.contains(&scenario.name.as_str()))
        .inspect(|scenario| scenario.cases.iter().for_each(assert_plays));
    assert_eq!(played.count(), names.len());
}

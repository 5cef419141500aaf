//! What the documents and the suite name is there.

use std::{collections::BTreeSet, fs};

use crate::{support::root, tidy::sources};

/// The rule that belongs to every run and to no scenario.
const RUN_ENDS: &str = "RUN-ENDS-1";

/// The tests that a document's tables name in their last column. A row without a test says `none`.
fn named_tests(document: &str) -> Vec<String> {
    let mut named = Vec::new();
    let rows = document.lines().filter(|line| line.starts_with('|'));
    for row in rows {
        let cells: Vec<_> = row.trim_matches('|').split(" | ").collect();
        let last = cells.last().expect("a row has cells").trim();
        if last == "test" || last.contains("---") || last == "none" {
            continue;
        }
        let names: Vec<_> = last
            .split(", ")
            .map(|name| name.trim_matches('`'))
            .collect();
        assert!(
            names.iter().all(|name| !name.contains(['`', ' '])),
            "the last column names tests and nothing else: {row}"
        );
        named.extend(names.into_iter().map(str::to_owned));
    }
    named
}

#[test]
fn every_test_that_the_differences_name_is_there() {
    let document = fs::read_to_string(root().join("DIFFERENCES.md")).expect("it is there");
    let named = named_tests(&document);
    assert!(named.len() > 10, "the tables are read: {named:?}");
    let paths = ["sim", "scenarios", "conformance", "capacity"]
        .map(sources)
        .concat();
    let read = |path| fs::read_to_string(path).expect("sources are texts");
    let sources: Vec<String> = paths.iter().map(read).collect();
    let missing: Vec<_> = named
        .iter()
        .filter(|name| {
            let function = format!("fn {name}(");
            !sources.iter().any(|text| text.contains(&function))
        })
        .collect();
    assert!(missing.is_empty(), "no such tests: {missing:#?}");
}

#[test]
fn every_rule_is_checked_by_a_scenario_and_every_checked_rule_is_known() {
    let rules = ringback_conformance::suite::rules().expect("the rules are read");
    let known: BTreeSet<String> = rules.iter().map(|rule| rule.id.clone()).collect();
    assert_eq!(known.len(), rules.len(), "an id stands for one rule");
    // Beside the library: what only a service that misbehaves on purpose can show.
    let folders = [
        "scenarios/library",
        "conformance/implementations/built-in/scenarios",
    ];
    let mut checked: BTreeSet<String> = folders
        .into_iter()
        .flat_map(|folder| {
            ringback_scenarios::load(&root().join(folder)).expect("the scenarios are read")
        })
        .flat_map(|scenario| scenario.rules)
        .collect();
    checked.insert(RUN_ENDS.to_owned());
    let unchecked: Vec<_> = known.difference(&checked).collect();
    assert!(unchecked.is_empty(), "no scenario checks {unchecked:?}");
    let unknown: Vec<_> = checked.difference(&known).collect();
    assert!(unknown.is_empty(), "rules.yaml does not hold {unknown:?}");
}

#[test]
fn the_tests_of_a_table_are_read() {
    let table =
        "| here | there | test |\n|---|---|---|\n| a `b` | c | `d`, `e_f` |\n| g | h | none |\n";
    assert_eq!(named_tests(table), ["d", "e_f"]);
}

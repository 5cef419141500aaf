//! Every named defect of the built-in implementation is caught by the rules of its row, and by no others.

use std::collections::BTreeSet;

use ringback_conformance::suite;

use crate::support::run;

/// The rules that a run names, as first causes and as their consequences.
#[derive(Debug, PartialEq, Eq)]
struct Named {
    first_cause: BTreeSet<String>,
    consequences: BTreeSet<String>,
}

#[test]
fn each_defect_breaks_the_rules_of_its_row_and_no_others() {
    let defects = suite::defects().expect("they are built in");
    let mut wrong = Vec::new();
    for defect in &defects {
        let output = run(&["test", "--defect", &defect.name], 1);
        let report = String::from_utf8_lossy(&output.stdout);
        let (found, row) = (
            named(&report),
            Named {
                first_cause: defect.first_cause.iter().cloned().collect(),
                consequences: defect.consequences.iter().cloned().collect(),
            },
        );
        if found != row {
            wrong.push(format!("{}: {found:#?}", defect.name));
        }
    }
    println!(
        "{} defects, {} caught as their rows say",
        defects.len(),
        defects.len() - wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reads the closing section of a report.
fn named(report: &str) -> Named {
    let mut named = Named {
        first_cause: BTreeSet::new(),
        consequences: BTreeSet::new(),
    };
    for line in report.lines() {
        if let Some(cause) = line.strip_prefix("first cause: ") {
            let rule = cause.split(' ').next().unwrap_or_default();
            named.first_cause.insert(rule.to_owned());
        } else if let Some(rules) = line.strip_prefix("  as its consequences: ") {
            named
                .consequences
                .extend(rules.split(", ").map(str::to_owned));
        }
    }
    named
}

#[test]
fn an_unknown_defect_gives_the_known_ones() {
    let output = run(&["test", "--defect", "answers-lat"], 2);
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(talk.contains("did you mean answers-late?"), "{talk}");
}

#[test]
fn defects_are_of_the_built_in_implementation_alone() {
    let python = "conformance/implementations/python/implementation.yaml";
    run(
        &[
            "test",
            "--defect",
            "answers-late",
            "--implementation",
            python,
        ],
        2,
    );
}

#[test]
fn the_list_of_defects_names_their_rules() {
    let output = run(&["conformance", "defects"], 0);
    let list = String::from_utf8_lossy(&output.stdout);
    for defect in suite::defects().expect("they are built in") {
        assert!(
            list.contains(&defect.name) && list.contains(&defect.first_cause[0]),
            "{list}"
        );
    }
}

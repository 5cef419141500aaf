//! `ringback load`. Nothing here depends on how fast the machine is.

use std::{fs, path::Path};

use serde_json::Value;

use crate::support::{ringback, root, run};

/// The shipped scenario with another section `load`, in a folder.
fn scenario(folder: &Path, load: &str) -> String {
    let shipped = fs::read_to_string(root().join("scenarios/load/front-desk.yaml"))
        .expect("the scenario is there");
    let begins = shipped.find("\nload:").expect("it has the section") + 1;
    let ends = shipped
        .find("\nexpect:")
        .expect("it is followed by another")
        + 1;
    let text = format!("{}{load}\n{}", &shipped[..begins], &shipped[ends..]);
    let path = folder.join("front-desk.yaml");
    fs::write(&path, text).expect("it can be written");
    path.display().to_string()
}

fn sum(values: &Value, key: &str) -> u64 {
    let each = values.as_array().expect("a list").iter();
    each.map(|one| one[key].as_u64().expect("a number")).sum()
}

/// Runs a load and gives its JSON report.
fn report(load: &str, more: &[&str], code: i32) -> (Value, String) {
    let (figures, said, found) = any_report(load, more);
    assert_eq!(found, Some(code), "{said}");
    (figures, said)
}

/// Runs a load and gives its JSON report, what it said, and its exit code.
fn any_report(load: &str, more: &[&str]) -> (Value, String, Option<i32>) {
    let folder = tempfile::tempdir().expect("a folder");
    let scenario = scenario(folder.path(), load);
    let file = folder.path().join("figures.json");
    let to = format!("json={}", file.display());
    let arguments = [&["load", &scenario, "--report", &to], more].concat();
    let output = ringback(&arguments).output().expect("the command starts");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    let text = fs::read_to_string(file).unwrap_or_else(|why| panic!("{why}: {said}"));
    let figures = serde_json::from_str(&text).expect("it is JSON");
    (figures, said, output.status.code())
}

#[test]
fn a_load_run_counts_everyone_and_measures_everything_that_is_owed() {
    let load = "load: { phases: [ { ramp: { from: 0%, to: 800% }, for: 2s }, { hold: 800%, for: 3s } ], \
                thresholds: [ { latency: call-to-answer, p99: 1h, max: 1h }, { errors: 1% } ] }";
    let (figures, said) = report(load, &[], 0);
    assert_eq!(figures["run"], "load");
    let load = &figures["load"];
    assert_eq!(load["implementation"], "built-in");
    let (intended, achieved) = (load["intended"].as_u64(), load["achieved"].as_u64());
    assert!(intended >= achieved && achieved > Some(5), "{load}");
    assert_eq!(Some(sum(&load["phases"], "intended")), intended);
    assert_eq!(Some(sum(&load["phases"], "achieved")), achieved);
    assert_eq!(load["errors"], Value::Array(Vec::new()));
    let latencies = load["latencies"].as_array().expect("a list");
    let owed: Vec<&str> = latencies
        .iter()
        .map(|one| one["owed"].as_str().expect("a word"))
        .collect();
    assert_eq!(
        owed,
        [
            "call-to-answer",
            "event-to-action",
            "message-to-reply",
            "webhook",
            "visit"
        ]
    );
    for latency in latencies {
        let of_phases: u64 = load["phases"]
            .as_array()
            .expect("a list")
            .iter()
            .flat_map(|phase| phase["latencies"].as_array().expect("a list"))
            .filter(|one| one["owed"] == latency["owed"])
            .map(|one| one["count"].as_u64().expect("a number"))
            .sum();
        assert_eq!(Some(of_phases), latency["count"].as_u64(), "{latency}");
        let p50 = |kind: &str| latency[kind]["p50-ms"].as_f64().expect("a number");
        assert!(p50("corrected") >= p50("uncorrected"), "{latency}");
        assert!(p50("uncorrected") > 0.0, "{latency}");
    }
    // Every visit of a visitor of the website and every call that was placed is there, and has set out in its kind.
    let whole = |subject: &Value, measure: &str| subject["whole"][measure]["value"].as_f64();
    let kinds = figures["kinds"].as_array().expect("a list");
    let contacts: f64 = kinds
        .iter()
        .filter_map(|kind| whole(kind, "contacts"))
        .sum();
    assert!(contacts as u64 >= achieved.unwrap_or_default(), "{kinds:?}");
    let count = |place: usize| latencies[place]["count"].as_f64();
    assert_eq!(
        whole(&kinds[2], "contacts"),
        count(4),
        "each visitor visits once"
    );
    for queue in figures["queues"].as_array().expect("a list") {
        let offered = whole(queue, "offered").expect("it is counted");
        let gone =
            whole(queue, "answered").unwrap_or(0.0) + whole(queue, "abandoned").unwrap_or(0.0);
        assert!(offered >= gone, "{queue}");
    }
    assert!(load["connected-at-most"].as_u64() > Some(0), "{load}");
    for met in load["thresholds"].as_array().expect("a list") {
        assert_eq!(met["met"], true, "{met}");
    }
    for line in [
        "call-to-answer",
        "from really sent",
        "simulator: late by",
        "limit: ",
        "no errors in ",
    ] {
        assert!(said.contains(line), "{line:?} is missing:\n{said}");
    }
}

#[test]
fn a_threshold_that_is_crossed_is_told_and_is_an_exit_code_of_its_own() {
    let load = "load: { thresholds: [ { latency: visit, max: 0s } ] }";
    let (figures, said) = report(load, &["--for", "2s", "--rate", "8"], 5);
    assert_eq!(figures["load"]["thresholds"][0]["met"], false);
    assert!(said.contains("CROSSED  max of visit at most 0s"), "{said}");
    assert_ne!(figures["load"]["limit"], "neither");
}

#[test]
fn a_search_tries_both_ends_first() {
    let load = "load: { thresholds: [ { latency: webhook, p50: 1h } ], search: { from: 400%, to: 800%, step: 400%, hold: 2s } }";
    let (figures, said, code) = any_report(load, &["--search"]);
    let steps = figures["load"]["search"].as_array().expect("a list");
    let rates: Vec<Option<f64>> = steps.iter().map(|step| step["rate"].as_f64()).collect();
    // On a machine that is too busy the simulator is the limit: then the search ends there, and says so.
    let met = |place: usize| steps.get(place).is_some_and(|step| step["met"] == true);
    let (expected, highest): (&[f64], _) = match (met(0), met(1)) {
        (false, _) => (&[4.0], None),
        (true, false) => (&[4.0, 8.0], Some(4.0)),
        (true, true) => (&[4.0, 8.0], Some(8.0)),
    };
    assert_eq!(
        rates,
        expected.iter().copied().map(Some).collect::<Vec<_>>()
    );
    assert_eq!(
        figures["load"]["highest-sustained"]["rate"].as_f64(),
        highest
    );
    assert_eq!(code, Some(if highest.is_some() { 0 } else { 5 }), "{said}");
    for step in steps.iter().filter(|step| step["met"] == false) {
        assert_eq!(step["limit"], "simulator", "{step}");
    }
    assert!(said.contains("search\n"), "{said}");
}

#[test]
fn what_cannot_be_run_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    for (load, told) in [
        (
            "load: { phases: [ { for: 1m } ] }",
            "one of `hold: 100%` and `ramp:",
        ),
        (
            "load: { phases: [ { hold: 100%, for: 0s } ] }",
            "more than 0s",
        ),
        (
            "load: { thresholds: [ { latency: webhook } ] }",
            "`{ latency: call-to-answer, p99: 500ms }`",
        ),
        (
            "load: { thresholds: [ { latency: webhok, p99: 1s } ] }",
            "webhook",
        ),
        (
            "load: { search: { from: 200%, to: 100% } }",
            "`from` above 0% and below `to`",
        ),
        (
            "load: { phases: [ { hold: fast, for: 1m } ] }",
            "such as 150%",
        ),
    ] {
        let scenario = scenario(folder.path(), load);
        let output = run(&["load", &scenario], 2);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains(told) && said.contains("front-desk.yaml:"),
            "{said}"
        );
    }
    let output = run(&["load", "scenarios/library/overflow.yaml"], 2);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("a load run takes a file with one case"),
        "{said}"
    );
}

#[test]
fn an_implementation_that_does_not_start_is_no_result() {
    let folder = tempfile::tempdir().expect("a folder");
    let scenario = scenario(folder.path(), "load: {}");
    let file = folder.path().join("implementation.yaml");
    let text = "{ implementation: gone, start: { command: [\"${ringback}\", no-such-verb], ready: { get: \"${web}/health\" } } }";
    fs::write(&file, text).expect("it can be written");
    let implementation = file.display().to_string();
    let output = run(&["load", &scenario, "--implementation", &implementation], 3);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("implementation gone ended with"), "{said}");
}

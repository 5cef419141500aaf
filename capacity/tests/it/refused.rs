//! What cannot be simulated is refused with what to do about it.

use crate::support::{load, load_with, options, outcome};

const REST: &str = "queues: { main: {} }\nstaff: { all: { agents: 2, queues: [main] } }\nagents: { \"*\": { talks: 1m } }\n";

fn refused(population: &str) -> String {
    load_with(&format!("scenario: a\n{REST}{population}"), &[]).expect_err("it is wrong")
}

fn check(population: &str, expected: &[&str]) {
    let why = refused(population);
    for part in expected {
        assert!(why.contains(part), "{why}\nlacks {part}");
    }
}

#[test]
fn arrivals_that_cannot_be() {
    check(
        "population: { lasts: 1h, arrive: { poisson-per-hour: -3 }, kinds: { a: { queue: main } } }",
        &[
            "scenario.yaml:5:",
            "-3 does not fit here",
            "a number of 0 or more",
        ],
    );
    check(
        "population: { lasts: 1h, arrive: { poisson-per-hour: 0 }, kinds: { a: { queue: main } } }",
        &["nobody ever comes"],
    );
    check(
        "population: { lasts: 1h, arrive: {}, kinds: { a: { queue: main } } }",
        &["one of `every`, `poisson-per-hour`, `day` and `file`"],
    );
    check(
        "population: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { share: 60%, queue: main }, b: { share: 30%, queue: main } } }",
        &["the shares of the kinds make 90.0000%", "100% together"],
    );
    check(
        "population: { lasts: 1h, arrive: { poisson-per-hour: { \"09:00\": 3, \"08:30\": 4 } }, kinds: { a: { queue: main } } }",
        &["08:30 does not come after the time before it"],
    );
    check(
        "population: { lasts: 1h, arrive: { poisson-per-hour: { \"9:00\": 3 } }, kinds: { a: { queue: main } } }",
        &["a time of day in quotes"],
    );
    check(
        "population: { lasts: 1h, arrive: { every: 1s, busy-day: { gamma: { cv: 3 } } }, kinds: { a: { queue: main } } }",
        &["days cannot vary by 3"],
    );
    check(
        "population: { lasts: 1h, warm-up: 1h, arrive: { every: 1s }, kinds: { a: { queue: main } } }",
        &["leaves nothing to measure"],
    );
}

#[test]
fn kinds_and_staff_that_cannot_be() {
    check(
        "population: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { queue: mian } } }",
        &["unknown queue `mian`", "did you mean `main`?"],
    );
    check(
        "population: { lasts: 1h, arrive: { every: 1s }, kinds: { a: {} } }",
        &["customers of kind `a` go nowhere"],
    );
    check(
        "population: { lasts: 1h, kinds: { a: { queue: main } } }",
        &["kinds have shares of arrivals that are not there"],
    );
    check(
        "population: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { queue: main, bot: { takes: 1m, contains: 80%, abandons: 30% } } } }",
        &["more than all of its sessions"],
    );
    let why = load_with("scenario: a\nqueues: { main: {} }\nstaff: { all: { agents: 2, queues: [main], on-duty: { \"08:00\": 3 } } }\npopulation: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { queue: main } } }", &[]).unwrap_err();
    assert!(
        why.contains("3 agents cannot be on duty of a group of 2"),
        "{why}"
    );
    let why = load_with("scenario: a\ncustomers: { do: [] }", &[]).unwrap_err();
    assert!(why.contains("this scenario has no population"), "{why}");
    check(
        "population: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { queue: main } } }\nexpect: [ { measure: service-level, of: main, within: 10s, at-least: 80% } ]",
        &["this service level is within 10s, the run's within 20s"],
    );
    check(
        "population: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { queue: main } } }\ncapacity: { precision: { asa: 0s } }",
        &["no number of replications gives a figure without error"],
    );
}

#[test]
fn arrival_files_that_cannot_be() {
    let text = format!(
        "scenario: a\nstart: \"2026-03-02T08:00:00Z\"\n{REST}population: {{ lasts: 2h, arrive: {{ file: came.csv }}, kinds: {{ a: {{ queue: main }} }} }}"
    );
    let with = |file: &str| load_with(&text, &[("came.csv", file)]);
    let gap = with("from,to,contacts\n08:00,08:30,12\n09:00,09:30,14\n").unwrap_err();
    assert!(
        gap.contains("came.csv:3: there is a gap: nothing is said of 08:30 to 09:00"),
        "{gap}"
    );
    assert!(
        gap.contains("expected a row from 08:30 on, with 0 contacts where nobody came"),
        "{gap}"
    );
    let negative = with("from,to,contacts\n08:00,08:30,-1\n").unwrap_err();
    assert!(
        negative.contains("came.csv:2: \"-1\" is no number of contacts"),
        "{negative}"
    );
    let columns = with("when\n08:00\n").unwrap_err();
    assert!(
        columns.contains("the columns are when") && columns.contains("a column `at`"),
        "{columns}"
    );
    let order = with("at\n08:10\n08:05\n").unwrap_err();
    assert!(order.contains("came.csv:3: 08:05 lies before"), "{order}");
    let missing = load_with(&text, &[]).unwrap_err();
    assert!(missing.contains("cannot read `came.csv`"), "{missing}");
    let plan = with("at\n08:10\n2026-03-02T08:20\n2026-03-02T08:30:00Z\n").unwrap();
    let found = outcome(&plan, &options(2)).unwrap().figures.unwrap();
    assert_eq!(
        found.kinds[0].whole[&ringback_format::figures::Measure::Contacts].value,
        3.0
    );
}

#[test]
fn plans_that_lack_something() {
    let run = |text: &str| {
        outcome(&load(text), &options(1))
            .map(|_| ())
            .expect_err("it lacks something")
            .to_string()
    };
    let none = run(
        "scenario: a\nqueues: { main: {} }\nstaff: { all: { agents: 2, queues: [main] } }\npopulation: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { queue: main } } }",
    );
    assert!(
        none.contains("how long agents of all talk with a from queue main is not said"),
        "{none}"
    );
    let chats = run(
        "scenario: a\nqueues: { main: {} }\nstaff: { all: { agents: 2, queues: [main], chats: 3 } }\nagents: { \"*\": { talks: 1m } }\npopulation: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { queue: main } } }",
    );
    assert!(chats.contains("a call needs a whole agent"), "{chats}");
    let never = run(
        "scenario: a\nqueues: { main: {}, other: {} }\nstaff: { all: { agents: 2, queues: [other] } }\nagents: { \"*\": { talks: 1m } }\npopulation: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { queue: main } } }",
    );
    assert!(never.contains("queue main has no agents"), "{never}");
}

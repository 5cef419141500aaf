//! What is wrong with a file is told with the line, what was expected and the nearest right word.

use ringback_scenarios::load_text;

/// A file without mistakes; each test makes one.
const GOOD: &str = "\
scenario: waiting
rules: [CQ-ANSWER-1]
world:
  teams:
    agents: [ana, bo]
    queues: { support: { agents: [ana, bo], alert-time: 20s } }
agents: { \"*\": { answers: { after: 4s } } }
customer: { name: Mia, patience: 5m, do: [ { call: { queue: support } } ] }
observe:
- { when: { call: { queued-in: support } }, within: 5s }
- { actor: ana, when: offered, do: [ { answer: { after: 4s } } ] }
expect:
- { contact: 1, answered-by: ana }
- { fact: queued, count: 1, where: { queue: support } }
never: [ redirected ]
";

/// Gives the error of the good file with one thing written wrong.
fn error(right: &str, wrong: &str) -> String {
    assert!(GOOD.contains(right), "{right}");
    let text = GOOD.replacen(right, wrong, 1);
    match load_text("a.yaml", &text) {
        Ok(_) => panic!("{wrong} loads"),
        Err(found) => found.to_string(),
    }
}

fn errors(mistakes: &[(&str, &str)]) -> String {
    let texts: Vec<String> = mistakes
        .iter()
        .map(|(right, wrong)| error(right, wrong))
        .collect();
    texts.join("\n\n")
}

#[test]
fn the_file_without_mistakes_loads() {
    assert!(load_text("a.yaml", GOOD).is_ok());
}

#[test]
fn unknown_keys() {
    insta::assert_snapshot!(errors(&[
        ("customer:", "custmer:"),
        ("patience:", "patients:"),
        ("alert-time:", "alert_time:"),
        ("answered-by: ana", "answerd-by: ana"),
        ("when: offered", "wen: offered"),
    ]));
}

#[test]
fn wrong_durations() {
    insta::assert_snapshot!(errors(&[
        ("alert-time: 20s", "alert-time: 20"),
        ("within: 5s", "within: 5sec"),
        ("patience: 5m", "patience: long"),
        ("{ answer: { after: 4s } }", "{ answer: { after: 4 } }"),
        ("answers: { after: 4s }", "answers: { after: soon }"),
        ("alert-time: 20s", "alert-time: 1s"),
    ]));
}

#[test]
fn names_that_nothing_has() {
    insta::assert_snapshot!(errors(&[
        ("queued-in: support", "queued-in: suport"),
        ("call: { queue: support }", "call: { queue: sales }"),
        ("agents: [ana, bo], alert", "agents: [ana, boo], alert"),
        ("answered-by: ana", "answered-by: anna"),
        ("actor: ana", "actor: anne"),
        ("agents: { \"*\"", "agents: { cem"),
        ("contact: 1", "contact: 2"),
    ]));
}

#[test]
fn events_and_facts_that_do_not_exist() {
    insta::assert_snapshot!(errors(&[
        ("when: offered", "when: ofered"),
        ("when: offered", "when: listening"),
        ("queued-in: support", "queued: support"),
        ("fact: queued", "fact: queud"),
        ("where: { queue: support }", "where: { que: support }"),
        ("never: [ redirected ]", "never: [ redirect ]"),
        (
            "never: [ redirected ]",
            "never: [ { deliver: { status: 5xx } } ]"
        ),
        (
            "never: [ redirected ]",
            "never: [ { delivery: { status: 6xx } } ]"
        ),
    ]));
}

#[test]
fn what_nobody_can_mean() {
    insta::assert_snapshot!(errors(&[
        ("answer: { after: 4s }", "chat: hello"),
        ("answer: { after: 4s }", "anser: { after: 4s }"),
        ("rules: [CQ-ANSWER-1]", "rules: [overflow]"),
        ("rules: [CQ-ANSWER-1]\n", ""),
        (
            "customer: { name: Mia, patience: 5m, do: [ { call: { queue: support } } ] }\n",
            ""
        ),
        ("{ contact: 1, answered-by: ana }", "{ contact: 1 }"),
        ("{ contact: 1, answered-by: ana }", "{ answered-by: ana }"),
        ("count: 1", "count: 50%"),
        ("scenario: waiting", "scenario: [waiting"),
        ("scenario: waiting", "scenario: waiting\nscenario: again"),
        (
            GOOD,
            "scenario: waiting\nrules: [CQ-ANSWER-1]\ncustomer: {}\n"
        ),
        (GOOD, "- scenario"),
        (GOOD, ""),
    ]));
}

#[test]
fn cases_and_parameters() {
    insta::assert_snapshot!(errors(&[
        ("name: Mia", "name: \"${name}\""),
        (
            "customer: { name: Mia",
            "cases: { one: { nam: Mia } }\ncustomer: { name: \"${name}\""
        ),
        ("name: Mia", "name: \"a ${name\""),
        (
            "never: [ redirected ]",
            "cases: { one: { rule: CQ-ANSWER-2, unused: 1 } }"
        ),
        ("never: [ redirected ]", "cases: {}"),
        ("never: [ redirected ]", "cases: { \"a b\": {} }"),
        (
            "never: [ redirected ]\n",
            "never: [ \"${what} more\" ]\ncases: { one: { what: [ redirected ] } }\n"
        ),
        ("contact: 1", "contact: \"${n}\""),
    ]));
}

#[test]
fn worlds_beside_the_scenario() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("the folder can be written");
    };
    let found = || {
        let error = ringback_scenarios::load(folder.path()).expect_err("something is wrong");
        error
            .to_string()
            .replace(&format!("{}/", folder.path().display()), "")
    };
    let nothing = found();
    let start = GOOD.find("world:").expect("it has a world");
    let end = GOOD.find("agents: {").expect("it has agents");
    let beside = format!("{}world: small.yaml\n{}", &GOOD[..start], &GOOD[end..]);
    write("waiting.yaml", &beside);
    let missing = found();
    write(
        "small.yaml",
        "teams:\n  agents: [ana]\n  queues: { support: { agents: [anna] } }\n",
    );
    let wrong = found();
    write(
        "small.yaml",
        "teams:\n  agents: [ana]\n  queues: { support: { agents: [ana] } }\n",
    );
    assert_eq!(
        ringback_scenarios::load(folder.path())
            .map(|all| all.len())
            .ok(),
        Some(1)
    );
    write("again.yaml", &beside);
    let twice = found();
    let nothing = nothing.replace(&folder.path().display().to_string(), "(folder)");
    insta::assert_snapshot!([nothing, missing, wrong, twice].join("\n\n"));
}

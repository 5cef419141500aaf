//! Faults of a scenario: read, checked, and demanded to happen.

use ringback_scenarios::{Case, RunView, Verdict, load_text};
use ringback_world::{
    Contact, Fact, Time, What,
    faults::{self, Effect},
};

fn file(faults: &str) -> String {
    format!(
        "scenario: s
rules: [A-1]
world: {{ teams: {{ agents: [ana], queues: {{ support: {{ agents: [ana] }} }} }} }}
customer: {{ do: [ {{ call: {{ queue: support }} }} ] }}
faults: [ {faults} ]
expect: [ {{ fact: queued, at-least: 0 }} ]
"
    )
}

fn case(faults: &str) -> Case {
    match load_text("a.yaml", &file(faults)) {
        Ok(mut scenario) => scenario.cases.remove(0),
        Err(error) => panic!("{error}"),
    }
}

const LOST: &str = "{ name: lost, when: { deliver: CallConnected }, nth: 1, then: lose }";

/// The verdict on the fault where only these faults were applied.
fn verdicts(faults: &str, applied: &[&str]) -> Vec<Verdict> {
    let fact = |(seq, name): (u64, &&str)| Fact {
        seq,
        at: Time::from_secs(3),
        contact: Some(Contact(1)),
        cause: ringback_world::Cause::Input(seq),
        what: What::Fault(faults::Fact::FaultApplied {
            name: (*name).to_owned(),
            what: Effect::Lose,
            to: "Microsoft.Communication.CallConnected".to_owned(),
        }),
    };
    let facts: Vec<Fact> = (0..).zip(applied).map(fact).collect();
    let verdicts = case(faults).judge(&RunView {
        seed: 1,
        facts: &facts,
        exchanges: &[],
        ended_at: Time::from_secs(9),
    });
    let of_faults = verdicts.into_iter();
    of_faults
        .filter(|verdict| verdict.expected.starts_with("the fault "))
        .collect()
}

#[test]
fn a_case_whose_fault_never_happened_fails() {
    let found = verdicts(LOST, &["another"]);
    let [verdict] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert!(!verdict.passed());
    assert_eq!(verdict.expected, "the fault lost happens to CallConnected");
    assert!(
        verdict.happened.starts_with("it never happened"),
        "{}",
        verdict.happened
    );
    assert_eq!(verdict.where_in_file, ("a.yaml".to_owned(), 5));
}

#[test]
fn a_fault_that_happened_is_a_check_that_held() {
    let found = verdicts(LOST, &["lost", "lost"]);
    assert!(found.len() == 1 && found[0].passed(), "{found:#?}");
    assert_eq!(found[0].happened, "2 times, the last at 3s");
}

#[test]
fn a_fault_that_may_stay_unused_is_no_check() {
    let unused = LOST.replace("then:", "may-stay-unused: true, then:");
    assert_eq!(verdicts(&unused, &["another"]), []);
}

#[test]
fn faults_that_cannot_be_meant_are_told_with_their_line() {
    for (faults, part) in [
        (
            format!("{LOST}, {LOST}"),
            "a.yaml:5:81: a fault is named `lost` already",
        ),
        (
            LOST.replace("CallConnected }", "CallConnected, of-contact: 2 }"),
            "contact 2, who does not come",
        ),
        (LOST.replace("nth: 1", "nth: 0"), "matches count from 1"),
        (
            LOST.replace("CallConnected", "CallConected"),
            "did you mean `CallConnected`?",
        ),
        (LOST.replace("lose", "loose"), "did you mean `lose`?"),
    ] {
        let error = load_text("a.yaml", &file(&faults))
            .expect_err(&faults)
            .to_string();
        assert!(
            error.starts_with("a.yaml:5:") && error.contains(part),
            "{error}"
        );
    }
}

//! Faults as they are written.

use super::*;
use crate::{duration::DurationText, yaml};

fn read(text: &str) -> Result<Faults, String> {
    yaml::parse("f.yaml", text).map_err(|error| error.to_string())
}

fn one(rest: &str) -> Fault {
    let faults = read(&format!("[{{ name: a, {rest} }}]"));
    faults.expect(rest).0.remove(0)
}

#[test]
fn each_word_happens_to_events_or_to_requests() {
    let (three, none) = (DurationText::from_secs(3), DurationText::default());
    for (then, effect) in [
        ("lose", OnDelivery::Lose(Losing::Once)),
        ("{ lose: for-good }", OnDelivery::Lose(Losing::ForGood)),
        ("duplicate", OnDelivery::Duplicate { after: none }),
        (
            "{ duplicate: { after: 3s } }",
            OnDelivery::Duplicate { after: three },
        ),
        ("{ delay: { by: 3s } }", OnDelivery::Delay { by: three }),
        ("reorder", OnDelivery::Reorder),
        ("break", OnDelivery::Break),
    ] {
        let fault = one(&format!("when: {{ deliver: CallConnected }}, then: {then}"));
        let Strikes::Delivery(_, found) = fault.strikes else {
            panic!("{then}: not to a delivery");
        };
        assert_eq!(found, effect, "{then}");
    }
    let refusal = |status, retry_after| {
        OnRequest::Refuse(Refusal {
            status,
            retry_after,
        })
    };
    for (then, effect) in [
        ("{ refuse: { status: 500 } }", refusal(500, None)),
        (
            "{ refuse: { status: 429, retry-after: 3s } }",
            refusal(429, Some(three)),
        ),
        ("{ slow: { by: 3s } }", OnRequest::Slow { by: three }),
        ("break", OnRequest::Break(Breaking::BeforeWork)),
        (
            "{ break: after-work }",
            OnRequest::Break(Breaking::AfterWork),
        ),
    ] {
        let fault = one(&format!("when: {{ request: Recognize }}, then: {then}"));
        let Strikes::Request(_, found) = fault.strikes else {
            panic!("{then}: not to a request");
        };
        assert_eq!(found, effect, "{then}");
    }
}

#[test]
fn the_nth_match_is_meant_alone_unless_times_say_more() {
    let chosen = |rest: &str| {
        let fault = one(&format!("when: {{ deliver: any }}, then: lose, {rest}"));
        let mut applied = 0;
        let mut hit = Vec::new();
        for number in 1..=7 {
            if fault.times.is_none_or(|times| applied < times.get())
                && fault.chosen.takes(number, || 0.29)
            {
                applied += 1;
                hit.push(number);
            }
        }
        hit
    };
    assert_eq!(chosen("nth: 2"), [2]);
    assert_eq!(chosen("nth: 2, times: 3"), [2, 3, 4]);
    assert_eq!(chosen("every: 3"), [3, 6]);
    assert_eq!(chosen("times: 2"), [1, 2]);
    assert_eq!(chosen("chance: 30%, times: 2"), [1, 2]);
    assert_eq!(chosen("chance: 29%"), [0; 0]);
}

#[test]
fn a_fault_is_written_as_it_was_read() {
    for text in [
        r#"{"name":"a","when":{"deliver":"CallConnected","of-contact":2},"chance":"30%","then":{"lose":"for-good"}}"#,
        r#"{"name":"a","when":{"request":"POST /x/*"},"nth":1,"times":2,"then":{"refuse":{"status":429,"retry-after":"2s"}},"may-stay-unused":true}"#,
        r#"{"name":"a","when":{"request":"Recognize"},"then":{"slow":{"by":"3s"}}}"#,
        r#"{"name":"a","when":{"deliver":"any"},"every":2,"then":"reorder"}"#,
    ] {
        let fault: Fault = yaml::parse("f.yaml", text).expect(text);
        assert_eq!(serde_json::to_string(&fault).expect("it is JSON"), text);
    }
}

#[test]
fn an_operation_is_found_by_its_request() {
    let name = |method, path| operation_of(method, path).map(|known| known.name);
    assert_eq!(
        name("POST", "/calling/callConnections/a-1:recognize"),
        Some("Recognize")
    );
    assert_eq!(
        name("POST", "/calling/callConnections:answer"),
        Some("AnswerCall")
    );
    assert_eq!(
        name("POST", "/chat/threads/19%3Aa%40thread.v2/messages"),
        Some("SendChatMessage")
    );
    assert_eq!(name("GET", "/nothing"), None);
}

#[test]
fn what_nobody_can_mean_is_told_with_the_cure() {
    for (text, part) in [
        (
            "when: { deliver: RecogniseCompleted }, then: lose",
            "did you mean `RecognizeCompleted`?",
        ),
        (
            "when: { request: Recognise }, then: break",
            "did you mean `Recognize`?",
        ),
        (
            "when: { request: FETCH /a }, then: break",
            "a method and a path",
        ),
        (
            "when: { deliver: any }, then: loose",
            "did you mean `lose`?",
        ),
        (
            "when: { deliver: any }, then: { dely: { by: 3s } }",
            "did you mean `delay`?",
        ),
        (
            "when: { deliver: any }, then: { delay: { bye: 3s } }",
            "did you mean `by`?",
        ),
        (
            "when: { deliver: any }, then: delay",
            "write { delay: { by: 3s } }",
        ),
        (
            "when: { deliver: any }, then: { delay: { by: 0s } }",
            "0s is no delay",
        ),
        (
            "when: { deliver: any }, nth: 0, then: lose",
            "matches count from 1",
        ),
        (
            "when: { deliver: any }, times: 0, then: lose",
            "matches count from 1",
        ),
        (
            "when: { deliver: any }, chance: 0%, then: lose",
            "a share above 0%",
        ),
        (
            "when: { deliver: any }, nth: 1, every: 2, then: lose",
            "leave out the others",
        ),
        (
            "when: { deliver: any, of-contact: 0 }, then: lose",
            "contacts count from 1",
        ),
        (
            "when: { deliver: any }, then: { slow: { by: 3s } }",
            "write `delay`",
        ),
        (
            "when: { deliver: any }, then: { refuse: { status: 429 } }",
            "write `lose`",
        ),
        (
            "when: { request: Play }, then: { refuse: { status: 200 } }",
            "from 400 to 599",
        ),
        ("when: { request: Play }, then: lose", "write `break`"),
        (
            "when: {}, then: lose",
            "exactly one of the keys `deliver` and `request`",
        ),
        (
            "when: { deliver: any }, then: { lose: for-good, break: after-work }",
            "one fault does one thing",
        ),
        ("when: { deliver: any }, than: lose", "did you mean `then`?"),
    ] {
        let error = read(&format!("[{{ name: a, {text} }}]")).expect_err(text);
        assert!(error.contains(part), "{text}: {error}");
    }
    let twice = "[{ name: a, when: { deliver: any }, then: lose }, { name: a, when: { deliver: any }, then: lose }]";
    let error = read(twice).expect_err("named twice");
    assert!(error.contains("two faults are named `a`"), "{error}");
}

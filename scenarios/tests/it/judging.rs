//! Each kind of check passes when it holds and fails when it does not, with what happened instead.

use ringback_scenarios::{Direction, ExchangeView, RunView, Verdict};
use ringback_world::{Contact, Time};

use crate::play::{judged, play, scenario};

/// Two callers, ana and bo, a queue that times out after a minute.
fn file(agents: &str, checks: &str) -> String {
    format!(
        "scenario: s
rules: [A-1, A-2]
world:
  teams:
    agents: [ana, bo]
    groups: [desk]
    queues:
      support: {{ language: en-US, agents: [ana], routing: serial, timeout: {{ after: 1m, action: {{ queue: second }} }} }}
      second: {{ language: en-US, agents: [bo], timeout: {{ after: 45s, action: {{ shared-voicemail: desk, greeting: Hello. }} }} }}
agents: {agents}
customers: {{ count: 2, arrive: {{ every: 10m }}, do: [ {{ call: {{ queue: support }} }} ] }}
{checks}
"
    )
}

const ANSWERED: &str = "{ ana: { answers: { after: 4s }, talks: 30s }, bo: { answers: never } }";
const IGNORED: &str = "{ '*': { answers: never } }";

fn verdicts(agents: &str, checks: &str) -> Vec<Verdict> {
    let scenario = scenario(&file(agents, checks));
    judged(&scenario.cases[0], 1).1
}

fn check(agents: &str, entry: &str, happened: Option<&str>) {
    let verdicts = verdicts(agents, &format!("expect: [ {entry} ]"));
    let [verdict] = verdicts.as_slice() else {
        panic!("{verdicts:#?}")
    };
    match happened {
        None => assert!(verdict.passed(), "{entry}: {verdict:#?}"),
        Some(happened) => {
            assert!(!verdict.passed(), "{entry} holds");
            assert_eq!(verdict.happened, happened, "{entry}");
            assert!((1..=10).contains(&verdict.timeline.len()), "{verdict:#?}");
        }
    }
}

#[test]
fn contacts() {
    for (agents, entry, happened) in [
        (ANSWERED, "{ contact: 1, answered-by: ana }", None),
        (
            ANSWERED,
            "{ contact: 1, answered-by: bo }",
            Some("contact 1: answered by ana"),
        ),
        (
            IGNORED,
            "{ contact: 1, answered-by: ana }",
            Some("contact 1: answered by no agent"),
        ),
        (
            ANSWERED,
            "{ contact: 2, waited: 4s, ends: { by: agent, connected-to: ana } }",
            None,
        ),
        (
            ANSWERED,
            "{ contact: 2, waited: 5s }",
            Some("contact 2: waited 4s"),
        ),
        (
            ANSWERED,
            "{ contact: 2, waited: { at-most: 3s } }",
            Some("contact 2: waited 4s"),
        ),
        (
            ANSWERED,
            "{ contact: 1, ends: { by: customer } }",
            Some("contact 1: ended by an agent"),
        ),
        (
            ANSWERED,
            "{ contact: 1, ends: { code: 486 } }",
            Some("contact 1: ended with code 0 / 0"),
        ),
        (
            ANSWERED,
            "{ contact: 1, redirected-after: 1m }",
            Some("contact 1: not redirected"),
        ),
        (
            ANSWERED,
            "{ contact: 1, reached: second }",
            Some("contact 1: reached support, ana, ana"),
        ),
        (
            IGNORED,
            "{ contact: 1, redirected-after: 1m, reached: second, ends: { voicemail-of: desk } }",
            None,
        ),
        (
            IGNORED,
            "{ contact: 1, redirected-after: { at-least: 61s } }",
            Some("contact 1: redirected after 1m"),
        ),
        (
            IGNORED,
            "{ contact: 1, ends: { connected-to: bo } }",
            Some("contact 1: was connected to no person"),
        ),
    ] {
        check(agents, entry, happened);
    }
}

#[test]
fn counts_of_facts() {
    for (entry, happened) in [
        ("{ fact: redirected, count: 4 }", None),
        (
            "{ fact: redirected, count: 2, where: { queue: support, exception: timeout } }",
            None,
        ),
        (
            "{ fact: redirected, of-contact: 2, at-least: 2, at-most: 2 }",
            None,
        ),
        (
            "{ fact: redirected, at-least: 5 }",
            Some("4 times, at 1m, 1m45s, 11m, 11m45s"),
        ),
        ("{ fact: abandoned }", Some("0 times")),
        (
            "{ fact: placed, where: { to: { queue: support } }, count: 2 }",
            None,
        ),
        (
            "{ fact: placed, where: { to: { queue: second } }, count: 0 }",
            None,
        ),
        (
            "{ fact: placed, where: { from: { matches: '^4:\\+1425' } }, count: 2 }",
            None,
        ),
    ] {
        check(IGNORED, entry, happened);
    }
}

#[test]
fn measures() {
    for (agents, entry, happened) in [
        (
            ANSWERED,
            "{ measure: service-level, of: support, within: 20s, at-least: 80% }",
            None,
        ),
        (
            ANSWERED,
            "{ measure: service-level, of: support, within: 3s, at-least: 80% }",
            Some("0.0% (2 offered, 2 answered, 0 abandoned)"),
        ),
        (ANSWERED, "{ measure: asa, of: support, at-most: 4s }", None),
        (
            ANSWERED,
            "{ measure: answered, of: support, count: 2 }",
            None,
        ),
        (
            IGNORED,
            "{ measure: answered, of: support, at-least: 1 }",
            Some("0 (2 offered, 0 answered, 0 abandoned)"),
        ),
        (
            ANSWERED,
            "{ measure: abandonment, of: support, at-most: 5% }",
            None,
        ),
        (
            ANSWERED,
            "{ measure: asa, of: second, at-most: 4s }",
            Some("there is no such figure: 0 calls were offered, 0 answered"),
        ),
    ] {
        check(agents, entry, happened);
    }
}

#[test]
fn what_must_not_happen() {
    let never = |agents: &str, what: &str| {
        let checks = format!("expect: [ {{ fact: queued }} ]\nnever: [ {what} ]");
        let verdict = verdicts(agents, &checks)
            .pop()
            .expect("the last is the one of `never`");
        (verdict.passed(), verdict.happened)
    };
    let fine = (true, "it did not happen".to_owned());
    assert_eq!(never(ANSWERED, "redirected"), fine);
    assert_eq!(
        never(IGNORED, "redirected"),
        (false, "it happened at 1m".to_owned())
    );
    let second = "{ fact: { name: redirected, where: { queue: second } } }";
    assert_eq!(
        never(IGNORED, second),
        (false, "it happened at 1m45s".to_owned())
    );
    assert_eq!(never(ANSWERED, second), fine);
    let voicemail = "{ voicemail: { of: desk } }";
    assert_eq!(never(ANSWERED, voicemail), fine);
    assert!(!never(IGNORED, voicemail).0);
}

#[test]
fn observations_within_a_time() {
    let seen = |agents: &str, entry: &str| {
        let verdict = verdicts(agents, &format!("observe: [ {entry} ]")).remove(0);
        (verdict.passed(), verdict.happened)
    };
    let answered = "{ when: { call: { connected-to: ana } }, within: 4s }";
    assert_eq!(seen(ANSWERED, answered), (true, "seen at 10m4s".to_owned()));
    assert_eq!(
        seen(IGNORED, answered),
        (false, "contact 1 had not seen it by 4s".to_owned())
    );
    let late = "{ when: { call: { connected-to: ana } }, within: 3999ms }";
    assert!(!seen(ANSWERED, late).0);
    let after_another =
        "{ when: { voicemail: { of: desk } } }, { when: { call: ended }, within: 5m }";
    let (passed, happened) = seen(ANSWERED, after_another);
    assert!(!passed);
    assert!(
        happened.ends_with("while contact 1 waited for voicemail of desk before it"),
        "{happened}"
    );
    let agents_see = "{ actor: bo, when: offered, times: 2, within: 15m }";
    assert!(seen(IGNORED, agents_see).0);
    assert!(!seen(ANSWERED, agents_see).0);
    let any = "{ any-order: [ { when: { call: ended }, within: 1h }, { when: { call: { queued-in: support } }, within: 1s } ] }";
    assert!(seen(ANSWERED, any).0);
}

#[test]
fn exchanges() {
    let text = file(
        ANSWERED,
        "expect: [ { exchange: { what: callback, event-type: CallConnected, status: 5xx }, count: 1 }, { exchange: { path: ':answer$', method: post } } ]\nnever: [ { exchange: { status: 404 } } ]",
    );
    let scenario = scenario(&text);
    let run = play(&scenario.cases[0], 1);
    let exchange = |what: &str, event_type: Option<&str>, path: &str, status: u16| ExchangeView {
        at: Time::from_secs(1),
        direction: Direction::ToImplementation,
        what: what.to_owned(),
        event_type: event_type.map(str::to_owned),
        contact: Some(Contact(1)),
        method: "POST".to_owned(),
        path: path.to_owned(),
        status: Some(status),
    };
    let outcomes = |exchanges: &[ExchangeView]| {
        let view = RunView {
            seed: 1,
            facts: &run.facts,
            exchanges,
            ended_at: run.ended_at,
        };
        let verdicts = scenario.cases[0].judge(&view);
        verdicts.iter().map(Verdict::passed).collect::<Vec<_>>()
    };
    let connected = Some("Microsoft.Communication.CallConnected");
    let good = [
        exchange("callback", connected, "/api/calls/1", 500),
        exchange("callback", connected, "/api/calls/1", 200),
        exchange("request", None, "/calling/callConnections:answer", 200),
    ];
    assert_eq!(outcomes(&good), [true, true, true]);
    assert_eq!(outcomes(&good[1..2]), [false, false, true]);
    assert_eq!(
        outcomes(&[exchange("request", None, "/x:answer", 404)]),
        [false, true, false]
    );
}

#[test]
fn a_run_in_which_nothing_happens_never_passes() {
    let scenario = scenario(&file(IGNORED, "expect: [ { fact: redirected, count: 0 } ]"));
    let view = RunView {
        seed: 1,
        facts: &[],
        exchanges: &[],
        ended_at: Time::ZERO,
    };
    let verdicts = scenario.cases[0].judge(&view);
    assert!(verdicts.iter().any(|verdict| !verdict.passed()));
}

#[test]
fn a_verdict_names_its_rules_its_line_and_what_led_to_it() {
    let checks =
        "expect:\n- { contact: 1, answered-by: bo, rule: B-7 }\n- { contact: 1, answered-by: bo }";
    let verdicts = verdicts(IGNORED, checks);
    assert_eq!(verdicts[0].rule, "B-7");
    assert_eq!(verdicts[1].rules, ["A-1", "A-2"]);
    assert_eq!(verdicts[0].where_in_file, ("a.yaml".to_owned(), 13));
    assert_eq!(verdicts[0].contact, Some(Contact(1)));
    let lines: Vec<String> = verdicts[0]
        .timeline
        .iter()
        .map(|(at, line)| format!("{at} {line}"))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_failure_is_wrong_since_it_became_certain_or_since_its_turn_came() {
    let wrong_since = |agents: &str, checks: &str| {
        let verdicts = verdicts(agents, checks);
        let failed: Vec<_> = verdicts
            .iter()
            .filter(|verdict| !verdict.passed())
            .collect();
        let [verdict] = failed.as_slice() else {
            panic!("{verdicts:#?}")
        };
        verdict.wrong_since.to_string()
    };
    for (agents, entry, at) in [
        // The third of at most two.
        (IGNORED, "{ fact: redirected, at-most: 2 }", "11m"),
        // That something is missing shows only at the end.
        (IGNORED, "{ fact: redirected, count: 9 }", "16m50s400ms"),
        (ANSWERED, "{ contact: 1, answered-by: bo }", "4s"),
        (
            ANSWERED,
            "{ contact: 1, answered-by: ana, reached: second }",
            "34s",
        ),
        (ANSWERED, "{ contact: 2, waited: 5s }", "10m4s"),
        (
            IGNORED,
            "{ contact: 1, redirected-after: 2m, ends: { by: agent } }",
            "1m",
        ),
    ] {
        assert_eq!(
            wrong_since(agents, &format!("expect: [ {entry} ]")),
            at,
            "{entry}"
        );
    }
    let never = "expect: [ { fact: queued } ]\nnever: [ redirected ]";
    assert_eq!(wrong_since(IGNORED, never), "1m");
    let observed = "observe: [ { when: { call: { connected-to: ana } }, within: 7s } ]";
    assert_eq!(wrong_since(IGNORED, observed), "0s");
}

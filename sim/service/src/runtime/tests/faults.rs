//! Faults on the way to the implementation.

use ringback_format::{faults::Faults, run, yaml};
use ringback_world::faults::{Effect, Fact as Fault};

use super::*;

/// A service with a fault, and an implementation that answers 200 to the events `a`, `b` and `c` of one lane.
async fn with(fault: &str, facts: usize, channel: Channel) -> (Running, Implementation) {
    let implementation = Implementation::start(async |_| (200, String::new())).await;
    let running = Running::prepared(Once::waits_for(facts), |_| ()).await;
    let text = format!("[{{ name: f, when: {{ deliver: any }}, {fault} }}]");
    let faults: Faults = yaml::parse("f.yaml", &text).expect(fault);
    let handle = running.service.handle();
    handle.inspect(move |run| run.set_faults(faults)).await;
    running
        .queue(&implementation, &["a", "b", "c"], channel)
        .await;
    assert_eq!(running.to_end().await, RunEnd::Finished);
    (running, implementation)
}

fn paths(implementation: &Implementation) -> Vec<String> {
    let received = implementation.received().into_iter();
    received.map(|one| one.path).collect()
}

/// What was told of attempts and faults, in order: `a!` is lost, `a+` delivered, and a word is a fault.
async fn told(running: &Running) -> Vec<(String, u64)> {
    let record = running.service.finish().await;
    let header = run::Header {
        ringback: run::Kind::Inputs,
        version: run::VERSION,
        seed: record.seed,
        scenario: "test".to_owned(),
        start: "2026-03-02T08:00:00Z".parse().expect("a timestamp"),
        ended_at: Some(record.ended_at),
        declaration: None,
    };
    let declaration = world().declaration().clone();
    let again = run::replay(&header, declaration, record.inputs.clone());
    assert_eq!(again, record.facts, "a replay gives other facts");
    let short = |fact: &Fact| {
        let what = match &fact.what {
            What::Delivery(deliveries::Fact::DeliveryAttempted { event_id, next, .. }) => {
                match next {
                    Next::Delivered => format!("{event_id}+"),
                    Next::Retried => format!("{event_id}!"),
                    Next::GivenUp => format!("{event_id}-"),
                }
            }
            What::Fault(Fault::FaultApplied { name, what, .. }) => {
                assert_eq!(name, "f");
                effect(*what).to_owned()
            }
            other => panic!("{other:?}"),
        };
        (what, fact.at.as_micros() / 1_000)
    };
    record.facts.iter().map(short).collect()
}

fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::Lose => "lose",
        Effect::Duplicate => "duplicate",
        Effect::Delay => "delay",
        Effect::Reorder => "reorder",
        Effect::Refuse => "refuse",
        Effect::Slow => "slow",
        Effect::Break => "break",
    }
}

fn at(told: &[(&str, u64)]) -> Vec<(String, u64)> {
    let own = |(what, at): &(&str, u64)| ((*what).to_owned(), *at);
    told.iter().map(own).collect()
}

#[tokio::test]
async fn a_lost_callback_never_arrives_and_comes_again_after_a_second() {
    let (running, implementation) = with("nth: 1, then: lose", 5, Channel::Callback).await;
    assert_eq!(paths(&implementation), ["/b", "/c", "/a"]);
    let attempts = running.service.handle().deliveries().await;
    assert_eq!(
        attempts[0].1.cause.as_deref(),
        Some("fault f: lost on its way")
    );
    let expected = [("lose", 0), ("a!", 0), ("b+", 0), ("c+", 0), ("a+", 1_000)];
    assert_eq!(told(&running).await, at(&expected));
}

#[tokio::test]
async fn what_is_lost_each_time_is_given_up_as_always() {
    let (running, implementation) = with("times: 6, then: lose", 15, Channel::Callback).await;
    assert_eq!(paths(&implementation), ["/a", "/b", "/c"]);
    let told = told(&running).await;
    let lost = told.iter().filter(|(what, _)| what == "lose").count();
    assert_eq!((lost, told.last().expect("facts").1), (6, 6_000));
}

#[tokio::test]
async fn what_is_lost_for_good_is_given_up_at_once() {
    let fault = "nth: 2, then: { lose: for-good }";
    let (running, implementation) = with(fault, 4, Channel::Callback).await;
    assert_eq!(paths(&implementation), ["/a", "/c"]);
    let expected = [("a+", 0), ("lose", 0), ("b-", 0), ("c+", 0)];
    assert_eq!(told(&running).await, at(&expected));
}

#[tokio::test]
async fn a_doubled_event_comes_with_the_same_id_after_its_time() {
    let fault = "nth: 1, then: { duplicate: { after: 2s } }";
    let (running, implementation) = with(fault, 5, Channel::Callback).await;
    assert_eq!(paths(&implementation), ["/a", "/b", "/c", "/a"]);
    let expected = [
        ("duplicate", 0),
        ("a+", 0),
        ("b+", 0),
        ("c+", 0),
        ("a+", 2_000),
    ];
    assert_eq!(told(&running).await, at(&expected));
}

#[tokio::test]
async fn copies_are_not_doubled_again() {
    let (running, implementation) = with("then: duplicate", 9, Channel::EventGrid).await;
    assert_eq!(paths(&implementation), ["/a", "/b", "/c", "/a", "/b", "/c"]);
    assert_eq!(told(&running).await.len(), 9);
}

#[tokio::test]
async fn a_late_event_lets_the_others_pass_and_keeps_its_attempts() {
    let fault = "nth: 1, then: { delay: { by: 7s } }";
    let (running, implementation) = with(fault, 4, Channel::Callback).await;
    assert_eq!(paths(&implementation), ["/b", "/c", "/a"]);
    let attempts = running.service.handle().deliveries().await;
    assert!(attempts.iter().all(|(_, one)| one.attempt == 1));
    let expected = [("delay", 0), ("b+", 0), ("c+", 0), ("a+", 7_000)];
    assert_eq!(told(&running).await, at(&expected));
}

#[tokio::test]
async fn an_event_out_of_order_goes_out_right_after_the_next_one() {
    let (running, implementation) = with("nth: 1, then: reorder", 4, Channel::Callback).await;
    assert_eq!(paths(&implementation), ["/b", "/a", "/c"]);
    let expected = [("reorder", 0), ("b+", 0), ("a+", 0), ("c+", 0)];
    assert_eq!(told(&running).await, at(&expected));
}

#[tokio::test]
async fn an_event_that_nothing_overtakes_goes_out_all_the_same_and_no_fault_is_told() {
    let (running, implementation) = with("nth: 3, then: reorder", 3, Channel::Callback).await;
    assert_eq!(paths(&implementation), ["/a", "/b", "/c"]);
    let expected = [("a+", 0), ("b+", 0), ("c+", 2_000)];
    assert_eq!(told(&running).await, at(&expected));
}

#[tokio::test]
async fn an_event_whose_answer_is_lost_arrives_twice() {
    let (running, implementation) = with("nth: 1, then: break", 5, Channel::Callback).await;
    assert_eq!(paths(&implementation), ["/a", "/b", "/c", "/a"]);
    let record = running.service.handle().deliveries().await;
    assert_eq!(record[0].1.outcome, Outcome::Unreachable);
    let expected = [("break", 0), ("a!", 0), ("b+", 0), ("c+", 0), ("a+", 1_000)];
    assert_eq!(told(&running).await, at(&expected));
}

#[tokio::test]
async fn exchanges_name_the_fault_that_made_them() {
    let fault = "nth: 1, then: { duplicate: { after: 1s } }";
    let (running, _implementation) = with(fault, 5, Channel::Callback).await;
    let record = running.service.finish().await;
    let faults: Vec<_> = record
        .exchanges
        .iter()
        .map(|one| one.fault.as_deref())
        .collect();
    assert_eq!(faults, [None, None, None, Some("f")]);
}

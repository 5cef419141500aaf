//! Rules of the machine, one by one.

use ringback_world::deliveries::{Channel, Next};
use serde_json::Value;

use super::*;

const T0: Time = Time::ZERO;

fn event(id: &str, channel: Channel, lane: Option<&str>) -> Errand {
    Errand::Delivery(Box::new(Outgoing {
        channel,
        contact: None,
        event_type: "T".to_owned(),
        event_id: id.to_owned(),
        target: "http://localhost/".parse().expect("a URL"),
        body: Value::Null,
        headers: Vec::new(),
        audience: None,
        lane: lane.map(str::to_owned),
        subscription: None,
    }))
}

fn callback(id: &str) -> Errand {
    event(id, Channel::Callback, Some("leg"))
}

fn ids(starts: &[Start]) -> Vec<u64> {
    starts.iter().map(|start| start.id.0).collect()
}

fn next_of(ended: Ended) -> Next {
    match ended {
        Ended::Delivery(command) => {
            let Command::Attempted { next, .. } = *command;
            next
        }
        Ended::Visit(_) | Ended::Late => panic!("not a delivery"),
    }
}

#[test]
fn in_lockstep_one_goes_out_after_the_other_has_come_back() {
    let mut machine = Machine::default();
    for id in ["a", "b"] {
        machine.queue(T0, callback(id), None);
    }
    assert_eq!(ids(&machine.start(T0, Order::Lockstep)), [0]);
    assert_eq!(ids(&machine.start(T0, Order::Lockstep)), [0; 0]);
    let ended = machine.ended(T0, ErrandId(0), 1, &Outcome::Answered(200), None);
    assert_eq!(next_of(ended), Next::Delivered);
    assert_eq!(ids(&machine.start(T0, Order::Lockstep)), [1]);
}

#[test]
fn a_parked_delivery_lets_the_next_one_go() {
    let mut machine = Machine::default();
    for id in ["a", "b"] {
        machine.queue(T0, callback(id), None);
    }
    machine.start(T0, Order::Lockstep);
    machine.park(ErrandId(0));
    machine.park(ErrandId(0));
    assert_eq!(ids(&machine.start(T0, Order::Lockstep)), [1]);
    let ended = machine.ended(T0, ErrandId(0), 1, &Outcome::Answered(200), None);
    assert_eq!(next_of(ended), Next::Delivered);
    assert_eq!(ids(&machine.start(T0, Order::Lockstep)), [0; 0]);
}

#[test]
fn what_a_request_causes_waits_for_its_reply_and_holds_back_what_follows() {
    let mut machine = Machine::default();
    machine.queue(T0, callback("a"), Some(RequestId(7)));
    machine.queue(T0, event("b", Channel::EventGrid, None), None);
    assert_eq!(ids(&machine.start(T0, Order::Lockstep)), [0; 0]);
    machine.flushed(RequestId(8));
    assert_eq!(ids(&machine.start(T0, Order::Lockstep)), [0; 0]);
    machine.flushed(RequestId(7));
    assert_eq!(ids(&machine.start(T0, Order::Lockstep)), [0]);
}

#[test]
fn at_once_means_that_a_lane_waits_a_quarter_second_at_most() {
    let mut machine = Machine::default();
    machine.queue(T0, callback("a"), None);
    machine.queue(T0, callback("b"), None);
    machine.queue(T0, event("c", Channel::EventGrid, None), None);
    assert_eq!(ids(&machine.start(T0, Order::Concurrent)), [0, 2]);
    assert_eq!(machine.next_lane(T0), Some(Time::from_millis(250)));
    assert_eq!(
        ids(&machine.start(Time::from_millis(249), Order::Concurrent)),
        [0; 0]
    );
    assert_eq!(
        ids(&machine.start(Time::from_millis(250), Order::Concurrent)),
        [1]
    );
}

#[test]
fn an_answer_lets_the_lane_go_on_at_once() {
    let mut machine = Machine::default();
    machine.queue(T0, callback("a"), None);
    machine.queue(T0, callback("b"), None);
    machine.start(T0, Order::Concurrent);
    machine.ended(T0, ErrandId(0), 1, &Outcome::Answered(200), None);
    assert_eq!(ids(&machine.start(T0, Order::Concurrent)), [1]);
}

#[test]
fn an_attempt_runs_out_of_simulated_time_and_is_made_again() {
    let mut machine = Machine::default();
    machine.queue(T0, callback("a"), None);
    machine.start(T0, Order::Lockstep);
    assert_eq!(machine.next_wakeup(), Some(Time::from_secs(5)));
    assert!(machine.next_is_time_out());
    let late = Time::from_secs(5);
    assert_eq!(machine.advance(late), [(ErrandId(0), 1)]);
    let ended = machine.ended(late, ErrandId(0), 1, &Outcome::TimedOut, None);
    assert_eq!(next_of(ended), Next::Retried);
    assert!(!machine.next_is_time_out());
    assert_eq!(machine.next_wakeup(), Some(Time::from_secs(6)));
    assert_eq!(machine.advance(Time::from_secs(6)), []);
    let starts = machine.start(Time::from_secs(6), Order::Lockstep);
    assert_eq!(
        starts.iter().map(|start| start.attempt).collect::<Vec<_>>(),
        [2]
    );
    let first_came_late = machine.ended(late, ErrandId(0), 1, &Outcome::Answered(200), None);
    assert_eq!(first_came_late, Ended::Late);
}

#[test]
fn an_address_that_must_not_be_called_is_given_up_at_once() {
    let mut machine = Machine::default();
    machine.queue(T0, callback("a"), None);
    machine.start(T0, Order::Lockstep);
    let ended = machine.ended(
        T0,
        ErrandId(0),
        1,
        &Outcome::Unreachable,
        Some("example.com"),
    );
    assert_eq!(next_of(ended), Next::GivenUp);
    let because = machine
        .attempts()
        .next()
        .and_then(|(_, attempt)| attempt.cause.clone());
    assert_eq!(because.as_deref(), Some("example.com"));
}

#[test]
fn a_finished_delivery_can_be_sent_again() {
    let mut machine = Machine::default();
    machine.queue(T0, callback("a"), None);
    machine.start(T0, Order::Lockstep);
    assert_eq!(machine.resend(T0, ErrandId(0)), None);
    machine.ended(T0, ErrandId(0), 1, &Outcome::Answered(404), None);
    assert_eq!(machine.resend(T0, ErrandId(0)), Some(ErrandId(1)));
    assert_eq!(ids(&machine.start(T0, Order::Lockstep)), [1]);
}

#[test]
fn only_what_is_due_soon_keeps_a_run_open() {
    let mut machine = Machine::default();
    machine.queue(T0, event("a", Channel::EventGrid, None), None);
    assert!(machine.has_open_before(T0));
    machine.start(T0, Order::Lockstep);
    assert!(machine.has_open_before(T0));
    machine.ended(T0, ErrandId(0), 1, &Outcome::Answered(404), None);
    assert!(machine.has_open_before(Time::from_secs(300)));
    assert!(!machine.has_open_before(Time::from_secs(299)));
}

#[test]
fn what_comes_after_an_activity_that_is_tried_again_stands_back() {
    for order in [Order::Lockstep, Order::Concurrent] {
        let mut machine = Machine::default();
        for id in ["a", "b"] {
            machine.queue(T0, event(id, Channel::Bot, Some("thread")), None);
        }
        machine.queue(T0, event("c", Channel::Bot, Some("another")), None);
        assert_eq!(ids(&machine.start(T0, order))[0], 0);
        let ended = machine.ended(T0, ErrandId(0), 1, &Outcome::Answered(500), None);
        assert_eq!(next_of(ended), Next::Retried);
        let others = ids(&machine.start(T0, order));
        assert!(!others.contains(&1), "{others:?}");
        let _taken = machine.ended(T0, ErrandId(2), 1, &Outcome::Answered(200), None);
        let later = Time::from_secs(1);
        machine.advance(later);
        assert_eq!(ids(&machine.start(later, order)), [0]);
        let ended = machine.ended(later, ErrandId(0), 2, &Outcome::Answered(500), None);
        assert_eq!(next_of(ended), Next::GivenUp);
        assert_eq!(ids(&machine.start(later, order)), [1]);
    }
}

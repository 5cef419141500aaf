//! Customers who wait without being there, agents in turn, and idle times that misses and the past decide.

use ringback_engine::queues::{
    AfterMiss, Callbacks, Command, Counting, Exit, NoAgents, QueueConfig, Readiness, Refusal,
    Reply, Routing, TimeoutCheck,
};
use ringback_engine::{Span, Time};

use super::desk::{A, B, C, Desk, NO_AGENTS, alert, baseline, limit, timeout};

const CALLED_OUT: u32 = 7;

fn with(counting: Counting, config: QueueConfig) -> QueueConfig {
    QueueConfig {
        callbacks: Callbacks {
            counting,
            tag: CALLED_OUT,
        },
        ..config
    }
}

fn ask_back(desk: &mut Desk, secs: u64, call: usize) {
    let call = desk.key(call);
    desk.at(secs, Command::RequestCallback { call });
}

#[test]
fn a_callback_keeps_its_place_and_its_clock_and_no_absence_takes_it() {
    let config = QueueConfig {
        timeout: Some(timeout(60)),
        no_agents: NoAgents::AllCalls(Exit::Leave(NO_AGENTS)),
        ..baseline(Routing::Serial)
    };
    let mut desk = Desk::open(with(Counting::AsWaiting, config), &[A]);
    desk.set(0, A, Readiness::NotReady);
    desk.call(0);
    desk.call(1);
    ask_back(&mut desk, 10, 1);
    desk.set(20, A, Readiness::LoggedOut);
    desk.until(20);
    assert_eq!(desk.ends(), ["20: 2 NoAgents after 19"]);
    desk.set(30, A, Readiness::Ready);
    desk.until(31);
    assert_eq!(desk.rings(), ["1A 30-"]);
    desk.set(40, A, Readiness::NotReady);
    desk.until(60);
    assert_eq!(desk.ends()[1..], ["60: 1 Timeout after 60"]);
    assert_eq!(desk.engine.calls(), 0);
}

#[test]
fn callbacks_count_as_waiting_calls_or_not() {
    let config = || QueueConfig {
        limit: limit(1),
        ..baseline(Routing::Serial)
    };
    for (counting, ends) in [
        (Counting::AsWaiting, vec!["6: 2 Limit after 0"]),
        (Counting::Apart, vec![]),
    ] {
        let mut desk = Desk::open(with(counting, config()), &[]);
        desk.call(0);
        ask_back(&mut desk, 5, 1);
        desk.call(6);
        assert_eq!(desk.ends(), ends, "{counting:?}");
        assert_eq!(desk.engine.line(desk.queue).next(), Some(desk.key(1)));
    }
}

#[test]
fn who_rings_or_has_asked_already_does_not_become_a_callback() {
    let mut desk = Desk::open(baseline(Routing::Serial), &[A]);
    desk.call(0);
    desk.until(1);
    let call = desk.key(1);
    let ask = |desk: &mut Desk, secs: u64| {
        let now = Time::from_secs(1_000 + secs);
        let ask = Command::RequestCallback { call };
        desk.engine.handle(now, ask, &mut ())
    };
    assert_eq!(ask(&mut desk, 1), Err(Refusal::NotWaiting(call)));
    desk.set(2, A, Readiness::LoggedOut);
    desk.until(2);
    assert_eq!(ask(&mut desk, 3), Ok(Reply::Done));
    assert_eq!(ask(&mut desk, 4), Err(Refusal::NotWaiting(call)));
}

#[test]
fn agents_in_turn_go_on_behind_the_last_one_whoever_answers() {
    let mut desk = Desk::open(baseline(Routing::InTurn), &[A, B, C]);
    desk.call(0);
    desk.until(30);
    desk.answer(35, 1, B);
    desk.call(40);
    desk.until(41);
    assert_eq!(
        desk.rings(),
        ["1A 0-30 missed", "1B 30-35 answered", "2C 40-"]
    );
}

#[test]
fn a_miss_may_begin_the_idle_time_anew() {
    let one = Routing::LongestIdle { fan_out: 1 };
    for (after_miss, second) in [
        (AfterMiss::StaysIdle, "1A 30-"),
        (AfterMiss::IdleAnew, "1B 30-"),
    ] {
        let config = QueueConfig {
            after_miss,
            ..baseline(one)
        };
        let mut desk = Desk::open(config, &[A, B]);
        desk.call(0);
        desk.until(31);
        assert_eq!(desk.rings(), ["1A 0-30 missed", second]);
    }
}

#[test]
fn idle_times_from_before_the_run_decide_until_something_happens() {
    let one = Routing::LongestIdle { fan_out: 1 };
    let mut desk = Desk::open(baseline(one), &[A, B, C]);
    for (agent, before) in [(A, 100), (B, 5_000), (C, 3_000)] {
        let before = Span::from_secs(1_000 + before);
        desk.engine.set_idle_for(agent, before).unwrap();
    }
    desk.call(0);
    desk.until(1);
    desk.answer(2, 1, B);
    let call = desk.key(1);
    desk.at(
        3,
        Command::End {
            call,
            wrap_up: None,
        },
    );
    desk.call(4);
    desk.until(5);
    assert_eq!(desk.rings(), ["1B 0-2 answered", "2C 4-"]);
}

#[test]
fn a_decline_after_the_bound_ends_the_round_and_the_wait() {
    let mut bound = timeout(25);
    bound.check = TimeoutCheck::RoundEnd;
    let config = QueueConfig {
        timeout: Some(bound),
        presenting: alert(20),
        ..baseline(Routing::Serial)
    };
    let mut desk = Desk::open(config, &[A, B]);
    desk.call(0);
    desk.until(27);
    desk.decline(28, 1, B);
    desk.until(28);
    assert_eq!(desk.ends(), ["28: 1 Timeout after 28"]);
    assert_eq!(desk.rings(), ["1A 0-20 missed", "1B 20-28 declined"]);
}

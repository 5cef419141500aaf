//! Limit, timeout and no agents: the cases of the call-queue reference, expressed on the engine.

use ringback_engine::Span;
use ringback_engine::queues::{
    Arrival, Command, Event, Exit, NoAgents, QueueConfig, QueueId, Readiness, Refusal, Routing,
    Stage, Timeout, TimeoutCheck, WaitClock,
};

use super::desk::{A, B, C, Desk, NO_AGENTS, TOO_LONG, alert, baseline, limit, timeout};

fn ring_all() -> QueueConfig {
    baseline(Routing::RingAll)
}

fn desk(config: QueueConfig) -> Desk {
    Desk::open(config, &[A, B, C])
}

#[test]
fn the_call_beyond_the_limit_is_taken_out_at_once() {
    let mut desk = desk(QueueConfig {
        limit: limit(2),
        ..ring_all()
    });
    for secs in 0..3 {
        desk.call(secs);
    }
    desk.until(3);
    assert_eq!(desk.ends(), ["2: 3 Limit after 0"]);
    assert_eq!(desk.engine.waiting(desk.queue), 2);
}

#[test]
fn a_ringing_call_still_waits_and_an_answered_one_does_not() {
    let mut desk = desk(QueueConfig {
        limit: limit(1),
        ..ring_all()
    });
    desk.call(0);
    desk.call(3);
    assert_eq!(desk.ends(), ["3: 2 Limit after 0"]);
    desk.answer(5, 1, A);
    desk.call(6);
    desk.until(7);
    assert_eq!(desk.rings()[3..], ["3B 6-", "3C 6-"]);
}

#[test]
fn a_hang_up_makes_room_for_an_arrival_at_the_same_instant() {
    let mut desk = desk(QueueConfig {
        limit: limit(1),
        ..ring_all()
    });
    desk.call(0);
    desk.hang_up(4, 1);
    desk.call(4);
    desk.until(5);
    assert_eq!(desk.ends(), ["4: 1 abandoned after 4"]);
    assert_eq!(desk.engine.stage(desk.key(2)), Some(Stage::Ringing));
}

#[test]
fn a_limit_of_none_skips_greeting_and_agents() {
    let greeting = Span::from_secs(8);
    let mut desk = desk(QueueConfig {
        limit: limit(0),
        greeting,
        ..ring_all()
    });
    desk.call(0);
    assert_eq!(desk.ends(), ["0: 1 Limit after 0"]);
    assert!(desk.rings().is_empty());
}

#[test]
fn the_limit_is_tested_before_absence() {
    let no_agents = NoAgents::AllCalls(Exit::Leave(NO_AGENTS));
    let mut desk = desk(QueueConfig {
        limit: limit(0),
        no_agents,
        ..ring_all()
    });
    desk.set_all(0, Readiness::LoggedOut);
    desk.call(0);
    assert_eq!(desk.ends(), ["0: 1 Limit after 0"]);
}

#[test]
fn the_timeout_fires_at_the_threshold_and_withdraws_what_rings() {
    let mut desk = Desk::open(
        QueueConfig {
            timeout: Some(timeout(45)),
            ..ring_all()
        },
        &[A],
    );
    desk.call(0);
    desk.until(100);
    assert_eq!(desk.rings(), ["1A 0-30 missed", "1A 30-45 withdrawn"]);
    assert_eq!(desk.ends(), ["45: 1 Timeout after 45"]);
}

#[test]
fn a_timeout_of_zero_lets_the_greeting_play_and_tries_nobody() {
    let config = QueueConfig {
        timeout: Some(timeout(0)),
        ..ring_all()
    };
    let mut desk = desk(QueueConfig {
        greeting: Span::from_secs(8),
        ..config
    });
    desk.call(0);
    desk.until(7);
    assert_eq!(desk.engine.stage(desk.key(1)), Some(Stage::Greeting));
    assert_eq!(desk.engine.waiting(desk.queue), 1);
    desk.until(100);
    assert!(desk.rings().is_empty());
    assert_eq!(desk.ends(), ["8: 1 Timeout after 0"]);
}

#[test]
fn the_wait_clock_starts_when_the_greeting_ends() {
    let config = QueueConfig {
        timeout: Some(timeout(30)),
        ..ring_all()
    };
    let mut desk = Desk::open(
        QueueConfig {
            greeting: Span::from_secs(10),
            ..config
        },
        &[A],
    );
    desk.call(0);
    desk.until(100);
    assert_eq!(desk.rings(), ["1A 10-40 withdrawn"]);
    assert_eq!(desk.ends(), ["40: 1 Timeout after 30"]);
}

#[test]
fn the_wait_clock_may_start_at_arrival() {
    let config = QueueConfig {
        timeout: Some(timeout(30)),
        ..ring_all()
    };
    let wait_clock = WaitClock::FromArrival;
    for (greeting, end) in [
        (10, "30: 1 Timeout after 30"),
        (40, "40: 1 Timeout after 40"),
    ] {
        let greeting = Span::from_secs(greeting);
        let mut desk = desk(QueueConfig {
            greeting,
            wait_clock,
            ..config
        });
        desk.call(0);
        desk.until(100);
        assert_eq!(desk.ends(), [end]);
    }
}

#[test]
fn a_timeout_in_mid_round_fires_then_or_at_the_end_of_the_round() {
    let serial = QueueConfig {
        presenting: alert(20),
        ..baseline(Routing::Serial)
    };
    let mut exact = desk(QueueConfig {
        timeout: Some(timeout(30)),
        ..serial
    });
    exact.call(0);
    exact.until(100);
    assert_eq!(exact.rings(), ["1A 0-20 missed", "1B 20-30 withdrawn"]);
    assert_eq!(exact.ends(), ["30: 1 Timeout after 30"]);

    let check = TimeoutCheck::RoundEnd;
    let timeout = Some(Timeout {
        check,
        ..timeout(30)
    });
    let mut late = desk(QueueConfig { timeout, ..serial });
    late.call(0);
    late.until(100);
    assert_eq!(late.rings(), ["1A 0-20 missed", "1B 20-40 missed"]);
    assert_eq!(late.ends(), ["40: 1 Timeout after 40"]);
}

#[test]
fn hang_up_and_answer_come_before_a_timeout_at_the_same_instant() {
    let config = QueueConfig {
        timeout: Some(timeout(45)),
        ..ring_all()
    };
    let mut abandoned = desk(config);
    abandoned.call(0);
    abandoned.hang_up(45, 1);
    abandoned.until(100);
    assert_eq!(abandoned.ends(), ["45: 1 abandoned after 45"]);

    let mut answered = desk(config);
    answered.call(0);
    answered.answer(45, 1, A);
    answered.until(100);
    assert_eq!(answered.ends(), ["45: 1 by A after 45"]);

    let mut impatient = desk(config);
    let arrival = Arrival {
        patience: Some(Span::from_secs(45)),
        ..impatient.arrival()
    };
    impatient.call_with(0, arrival);
    impatient.until(100);
    assert_eq!(impatient.ends(), ["45: 1 abandoned after 45"]);
}

fn everybody_leaves_at_20(no_agents: NoAgents) -> Desk {
    let mut desk = desk(QueueConfig {
        no_agents,
        ..ring_all()
    });
    desk.call(0);
    desk.call(2);
    desk.set_all(20, Readiness::LoggedOut);
    desk.until(20);
    desk.call(25);
    desk.until(2_000);
    desk
}

#[test]
fn absence_takes_out_waiting_and_new_calls() {
    let desk = everybody_leaves_at_20(NoAgents::AllCalls(Exit::Leave(NO_AGENTS)));
    assert_eq!(
        desk.ends(),
        [
            "20: 1 NoAgents after 20",
            "20: 2 NoAgents after 18",
            "25: 3 NoAgents after 0"
        ]
    );
}

#[test]
fn a_hang_up_comes_before_absence_at_the_same_instant() {
    let no_agents = NoAgents::AllCalls(Exit::Leave(NO_AGENTS));
    let mut desk = desk(QueueConfig {
        no_agents,
        ..ring_all()
    });
    let arrival = Arrival {
        patience: Some(Span::from_secs(20)),
        ..desk.arrival()
    };
    desk.call_with(0, arrival);
    desk.set_all(20, Readiness::LoggedOut);
    desk.until(20);
    assert_eq!(desk.ends(), ["20: 1 abandoned after 20"]);
}

#[test]
fn absence_for_new_calls_lets_waiting_ones_stay() {
    let desk = everybody_leaves_at_20(NoAgents::NewCalls(Exit::Leave(NO_AGENTS)));
    assert_eq!(
        desk.ends(),
        [
            "25: 3 NoAgents after 0",
            "1200: 1 Timeout after 1200",
            "1202: 2 Timeout after 1200"
        ]
    );
}

#[test]
fn without_a_treatment_absent_agents_leave_the_call_waiting() {
    let mut desk = desk(ring_all());
    desk.set_all(0, Readiness::LoggedOut);
    desk.call(0);
    desk.set(40, B, Readiness::Ready);
    desk.until(41);
    assert_eq!(desk.rings(), ["1B 40-"]);
}

#[test]
fn absence_ends_within_the_instant_when_somebody_else_comes() {
    let no_agents = NoAgents::AllCalls(Exit::Leave(NO_AGENTS));
    let mut desk = desk(QueueConfig {
        no_agents,
        ..ring_all()
    });
    desk.set(0, C, Readiness::LoggedOut);
    desk.call(0);
    for agent in [A, B] {
        desk.set(20, agent, Readiness::LoggedOut);
    }
    desk.set(20, C, Readiness::Ready);
    desk.until(21);
    assert!(desk.ends().is_empty());
}

#[test]
fn not_ready_agents_are_not_absent() {
    let no_agents = NoAgents::AllCalls(Exit::Leave(NO_AGENTS));
    let mut desk = desk(QueueConfig {
        no_agents,
        ..ring_all()
    });
    desk.set_all(0, Readiness::NotReady);
    desk.call(0);
    desk.until(2_000);
    assert_eq!(desk.ends(), ["1200: 1 Timeout after 1200"]);
}

#[test]
fn a_redirect_may_set_the_priority() {
    let mut desk = desk(ring_all());
    let second = QueueId(1);
    let exit = Exit::Queue {
        queue: second,
        after: Span::ZERO,
        priority: Some(1),
    };
    let first = QueueConfig {
        timeout: Some(Timeout {
            exit,
            ..timeout(30)
        }),
        ..ring_all()
    };
    desk.engine.add_queue(ring_all(), &[]).unwrap();
    let queue = desk.queue;
    desk.at(
        0,
        Command::Configure {
            queue,
            config: Box::new(first),
        },
    );
    let arrival = Arrival {
        priority: 5,
        ..desk.arrival()
    };
    desk.call_with(0, arrival);
    let waits_there = Arrival {
        queue: second,
        priority: 2,
        ..arrival
    };
    desk.call_with(1, waits_there);
    desk.until(31);
    assert_eq!(
        desk.engine.line(second).collect::<Vec<_>>(),
        [desk.key(1), desk.key(2)]
    );
}

#[test]
fn a_redirected_call_waits_anew_with_its_priority() {
    let mut desk = desk(ring_all());
    let second = QueueId(1);
    let exit = Exit::Queue {
        queue: second,
        after: Span::from_secs(12),
        priority: None,
    };
    let first = QueueConfig {
        timeout: Some(Timeout {
            exit,
            ..timeout(30)
        }),
        ..ring_all()
    };
    let config = QueueConfig {
        timeout: Some(timeout(45)),
        ..ring_all()
    };
    desk.engine.add_queue(config, &[]).unwrap();
    let queue = desk.queue;
    desk.at(
        0,
        Command::Configure {
            queue,
            config: Box::new(first),
        },
    );
    let arrival = Arrival {
        priority: 1,
        ..desk.arrival()
    };
    desk.call_with(0, arrival);
    desk.until(35);
    assert_eq!(desk.engine.stage(desk.key(1)), Some(Stage::Moving));
    desk.until(42);
    assert_eq!(desk.engine.queue_of(desk.key(1)), Some(second));
    desk.call_with(
        43,
        Arrival {
            queue: second,
            ..arrival
        },
    );
    assert_eq!(
        desk.engine.line(second).collect::<Vec<_>>(),
        [desk.key(1), desk.key(2)]
    );
    desk.until(200);
    assert_eq!(
        desk.ends(),
        [
            "30: 1 Timeout after 30",
            "87: 1 Timeout after 45",
            "88: 2 Timeout after 45"
        ]
    );
}

#[test]
fn a_circle_of_redirects_ends_at_the_bound_on_legs() {
    let exit = Exit::Queue {
        queue: QueueId(0),
        after: Span::ZERO,
        priority: None,
    };
    let mut desk = desk(QueueConfig {
        timeout: Some(Timeout { exit, ..timeout(0) }),
        ..ring_all()
    });
    desk.call(0);
    desk.until(0);
    let legs = desk
        .log
        .iter()
        .filter(|(_, event)| matches!(event, Event::Arrived { .. }));
    assert_eq!(legs.count(), 10);
    assert!(matches!(
        desk.log.last(),
        Some((_, Event::Left { tag: TOO_LONG, .. }))
    ));
    assert_eq!(desk.engine.calls(), 0);
}

#[test]
fn refused_commands_name_the_reason() {
    let mut desk = desk(ring_all());
    desk.call(5);
    let call = desk.key(1);
    let refused = |desk: &mut Desk, command| {
        let now = desk.engine.now();
        desk.engine.handle(now, command, &mut ()).unwrap_err()
    };
    assert_eq!(
        refused(&mut desk, Command::Answer { call, agent: A }),
        Refusal::NotOffered(call, A)
    );
    assert_eq!(
        refused(
            &mut desk,
            Command::End {
                call,
                wrap_up: None
            }
        ),
        Refusal::NotAnswered(call)
    );
    desk.hang_up(6, 1);
    let gone = refused(&mut desk, Command::HangUp { call });
    assert_eq!(gone, Refusal::UnknownCall(call));
    assert_eq!(
        gone.to_string(),
        "call 0.0 is not in the engine; it may have ended"
    );
    let past = desk.engine.handle(
        ringback_engine::Time::ZERO,
        Command::HangUp { call },
        &mut (),
    );
    assert!(matches!(past, Err(Refusal::Past { .. })));
}

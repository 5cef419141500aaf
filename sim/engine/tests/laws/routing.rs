//! The routing rules: the cases of the call-queue reference, expressed on the engine.
//!
//! Microsoft Learn, "Create a Call queue in Microsoft Teams" (2025) and the queue cmdlets'
//! reference; where they are silent, the simulator's own rules.

use ringback_engine::queues::{
    Activity, Arrival, Command, Opting, QueueConfig, Readiness, Routing,
};

use super::desk::{A, B, C, Desk, alert, baseline, presence_off};

const LONGEST_IDLE: Routing = Routing::LongestIdle { fan_out: 2 };

fn serial() -> Desk {
    let config = QueueConfig {
        presenting: alert(20),
        ..baseline(Routing::Serial)
    };
    Desk::open(config, &[B, A, C])
}

#[test]
fn ringing_all_stops_at_the_others_when_one_answers() {
    let mut desk = Desk::open(baseline(Routing::RingAll), &[A, B, C]);
    desk.call(0);
    desk.answer(6, 1, B);
    assert_eq!(
        desk.rings(),
        ["1B 0-6 answered", "1A 0-6 withdrawn", "1C 0-6 withdrawn"]
    );
    assert_eq!(desk.ends(), ["6: 1 by B after 6"]);
}

#[test]
fn ringing_all_rings_for_the_head_call_alone() {
    let mut desk = Desk::open(baseline(Routing::RingAll), &[A, B, C]);
    desk.call(0);
    desk.call(2);
    desk.answer(5, 1, B);
    desk.until(10);
    let rings = desk.rings();
    assert_eq!(rings[3..], ["2A 5-", "2C 5-"]);
}

#[test]
fn ringing_all_without_presence_rings_for_every_call() {
    let mut desk = Desk::open(presence_off(baseline(Routing::RingAll)), &[A, B, C]);
    desk.call(0);
    desk.call(2);
    desk.until(10);
    assert_eq!(
        desk.rings(),
        ["1A 0-", "1B 0-", "1C 0-", "2A 2-", "2B 2-", "2C 2-"]
    );
    for agent in [A, B, C] {
        assert_eq!(desk.engine.offers_to(agent).count(), 2);
    }
}

#[test]
fn an_agent_who_comes_in_mid_round_joins_the_next_one() {
    let mut desk = Desk::open(baseline(Routing::RingAll), &[A, B]);
    desk.set(0, A, Readiness::NotReady);
    desk.call(0);
    desk.set(10, A, Readiness::Ready);
    desk.until(31);
    assert_eq!(desk.rings(), ["1B 0-30 missed", "1A 30-", "1B 30-"]);
}

#[test]
fn after_a_decline_the_rest_of_a_common_round_rings_on() {
    let mut desk = Desk::open(baseline(Routing::RingAll), &[A, B]);
    desk.call(0);
    desk.decline(4, 1, A);
    desk.decline(5, 1, B);
    desk.until(31);
    assert_eq!(
        desk.rings(),
        ["1A 0-4 declined", "1B 0-5 declined", "1A 30-", "1B 30-"]
    );
}

#[test]
fn serial_goes_down_the_list_and_begins_again() {
    let mut desk = serial();
    desk.call(0);
    desk.answer(62, 1, B);
    assert_eq!(
        desk.rings(),
        [
            "1B 0-20 missed",
            "1A 20-40 missed",
            "1C 40-60 missed",
            "1B 60-62 answered"
        ]
    );
    assert_eq!(desk.ends(), ["62: 1 by B after 62"]);
}

#[test]
fn serial_connects_whoever_answers_in_turn() {
    let mut desk = serial();
    desk.call(0);
    desk.answer(45, 1, C);
    assert_eq!(
        desk.rings(),
        ["1B 0-20 missed", "1A 20-40 missed", "1C 40-45 answered"]
    );
    assert_eq!(desk.ends(), ["45: 1 by C after 45"]);
}

#[test]
fn serial_goes_on_at_once_after_a_decline() {
    let mut desk = serial();
    desk.call(0);
    desk.decline(4, 1, B);
    desk.until(5);
    assert_eq!(desk.rings(), ["1B 0-4 declined", "1A 4-"]);
}

#[test]
fn serial_starts_at_the_top_for_every_call() {
    let mut desk = serial();
    desk.call(0);
    desk.answer(25, 1, A);
    desk.call(30);
    desk.until(31);
    assert_eq!(desk.rings()[2..], ["2B 30-"]);
}

#[test]
fn serial_passes_over_an_agent_who_is_not_ready() {
    let mut desk = serial();
    desk.set(0, B, Readiness::NotReady);
    desk.call(0);
    desk.until(1);
    assert_eq!(desk.rings(), ["1A 0-"]);
}

#[test]
fn serial_without_presence_spends_the_alert_time_on_an_absent_agent() {
    let config = QueueConfig {
        presenting: alert(20),
        ..baseline(Routing::Serial)
    };
    let mut desk = Desk::open(presence_off(config), &[B, A, C]);
    desk.set(0, B, Readiness::LoggedOut);
    desk.call(0);
    desk.until(21);
    assert_eq!(desk.rings(), ["1B 0-20 missed", "1A 20-"]);
}

#[test]
fn a_list_that_declines_within_one_instant_is_asked_again_after_the_alert_time() {
    for routing in [Routing::Serial, Routing::RoundRobin] {
        let mut desk = Desk::open(baseline(routing), &[A, B]);
        desk.call(0);
        for agent in [A, B] {
            desk.until(0);
            desk.decline(0, 1, agent);
        }
        desk.until(31);
        assert_eq!(
            desk.rings(),
            ["1A 0-0 declined", "1B 0-0 declined", "1A 30-"]
        );
    }
}

fn spaced_calls(desk: &mut Desk, count: u64) -> Vec<char> {
    for call in 0..count {
        desk.call(call * 100);
        desk.until(call * 100);
        let key = desk.key(call as usize + 1);
        let agent = desk.engine.ringing_at(key)[0];
        desk.answer(call * 100, call as usize + 1, agent);
        desk.at(
            call * 100 + 10,
            Command::End {
                call: key,
                wrap_up: None,
            },
        );
    }
    desk.ends()
        .iter()
        .filter_map(|line| line.split(" by ").nth(1)?.chars().next())
        .collect()
}

#[test]
fn round_robin_gives_every_agent_the_same_number_of_calls() {
    let mut desk = Desk::open(baseline(Routing::RoundRobin), &[A, B, C]);
    assert_eq!(spaced_calls(&mut desk, 4), ['A', 'B', 'C', 'A']);
    let mut desk = Desk::open(baseline(Routing::RoundRobin), &[A, B, C]);
    spaced_calls(&mut desk, 9);
    for agent in [A, B, C] {
        assert_eq!(desk.engine.answered(desk.queue, agent), 3);
    }
}

#[test]
fn longest_idle_presents_one_call_to_the_two_longest_idle() {
    let mut desk = Desk::open(baseline(LONGEST_IDLE), &[C, B, A]);
    desk.call(0);
    desk.until(1);
    assert_eq!(desk.rings(), ["1A 0-", "1B 0-"]);
}

#[test]
fn longest_idle_gives_each_agent_one_call_when_there_are_enough() {
    let mut desk = Desk::open(baseline(LONGEST_IDLE), &[A, B, C]);
    for _ in 0..3 {
        desk.call(0);
    }
    desk.until(1);
    assert_eq!(desk.rings(), ["1A 0-", "2B 0-", "3C 0-"]);
}

#[test]
fn longest_idle_starts_a_new_clock_when_a_call_ends() {
    let mut desk = Desk::open(baseline(LONGEST_IDLE), &[A, B, C]);
    desk.call(0);
    desk.answer(3, 1, A);
    let call = desk.key(1);
    desk.at(
        100,
        Command::End {
            call,
            wrap_up: None,
        },
    );
    desk.call(110);
    desk.until(111);
    assert_eq!(desk.rings()[2..], ["2B 110-", "2C 110-"]);
}

#[test]
fn a_missed_offer_does_not_reset_the_idle_clock() {
    let mut desk = Desk::open(baseline(LONGEST_IDLE), &[A, B, C]);
    desk.call(0);
    desk.until(31);
    assert_eq!(desk.rings()[2..], ["1A 30-", "1B 30-"]);
}

#[test]
fn who_goes_away_while_a_call_rings_no_longer_counts_among_the_idle() {
    // One call less than agents: A and B ring. With A away there are as many calls as agents, and each has one of its own.
    let mut desk = Desk::open(baseline(LONGEST_IDLE), &[A, B, C]);
    desk.call(0);
    desk.call(0);
    desk.until(1);
    assert_eq!(desk.rings(), ["1A 0-", "1B 0-"]);
    desk.set(2, A, Readiness::NotReady);
    desk.until(2);
    assert_eq!(desk.rings(), ["1A 0-", "1B 0-", "2C 2-"]);
}

#[test]
fn an_agent_who_opted_out_never_rings() {
    let mut desk = Desk::open(baseline(Routing::RingAll), &[A, B, C]);
    desk.opt(0, A, Opting::Out);
    desk.call(0);
    desk.until(1);
    assert_eq!(desk.rings(), ["1B 0-", "1C 0-"]);
    desk.opt(5, A, Opting::In);
    desk.until(31);
    assert_eq!(desk.rings()[2..], ["1A 30-", "1B 30-", "1C 30-"]);
}

#[test]
fn an_agent_who_becomes_ready_starts_a_round_if_none_runs() {
    let mut desk = Desk::open(baseline(Routing::RingAll), &[A, B, C]);
    desk.set_all(0, Readiness::NotReady);
    desk.call(0);
    desk.set(12, C, Readiness::Ready);
    desk.until(13);
    assert_eq!(desk.rings(), ["1C 12-"]);
}

#[test]
fn the_best_priority_goes_first_and_then_the_longest_wait() {
    let mut desk = Desk::open(baseline(Routing::RingAll), &[A]);
    desk.set(0, A, Readiness::NotReady);
    for (secs, priority) in [(0, 3), (5, 1), (6, 1)] {
        let arrival = Arrival {
            priority,
            ..desk.arrival()
        };
        desk.call_with(secs, arrival);
    }
    desk.set(10, A, Readiness::Ready);
    for (secs, call) in [(10, 2), (40, 3), (70, 1)] {
        desk.until(secs);
        desk.answer(secs, call, A);
        let call = desk.key(call);
        desk.at(
            secs + 30,
            Command::End {
                call,
                wrap_up: None,
            },
        );
    }
    assert_eq!(
        desk.ends(),
        [
            "10: 2 by A after 5",
            "40: 3 by A after 34",
            "70: 1 by A after 70"
        ]
    );
}

#[test]
fn an_agent_in_a_call_is_passed_over_until_the_wrap_up_ends() {
    let config = QueueConfig {
        wrap_up: ringback_engine::Span::from_secs(15),
        ..baseline(Routing::RingAll)
    };
    let mut desk = Desk::open(config, &[A]);
    desk.call(0);
    desk.until(0);
    desk.answer(0, 1, A);
    desk.call(1);
    let call = desk.key(1);
    desk.at(
        50,
        Command::End {
            call,
            wrap_up: None,
        },
    );
    desk.until(64);
    assert_eq!(desk.engine.activity(A), Some(Activity::WrappingUp));
    assert_eq!(desk.rings().len(), 1);
    desk.until(65);
    assert_eq!(desk.rings()[1..], ["2A 65-"]);
}

#[test]
fn an_agent_who_becomes_busy_loses_the_offers_of_other_queues() {
    let mut desk = Desk::open(baseline(Routing::RingAll), &[A, B]);
    let members = [ringback_engine::queues::Member {
        agent: A,
        opting: Opting::In,
    }];
    let other = desk
        .engine
        .add_queue(baseline(Routing::RingAll), &members)
        .unwrap();
    desk.call(0);
    let arrival = Arrival {
        queue: other,
        ..desk.arrival()
    };
    desk.call_with(1, arrival);
    desk.until(1);
    desk.answer(2, 1, A);
    assert_eq!(
        desk.rings()[..3],
        ["1A 0-2 answered", "1B 0-2 withdrawn", "2A 1-2 withdrawn"]
    );
}

#[test]
fn an_agent_of_two_queues_takes_the_best_call_of_both() {
    let config = QueueConfig {
        presenting: ringback_engine::queues::Presenting::AtOnce,
        ..baseline(Routing::FirstIdle)
    };
    let mut desk = Desk::open(config, &[A]);
    let members = [ringback_engine::queues::Member {
        agent: A,
        opting: Opting::In,
    }];
    let other = desk.engine.add_queue(config, &members).unwrap();
    desk.set(0, A, Readiness::NotReady);
    let handling = Some(ringback_engine::Span::from_secs(10));
    let arrival = Arrival {
        handling,
        ..desk.arrival()
    };
    desk.call_with(
        1,
        Arrival {
            queue: other,
            ..arrival
        },
    );
    desk.call_with(2, arrival);
    desk.call_with(
        3,
        Arrival {
            priority: 1,
            ..arrival
        },
    );
    desk.set(20, A, Readiness::Ready);
    desk.until(100);
    assert_eq!(
        desk.ends(),
        [
            "20: 3 by A after 17",
            "30: 1 by A after 29",
            "40: 2 by A after 38"
        ]
    );
}

#[test]
fn an_agent_who_is_ready_while_busy_gets_a_second_call() {
    let mut desk = Desk::open(baseline(Routing::RingAll), &[A]);
    desk.call(0);
    desk.until(0);
    desk.answer(5, 1, A);
    desk.call(6);
    desk.until(7);
    assert_eq!(desk.rings().len(), 1);
    desk.set(10, A, Readiness::ReadyWhileBusy);
    desk.until(11);
    assert_eq!(desk.rings()[1..], ["2A 10-"]);
    desk.answer(12, 2, A);
    let first = desk.key(1);
    desk.at(
        20,
        Command::End {
            call: first,
            wrap_up: None,
        },
    );
    assert_eq!(desk.engine.activity(A), Some(Activity::Talking));
}

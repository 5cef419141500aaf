//! Overflow, timeout, no agents and what they do with calls: sections 10.2 to 10.4 of the conformance cases.

use ringback_world::{
    declaration::{Endpoint, Exception, NoAgentsApplyTo, PresenceBased, Routing, Target, Tenant},
    teams::Presence,
};

use crate::teams_run::{
    check, check_only, does, everyone_is, overflow_at, prompt, secs, to_second,
};

const ENDS: &[&str] = &[
    "Overflow",
    "Timeout",
    "NoAgents",
    "ended",
    "abandoned",
    "answered",
];

fn baseline(_: &mut Tenant) {}

/// The first `count` calls, one a second.
fn calls(count: u64) -> String {
    (0..count)
        .map(|n| format!("{n} c{} calls\n", n + 1))
        .collect()
}

fn without_agents(target: Target, apply_to: NoAgentsApplyTo) -> impl Fn(&mut Tenant) + Clone {
    move |tenant| {
        tenant.queues[0].no_agents = Some(does(target.clone()));
        tenant.queues[0].no_agents_apply_to = apply_to;
    }
}

fn disconnected_without_agents(tenant: &mut Tenant) {
    without_agents(Target::Disconnect, NoAgentsApplyTo::AllCalls)(tenant);
}

#[test]
fn the_call_beyond_the_threshold_overflows() {
    let expected = "2 c3 Overflow Q disconnect-with-busy after 0
                    2 c3 ended 486";
    check_only("21", overflow_at(2), &calls(3), 10, ENDS, expected);
    let expected = "10 c11 Overflow Q disconnect-with-busy after 0
                    10 c11 ended 486";
    check_only("25", overflow_at(10), &calls(11), 20, ENDS, expected);
    let expected = "50 c51 Overflow Q disconnect-with-busy after 0
                    50 c51 ended 486";
    check_only("26", baseline, &calls(51), 60, ENDS, expected);
}

#[test]
fn a_threshold_of_zero_takes_every_call_without_greeting_or_offer() {
    check(
        "22",
        |tenant| {
            overflow_at(0)(tenant);
            tenant.queues[0].greeting = Some(prompt("hello", 8));
        },
        "0 c1 calls",
        100,
        "0 c1 Overflow Q disconnect-with-busy after 0
         0 c1 ended 486",
    );
}

#[test]
fn answered_calls_do_not_count_and_ringing_ones_do() {
    check_only(
        "23",
        overflow_at(1),
        "0 c1 calls
         5 A answers
         6 c2 calls",
        10,
        &["rings", "answered", "Overflow"],
        "0 c1 rings A B C
         5 c1 answered A after 5
         6 c2 rings B C",
    );
    check_only(
        "24",
        overflow_at(1),
        "0 c1 calls
         3 c2 calls",
        10,
        ENDS,
        "3 c2 Overflow Q disconnect-with-busy after 0
         3 c2 ended 486",
    );
}

#[test]
fn a_hang_up_of_the_same_instant_makes_room() {
    check_only(
        "27",
        overflow_at(1),
        "0 c1 calls
         4 c1 leaves
         4 c2 calls",
        10,
        ENDS,
        "4 c1 abandoned after 4
         4 c1 ended 0 by someone",
    );
}

#[test]
fn a_prompt_plays_before_the_call_enters_the_other_queue() {
    check(
        "28",
        |tenant| {
            overflow_at(1)(tenant);
            tenant.queues[0].overflow = Exception {
                prompt: Some(prompt("transferring", 12)),
                target: to_second(Endpoint::ResourceAccount),
            };
        },
        "0 c1 calls
         3 c2 calls",
        20,
        "0 c1 queued Q behind 0
         0 c1 rings A B C
         3 c2 Overflow Q queue Q2 after 0
         3 c2 hears transferring
         15 c2 queued Q2 behind 0",
    );
}

#[test]
fn a_call_times_out_exactly_at_the_threshold() {
    check(
        "29",
        |tenant| tenant.queues[0].timeout_threshold = secs(45),
        "0 c1 calls",
        2000,
        "0 c1 queued Q behind 0
         0 c1 rings A B C
         30 c1 missed A B C
         30 c1 rings A B C
         45 c1 Timeout Q disconnect after 45
         45 c1 withdrawn A B C
         45 c1 ended 0",
    );
    check(
        "33",
        |tenant| {
            let queue = &mut tenant.queues[0];
            queue.timeout_threshold = secs(30);
            queue.routing = Routing::Serial;
            queue.alert_time = secs(20);
        },
        "0 c1 calls",
        2000,
        "0 c1 queued Q behind 0
         0 c1 rings A
         20 c1 missed A
         20 c1 rings B
         30 c1 Timeout Q disconnect after 30
         30 c1 withdrawn B
         30 c1 ended 0",
    );
}

#[test]
fn the_wait_begins_when_the_greeting_ends() {
    check(
        "30",
        |tenant| {
            tenant.queues[0].greeting = Some(prompt("hello", 8));
            tenant.queues[0].timeout_threshold = secs(0);
        },
        "0 c1 calls",
        100,
        "0 c1 queued Q behind 0
         0 c1 hears hello
         8 c1 Timeout Q disconnect after 0
         8 c1 ended 0",
    );
    check_only(
        "32",
        |tenant| {
            tenant.queues[0].greeting = Some(prompt("hello", 10));
            tenant.queues[0].timeout_threshold = secs(30);
        },
        "0 c1 calls",
        100,
        ENDS,
        "40 c1 Timeout Q disconnect after 30
         40 c1 ended 0",
    );
}

#[test]
fn at_the_threshold_a_hang_up_or_an_answer_comes_first() {
    let set = |tenant: &mut Tenant| tenant.queues[0].timeout_threshold = secs(45);
    check_only(
        "34",
        set,
        "0 c1 calls
         45 c1 leaves",
        100,
        ENDS,
        "45 c1 abandoned after 45
         45 c1 ended 0 by someone",
    );
    check_only(
        "35",
        set,
        "0 c1 calls
         45 A answers",
        100,
        ENDS,
        "45 c1 answered A after 45",
    );
}

#[test]
fn a_timeout_of_the_same_instant_makes_room_for_an_arrival() {
    check_only(
        "S5",
        |tenant| {
            overflow_at(1)(tenant);
            tenant.queues[0].timeout_threshold = secs(45);
        },
        "0 c1 calls
         45 c2 calls",
        60,
        ENDS,
        "45 c1 Timeout Q disconnect after 45
         45 c1 ended 0",
    );
}

#[test]
fn agents_who_are_logged_in_and_busy_let_calls_wait() {
    check(
        "36",
        |tenant| everyone_is(tenant, Presence::DoNotDisturb),
        "0 c1 calls",
        2000,
        "0 c1 queued Q behind 0
         1200 c1 Timeout Q disconnect after 1200
         1200 c1 ended 0",
    );
    check(
        "41",
        |tenant| {
            disconnected_without_agents(tenant);
            tenant.people[0].presence = Presence::Busy;
            tenant.people[1].presence = Presence::Away;
            tenant.people[2].presence = Presence::InACall;
        },
        "0 c1 calls",
        2000,
        "0 c1 queued Q behind 0
         1200 c1 Timeout Q disconnect after 1200
         1200 c1 ended 0",
    );
}

#[test]
fn another_queue_starts_a_new_wait() {
    check_only(
        "37",
        |tenant| {
            tenant.queues[0].timeout_threshold = secs(30);
            tenant.queues[0].timeout = does(to_second(Endpoint::Direct));
            tenant.queues[1].timeout_threshold = secs(45);
            tenant.queues[1].resource_account = None;
        },
        "0 c1 calls",
        200,
        &["queued", "Timeout", "ended"],
        "0 c1 queued Q behind 0
         30 c1 Timeout Q queue Q2 after 30
         30 c1 queued Q2 behind 0
         75 c1 Timeout Q2 disconnect after 45
         75 c1 ended 0",
    );
}

#[test]
fn who_is_offline_or_appears_so_is_nobody() {
    for (case, presence) in [("39", Presence::Offline), ("40", Presence::AppearOffline)] {
        check(
            case,
            |tenant| {
                disconnected_without_agents(tenant);
                everyone_is(tenant, presence);
            },
            "0 c1 calls",
            10,
            "0 c1 NoAgents Q disconnect after 0
             0 c1 ended 0",
        );
    }
}

#[test]
fn without_presence_only_opting_out_counts() {
    check(
        "42",
        |tenant| {
            disconnected_without_agents(tenant);
            tenant.queues[0].presence_based = PresenceBased::Off;
        },
        "0 A+B+C opts out
         0 c1 calls",
        10,
        "0 c1 NoAgents Q disconnect after 0
         0 c1 ended 0",
    );
    check(
        "43",
        |tenant| {
            disconnected_without_agents(tenant);
            tenant.queues[0].presence_based = PresenceBased::Off;
            everyone_is(tenant, Presence::Offline);
        },
        "0 c1 calls",
        2000,
        "0 c1 queued Q behind 0
         1200 c1 Timeout Q disconnect after 1200
         1200 c1 ended 0",
    );
}

const ALL_LEAVE_AT_20: &str = "0 c1 calls
     2 c2 calls
     20 A+B+C is offline
     25 c3 calls";

#[test]
fn no_agents_takes_waiting_calls_too_or_new_ones_alone() {
    check_only(
        "44",
        disconnected_without_agents,
        ALL_LEAVE_AT_20,
        2000,
        ENDS,
        "20 c1 NoAgents Q disconnect after 20
         20 c1 ended 0
         20 c2 NoAgents Q disconnect after 18
         20 c2 ended 0
         25 c3 NoAgents Q disconnect after 0
         25 c3 ended 0",
    );
    let new_calls = without_agents(Target::Disconnect, NoAgentsApplyTo::NewCalls);
    check_only(
        "45",
        new_calls.clone(),
        ALL_LEAVE_AT_20,
        2000,
        ENDS,
        "25 c3 NoAgents Q disconnect after 0
         25 c3 ended 0
         1200 c1 Timeout Q disconnect after 1200
         1200 c1 ended 0
         1202 c2 Timeout Q disconnect after 1200
         1202 c2 ended 0",
    );
    check_only(
        "46",
        |tenant| {
            new_calls(tenant);
            tenant.queues[0].routing = Routing::LongestIdle;
        },
        ALL_LEAVE_AT_20,
        1210,
        ENDS,
        "1200 c1 Timeout Q disconnect after 1200
         1200 c1 ended 0
         1202 c2 Timeout Q disconnect after 1200
         1202 c2 ended 0",
    );
}

#[test]
fn the_action_queue_keeps_calls_waiting() {
    check(
        "47",
        |tenant| everyone_is(tenant, Presence::Offline),
        "0 c1 calls
         40 B is available",
        50,
        "0 c1 queued Q behind 0
         40 c1 rings B",
    );
}

#[test]
fn overflow_comes_before_no_agents() {
    check_only(
        "48",
        |tenant| {
            overflow_at(0)(tenant);
            disconnected_without_agents(tenant);
            everyone_is(tenant, Presence::Offline);
        },
        "0 c1 calls",
        10,
        ENDS,
        "0 c1 Overflow Q disconnect-with-busy after 0
         0 c1 ended 486",
    );
}

//! Which agents a waiting call rings at: section 10.5 of the conformance cases.

use ringback_world::{
    declaration::{PresenceBased, Routing, Tenant, Voice},
    teams::Presence,
};

use crate::teams_run::{Run, check, check_only, secs};

fn baseline(_: &mut Tenant) {}

/// The list B, A, C, and this routing with an alert time of 20.
fn in_turn(tenant: &mut Tenant, routing: Routing) {
    let queue = &mut tenant.queues[0];
    queue.agents = vec![1, 0, 2];
    queue.routing = routing;
    queue.alert_time = secs(20);
}

fn presences(tenant: &mut Tenant, presences: [Presence; 3]) {
    for (person, presence) in tenant.people.iter_mut().zip(presences) {
        person.presence = presence;
    }
}

#[test]
fn attendant_rings_everyone_and_the_first_answer_has_the_call() {
    check(
        "50",
        baseline,
        "0 c1 calls
         6 B answers",
        100,
        "0 c1 queued Q behind 0
         0 c1 rings A B C
         6 c1 answered B after 6
         6 c1 withdrawn A C",
    );
}

#[test]
fn attendant_rings_for_the_head_call_alone() {
    check(
        "52",
        baseline,
        "0 c1 calls
         2 c2 calls
         5 B answers",
        20,
        "0 c1 queued Q behind 0
         0 c1 rings A B C
         2 c2 queued Q behind 1
         5 c1 answered B after 5
         5 c1 withdrawn A C
         5 c2 rings A C",
    );
}

#[test]
fn attendant_without_presence_rings_for_every_call() {
    check(
        "53",
        |tenant| tenant.queues[0].presence_based = PresenceBased::Off,
        "0 c1 calls
         2 c2 calls",
        20,
        "0 c1 queued Q behind 0
         0 c1 rings A B C
         2 c2 queued Q behind 1
         2 c2 rings A B C",
    );
}

#[test]
fn serial_goes_down_the_list_and_starts_anew() {
    let set = |tenant: &mut Tenant| in_turn(tenant, Routing::Serial);
    check(
        "54",
        set,
        "0 c1 calls
         45 C answers",
        100,
        "0 c1 queued Q behind 0
         0 c1 rings B
         20 c1 missed B
         20 c1 rings A
         40 c1 missed A
         40 c1 rings C
         45 c1 answered C after 45",
    );
    check(
        "55",
        set,
        "0 c1 calls
         62 B answers",
        100,
        "0 c1 queued Q behind 0
         0 c1 rings B
         20 c1 missed B
         20 c1 rings A
         40 c1 missed A
         40 c1 rings C
         60 c1 missed C
         60 c1 rings B
         62 c1 answered B after 62",
    );
    check(
        "56",
        set,
        "0 c1 calls
         4 B declines",
        10,
        "0 c1 queued Q behind 0
         0 c1 rings B
         4 c1 declined B
         4 c1 rings A",
    );
    check(
        "57",
        |tenant| {
            in_turn(tenant, Routing::Serial);
            tenant.people[1].presence = Presence::Busy;
        },
        "0 c1 calls",
        10,
        "0 c1 queued Q behind 0
         0 c1 rings A",
    );
}

#[test]
fn an_agent_who_cannot_be_reached_uses_up_the_alert_time_unheard() {
    let set = |tenant: &mut Tenant| {
        in_turn(tenant, Routing::Serial);
        tenant.queues[0].presence_based = PresenceBased::Off;
        tenant.people[1].presence = Presence::Offline;
    };
    check(
        "58",
        set,
        "0 c1 calls",
        30,
        "0 c1 queued Q behind 0
         20 c1 rings A",
    );
    let mut run = Run::script(set, "0 c1 calls").until(1);
    assert!(run.line("2 B answers").is_err(), "nothing rings at B");
}

#[test]
fn round_robin_gives_everyone_the_same_number_of_calls() {
    let set = |tenant: &mut Tenant| tenant.queues[0].routing = Routing::RoundRobin;
    let calls = |count: usize| {
        let mut run = Run::script(set, "");
        let mut answered = Vec::new();
        for n in 0..count {
            let at = n * 100;
            run.line(&format!("{at} c{} calls", n + 1)).unwrap();
            run = run.until(at as u64);
            let rings = run.lines().pop().unwrap();
            let agent = rings.rsplit(' ').next().unwrap().to_owned();
            run.line(&format!("{at} {agent} answers")).unwrap();
            run.line(&format!("{} {agent} hangs-up", at + 10)).unwrap();
            answered.push(agent);
        }
        answered
    };
    assert_eq!(calls(4), ["A", "B", "C", "A"], "case 59");
    let nine = calls(9);
    for agent in ["A", "B", "C"] {
        let answered = nine.iter().filter(|other| *other == agent).count();
        assert_eq!(answered, 3, "case 60, {agent}");
    }
}

#[test]
fn longest_idle_rings_two_agents_for_one_call() {
    let set = |tenant: &mut Tenant| tenant.queues[0].routing = Routing::LongestIdle;
    check(
        "61",
        set,
        "0 c1 calls",
        10,
        "0 c1 queued Q behind 0
         0 c1 rings A B",
    );
    check_only(
        "62",
        set,
        "0 c1 calls
         0 c2 calls
         0 c3 calls",
        10,
        &["rings"],
        "0 c1 rings A
         0 c2 rings B
         0 c3 rings C",
    );
    check_only(
        "63",
        set,
        "0 c1 calls
         3 A answers
         100 A hangs-up
         110 c2 calls",
        115,
        &["rings", "answered"],
        "0 c1 rings A B
         3 c1 answered A after 3
         110 c2 rings B C",
    );
}

#[test]
fn longest_idle_heeds_presence_whatever_is_stored() {
    check_only(
        "64",
        |tenant| {
            tenant.queues[0].routing = Routing::LongestIdle;
            tenant.queues[0].presence_based = PresenceBased::Off;
            tenant.people[0].presence = Presence::Away;
        },
        "0 c1 calls",
        10,
        &["rings"],
        "0 c1 rings B C",
    );
}

#[test]
fn who_opted_out_never_rings_until_opting_out_is_forbidden() {
    check_only(
        "65",
        baseline,
        "0 A opts out
         1 c1 calls",
        100,
        &["A"],
        "",
    );
    check_only(
        "66",
        baseline,
        "0 A opts out
         5 Q forbids-opting-out
         6 c1 calls",
        10,
        &["rings"],
        "6 c1 rings A B C",
    );
}

#[test]
fn who_becomes_available_rings_at_once() {
    check_only(
        "67",
        |tenant| presences(tenant, [Presence::Busy; 3]),
        "0 c1 calls
         12 C is available",
        20,
        &["rings"],
        "12 c1 rings C",
    );
}

#[test]
fn the_best_priority_goes_first_then_the_longest_wait() {
    check_only(
        "68",
        |tenant| {
            presences(tenant, [Presence::Busy; 3]);
            let mut urgent = crate::teams_run::queue("urgent", &[]);
            urgent.timeout_threshold = secs(0);
            urgent.timeout = crate::teams_run::does(ringback_world::declaration::Target::Queue {
                queue: 0,
                by: ringback_world::declaration::Endpoint::Direct,
                priority: Some(1),
            });
            tenant.queues[1] = urgent;
        },
        "0 c1 calls
         5 c2 calls account-urgent
         6 c3 calls account-urgent
         10 A is available
         10 settles
         10 A answers
         40 A hangs-up
         40 settles
         40 A answers
         70 A hangs-up
         70 settles
         70 A answers",
        100,
        &["answered"],
        "10 c2 answered A after 5
         40 c3 answered A after 34
         70 c1 answered A after 70",
    );
}

#[test]
fn a_member_without_voice_is_not_in_the_routing_list() {
    check_only(
        "72",
        |tenant| tenant.people[1].voice = Voice::NotEnabled,
        "0 c1 calls",
        10,
        &["rings"],
        "0 c1 rings A C",
    );
    check(
        "72, alone",
        |tenant| {
            tenant.people[0].voice = Voice::NotEnabled;
            tenant.queues[0].agents = vec![0];
            tenant.queues[0].no_agents = Some(crate::teams_run::does(
                ringback_world::declaration::Target::Disconnect,
            ));
        },
        "0 c1 calls",
        10,
        "0 c1 NoAgents Q disconnect after 0
         0 c1 ended 0",
    );
}

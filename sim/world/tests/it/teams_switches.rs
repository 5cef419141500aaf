//! Rules that the documents leave open, in both readings. Rules and cases are those of the voice apps reference.

use ringback_world::{
    Command,
    declaration::{
        Declaration, NoAgentsApplyTo, RoundRobin, Routing, Switches, Target, Tenant,
        TimeoutEvaluation, WaitClock,
    },
    directory,
    teams::Presence,
};

use crate::teams_run::{Run, baseline, check, does, everyone_is, prompt, secs, to_second};
use ringback_world::declaration::Endpoint;

type Set = fn(&mut Tenant);
type Choose = fn(&mut Switches);

/// Compares what happens by default with what happens when something else is chosen.
#[track_caller]
fn both(case: &str, set: Set, choose: Choose, script: &str, until: u64, expected: [&str; 2]) {
    check(case, set, script, until, expected[0]);
    let chosen = |tenant: &mut Tenant| {
        set(tenant);
        choose(&mut tenant.switches);
    };
    check(
        &format!("{case}, switched"),
        chosen,
        script,
        until,
        expected[1],
    );
}

#[test]
fn a_wait_begins_after_the_greeting_or_at_arrival() {
    both(
        "32",
        |tenant| {
            everyone_is(tenant, Presence::Busy);
            tenant.queues[0].greeting = Some(prompt("welcome", 10));
            tenant.queues[0].timeout_threshold = secs(30);
        },
        |switches| switches.wait_clock = WaitClock::FromArrival,
        "0 c1 calls",
        60,
        [
            "0 c1 queued Q behind 0
             0 c1 hears welcome
             40 c1 Timeout Q disconnect after 30
             40 c1 ended 0",
            "0 c1 queued Q behind 0
             0 c1 hears welcome
             30 c1 Timeout Q disconnect after 30
             30 c1 ended 0",
        ],
    );
}

#[test]
fn a_timeout_fires_at_its_bound_or_when_the_alert_is_over() {
    both(
        "33",
        |tenant| {
            tenant.queues[0].routing = Routing::Serial;
            tenant.queues[0].alert_time = secs(20);
            tenant.queues[0].timeout_threshold = secs(30);
        },
        |switches| switches.timeout_evaluation = TimeoutEvaluation::AlertBoundary,
        "0 c1 calls",
        60,
        [
            "0 c1 queued Q behind 0
             0 c1 rings A
             20 c1 missed A
             20 c1 rings B
             30 c1 Timeout Q disconnect after 30
             30 c1 withdrawn B
             30 c1 ended 0",
            "0 c1 queued Q behind 0
             0 c1 rings A
             20 c1 missed A
             20 c1 rings B
             40 c1 missed B
             40 c1 Timeout Q disconnect after 40
             40 c1 ended 0",
        ],
    );
}

#[test]
fn new_calls_of_a_longest_idle_queue_are_queued_or_not() {
    both(
        "46",
        |tenant| {
            everyone_is(tenant, Presence::Offline);
            tenant.queues[0].routing = Routing::LongestIdle;
            tenant.queues[0].no_agents = Some(does(Target::Disconnect));
            tenant.queues[0].no_agents_apply_to = NoAgentsApplyTo::NewCalls;
        },
        |switches| switches.longest_idle_new_calls_issue = false,
        "25 c1 calls",
        30,
        [
            "25 c1 queued Q behind 0",
            "25 c1 NoAgents Q disconnect after 0
             25 c1 ended 0",
        ],
    );
}

#[test]
fn round_robin_counts_calls_or_goes_round() {
    both(
        "S8",
        |tenant| tenant.queues[0].routing = Routing::RoundRobin,
        |switches| switches.round_robin = RoundRobin::Rotate,
        "0 c1 calls
         30 settles
         31 B answers
         40 c1 leaves
         50 c2 calls",
        51,
        [
            "0 c1 queued Q behind 0
             0 c1 rings A
             30 c1 missed A
             30 c1 rings B
             31 c1 answered B after 31
             40 c1 ended 0 by someone
             50 c2 queued Q behind 0
             50 c2 rings A",
            "0 c1 queued Q behind 0
             0 c1 rings A
             30 c1 missed A
             30 c1 rings B
             31 c1 answered B after 31
             40 c1 ended 0 by someone
             50 c2 queued Q behind 0
             50 c2 rings C",
        ],
    );
}

#[test]
fn longest_idle_rings_as_many_as_chosen_and_a_miss_may_count() {
    let idle: Set = |tenant| {
        tenant.queues[0].routing = Routing::LongestIdle;
        for (person, idle) in tenant.people.iter_mut().zip([600, 300, 100]) {
            person.idle_for = secs(idle);
        }
    };
    both(
        "S9 fan-out",
        idle,
        |switches| switches.longest_idle_fanout = 1,
        "0 c1 calls",
        1,
        [
            "0 c1 queued Q behind 0
             0 c1 rings A B",
            "0 c1 queued Q behind 0
             0 c1 rings A",
        ],
    );
    both(
        "S9 miss",
        idle,
        |switches| switches.reset_idle_on_miss = true,
        "0 c1 calls",
        31,
        [
            "0 c1 queued Q behind 0
             0 c1 rings A B
             30 c1 missed A B
             30 c1 rings A B",
            "0 c1 queued Q behind 0
             0 c1 rings A B
             30 c1 missed A B
             30 c1 rings C A",
        ],
    );
}

#[test]
fn agents_are_free_at_once_or_wrap_up() {
    both(
        "S11",
        |tenant| tenant.queues[0].agents = vec![0],
        |switches| switches.wrap_up = secs(7),
        "0 c1 calls\n0 settles\n1 A answers\n10 c1 leaves\n11 c2 calls",
        20,
        [
            "0 c1 queued Q behind 0
             0 c1 rings A
             1 c1 answered A after 1
             10 c1 ended 0 by someone
             11 c2 queued Q behind 0
             11 c2 rings A",
            "0 c1 queued Q behind 0
             0 c1 rings A
             1 c1 answered A after 1
             10 c1 ended 0 by someone
             11 c2 queued Q behind 0
             17 c2 rings A",
        ],
    );
}

/// Who is in the first call of a run at its end.
fn in_the_call(choose: Choose, script: &str, until: u64) -> Vec<String> {
    let chosen = |tenant: &mut Tenant| choose(&mut tenant.switches);
    let run = Run::script(chosen, script).until(until);
    let call = run.world.calls().list().swap_remove(0);
    let here = call.parties.iter();
    here.filter(|party| party.state == ringback_world::calls::PartyState::Connected)
        .map(|party| party.id.to_string())
        .collect()
}

#[test]
fn an_answer_connects_at_once_or_after_a_while() {
    let script = "0 c1 calls\n0 settles\n4 A answers";
    let agent = "8:orgid:person-A".to_owned();
    let delayed: Choose = |switches| switches.connect_delay = secs(2);
    assert!(in_the_call(|_| {}, script, 4).contains(&agent));
    assert!(!in_the_call(delayed, script, 5).contains(&agent));
    assert!(in_the_call(delayed, script, 6).contains(&agent));
    // Who hangs up meanwhile leaves a free agent.
    let lines = Run::script(
        |tenant| delayed(&mut tenant.switches),
        "0 c1 calls\n0 settles\n4 A answers\n5 c1 leaves\n6 c2 calls",
    );
    let lines = lines.until(7).lines();
    assert_eq!(lines.last().map(String::as_str), Some("6 c2 rings A B C"));
}

#[test]
fn a_chain_may_be_as_long_as_chosen() {
    let nested: Set = |tenant| {
        tenant.queues[0].overflow_threshold = 0;
        tenant.queues[0].overflow = does(to_second(Endpoint::Direct));
    };
    let one = |tenant: &mut Tenant| {
        nested(tenant);
        tenant.switches.max_voice_app_legs = 1;
    };
    check(
        "S16",
        one,
        "0 c1 calls",
        1,
        "0 c1 Overflow Q queue Q2 after 0
         0 c1 failed the call went through too many voice apps
         0 c1 ended 0",
    );
}

#[test]
fn a_presence_reaches_the_queues_late() {
    both(
        "67",
        |tenant| everyone_is(tenant, Presence::Busy),
        |switches| switches.presence_lag = secs(5),
        "0 c1 calls\n12 C is available",
        30,
        [
            "0 c1 queued Q behind 0
             12 c1 rings C",
            "0 c1 queued Q behind 0
             17 c1 rings C",
        ],
    );
}

#[test]
fn who_does_nothing_for_a_while_is_away_until_they_do_something() {
    both(
        "2.4",
        |tenant| tenant.queues[0].agents = vec![0],
        |switches| switches.inactivity_to_away = secs(60),
        "70 c1 calls\n80 A opts in\n80 settles",
        81,
        [
            "70 c1 queued Q behind 0
             70 c1 rings A",
            "70 c1 queued Q behind 0
             80 c1 rings A",
        ],
    );
}

#[test]
fn a_new_member_of_a_group_gets_calls_after_the_lag() {
    let mut before = baseline();
    before.teams.queues[0].agents = vec![0];
    before.teams.switches.membership_lag = secs(60);
    let mut after: Declaration = before.clone();
    after.teams.queues[0].agents = vec![0, 1, 2];
    after.teams.queues[0].by_group = vec![1];
    let mut run = Run::new(before);
    run.line("0 A is busy").expect("it is carried out");
    let declared = directory::Command::Redeclare(Box::new(after));
    run.handle(secs_at(10), Command::Directory(declared))
        .expect("it is declared");
    run.line("20 c1 calls").expect("it is placed");
    let lines = run.until(81).lines();
    assert_eq!(
        lines,
        [
            "20 c1 queued Q behind 0",
            "20 c1 rings C",
            "50 c1 missed C",
            "50 c1 rings C",
            "80 c1 missed C",
            "80 c1 rings B C",
        ]
    );
}

fn secs_at(secs: u64) -> ringback_world::Time {
    ringback_world::Time::from_secs(secs)
}

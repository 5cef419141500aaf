//! Callers who wait are offered to be called back, and are. Cases are those of the voice apps reference.

use ringback_world::{
    RawId, Time,
    calls::Tone,
    declaration::{Callback, Music, Tenant},
    teams::WaitingStage,
};

use crate::teams_run::{Run, check, everyone_is, overflow_at, prompt, secs};
use ringback_world::teams::Presence;

/// Nobody is available, and the caller in front is offered to be called back after a minute.
fn offered(tenant: &mut Tenant) {
    everyone_is(tenant, Presence::Busy);
    tenant.queues[0].timeout_threshold = secs(300);
    tenant.queues[0].callback = Some(Callback {
        key: Tone::One,
        after_waiting: Some(secs(60)),
        calls_in_queue: None,
        calls_per_agent: None,
        prompt: prompt("press one", 4),
        mail_to: 0,
    });
}

fn by_length(
    calls_in_queue: Option<u32>,
    calls_per_agent: Option<u32>,
) -> impl Fn(&mut Tenant) + Copy {
    move |tenant| {
        offered(tenant);
        if let Some(callback) = &mut tenant.queues[0].callback {
            callback.after_waiting = None;
            callback.calls_in_queue = calls_in_queue;
            callback.calls_per_agent = calls_per_agent;
        }
    }
}

/// Lists the offers of a run: `120 c1`.
fn offers(set: impl FnOnce(&mut Tenant), script: &str, until: u64) -> Vec<String> {
    let lines = Run::script(set, script).until(until).lines();
    let offers = lines.iter();
    offers
        .filter_map(|line| line.strip_suffix(" offered-callback"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_timeout_that_comes_first_leaves_no_time_for_an_offer() {
    let set = |tenant: &mut Tenant| {
        offered(tenant);
        tenant.queues[0].timeout_threshold = secs(120);
    };
    check(
        "85",
        set,
        "0 c1 calls",
        121,
        "0 c1 queued Q behind 0
         120 c1 Timeout Q disconnect after 120
         120 c1 ended 0",
    );
}

#[test]
fn who_asks_is_called_when_an_agent_takes_their_place() {
    check(
        "86",
        offered,
        "0 c1 calls
         123 c1 presses 1
         150 c2 calls
         200 A is available
         200 settles
         200 A answers c1
         230 A hangs-up
         231 settles",
        231,
        "0 c1 queued Q behind 0
         120 c1 hears press
         120 c1 offered-callback
         123 c1 wants-callback +14255550001
         123 c1 hears Thank
         123 c1 ended 0
         150 c2 queued Q behind 1
         200 c1 rings A
         200 c1 called-back A after 200 as #3
         200 #3 dials 4:+14255550001
         201 #3 connected +14255550001
         230 #3 ended 0 by someone
         230 c2 rings A",
    );
}

#[test]
fn a_request_that_waits_too_long_is_mailed_to_the_group() {
    check(
        "87",
        offered,
        "0 c1 calls\n123 c1 presses 1",
        301,
        "0 c1 queued Q behind 0
         120 c1 hears press
         120 c1 offered-callback
         123 c1 wants-callback +14255550001
         123 c1 hears Thank
         123 c1 ended 0
         300 c1 callback-timed-out after 300
         300 c1 mailed team +14255550001 TimedOut",
    );
}

#[test]
fn only_the_caller_in_front_is_offered_it_for_waiting() {
    let script = "0 c1 calls\n1 c2 calls\n150 c1 leaves";
    assert_eq!(offers(offered, script, 245), ["120 c1", "241 c2"]);
}

#[test]
fn waiting_means_longer_than_the_threshold() {
    let at_the_threshold = |tenant: &mut Tenant| {
        offered(tenant);
        tenant.queues[0].music = Music {
            file: Some("short.wav".to_owned()),
            takes: secs(60),
        };
    };
    assert_eq!(offers(at_the_threshold, "0 c1 calls", 125), ["120 c1"]);
}

#[test]
fn a_long_line_makes_those_eligible_who_find_it() {
    let calls = |count: u32| -> String {
        let calls = (1..=count).map(|call| format!("{} c{call} calls\n", call - 1));
        calls.collect()
    };
    // Case 89: with a threshold of five the sixth is the first.
    let sixth = offers(by_length(Some(5), None), &calls(6), 130);
    assert_eq!(sixth, ["125 c6"]);
    // Case 90: three find 1 for each agent, seven find 2.33.
    let eighth = offers(by_length(None, Some(2)), &calls(8), 130);
    assert_eq!(eighth, ["127 c8"]);
    // Where nobody is opted in, one who waits is too many.
    let script = "0 A+B+C opts out\n0 c1 calls\n1 c2 calls";
    assert_eq!(offers(by_length(None, Some(2)), script, 125), ["121 c2"]);
}

#[test]
fn numbers_that_nobody_can_call_get_no_offer() {
    // Cases 91 and 94: a number of fiction, and a caller without a number.
    assert!(offers(offered, "0 c123 calls", 290).is_empty());
    let mut run = Run::script(offered, "");
    let from = RawId::communication_user("r", "maya");
    run.dial_as(Time::ZERO, "c1", from, RawId::teams_app("account-Q"))
        .expect("the call is placed");
    let lines = run.until(290).lines();
    assert_eq!(lines, ["0 c1 queued Q behind 0"]);
}

#[test]
fn nothing_is_offered_and_no_key_heard_while_it_rings() {
    let script = "0 c1 calls\n100 A is available";
    assert!(offers(offered, script, 290).is_empty());
    let pressed_too_late = "0 c1 calls\n121 A is available\n121 settles\n122 c1 presses 1";
    let lines = Run::script(offered, pressed_too_late).until(125).lines();
    assert_eq!(
        lines[2..],
        ["120 c1 offered-callback", "121 c1 rings A"],
        "{lines:?}"
    );
}

#[test]
fn other_keys_and_keys_before_the_offer_do_nothing() {
    let script = "0 c1 calls\n100 c1 presses 1\n123 c1 presses 2";
    let lines = Run::script(offered, script).until(240).lines();
    assert!(!lines.iter().any(|line| line.contains("wants-callback")));
}

#[test]
fn a_customer_who_is_not_reached_is_mailed_to_the_group_and_the_agent_is_free() {
    let script = "0 +14255550001 does declines 2
         0 c1 calls
         123 c1 presses 1
         200 A is available
         200 settles
         200 A answers
         203 settles
         204 c2 calls
         205 settles";
    let lines = Run::script(offered, script).until(206).lines();
    assert_eq!(
        lines[7..],
        [
            "200 c1 called-back A after 200 as #2",
            "200 #2 dials 4:+14255550001",
            "202 c1 mailed team +14255550001 NotReached",
            "202 #2 ended 603 by someone",
            "204 c2 queued Q behind 0",
            "204 c2 rings A",
        ]
    );
}

#[test]
fn an_agent_who_hangs_up_before_the_customer_is_reached_is_free() {
    let script = "0 +14255550001 does ignores 0
         0 c1 calls
         123 c1 presses 1
         200 A is available
         200 settles
         200 A answers
         203 A hangs-up
         204 c2 calls
         205 settles";
    let lines = Run::script(offered, script).until(206).lines();
    assert_eq!(
        lines[9..],
        [
            "203 c1 mailed team +14255550001 NotReached",
            "203 #2 ended 0",
            "204 c2 queued Q behind 0",
            "204 c2 rings A",
        ]
    );
}

#[test]
fn requests_count_as_waiting_calls_or_not() {
    let script = "0 c1 calls\n123 c1 presses 1\n130 c2 calls\n131 settles";
    for (count, last) in [
        (true, "130 c2 ended 486"),
        (false, "130 c2 queued Q behind 0"),
    ] {
        let set = |tenant: &mut Tenant| {
            offered(tenant);
            overflow_at(1)(tenant);
            tenant.switches.callbacks_count_in_queue = count;
        };
        let run = Run::script(set, script);
        let queue = run.world.teams().queue(run.world.declaration(), "Q");
        let queue = queue.expect("it is declared");
        assert_eq!(queue.waiting[0].stage, WaitingStage::Callback);
        let lines = run.lines();
        assert_eq!(lines.last().map(String::as_str), Some(last), "{count}");
    }
}

//! Calls are parked and retrieved. Numbers of cases are those of section 10 of the Teams voice apps reference, its clauses
//! those of section 5.3.

use ringback_world::{
    Command, Time,
    calls::{self, Act, CallState, PartyState},
    declaration::Tenant,
};

use crate::teams_run::{Run, check, check_only, everyone_is, presence_of, secs};

pub(crate) fn in_order(tenant: &mut Tenant) {
    tenant.queues[0].routing = ringback_world::declaration::Routing::Serial;
}

fn codes(start: u16, end: u16) -> impl Fn(&mut Tenant) {
    move |tenant| {
        in_order(tenant);
        tenant.call_park_policies[0].pickup_range_start = start;
        tenant.call_park_policies[0].pickup_range_end = end;
    }
}

/// Asserts that the last line of a script is refused with these words, and that nothing happened.
#[track_caller]
pub(crate) fn refused(
    set: impl FnOnce(&mut Tenant),
    script: &str,
    last: &str,
    words: &[&str],
) -> Run {
    let mut run = Run::script(set, script);
    let before = run.facts.len();
    let refusal = run.line(last).expect_err("it is refused");
    for word in words {
        assert!(refusal.to_string().contains(word), "{word:?}: {refusal}");
    }
    let time = last.split(' ').next().and_then(|time| time.parse().ok());
    let time = time.expect("lines begin with a time");
    let facts = run.facts[before..].iter();
    assert_eq!(
        facts
            .filter(|fact| fact.at == Time::from_secs(time))
            .count(),
        0
    );
    run
}

pub(crate) const PARKED: &str = "0 c1 calls\n2 A answers\n10 A parks";

#[test]
fn codes_go_up_from_the_start_of_the_range() {
    check_only(
        "134",
        in_order,
        "0 c1 calls\n2 A answers\n3 c2 calls\n4 B answers\n10 A parks\n11 B parks",
        20,
        &["parked"],
        "10 c1 parked 10 by A
         11 c2 parked 11 by B",
    );
}

#[test]
fn codes_start_over_after_the_end_of_the_range() {
    let script: String = (1..=4)
        .map(|n| {
            let at = n * 20;
            format!(
                "{at} c{n} calls\n{} A answers\n{} A parks\n{} B retrieves last\n{} c{n} leaves\n",
                at + 1,
                at + 2,
                at + 3,
                at + 4
            )
        })
        .collect();
    check_only(
        "135",
        codes(10, 12),
        &script,
        200,
        &["parked", "retrieved"],
        "22 c1 parked 10 by A
         23 c1 retrieved 10 by B
         42 c2 parked 11 by A
         43 c2 retrieved 11 by B
         62 c3 parked 12 by A
         63 c3 retrieved 12 by B
         82 c4 parked 10 by A
         83 c4 retrieved 10 by B",
    );
}

#[test]
fn a_code_in_use_is_left_out_and_where_all_are_nothing_is_parked() {
    // A code of a call that is still parked is not given away; our choice.
    let script = "0 c1 calls\n1 A answers\n2 A parks
         10 c2 calls\n11 A answers\n12 A parks\n13 C retrieves 11\n14 c2 leaves
         20 c3 calls\n21 A answers\n22 A parks
         30 c4 calls\n31 A answers";
    check_only(
        "135, codes in use",
        codes(10, 11),
        script,
        40,
        &["parked"],
        "2 c1 parked 10 by A
         12 c2 parked 11 by A
         22 c3 parked 11 by A",
    );
    let words = ["all codes from 10 to 11", "\"global\"", "in use"];
    let run = refused(codes(10, 11), script, "32 A parks", &words);
    let c4 = run.world.calls().show(run.number("c4")).unwrap();
    assert_eq!(c4.state, CallState::Connected);
}

#[test]
fn a_call_that_nobody_retrieves_comes_back() {
    let ignores = format!("0 A does ignores 0\n{PARKED}");
    // Unretrieved after the timeout: the parker is rung back. Where they let it ring it stays parked as long again; our
    // choice.
    check_only(
        "136",
        |_| (),
        &ignores,
        640,
        &["parked", "comes", "dials", "retrieved", "ended"],
        "10 c1 parked 10 by A
         310 c1 comes back to A
         310 c1 dials 8:orgid:person-A
         630 c1 comes back to A
         630 c1 dials 8:orgid:person-A",
    );
    check_only(
        "136, 120 s",
        |tenant| tenant.call_park_policies[0].park_timeout = secs(120),
        PARKED,
        200,
        &["comes", "dials", "retrieved", "ended"],
        "130 c1 comes back to A
         130 c1 dials 8:orgid:person-A
         131 c1 retrieved 10 by A",
    );
}

#[test]
fn a_call_that_comes_back_can_be_answered_declined_and_retrieved() {
    let rings = |rest: &str| format!("0 A does ignores 0\n{PARKED}\n{rest}");
    let words = ["comes", "retrieved", "ended"];
    check_only(
        "136, answered",
        |_| (),
        &rings("315 A answers\n400 c1 leaves"),
        1000,
        &words,
        "310 c1 comes back to A
         315 c1 retrieved 10 by A
         400 c1 ended 0 by someone",
    );
    check_only(
        "136, declined",
        |_| (),
        &rings("315 A declines"),
        620,
        &words,
        "310 c1 comes back to A
         615 c1 comes back to A",
    );
    check_only(
        "136, retrieved while it rings",
        |_| (),
        &rings("315 B retrieves 10\n320 B hangs-up"),
        1000,
        &words,
        "310 c1 comes back to A
         315 c1 retrieved 10 by B
         320 c1 ended 0 by someone",
    );
    // Nothing rings at who is not signed in or does not want to be disturbed; our choice.
    for presence in ["offline", "do-not-disturb"] {
        let away = format!("{PARKED}\n20 A is {presence}\n400 A is available");
        check_only(
            presence,
            |_| (),
            &away,
            620,
            &words,
            "610 c1 comes back to A
             611 c1 retrieved 10 by A",
        );
    }
}

#[test]
fn who_parked_a_call_retrieves_it_once_and_parks_it_under_the_next_code() {
    let mut run = Run::script(in_order, PARKED);
    let nobody = run.line("11 A parks").unwrap_err();
    assert!(nobody.to_string().contains("not in that call"), "{nobody}");
    run.line("12 A retrieves 10").unwrap();
    let refusal = run.line("13 A retrieves 10").unwrap_err();
    assert!(refusal.to_string().contains("no such call"), "{refusal}");
    run.line("14 A parks").unwrap();
    assert_eq!(
        run.lines().last().map(String::as_str),
        Some("14 c1 parked 11 by A")
    );
}

#[test]
fn who_parks_is_free_and_the_record_of_the_queue_stays() {
    let run = Run::script(
        in_order,
        "0 c1 calls\n2 A answers\n5 B+C is busy\n6 c2 calls\n10 A parks\n12 A answers\n15 settles",
    );
    assert_eq!(
        run.lines(),
        [
            "0 c1 queued Q behind 0",
            "0 c1 rings A",
            "2 c1 answered A after 2",
            "6 c2 queued Q behind 0",
            "10 c1 parked 10 by A",
            "10 c2 rings A",
            "12 c2 answered A after 6",
        ]
    );
    let queue = run
        .world
        .teams()
        .queue(run.world.declaration(), "Q")
        .unwrap();
    assert_eq!((queue.counts.answered, queue.counts.abandoned), (2, 0));
    let agent = run
        .world
        .teams()
        .agent(run.world.declaration(), "A")
        .unwrap();
    assert_eq!(agent.calls, [run.number("c2")]);
}

#[test]
fn who_is_parked_is_on_hold_until_somebody_retrieves_the_call() {
    let mut run = Run::script(in_order, PARKED);
    let call = run.number("c1");
    let parties = |run: &Run| -> Vec<(String, PartyState, bool)> {
        let shown = run.world.calls().show(call).unwrap();
        let parties = shown.parties.into_iter();
        parties
            .filter(|party| !party.id.as_str().starts_with("28:"))
            .map(|party| (party.id.to_string(), party.state, party.on_hold))
            .collect()
    };
    let caller = crate::teams_run::caller("c1").to_string();
    let agent = |name: &str| format!("8:orgid:person-{name}");
    assert_eq!(
        parties(&run),
        [
            (caller.clone(), PartyState::Connected, true),
            (agent("A"), PartyState::Left, false),
        ]
    );
    let refusal = run
        .handle(
            Time::from_secs(11),
            Command::Calls(calls::Command::Party(calls::PartyAct {
                call,
                party: crate::teams_run::caller("c1"),
                act: Act::Resume,
            })),
        )
        .unwrap_err();
    assert!(refusal.to_string().contains("parked"), "{refusal}");
    let parked = run.world.teams().parked(run.world.declaration());
    assert_eq!(parked.len(), 1);
    assert_eq!((parked[0].code, parked[0].by.as_str()), (10, "A"));
    assert_eq!(parked[0].policy, "global");
    assert_eq!(parked[0].at, Time::from_secs(10));
    assert_eq!(parked[0].comes_back, Some(Time::from_secs(310)));
    run.line("20 B retrieves 10").unwrap();
    assert_eq!(
        parties(&run),
        [
            (caller, PartyState::Connected, false),
            (agent("A"), PartyState::Left, false),
            (agent("B"), PartyState::Connected, false),
        ]
    );
    assert!(run.world.teams().parked(run.world.declaration()).is_empty());
    let b = run
        .world
        .teams()
        .agent(run.world.declaration(), "B")
        .unwrap();
    assert_eq!(
        (b.presence, b.calls),
        (presence_of("in-a-call"), vec![call])
    );
    run.line("30 B hangs-up").unwrap();
    let b = run
        .world
        .teams()
        .agent(run.world.declaration(), "B")
        .unwrap();
    assert_eq!(b.presence, presence_of("available"));
    assert_eq!(
        run.world.calls().show(call).unwrap().state,
        CallState::Ended
    );
}

#[test]
fn who_is_parked_may_hang_up() {
    check(
        "136, hangs up",
        in_order,
        "0 c1 calls\n2 A answers\n10 A parks\n50 c1 leaves\n60 c2 calls\n61 A answers\n62 A parks",
        1000,
        "0 c1 queued Q behind 0
         0 c1 rings A
         2 c1 answered A after 2
         10 c1 parked 10 by A
         50 c1 ended 0 by someone
         60 c2 queued Q behind 0
         60 c2 rings A
         61 c2 answered A after 1
         62 c2 parked 11 by A
         362 c2 comes back to A
         362 c2 dials 8:orgid:person-A
         363 c2 retrieved 11 by A",
    );
    check_only(
        "136, hangs up while it comes back",
        |tenant| everyone_is(tenant, presence_of("available")),
        &format!("0 A does ignores 0\n{PARKED}\n311 c1 leaves"),
        1000,
        &["comes", "retrieved", "ended"],
        "310 c1 comes back to A
         311 c1 ended 0 by someone",
    );
}

//! Calls from Azure Communication Services: which resources may connect, in which cloud, and how many a minute. The numbers
//! are those of the conformance cases.

use ringback_world::{
    Cloud, Guid, RawId, Time, What,
    calls::{self, CallConnectionId, Tone},
    declaration::{AcsFederation, AcsUsers, ExternalCalls, Flow, Tenant},
};

use crate::{
    calls_run::{self, CUSTOMER, MAIN},
    calls_transfer::transfer,
    teams_attendants::{attendant, option, to_first},
    teams_run::{Run, baseline, prompt},
};

const QUEUE: &str = "28:orgid:account-Q";
/// The resource of the baseline.
const R1: &str = "11111111-2222-4333-8444-555555555555";
const R2: &str = "99999999-2222-4333-8444-555555555555";

fn client(resource: &str, number: usize) -> RawId {
    RawId::communication_user(resource, &format!("client-{number}"))
}

fn federation(users: AcsUsers, allowed: &[&str]) -> Option<AcsFederation> {
    Some(AcsFederation {
        users,
        allowed: allowed.iter().map(|id| Guid::new(*id)).collect(),
    })
}

/// How the call of a client of R1 to `to` goes, where this is the tenant's federation.
fn call_of_r1(federation: Option<AcsFederation>, to: &str) -> Vec<String> {
    let set = |tenant: &mut Tenant| tenant.acs_federation = federation;
    let mut run = Run::script(set, "0 A does ignores 0");
    run.dial_as(Time::from_secs(0), "c1", client(R1, 1), RawId::new(to))
        .expect("it is placed");
    run.until(1).lines()
}

#[test]
fn only_clients_of_listed_resources_reach_voice_apps_where_the_tenant_says_so() {
    let taken = ["0 c1 queued Q behind 0", "0 c1 rings A B C"];
    let refused = ["0 c1 ended 403"];
    let on = |allowed: &[&str]| federation(AcsUsers::Enabled, allowed);
    assert_eq!(call_of_r1(on(&[R1]), QUEUE), taken, "125");
    let upper = R1.to_uppercase();
    assert_eq!(call_of_r1(on(&[R2, &upper]), QUEUE), taken);
    assert_eq!(call_of_r1(on(&[R2]), QUEUE), refused, "128");
    assert_eq!(call_of_r1(on(&[]), QUEUE), refused);
    let off = federation(AcsUsers::Disabled, &[R1]);
    assert_eq!(call_of_r1(off, QUEUE), refused, "127");
    assert_eq!(call_of_r1(None, QUEUE), taken, "without a federation");
}

#[test]
fn a_queues_own_id_reaches_nothing() {
    assert_eq!(
        call_of_r1(None, "28:orgid:queue-Q"),
        ["0 c1 ended 404"],
        "126"
    );
}

#[test]
fn people_are_reached_by_listed_resources_alone_too() {
    let off = federation(AcsUsers::Disabled, &[]);
    assert_eq!(
        call_of_r1(off.clone(), "8:orgid:person-A"),
        ["0 c1 ended 403"]
    );
    assert_eq!(
        call_of_r1(off, "8:orgid:somebody-of-another-tenant"),
        ["0 c1 dials 8:orgid:somebody-of-another-tenant"]
    );
    assert_eq!(
        call_of_r1(None, "8:orgid:person-A"),
        ["0 c1 dials 8:orgid:person-A"]
    );
}

#[test]
fn a_call_from_the_phone_network_needs_no_federation() {
    let set = |tenant: &mut Tenant| tenant.acs_federation = federation(AcsUsers::Disabled, &[]);
    let lines = Run::script(set, "0 c1 calls").until(1).lines();
    assert_eq!(lines[0], "0 c1 queued Q behind 0");
}

/// The application has a customer's call and transfers it to the queue.
fn transferred(allowed: &[&str]) -> Vec<String> {
    let mut declaration = baseline();
    declaration.teams.acs_federation = federation(AcsUsers::Enabled, allowed);
    let mut run = calls_run::Run::with(declaration);
    let (_, context) = run.place(CUSTOMER, MAIN);
    let connection: CallConnectionId = run
        .answer(&context.expect("it rings here"))
        .expect("it rings still");
    run.lines();
    run.act(calls::Command::Transfer(transfer(&connection, QUEUE)))
        .expect("it is transferred");
    run.lines()
}

#[test]
fn an_application_needs_its_resource_listed_to_transfer_a_call_there() {
    let failed = "CallTransferFailed xfer 403/0".to_owned();
    let accepted = "CallTransferAccepted xfer 200/7015".to_owned();
    let refused = transferred(&[R2]);
    assert!(refused.contains(&failed), "{refused:?}");
    let taken = transferred(&[R1]);
    assert!(taken.contains(&accepted), "{taken:?}");
}

#[test]
fn an_account_is_reached_by_the_raw_id_of_its_cloud() {
    for (cloud, own) in [
        (Cloud::Public, "28:orgid:account-Q"),
        (Cloud::Gcch, "28:gcch:account-Q"),
        (Cloud::Dod, "28:dod:account-Q"),
    ] {
        for raw in [
            "28:orgid:account-Q",
            "28:gcch:account-Q",
            "28:dod:account-Q",
        ] {
            let set = |tenant: &mut Tenant| {
                if let Some(account) = &mut tenant.queues[0].resource_account {
                    account.cloud = cloud;
                }
            };
            let mut run = Run::script(set, "");
            run.dial_as(Time::from_secs(0), "c1", client(R1, 1), RawId::new(raw))
                .expect("it is placed");
            let reached = run.until(1).lines()[0] == "0 c1 queued Q behind 0";
            assert_eq!(reached, raw == own, "129: {raw} in {cloud:?}");
        }
    }
}

/// Two queues and an attendant, with the number of the first queue.
fn three_apps(tenant: &mut Tenant) {
    if let Some(account) = &mut tenant.queues[0].resource_account {
        account.phone_number = Some("+14255550123".to_owned());
        account.external_calls = ExternalCalls::CallingPlan;
    }
    tenant.attendants.push(attendant("main", menu()));
}

fn menu() -> Flow {
    Flow {
        prompt: Some(prompt("for the queue press one", 5)),
        options: vec![option(Tone::One, "queue", to_first())],
        ..Flow::new()
    }
}

const APPS: [&str; 3] = [QUEUE, "28:orgid:account-Q2", "28:orgid:account-main"];

/// Lets forty clients call, one a second, over all apps.
fn forty() -> Run {
    let mut run = Run::script(three_apps, "");
    for number in 0..40_u64 {
        let call = format!("c{}", number + 1);
        let to = APPS[usize::try_from(number % 3).expect("it is small")];
        let from = client(R1, usize::try_from(number).expect("it is small"));
        run.dial_as(Time::from_secs(number), &call, from, RawId::new(to))
            .expect("it is placed");
    }
    run
}

fn is_refused(run: &Run, call: &str) -> bool {
    let end = format!(" {call} ended 429");
    run.lines().iter().any(|line| line.ends_with(&end))
}

fn nobody_is_refused(run: &Run) -> bool {
    !run.lines().iter().any(|line| line.ends_with("ended 429"))
}

#[test]
fn clients_may_start_forty_calls_a_minute_over_all_voice_apps() {
    let mut run = forty();
    assert!(nobody_is_refused(&run));
    for (secs, call, refused) in [(45, "c41", true), (59, "c42", true), (60, "c43", false)] {
        run.dial_as(
            Time::from_secs(secs),
            call,
            client(R1, 99),
            RawId::new(QUEUE),
        )
        .expect("it is placed");
        assert_eq!(is_refused(&run, call), refused, "130: {call} at {secs}");
    }
    // The window slides: those of second 0 and of second 60 make room for one each, no more.
    for (secs, call, refused) in [(60, "c44", true), (61, "c45", false), (61, "c46", true)] {
        run.dial_as(
            Time::from_secs(secs),
            call,
            client(R1, 99),
            RawId::new(APPS[2]),
        )
        .expect("it is placed");
        assert_eq!(is_refused(&run, call), refused, "130: {call} at {secs}");
    }
}

#[test]
fn calls_from_the_phone_network_do_not_count() {
    let mut run = forty();
    for number in 50..60 {
        run.call(45, &format!("c{number}"), "4:+14255550123")
            .expect("it is placed");
    }
    assert!(nobody_is_refused(&run), "131");
    let mut run = Run::script(three_apps, "");
    for number in 1..=60 {
        run.call(0, &format!("c{number}"), "4:+14255550123")
            .expect("it is placed");
    }
    run.dial_as(Time::from_secs(1), "c99", client(R1, 1), RawId::new(QUEUE))
        .expect("it is placed");
    assert!(!is_refused(&run, "c99"), "131");
}

#[test]
fn a_client_selects_by_key_as_a_phone_does() {
    let mut run = Run::script(three_apps, "");
    let from = client(R1, 1);
    run.dial_as(Time::from_secs(0), "c1", from.clone(), RawId::new(APPS[2]))
        .expect("it is placed");
    let press = calls::PartyAct {
        call: run.number("c1"),
        party: from,
        act: calls::Act::Press(vec![Tone::One]),
    };
    let press = ringback_world::Command::Calls(calls::Command::Party(press));
    run.handle(Time::from_secs(3), press)
        .expect("it is pressed");
    let lines = run.lines();
    assert!(
        lines.contains(&"3 c1 queued Q behind 0".to_owned()),
        "132: {lines:?}"
    );
    let from_phone = Run::script(three_apps, "0 c1 calls account-main\n 3 c1 presses 1");
    assert_eq!(from_phone.lines(), lines);
}

#[test]
fn a_call_that_is_refused_for_the_quota_says_so() {
    let mut run = forty();
    run.dial_as(
        Time::from_secs(45),
        "c41",
        client(R1, 99),
        RawId::new(QUEUE),
    )
    .expect("it is placed");
    let last = run.facts.iter().rev().find_map(|fact| match &fact.what {
        What::Call(calls::Fact::CallEnded { ended, .. }) => Some((ended.code, ended.sub_code)),
        _ => None,
    });
    assert_eq!(last, Some((429, 0)));
}

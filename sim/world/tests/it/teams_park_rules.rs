//! Who may park and retrieve calls, and which. Numbers of cases are those of section 10 of the Teams voice apps reference,
//! its clauses those of section 5.3.

use ringback_world::{
    Command, RawId, Refusal, Reply, Time,
    calls::{self, Act, CallState, Place},
    declaration::{CallPark, CallParkPolicy, Tenant, Voice},
    directory, teams,
};

use crate::{
    teams_park::{PARKED, refused},
    teams_run::{Run, baseline, caller, check_only},
};

const RESOURCE_ID: &str = "11111111-2222-4333-8444-555555555555";

#[test]
fn a_call_is_retrieved_under_its_own_policy_alone() {
    let policies = |tenant: &mut Tenant| {
        tenant.call_park_policies.push(CallParkPolicy::new("floor"));
        tenant.people[1].call_park_policy = 1;
    };
    let words = [
        "B cannot retrieve the call with code 10",
        "\"floor\"",
        "under another policy",
    ];
    refused(policies, PARKED, "20 B retrieves 10", &words);
    check_only(
        "137",
        policies,
        &format!("{PARKED}\n20 C retrieves 10"),
        30,
        &["parked", "retrieved", "connected"],
        "10 c1 parked 10 by A
         20 c1 retrieved 10 by C",
    );
    refused(
        policies,
        PARKED,
        "20 C retrieves 11",
        &["code 11", "no such call", "\"global\""],
    );
    refused(
        policies,
        "",
        "20 C retrieves last",
        &["parked last", "no such call"],
    );
    // Each policy has its own codes; our choice.
    check_only(
        "137, codes",
        policies,
        &format!("{PARKED}\n20 c2 calls\n21 B answers\n22 B parks\n23 A retrieves last"),
        30,
        &["parked", "retrieved"],
        "10 c1 parked 10 by A
         22 c2 parked 10 by B
         23 c1 retrieved 10 by A",
    );
}

#[test]
fn who_may_not_park_neither_parks_nor_retrieves() {
    let answered = "0 c1 calls\n2 A answers";
    let none = |tenant: &mut Tenant| tenant.call_park_policies[0].parking = CallPark::NotAllowed;
    refused(
        none,
        answered,
        "3 A parks",
        &["allow-call-park", "\"global\"", "A"],
    );
    let without = |tenant: &mut Tenant| {
        let mut no = CallParkPolicy::new("no");
        no.parking = CallPark::NotAllowed;
        tenant.call_park_policies.push(no);
        tenant.people[1].call_park_policy = 1;
    };
    refused(
        without,
        PARKED,
        "20 B retrieves 10",
        &["allow-call-park", "\"no\""],
    );
    let not_enabled = |tenant: &mut Tenant| tenant.people[2].voice = Voice::NotEnabled;
    refused(
        not_enabled,
        PARKED,
        "20 C retrieves 10",
        &["not enabled for enterprise voice"],
    );
    refused(|_| (), answered, "3 B parks", &["not in that call"]);
    let mut run = Run::script(|_| (), answered);
    let act = calls::PartyAct {
        call: run.number("c1"),
        party: caller("c1"),
        act: Act::Park,
    };
    let command = Command::Calls(calls::Command::Party(act));
    let refusal = run.handle(Time::from_secs(3), command).unwrap_err();
    assert!(
        refusal.to_string().contains("people of the Teams tenant"),
        "{refusal}"
    );
}

/// An ACS user calls the queue, and A answers.
fn acs_call(supported: bool) -> Run {
    let mut run = Run::script(|tenant| tenant.switches.acs_park_supported = supported, "");
    let place = Place {
        from: RawId::new(format!("8:acs:{RESOURCE_ID}_maya")),
        to: RawId::teams_app("account-Q"),
        display_name: None,
        custom_context: None,
        contact: None,
    };
    let placed = run.handle(Time::ZERO, Command::Calls(calls::Command::Place(place)));
    assert!(matches!(
        placed,
        Ok(Reply::Calls(calls::Reply::Placed { .. }))
    ));
    let answer = teams::Command::Answer {
        agent: "A".to_owned(),
        call: None,
    };
    run.teams(Time::from_secs(2), answer)
        .expect("A is offered the call");
    run
}

fn parks(agent: &str) -> teams::Command {
    teams::Command::InCall {
        agent: agent.to_owned(),
        call: None,
        act: Act::Park,
    }
}

#[test]
fn a_call_of_an_acs_user_is_parked_unless_that_is_switched_off() {
    // Case 133.
    let mut run = acs_call(true);
    run.teams(Time::from_secs(5), parks("A")).unwrap();
    run.line("6 B retrieves 10").unwrap();
    let b = run
        .world
        .teams()
        .agent(run.world.declaration(), "B")
        .unwrap();
    assert_eq!(b.calls.len(), 1);

    let mut run = acs_call(false);
    let before = run.facts.len();
    let refusal = run.teams(Time::from_secs(5), parks("A")).unwrap_err();
    let text = refusal.to_string();
    assert!(matches!(
        refusal,
        Refusal::Calls(calls::Refusal::Party { .. })
    ));
    assert!(text.contains("ACS user"), "{text}");
    assert!(text.contains("teams.switches.acs-park-supported"), "{text}");
    assert_eq!(run.facts.len(), before);
    let call = run.world.calls().list().remove(0);
    assert_eq!(call.state, CallState::Connected);
    assert!(call.parties.iter().all(|party| !party.on_hold));

    // Without an ACS user the switch changes nothing.
    let off = |tenant: &mut Tenant| tenant.switches.acs_park_supported = false;
    check_only(
        "133, phone",
        off,
        PARKED,
        20,
        &["parked"],
        "10 c1 parked 10 by A",
    );
}

#[test]
fn a_tenant_that_is_declared_further_keeps_policies_and_what_is_parked() {
    let mut run = Run::script(|_| (), PARKED);
    let mut further = baseline();
    let floor = CallParkPolicy::new("floor");
    further.teams.call_park_policies.insert(0, floor);
    // As it was declared, with the global policy behind another one.
    for person in &mut further.teams.people {
        person.call_park_policy = 1;
    }
    further.teams.people[1].call_park_policy = 0;
    let redeclare = directory::Command::Redeclare(Box::new(further));
    run.handle(Time::from_secs(20), Command::Directory(redeclare))
        .unwrap();
    let refusal = run.line("21 B retrieves 10").unwrap_err().to_string();
    assert!(refusal.contains("\"floor\""), "{refusal}");
    run.line("22 C retrieves 10").unwrap();
    run.line("23 C parks").unwrap();
    let parked = run.world.teams().parked(run.world.declaration());
    assert_eq!((parked[0].code, parked[0].policy.as_str()), (11, "global"));
}

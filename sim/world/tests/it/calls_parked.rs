//! Parked calls in which the implementation has a leg. Clauses are those of section 5.3 of the Teams voice apps reference.

use ringback_world::{
    Command as Asked, Guid, RawId, Reply, Span,
    calls::{Act, CallConnectionId, CallId, CallState, Command, Fact, HangUpReach},
    declaration::{CloudRecording, Declaration, Person},
    teams::{self, ParkCode},
};

use crate::{
    calls_hold::hold,
    calls_made::{add, remove},
    calls_run::{CUSTOMER, MAIN, Run, declaration},
    calls_transfer::transfer,
};

const ANA: &str = "8:orgid:ana";
const BO: &str = "8:orgid:bo";
const OUTSIDE: &str = "+14255550144";

fn tenant() -> Declaration {
    let mut declaration = declaration();
    declaration.teams.people = ["ana", "bo"]
        .map(|name| Person::new(name, Guid::new(name)))
        .to_vec();
    declaration
}

/// A customer, the implementation and the people whom it has added are in a call.
fn with(declaration: Declaration, people: &[&str]) -> (Run, CallId, CallConnectionId) {
    let mut run = Run::with(declaration);
    let (call, context) = run.place(CUSTOMER, MAIN);
    let context = context.expect("it rings here");
    let connection = run.answer(&context).expect("it rings still");
    for person in people {
        run.invite(add(&connection, person));
        run.wait_secs(2);
    }
    run.lines();
    (run, call, connection)
}

fn retrieve(run: &mut Run, person: &str) -> Result<Reply, String> {
    let command = teams::Command::Retrieve {
        person: person.to_owned(),
        code: ParkCode::Last,
    };
    let now = run.now();
    let reply = run.world.handle(now, Asked::Teams(command));
    run.wait(Span::ZERO);
    reply.map_err(|refusal| refusal.to_string())
}

/// Who is in the latest roster that the implementation was told, and whether they are on hold.
fn roster(run: &Run) -> Vec<(String, bool)> {
    let updated = run.facts.iter().rev().find_map(|fact| match fact {
        Fact::ParticipantsUpdated(updated) => Some(updated),
        _ => None,
    });
    let participants = updated.expect("it was told").participants.iter();
    participants
        .map(|one| (one.id.to_string(), one.on_hold))
        .collect()
}

fn on_hold(run: &Run) -> Vec<bool> {
    roster(run)
        .into_iter()
        .map(|(_, on_hold)| on_hold)
        .collect()
}

fn parked(run: &Run) -> usize {
    run.world.teams().parked(run.world.declaration()).len()
}

#[test]
fn everyone_else_is_on_hold_and_the_implementation_is_told() {
    let (mut run, call, _) = with(tenant(), &[ANA]);
    run.party(call, ANA, Act::Park).unwrap();
    let lines = run.lines();
    let expected = [format!("PartyLeft {ANA} 0/0"), format!("Held 4:{CUSTOMER}")];
    assert_eq!(lines[..2], expected, "{lines:?}");
    assert!(lines[2].starts_with("Held 8:acs:"), "{lines:?}");
    assert_eq!(lines[3..], ["ParticipantsUpdated"]);
    assert_eq!(roster(&run)[0], (format!("4:{CUSTOMER}"), true));
    assert_eq!(on_hold(&run), [true, true]);
    // It does not owe the next move: the call waits for a person.
    assert!(!run.world.implementation_owes());
    retrieve(&mut run, "bo").unwrap();
    assert_eq!(on_hold(&run), [false, false, false]);
    assert_eq!(roster(&run)[1], (BO.to_owned(), false));
    let lines = run.lines();
    assert_eq!(lines[0], format!("PartyConnected {BO}"));
    assert_eq!(lines[1], format!("Resumed 4:{CUSTOMER}"));
    assert_eq!(lines.len(), 4, "{lines:?}");
}

#[test]
fn who_is_in_a_parked_call_does_not_retrieve_it() {
    let (mut run, call, _) = with(tenant(), &[ANA, BO]);
    run.party(call, ANA, Act::Park).unwrap();
    assert_eq!(on_hold(&run), [true, true, true]);
    let again = run.party(call, BO, Act::Park).unwrap_err();
    assert!(again.to_string().contains("parked already"), "{again}");
    let refusal = retrieve(&mut run, "bo").unwrap_err();
    assert!(refusal.contains("they are in that call"), "{refusal}");
    assert_eq!(parked(&run), 1);
}

#[test]
fn a_parked_call_goes_on_with_the_one_who_waits_and_no_longer_with_bots_alone() {
    let (mut run, call, connection) = with(tenant(), &[ANA]);
    run.party(call, ANA, Act::Park).unwrap();
    run.hang_up(&connection, HangUpReach::Myself).unwrap();
    let state = |run: &Run| run.world.calls().show(call).unwrap().state;
    assert_eq!((state(&run), parked(&run)), (CallState::Connected, 1));
    retrieve(&mut run, "ana").unwrap();
    assert_eq!((state(&run), parked(&run)), (CallState::Connected, 0));
    run.party(call, ANA, Act::HangUp).unwrap();
    assert_eq!(state(&run), CallState::Ended);

    let (mut run, call, connection) = with(tenant(), &[ANA]);
    run.party(call, ANA, Act::Park).unwrap();
    run.act(remove(&connection, &RawId::from_loose(CUSTOMER)))
        .unwrap();
    let shown = run.world.calls().show(call).unwrap();
    assert_eq!((shown.state, parked(&run)), (CallState::Ended, 0));
}

#[test]
fn a_hold_of_the_implementation_outlasts_the_parking() {
    let (mut run, call, connection) = with(tenant(), &[ANA]);
    let hold = hold(&connection, CUSTOMER, None);
    run.act(hold).unwrap();
    run.lines();
    run.party(call, ANA, Act::Park).unwrap();
    let lines = run.lines();
    let held = lines.iter().filter(|line| line.starts_with("Held"));
    assert_eq!(held.count(), 1, "{lines:?}");
    retrieve(&mut run, "bo").unwrap();
    assert_eq!(on_hold(&run), [true, false, false]);
}

#[test]
fn who_joins_a_recorded_call_is_told_and_may_end_the_recording() {
    let mut declaration = tenant();
    for person in &mut declaration.teams.people {
        person.cloud_recording = CloudRecording::Allowed;
    }
    let (mut run, call, connection) = with(declaration, &[ANA]);
    run.party(call, ANA, Act::Record).unwrap();
    let expected = [
        "RecordingStarted".to_owned(),
        format!("RecordingStateTold 4:{CUSTOMER}"),
    ];
    assert_eq!(run.lines(), expected);
    run.invite(add(&connection, BO));
    run.wait_secs(2);
    let lines = run.lines();
    let told = format!("RecordingStateTold {BO}");
    assert_eq!(lines.iter().filter(|line| **line == told).count(), 1);
    run.party(call, BO, Act::StopRecording).unwrap();
    let expected = [
        "RecordingStopped".to_owned(),
        format!("RecordingStateTold 4:{CUSTOMER}"),
        format!("RecordingStateTold {BO}"),
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn a_parked_caller_whom_the_implementation_transfers_is_parked_no_longer() {
    let (mut run, call, connection) = with(tenant(), &[ANA]);
    run.party(call, ANA, Act::Park).unwrap();
    let asked = transfer(&connection, OUTSIDE);
    run.act(Command::Transfer(asked)).unwrap();
    assert_eq!(parked(&run), 1);
    run.wait_secs(2);
    assert_eq!(parked(&run), 0);
    let shown = run.world.calls().show(call).unwrap();
    assert!(shown.parties.iter().all(|party| !party.on_hold));
    assert!(retrieve(&mut run, "bo").is_err());
}

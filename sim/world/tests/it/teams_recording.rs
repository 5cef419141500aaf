//! People of Teams record calls, and everybody else in them is told. Clauses are those of section 5.4 of the Teams voice
//! apps reference.

use ringback_world::{
    Command, RawId, Time, What,
    calls::{self, Act, Fact, PartyAct, Place},
    declaration::{CloudRecording, Tenant},
};

use crate::teams_run::{Run, caller};

const MAYA: &str = "8:acs:11111111-2222-4333-8444-555555555555_maya";

fn may_record(tenant: &mut Tenant) {
    tenant.queues[0].routing = ringback_world::declaration::Routing::Serial;
    for person in &mut tenant.people[..2] {
        person.cloud_recording = CloudRecording::Allowed;
    }
}

/// What was recorded when, and who was told of it.
fn recorded(run: &Run) -> Vec<String> {
    let facts = run.facts.iter();
    facts
        .filter_map(|fact| {
            let at = crate::teams_run::seconds(fact.at.as_micros());
            let who = |party: &RawId| match party.as_str().strip_prefix("8:orgid:person-") {
                Some(name) => name.to_owned(),
                None if party.as_str() == MAYA => "maya".to_owned(),
                None => "caller".to_owned(),
            };
            match &fact.what {
                What::Call(Fact::RecordingStarted { by, .. }) => {
                    Some(format!("{at} {} records", who(by)))
                }
                What::Call(Fact::RecordingStopped { by, .. }) => {
                    Some(format!("{at} {} stops", who(by)))
                }
                What::Call(Fact::RecordingStateTold {
                    party, recording, ..
                }) => Some(format!("{at} {} told {recording}", who(party))),
                _ => None,
            }
        })
        .collect()
}

fn script(text: &str) -> Run {
    Run::script(may_record, text)
}

const RECORDED: &str = "0 c1 calls\n2 A answers\n5 A records";

#[test]
fn everybody_else_is_told_when_a_recording_begins_and_ends() {
    let run = script(&format!("{RECORDED}\n9 A stops-recording\n12 A records"));
    let expected = [
        "5 A records",
        "5 caller told true",
        "9 A stops",
        "9 caller told false",
        "12 A records",
        "12 caller told true",
    ];
    assert_eq!(recorded(&run), expected);
    let shown = run.world.calls().show(run.number("c1")).unwrap();
    assert_eq!(shown.recorded_by, [RawId::teams_user("person-A")]);
}

#[test]
fn an_acs_user_is_told_and_cannot_record() {
    let mut run = script("");
    let place = Place {
        from: RawId::new(MAYA),
        to: RawId::teams_app("account-Q"),
        display_name: None,
        custom_context: None,
        contact: None,
    };
    run.handle(Time::ZERO, Command::Calls(calls::Command::Place(place)))
        .unwrap();
    run.line("2 A answers").unwrap();
    run.line("3 A records").unwrap();
    assert_eq!(recorded(&run), ["3 A records", "3 maya told true"]);
    let call = run.world.calls().list()[0].id;
    for act in [Act::Record, Act::StopRecording] {
        let party = RawId::new(MAYA);
        let act = calls::Command::Party(PartyAct { call, party, act });
        let refusal = run
            .handle(Time::from_secs(4), Command::Calls(act))
            .unwrap_err();
        let text = refusal.to_string();
        assert!(text.contains("only people of the Teams tenant"), "{text}");
    }
}

#[test]
fn a_recording_ends_when_who_records_leaves_or_parks_or_the_call_is_over() {
    let ended = ["5 A records", "5 caller told true", "9 A stops"];
    let run = script(&format!("{RECORDED}\n9 c1 leaves"));
    assert_eq!(recorded(&run), ended);
    // The caller is still there, and is told.
    let told = [&ended[..], &["9 caller told false"]].concat();
    let run = script(&format!("{RECORDED}\n9 A hangs-up"));
    assert_eq!(recorded(&run), told);
    let run = script(&format!("{RECORDED}\n9 A parks\n20 B retrieves 10"));
    assert_eq!(recorded(&run), told);
    let shown = run.world.calls().show(run.number("c1")).unwrap();
    assert!(shown.recorded_by.is_empty());
}

#[test]
fn one_recording_runs_at_a_time() {
    let mut run = script(RECORDED);
    let again = run.line("6 A records").unwrap_err().to_string();
    assert!(again.contains("records the call already"), "{again}");
    run.line("7 A stops-recording").unwrap();
    let none = run.line("8 A stops-recording").unwrap_err().to_string();
    assert!(none.contains("nobody in the call records it"), "{none}");
}

#[test]
fn who_may_not_record_is_told_what_to_set() {
    let mut run = Run::script(|_| (), "0 c1 calls\n2 A answers");
    let before = run.facts.len();
    for act in ["3 A records", "4 A stops-recording"] {
        let text = run.line(act).unwrap_err().to_string();
        assert!(text.contains("allow-cloud-recording"), "{text}");
        assert!(text.contains("calling policy of A"), "{text}");
    }
    assert_eq!(run.facts.len(), before);
    let act = PartyAct {
        call: run.number("c1"),
        party: caller("c1"),
        act: Act::Record,
    };
    let command = Command::Calls(calls::Command::Party(act));
    let text = run.handle(Time::from_secs(5), command).unwrap_err();
    assert!(text.to_string().contains("only people of the Teams tenant"));
}

//! Calls of more than two and voice apps, from inside: no published request makes them alone. Clauses are those of the
//! Call Automation reference.

use super::{
    Act, Answer, ApiVersion, CallConnectionId, CallId, CallOutcome, Command, CustomContext,
    DtmfOptions, Ended, Fact, HangUpReach, InputType, Interrupt, PartyAct, Place, Recognize,
    RecognizeOptions, Refusal, Reply as Answered, SpeechService, Tone, Transfer, rings::RingAt,
    voice_app,
};
use crate::{
    Guid, Ids, RawId, Reply, Span, What, World,
    declaration::{Declaration, Resource, Tenant},
};

const CUSTOMER: &str = "+14255550100";
const QUEUE: &str = "28:orgid:queue";
const ANA: &str = "8:orgid:ana";

fn world() -> World {
    let id = Guid::new("11111111-2222-4333-8444-555555555555");
    let declaration = Declaration {
        resources: vec![Resource {
            name: "contoso".to_owned(),
            id: id.clone(),
            access_keys: [String::new(), String::new()],
            phone_numbers: vec!["+18005550199".to_owned()],
        }],
        teams: Tenant::new(id),
        bots: Vec::new(),
    };
    let start = "2026-01-20T10:15:00Z".parse().expect("a timestamp");
    World::new(Ids::new(1, "test"), start, declaration)
}

fn act(world: &mut World, command: Command) -> Result<Reply, crate::Refusal> {
    world.handle(world.now(), crate::Command::Calls(command))
}

fn place(world: &mut World, to: &str) -> (CallId, Option<super::IncomingCallContext>) {
    let place = Command::Place(Place {
        from: RawId::from_loose(CUSTOMER),
        to: RawId::from_loose(to),
        display_name: None,
        custom_context: None,
        contact: None,
    });
    match act(world, place) {
        Ok(Reply::Calls(Answered::Placed {
            call,
            incoming_call_context,
        })) => (call, incoming_call_context),
        other => panic!("not placed: {other:?}"),
    }
}

fn answered(world: &mut World) -> (CallId, CallConnectionId) {
    let (call, context) = place(world, "+18005550199");
    let answer = Command::Answer(Answer {
        resource: "contoso".to_owned(),
        incoming_call_context: context.expect("it rings"),
        operation_context: None,
        answered_by: None,
        speech: SpeechService::Linked,
        version: ApiVersion("2025-06-15".to_owned()),
    });
    match act(world, answer) {
        Ok(Reply::Calls(Answered::Connection(view))) => (call, view.connection),
        other => panic!("not answered: {other:?}"),
    }
}

/// A call that rings at a voice app of which `teams` knows nothing.
fn at_queue(world: &mut World, call: CallId) {
    let ring = world
        .calls
        .calls
        .get_mut(&call)
        .and_then(|call| call.rings.first_mut());
    let ring = ring.expect("it rings");
    ring.at = RingAt::VoiceApp;
    ring.target = RawId::new(QUEUE);
}

fn transfer(
    world: &mut World,
    connection: &CallConnectionId,
    target: &str,
) -> Result<Reply, crate::Refusal> {
    let transfer = Command::Transfer(Transfer {
        connection: connection.clone(),
        target: RawId::from_loose(target),
        transferee: Some(RawId::from_loose(CUSTOMER)),
        operation_context: None,
        custom_context: CustomContext::default(),
        source_caller_id_number: None,
    });
    act(world, transfer)
}

fn names(world: &mut World) -> Vec<String> {
    let name = |fact: Fact| {
        let text = format!("{fact:?}");
        text.split([' ', '(']).next().unwrap_or_default().to_owned()
    };
    let facts = world.take_facts().into_iter();
    facts
        .filter_map(|fact| match fact.what {
            What::Call(fact) => Some(name(fact)),
            _ => None,
        })
        .collect()
}

fn busy() -> Ended {
    Ended {
        by: None,
        code: 486,
        sub_code: 0,
    }
}

#[test]
fn a_voice_app_takes_a_call_and_hands_it_to_an_agent() {
    let (queue, ana) = (RawId::new(QUEUE), RawId::new(ANA));
    let mut world = world();
    let (call, _) = place(&mut world, "+14255550192");
    at_queue(&mut world, call);
    names(&mut world);
    voice_app::picked_up(&mut world, call, &queue);
    assert_eq!(names(&mut world), ["PartyConnected", "PartyConnected"]);
    assert!(!world.implementation_owes());
    voice_app::joined(&mut world, call, &queue, &ana);
    assert_eq!(names(&mut world), ["PartyConnected", "PartyLeft"]);
    let hang_up = PartyAct {
        call,
        party: ana,
        act: Act::HangUp,
    };
    act(&mut world, Command::Party(hang_up)).unwrap();
    assert_eq!(names(&mut world), ["PartyLeft", "PartyLeft", "CallEnded"]);
    voice_app::ended(&mut world, call, &queue, busy());
    voice_app::joined(&mut world, call, &queue, &RawId::new("8:orgid:bo"));
    assert_eq!(names(&mut world), [""; 0], "a call ends once");
}

#[test]
fn one_voice_app_takes_over_from_another() {
    let mut world = world();
    let (call, _) = place(&mut world, "+14255550192");
    at_queue(&mut world, call);
    voice_app::picked_up(&mut world, call, &RawId::new(QUEUE));
    names(&mut world);
    let next = RawId::new("28:orgid:next");
    voice_app::picked_up(&mut world, call, &next);
    voice_app::picked_up(&mut world, call, &next);
    assert_eq!(names(&mut world), ["PartyConnected", "PartyLeft"]);
    voice_app::ended(&mut world, call, &next, busy());
    assert_eq!(names(&mut world), ["PartyLeft", "PartyLeft", "CallEnded"]);
}

#[test]
fn a_transfer_to_a_voice_app_is_taken_when_it_picks_up_or_fails_with_its_pair() {
    // 7.2 and S1 steps 10 to 12.
    for taken in [true, false] {
        let mut world = world();
        let (call, connection) = answered(&mut world);
        transfer(&mut world, &connection, "+14255550192").unwrap();
        at_queue(&mut world, call);
        names(&mut world);
        if taken {
            voice_app::picked_up(&mut world, call, &RawId::new(QUEUE));
            let expected = ["PartyConnected", "CallTransferAccepted", "CallDisconnected"];
            assert_eq!(names(&mut world), expected);
        } else {
            voice_app::refused(&mut world, call, &RawId::new(QUEUE), busy());
            assert_eq!(names(&mut world), ["PartyLeft", "CallTransferFailed"]);
            assert!(world.implementation_owes());
        }
    }
}

#[test]
fn in_a_larger_call_the_application_leaves_alone() {
    // 4.5 items 10 and 11.
    let mut world = world();
    let (call, connection) = answered(&mut world);
    voice_app::joined(&mut world, call, &RawId::new(QUEUE), &RawId::new(ANA));
    names(&mut world);
    let hang_up = Command::HangUp {
        connection: connection.clone(),
        reach: HangUpReach::Myself,
    };
    act(&mut world, hang_up).unwrap();
    let facts = world.take_facts();
    assert!(
        matches!(&facts[..], [fact] if matches!(&fact.what,
            What::Call(Fact::CallDisconnected(CallOutcome { result, .. }))
                if (result.code, result.sub_code) == (200, 0))),
        "{facts:?}"
    );
    let shown = world.calls().show(call).expect("it goes on");
    assert_eq!(shown.ended, None);
}

#[test]
fn in_a_larger_call_one_who_leaves_changes_the_roster() {
    // 4.5 item 11, and S6 step 7: then the call is one of two again.
    let mut world = world();
    let (call, connection) = answered(&mut world);
    voice_app::joined(&mut world, call, &RawId::new(QUEUE), &RawId::new(ANA));
    let hang_up = |party: &str| {
        Command::Party(PartyAct {
            call,
            party: RawId::from_loose(party),
            act: Act::HangUp,
        })
    };
    names(&mut world);
    act(&mut world, hang_up(ANA)).unwrap();
    assert_eq!(names(&mut world), ["PartyLeft", "ParticipantsUpdated"]);
    let roster = world.calls().participants(&connection, world.now());
    assert_eq!(roster.expect("it goes on").len(), 2);
    act(&mut world, hang_up(CUSTOMER)).unwrap();
    assert_eq!(
        names(&mut world),
        ["PartyLeft", "CallDisconnected", "CallEnded"]
    );
}

#[test]
fn from_a_larger_call_the_transferee_goes_and_the_application_stays() {
    // 4.5 item 8.
    let mut world = world();
    let (call, connection) = answered(&mut world);
    voice_app::joined(&mut world, call, &RawId::new(QUEUE), &RawId::new(ANA));
    names(&mut world);
    transfer(&mut world, &connection, "+14255550177").unwrap();
    assert_eq!(
        names(&mut world),
        ["Placed", "TransferRequested", "Ringing"]
    );
    let later = world.now().saturating_add(Span::from_secs(1));
    world.advance(later);
    let expected = [
        "PartyConnected",
        "CallTransferAccepted",
        "PartyConnected",
        "PartyLeft",
        "ParticipantsUpdated",
    ];
    assert_eq!(names(&mut world), expected);
    let roster = world
        .calls()
        .participants(&connection, later)
        .expect("it stays");
    assert!(
        roster
            .iter()
            .all(|one| one.id != RawId::phone_number(CUSTOMER))
    );
    let apart = world.calls().list().last().map(|call| call.id);
    assert_ne!(
        apart,
        Some(call),
        "transferee and target have a call of their own"
    );
    transfer(&mut world, &connection, "+14255550178").expect_err("the transferee has gone");
}

#[test]
fn a_failed_transfer_from_a_larger_call_leaves_everyone_in_it() {
    // 4.5 item 9.
    let mut world = world();
    let (call, connection) = answered(&mut world);
    voice_app::joined(&mut world, call, &RawId::new(QUEUE), &RawId::new(ANA));
    transfer(&mut world, &connection, "+14255550193").unwrap();
    names(&mut world);
    let later = world.now().saturating_add(Span::from_secs(1));
    world.advance(later);
    assert_eq!(
        names(&mut world),
        ["PartyLeft", "CallTransferFailed", "CallEnded"]
    );
    assert_eq!(
        world
            .calls()
            .participants(&connection, later)
            .expect("up")
            .len(),
        3
    );
    transfer(&mut world, &connection, "+14255550192").unwrap();
    names(&mut world);
    let leave = Command::Party(PartyAct {
        call,
        party: RawId::from_loose(CUSTOMER),
        act: Act::HangUp,
    });
    act(&mut world, leave).unwrap();
    let expected = [
        "PartyLeft",
        "PartyLeft",
        "CallTransferFailed",
        "CallEnded",
        "ParticipantsUpdated",
    ];
    assert_eq!(names(&mut world), expected);
}

#[test]
fn in_a_larger_call_recognitions_run_side_by_side_for_each_participant() {
    // 4.3: a group recognition takes its participant's sub leg.
    let mut world = world();
    let (call, connection) = answered(&mut world);
    voice_app::joined(
        &mut world,
        call,
        &RawId::new(QUEUE),
        &RawId::from_loose("+14255550111"),
    );
    let recognize = |party: &str| {
        Command::Recognize(Recognize {
            connection: connection.clone(),
            input_type: InputType::Dtmf,
            options: RecognizeOptions {
                target: RawId::from_loose(party),
                interrupt_prompt: Interrupt::Yes,
                initial_silence_timeout: Span::from_secs(5),
                dtmf: Some(DtmfOptions {
                    inter_tone_timeout: Span::from_secs(2),
                    max_tones: Some(1),
                    stop_tones: Vec::new(),
                }),
                choices: Vec::new(),
                speech: None,
            },
            prompt: Vec::new(),
            interrupt_call_media_operation: Interrupt::No,
            operation_context: None,
        })
    };
    names(&mut world);
    act(&mut world, recognize(CUSTOMER)).unwrap();
    act(&mut world, recognize("+14255550111")).unwrap();
    assert_eq!(names(&mut world), ["Listening", "Listening"]);
    let again = act(&mut world, recognize(CUSTOMER));
    assert_eq!(again, Err(Refusal::MediaConflict.into()));
    let press = PartyAct {
        call,
        party: RawId::from_loose(CUSTOMER),
        act: Act::Press(vec![Tone::One]),
    };
    act(&mut world, Command::Party(press)).unwrap();
    assert_eq!(names(&mut world), ["Pressed", "RecognizeCompleted"]);
    let leave = PartyAct {
        call,
        party: RawId::from_loose("+14255550111"),
        act: Act::HangUp,
    };
    act(&mut world, Command::Party(leave)).unwrap();
    let expected = ["PartyLeft", "RecognizeCanceled", "ParticipantsUpdated"];
    assert_eq!(names(&mut world), expected);
}

//! Transfers. Clauses are those of the Call Automation reference.

use std::collections::BTreeMap;

use ringback_world::{
    RawId, Span,
    calls::{
        Act, Answering, AnsweringMode, CallConnectionId, CallState, Command, ConnectionState,
        CustomContext, Fact, HangUpReach, InputType, Loop, Refusal, Transfer,
    },
};

use crate::{
    calls_media::{play, recognize, text},
    calls_run::{CUSTOMER, RESOURCE_ID, Run},
};

const AGENT: &str = "+14255550177";
const EXPERT: &str = "8:orgid:expert";

pub(crate) fn transfer(connection: &CallConnectionId, target: &str) -> Transfer {
    Transfer {
        connection: connection.clone(),
        target: RawId::from_loose(target),
        transferee: None,
        operation_context: Some("xfer".to_owned()),
        custom_context: CustomContext::default(),
        source_caller_id_number: None,
    }
}

fn state(run: &Run, connection: &CallConnectionId) -> ConnectionState {
    run.world
        .calls()
        .view(connection, run.now())
        .expect("the leg is known")
        .state
}

#[test]
fn a_taken_transfer_of_a_call_of_two_lets_the_application_go() {
    // 4.2 and 4.5 item 7: 200/7015 twice; the two others go on alone.
    for target in [AGENT, EXPERT] {
        let (mut run, call, connection) = Run::answered(CUSTOMER);
        run.act(Command::Transfer(transfer(&connection, target)))
            .unwrap();
        let party = RawId::from_loose(target);
        assert_eq!(
            run.lines(),
            ["TransferRequested".to_owned(), format!("Ringing {party}")]
        );
        assert_eq!(state(&run, &connection), ConnectionState::Transferring);
        assert!(!run.world.implementation_owes());
        run.wait_secs(1);
        let expected = [
            format!("PartyConnected {party}"),
            "CallTransferAccepted xfer 200/7015".to_owned(),
            "CallDisconnected ivr 200/7015".to_owned(),
        ];
        assert_eq!(run.lines(), expected);
        let accepted = run.facts.iter().find_map(|fact| match fact {
            Fact::CallTransferAccepted(accepted) => Some((
                accepted.transfer_target.clone(),
                accepted.transferee.clone(),
            )),
            _ => None,
        });
        assert_eq!(accepted, Some((party, RawId::phone_number(CUSTOMER))));
        assert_eq!(state(&run, &connection), ConnectionState::Disconnected);
        let shown = run.world.calls().show(call).unwrap();
        assert_eq!(shown.state, CallState::Connected);
        run.party(call, CUSTOMER, Act::HangUp).unwrap();
        assert_eq!(run.lines().last().unwrap(), "CallEnded 0/540000");
    }
}

#[test]
fn what_plays_is_cancelled_when_the_transfer_is_taken() {
    // 4.5 item 12, and every accepted operation has one terminal event.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let mut music = play(&connection, "moh", vec![text("music")]);
    music.repeat = Loop::Forever;
    run.act(Command::Play(music)).unwrap();
    run.act(Command::Transfer(transfer(&connection, AGENT)))
        .unwrap();
    run.lines();
    run.wait_secs(1);
    let expected = [
        "PartyConnected 4:+14255550177",
        "PlayCanceled moh 400/8508",
        "CallTransferAccepted xfer 200/7015",
        "CallDisconnected ivr 200/7015",
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn a_transfer_that_fails_leaves_the_call_up() {
    // 3.3 (the CreateCallFailed pairs), 4.4 (60 s), 4.5 item 9.
    let cases = [
        ("+14255550191", None, "486/560486"),
        ("+14255550192", None, "480/560480"),
        ("+14255550193", None, "603/560603"),
        ("+14255550194", None, "408/560408"),
        (EXPERT, Some(AnsweringMode::Decline), "603/0"),
        (EXPERT, Some(AnsweringMode::Ignore), "487/10004"),
    ];
    for (target, mode, pair) in cases {
        let (mut run, _, connection) = Run::answered(CUSTOMER);
        if let Some(mode) = mode {
            let party = RawId::from_loose(target);
            let after = Span::from_secs(2);
            let answering = Answering { mode, after };
            run.act(Command::SetAnswering { party, answering }).unwrap();
        }
        run.act(Command::Transfer(transfer(&connection, target)))
            .unwrap();
        run.wait_secs(60);
        let lines = run.lines();
        assert_eq!(
            *lines.last().unwrap(),
            format!("CallTransferFailed xfer {pair}")
        );
        assert_eq!(state(&run, &connection), ConnectionState::Connected);
        assert!(run.world.implementation_owes());
        run.act(Command::Play(play(
            &connection,
            "sorry",
            vec![text("sorry")],
        )))
        .unwrap();
    }
}

#[test]
fn a_second_transfer_has_its_full_time() {
    // 4.4: 60 s from its own start, whatever became of the first.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.act(Command::Transfer(transfer(&connection, "+14255550193")))
        .unwrap();
    run.wait_secs(10);
    run.lines();
    run.act(Command::Transfer(transfer(&connection, "+14255550192")))
        .unwrap();
    run.wait(Span::from_millis(59_999));
    assert_eq!(run.lines().last().unwrap(), "Ringing 4:+14255550192");
    run.wait(Span::from_millis(1));
    assert_eq!(
        run.lines().last().unwrap(),
        "CallTransferFailed xfer 480/560480"
    );
}

#[test]
fn a_transfer_to_an_identity_rings_at_the_implementation() {
    // 1.1: from is the transferee, the custom context travels; 1.7: it rings for 30 s.
    let target = format!("8:acs:{RESOURCE_ID}_agent");
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let mut command = transfer(&connection, &target);
    command.custom_context.voip = BTreeMap::from([("ticket".to_owned(), "T-9".to_owned())]);
    let given = command.custom_context.clone();
    run.act(Command::Transfer(command.clone())).unwrap();
    run.wait_secs(30);
    assert_eq!(
        run.lines().last().unwrap(),
        "CallTransferFailed xfer 487/10004"
    );
    run.act(Command::Transfer(command)).unwrap();
    let Some(Fact::IncomingCall {
        from,
        to,
        custom_context,
        incoming_call_context,
        ..
    }) = run.facts.last().cloned()
    else {
        panic!(
            "it does not ring at the implementation: {:?}",
            run.facts.last()
        );
    };
    assert_eq!(
        (from, to),
        (RawId::phone_number(CUSTOMER), RawId::new(target.clone()))
    );
    assert_eq!(custom_context, Some(given));
    run.lines();
    let second = run.answer(&incoming_call_context).unwrap();
    let expected = [
        "AnsweredByImplementation",
        "CallTransferAccepted xfer 200/7015",
        "CallDisconnected ivr 200/7015",
        "ParticipantsUpdated",
        "CallConnected ivr 200/0",
    ];
    assert_eq!(run.lines(), expected);
    let roster = run.world.calls().participants(&second, run.now()).unwrap();
    let names: Vec<&str> = roster.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(names, ["4:+14255550100", target.as_str()]);
}

#[test]
fn while_a_transfer_runs_others_are_refused() {
    // 4.2: 409/8607 and 400/8585.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.act(Command::Transfer(transfer(&connection, AGENT)))
        .unwrap();
    let again = run.act(Command::Transfer(transfer(&connection, AGENT)));
    assert_eq!(again, Err(Refusal::TransferInProgress));
    let played = run.act(Command::Play(play(&connection, "p", vec![text("hello")])));
    assert!(matches!(played, Err(Refusal::WrongState(_))));
    let heard = run.act(Command::Recognize(recognize(
        &connection,
        "r",
        InputType::Dtmf,
    )));
    assert!(matches!(heard, Err(Refusal::WrongState(_))));
}

#[test]
fn ending_the_call_ends_its_transfer() {
    // 4.2 (hang-up is allowed), 4.5 item 12, S7.
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    run.act(Command::Transfer(transfer(&connection, "+14255550192")))
        .unwrap();
    run.lines();
    run.hang_up(&connection, HangUpReach::Myself).unwrap();
    let expected = [
        "PartyLeft 4:+14255550192 487/540487",
        "CallTransferFailed xfer 487/540487",
        "CallDisconnected ivr 200/7000",
        "PartyLeft 4:+14255550100 0/7000",
        "CallEnded 0/7000",
    ];
    assert_eq!(run.lines(), expected);
    run.wait_secs(100);
    assert_eq!(run.lines(), [""; 0]);
    assert!(run.party(call, CUSTOMER, Act::HangUp).is_err());
}

#[test]
fn a_transfer_names_people_of_the_call_and_numbers_of_the_resource() {
    // 3.1: 404/8522 for a stranger, 403/7507 for a caller id that is not owned, 400/8523.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let mut stranger = transfer(&connection, AGENT);
    stranger.transferee = Some(RawId::phone_number("+14255550111"));
    let refused = run.act(Command::Transfer(stranger));
    assert!(matches!(refused, Err(Refusal::NotFound { .. })));
    let mut foreign = transfer(&connection, AGENT);
    foreign.source_caller_id_number = Some("+18005550111".to_owned());
    assert_eq!(run.act(Command::Transfer(foreign)), Err(Refusal::NotOwned));
    let itself = run.act(Command::Transfer(transfer(&connection, CUSTOMER)));
    assert!(matches!(itself, Err(Refusal::Invalid { .. })));
    assert_eq!(run.lines(), [""; 0]);
}

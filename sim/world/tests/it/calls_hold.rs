//! Mute and hold, by the implementation and by people. Clauses are those of the Call Automation reference.

use ringback_world::{
    RawId, Reply, Span,
    calls::{
        Act, CallConnectionId, CallId, Command, FileFound, HangUpReach, Hold, InputType, Mute,
        PlaySource, Refusal, SpeechService, Tone, Transfer, Unhold,
    },
};

use crate::{
    calls_media::{recognize, text},
    calls_run::{CUSTOMER, MAIN, RESOURCE_ID, Run},
};

fn maya() -> String {
    format!("8:acs:{RESOURCE_ID}_maya")
}

fn mute(connection: &CallConnectionId, target: &str) -> Command {
    Command::Mute(Mute {
        connection: connection.clone(),
        targets: vec![RawId::from_loose(target)],
        operation_context: Some("quiet".to_owned()),
    })
}

pub(crate) fn hold(
    connection: &CallConnectionId,
    target: &str,
    plays: Option<PlaySource>,
) -> Command {
    Command::Hold(Hold {
        connection: connection.clone(),
        target: RawId::from_loose(target),
        plays,
        operation_context: Some("h".to_owned()),
    })
}

fn unhold(connection: &CallConnectionId, target: &str) -> Command {
    Command::Unhold(Unhold {
        connection: connection.clone(),
        target: RawId::from_loose(target),
    })
}

/// Who is muted and who is on hold, in the order of the roster.
fn conditions(run: &Run, connection: &CallConnectionId) -> Vec<(bool, bool)> {
    let roster = run.world.calls().participants(connection, run.now());
    let roster = roster.expect("the leg is up").into_iter();
    roster.map(|one| (one.muted, one.on_hold)).collect()
}

fn not_found() -> Refusal {
    Refusal::NotFound {
        what: "Participant".to_owned(),
    }
}

fn field(refusal: Result<Reply, Refusal>) -> String {
    match refusal {
        Err(Refusal::Invalid { field, .. }) => field,
        other => panic!("not about a field: {other:?}"),
    }
}

#[test]
fn a_muted_user_is_told_of_once_and_unmutes_itself() {
    // 5.4: a no-op the second time, and no request undoes it.
    let (mut run, call, connection) = Run::answered(&maya());
    for expected in [&["Muted", "ParticipantsUpdated"][..], &[]] {
        let reply = run.act(mute(&connection, &maya())).unwrap();
        let context = Some("quiet".to_owned());
        assert_eq!(
            reply,
            Reply::Calls(ringback_world::calls::Reply::OperationContext(context))
        );
        let lines = run.lines();
        let names: Vec<&str> = lines
            .iter()
            .map(|line| line.split(' ').next().unwrap_or(""))
            .collect();
        assert_eq!(names, expected);
    }
    assert_eq!(
        conditions(&run, &connection),
        [(true, false), (false, false)]
    );
    run.party(call, &maya(), Act::Unmute).unwrap();
    run.party(call, &maya(), Act::Unmute).unwrap();
    assert_eq!(
        run.lines(),
        [
            format!("Unmuted {}", maya()),
            "ParticipantsUpdated".to_owned()
        ]
    );
    assert_eq!(conditions(&run, &connection)[0], (false, false));
}

#[test]
fn only_one_user_of_communication_services_in_the_call_can_be_muted() {
    // 5.4 and 3.1.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    assert_eq!(
        field(run.act(mute(&connection, CUSTOMER))),
        "targetParticipants"
    );
    assert_eq!(run.act(mute(&connection, &maya())), Err(not_found()));
    let both = |targets: Vec<RawId>| {
        Command::Mute(Mute {
            connection: connection.clone(),
            targets,
            operation_context: None,
        })
    };
    let two = vec![RawId::new(maya()), RawId::phone_number(CUSTOMER)];
    assert_eq!(field(run.act(both(two))), "targetParticipants");
    assert_eq!(field(run.act(both(Vec::new()))), "targetParticipants");
    assert_eq!(run.lines(), [""; 0]);
}

#[test]
fn mute_and_hold_are_refused_while_a_transfer_rings_and_after_the_end() {
    // 4.2: 409 / 8519 for one, 400 / 8585 for the other.
    let (mut run, _, connection) = Run::answered(&maya());
    run.act(Command::Transfer(Transfer {
        connection: connection.clone(),
        target: RawId::from_loose("+14255550192"),
        transferee: None,
        operation_context: None,
        custom_context: Default::default(),
        source_caller_id_number: None,
    }))
    .unwrap();
    assert_eq!(
        run.act(mute(&connection, &maya())),
        Err(Refusal::InParallel)
    );
    let transferring = Err(Refusal::WrongState("transferring".to_owned()));
    assert_eq!(run.act(hold(&connection, &maya(), None)), transferring);
    assert_eq!(run.act(unhold(&connection, &maya())), transferring);
    run.hang_up(&connection, HangUpReach::Everyone).unwrap();
    for command in [
        mute(&connection, &maya()),
        hold(&connection, &maya(), None),
        unhold(&connection, &maya()),
    ] {
        assert_eq!(run.act(command), Err(Refusal::AlreadyTerminated));
    }
}

#[test]
fn a_muted_voice_is_not_recognized_but_keys_are() {
    let (mut run, call, connection) = Run::answered(&maya());
    run.act(mute(&connection, &maya())).unwrap();
    let mut listen = recognize(&connection, "r", InputType::Choices);
    listen.options.target = RawId::new(maya());
    run.act(Command::Recognize(listen.clone())).unwrap();
    run.lines();
    run.party(call, &maya(), Act::Say("sales".to_owned()))
        .unwrap();
    assert_eq!(run.lines(), [format!("Said {}", maya())]);
    run.party(call, &maya(), Act::Press(vec![Tone::One]))
        .unwrap();
    assert_eq!(run.lines()[1], "RecognizeCompleted r 200/8533");
}

#[test]
fn hold_shows_in_the_roster_and_nothing_of_the_held_is_heard() {
    // 5.4: the proof is isOnHold, there is no event of success.
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    run.act(hold(&connection, CUSTOMER, None)).unwrap();
    let held = format!("Held 4:{CUSTOMER}");
    assert_eq!(run.lines(), [held.as_str(), "ParticipantsUpdated"]);
    run.act(hold(&connection, CUSTOMER, None)).unwrap();
    assert_eq!(run.lines(), [""; 0], "who is held already stays so");
    assert_eq!(
        conditions(&run, &connection),
        [(false, true), (false, false)]
    );
    run.act(Command::Recognize(recognize(
        &connection,
        "r",
        InputType::Dtmf,
    )))
    .unwrap();
    run.lines();
    run.party(
        call,
        CUSTOMER,
        Act::Press(vec![Tone::One, Tone::Two, Tone::Three]),
    )
    .unwrap();
    assert_eq!(run.lines().len(), 1, "pressed, and not recognized");
    run.act(unhold(&connection, CUSTOMER)).unwrap();
    let resumed = format!("Resumed 4:{CUSTOMER}");
    assert_eq!(run.lines(), [resumed.as_str(), "ParticipantsUpdated"]);
    run.act(unhold(&connection, CUSTOMER)).unwrap();
    assert_eq!(run.lines(), [""; 0]);
    run.party(
        call,
        CUSTOMER,
        Act::Press(vec![Tone::One, Tone::Two, Tone::Three]),
    )
    .unwrap();
    assert_eq!(run.lines()[1], "RecognizeCompleted r 200/8531");
}

#[test]
fn hold_audio_that_cannot_be_played_fails_the_hold() {
    // 2.5 and 3.2: HoldFailed as PlayFailed.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    for (found, code) in [
        (FileFound::Unreachable, "HoldFailed h 400/8536"),
        (FileFound::WrongFormat, "HoldFailed h 400/8535"),
    ] {
        let path = "/moh.wav".to_owned();
        let file = PlaySource::File { path, found };
        run.act(hold(&connection, CUSTOMER, Some(file))).unwrap();
        assert_eq!(run.lines(), [code]);
    }
    assert_eq!(conditions(&run, &connection)[0], (false, false));
    let spoken = Some(text("one moment"));
    run.act(hold(&connection, CUSTOMER, spoken.clone()))
        .unwrap();
    assert!(matches!(
        run.facts.iter().rev().nth(1),
        Some(ringback_world::calls::Fact::Held { plays, .. }) if *plays == ["one moment"]
    ));
    let mut run = Run::new();
    let (_, context) = run.place(CUSTOMER, MAIN);
    let silent = run
        .answer_as(&context.unwrap(), "2025-06-15", SpeechService::NotLinked)
        .unwrap();
    let refused = run.act(hold(&silent, CUSTOMER, spoken));
    assert_eq!(refused, Err(Refusal::NoSpeechService));
}

#[test]
fn whom_it_does_not_know_and_itself_the_application_cannot_hold() {
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    assert_eq!(run.act(hold(&connection, &maya(), None)), Err(not_found()));
    assert_eq!(run.act(unhold(&connection, &maya())), Err(not_found()));
    let roster = run
        .world
        .calls()
        .participants(&connection, run.now())
        .unwrap();
    let itself = roster.last().expect("it is in it").id.to_string();
    assert_eq!(
        field(run.act(hold(&connection, &itself, None))),
        "targetParticipant"
    );
}

#[test]
fn parties_hold_and_mute_for_themselves() {
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    for (act, fact, shown) in [
        (Act::Hold, "Held", (false, true)),
        (Act::Mute, "Muted", (true, true)),
        (Act::Resume, "Resumed", (true, false)),
        (Act::Unmute, "Unmuted", (false, false)),
    ] {
        run.party(call, CUSTOMER, act.clone()).unwrap();
        let told = format!("{fact} 4:{CUSTOMER}");
        assert_eq!(run.lines(), [told.as_str(), "ParticipantsUpdated"]);
        assert_eq!(conditions(&run, &connection)[0], shown);
        run.party(call, CUSTOMER, act).unwrap();
        assert_eq!(run.lines(), [""; 0], "a second time nothing changes");
    }
}

#[test]
fn who_holds_and_is_held_is_back_when_both_are_over() {
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    run.party(call, CUSTOMER, Act::Hold).unwrap();
    run.act(hold(&connection, CUSTOMER, None)).unwrap();
    run.lines();
    assert!(matches!(
        run.party(call, CUSTOMER, Act::Resume),
        Err(Refusal::Party { why, .. }) if why.contains("unhold")
    ));
    run.act(unhold(&connection, CUSTOMER)).unwrap();
    assert_eq!(run.lines(), [""; 0], "they hold the call themselves");
    run.party(call, CUSTOMER, Act::Resume).unwrap();
    assert_eq!(run.lines().len(), 2);
    assert_eq!(conditions(&run, &connection)[0], (false, false));
}

#[test]
fn nobody_stays_on_hold_for_an_application_that_has_left() {
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    run.act(hold(&connection, CUSTOMER, None)).unwrap();
    run.lines();
    run.act(Command::Transfer(Transfer {
        connection: connection.clone(),
        target: RawId::from_loose("+14255550177"),
        transferee: None,
        operation_context: None,
        custom_context: Default::default(),
        source_caller_id_number: None,
    }))
    .unwrap();
    run.wait(Span::from_secs(1));
    let last = run.lines().pop();
    assert_eq!(last, Some(format!("Resumed 4:{CUSTOMER}")));
    assert!(!shown(&run, call).iter().any(|(_, on_hold)| *on_hold));
}

#[test]
fn a_call_that_ends_takes_nobody_off_hold() {
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.act(hold(&connection, CUSTOMER, None)).unwrap();
    run.lines();
    run.hang_up(&connection, HangUpReach::Everyone).unwrap();
    let lines = run.lines();
    assert!(
        !lines.iter().any(|line| line.starts_with("Resumed")),
        "{lines:?}"
    );
}

fn shown(run: &Run, call: CallId) -> Vec<(bool, bool)> {
    let view = run.world.calls().show(call).expect("it is known");
    let parties = view.parties.into_iter();
    parties.map(|party| (party.muted, party.on_hold)).collect()
}

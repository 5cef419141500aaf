//! Sending tones and following keys. Clauses are those of the Call Automation reference.

use ringback_world::{
    RawId, Reply, Span,
    calls::{
        self, Act, CallConnectionId, Command, ContinuousDtmf, Fact, HangUpReach, Hold, InputType,
        Loop, Refusal, SendDtmf, Tone,
    },
};

use crate::{
    calls_media::{play, recognize, text},
    calls_run::{CUSTOMER, RESOURCE_ID, Run},
};

fn send(connection: &CallConnectionId, op: &str, target: &str, tones: usize) -> Command {
    Command::SendDtmf(SendDtmf {
        connection: connection.clone(),
        target: RawId::from_loose(target),
        tones: vec![Tone::Nine; tones],
        operation_context: Some(op.to_owned()),
    })
}

fn follow(connection: &CallConnectionId, op: &str, target: &str) -> ContinuousDtmf {
    ContinuousDtmf {
        connection: connection.clone(),
        target: RawId::from_loose(target),
        operation_context: Some(op.to_owned()),
    }
}

fn keys(tones: &[Tone]) -> Act {
    Act::Press(tones.to_vec())
}

#[test]
fn tones_take_their_time_and_are_heard() {
    // 5.3, and 2.5: 200 / 0. 200 ms a tone is our choice.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let reply = run.act(send(&connection, "s", CUSTOMER, 18)).unwrap();
    let context = Some("s".to_owned());
    assert_eq!(reply, Reply::Calls(calls::Reply::OperationContext(context)));
    assert!(!run.world.implementation_owes());
    run.wait(Span::from_micros(3_599_999));
    assert_eq!(run.lines(), [""; 0]);
    run.wait(Span::from_micros(1));
    let heard = format!("TonesHeard 4:{CUSTOMER}");
    assert_eq!(
        run.lines(),
        [heard.as_str(), "SendDtmfTonesCompleted s 200/0"]
    );
    assert!(matches!(
        &run.facts[run.facts.len() - 2],
        Fact::TonesHeard { tones, .. } if tones.len() == 18
    ));
}

#[test]
fn tones_go_to_phones_alone_and_are_eighteen_at_most() {
    // 3.2: told by the event; 3.1: a body without tones and an unknown participant are refused.
    let maya = format!("8:acs:{RESOURCE_ID}_maya");
    let (mut run, _, connection) = Run::answered(&maya);
    run.act(send(&connection, "a", &maya, 1)).unwrap();
    assert_eq!(run.lines(), ["SendDtmfTonesFailed a 400/8523"]);
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.act(send(&connection, "b", CUSTOMER, 19)).unwrap();
    assert_eq!(run.lines(), ["SendDtmfTonesFailed b 400/8523"]);
    assert!(matches!(
        run.act(send(&connection, "c", CUSTOMER, 0)),
        Err(Refusal::Invalid { field, .. }) if field == "tones"
    ));
    assert!(matches!(
        run.act(send(&connection, "d", "+14255550199", 1)),
        Err(Refusal::NotFound { what }) if what == "Participant"
    ));
}

#[test]
fn on_hold_tones_are_not_heard() {
    // 5.4: who is on hold hears nothing.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.act(Command::Hold(Hold {
        connection: connection.clone(),
        target: RawId::phone_number(CUSTOMER),
        plays: None,
        operation_context: None,
    }))
    .unwrap();
    run.act(send(&connection, "s", CUSTOMER, 1)).unwrap();
    run.lines();
    run.wait_secs(1);
    assert_eq!(run.lines(), ["SendDtmfTonesCompleted s 200/0"]);
}

#[test]
fn a_participant_has_one_operation_of_its_own_at_a_time() {
    // 4.3, row by row.
    let whisper = |connection: &CallConnectionId| {
        let mut play = play(connection, "w", vec![text("psst")]);
        play.to = vec![RawId::phone_number(CUSTOMER)];
        play.repeat = Loop::Forever;
        Command::Play(play)
    };
    let to_all = |connection: &CallConnectionId| {
        let mut play = play(connection, "p", vec![text("hello")]);
        play.repeat = Loop::Forever;
        Command::Play(play)
    };
    let listen = |connection: &CallConnectionId| {
        Command::Recognize(recognize(connection, "r", InputType::Dtmf))
    };
    let start = |connection: &CallConnectionId| {
        Command::StartContinuousDtmf(follow(connection, "f", CUSTOMER))
    };
    let tones = |connection: &CallConnectionId| send(connection, "s", CUSTOMER, 18);
    for running in [&whisper as &dyn Fn(&CallConnectionId) -> Command, &tones] {
        let (mut run, _, connection) = Run::answered(CUSTOMER);
        run.act(running(&connection)).unwrap();
        for refused in [
            &whisper as &dyn Fn(&CallConnectionId) -> Command,
            &tones,
            &start,
        ] {
            let refused = run.act(refused(&connection));
            assert_eq!(refused, Err(Refusal::MediaConflict));
        }
        run.act(to_all(&connection)).unwrap();
        run.act(listen(&connection)).unwrap();
    }
    for running in [
        &to_all as &dyn Fn(&CallConnectionId) -> Command,
        &listen,
        &start,
    ] {
        let (mut run, _, connection) = Run::answered(CUSTOMER);
        run.act(running(&connection)).unwrap();
        run.act(start(&connection)).unwrap();
        run.act(to_all(&connection)).unwrap();
        run.act(listen(&connection)).unwrap();
        run.act(tones(&connection)).unwrap();
    }
}

#[test]
fn keys_are_followed_beside_a_recognition_and_counted_from_one() {
    // 4.5 item 14, 5.3.
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    run.act(Command::StartContinuousDtmf(follow(
        &connection,
        "f",
        CUSTOMER,
    )))
    .unwrap();
    assert_eq!(run.lines(), [""; 0]);
    assert!(
        run.world.implementation_owes(),
        "following keys takes no turn"
    );
    run.act(Command::Recognize(recognize(
        &connection,
        "r",
        InputType::Dtmf,
    )))
    .unwrap();
    run.lines();
    run.party(call, CUSTOMER, keys(&[Tone::One, Tone::Pound]))
        .unwrap();
    let expected = [
        &format!("Pressed 4:{CUSTOMER}"),
        "ContinuousDtmfRecognitionToneReceived f 200/0",
        "ContinuousDtmfRecognitionToneReceived f 200/0",
        "RecognizeCompleted r 200/8514",
    ];
    assert_eq!(run.lines(), expected);
    // Starting again is harmless: the count goes on.
    run.act(Command::StartContinuousDtmf(follow(
        &connection,
        "g",
        CUSTOMER,
    )))
    .unwrap();
    run.party(call, CUSTOMER, keys(&[Tone::Two])).unwrap();
    let received: Vec<(u32, Tone)> = run
        .facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::ContinuousDtmfRecognitionToneReceived(tone) => {
                Some((tone.sequence_id, tone.tone))
            }
            _ => None,
        })
        .collect();
    assert_eq!(received, [(1, Tone::One), (2, Tone::Pound), (3, Tone::Two)]);
    assert_eq!(
        run.lines()[1],
        "ContinuousDtmfRecognitionToneReceived g 200/0"
    );
}

#[test]
fn following_ends_on_request_or_with_the_call() {
    // 2.5: with the context of the stop request, as recorded; 4.5 item 12: before CallDisconnected.
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    run.act(Command::StartContinuousDtmf(follow(
        &connection,
        "f",
        CUSTOMER,
    )))
    .unwrap();
    run.act(Command::StopContinuousDtmf(follow(
        &connection,
        "x",
        CUSTOMER,
    )))
    .unwrap();
    assert_eq!(run.lines(), ["ContinuousDtmfRecognitionStopped x 200/7000"]);
    run.act(Command::StopContinuousDtmf(follow(
        &connection,
        "y",
        CUSTOMER,
    )))
    .unwrap();
    run.party(call, CUSTOMER, keys(&[Tone::One])).unwrap();
    assert_eq!(run.lines(), [format!("Pressed 4:{CUSTOMER}")]);
    run.act(Command::StartContinuousDtmf(follow(
        &connection,
        "f",
        CUSTOMER,
    )))
    .unwrap();
    let mut looped = play(&connection, "p", vec![text("hello")]);
    looped.repeat = Loop::Forever;
    run.act(Command::Play(looped)).unwrap();
    run.act(send(&connection, "s", CUSTOMER, 18)).unwrap();
    run.lines();
    run.hang_up(&connection, HangUpReach::Everyone).unwrap();
    let expected = [
        "PlayCanceled p 400/8508",
        "SendDtmfTonesFailed s 400/8508",
        "ContinuousDtmfRecognitionStopped f 200/7000",
        "CallDisconnected ivr 200/7000",
    ];
    assert_eq!(run.lines()[..4], expected);
}

#[test]
fn cancelling_all_media_leaves_tones_and_followed_keys_alone() {
    // 4.3.
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    run.act(Command::StartContinuousDtmf(follow(
        &connection,
        "f",
        CUSTOMER,
    )))
    .unwrap();
    run.act(send(&connection, "s", CUSTOMER, 2)).unwrap();
    run.act(Command::CancelMedia { connection }).unwrap();
    assert_eq!(run.lines(), [""; 0]);
    run.party(call, CUSTOMER, keys(&[Tone::One])).unwrap();
    run.wait_secs(1);
    let lines = run.lines();
    assert_eq!(lines[1], "ContinuousDtmfRecognitionToneReceived f 200/0");
    assert_eq!(lines[3], "SendDtmfTonesCompleted s 200/0");
}

#[test]
fn keys_of_the_unknown_are_not_followed() {
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    for command in [Command::StartContinuousDtmf, Command::StopContinuousDtmf] {
        let refused = run.act(command(follow(&connection, "f", "+14255550199")));
        assert!(
            matches!(refused, Err(Refusal::NotFound { .. })),
            "{refused:?}"
        );
    }
}

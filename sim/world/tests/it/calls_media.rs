//! Playing and recognizing. Clauses are those of the Call Automation reference.

use ringback_world::{
    RawId, Span,
    calls::{
        Act, CallConnectionId, Choice, Command, DtmfOptions, Fact, FileFound, InputType, Interrupt,
        Loop, Play, PlaySource, Recognize, RecognizeOptions, Refusal, SpeechService, Tone,
    },
};

use crate::calls_run::{CUSTOMER, MAIN, Run};

/// Two seconds of speech.
pub(crate) const THIRTY: &str = "123456789012345678901234567890";

pub(crate) fn text(text: &str) -> PlaySource {
    PlaySource::Text {
        text: text.to_owned(),
    }
}

fn file(found: FileFound) -> PlaySource {
    let path = "/moh.wav".to_owned();
    PlaySource::File { path, found }
}

pub(crate) fn play(connection: &CallConnectionId, op: &str, sources: Vec<PlaySource>) -> Play {
    Play {
        connection: connection.clone(),
        sources,
        to: Vec::new(),
        repeat: Loop::Once,
        interrupt_call_media_operation: Interrupt::No,
        operation_context: Some(op.to_owned()),
    }
}

pub(crate) fn recognize(connection: &CallConnectionId, op: &str, input: InputType) -> Recognize {
    let choice = |label: &str, phrase: &str, tone| Choice {
        label: label.to_owned(),
        phrases: vec![phrase.to_owned()],
        tone: Some(tone),
    };
    Recognize {
        connection: connection.clone(),
        input_type: input,
        options: RecognizeOptions {
            target: RawId::phone_number(CUSTOMER),
            interrupt_prompt: Interrupt::Yes,
            initial_silence_timeout: Span::from_secs(5),
            dtmf: Some(DtmfOptions {
                inter_tone_timeout: Span::from_secs(2),
                max_tones: Some(3),
                stop_tones: vec![Tone::Pound],
            }),
            choices: vec![
                choice("Sales", "sales", Tone::One),
                choice("Support", "customer help", Tone::Two),
            ],
            speech: None,
        },
        prompt: Vec::new(),
        interrupt_call_media_operation: Interrupt::No,
        operation_context: Some(op.to_owned()),
    }
}

#[test]
fn a_play_starts_and_completes_after_its_length() {
    // 4.5 item 13; 5.1: 15 characters a second, files their own length.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    assert!(run.world.implementation_owes());
    let sources = vec![text(THIRTY), file(FileFound::Sound(Span::from_secs(3)))];
    run.act(Command::Play(play(&connection, "p", sources)))
        .unwrap();
    assert_eq!(run.lines(), ["PlayStarted p 200/0"]);
    assert!(!run.world.implementation_owes());
    run.wait(Span::from_micros(4_999_999));
    assert_eq!(run.lines(), [""; 0]);
    run.wait(Span::from_micros(1));
    assert_eq!(run.lines(), ["PlayCompleted p 200/0"]);
    assert!(run.world.implementation_owes());
}

#[test]
fn older_versions_are_not_told_that_a_play_starts() {
    // 2.4.
    let mut run = Run::new();
    let (_, context) = run.place(CUSTOMER, MAIN);
    let context = context.unwrap();
    let connection = run
        .answer_as(&context, "2024-04-15", SpeechService::Linked)
        .unwrap();
    run.lines();
    run.act(Command::Play(play(&connection, "p", vec![text(THIRTY)])))
        .unwrap();
    run.wait_secs(2);
    assert_eq!(run.lines(), ["PlayCompleted p 200/0"]);
}

#[test]
fn a_failing_source_is_named_when_its_turn_comes() {
    // 3.2 and 5.1.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let sources = vec![text(THIRTY), file(FileFound::WrongFormat)];
    run.act(Command::Play(play(&connection, "a", sources)))
        .unwrap();
    let missing = vec![file(FileFound::Unreachable)];
    run.act(Command::Play(play(&connection, "b", missing.clone())))
        .unwrap();
    let mut listen = recognize(&connection, "c", InputType::Dtmf);
    listen.prompt = missing;
    run.act(Command::Recognize(listen)).unwrap();
    run.wait_secs(2);
    let expected = [
        "PlayStarted a 200/0",
        "PlayFailed a 400/8535",
        "PlayFailed b 400/8536",
        "RecognizeFailed c 500/8511",
    ];
    assert_eq!(run.lines(), expected);
    let index = run.facts.iter().find_map(|fact| match fact {
        Fact::PlayFailed(failed) => failed.failed_play_source_index,
        _ => None,
    });
    assert_eq!(index, Some(1));
}

#[test]
fn main_lane_operations_wait_for_one_another() {
    // 4.3: queued, one after another; cancelling ends them all in that order.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    for op in ["p1", "p2"] {
        run.act(Command::Play(play(&connection, op, vec![text(THIRTY)])))
            .unwrap();
    }
    run.act(Command::Recognize(recognize(
        &connection,
        "r",
        InputType::Dtmf,
    )))
    .unwrap();
    run.wait_secs(2);
    assert_eq!(
        run.lines(),
        [
            "PlayStarted p1 200/0",
            "PlayCompleted p1 200/0",
            "PlayStarted p2 200/0"
        ]
    );
    let cancel = Command::CancelMedia {
        connection: connection.clone(),
    };
    run.act(cancel).unwrap();
    assert_eq!(
        run.lines(),
        ["PlayCanceled p2 400/8508", "RecognizeCanceled r 400/8508"]
    );
    run.wait_secs(60);
    assert_eq!(run.lines(), [""; 0], "each has one terminal event");
}

#[test]
fn a_caller_who_hangs_up_cancels_what_plays() {
    // S7.
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    for op in ["p1", "p2"] {
        run.act(Command::Play(play(&connection, op, vec![text(THIRTY)])))
            .unwrap();
    }
    run.act(Command::Recognize(recognize(
        &connection,
        "r1",
        InputType::Dtmf,
    )))
    .unwrap();
    run.lines();
    run.party(call, CUSTOMER, Act::HangUp).unwrap();
    let expected = [
        "PartyLeft 4:+14255550100 0/540000",
        "PlayCanceled p1 400/8508",
        "PlayCanceled p2 400/8508",
        "RecognizeCanceled r1 400/8508",
        "CallDisconnected ivr 200/540000",
        "CallEnded 0/540000",
    ];
    assert_eq!(run.lines(), expected);
    let late = run.act(Command::Play(play(&connection, "p3", vec![text(THIRTY)])));
    assert_eq!(late, Err(Refusal::AlreadyTerminated));
}

#[test]
fn a_loop_ends_only_by_cancel_or_interruption() {
    // 4.3, S9 step 4.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let mut music = play(&connection, "moh", vec![text(THIRTY)]);
    music.repeat = Loop::Forever;
    run.act(Command::Play(music)).unwrap();
    run.wait_secs(3_600);
    assert_eq!(run.lines(), ["PlayStarted moh 200/0"]);
    let mut listen = recognize(&connection, "k", InputType::Dtmf);
    listen.interrupt_call_media_operation = Interrupt::Yes;
    listen.prompt = vec![text(THIRTY)];
    run.act(Command::Recognize(listen)).unwrap();
    assert_eq!(
        run.lines(),
        ["PlayCanceled moh 400/8508", "PlayStarted k 200/0"]
    );
}

#[test]
fn a_second_operation_for_one_participant_is_refused() {
    // 4.3: 412/8583 for each participant; the main lane stays free.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let mut whisper = play(&connection, "w", vec![text(THIRTY)]);
    whisper.to = vec![RawId::phone_number(CUSTOMER)];
    run.act(Command::Play(whisper.clone())).unwrap();
    assert_eq!(
        run.act(Command::Play(whisper.clone())),
        Err(Refusal::MediaConflict)
    );
    run.act(Command::Play(play(&connection, "all", vec![text(THIRTY)])))
        .unwrap();
    run.wait_secs(2);
    run.act(Command::Play(whisper.clone())).unwrap();
    whisper.to = vec![RawId::phone_number("+14255550111")];
    let unknown = run.act(Command::Play(whisper));
    assert!(matches!(unknown, Err(Refusal::NotFound { .. })), "404/8522");
}

#[test]
fn without_a_speech_service_nothing_is_spoken_or_understood() {
    // 3.1: 400/8567.
    let mut run = Run::new();
    let (_, context) = run.place(CUSTOMER, MAIN);
    let context = context.unwrap();
    let connection = run
        .answer_as(&context, "2025-06-15", SpeechService::NotLinked)
        .unwrap();
    let spoken = run.act(Command::Play(play(&connection, "p", vec![text("hello")])));
    assert_eq!(spoken, Err(Refusal::NoSpeechService));
    let understood = run.act(Command::Recognize(recognize(
        &connection,
        "s",
        InputType::Speech,
    )));
    assert_eq!(understood, Err(Refusal::NoSpeechService));
    run.act(Command::Recognize(recognize(
        &connection,
        "k",
        InputType::Dtmf,
    )))
    .unwrap();
    let sound = vec![file(FileFound::Sound(Span::from_secs(1)))];
    run.act(Command::Play(play(&connection, "f", sound)))
        .unwrap();
}

#[test]
fn what_cannot_be_played_or_recognized_is_refused() {
    // 3.1 (8523, 8582, 8522), 4.4 ranges, 5.1, 5.2.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let empty = run.act(Command::Play(play(&connection, "p", vec![text(" ")])));
    assert_eq!(empty, Err(Refusal::EmptyText));
    let long = vec![text(&"x".repeat(4_001))];
    let mut invalid = vec![
        Command::Play(play(&connection, "p", Vec::new())),
        Command::Play(play(&connection, "p", long)),
    ];
    let mut listen = |input, change: fn(&mut RecognizeOptions)| {
        let mut command = recognize(&connection, "r", input);
        change(&mut command.options);
        invalid.push(Command::Recognize(command));
    };
    listen(InputType::Dtmf, |options| options.dtmf = None);
    listen(InputType::Dtmf, |options| {
        options.dtmf = options.dtmf.take().map(|dtmf| DtmfOptions {
            max_tones: None,
            stop_tones: Vec::new(),
            ..dtmf
        });
    });
    listen(InputType::Dtmf, |options| {
        options.dtmf = options.dtmf.take().map(|dtmf| DtmfOptions {
            inter_tone_timeout: Span::from_secs(61),
            ..dtmf
        });
    });
    listen(InputType::Dtmf, |options| {
        options.initial_silence_timeout = Span::from_secs(301)
    });
    listen(InputType::Speech, |options| {
        options.initial_silence_timeout = Span::from_secs(21)
    });
    listen(InputType::Choices, |options| options.choices.clear());
    for command in invalid {
        let refused = run.act(command.clone());
        assert!(
            matches!(refused, Err(Refusal::Invalid { .. })),
            "{command:?}: {refused:?}"
        );
    }
    let mut stranger = recognize(&connection, "r", InputType::Dtmf);
    stranger.options.target = RawId::phone_number("+14255550111");
    let unknown = run.act(Command::Recognize(stranger));
    assert!(matches!(unknown, Err(Refusal::NotFound { .. })));
    assert_eq!(run.lines(), [""; 0], "what is refused leaves no fact");
}

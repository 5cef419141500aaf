//! Recognizing keys and words. Clauses are those of the Call Automation reference.

use ringback_world::{
    RawId, Span,
    calls::{Act, Command, Fact, InputType, Interrupt, Recognized, Refusal, Tone},
};

use crate::{
    calls_media::{THIRTY, recognize, text},
    calls_run::{CUSTOMER, Run},
};

fn heard(run: &Run) -> &Recognized {
    let recognized = run.facts.iter().rev().find_map(|fact| match fact {
        Fact::RecognizeCompleted(done) => Some(&done.recognized),
        _ => None,
    });
    recognized.expect("something was recognized")
}

#[test]
fn silence_after_the_prompt_fails_and_is_counted_from_its_end() {
    // 4.4 and S1 steps 4 to 6.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let mut menu = recognize(&connection, "menu", InputType::Dtmf);
    menu.prompt = vec![text(THIRTY)];
    run.act(Command::Recognize(menu)).unwrap();
    run.wait_secs(2);
    assert_eq!(run.lines(), ["PlayStarted menu 200/0", "Listening"]);
    run.wait(Span::from_millis(4_999));
    assert_eq!(run.lines(), [""; 0]);
    run.wait(Span::from_millis(1));
    assert_eq!(run.lines(), ["RecognizeFailed menu 400/8510"]);
}

#[test]
fn keys_are_collected_to_the_maximum_the_stop_tone_or_a_pause() {
    // 3.2: 8531, 8514 (the stop tone is not among the tones), 8532 with the tones so far.
    let cases: [(&[Tone], u64, &str, &[Tone]); 3] = [
        (
            &[Tone::Five, Tone::Six, Tone::Seven, Tone::Eight],
            0,
            "RecognizeCompleted k 200/8531",
            &[Tone::Five, Tone::Six, Tone::Seven],
        ),
        (
            &[Tone::Five, Tone::Pound],
            0,
            "RecognizeCompleted k 200/8514",
            &[Tone::Five],
        ),
        (
            &[Tone::Five],
            2,
            "RecognizeCompleted k 400/8532",
            &[Tone::Five],
        ),
    ];
    for (pressed, wait, expected, tones) in cases {
        let (mut run, call, connection) = Run::answered(CUSTOMER);
        run.act(Command::Recognize(recognize(
            &connection,
            "k",
            InputType::Dtmf,
        )))
        .unwrap();
        run.act(Command::Recognize(recognize(
            &connection,
            "next",
            InputType::Dtmf,
        )))
        .unwrap();
        run.wait_secs(4);
        run.party(call, CUSTOMER, Act::Press(pressed.to_vec()))
            .unwrap();
        run.wait_secs(wait);
        let lines = run.lines();
        assert_eq!(
            lines[1..],
            ["Pressed 4:+14255550100", expected, "Listening"]
        );
        assert_eq!(
            *heard(&run),
            Recognized::Dtmf {
                tones: tones.to_vec()
            }
        );
        run.wait_secs(5);
        assert_eq!(
            run.lines(),
            ["RecognizeFailed next 400/8510"],
            "nothing is buffered"
        );
    }
}

#[test]
fn nothing_is_due_after_input_has_ended_a_recognition() {
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    run.act(Command::Recognize(recognize(
        &connection,
        "k",
        InputType::Dtmf,
    )))
    .unwrap();
    assert!(run.world.next_wakeup().is_some());
    run.party(call, CUSTOMER, Act::Press(vec![Tone::Pound]))
        .unwrap();
    assert_eq!(run.world.next_wakeup(), None);
}

#[test]
fn input_during_a_prompt_stops_it_or_is_lost() {
    // 4.3: interruptPrompt; there is no buffer.
    for (interrupt, expected) in [
        (
            Interrupt::Yes,
            vec!["Pressed 4:+14255550100", "RecognizeCompleted k 400/8532"],
        ),
        (
            Interrupt::No,
            vec![
                "Pressed 4:+14255550100",
                "Listening",
                "RecognizeFailed k 400/8510",
            ],
        ),
    ] {
        let (mut run, call, connection) = Run::answered(CUSTOMER);
        let mut listen = recognize(&connection, "k", InputType::Dtmf);
        listen.prompt = vec![text(THIRTY)];
        listen.options.interrupt_prompt = interrupt;
        run.act(Command::Recognize(listen)).unwrap();
        run.lines();
        run.wait_secs(1);
        run.party(call, CUSTOMER, Act::Press(vec![Tone::One]))
            .unwrap();
        run.wait_secs(6);
        assert_eq!(run.lines(), expected);
    }
}

#[test]
fn choices_are_made_by_phrase_or_by_key() {
    // S9 steps 1 to 3, 8547.
    let cases = [
        (
            Act::Say("Customer HELP, please!".to_owned()),
            "RecognizeCompleted c 200/8545",
        ),
        (Act::Press(vec![Tone::One]), "RecognizeCompleted c 200/8533"),
        (Act::Press(vec![Tone::Nine]), "RecognizeFailed c 400/8534"),
        (Act::Say("a pizza".to_owned()), "RecognizeFailed c 400/8547"),
    ];
    for (act, expected) in cases {
        let (mut run, call, connection) = Run::answered(CUSTOMER);
        let mut listen = recognize(&connection, "c", InputType::Choices);
        listen.prompt = vec![text(THIRTY)];
        run.act(Command::Recognize(listen)).unwrap();
        run.party(call, CUSTOMER, act).unwrap();
        run.wait_secs(60);
        let lines = run.lines();
        assert_eq!(lines[lines.len() - 1], expected);
        assert_eq!(lines.len(), 3);
    }
}

#[test]
fn the_first_kind_of_input_decides() {
    // 5.2.
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    run.act(Command::Recognize(recognize(
        &connection,
        "s",
        InputType::SpeechOrDtmf,
    )))
    .unwrap();
    run.party(call, CUSTOMER, Act::Say("I lost".to_owned()))
        .unwrap();
    run.party(call, CUSTOMER, Act::Press(vec![Tone::Pound]))
        .unwrap();
    run.party(call, CUSTOMER, Act::Say("my card.".to_owned()))
        .unwrap();
    run.wait(Span::from_millis(500));
    assert_eq!(run.lines().last().unwrap(), "RecognizeCompleted s 200/8569");
    let said = "I lost my card.".to_owned();
    assert_eq!(*heard(&run), Recognized::Speech { text: said });
    run.act(Command::Recognize(recognize(
        &connection,
        "k",
        InputType::SpeechOrDtmf,
    )))
    .unwrap();
    run.party(call, CUSTOMER, Act::Press(vec![Tone::Four]))
        .unwrap();
    run.party(call, CUSTOMER, Act::Say("never mind".to_owned()))
        .unwrap();
    run.party(call, CUSTOMER, Act::Press(vec![Tone::Pound]))
        .unwrap();
    assert_eq!(run.lines().last().unwrap(), "RecognizeCompleted k 200/8514");
}

#[test]
fn keys_of_a_teams_user_are_not_recognized() {
    // 7.1.
    let teams = "8:orgid:ana";
    let (mut run, _, connection) = Run::answered(teams);
    let mut listen = recognize(&connection, "r", InputType::Dtmf);
    listen.options.target = RawId::new(teams);
    let refused = run.act(Command::Recognize(listen));
    assert!(matches!(refused, Err(Refusal::NotSupported(_))));
}

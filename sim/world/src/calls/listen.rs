//! What recognitions make of keys, words and silence.

use super::{
    CallId, Choice, Fact, InputType, MediaFailed, RecognizeCompleted, Recognized, Tone,
    codes::{Pair, plain},
    media::{self, At},
    operation::{Hearing, Turn, Work},
    roster,
};
use crate::{RawId, World, spoken, teams};

/// What a party lets be heard.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Heard<'a> {
    /// Keys, one after the other.
    Keys(&'a [Tone]),
    /// Words.
    Words(&'a str),
}

/// A terminal result with its published text.
type Told = (Pair, &'static str);

const MAX_TONES: Told = ((200, 8531), "Action completed, max digits received.");
const STOP_TONE: Told = ((200, 8514), "Action completed as stop tone was detected.");
const CHOICE_BY_KEY: Told = ((200, 8533), "Action completed, DTMF option matched.");
const CHOICE_BY_WORDS: Told = (
    (200, 8545),
    "Action completed, Recognized phrase matches a valid option.",
);
const SPEECH: Told = ((200, 8569), "Action completed, speech recognized.");
const INTER_TONE: Told = (
    (400, 8532),
    "Action failed, inter-digit silence timeout reached.",
);
const INITIAL_SILENCE: Told = (
    (400, 8510),
    "Action failed, initial silence timeout reached.",
);
const WRONG_KEY: Told = ((400, 8534), "Action failed, incorrect tone entered.");
const WRONG_WORDS: Told = (
    (400, 8547),
    "Action failed, recognized phrase does not match a valid option.",
);

/// Lets every recognition hear a party that listens to it now, and the voice app that has the call. Nothing is kept for
/// later: there is no buffer.
pub(super) fn heard(world: &mut World, call: CallId, party: &RawId, heard: Heard<'_>) {
    recognitions(world, call, party, heard);
    teams::heard(world, call, heard);
}

fn recognitions(world: &mut World, call: CallId, party: &RawId, heard: Heard<'_>) {
    for connection in roster::legs_up(world, call) {
        let open: Vec<u64> = match world.calls.legs.get(&connection) {
            Some(leg) => leg
                .operations
                .iter()
                .filter(|one| one.turn == Turn::Running)
                .filter(|one| match &one.work {
                    Work::Listen(listen) => listen.target == *party && listen.is_open(),
                    Work::Play { .. } | Work::Send(_) => false,
                })
                .map(|one| one.number)
                .collect(),
            None => continue,
        };
        for number in open {
            let at = At {
                call,
                connection: &connection,
                number,
            };
            match heard {
                Heard::Keys(tones) => keys(world, at, tones),
                Heard::Words(text) => words(world, at, text),
            }
        }
        media::resume(world, &connection);
    }
}

fn keys(world: &mut World, at: At<'_>, tones: &[Tone]) {
    for tone in tones {
        let Some(listen) = media::listening(world, at) else {
            return;
        };
        match (listen.input_type, &listen.hearing) {
            (InputType::Speech, _) | (_, Hearing::Words(_)) => return,
            (InputType::Choices, _) => {
                let chosen = by_key(&listen.choices, *tone);
                finish_choice(world, at, chosen, CHOICE_BY_KEY, WRONG_KEY);
                return;
            }
            (
                InputType::Dtmf | InputType::SpeechOrDtmf,
                Hearing::Prompting | Hearing::Silence | Hearing::Keys(_),
            ) => collect(world, at, *tone),
        }
    }
}

/// One more key. The stop tone is not among the tones; the tone that fills the number is.
fn collect(world: &mut World, at: At<'_>, tone: Tone) {
    let Some(listen) = media::listening(world, at) else {
        return;
    };
    let mut tones = match &listen.hearing {
        Hearing::Keys(tones) => tones.clone(),
        Hearing::Prompting | Hearing::Silence | Hearing::Words(_) => Vec::new(),
    };
    if listen.dtmf.stop_tones.contains(&tone) {
        complete(world, at, Recognized::Dtmf { tones }, STOP_TONE);
        return;
    }
    tones.push(tone);
    let most = listen
        .dtmf
        .max_tones
        .and_then(|most| usize::try_from(most).ok());
    if most.is_some_and(|most| tones.len() >= most) {
        complete(world, at, Recognized::Dtmf { tones }, MAX_TONES);
        return;
    }
    listen.hearing = Hearing::Keys(tones);
    let wait = listen.dtmf.inter_tone_timeout;
    media::set_timer(world, at, Some(wait));
}

fn words(world: &mut World, at: At<'_>, text: &str) {
    let Some(listen) = media::listening(world, at) else {
        return;
    };
    match (listen.input_type, &mut listen.hearing) {
        (InputType::Dtmf, _) | (InputType::SpeechOrDtmf, Hearing::Keys(_)) => {}
        (InputType::Choices, _) => {
            let chosen = by_words(&listen.choices, text);
            finish_choice(world, at, chosen, CHOICE_BY_WORDS, WRONG_WORDS);
        }
        (InputType::Speech | InputType::SpeechOrDtmf, hearing) => {
            match hearing {
                Hearing::Words(said) => said.push(text.to_owned()),
                Hearing::Prompting | Hearing::Silence | Hearing::Keys(_) => {
                    *hearing = Hearing::Words(vec![text.to_owned()]);
                }
            }
            let wait = listen.end_silence;
            media::set_timer(world, at, Some(wait));
        }
    }
}

/// A silence has lasted long enough: at the start it fails, after input it ends the collection.
pub(super) fn silence_over(world: &mut World, at: At<'_>) {
    let Some(listen) = media::listening(world, at) else {
        return;
    };
    match listen.hearing.clone() {
        Hearing::Prompting => {}
        Hearing::Silence => fail(world, at, INITIAL_SILENCE),
        Hearing::Keys(tones) => complete(world, at, Recognized::Dtmf { tones }, INTER_TONE),
        Hearing::Words(said) => {
            let text = said.join(" ");
            complete(world, at, Recognized::Speech { text }, SPEECH);
        }
    }
}

fn finish_choice(
    world: &mut World,
    at: At<'_>,
    chosen: Option<Recognized>,
    right: Told,
    wrong: Told,
) {
    match chosen {
        Some(recognized) => complete(world, at, recognized, right),
        None => fail(world, at, wrong),
    }
}

fn complete(world: &mut World, at: At<'_>, recognized: Recognized, (pair, text): Told) {
    let fact = Fact::RecognizeCompleted(RecognizeCompleted {
        call: at.call,
        connection: at.connection.clone(),
        operation: at.number,
        operation_context: media::find(world, at).and_then(|one| one.context.clone()),
        recognized,
        result: plain(pair, text),
    });
    media::finish(world, at, fact);
}

fn fail(world: &mut World, at: At<'_>, (pair, text): Told) {
    let fact = Fact::RecognizeFailed(MediaFailed {
        call: at.call,
        connection: at.connection.clone(),
        operation: at.number,
        operation_context: media::find(world, at).and_then(|one| one.context.clone()),
        failed_play_source_index: None,
        result: plain(pair, text),
    });
    media::finish(world, at, fact);
}

fn by_key(choices: &[Choice], tone: Tone) -> Option<Recognized> {
    let choice = choices.iter().find(|choice| choice.tone == Some(tone))?;
    Some(Recognized::Choice {
        label: choice.label.clone(),
        phrase: None,
    })
}

/// Finds the choice whose phrase was said.
fn by_words(choices: &[Choice], text: &str) -> Option<Recognized> {
    let phrases = choices.iter().flat_map(|choice| {
        let phrases = choice.phrases.iter();
        phrases.map(move |phrase| (phrase.as_str(), (choice, phrase)))
    });
    let (choice, phrase) = spoken::longest(&spoken::normal(text), phrases)?;
    Some(Recognized::Choice {
        label: choice.label.clone(),
        phrase: Some(phrase.clone()),
    })
}

//! The implementation listens for input.

use super::{
    DtmfOptions, InputType, PlaySource, Recognize, RecognizeOptions, Refusal as Refused,
    SpeechService, condition, media,
    operation::{Hearing, Lane, Listen, Work},
    place::invalid,
    prompt::{self, Prompt},
    roster,
};
use crate::{IdentifierKind, Reply, Span, World};

/// How long an initial silence may be ("Gathering user input with Recognize action", 2025).
const LONGEST_SILENCE: Span = Span::from_secs(300);
/// How long it may be where words are listened for (the same document).
const LONGEST_SPEECH_SILENCE: Span = Span::from_secs(20);
/// The range of the time between keys (the same document).
const INTER_TONE: [Span; 2] = [Span::from_secs(1), Span::from_secs(60)];
/// The time between keys where none is given.
const USUAL_INTER_TONE: Span = Span::from_secs(2);
/// The silence that ends speech where none is given.
const USUAL_END_SILENCE: Span = Span::from_millis(500);

pub(super) fn recognize(world: &mut World, command: Recognize) -> Result<Reply, Refused> {
    let leg = world.calls.usable(&command.connection, world.now())?;
    media::check_state(leg.state)?;
    let options = command.options;
    if !condition::is_in(world, leg.call, &options.target) {
        return Err(Refused::NotFound {
            what: "Participant".to_owned(),
        });
    }
    check_target(command.input_type, &options)?;
    check_options(command.input_type, &options)?;
    check_speech(command.input_type, leg.speech)?;
    let prompt = prompt_of(&command.prompt, leg.speech)?;
    let lane = if roster::count(world, leg.call) == 2 {
        Lane::Main
    } else {
        Lane::Sub(vec![options.target.clone()])
    };
    let listen = listen(command.input_type, options, prompt);
    media::accept(
        world,
        &command.connection,
        lane,
        Work::Listen(listen),
        command.operation_context,
        command.interrupt_call_media_operation,
    )
}

fn prompt_of(sources: &[PlaySource], speech: SpeechService) -> Result<Option<Prompt>, Refused> {
    if sources.is_empty() {
        Ok(None)
    } else {
        prompt::prompt("playPrompt", sources, speech).map(Some)
    }
}

fn listen(input_type: InputType, options: RecognizeOptions, prompt: Option<Prompt>) -> Listen {
    let speech = options.speech;
    Listen {
        target: options.target,
        input_type,
        prompt,
        interrupt_prompt: options.interrupt_prompt,
        initial_silence: options.initial_silence_timeout,
        dtmf: options.dtmf.unwrap_or(DtmfOptions {
            inter_tone_timeout: USUAL_INTER_TONE,
            max_tones: None,
            stop_tones: Vec::new(),
        }),
        choices: options.choices,
        end_silence: speech.map_or(USUAL_END_SILENCE, |speech| speech.end_silence_timeout),
        hearing: Hearing::Prompting,
    }
}

/// Keys of a Teams user are not heard ("Call Automation Teams interop", 2025).
fn check_target(input_type: InputType, options: &RecognizeOptions) -> Result<(), Refused> {
    let hears_keys = match input_type {
        InputType::Dtmf | InputType::SpeechOrDtmf => true,
        InputType::Choices => options.choices.iter().any(|choice| choice.tone.is_some()),
        InputType::Speech => false,
    };
    match options.target.kind() {
        IdentifierKind::TeamsUser(_) if hears_keys => Err(Refused::NotSupported(
            "keys of a Teams user are not recognized; listen for speech".to_owned(),
        )),
        IdentifierKind::TeamsApp(_) => Err(Refused::NotSupported(
            "a voice app gives no input; name a person".to_owned(),
        )),
        IdentifierKind::TeamsUser(_)
        | IdentifierKind::CommunicationUser(_)
        | IdentifierKind::PhoneNumber(_)
        | IdentifierKind::Unknown(_) => Ok(()),
    }
}

fn check_options(input_type: InputType, options: &RecognizeOptions) -> Result<(), Refused> {
    let longest = match input_type {
        InputType::Dtmf | InputType::SpeechOrDtmf => LONGEST_SILENCE,
        InputType::Speech | InputType::Choices => LONGEST_SPEECH_SILENCE,
    };
    if options.initial_silence_timeout > longest {
        let why = format!("at most {longest} for this kind of input");
        return Err(invalid(
            "recognizeOptions.initialSilenceTimeoutInSeconds",
            &why,
        ));
    }
    match input_type {
        InputType::Dtmf | InputType::SpeechOrDtmf => check_keys(options.dtmf.as_ref()),
        InputType::Choices => check_choices(options),
        InputType::Speech => Ok(()),
    }
}

fn check_keys(dtmf: Option<&DtmfOptions>) -> Result<(), Refused> {
    let field = "recognizeOptions.dtmfOptions";
    let bounded = dtmf.filter(|dtmf| dtmf.max_tones.is_some() || !dtmf.stop_tones.is_empty());
    let Some(dtmf) = bounded else {
        return Err(invalid(field, "give maxTonesToCollect or stopTones"));
    };
    if dtmf.max_tones == Some(0) {
        return Err(invalid(field, "maxTonesToCollect is at least 1"));
    }
    let [least, most] = INTER_TONE;
    if dtmf.inter_tone_timeout < least || dtmf.inter_tone_timeout > most {
        let why = format!("interToneTimeoutInSeconds lies between {least} and {most}");
        return Err(invalid(field, &why));
    }
    Ok(())
}

fn check_choices(options: &RecognizeOptions) -> Result<(), Refused> {
    let field = "recognizeOptions.choices";
    if options.choices.is_empty() {
        return Err(invalid(field, "give at least one choice"));
    }
    let mut choices = options.choices.iter();
    if choices.any(|choice| choice.label.is_empty() || choice.phrases.is_empty()) {
        return Err(invalid(field, "every choice has a label and phrases"));
    }
    Ok(())
}

fn check_speech(input_type: InputType, speech: SpeechService) -> Result<(), Refused> {
    match (input_type, speech) {
        (InputType::Dtmf, SpeechService::Linked | SpeechService::NotLinked)
        | (
            InputType::Speech | InputType::SpeechOrDtmf | InputType::Choices,
            SpeechService::Linked,
        ) => Ok(()),
        (
            InputType::Speech | InputType::SpeechOrDtmf | InputType::Choices,
            SpeechService::NotLinked,
        ) => Err(Refused::NoSpeechService),
    }
}

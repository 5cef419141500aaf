//! `POST /calling/callConnections/{id}:recognize`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{
    Choice as GivenChoice, DtmfOptions as GivenDtmf, RecognizeInputType,
    RecognizeOptions as GivenOptions, RecognizeRequest,
};
use ringback_world::{
    Span,
    calls::{
        CallConnectionId, Choice, Command, DtmfOptions, InputType, Interrupt, Recognize,
        RecognizeOptions, SpeechOptions,
    },
};

use super::{
    asked::{Asked, identifier, invalid},
    callback_uri,
    play::interrupt,
    play_source, reply,
    tone::tone,
};
use crate::respond::WireError;

const INITIAL_SILENCE: i32 = 5;
const INTER_TONE: i32 = 2;
const END_SILENCE_MS: i64 = 500;

/// Listens for input.
pub(super) async fn recognize(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    let request: RecognizeRequest = asked.body()?;
    let uri = callback_uri::checked(request.operation_callback_uri)?;
    let input_type = input_type(request.recognize_input_type);
    let options = options(input_type, &request.recognize_options)?;
    let prompt = match (&request.play_prompts, &request.play_prompt) {
        (Some(many), _) if !many.is_empty() => {
            play_source::read_all(asked, "playPrompts", many).await?
        }
        (_, Some(one)) => vec![play_source::read(asked, "playPrompt", one).await?],
        (_, None) => Vec::new(),
    };
    let command = Recognize {
        connection: connection.clone(),
        input_type,
        options,
        prompt,
        interrupt_call_media_operation: interrupt(request.interrupt_call_media_operation),
        operation_context: request.operation_context,
    };
    callback_uri::operate(asked, Command::Recognize(command), connection, uri).await?;
    Ok(reply::empty(StatusCode::ACCEPTED))
}

fn input_type(given: RecognizeInputType) -> InputType {
    match given {
        RecognizeInputType::Dtmf => InputType::Dtmf,
        RecognizeInputType::Speech => InputType::Speech,
        RecognizeInputType::SpeechOrDtmf => InputType::SpeechOrDtmf,
        RecognizeInputType::Choices => InputType::Choices,
    }
}

fn options(input_type: InputType, given: &GivenOptions) -> Result<RecognizeOptions, WireError> {
    let field = |member| format!("recognizeOptions.{member}");
    // Keys may take longer than speech ("Gather user input with Recognize action", 2025).
    let silence_max = match input_type {
        InputType::Dtmf => 300,
        InputType::Speech | InputType::SpeechOrDtmf | InputType::Choices => 20,
    };
    let silence = given.initial_silence_timeout_in_seconds;
    let initial_silence_timeout = seconds(
        &field("initialSilenceTimeoutInSeconds"),
        silence.unwrap_or(INITIAL_SILENCE),
        0..=silence_max,
    )?;
    let interrupt_prompt = match given.interrupt_prompt {
        Some(false) => Interrupt::No,
        Some(true) | None => Interrupt::Yes,
    };
    let wants_dtmf = matches!(input_type, InputType::Dtmf | InputType::SpeechOrDtmf);
    let wants_speech = matches!(input_type, InputType::Speech | InputType::SpeechOrDtmf);
    let end_silence = given
        .speech_options
        .as_ref()
        .and_then(|options| options.end_silence_timeout_in_ms)
        .unwrap_or(END_SILENCE_MS);
    let end_silence = u64::try_from(end_silence).map_err(|_| {
        invalid(
            &field("speechOptions.endSilenceTimeoutInMs"),
            "it is negative",
        )
    })?;
    Ok(RecognizeOptions {
        target: identifier(&field("targetParticipant"), &given.target_participant)?,
        interrupt_prompt,
        initial_silence_timeout,
        dtmf: wants_dtmf
            .then(|| dtmf(input_type, given.dtmf_options.as_ref()))
            .transpose()?,
        choices: choices(input_type, given.choices.as_deref().unwrap_or_default())?,
        speech: wants_speech.then(|| SpeechOptions {
            end_silence_timeout: Span::from_millis(end_silence),
        }),
    })
}

fn dtmf(input_type: InputType, given: Option<&GivenDtmf>) -> Result<DtmfOptions, WireError> {
    let field = |member| format!("recognizeOptions.dtmfOptions.{member}");
    let inter_tone = given.and_then(|options| options.inter_tone_timeout_in_seconds);
    let max_tones = given.and_then(|options| options.max_tones_to_collect);
    let stop_tones = given.and_then(|options| options.stop_tones.as_deref());
    let stop_tones: Vec<_> = stop_tones
        .unwrap_or_default()
        .iter()
        .map(|t| tone(*t))
        .collect();
    if input_type == InputType::Dtmf && max_tones.is_none() && stop_tones.is_empty() {
        let why = "one of maxTonesToCollect and stopTones is needed";
        return Err(invalid("recognizeOptions.dtmfOptions", why));
    }
    let max_tones = max_tones
        .map(|max| {
            u32::try_from(max)
                .ok()
                .filter(|max| *max > 0)
                .ok_or_else(|| invalid(&field("maxTonesToCollect"), "it must be 1 or more"))
        })
        .transpose()?;
    Ok(DtmfOptions {
        inter_tone_timeout: seconds(
            &field("interToneTimeoutInSeconds"),
            inter_tone.unwrap_or(INTER_TONE),
            1..=60,
        )?,
        max_tones,
        stop_tones,
    })
}

fn choices(input_type: InputType, given: &[GivenChoice]) -> Result<Vec<Choice>, WireError> {
    if input_type != InputType::Choices {
        return Ok(Vec::new());
    }
    if given.is_empty() {
        let why = "recognizeInputType choices needs at least one";
        return Err(invalid("recognizeOptions.choices", why));
    }
    let lower = |one: &GivenChoice| Choice {
        label: one.label.clone(),
        phrases: one.phrases.clone(),
        tone: one.tone.map(tone),
    };
    Ok(given.iter().map(lower).collect())
}

fn seconds(
    field: &str,
    given: i32,
    allowed: std::ops::RangeInclusive<i32>,
) -> Result<Span, WireError> {
    if !allowed.contains(&given) {
        let (least, most) = (allowed.start(), allowed.end());
        return Err(invalid(
            field,
            &format!("it must be from {least} to {most}"),
        ));
    }
    Ok(Span::from_secs(u64::from(given.unsigned_abs())))
}

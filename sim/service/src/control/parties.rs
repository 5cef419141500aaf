//! What parties of a call do, and what far ends do when they ring.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
};
use http::StatusCode;
use ringback_format::{action::Action, duration::DurationText};
use ringback_world::{
    Command, RawId, Source,
    calls::{self, Answering, AnsweringMode, PartyAct},
};
use serde::Deserialize;
use serde_json::Value;

use super::{asked, calls::find, error, show};
use crate::{app::App, respond::WireError};

/// What a far end is to do.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Given {
    mode: Mode,
    #[serde(default = "one_second")]
    after: DurationText,
    /// Only shown: the world ends the call in one way for each mode.
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Mode {
    Answer,
    Decline,
    Busy,
    Ignore,
    Unreachable,
}

fn one_second() -> DurationText {
    DurationText::from_secs(1)
}

/// Tells a far end what to do when it rings.
pub(super) async fn answering(
    State(app): State<App>,
    Path(party): Path<String>,
    body: Bytes,
) -> Result<StatusCode, WireError> {
    let given: Given = asked::body(&body)?;
    if let Some(reason) = &given.reason {
        tracing::info!(%reason, "answering changed");
    }
    let answering = Answering {
        mode: match given.mode {
            Mode::Answer => AnsweringMode::Answer,
            Mode::Decline => AnsweringMode::Decline,
            Mode::Busy => AnsweringMode::Busy,
            Mode::Ignore => AnsweringMode::Ignore,
            Mode::Unreachable => AnsweringMode::Unreachable,
        },
        after: given.after.span(),
    };
    let party = RawId::from_loose(&party);
    command(&app, calls::Command::SetAnswering { party, answering }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A party of a call does something.
pub(super) async fn act(
    State(app): State<App>,
    Path((call, party)): Path<(String, String)>,
    body: Bytes,
) -> Result<Json<Value>, WireError> {
    let given: Value = asked::body(&body)?;
    let action: Action = asked::text_body(&given.to_string())?;
    let call = find(&app, call).await?;
    let Some(act) = action.act() else {
        return Err(
            error::bad_request(format!("{} is no action inside a call", action.word()))
                .hint("inside a call there are answer, decline, press, say, mute, unmute, hold, resume, start, stop, record, stop-recording, park and hang-up"),
        );
    };
    if let Action::Answer(answer) = &action
        && !answer.after.span().is_zero()
    {
        app.world.sleep(answer.after.span()).await;
    }
    let party = RawId::from_loose(&party);
    command(&app, calls::Command::Party(PartyAct { call, party, act })).await?;
    let view = app.world.read(move |world| world.calls().show(call)).await;
    let view = view.ok_or_else(|| error::not_found("call", &call.to_string()))?;
    Ok(Json(show::call(&view)))
}

async fn command(app: &App, command: calls::Command) -> Result<(), WireError> {
    let command = Command::Calls(command);
    let reply = app.world.command(Source::Control, command).await;
    reply
        .map(|_| ())
        .map_err(|refusal| error::refused(&refusal))
}

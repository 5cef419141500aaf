//! `/agents`: look at agents and play them.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, State},
};
use ringback_format::action::Action;
use ringback_world::{
    Command, Source, World,
    calls::CallId,
    teams::{self, AgentView, Opted, Presence},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{asked, calls::find, error, show};
use crate::{app::App, respond::WireError};

/// What is to change about an agent.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Given {
    #[serde(default)]
    presence: Option<Presence>,
    #[serde(default)]
    opted_in: Option<bool>,
}

/// Lists everyone in the tenant.
pub(super) async fn list(State(app): State<App>) -> Json<Value> {
    let agents = |world: &World| world.teams().agents(world.declaration());
    let agents = app.world.read(agents).await;
    Json(show::list(agents.iter().map(agent)))
}

/// Changes presence and opting in.
pub(super) async fn put(
    State(app): State<App>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, WireError> {
    let given: Given = asked::body(&body)?;
    let person = find_agent(&app, &id).await?.name;
    if let Some(presence) = given.presence {
        let person = person.clone();
        command(&app, teams::Command::SetPresence { person, presence }).await?;
    }
    if let Some(opted_in) = given.opted_in {
        let opted = if opted_in { Opted::In } else { Opted::Out };
        let (person, queue) = (person.clone(), None);
        command(
            &app,
            teams::Command::SetOptedIn {
                person,
                queue,
                opted,
            },
        )
        .await?;
    }
    shown(&app, &person).await
}

/// An agent does something.
pub(super) async fn act(
    State(app): State<App>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, WireError> {
    let mut given: Value = asked::body(&body)?;
    let call = take_call(&app, &mut given).await?;
    error::refuse_not_yet(&given, &["transfer"])?;
    let action: Action = asked::text_body(&given.to_string())?;
    let agent = find_agent(&app, &id).await?.name;
    if let Action::Answer(answer) = &action
        && !answer.after.span().is_zero()
    {
        app.world.sleep(answer.after.span()).await;
    }
    command(&app, teams_command(agent.clone(), call, action)?).await?;
    shown(&app, &agent).await
}

async fn take_call(app: &App, given: &mut Value) -> Result<Option<CallId>, WireError> {
    let named = given
        .as_object_mut()
        .and_then(|object| object.shift_remove("call"));
    match named {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(name)) => find(app, name).await.map(Some),
        Some(Value::Number(number)) => find(app, number.to_string()).await.map(Some),
        Some(_) => Err(error::bad_request(
            "call: name a call by its id, a callConnectionId or its serverCallId",
        )),
    }
}

fn teams_command(
    agent: String,
    call: Option<CallId>,
    action: Action,
) -> Result<teams::Command, WireError> {
    Ok(match action {
        Action::Answer(_) => teams::Command::Answer { agent, call },
        Action::Decline => teams::Command::Decline { agent, call },
        Action::HangUp => teams::Command::HangUp { agent, call },
        Action::Retrieve(code) => teams::Command::Retrieve {
            person: agent,
            code,
        },
        Action::Presence(presence) => teams::Command::SetPresence {
            person: agent,
            presence,
        },
        Action::OptIn(queue) => teams::Command::SetOptedIn {
            person: agent,
            queue,
            opted: Opted::In,
        },
        Action::OptOut(queue) => teams::Command::SetOptedIn {
            person: agent,
            queue,
            opted: Opted::Out,
        },
        Action::Mute
        | Action::Unmute
        | Action::Hold
        | Action::Resume
        | Action::Start(_)
        | Action::Stop(_)
        | Action::Record
        | Action::StopRecording
        | Action::Park => {
            let Some(act) = action.act() else {
                return Err(error::bad_request("that is no action inside a call"));
            };
            teams::Command::InCall { agent, call, act }
        }
        other @ (Action::Press(_)
        | Action::Say(_)
        | Action::Chat(_)
        | Action::Edit(_)
        | Action::Delete
        | Action::Type
        | Action::Read
        | Action::Leave
        | Action::Visit(_)
        | Action::Call(_)
        | Action::FollowHandoff
        | Action::ExpireTokens(_)
        | Action::Wait(_)) => {
            return Err(
                error::bad_request(format!("{} is no action of an agent", other.word())).hint(
                    "agents answer, decline, hang-up, mute, unmute, hold, resume, start, stop, record, stop-recording, park, retrieve, set their presence, opt-in and opt-out",
                ),
            );
        }
    })
}

async fn find_agent(app: &App, id: &str) -> Result<AgentView, WireError> {
    let name = id.to_owned();
    let found = move |world: &World| world.teams().agent(world.declaration(), &name);
    app.world
        .read(found)
        .await
        .ok_or_else(|| error::not_found("agent", id))
}

async fn shown(app: &App, id: &str) -> Result<Json<Value>, WireError> {
    Ok(Json(agent(&find_agent(app, id).await?)))
}

async fn command(app: &App, command: teams::Command) -> Result<(), WireError> {
    let reply = app
        .world
        .command(Source::Control, Command::Teams(command))
        .await;
    reply
        .map(|_| ())
        .map_err(|refusal| error::refused(&refusal))
}

fn agent(view: &AgentView) -> Value {
    let offers = view.offers.iter();
    let offers: Vec<Value> = offers
        .map(|offer| json!({"call": offer.call.to_string(), "queue": offer.queue}))
        .collect();
    let queues = view.queues.iter();
    let queues: Vec<Value> = queues
        .map(|(queue, opted)| json!({"queue": queue, "optedIn": *opted == Opted::In}))
        .collect();
    let calls: Vec<String> = view.calls.iter().map(CallId::to_string).collect();
    json!({
        "id": view.name,
        "displayName": view.display_name,
        "rawId": view.raw_id,
        "presence": view.presence,
        "queues": queues,
        "calls": calls,
        "offers": offers,
    })
}

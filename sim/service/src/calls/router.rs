//! Routes of Call Automation: operations are found on decoded segments, for their verbs are glued to ids.

use axum::{Router, body::Bytes, extract::State, response::Response, routing::any};
use http::{Method, StatusCode};
use ringback_world::{RawId, calls::CallConnectionId};

use super::{
    add_participant, answer,
    asked::{Asked, connection},
    cancel_add_participant, connect, connection as leg, continuous_dtmf, create, hold, media, mute,
    operation::{self, NoOperation, OnLeg, Operation},
    play, recognize, redirect, refusal, reject, remove_participant, reply, send_dtmf, transfer,
};
use crate::{
    app::App,
    respond::{ApiVersion, Envelope, PathSegments, Principal, WireError},
};

/// Routes of this service.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/calling/{*operation}", any(handle))
}

async fn handle(
    State(app): State<App>,
    principal: Principal,
    version: ApiVersion,
    segments: PathSegments,
    method: Method,
    body: Bytes,
) -> Response {
    let found = operation::find(&method, &segments.as_strs());
    let found = match found {
        Ok(found) => found,
        Err(none) => return reply::with_headers(Err(no_operation(none)), &made_up(&segments)),
    };
    let resource = resource(&app, &principal).await;
    let chain_id = match &found {
        Operation::OnLeg(id, _) => chain_id(&app, connection(id)).await,
        _ => None,
    };
    let asked = Asked {
        app,
        resource,
        version,
        body,
    };
    match found {
        Operation::Create => create::create(&asked).await,
        Operation::Connect => connect::connect(&asked).await,
        Operation::Answer => answer::answer(&asked).await,
        Operation::Redirect => with_made_up(redirect::redirect(&asked).await, &segments),
        Operation::Reject => with_made_up(reject::reject(&asked).await, &segments),
        Operation::OnLeg(id, operation) => {
            let result = on_leg(&asked, connection(&id), operation).await;
            reply::with_headers(result, &chain_id.unwrap_or_else(|| made_up(&segments)))
        }
        Operation::NotSimulated(name) => with_made_up(Err(not_simulated(name)), &segments),
    }
}

async fn on_leg(
    asked: &Asked,
    id: CallConnectionId,
    operation: OnLeg,
) -> Result<Response, WireError> {
    leg::owned(asked, &id).await?;
    if let Some(since) = operation.since() {
        refusal::known_since(&asked.version, since)?;
    }
    match operation {
        OnLeg::Get => leg::get(asked, id).await,
        OnLeg::HangUp => leg::hang_up(asked, id).await,
        OnLeg::Terminate => leg::terminate(asked, id).await,
        OnLeg::Participants => leg::participants(asked, id).await,
        OnLeg::Participant(raw) => leg::participant(asked, id, RawId::new(raw)).await,
        OnLeg::Transfer => transfer::transfer(asked, id).await,
        OnLeg::Play => play::play(asked, id).await,
        OnLeg::Recognize => recognize::recognize(asked, id).await,
        OnLeg::CancelAllMedia => media::cancel_all(asked, id).await,
        OnLeg::Hold => hold::hold(asked, id).await,
        OnLeg::Unhold => hold::unhold(asked, id).await,
        OnLeg::SendDtmf => send_dtmf::send_dtmf(asked, id).await,
        OnLeg::StartContinuousDtmf => continuous_dtmf::start(asked, id).await,
        OnLeg::StopContinuousDtmf => continuous_dtmf::stop(asked, id).await,
        OnLeg::Mute => mute::mute(asked, id).await,
        OnLeg::AddParticipant => add_participant::add(asked, id).await,
        OnLeg::CancelAddParticipant => cancel_add_participant::cancel(asked, id).await,
        OnLeg::RemoveParticipant => remove_participant::remove(asked, id).await,
    }
}

/// Names the resource that a request belongs to; a directory token stands for the first one.
async fn resource(app: &App, principal: &Principal) -> String {
    match principal {
        Principal::Resource { name, .. } => name.clone(),
        Principal::User { .. } | Principal::Entra { .. } | Principal::Nobody => {
            let first = |world: &ringback_world::World| {
                let first = world.declaration().resources.first();
                first.map(|resource| resource.name.clone())
            };
            app.world.read(first).await.unwrap_or_default()
        }
    }
}

async fn chain_id(app: &App, id: CallConnectionId) -> Option<String> {
    app.world
        .read(move |world| world.calls().leg(&id))
        .await
        .map(|leg| leg.correlation_id.to_string())
}

fn made_up(segments: &PathSegments) -> String {
    reply::made_up(segments.0.join("/").as_bytes())
}

fn with_made_up(result: Result<Response, WireError>, segments: &PathSegments) -> Response {
    reply::with_headers(result, &made_up(segments))
}

fn no_operation(why: NoOperation) -> WireError {
    let (status, code, message) = match why {
        NoOperation::UnknownPath => (StatusCode::NOT_FOUND, "NotFound", "No such operation."),
        NoOperation::WrongMethod => (
            StatusCode::METHOD_NOT_ALLOWED,
            "MethodNotAllowed",
            "The operation has another method.",
        ),
    };
    WireError::new(status, Envelope::Common, code, message)
        .hint("SUPPORT.md lists the published operations with their methods and paths")
}

fn not_simulated(name: &str) -> WireError {
    WireError::new(
        StatusCode::NOT_IMPLEMENTED,
        Envelope::Common,
        "NotImplemented",
        format!("{name} is published and not simulated yet. SUPPORT.md lists what is."),
    )
    .hint(format!("{name}: see its row in SUPPORT.md"))
}

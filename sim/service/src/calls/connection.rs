//! `/calling/callConnections/{id}`: look at a leg, leave it, end it for everyone; its participants.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::GetParticipantsResponse;
use ringback_world::{
    RawId, Refusal,
    calls::{self, CallConnectionId, Command, HangUpReach},
};

use super::{asked::Asked, refusal, reply};
use crate::respond::WireError;

/// Refuses a leg of another resource.
pub(super) async fn owned(asked: &Asked, id: &CallConnectionId) -> Result<(), WireError> {
    let id = id.clone();
    let leg = asked.app.world.read(move |world| world.calls().leg(&id));
    match leg.await {
        Some(leg) if leg.resource != asked.resource => {
            Err(refusal::to_wire(&calls::Refusal::NotOwned.into()))
        }
        Some(_) | None => Ok(()),
    }
}

/// Shows a leg.
pub(super) async fn get(asked: &Asked, id: CallConnectionId) -> Result<Response, WireError> {
    let callback_uri = asked.app.callbacks.get(&id);
    let view = asked
        .app
        .world
        .read(move |world| world.calls().view(&id, world.now()))
        .await
        .map_err(|refused| refusal::to_wire(&refused.into()))?;
    let properties = reply::properties(&view, callback_uri, &asked.version);
    Ok(reply::json(StatusCode::OK, &properties))
}

/// Leaves the call; in a call of two that ends it for both.
pub(super) async fn hang_up(asked: &Asked, id: CallConnectionId) -> Result<Response, WireError> {
    end(asked, id, HangUpReach::Myself).await
}

/// Ends the call for everyone.
pub(super) async fn terminate(asked: &Asked, id: CallConnectionId) -> Result<Response, WireError> {
    end(asked, id, HangUpReach::Everyone).await
}

async fn end(
    asked: &Asked,
    connection: CallConnectionId,
    reach: HangUpReach,
) -> Result<Response, WireError> {
    asked.command(Command::HangUp { connection, reach }).await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

/// Lists the participants, on one page.
pub(super) async fn participants(
    asked: &Asked,
    id: CallConnectionId,
) -> Result<Response, WireError> {
    let version = asked.version.0.as_str();
    let roster = roster(asked, id).await?;
    let value = roster
        .iter()
        .map(|one| reply::participant(one, version))
        .collect();
    Ok(reply::json(
        StatusCode::OK,
        &GetParticipantsResponse { value },
    ))
}

/// Shows one participant.
pub(super) async fn participant(
    asked: &Asked,
    id: CallConnectionId,
    wanted: RawId,
) -> Result<Response, WireError> {
    let roster = roster(asked, id).await?;
    let Some(one) = roster.iter().find(|one| one.id == wanted) else {
        let refused = calls::Refusal::NotFound {
            what: "Participant".to_owned(),
        };
        return Err(refusal::to_wire(&refused.into()));
    };
    let shown = reply::participant(one, asked.version.0.as_str());
    Ok(reply::json(StatusCode::OK, &shown))
}

async fn roster(asked: &Asked, id: CallConnectionId) -> Result<calls::Roster, WireError> {
    asked
        .app
        .world
        .read(move |world| world.calls().participants(&id, world.now()))
        .await
        .map_err(|refused| refusal::to_wire(&Refusal::from(refused)))
}

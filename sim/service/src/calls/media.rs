//! `POST /calling/callConnections/{id}:cancelAllMediaOperations`.

use axum::response::Response;
use http::StatusCode;
use ringback_world::calls::{CallConnectionId, Command};

use super::{asked::Asked, reply};
use crate::respond::WireError;

/// Ends all plays and recognitions of a leg.
pub(super) async fn cancel_all(
    asked: &Asked,
    connection: CallConnectionId,
) -> Result<Response, WireError> {
    asked.command(Command::CancelMedia { connection }).await?;
    Ok(reply::empty(StatusCode::ACCEPTED))
}

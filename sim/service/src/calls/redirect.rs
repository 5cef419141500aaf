//! `POST /calling/callConnections:redirect`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::RedirectCallRequest;
use ringback_world::calls::{Command, IncomingCallContext, Redirect};

use super::{
    asked::{Asked, identifier, not_empty},
    reply,
};
use crate::respond::WireError;

/// Sends an incoming call elsewhere.
pub(super) async fn redirect(asked: &Asked) -> Result<Response, WireError> {
    let request: RedirectCallRequest = asked.body()?;
    not_empty("incomingCallContext", &request.incoming_call_context)?;
    let target = identifier("target", &request.target)?;
    asked
        .command(Command::Redirect(Redirect {
            resource: asked.resource.clone(),
            incoming_call_context: IncomingCallContext(request.incoming_call_context),
            target,
        }))
        .await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

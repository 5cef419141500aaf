//! `POST /calling/callConnections:reject`.

use axum::response::Response;
use http::StatusCode;
use ringback_wire::call_automation::{CallRejectReason, RejectCallRequest};
use ringback_world::calls::{Command, IncomingCallContext, Reject, RejectReason};

use super::{
    asked::{Asked, not_empty},
    reply,
};
use crate::respond::WireError;

/// Refuses an incoming call.
pub(super) async fn reject(asked: &Asked) -> Result<Response, WireError> {
    let request: RejectCallRequest = asked.body()?;
    not_empty("incomingCallContext", &request.incoming_call_context)?;
    let reason = match request.call_reject_reason {
        None | Some(CallRejectReason::None) => RejectReason::None,
        Some(CallRejectReason::Busy) => RejectReason::Busy,
        Some(CallRejectReason::Forbidden) => RejectReason::Forbidden,
    };
    asked
        .command(Command::Reject(Reject {
            resource: asked.resource.clone(),
            incoming_call_context: IncomingCallContext(request.incoming_call_context),
            reason,
        }))
        .await?;
    Ok(reply::empty(StatusCode::NO_CONTENT))
}

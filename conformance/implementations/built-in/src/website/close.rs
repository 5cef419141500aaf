//! The button that closes the chat.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;

use crate::center::Center;
use crate::client::Failure;
use crate::desk;

/// Which chat.
#[derive(Deserialize)]
pub(crate) struct Close {
    thread: String,
}

pub(crate) async fn close(
    State(center): State<Arc<Center>>,
    Json(Close { thread }): Json<Close>,
) -> Result<StatusCode, Failure> {
    match desk::delete(&center, &thread).await {
        Err(failure) if !failure.thread_is_closed() => Err(failure),
        _ => {
            center.forget_chat(&thread);
            Ok(StatusCode::NO_CONTENT)
        }
    }
}

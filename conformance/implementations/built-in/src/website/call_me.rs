//! The form in which a customer asks to be called.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::center::Center;
use crate::client::{Failure, calls};
use crate::misbehave::Defect;

/// Whom to call.
#[derive(Deserialize)]
pub(crate) struct CallMe {
    number: String,
}

pub(crate) async fn call_me(
    State(center): State<Arc<Center>>,
    Json(CallMe { number }): Json<CallMe>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    if !center.misbehaves(Defect::NeverCallsBack) {
        let callback_uri = center.callback_uri(&center.next_callback(), &format!("4:{number}"));
        let call = calls::Outbound {
            number: &number,
            from: &center.settings.phone_number,
            callback_uri: &callback_uri,
            cognitive_services_endpoint: &center.settings.cognitive_services_endpoint,
            operation_context: "outbound",
        };
        calls::create(&center.connection, &call).await?;
    }
    Ok((StatusCode::ACCEPTED, Json(json!({}))))
}

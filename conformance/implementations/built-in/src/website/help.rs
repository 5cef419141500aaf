//! The help page: it opens a chat. It says nothing itself, the bot welcomes.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};

use crate::center::Center;
use crate::client::chat::{self, Participant};
use crate::client::{Failure, identity};

/// The name under which the service is in every chat.
const CONTOSO: &str = "Contoso";

/// What the help page asks the customer.
#[derive(Deserialize)]
pub(crate) struct Visit {
    name: String,
}

/// What the chat window in the customer's browser needs.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChatWindow {
    thread_id: String,
    user_id: String,
    token: String,
    endpoint: String,
}

pub(crate) async fn help(
    State(center): State<Arc<Center>>,
    Json(Visit { name }): Json<Visit>,
) -> Result<Json<ChatWindow>, Failure> {
    let connection = &center.connection;
    let own = identity::create_user(connection, &["chat"]).await?;
    let customer = identity::create_user(connection, &["chat", "voip"]).await?;
    let mut participants = vec![Participant {
        id: &own.id,
        display_name: CONTOSO,
    }];
    if !center.settings.bot_id.is_empty() {
        participants.push(Participant {
            id: &center.settings.bot_id,
            display_name: CONTOSO,
        });
    }
    participants.push(Participant {
        id: &customer.id,
        display_name: &name,
    });
    let topic = format!("Help for {name}");
    let thread_id = chat::create_thread(connection, &own, &topic, &participants).await?;
    center.desk.open(&thread_id, own, &customer.id);
    Ok(Json(ChatWindow {
        thread_id,
        user_id: customer.id,
        token: customer.token,
        endpoint: connection.endpoint().to_owned(),
    }))
}

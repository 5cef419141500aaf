//! The website: a customer opens the help page.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};

use crate::bot;
use crate::center::Center;
use crate::client::chat::{self, Participant};
use crate::client::{Failure, identity};

/// What the help page asks the customer.
#[derive(Deserialize)]
pub(crate) struct Visit {
    name: String,
    question: Option<String>,
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

pub(crate) async fn visit(
    State(center): State<Arc<Center>>,
    Json(visit): Json<Visit>,
) -> Result<Json<ChatWindow>, Failure> {
    let Visit { name, question } = visit;
    let connection = &center.connection;
    let bot_user = identity::create_user(connection).await?;
    let customer = identity::create_user(connection).await?;

    let bot = bot::participant(&bot_user);
    let other = Participant {
        user: &customer,
        display_name: &name,
    };
    let topic = format!("Help for {name}");
    let thread_id = chat::create_thread(connection, &topic, &bot, &other).await?;
    center.bot.join(&thread_id, bot_user.clone());

    let welcome = format!("Hello {name}, how can we help?");
    chat::send_message(connection, &bot, &thread_id, &welcome).await?;
    if let Some(question) = question {
        let reply = bot::reply_to(&question, &center.settings.phone_number);
        chat::send_message(connection, &bot, &thread_id, &reply).await?;
    }
    Ok(Json(ChatWindow {
        thread_id,
        user_id: customer.id,
        token: customer.token,
        endpoint: connection.endpoint().to_owned(),
    }))
}

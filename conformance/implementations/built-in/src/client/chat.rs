//! The Chat API.

use serde_json::json;

use super::connection::text_of;
use super::identity::User;
use super::{Connection, Failure, encoded};

const THREADS: &str = "/chat/threads";
const API_VERSION: &str = "api-version=2024-03-07";

/// A user under the name that the others see.
pub(crate) struct Participant<'a> {
    pub(crate) user: &'a User,
    pub(crate) display_name: &'a str,
}

/// Creates a thread as the first of its participants and answers its id.
pub(crate) async fn create_thread(
    connection: &Connection,
    topic: &str,
    creator: &Participant<'_>,
    other: &Participant<'_>,
) -> Result<String, Failure> {
    let participants = [creator, other].map(|participant| {
        json!({
            "communicationIdentifier": { "communicationUser": { "id": participant.user.id } },
            "displayName": participant.display_name,
        })
    });
    let path = format!("{THREADS}?{API_VERSION}");
    let body = json!({ "topic": topic, "participants": participants });
    let reply = connection
        .post_as(&creator.user.token, &path, &body)
        .await?;
    text_of(&path, &reply, "/chatThread/id")
}

/// Sends a text message.
pub(crate) async fn send_message(
    connection: &Connection,
    sender: &Participant<'_>,
    thread_id: &str,
    text: &str,
) -> Result<(), Failure> {
    let path = format!("{THREADS}/{}/messages?{API_VERSION}", encoded(thread_id));
    let body = json!({
        "content": text,
        "type": "text",
        "senderDisplayName": sender.display_name,
    });
    connection.post_as(&sender.user.token, &path, &body).await?;
    Ok(())
}

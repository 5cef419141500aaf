//! The Chat API.

use std::collections::BTreeMap;

use serde_json::json;

use super::connection::text_of;
use super::identity::User;
use super::{Connection, Failure, encoded};

const THREADS: &str = "/chat/threads";
const API_VERSION: &str = "api-version=2024-03-07";

/// The name under which the service writes.
const CONTOSO: &str = "Contoso";

/// Someone in a thread, under the name that the others see.
pub(crate) struct Participant<'a> {
    pub(crate) id: &'a str,
    pub(crate) display_name: &'a str,
}

/// A text message.
pub(crate) struct Message<'a> {
    pub(crate) text: &'a str,
    pub(crate) metadata: BTreeMap<&'a str, &'a str>,
}

/// Creates a thread and answers its id.
pub(crate) async fn create_thread(
    connection: &Connection,
    creator: &User,
    topic: &str,
    participants: &[Participant<'_>],
) -> Result<String, Failure> {
    let participants: Vec<_> = participants
        .iter()
        .map(|participant| {
            json!({
                "communicationIdentifier": { "communicationUser": { "id": participant.id } },
                "displayName": participant.display_name,
            })
        })
        .collect();
    let path = format!("{THREADS}?{API_VERSION}");
    let body = json!({ "topic": topic, "participants": participants });
    let reply = connection.post_as(&creator.token, &path, &body).await?;
    text_of(&path, &reply, "/chatThread/id")
}

/// Sends a message.
pub(crate) async fn send_message(
    connection: &Connection,
    sender: &User,
    thread_id: &str,
    message: &Message<'_>,
) -> Result<(), Failure> {
    let path = format!("{THREADS}/{}/messages?{API_VERSION}", encoded(thread_id));
    let mut body = json!({
        "content": message.text,
        "type": "text",
        "senderDisplayName": CONTOSO,
    });
    if !message.metadata.is_empty() {
        body["metadata"] = json!(message.metadata);
    }
    connection.post_as(&sender.token, &path, &body).await?;
    Ok(())
}

/// Deletes a thread.
pub(crate) async fn delete_thread(
    connection: &Connection,
    user: &User,
    thread_id: &str,
) -> Result<(), Failure> {
    let path = format!("{THREADS}/{}?{API_VERSION}", encoded(thread_id));
    connection.delete_as(&user.token, &path).await
}

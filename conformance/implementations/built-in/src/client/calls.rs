//! The Call Automation API.

use serde_json::{Value, json};

use super::{Connection, Failure, encoded};

const API_VERSION: &str = "api-version=2026-03-12";
const VOICE: &str = "en-US-NancyNeural";
const LANGUAGE: &str = "en-US";

/// An incoming call and how it shall be answered.
pub(crate) struct Answer<'a> {
    pub(crate) incoming_call_context: &'a str,
    pub(crate) callback_uri: &'a str,
    pub(crate) cognitive_services_endpoint: &'a str,
    pub(crate) operation_context: &'a str,
}

/// A call that the service places.
pub(crate) struct Outbound<'a> {
    /// The number that is called.
    pub(crate) number: &'a str,
    /// The number that the other end sees.
    pub(crate) from: &'a str,
    pub(crate) callback_uri: &'a str,
    pub(crate) cognitive_services_endpoint: &'a str,
    pub(crate) operation_context: &'a str,
}

/// A Teams user who shall join a call.
pub(crate) struct Invitation<'a> {
    /// Their Entra object id.
    pub(crate) user_id: &'a str,
    /// Who calls, as they see it.
    pub(crate) source_display_name: &'a str,
    /// How long it may ring, in seconds.
    pub(crate) timeout_s: u32,
    pub(crate) operation_context: &'a str,
}

/// A question to the caller, answered by a key or a word.
pub(crate) struct Question<'a> {
    pub(crate) prompt: &'a str,
    pub(crate) choices: Value,
    pub(crate) initial_silence_s: u32,
    /// The raw id of the caller.
    pub(crate) target: &'a str,
    pub(crate) operation_context: &'a str,
}

/// Answers an incoming call.
pub(crate) async fn answer(connection: &Connection, answer: &Answer<'_>) -> Result<(), Failure> {
    let body = json!({
        "incomingCallContext": answer.incoming_call_context,
        "callbackUri": answer.callback_uri,
        "operationContext": answer.operation_context,
        "callIntelligenceOptions": {
            "cognitiveServicesEndpoint": answer.cognitive_services_endpoint,
        },
    });
    let path = format!("/calling/callConnections:answer?{API_VERSION}");
    connection.post(&path, Some(body)).await?;
    Ok(())
}

/// Places a call.
pub(crate) async fn create(connection: &Connection, call: &Outbound<'_>) -> Result<(), Failure> {
    let body = json!({
        "targets": [identifier(&format!("4:{}", call.number))],
        "sourceCallerIdNumber": { "value": call.from },
        "callbackUri": call.callback_uri,
        "operationContext": call.operation_context,
        "callIntelligenceOptions": {
            "cognitiveServicesEndpoint": call.cognitive_services_endpoint,
        },
    });
    let path = format!("/calling/callConnections?{API_VERSION}");
    connection.post(&path, Some(body)).await?;
    Ok(())
}

/// Asks the caller and lets the recognition report what came.
pub(crate) async fn recognize(
    connection: &Connection,
    call_connection_id: &str,
    question: &Question<'_>,
) -> Result<(), Failure> {
    let body = json!({
        "recognizeInputType": "choices",
        "playPrompt": spoken(question.prompt),
        "interruptCallMediaOperation": false,
        "recognizeOptions": {
            "interruptPrompt": true,
            "initialSilenceTimeoutInSeconds": question.initial_silence_s,
            "targetParticipant": identifier(question.target),
            "speechLanguage": LANGUAGE,
            "choices": question.choices,
        },
        "operationContext": question.operation_context,
    });
    act(connection, call_connection_id, "recognize", Some(body)).await
}

/// Says a text to everyone in the call.
pub(crate) async fn play(
    connection: &Connection,
    call_connection_id: &str,
    text: &str,
    operation_context: &str,
) -> Result<(), Failure> {
    let body = json!({
        "playSources": [spoken(text)],
        "playTo": [],
        "playOptions": { "loop": false },
        "operationContext": operation_context,
    });
    act(connection, call_connection_id, "play", Some(body)).await
}

/// Transfers the caller to a Teams voice app, named by the object id of its resource account.
pub(crate) async fn transfer_to_teams_app(
    connection: &Connection,
    call_connection_id: &str,
    app_id: &str,
    operation_context: &str,
) -> Result<(), Failure> {
    let body = json!({
        "targetParticipant": {
            "kind": "microsoftTeamsApp",
            "rawId": format!("28:orgid:{app_id}"),
            "microsoftTeamsApp": { "appId": app_id, "cloud": "public" },
        },
        "operationContext": operation_context,
    });
    act(
        connection,
        call_connection_id,
        "transferToParticipant",
        Some(body),
    )
    .await
}

/// Lets a Teams user join the call.
pub(crate) async fn add_teams_user(
    connection: &Connection,
    call_connection_id: &str,
    invitation: &Invitation<'_>,
) -> Result<(), Failure> {
    let user_id = invitation.user_id;
    let body = json!({
        "participantToAdd": {
            "kind": "microsoftTeamsUser",
            "rawId": format!("8:orgid:{user_id}"),
            "microsoftTeamsUser": { "userId": user_id },
        },
        "sourceDisplayName": invitation.source_display_name,
        "invitationTimeoutInSeconds": invitation.timeout_s,
        "operationContext": invitation.operation_context,
    });
    let id = encoded(call_connection_id);
    let path = format!("/calling/callConnections/{id}/participants:add?{API_VERSION}");
    connection.post(&path, Some(body)).await?;
    Ok(())
}

/// Leaves the call; the others go on.
pub(crate) async fn leave(
    connection: &Connection,
    call_connection_id: &str,
) -> Result<(), Failure> {
    let id = encoded(call_connection_id);
    let path = format!("/calling/callConnections/{id}?{API_VERSION}");
    connection.delete(&path).await
}

/// Ends the call for everyone in it.
pub(crate) async fn terminate(
    connection: &Connection,
    call_connection_id: &str,
) -> Result<(), Failure> {
    act(connection, call_connection_id, "terminate", None).await
}

async fn act(
    connection: &Connection,
    call_connection_id: &str,
    action: &str,
    body: Option<Value>,
) -> Result<(), Failure> {
    let id = encoded(call_connection_id);
    let path = format!("/calling/callConnections/{id}:{action}?{API_VERSION}");
    connection.post(&path, body).await?;
    Ok(())
}

fn spoken(text: &str) -> Value {
    json!({ "kind": "text", "text": { "text": text, "voiceName": VOICE } })
}

/// Names a party by its raw id (Azure Communication Services documentation, "Identifier types").
fn identifier(raw_id: &str) -> Value {
    if let Some(number) = raw_id.strip_prefix("4:") {
        json!({ "kind": "phoneNumber", "rawId": raw_id, "phoneNumber": { "value": number } })
    } else if raw_id.starts_with("8:acs:") {
        json!({ "kind": "communicationUser", "rawId": raw_id, "communicationUser": { "id": raw_id } })
    } else {
        json!({ "rawId": raw_id })
    }
}

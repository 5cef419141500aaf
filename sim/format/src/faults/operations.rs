//! The published operations by which requests are named.

/// A published operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its published name; without the name of its group where it is clear without.
    pub name: &'static str,
    /// Its method.
    pub method: &'static str,
    /// Its path, with `{…}` for what changes.
    pub path: &'static str,
}

const fn op(name: &'static str, method: &'static str, path: &'static str) -> Operation {
    Operation { name, method, path }
}

/// The operations of Call Automation, Chat and Identity.
///
/// Sources: Call Automation 2026-03-12, Chat 2025-03-15, Identity 2023-10-01.
pub const OPERATIONS: &[Operation] = &[
    op("CreateCall", "POST", "/calling/callConnections"),
    op("AnswerCall", "POST", "/calling/callConnections:answer"),
    op("RedirectCall", "POST", "/calling/callConnections:redirect"),
    op("RejectCall", "POST", "/calling/callConnections:reject"),
    op("Connect", "POST", "/calling/callConnections:connect"),
    op("GetCall", "GET", "/calling/callConnections/{id}"),
    op("HangupCall", "DELETE", "/calling/callConnections/{id}"),
    op(
        "TerminateCall",
        "POST",
        "/calling/callConnections/{id}:terminate",
    ),
    op(
        "TransferToParticipant",
        "POST",
        "/calling/callConnections/{id}:transferToParticipant",
    ),
    op("Play", "POST", "/calling/callConnections/{id}:play"),
    op(
        "CancelAllMediaOperations",
        "POST",
        "/calling/callConnections/{id}:cancelAllMediaOperations",
    ),
    op(
        "Recognize",
        "POST",
        "/calling/callConnections/{id}:recognize",
    ),
    op(
        "StartContinuousDtmfRecognition",
        "POST",
        "/calling/callConnections/{id}:startContinuousDtmfRecognition",
    ),
    op(
        "StopContinuousDtmfRecognition",
        "POST",
        "/calling/callConnections/{id}:stopContinuousDtmfRecognition",
    ),
    op(
        "SendDtmfTones",
        "POST",
        "/calling/callConnections/{id}:sendDtmfTones",
    ),
    op("Hold", "POST", "/calling/callConnections/{id}:hold"),
    op("Unhold", "POST", "/calling/callConnections/{id}:unhold"),
    op(
        "StartMediaStreaming",
        "POST",
        "/calling/callConnections/{id}:startMediaStreaming",
    ),
    op(
        "StopMediaStreaming",
        "POST",
        "/calling/callConnections/{id}:stopMediaStreaming",
    ),
    op(
        "StartTranscription",
        "POST",
        "/calling/callConnections/{id}:startTranscription",
    ),
    op(
        "StopTranscription",
        "POST",
        "/calling/callConnections/{id}:stopTranscription",
    ),
    op(
        "UpdateTranscription",
        "POST",
        "/calling/callConnections/{id}:updateTranscription",
    ),
    op(
        "GetParticipants",
        "GET",
        "/calling/callConnections/{id}/participants",
    ),
    op(
        "GetParticipant",
        "GET",
        "/calling/callConnections/{id}/participants/{participant}",
    ),
    op(
        "AddParticipant",
        "POST",
        "/calling/callConnections/{id}/participants:add",
    ),
    op(
        "RemoveParticipant",
        "POST",
        "/calling/callConnections/{id}/participants:remove",
    ),
    op(
        "Mute",
        "POST",
        "/calling/callConnections/{id}/participants:mute",
    ),
    op(
        "CancelAddParticipant",
        "POST",
        "/calling/callConnections/{id}/participants:cancelAddParticipant",
    ),
    op(
        "MoveParticipants",
        "POST",
        "/calling/callConnections/{id}/participants:moveHere",
    ),
    op("StartRecording", "POST", "/calling/recordings"),
    op("GetRecordingProperties", "GET", "/calling/recordings/{id}"),
    op("StopRecording", "DELETE", "/calling/recordings/{id}"),
    op("PauseRecording", "POST", "/calling/recordings/{id}:pause"),
    op("ResumeRecording", "POST", "/calling/recordings/{id}:resume"),
    op("CreateChatThread", "POST", "/chat/threads"),
    op("ListChatThreads", "GET", "/chat/threads"),
    op("GetChatThreadProperties", "GET", "/chat/threads/{thread}"),
    op(
        "UpdateChatThreadProperties",
        "PATCH",
        "/chat/threads/{thread}",
    ),
    op("DeleteChatThread", "DELETE", "/chat/threads/{thread}"),
    op("SendChatMessage", "POST", "/chat/threads/{thread}/messages"),
    op("ListChatMessages", "GET", "/chat/threads/{thread}/messages"),
    op(
        "GetChatMessage",
        "GET",
        "/chat/threads/{thread}/messages/{message}",
    ),
    op(
        "UpdateChatMessage",
        "PATCH",
        "/chat/threads/{thread}/messages/{message}",
    ),
    op(
        "DeleteChatMessage",
        "DELETE",
        "/chat/threads/{thread}/messages/{message}",
    ),
    op(
        "ListChatParticipants",
        "GET",
        "/chat/threads/{thread}/participants",
    ),
    op(
        "AddChatParticipants",
        "POST",
        "/chat/threads/{thread}/participants/:add",
    ),
    op(
        "RemoveChatParticipant",
        "POST",
        "/chat/threads/{thread}/participants/:remove",
    ),
    op(
        "ListChatReadReceipts",
        "GET",
        "/chat/threads/{thread}/readReceipts",
    ),
    op(
        "SendChatReadReceipt",
        "POST",
        "/chat/threads/{thread}/readReceipts",
    ),
    op(
        "SendTypingNotification",
        "POST",
        "/chat/threads/{thread}/typing",
    ),
    op("CommunicationIdentity_Create", "POST", "/identities"),
    op("CommunicationIdentity_Delete", "DELETE", "/identities/{id}"),
    op(
        "IssueAccessToken",
        "POST",
        "/identities/{id}/:issueAccessToken",
    ),
    op(
        "RevokeAccessTokens",
        "POST",
        "/identities/{id}/:revokeAccessTokens",
    ),
    op(
        "ExchangeTeamsUserAccessToken",
        "POST",
        "/teamsUser/:exchangeAccessToken",
    ),
];

/// Finds the operation that a request is.
pub fn operation_of(method: &str, path: &str) -> Option<&'static Operation> {
    OPERATIONS
        .iter()
        .find(|known| known.method == method && super::pattern::fits(known.path, path))
}

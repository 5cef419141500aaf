//! The published types of everything that is delivered.

/// The published event types, without `Microsoft.Communication.`, and the types of bot activities.
///
/// Sources: definitions of Call Automation 2026-03-12; Event Grid system events of Azure Communication Services, 2025;
/// Bot Framework activity schema, 2024.
pub const EVENTS: &[&str] = &[
    // Callbacks of Call Automation.
    "AddParticipantFailed",
    "AddParticipantSucceeded",
    "AnswerFailed",
    "CallConnected",
    "CallDisconnected",
    "CallTransferAccepted",
    "CallTransferFailed",
    "CancelAddParticipantFailed",
    "CancelAddParticipantSucceeded",
    "ConnectFailed",
    "ContinuousDtmfRecognitionStopped",
    "ContinuousDtmfRecognitionToneFailed",
    "ContinuousDtmfRecognitionToneReceived",
    "CreateCallFailed",
    "HoldFailed",
    "MediaStreamingFailed",
    "MediaStreamingStarted",
    "MediaStreamingStopped",
    "MoveParticipantFailed",
    "MoveParticipantSucceeded",
    "ParticipantsUpdated",
    "PlayCanceled",
    "PlayCompleted",
    "PlayFailed",
    "PlayStarted",
    "RecognizeCanceled",
    "RecognizeCompleted",
    "RecognizeFailed",
    "RecordingStateChanged",
    "RemoveParticipantFailed",
    "RemoveParticipantSucceeded",
    "SendDtmfTonesCompleted",
    "SendDtmfTonesFailed",
    "StartRecordingFailed",
    "TranscriptionFailed",
    "TranscriptionStarted",
    "TranscriptionStopped",
    "TranscriptionUpdated",
    // Event Grid: calling.
    "CallEnded",
    "CallParticipantAdded",
    "CallParticipantRemoved",
    "CallStarted",
    "IncomingCall",
    "RecordingFileStatusUpdated",
    "UserDisconnected",
    // Event Grid: chat.
    "ChatAzureBotCommandReceivedInThread",
    "ChatMessageDeleted",
    "ChatMessageDeletedInThread",
    "ChatMessageEdited",
    "ChatMessageEditedInThread",
    "ChatMessageReceived",
    "ChatMessageReceivedInThread",
    "ChatParticipantAddedToThreadWithUser",
    "ChatParticipantRemovedFromThreadWithUser",
    "ChatThreadCreated",
    "ChatThreadCreatedWithUser",
    "ChatThreadDeleted",
    "ChatThreadParticipantAdded",
    "ChatThreadParticipantRemoved",
    "ChatThreadPropertiesUpdated",
    "ChatThreadPropertiesUpdatedPerUser",
    "ChatThreadWithUserDeleted",
    "ChatTypingIndicatorReceivedInThread",
    // Bot activities.
    "conversationUpdate",
    "message",
    // Whatever is delivered.
    ANY,
];

/// Whatever is delivered.
pub(super) const ANY: &str = "any";

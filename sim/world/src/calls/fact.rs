//! What happens in calls. Facts that are structs of their own are what callbacks are made of.

use serde::{Deserialize, Serialize};

use super::{
    CallConnectionId, CallId, CallOutcome, CallTransferAccepted, CustomContext,
    IncomingCallContext, InvitationId, InvitationOutcome, MediaFailed, Medium, OperationEnded,
    ParticipantOutcome, ParticipantsUpdated, PlayStarted, RecognizeCompleted, RejectReason,
    ServerCallId, Tone, ToneReceived, codes::Pair,
};
use crate::{Guid, RawId};

/// A result as callbacks carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultInformation {
    /// SIP-like.
    pub code: u16,
    /// The reason.
    pub sub_code: u32,
    /// The published text.
    pub message: String,
}

/// One party of a roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub id: RawId,
    /// Whether they are muted.
    pub muted: bool,
    /// Whether they are on hold.
    pub on_hold: bool,
}

/// Everyone in a call.
pub type Roster = Vec<Participant>;

/// How a call ended for everyone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// Who ended it; absent when nobody did (a timer, a voice app).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<RawId>,
    /// SIP-like, what the caller sees: 0 for a normal end, 486 busy, 487 not answered, 603 declined.
    pub code: u16,
    /// The reason.
    pub sub_code: u32,
}

impl Ended {
    pub(crate) fn new(by: Option<RawId>, (code, sub_code): Pair) -> Self {
        Self { by, code, sub_code }
    }

    /// Ends by nobody's hand.
    pub(crate) fn by_nobody(pair: Pair) -> Self {
        Self::new(None, pair)
    }

    /// What it tells a leg, where nothing says more.
    pub(super) fn pair(&self) -> Pair {
        (self.code, self.sub_code)
    }
}

/// What happened in a call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A call was placed.
    Placed {
        /// The call.
        call: CallId,
        /// Who calls.
        from: RawId,
        /// Whom.
        to: RawId,
    },
    /// It rings at the implementation: published as `IncomingCall`.
    IncomingCall {
        /// The call.
        call: CallId,
        /// Whom it is for.
        to: RawId,
        /// Who calls.
        from: RawId,
        /// The caller's shown name, or nothing.
        caller_display_name: String,
        /// The call's public name.
        server_call_id: ServerCallId,
        /// The token to answer it with.
        incoming_call_context: IncomingCallContext,
        /// One id for all events of the call.
        correlation_id: Guid,
        /// The resource whose subscriptions get it, by name.
        resource: String,
        /// Headers that travel with it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        custom_context: Option<CustomContext>,
    },
    /// It rings at a party.
    Ringing {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
        /// Who calls, as they see it, where a voice app lets them ring.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        shows: Option<RawId>,
    },
    /// The implementation answered.
    AnsweredByImplementation {
        /// The call.
        call: CallId,
        /// Its leg.
        connection: CallConnectionId,
    },
    /// The implementation rejected it.
    RejectedByImplementation {
        /// The call.
        call: CallId,
        /// Why.
        reason: RejectReason,
    },
    /// The implementation sent it elsewhere before answering.
    RedirectedByImplementation {
        /// The call.
        call: CallId,
        /// To whom.
        target: RawId,
    },
    /// A party is in the call.
    PartyConnected {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
    },
    /// A party is no longer in the call, or never got in.
    PartyLeft {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
        /// How.
        #[serde(flatten)]
        ended: Ended,
    },
    /// A party pressed keys.
    Pressed {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
        /// Which.
        tones: Vec<Tone>,
    },
    /// A party said something.
    Said {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
        /// What.
        text: String,
    },
    /// A party hears tones that the implementation sent.
    TonesHeard {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
        /// Which.
        tones: Vec<Tone>,
    },
    /// A party is not heard from now on.
    Muted {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
        /// By whom: themselves, or the implementation by its identity.
        by: RawId,
    },
    /// A party is heard again.
    Unmuted {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
    },
    /// A party is on hold: it neither hears nor is heard.
    Held {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
        /// By whom: themselves, or the implementation by its identity.
        by: RawId,
        /// What they hear over and over: the text, or the path of the file; nothing where it is the usual music.
        plays: Vec<String>,
    },
    /// A party is no longer on hold.
    Resumed {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
    },
    /// A party shows its video or screen.
    MediaStarted {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
        /// What.
        media: Medium,
    },
    /// A party shows it no longer.
    MediaStopped {
        /// The call.
        call: CallId,
        /// Who.
        party: RawId,
        /// What.
        media: Medium,
    },
    /// Somebody of the Teams side records the call from now on.
    RecordingStarted {
        /// The call.
        call: CallId,
        /// Who: a person, or a recorder bot of a queue.
        by: RawId,
    },
    /// They record it no longer.
    RecordingStopped {
        /// The call.
        call: CallId,
        /// Who.
        by: RawId,
    },
    /// A party is told whether the call is recorded: its client tells its user.
    RecordingStateTold {
        /// The call.
        call: CallId,
        /// Who is told.
        party: RawId,
        /// Whether it is.
        recording: bool,
    },
    /// The call is over for everyone.
    CallEnded {
        /// The call.
        call: CallId,
        /// How.
        #[serde(flatten)]
        ended: Ended,
    },
    /// `CallConnected`.
    CallConnected(CallOutcome),
    /// `AnswerFailed`.
    AnswerFailed(CallOutcome),
    /// `CallDisconnected`: nothing follows on this leg.
    CallDisconnected(CallOutcome),
    /// `ParticipantsUpdated`.
    ParticipantsUpdated(ParticipantsUpdated),
    /// `PlayStarted`: what is said is heard from now on. Also for the prompt of a recognition.
    PlayStarted(PlayStarted),
    /// `PlayCompleted`.
    PlayCompleted(OperationEnded),
    /// `PlayFailed`.
    PlayFailed(MediaFailed),
    /// `PlayCanceled`.
    PlayCanceled(OperationEnded),
    /// A recognition now listens without a prompt running.
    Listening {
        /// The call.
        call: CallId,
        /// The leg.
        connection: CallConnectionId,
        /// Whose input.
        target: RawId,
    },
    /// `RecognizeCompleted`.
    RecognizeCompleted(RecognizeCompleted),
    /// `RecognizeFailed`.
    RecognizeFailed(MediaFailed),
    /// `RecognizeCanceled`.
    RecognizeCanceled(OperationEnded),
    /// The implementation asked for a transfer.
    TransferRequested {
        /// The call.
        call: CallId,
        /// The leg.
        connection: CallConnectionId,
        /// Who is transferred.
        transferee: RawId,
        /// To whom.
        target: RawId,
    },
    /// `CallTransferAccepted`.
    CallTransferAccepted(CallTransferAccepted),
    /// `CallTransferFailed`.
    CallTransferFailed(CallOutcome),
    /// `HoldFailed`: the participant is not on hold.
    HoldFailed(OperationEnded),
    /// `SendDtmfTonesCompleted`.
    SendDtmfTonesCompleted(OperationEnded),
    /// `SendDtmfTonesFailed`.
    SendDtmfTonesFailed(OperationEnded),
    /// `ContinuousDtmfRecognitionToneReceived`.
    ContinuousDtmfRecognitionToneReceived(ToneReceived),
    /// `ContinuousDtmfRecognitionToneFailed`: keys cannot be followed, or not any longer.
    ContinuousDtmfRecognitionToneFailed(OperationEnded),
    /// `ContinuousDtmfRecognitionStopped`.
    ContinuousDtmfRecognitionStopped(OperationEnded),
    /// The implementation makes a call.
    CreatedByImplementation {
        /// The call.
        call: CallId,
        /// Its leg.
        connection: CallConnectionId,
        /// Whom it calls.
        targets: Vec<RawId>,
    },
    /// `CreateCallFailed`: none of those it calls has answered.
    CreateCallFailed(CallOutcome),
    /// The implementation joins a call that goes on.
    ConnectedByImplementation {
        /// The call.
        call: CallId,
        /// Its leg.
        connection: CallConnectionId,
    },
    /// `ConnectFailed`.
    ConnectFailed(CallOutcome),
    /// The implementation invited somebody into the call.
    ParticipantInvited {
        /// The call.
        call: CallId,
        /// The leg.
        connection: CallConnectionId,
        /// The invitation.
        invitation: InvitationId,
        /// Whom.
        target: RawId,
    },
    /// `AddParticipantSucceeded`.
    AddParticipantSucceeded(ParticipantOutcome),
    /// `AddParticipantFailed`.
    AddParticipantFailed(ParticipantOutcome),
    /// `CancelAddParticipantSucceeded`.
    CancelAddParticipantSucceeded(InvitationOutcome),
    /// `CancelAddParticipantFailed`.
    CancelAddParticipantFailed(InvitationOutcome),
    /// `RemoveParticipantSucceeded`.
    RemoveParticipantSucceeded(ParticipantOutcome),
    /// `RemoveParticipantFailed`.
    RemoveParticipantFailed(ParticipantOutcome),
}

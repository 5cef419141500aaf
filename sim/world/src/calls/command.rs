//! What can be asked of calls, by people and by the implementation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Answering, ApiVersion, CallConnectionId, CallId, IncomingCallContext, InputType, Interrupt,
    InvitationId, Loop, Medium, PlaySource, RecognizeOptions, ServerCallId, Tone,
};
use crate::{Contact, RawId, Span};

/// Asked of calls. `resource` is the name of the resource whose credentials were presented.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// A customer or an identity places a call.
    Place(Place),
    /// A party of a call does something.
    Party(PartyAct),
    /// A far end is told what to do when it rings.
    SetAnswering {
        /// Which.
        party: RawId,
        /// What it does.
        answering: Answering,
    },
    /// The implementation answers an incoming call.
    Answer(Answer),
    /// The implementation rejects an incoming call.
    Reject(Reject),
    /// The implementation sends an incoming call elsewhere.
    Redirect(Redirect),
    /// The implementation leaves a call or ends it for everyone.
    HangUp {
        /// Its leg.
        connection: CallConnectionId,
        /// How far it reaches.
        reach: HangUpReach,
    },
    /// The implementation plays something.
    Play(Play),
    /// The implementation listens for input.
    Recognize(Recognize),
    /// The implementation ends all plays and recognitions.
    CancelMedia {
        /// Its leg.
        connection: CallConnectionId,
    },
    /// The implementation transfers the call.
    Transfer(Transfer),
    /// The implementation mutes a participant.
    Mute(Mute),
    /// The implementation puts a participant on hold.
    Hold(Hold),
    /// The implementation takes a participant off hold.
    Unhold(Unhold),
    /// The implementation sends tones to a phone.
    SendDtmf(SendDtmf),
    /// The implementation follows a participant's keys from now on.
    StartContinuousDtmf(ContinuousDtmf),
    /// The implementation follows them no longer.
    StopContinuousDtmf(ContinuousDtmf),
    /// The implementation calls somebody.
    Create(Create),
    /// The implementation joins a call that goes on.
    Connect(Connect),
    /// The implementation invites somebody into the call.
    AddParticipant(AddParticipant),
    /// The implementation withdraws an invitation.
    CancelAddParticipant(CancelAddParticipant),
    /// The implementation sends somebody out of the call.
    RemoveParticipant(RemoveParticipant),
}

impl Command {
    /// Gives the leg of the implementation on which it asks for something; nothing for what people do, and where there is
    /// no leg yet.
    pub fn connection(&self) -> Option<&CallConnectionId> {
        match self {
            Self::HangUp { connection, .. } | Self::CancelMedia { connection } => Some(connection),
            Self::Play(play) => Some(&play.connection),
            Self::Recognize(recognize) => Some(&recognize.connection),
            Self::Transfer(transfer) => Some(&transfer.connection),
            Self::Mute(mute) => Some(&mute.connection),
            Self::Hold(hold) => Some(&hold.connection),
            Self::Unhold(unhold) => Some(&unhold.connection),
            Self::SendDtmf(tones) => Some(&tones.connection),
            Self::StartContinuousDtmf(tones) | Self::StopContinuousDtmf(tones) => {
                Some(&tones.connection)
            }
            Self::AddParticipant(add) => Some(&add.connection),
            Self::CancelAddParticipant(cancel) => Some(&cancel.connection),
            Self::RemoveParticipant(remove) => Some(&remove.connection),
            Self::Place(_)
            | Self::Party(_)
            | Self::SetAnswering { .. }
            | Self::Answer(_)
            | Self::Reject(_)
            | Self::Redirect(_)
            | Self::Create(_)
            | Self::Connect(_) => None,
        }
    }
}

/// A call set out on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Who calls.
    pub from: RawId,
    /// Whom.
    pub to: RawId,
    /// The caller's shown name.
    pub display_name: Option<String>,
    /// Headers that travel with the call.
    pub custom_context: Option<CustomContext>,
    /// Whose contact it is.
    pub contact: Option<Contact>,
}

/// Headers that travel with a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomContext {
    /// SIP headers.
    pub sip: BTreeMap<String, String>,
    /// VoIP headers.
    pub voip: BTreeMap<String, String>,
}

/// Something that a party does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartyAct {
    /// In which call.
    pub call: CallId,
    /// Who.
    pub party: RawId,
    /// What.
    pub act: Act,
}

/// What a party can do in a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Picks up.
    Answer,
    /// Refuses the ringing call.
    Decline,
    /// Presses keys, one after another at once.
    Press(Vec<Tone>),
    /// Says something.
    Say(String),
    /// Turns the own microphone off.
    Mute,
    /// Turns it on again, whoever turned it off.
    Unmute,
    /// Puts the call on hold.
    Hold,
    /// Takes the call up again.
    Resume,
    /// Shows the own video or screen.
    Start(Medium),
    /// Shows it no longer.
    Stop(Medium),
    /// Parks the call: leaves it, so that somebody of Teams can retrieve it with a code.
    Park,
    /// Records the call, on the Teams side.
    Record,
    /// Ends the recording.
    StopRecording,
    /// Hangs up.
    HangUp,
}

/// The implementation answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// With whose credentials.
    pub resource: String,
    /// Which call.
    pub incoming_call_context: IncomingCallContext,
    /// What its events carry.
    pub operation_context: Option<String>,
    /// The identity that it answers as.
    pub answered_by: Option<RawId>,
    /// Whether a speech service was named, without which text is not spoken.
    pub speech: SpeechService,
    /// The version asked for.
    pub version: ApiVersion,
}

/// Whether a speech service was named at call setup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpeechService {
    /// It was.
    Linked,
    /// It was not.
    NotLinked,
}

/// The implementation rejects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reject {
    /// With whose credentials.
    pub resource: String,
    /// Which call.
    pub incoming_call_context: IncomingCallContext,
    /// Why.
    pub reason: RejectReason,
}

/// Why a call is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RejectReason {
    /// No reason.
    None,
    /// Busy.
    Busy,
    /// Forbidden.
    Forbidden,
}

/// The implementation redirects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Redirect {
    /// With whose credentials.
    pub resource: String,
    /// Which call.
    pub incoming_call_context: IncomingCallContext,
    /// To whom.
    pub target: RawId,
}

/// How far a hang-up reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HangUpReach {
    /// The implementation's own leg; in a call of two that ends it for both.
    Myself,
    /// Everyone.
    Everyone,
}

/// The implementation plays.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Play {
    /// Its leg.
    pub connection: CallConnectionId,
    /// What, one after another; never empty.
    pub sources: Vec<PlaySource>,
    /// To whom; empty for everyone.
    pub to: Vec<RawId>,
    /// Once or for ever.
    pub repeat: Loop,
    /// Whether what runs is cancelled.
    pub interrupt_call_media_operation: Interrupt,
    /// What its events carry.
    pub operation_context: Option<String>,
}

/// The implementation listens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recognize {
    /// Its leg.
    pub connection: CallConnectionId,
    /// What for.
    pub input_type: InputType,
    /// How.
    pub options: RecognizeOptions,
    /// What is played first; empty without.
    pub prompt: Vec<PlaySource>,
    /// Whether what runs is cancelled.
    pub interrupt_call_media_operation: Interrupt,
    /// What its events carry.
    pub operation_context: Option<String>,
}

/// The implementation transfers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transfer {
    /// Its leg.
    pub connection: CallConnectionId,
    /// To whom.
    pub target: RawId,
    /// Who is transferred; absent in a call of two.
    pub transferee: Option<RawId>,
    /// What its events carry.
    pub operation_context: Option<String>,
    /// Headers that travel with the call.
    pub custom_context: CustomContext,
    /// The caller id that the target sees, where one was given.
    pub source_caller_id_number: Option<String>,
}

/// The implementation mutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mute {
    /// Its leg.
    pub connection: CallConnectionId,
    /// Whom; exactly one.
    pub targets: Vec<RawId>,
    /// What the answer repeats.
    pub operation_context: Option<String>,
}

/// The implementation puts someone on hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hold {
    /// Its leg.
    pub connection: CallConnectionId,
    /// Whom.
    pub target: RawId,
    /// What they hear over and over; the usual music without.
    pub plays: Option<PlaySource>,
    /// What its event carries.
    pub operation_context: Option<String>,
}

/// The implementation takes someone off hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unhold {
    /// Its leg.
    pub connection: CallConnectionId,
    /// Whom.
    pub target: RawId,
}

/// The implementation sends tones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SendDtmf {
    /// Its leg.
    pub connection: CallConnectionId,
    /// To whom.
    pub target: RawId,
    /// Which, one after another; never empty.
    pub tones: Vec<Tone>,
    /// What its events carry.
    pub operation_context: Option<String>,
}

/// The implementation begins or ends to follow keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContinuousDtmf {
    /// Its leg.
    pub connection: CallConnectionId,
    /// Whose.
    pub target: RawId,
    /// What its events carry.
    pub operation_context: Option<String>,
}

/// Who calls, as given in a request of the implementation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerId {
    /// The number that phones see.
    pub number: Option<String>,
    /// The name that people see.
    pub display_name: Option<String>,
}

/// The implementation calls somebody, or several at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Create {
    /// With whose credentials.
    pub resource: String,
    /// Whom; never empty.
    pub targets: Vec<RawId>,
    /// The identity that it calls as; a new one without.
    pub source: Option<RawId>,
    /// Who they see.
    pub caller: CallerId,
    /// What its events carry.
    pub operation_context: Option<String>,
    /// Whether a speech service was named, without which text is not spoken.
    pub speech: SpeechService,
    /// The version asked for.
    pub version: ApiVersion,
}

/// The implementation joins a call that goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Connect {
    /// With whose credentials.
    pub resource: String,
    /// Which call.
    pub locator: Locator,
    /// What its events carry.
    pub operation_context: Option<String>,
    /// Whether a speech service was named, without which text is not spoken.
    pub speech: SpeechService,
    /// The version asked for.
    pub version: ApiVersion,
}

/// How a call that goes on is named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Locator {
    /// By its server call id.
    ServerCall(ServerCallId),
    /// By the id of the group that its participants joined.
    GroupCall(String),
    /// By its room.
    Room(String),
}

/// The implementation invites somebody into the call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AddParticipant {
    /// Its leg.
    pub connection: CallConnectionId,
    /// Whom.
    pub target: RawId,
    /// Who they see.
    pub caller: CallerId,
    /// How long it rings, 1 to 180 s; as long as the network lets it without.
    pub timeout: Option<Span>,
    /// What its events carry.
    pub operation_context: Option<String>,
    /// Headers that travel with the invitation.
    pub custom_context: CustomContext,
}

/// The implementation withdraws an invitation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CancelAddParticipant {
    /// Its leg.
    pub connection: CallConnectionId,
    /// Which.
    pub invitation: InvitationId,
    /// What its events carry.
    pub operation_context: Option<String>,
}

/// The implementation sends somebody out of the call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RemoveParticipant {
    /// Its leg.
    pub connection: CallConnectionId,
    /// Whom.
    pub target: RawId,
    /// What its events carry.
    pub operation_context: Option<String>,
}

//! The actions themselves.

use std::collections::BTreeMap;

use ringback_world::{
    calls::{Act, Medium},
    teams::{ParkCode, Presence},
};
use schemars::JsonSchema;
use serde::Deserialize;

use super::{CallTarget, Tones};
use crate::duration::DurationText;

/// One thing that a person does: a word such as `hang-up`, or one key with what it takes, such as `{ say: billing }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Picks up.
    Answer(Answer),
    /// Refuses a ringing call.
    Decline,
    /// Leaves a call.
    HangUp,
    /// Presses keys.
    Press(Tones),
    /// Says something.
    Say(String),
    /// Turns the own microphone off.
    Mute,
    /// Turns it on again.
    Unmute,
    /// Puts the call on hold.
    Hold,
    /// Takes the call up again.
    Resume,
    /// Shows the own video or screen.
    Start(Medium),
    /// Shows it no longer.
    Stop(Medium),
    /// Sends a chat message.
    Chat(String),
    /// Changes the own last chat message.
    Edit(String),
    /// Deletes the own last chat message.
    Delete,
    /// Shows that a message is being typed.
    Type,
    /// Marks everything as read.
    Read,
    /// Leaves the chat.
    Leave,
    /// Uses the implementation's website.
    Visit(Visit),
    /// Places a call.
    Call(CallTarget),
    /// Calls, as the identity of the chat, the voice app that the newest message with the metadata `handoff: call` names
    /// in its `teamsAppId`.
    FollowHandoff,
    /// Lets every token issued so far to somebody in the customer's chat expire, as time or a fault would.
    ExpireTokens(TokensOf),
    /// Does nothing for a while.
    Wait(DurationText),
    /// Records the call.
    Record,
    /// Ends the recording.
    StopRecording,
    /// Parks the call.
    Park,
    /// Takes up a parked call.
    Retrieve(ParkCode),
    /// Changes the own presence.
    Presence(Presence),
    /// Opts in to a queue, or to all.
    OptIn(Option<String>),
    /// Opts out of a queue, or of all.
    OptOut(Option<String>),
}

/// How a call is picked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// How long it is let ring first.
    #[serde(default)]
    pub after: DurationText,
}

/// Whose tokens in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TokensOf {
    /// The implementation's: of the identity that opened the thread.
    Service,
}

/// A use of the implementation's website.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The name of an entry of the implementation file.
    pub entry: String,
    /// What fills the entry's `${…}` places. `name`, `number` and, once a chat is open, `thread` fill themselves.
    pub with: BTreeMap<String, String>,
}

/// Every word that an action can begin with.
pub(super) const WORDS: &[&str] = &[
    "answer",
    "decline",
    "hang-up",
    "press",
    "say",
    "mute",
    "unmute",
    "hold",
    "resume",
    "start",
    "stop",
    "chat",
    "edit",
    "delete",
    "type",
    "read",
    "leave",
    "visit",
    "call",
    "follow-handoff",
    "expire-tokens",
    "wait",
    "record",
    "stop-recording",
    "park",
    "retrieve",
    "presence",
    "opt-in",
    "opt-out",
];

impl Action {
    /// Gives what the action is inside a call, where it is something inside a call.
    pub fn act(&self) -> Option<Act> {
        match self {
            Self::Answer(_) => Some(Act::Answer),
            Self::Decline => Some(Act::Decline),
            Self::HangUp => Some(Act::HangUp),
            Self::Press(tones) => Some(Act::Press(tones.tones().to_vec())),
            Self::Say(text) => Some(Act::Say(text.clone())),
            Self::Mute => Some(Act::Mute),
            Self::Unmute => Some(Act::Unmute),
            Self::Hold => Some(Act::Hold),
            Self::Resume => Some(Act::Resume),
            Self::Start(media) => Some(Act::Start(*media)),
            Self::Stop(media) => Some(Act::Stop(*media)),
            Self::Record => Some(Act::Record),
            Self::StopRecording => Some(Act::StopRecording),
            Self::Park => Some(Act::Park),
            Self::Chat(_)
            | Self::Edit(_)
            | Self::Delete
            | Self::Type
            | Self::Read
            | Self::Leave
            | Self::Visit(_)
            | Self::Call(_)
            | Self::FollowHandoff
            | Self::ExpireTokens(_)
            | Self::Wait(_)
            | Self::Retrieve(_)
            | Self::Presence(_)
            | Self::OptIn(_)
            | Self::OptOut(_) => None,
        }
    }

    /// Gives the word by which the action is written.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Answer(_) => "answer",
            Self::Decline => "decline",
            Self::HangUp => "hang-up",
            Self::Press(_) => "press",
            Self::Say(_) => "say",
            Self::Mute => "mute",
            Self::Unmute => "unmute",
            Self::Hold => "hold",
            Self::Resume => "resume",
            Self::Start(_) => "start",
            Self::Stop(_) => "stop",
            Self::Chat(_) => "chat",
            Self::Edit(_) => "edit",
            Self::Delete => "delete",
            Self::Type => "type",
            Self::Read => "read",
            Self::Leave => "leave",
            Self::Visit(_) => "visit",
            Self::Call(_) => "call",
            Self::FollowHandoff => "follow-handoff",
            Self::ExpireTokens(_) => "expire-tokens",
            Self::Wait(_) => "wait",
            Self::Record => "record",
            Self::StopRecording => "stop-recording",
            Self::Park => "park",
            Self::Retrieve(_) => "retrieve",
            Self::Presence(_) => "presence",
            Self::OptIn(_) => "opt-in",
            Self::OptOut(_) => "opt-out",
        }
    }
}

/// Every presence state that can be set, for the schema.
pub(super) const PRESENCES: [Presence; 14] = [
    Presence::Available,
    Presence::AvailableOutOfOffice,
    Presence::Busy,
    Presence::InACall,
    Presence::InAMeeting,
    Presence::DoNotDisturb,
    Presence::Presenting,
    Presence::Focusing,
    Presence::Away,
    Presence::BeRightBack,
    Presence::OffWork,
    Presence::AppearOffline,
    Presence::Offline,
    Presence::OutOfOffice,
];

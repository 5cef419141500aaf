//! What a person has set for calls that come to them, and what their policies say of it.
//!
//! Source: "Set-CsUserCallingSettings", "New-CsTeamsCallingPolicy" and "New-CsOnlineVoicemailPolicy", Microsoft Teams PowerShell
//! reference, 2026.

use serde::{Deserialize, Serialize};

use super::{Person, PersonalVoicemail};
use crate::Span;

/// After how long calls go to voicemail where it is always enabled ("New-CsTeamsCallingPolicy", Microsoft Teams PowerShell
/// reference, 2026).
const ALWAYS_AFTER: Span = Span::from_secs(30);

/// A person's rules for calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Calling {
    /// Where calls go at once, without a ring.
    pub forwarding: Option<Answerer>,
    /// Where calls go that the person does not take in time; nothing lets them ring on until they end.
    pub unanswered: Option<Answerer>,
    /// What becomes of a call that comes while they are in one.
    pub busy_on_busy: BusyOnBusy,
    /// Whether unanswered calls may reach their voicemail.
    pub allow_voicemail: AllowVoicemail,
    /// What becomes of calls from the phone network.
    pub inbound_pstn: InboundPstn,
    /// How long a message for them may be: 30 s to 10 min.
    pub message_max: Span,
    /// Whether their messages come with a transcript.
    pub transcription: Transcription,
}

impl Calling {
    /// The published defaults.
    pub const fn published() -> Self {
        Self {
            forwarding: None,
            unanswered: Some(Answerer::Voicemail),
            busy_on_busy: BusyOnBusy::Disabled,
            allow_voicemail: AllowVoicemail::UserOverride,
            inbound_pstn: InboundPstn::Regular,
            message_max: Span::from_secs(300),
            transcription: Transcription::On,
        }
    }
}

impl Default for Calling {
    fn default() -> Self {
        Self::published()
    }
}

/// Who takes a person's calls in their place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answerer {
    /// Their voicemail.
    Voicemail,
    /// Another person, an index into [`super::Tenant::people`].
    Person {
        /// Who.
        person: usize,
    },
    /// A number.
    Number {
        /// The number.
        number: String,
    },
}

/// What becomes of a call that comes while a person is in one (`BusyOnBusyEnabledType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BusyOnBusy {
    /// It rings.
    Disabled,
    /// It is refused as busy.
    Enabled,
    /// It goes where unanswered calls go.
    Unanswered,
}

/// Whether unanswered calls may reach a person's voicemail (`AllowVoicemail`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AllowVoicemail {
    /// After 30 s they do, whatever the person has set.
    AlwaysEnabled,
    /// They never do.
    AlwaysDisabled,
    /// They do where the person has set so.
    UserOverride,
}

/// What becomes of calls from the phone network (`InboundPstnCallRoutingTreatment`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InboundPstn {
    /// The same as of others.
    Regular,
    /// They go where unanswered calls go, without a ring.
    Unanswered,
    /// They go to voicemail, without a ring.
    Voicemail,
    /// What the person has chosen: here, the same as of others.
    UserOverride,
}

/// Whether a message comes with a transcript.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Transcription {
    /// It does.
    On,
    /// It comes alone.
    #[default]
    Off,
}

impl Person {
    /// Tells whether their voicemail takes messages: they have one, and their policy allows it.
    pub fn has_voicemail(&self) -> bool {
        match (self.voicemail, self.calling.allow_voicemail) {
            (PersonalVoicemail::Off, _) | (_, AllowVoicemail::AlwaysDisabled) => false,
            (
                PersonalVoicemail::On,
                AllowVoicemail::AlwaysEnabled | AllowVoicemail::UserOverride,
            ) => true,
        }
    }

    /// Who takes the calls that they do not take, where anybody does.
    pub fn unanswered(&self) -> Option<Answerer> {
        let set = match self.calling.allow_voicemail {
            AllowVoicemail::AlwaysEnabled => Some(Answerer::Voicemail),
            AllowVoicemail::AlwaysDisabled | AllowVoicemail::UserOverride => {
                self.calling.unanswered.clone()
            }
        };
        set.filter(|answerer| *answerer != Answerer::Voicemail || self.has_voicemail())
    }

    /// After how long that happens; nothing where they let calls ring on.
    pub fn unanswered_in(&self) -> Option<Span> {
        self.unanswered()?;
        Some(match self.calling.allow_voicemail {
            AllowVoicemail::AlwaysEnabled => ALWAYS_AFTER,
            AllowVoicemail::AlwaysDisabled | AllowVoicemail::UserOverride => self.unanswered_after,
        })
    }
}

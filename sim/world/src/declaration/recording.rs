//! Recording: whether people may record their calls, and the recorder bots of queues.
//!
//! Source: "New-CsTeamsCallingPolicy", "New-CsComplianceRecordingForCallQueueTemplate" and "New-CsCallQueue", Microsoft
//! Teams PowerShell reference, 2026; "Teams settings and policies reference", Microsoft Learn, 2025.

use serde::{Deserialize, Serialize};

use super::Prompt;
use crate::{Guid, RawId, Span};

/// Whether a person's calling policy lets them record their calls (`AllowCloudRecordingForCalls`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CloudRecording {
    /// It does.
    Allowed,
    /// It does not.
    #[default]
    NotAllowed,
}

/// A compliance recording template: a recorder bot, and what is demanded of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplianceTemplate {
    /// Its short name.
    pub name: String,
    /// The object id of the bot's application instance.
    pub bot_object_id: Guid,
    /// Whether there is no call without the bot (`RequiredBeforeCall`).
    pub required_before_call: Required,
    /// Whether the call ends when the bot leaves (`RequiredDuringCall`).
    pub required_during_call: Required,
    /// What the bot does here.
    pub bot: RecorderBot,
}

impl ComplianceTemplate {
    /// Makes a template that demands nothing, with a bot that records every call to its end.
    pub fn new(name: &str, bot_object_id: Guid) -> Self {
        Self {
            name: name.to_owned(),
            bot_object_id,
            required_before_call: Required::No,
            required_during_call: Required::No,
            bot: RecorderBot::Joins,
        }
    }

    /// Names the bot.
    pub fn raw_id(&self) -> RawId {
        RawId::teams_app(self.bot_object_id.as_str())
    }
}

/// Whether a call demands its recorder bot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Required {
    /// It does.
    Yes,
    /// It does not.
    No,
}

/// What a recorder bot does when it is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecorderBot {
    /// It joins, and records to the end of the call.
    Joins,
    /// It cannot join.
    Fails,
    /// It joins, and drops out after so long.
    LeavesAfter(Span),
}

/// How the calls of a queue are recorded for compliance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplianceRecording {
    /// The templates, at most two, as indices into [`super::Tenant::compliance_templates`].
    pub templates: Vec<usize>,
    /// What the caller hears when a bot records (`TextAnnouncementForCR`).
    pub announcement: Option<Prompt>,
    /// What the caller hears when a bot cannot join, or drops out (`TextAnnouncementForCRFailure`).
    pub failure_announcement: Option<Prompt>,
}

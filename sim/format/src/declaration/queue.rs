//! A call queue as people write it, with the defaults of the published cmdlet.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ActionDeclaration, ActionWord, CallbackDeclaration, MusicDeclaration, PromptDeclaration,
    ResourceAccountDeclaration, ResourceAccountDetails,
};
use crate::duration::DurationText;

const ALERT_TIME: DurationText = DurationText::from_secs(30);
const OVERFLOW_THRESHOLD: i64 = 50;
const TIMEOUT_AFTER: DurationText = DurationText::from_secs(1200);
const PRIORITY: i64 = 3;

/// A call queue.
///
/// Defaults and ranges: "New-CsCallQueue", Microsoft Teams PowerShell reference, 2026.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct QueueDeclaration {
    /// Its agents by name, at most 20; serial routing follows this order.
    pub agents: Vec<String>,
    /// Groups whose members are agents too: the first 200 of all of them, in the order of their names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub distribution_lists: Vec<String>,
    /// The channel whose team supplies the agents instead (ChannelId).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Whether the channel is taken from an earlier queue that has it (ShouldOverwriteCallableChannelProperty).
    #[serde(skip_serializing_if = "is_false")]
    pub overwrite_channel: bool,
    /// The scheduling group of Shifts that supplies the agents instead (ShiftsSchedulingGroupId): those whose shift runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shifts: Option<String>,
    /// How calls are offered; `attendant` without it.
    pub routing: RoutingDeclaration,
    /// Whether only agents who are Available are offered calls; `true` without it. Longest idle always heeds presence.
    pub presence_based: bool,
    /// Whether agents may opt out; `true` without it.
    pub opt_out: bool,
    /// Whether the agent joins the conference in which the caller waits; `true` without it.
    pub conference_mode: bool,
    /// How long one offer rings: 15s to 180s; 30s without it.
    pub alert_time: DurationText,
    /// What the caller hears when the queue takes the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<PromptDeclaration>,
    /// Whether waiting callers hear the default music (UseDefaultMusicOnHold): either this or `music-on-hold`; `true`
    /// without both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub use_default_music_on_hold: Option<bool>,
    /// What waiting callers hear instead of the default music.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub music_on_hold: Option<MusicDeclaration>,
    /// When waiting callers are offered to be called back, where they are (IsCallbackEnabled).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callback: Option<CallbackDeclaration>,
    /// The language of system prompts, such as en-US; needed for shared voicemail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The resource account by which callers reach the queue; there is one unless this says `none`.
    pub resource_account: ResourceAccountDeclaration,
    /// The priority of direct calls, 1 very high to 5 very low; 3 without it.
    pub priority: i64,
    /// The compliance recording templates of its calls, at most two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub compliance_recording: Vec<String>,
    /// What the caller hears when a bot records the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compliance_recording_announcement: Option<PromptDeclaration>,
    /// What the caller hears when a bot cannot join, or drops out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compliance_recording_failure_announcement: Option<PromptDeclaration>,
    /// Whether the agents share the history of the queue's calls, which needs conference mode; `false` without it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shared_call_queue_history: bool,
    /// What happens when too many wait.
    pub overflow: OverflowDeclaration,
    /// What happens when a call has waited too long.
    pub timeout: TimeoutDeclaration,
    /// What happens when nobody is there.
    pub no_agents: NoAgentsDeclaration,
    /// The target answer time: up to 40m and below the timeout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_level: Option<DurationText>,
}

impl Default for QueueDeclaration {
    fn default() -> Self {
        Self {
            agents: Vec::new(),
            distribution_lists: Vec::new(),
            channel: None,
            overwrite_channel: false,
            shifts: None,
            routing: RoutingDeclaration::Attendant,
            presence_based: true,
            opt_out: true,
            conference_mode: true,
            alert_time: ALERT_TIME,
            greeting: None,
            use_default_music_on_hold: None,
            music_on_hold: None,
            callback: None,
            language: None,
            resource_account: ResourceAccountDeclaration::Details(ResourceAccountDetails::default()),
            priority: PRIORITY,
            compliance_recording: Vec::new(),
            compliance_recording_announcement: None,
            compliance_recording_failure_announcement: None,
            shared_call_queue_history: false,
            overflow: OverflowDeclaration::default(),
            timeout: TimeoutDeclaration::default(),
            no_agents: NoAgentsDeclaration::default(),
            service_level: None,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants it so")]
fn is_false(value: &bool) -> bool {
    !*value
}

/// How a queue offers calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoutingDeclaration {
    /// All eligible agents ring at once.
    Attendant,
    /// One after another in the order of the list.
    Serial,
    /// The same number of calls for each.
    RoundRobin,
    /// Who has been idle longest.
    LongestIdle,
}

/// The overflow exception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct OverflowDeclaration {
    /// How many may wait: 0 to 200; 50 without it.
    pub threshold: i64,
    /// What happens to the next; `disconnect-with-busy` without it.
    pub action: ActionDeclaration,
    /// What the caller hears first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<PromptDeclaration>,
}

impl Default for OverflowDeclaration {
    fn default() -> Self {
        Self {
            threshold: OVERFLOW_THRESHOLD,
            action: ActionDeclaration::Word(ActionWord::DisconnectWithBusy),
            prompt: None,
        }
    }
}

/// The timeout exception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct TimeoutDeclaration {
    /// How long a call may wait: 0s to 45m, rounded to the nearest 15s; 20m without it.
    pub after: DurationText,
    /// What happens then; `disconnect` without it.
    pub action: ActionDeclaration,
    /// What the caller hears first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<PromptDeclaration>,
}

impl Default for TimeoutDeclaration {
    fn default() -> Self {
        Self {
            after: TIMEOUT_AFTER,
            action: ActionDeclaration::Word(ActionWord::Disconnect),
            prompt: None,
        }
    }
}

/// The no-agents exception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct NoAgentsDeclaration {
    /// What happens; `queue` (keep waiting) without it.
    pub action: ActionDeclaration,
    /// To which calls; `all-calls` without it.
    pub applies_to: AppliesTo,
    /// What the caller hears first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt: Option<PromptDeclaration>,
}

impl Default for NoAgentsDeclaration {
    fn default() -> Self {
        Self {
            action: ActionDeclaration::Word(ActionWord::Queue),
            applies_to: AppliesTo::AllCalls,
            prompt: None,
        }
    }
}

/// Which calls the no-agents treatment takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AppliesTo {
    /// Those that wait and those that arrive.
    AllCalls,
    /// Those that arrive.
    NewCalls,
}

//! What exists before anything happens: resources, numbers, the Teams tenant with its people and queues.
//!
//! A declaration is already checked: [`crate::World::new`] takes it as it is. The readable form, with defaults, ranges and
//! rounding, is `ringback-format`'s, which lowers it to this one.

mod attendant;
mod calling;
mod directory;
mod federation;
mod group;
mod licence;
mod new;
mod park;
mod recording;
mod shift;
mod switches;
mod waiting;

use serde::{Deserialize, Serialize};

pub use attendant::{
    AfterHours, Attendant, DatesRange, Flow, ForceListen, Holiday, HoursRange, MenuAction,
    MenuOption, SelectedBy, VoiceResponse,
};
pub use calling::{AllowVoicemail, Answerer, BusyOnBusy, Calling, InboundPstn, Transcription};
pub use directory::{AddressList, DialScope, DirectoryEntry, DirectorySearch, UserNameExtension};
pub use federation::{AcsFederation, AcsUsers};
pub use group::{Group, Mailbox};
pub use licence::{
    Account, CommunicationsCredits, ExternalCalls, Licence, PAssertedIdentity, PersonalVoicemail,
    ResourceAccount, Voice,
};
pub use park::{CallPark, CallParkPolicy};
pub use recording::{
    CloudRecording, ComplianceRecording, ComplianceTemplate, RecorderBot, Required,
};
pub use shift::Shift;
pub use switches::{PersonalVoicemailRule, RoundRobin, Switches, TimeoutEvaluation, WaitClock};
pub use waiting::{Callback, Music};

use crate::{Guid, RawId, Span, teams::Presence};

/// Everything that exists.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Declaration {
    /// The ACS resources; the first is the default one.
    pub resources: Vec<Resource>,
    /// The Teams tenant.
    pub teams: Tenant,
    /// The bots that hear what is said in chats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bots: Vec<Bot>,
}

/// A bot behind the chat channel of an ACS resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bot {
    /// Its short name.
    pub name: String,
    /// The name that others see.
    pub display_name: String,
    /// The name of the resource that its identity belongs to.
    pub resource: String,
    /// Its identity in chats.
    pub identity: RawId,
    /// The app id by which it and the channel prove themselves to each other; without one nobody proves anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_id: Option<Guid>,
    /// Where its activities go, unless the run says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// How it is asked to reply.
    #[serde(default)]
    pub replies: BotReplies,
}

/// How a bot is asked to reply.
///
/// Source: "Activity schema", section "Delivery mode", Bot Framework documentation, 2023.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BotReplies {
    /// Through the connector.
    #[default]
    ThroughConnector,
    /// In its answer to the activity (`expectReplies`).
    InAnswer,
}

/// An ACS resource.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Resource {
    /// Its name.
    pub name: String,
    /// Its immutable resource id.
    pub id: Guid,
    /// Its two access keys, in base64.
    pub access_keys: [String; 2],
    /// The phone numbers that it owns, in E.164.
    pub phone_numbers: Vec<String>,
}

/// A Teams tenant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tenant {
    /// Its id.
    pub id: Guid,
    /// Its people, in declared order.
    pub people: Vec<Person>,
    /// Its call queues, in declared order.
    pub queues: Vec<Queue>,
    /// Its auto attendants, in declared order.
    pub attendants: Vec<Attendant>,
    /// Groups of people, and those whose mailbox takes shared voicemail.
    pub groups: Vec<Group>,
    /// What pays for calls outside where no plan does.
    pub communications_credits: CommunicationsCredits,
    /// Its call park policies, in declared order.
    #[serde(default = "CallParkPolicy::standard")]
    pub call_park_policies: Vec<CallParkPolicy>,
    /// Its compliance recording templates, in declared order.
    #[serde(default)]
    pub compliance_templates: Vec<ComplianceTemplate>,
    /// What it chooses where the documents leave a rule open.
    #[serde(default)]
    pub switches: Switches,
    /// Which ACS resources may connect; without it, all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acs_federation: Option<AcsFederation>,
}

impl Tenant {
    /// Lists the resource accounts, those of queues first.
    pub fn accounts(&self) -> impl Iterator<Item = &ResourceAccount> {
        let queues = self.queues.iter().map(|queue| &queue.resource_account);
        let attendants = self.attendants.iter();
        queues
            .chain(attendants.map(|attendant| &attendant.resource_account))
            .flatten()
    }
}

/// A person in the organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The short name by which scenarios call them.
    pub name: String,
    /// The Entra object id.
    pub object_id: Guid,
    /// The name that others see.
    pub display_name: String,
    /// Whether they hold a Teams Phone licence and are enabled for enterprise voice.
    pub voice: Voice,
    /// Their presence at the start.
    pub presence: Presence,
    /// How long they have been idle when the run begins.
    #[serde(default)]
    pub idle_for: Span,
    /// Whether they are in the directory.
    pub account: Account,
    /// How long a call rings at them before their own rule for unanswered calls takes it.
    pub unanswered_after: Span,
    /// Whether unanswered calls reach a voicemail of theirs.
    pub voicemail: PersonalVoicemail,
    /// What the address book says of them.
    #[serde(default)]
    pub directory: DirectoryEntry,
    /// What they have set for calls that come to them.
    #[serde(default)]
    pub calling: Calling,
    /// Their call park policy, an index into [`Tenant::call_park_policies`].
    #[serde(default)]
    pub call_park_policy: usize,
    /// Whether they may record their calls.
    #[serde(default)]
    pub cloud_recording: CloudRecording,
}

/// A call queue with its resource account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queue {
    /// Its short name.
    pub name: String,
    /// Its own id.
    pub id: Guid,
    /// Its resource account, by which calls reach it; a queue reached only from others may have none.
    pub resource_account: Option<ResourceAccount>,
    /// Its agents, as indices into [`Tenant::people`], in the order of the list.
    pub agents: Vec<usize>,
    /// Those of them who are agents by a group or a channel's team.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_group: Vec<usize>,
    /// When each of them is on shift, where Shifts supplies them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shifts: Option<Vec<Shift>>,
    /// How calls are offered.
    pub routing: Routing,
    /// Whether presence decides who is offered calls. `LongestIdle` always heeds it.
    pub presence_based: PresenceBased,
    /// Whether agents may opt out.
    pub opt_out: OptOut,
    /// Whether the agent joins a conference or is transferred the call.
    pub mode: ConferenceMode,
    /// How long one offer rings.
    pub alert_time: Span,
    /// The greeting, if any.
    pub greeting: Option<Prompt>,
    /// What callers hear while they wait.
    #[serde(default)]
    pub music: Music,
    /// When callers are offered to be called back, where they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub callback: Option<Callback>,
    /// How many may wait before a call overflows.
    pub overflow_threshold: u32,
    /// What overflow does.
    pub overflow: Exception,
    /// How long a call waits before it times out.
    pub timeout_threshold: Span,
    /// What the timeout does.
    pub timeout: Exception,
    /// What happens when nobody is there; `None` keeps the call waiting.
    pub no_agents: Option<Exception>,
    /// Which calls the no-agents treatment takes.
    pub no_agents_apply_to: NoAgentsApplyTo,
    /// The priority of direct calls, 1 very high to 5 very low.
    pub priority: u8,
    /// How its calls are recorded for compliance.
    #[serde(default)]
    pub compliance_recording: ComplianceRecording,
}

/// How a queue offers calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Routing {
    /// All eligible agents ring at once.
    Attendant,
    /// One after another in the order of the list.
    Serial,
    /// The same number of calls for each.
    RoundRobin,
    /// Who has been idle longest.
    LongestIdle,
}

/// Whether presence decides who is offered calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PresenceBased {
    /// Only agents who are Available.
    On,
    /// Every agent who is opted in.
    Off,
}

/// Whether agents may opt out of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OptOut {
    /// They may.
    Allowed,
    /// Everyone is in.
    NotAllowed,
}

/// How an agent and the caller come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConferenceMode {
    /// The agent joins the conference in which the caller waits.
    On,
    /// The call is transferred to the agent.
    Off,
}

/// Which calls the no-agents treatment takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoAgentsApplyTo {
    /// Those that wait and those that arrive.
    AllCalls,
    /// Those that arrive.
    NewCalls,
}

/// What an exception does with a call: a prompt, then a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// What the caller hears first.
    pub prompt: Option<Prompt>,
    /// Where the call goes.
    pub target: Target,
}

/// Where an exception of a queue, or an option of an attendant, sends a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// The call ends.
    Disconnect,
    /// The call ends with busy.
    DisconnectWithBusy,
    /// The call enters another queue, an index into [`Tenant::queues`].
    Queue {
        /// The queue.
        queue: usize,
        /// By its resource account or directly.
        by: Endpoint,
        /// The priority that it gets there; without one it keeps its own.
        priority: Option<u8>,
    },
    /// The call enters an auto attendant, an index into [`Tenant::attendants`].
    Attendant {
        /// The attendant.
        attendant: usize,
        /// By its resource account or directly.
        by: Endpoint,
        /// The priority that the call carries from there on; without one it keeps its own.
        priority: Option<u8>,
    },
    /// The call rings at a person, an index into [`Tenant::people`].
    Person {
        /// The person.
        person: usize,
    },
    /// The call goes to a number outside.
    External {
        /// The number, in E.164 or as the session border controller expects it.
        number: String,
    },
    /// The caller leaves a message for a person, an index into [`Tenant::people`].
    Voicemail {
        /// The person.
        person: usize,
    },
    /// The caller leaves a message for a group, an index into [`Tenant::groups`].
    SharedVoicemail {
        /// The group.
        group: usize,
        /// What the caller hears before the system prompt.
        greeting: Prompt,
        /// Whether the built-in prompt follows the greeting.
        system_prompt: SystemPrompt,
        /// Whether the message comes with a transcript.
        #[serde(default)]
        transcription: Transcription,
    },
}

/// How a voice app is named as a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Endpoint {
    /// By its resource account (`ApplicationEndpoint`).
    ResourceAccount,
    /// By its own id (`ConfigurationEndpoint`).
    Direct,
}

/// Whether the built-in prompt of shared voicemail is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SystemPrompt {
    /// It is.
    Spoken,
    /// It is suppressed.
    Suppressed,
}

/// Something a caller hears.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// The text, or the name of the file.
    pub says: String,
    /// How long it takes.
    pub takes: Span,
}

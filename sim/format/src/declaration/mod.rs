//! The world declaration as people write it: resources and the Teams tenant, with defaults, ranges and rounding.

mod account;
mod action;
mod action_rules;
mod attendant;
mod attendant_rules;
mod bot;
mod bot_rules;
mod calling;
mod calling_rules;
mod directory;
mod directory_rules;
mod error;
mod federation;
mod forward_rules;
mod group;
mod groups;
mod lower;
mod member_rules;
mod membership;
mod object_ids;
mod park;
mod person;
mod person_rules;
mod prompt;
mod queue;
mod queue_rules;
mod recorder;
mod resource;
mod schedule;
mod schedule_rules;
mod search_rules;
mod switches;
mod target_rules;
mod tenant;
mod time_zone;
mod waiting;
mod waiting_rules;
mod world;

#[cfg(test)]
mod access_tests;
#[cfg(test)]
mod attendant_tests;
#[cfg(test)]
mod calling_tests;
#[cfg(test)]
mod directory_tests;
#[cfg(test)]
mod forward_tests;
#[cfg(test)]
mod member_tests;
#[cfg(test)]
mod park_tests;
#[cfg(test)]
mod recorder_tests;
#[cfg(test)]
mod source_tests;
#[cfg(test)]
mod tests;

pub use account::{
    CloudDeclaration, ExternalCallsDeclaration, LicenceDeclaration, ResourceAccountDeclaration,
    ResourceAccountDetails,
};
pub use action::{ActionDeclaration, ActionWord, AppTarget, By, SystemPromptDeclaration};
pub use attendant::{
    Announcement, AttendantDeclaration, FlowDeclaration, HolidayDeclaration, Key,
    MenuActionDeclaration, MenuDeclaration, MenuWord, OptionDeclaration,
};
pub use bot::{BotDeclaration, BotRepliesDeclaration};
pub use bot_rules::bot_identity;
pub use calling::{
    AllowVoicemailDeclaration, AnswererDeclaration, BusyOnBusyDeclaration, InboundPstnDeclaration,
    VoicemailPolicyDeclaration,
};
pub use directory::{
    AddressListDeclaration, DirectorySearchDeclaration, Extension, UserNameExtensionDeclaration,
};
pub use error::{DeclarationError, Problem};
pub use federation::AcsFederationDeclaration;
pub use group::{GroupDeclaration, GroupsDeclaration, MailboxDeclaration};
pub use lower::lower;
pub use membership::{ChannelDeclaration, ChannelKind, ShiftDeclaration, ShiftsDeclaration};
pub use object_ids::{attendant_object_id, person_object_id, queue_object_id};
pub use park::CallParkPolicyDeclaration;
pub use person::{AccountDeclaration, AgentDeclaration, AgentsDeclaration, VoiceDeclaration};
pub use prompt::PromptDeclaration;
pub use queue::{
    AppliesTo, NoAgentsDeclaration, OverflowDeclaration, QueueDeclaration, RoutingDeclaration,
    TimeoutDeclaration,
};
pub use recorder::{ComplianceTemplateDeclaration, RecorderBotDeclaration};
pub use resource::{
    DEVELOPMENT_KEY, DEVELOPMENT_KEY_2, DEVELOPMENT_RESOURCE_ID, ResourceDeclaration,
};
pub use schedule::{CalendarRange, CalendarTime, DatesDeclaration, HoursDeclaration};
pub use switches::{
    PersonalVoicemailDeclaration, RoundRobinDeclaration, SwitchesDeclaration,
    TimeoutEvaluationDeclaration, WaitClockDeclaration,
};
pub use tenant::TeamsDeclaration;
pub use waiting::{CallbackDeclaration, MusicDeclaration};
pub use world::WorldDeclaration;

//! Teams voice apps: call queues with their agents and exceptions, auto attendants, voicemail.
//!
//! The queueing itself is the engine's. Here stand the rules of the product: what a setting means to the engine
//! (`lower`), what the engine's events mean to callers and agents (`events`), what a target is (`course`) and what it
//! demands (`gate`), and how a call is sent there (`send`) from the exceptions of a queue (`redirect`) or an attendant.

mod access;
mod agents;
mod app;
mod attendants;
mod busy;
mod callback;
mod command;
mod course;
mod dialable;
mod drive;
mod enter;
mod events;
mod fact;
mod forward;
mod gate;
mod heard;
mod line;
mod lower;
mod own_rules;
mod park;
mod people;
mod presence;
mod reach;
mod recorder;
mod redeclare;
mod redirect;
mod reported;
mod send;
mod state;
mod straight;
mod taking_part;
mod view;
mod voicemail;
mod wake;
mod words;

pub(crate) use access::{FORBIDDEN, admits};
pub(crate) use agents::handle;
pub use attendants::{AttendantCallView, AttendantCounts, AttendantStep, AttendantView};
pub use callback::{finds_long, waits_long};
pub use command::{Command, Opted, ParkCode, Refusal};
pub use course::named as target_name;
pub(crate) use drive::{advance, wake};
pub use fact::Fact;
pub(crate) use forward::{ring_failed, ring_taken};
pub(crate) use heard::heard;
pub use lower::{
    CALLBACK_TIMED_OUT, CHAIN_TOO_LONG, config as queue_config, max_legs, members as queue_members,
};
pub use own_rules::OwnRule;
pub(crate) use park::{call_over, not_taken_back, park, taken_back};
pub(crate) use people::is_person;
pub(crate) use people::may_record;
pub use people::readiness;
pub use presence::Presence;
pub(crate) use reach::{
    app_of_number, call_ended, is_resource_account, joined_call, left_call, reached,
};
pub(crate) use redeclare::redeclare;
pub use reported::{CallFlow, Connectivity, ReachedBy, SearchMethod, VoiceAppKind};
pub use state::State;
pub(crate) use straight::{Straight, comes_straight, not_taken_straight};
pub(crate) use taking_part::begin;
pub use view::{
    AgentView, OfferView, ParkedView, QueueAgentView, QueueCounts, QueueView, WaitingStage,
    WaitingView,
};
pub use voicemail::Voicemail;
pub(crate) use wake::Wake;
pub use words::{
    AttendantResult, CallbackFailure, ExceptionKind, FlowKind, HeardOutcome, OfferEnd,
    VoicemailKind,
};

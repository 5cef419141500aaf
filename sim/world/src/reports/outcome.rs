//! What the record of a call's first queue carries: result, final state action, target type.
//!
//! Source of the words: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16, "Call queue
//! dimensions". `ConfigurationEndpoint` and `Disconnect` are words of the report template's own query.

use crate::{
    declaration::{ConferenceMode, Endpoint},
    teams::ExceptionKind,
};

/// `CallQueueCallResult`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QueueResult {
    /// An agent joined the conference in which the caller waited.
    AgentJoinedConference,
    /// An agent was transferred the call.
    TransferredToAgent,
    /// An agent took the callback.
    TransferredToCallbackCaller,
    /// Nobody took the callback in time.
    CallbackCallTimedOut,
    /// Too many were waiting.
    Overflown,
    /// The call waited too long.
    TimedOut,
    /// Nobody was there.
    NoAgent,
    /// The caller hung up.
    Disconnected,
    /// The queue declined the call.
    Declined,
    /// Something went wrong.
    Error,
    /// The call left the queue in a way that has no other word.
    Failed,
    /// The record makes no sense.
    Invalid,
}

/// `CallQueueFinalStateAction`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FinalStateAction {
    /// The call ended.
    Disconnect,
    /// The call ended with busy.
    DisconnectWithBusy,
    /// The call was sent on.
    Forward,
    /// The caller left a message for a group.
    SharedVoicemail,
    /// The caller left a message for a person.
    Voicemail,
    /// The queue could not accept the call.
    FailedToAcceptCall,
    /// Something else.
    Other,
}

/// `CallQueueTargetType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetType {
    /// A voice app, by its resource account.
    ApplicationEndpoint,
    /// A voice app, by its own id.
    ConfigurationEndpoint,
    /// A shared voicemail; the template's query spells it `MailBox`, the document `Mailbox`.
    Mailbox,
    /// A number outside.
    Phone,
    /// A person of the tenant.
    User,
    /// Nobody: the call ended.
    Disconnect,
    /// Something else.
    Other,
}

/// The three of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Outcome {
    /// What became of the call.
    pub result: QueueResult,
    /// What the queue did with it in the end.
    pub action: FinalStateAction,
    /// Where it went.
    pub target: TargetType,
}

impl Outcome {
    /// The call left the queue in a way that the reports have no other word for.
    pub const FAILED: Self = Self::new(
        QueueResult::Failed,
        FinalStateAction::Other,
        TargetType::Other,
    );
    /// The caller hung up while waiting. That its action is `other` is our reading.
    pub const ABANDONED: Self = Self::new(
        QueueResult::Disconnected,
        FinalStateAction::Other,
        TargetType::Disconnect,
    );
    /// An agent took the callback.
    pub const CALLED_BACK: Self = Self::new(
        QueueResult::TransferredToCallbackCaller,
        FinalStateAction::Other,
        TargetType::User,
    );
    /// Nobody took the callback in time.
    pub const CALLBACK_TIMED_OUT: Self = Self::new(
        QueueResult::CallbackCallTimedOut,
        FinalStateAction::Other,
        TargetType::Disconnect,
    );

    /// Puts the three together.
    pub const fn new(result: QueueResult, action: FinalStateAction, target: TargetType) -> Self {
        Self {
            result,
            action,
            target,
        }
    }

    /// An agent answered. That its action is `other` is our reading.
    pub const fn answered(mode: ConferenceMode) -> Self {
        let result = match mode {
            ConferenceMode::On => QueueResult::AgentJoinedConference,
            ConferenceMode::Off => QueueResult::TransferredToAgent,
        };
        Self::new(result, FinalStateAction::Other, TargetType::User)
    }

    /// An exception fired: `action` is the word of the fact `redirected`, `by` how a voice app was named.
    pub fn redirected(exception: ExceptionKind, action: &str, by: Option<Endpoint>) -> Self {
        let result = match exception {
            ExceptionKind::Overflow => QueueResult::Overflown,
            ExceptionKind::Timeout => QueueResult::TimedOut,
            ExceptionKind::NoAgents => QueueResult::NoAgent,
        };
        let (action, target) = match action {
            "disconnect" => (FinalStateAction::Disconnect, TargetType::Disconnect),
            "disconnect-with-busy" => {
                (FinalStateAction::DisconnectWithBusy, TargetType::Disconnect)
            }
            "queue" | "attendant" => (
                FinalStateAction::Forward,
                match by {
                    Some(Endpoint::ResourceAccount) | None => TargetType::ApplicationEndpoint,
                    Some(Endpoint::Direct) => TargetType::ConfigurationEndpoint,
                },
            ),
            "person" => (FinalStateAction::Forward, TargetType::User),
            "external" => (FinalStateAction::Forward, TargetType::Phone),
            // The target type of a person's voicemail is not published; the person is a user.
            "voicemail" => (FinalStateAction::Voicemail, TargetType::User),
            "shared-voicemail" => (FinalStateAction::SharedVoicemail, TargetType::Mailbox),
            _ => (FinalStateAction::Other, TargetType::Other),
        };
        Self::new(result, action, target)
    }

    /// Corrects the target type, as the template does before it looks for legends.
    pub const fn corrected_target(self) -> TargetType {
        match self.result {
            QueueResult::CallbackCallTimedOut => TargetType::Disconnect,
            QueueResult::TransferredToCallbackCaller => TargetType::User,
            QueueResult::AgentJoinedConference
            | QueueResult::TransferredToAgent
            | QueueResult::Overflown
            | QueueResult::TimedOut
            | QueueResult::NoAgent
            | QueueResult::Disconnected
            | QueueResult::Declined
            | QueueResult::Error
            | QueueResult::Failed
            | QueueResult::Invalid => self.target,
        }
    }
}

impl QueueResult {
    /// Every result.
    pub const ALL: [Self; 12] = [
        Self::AgentJoinedConference,
        Self::TransferredToAgent,
        Self::TransferredToCallbackCaller,
        Self::CallbackCallTimedOut,
        Self::Overflown,
        Self::TimedOut,
        Self::NoAgent,
        Self::Disconnected,
        Self::Declined,
        Self::Error,
        Self::Failed,
        Self::Invalid,
    ];

    /// Shows the published word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AgentJoinedConference => "agent_joined_conference",
            Self::TransferredToAgent => "transferred_to_agent",
            Self::TransferredToCallbackCaller => "transferred_to_callback_caller",
            Self::CallbackCallTimedOut => "callback_call_timed_out",
            Self::Overflown => "overflown",
            Self::TimedOut => "timed_out",
            Self::NoAgent => "no_agent",
            Self::Disconnected => "disconnected",
            Self::Declined => "declined",
            Self::Error => "error",
            Self::Failed => "failed",
            Self::Invalid => "invalid",
        }
    }
}

impl FinalStateAction {
    /// Shows the published word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Disconnect => "disconnect",
            Self::DisconnectWithBusy => "disconnect_with_busy",
            Self::Forward => "forward",
            Self::SharedVoicemail => "shared_voicemail",
            Self::Voicemail => "voicemail",
            Self::FailedToAcceptCall => "failed_to_accept_call",
            Self::Other => "other",
        }
    }
}

impl TargetType {
    /// Every target type.
    pub const ALL: [Self; 7] = [
        Self::ApplicationEndpoint,
        Self::ConfigurationEndpoint,
        Self::Mailbox,
        Self::Phone,
        Self::User,
        Self::Disconnect,
        Self::Other,
    ];

    /// Shows the word as the template's query has it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ApplicationEndpoint => "ApplicationEndpoint",
            Self::ConfigurationEndpoint => "ConfigurationEndpoint",
            Self::Mailbox => "MailBox",
            Self::Phone => "Phone",
            Self::User => "User",
            Self::Disconnect => "Disconnect",
            Self::Other => "Other",
        }
    }

    /// Reads a published word, in either spelling of the mailbox; an unknown one is `Other`.
    pub fn from_word(word: &str) -> Self {
        match word {
            "Mailbox" => Self::Mailbox,
            word => {
                let mut all = Self::ALL.into_iter();
                all.find(|target| target.word() == word)
                    .unwrap_or(Self::Other)
            }
        }
    }
}

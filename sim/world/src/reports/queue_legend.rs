//! The legends of the queue tables: how the report template shows a result together with its target.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16, the fields `Call Queue Call Result
//! Legend` and `Call Queue Target Type Legend` of fCallQueueAnalytics and `Call Queue Call Result Legend` of
//! fCallQueueFinalStateAction. Which pair has which legend is the template's own query; a pair that it does not list is
//! "Other".

use super::{FinalStateAction, Outcome, QueueResult, TargetType};

/// An exception of a queue, as legends name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exceptional {
    /// "Overflowed".
    Overflowed,
    /// "Timed Out".
    TimedOut,
    /// "No Agents".
    NoAgents,
}

/// `Call Queue Call Result Legend` of fCallQueueAnalytics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QueueLegend {
    /// The caller hung up first.
    Abandoned,
    /// An agent answered.
    AgentAnswered,
    /// An exception took the call.
    Exception(Exceptional),
    /// Anything else.
    Other,
}

/// `Call Queue Target Type Legend` of fCallQueueAnalytics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DetailedLegend {
    /// The caller hung up first.
    Abandoned,
    /// An agent answered.
    AgentAnsweredCall,
    /// An agent took the callback.
    AgentAnsweredCallback,
    /// An exception sent the call to another voice app.
    Application(Exceptional),
    /// An exception sent the caller to a shared voicemail.
    Voicemail(Exceptional),
    /// An exception ended the call.
    Disconnect(Exceptional),
    /// An exception sent the call to a number outside.
    External(Exceptional),
    /// An exception sent the call to a person.
    User(Exceptional),
    /// Nobody took the callback in time.
    TimedOutCallback,
    /// Anything else.
    Other,
}

/// `Call Queue Call Result Legend` of fCallQueueFinalStateAction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FinalStateLegend {
    /// The caller hung up first.
    Abandoned,
    /// An agent answered.
    AgentAnsweredCall,
    /// An agent took the callback.
    AgentAnsweredCallback,
    /// An exception ended the call.
    Disconnect(Exceptional),
    /// An exception sent the call on.
    Xferred(Exceptional),
    /// An exception sent the caller to a voicemail.
    Voicemail(Exceptional),
    /// Nobody took the callback in time.
    TimedOutCallback,
    /// Anything else.
    Other,
}

impl Outcome {
    /// Tells the detailed legend.
    pub const fn detailed_legend(self) -> DetailedLegend {
        use DetailedLegend as Legend;
        use QueueResult as Result;
        use TargetType as Target;
        match (self.result, self.corrected_target()) {
            (Result::AgentJoinedConference | Result::TransferredToAgent, Target::User) => {
                Legend::AgentAnsweredCall
            }
            (Result::TransferredToCallbackCaller, Target::User) => Legend::AgentAnsweredCallback,
            (Result::Disconnected, Target::Disconnect) => Legend::Abandoned,
            (Result::CallbackCallTimedOut, Target::Disconnect) => Legend::TimedOutCallback,
            (Result::Overflown, target) => exceptional(Exceptional::Overflowed, target),
            (Result::TimedOut, target) => exceptional(Exceptional::TimedOut, target),
            (Result::NoAgent, target) => exceptional(Exceptional::NoAgents, target),
            (
                Result::AgentJoinedConference
                | Result::TransferredToAgent
                | Result::TransferredToCallbackCaller
                | Result::CallbackCallTimedOut
                | Result::Disconnected
                | Result::Declined
                | Result::Error
                | Result::Failed
                | Result::Invalid,
                _,
            ) => Legend::Other,
        }
    }

    /// Tells the legend of the result alone.
    pub const fn legend(self) -> QueueLegend {
        match self.detailed_legend() {
            DetailedLegend::Abandoned => QueueLegend::Abandoned,
            DetailedLegend::AgentAnsweredCall | DetailedLegend::AgentAnsweredCallback => {
                QueueLegend::AgentAnswered
            }
            DetailedLegend::Application(exception)
            | DetailedLegend::Voicemail(exception)
            | DetailedLegend::Disconnect(exception)
            | DetailedLegend::External(exception)
            | DetailedLegend::User(exception) => QueueLegend::Exception(exception),
            DetailedLegend::TimedOutCallback => QueueLegend::Exception(Exceptional::TimedOut),
            DetailedLegend::Other => QueueLegend::Other,
        }
    }

    /// Tells the legend of the final state, which puts everybody to whom a call is sent on into one.
    pub const fn final_state_legend(self) -> FinalStateLegend {
        let exception = match self.detailed_legend() {
            DetailedLegend::Abandoned => return FinalStateLegend::Abandoned,
            DetailedLegend::AgentAnsweredCall => return FinalStateLegend::AgentAnsweredCall,
            DetailedLegend::AgentAnsweredCallback => {
                return FinalStateLegend::AgentAnsweredCallback;
            }
            DetailedLegend::TimedOutCallback => return FinalStateLegend::TimedOutCallback,
            DetailedLegend::Other => return FinalStateLegend::Other,
            DetailedLegend::Application(exception)
            | DetailedLegend::Voicemail(exception)
            | DetailedLegend::Disconnect(exception)
            | DetailedLegend::External(exception)
            | DetailedLegend::User(exception) => exception,
        };
        match self.action {
            FinalStateAction::Disconnect | FinalStateAction::DisconnectWithBusy => {
                FinalStateLegend::Disconnect(exception)
            }
            FinalStateAction::Forward => FinalStateLegend::Xferred(exception),
            FinalStateAction::SharedVoicemail | FinalStateAction::Voicemail => {
                FinalStateLegend::Voicemail(exception)
            }
            FinalStateAction::FailedToAcceptCall | FinalStateAction::Other => {
                FinalStateLegend::Other
            }
        }
    }

    /// Tells whether the caller hung up before anything else happened.
    pub const fn is_abandoned(self) -> bool {
        matches!(self.detailed_legend(), DetailedLegend::Abandoned)
    }

    /// Tells whether an agent has talked to the caller.
    pub const fn is_answered(self) -> bool {
        matches!(self.legend(), QueueLegend::AgentAnswered)
    }
}

const fn exceptional(exception: Exceptional, target: TargetType) -> DetailedLegend {
    match target {
        TargetType::ApplicationEndpoint | TargetType::ConfigurationEndpoint => {
            DetailedLegend::Application(exception)
        }
        TargetType::Mailbox => DetailedLegend::Voicemail(exception),
        TargetType::Disconnect => DetailedLegend::Disconnect(exception),
        TargetType::Phone => DetailedLegend::External(exception),
        TargetType::User => DetailedLegend::User(exception),
        TargetType::Other => DetailedLegend::Other,
    }
}

impl Exceptional {
    const fn text(self) -> &'static str {
        match self {
            Self::Overflowed => "Overflowed",
            Self::TimedOut => "Timed Out",
            Self::NoAgents => "No Agents",
        }
    }

    fn with(self, what: &str) -> String {
        format!("{} ({what})", self.text())
    }
}

impl QueueLegend {
    /// Shows the published text.
    pub fn text(self) -> String {
        match self {
            Self::Abandoned => "Abandoned".to_owned(),
            Self::AgentAnswered => "Agent Answered".to_owned(),
            Self::Exception(exception) => exception.text().to_owned(),
            Self::Other => "Other".to_owned(),
        }
    }
}

impl DetailedLegend {
    /// Shows the published text.
    pub fn text(self) -> String {
        match self {
            Self::Abandoned => "Abandoned".to_owned(),
            Self::AgentAnsweredCall => "Agent Answered (Call)".to_owned(),
            Self::AgentAnsweredCallback => "Agent Answered (Callback)".to_owned(),
            Self::Application(exception) => exception.with("Application"),
            Self::Voicemail(exception) => exception.with("Voicemail"),
            Self::Disconnect(exception) => exception.with("Disconnect"),
            Self::External(exception) => exception.with("External"),
            Self::User(exception) => exception.with("User"),
            Self::TimedOutCallback => Exceptional::TimedOut.with("Callback"),
            Self::Other => "Other".to_owned(),
        }
    }
}

impl FinalStateLegend {
    /// Shows the published text.
    pub fn text(self) -> String {
        match self {
            Self::Abandoned => "Abandoned".to_owned(),
            Self::AgentAnsweredCall => "Agent Answered (Call)".to_owned(),
            Self::AgentAnsweredCallback => "Agent Answered (Callback)".to_owned(),
            Self::Disconnect(exception) => exception.with("Disconnect"),
            Self::Xferred(exception) => exception.with("Xferred"),
            Self::Voicemail(exception) => exception.with("Voicemail"),
            Self::TimedOutCallback => Exceptional::TimedOut.with("Callback"),
            Self::Other => "Other".to_owned(),
        }
    }
}

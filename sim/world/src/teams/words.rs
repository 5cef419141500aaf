//! The words in which facts of voice apps tell how something went.

use serde::{Deserialize, Serialize};

/// Which exception of a queue fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExceptionKind {
    /// Too many were waiting.
    Overflow,
    /// The call had waited too long.
    Timeout,
    /// Nobody was there.
    NoAgents,
}

/// What became of a request to be called back that came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallbackFailure {
    /// It waited too long.
    TimedOut,
    /// The customer was not reached.
    NotReached,
}

/// How an offer ended that its agent did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OfferEnd {
    /// The agent dismissed it.
    Declined,
    /// The agent is in a call and takes no second one: it never rang.
    Busy,
    /// The alert time passed.
    Missed,
    /// Somebody else answered, the caller left, or an exception fired.
    Withdrawn,
}

/// Whose voicemail it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoicemailKind {
    /// A group's.
    Shared,
    /// A person's.
    Personal,
}

/// Which flow of an attendant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FlowKind {
    /// That of business hours, the default.
    BusinessHours,
    /// That of the hours outside them.
    AfterHours,
    /// That of a holiday.
    Holiday,
}

/// What came of a key or of words in an attendant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeardOutcome {
    /// They selected an option.
    Selected,
    /// No option has them: the round is used up.
    NotAnOption,
    /// Input is not processed now.
    Ignored,
    /// They are looked for in the directory, or will be once the whole is typed.
    Searched,
    /// The names that fit are read out again.
    Repeated,
    /// The menu begins again.
    MainMenu,
}

/// How a call left an attendant.
///
/// Source: `AutoAttendantCallResult` of "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttendantResult {
    /// To a queue.
    TransferredToCq,
    /// To another attendant.
    TransferInProgress,
    /// Back to its own start.
    TransferredToSelf,
    /// To a person.
    TransferredToUser,
    /// To a number outside; reports call it "Transferred (External)".
    TransferredToExternal,
    /// To a group's voicemail.
    TransferredToSharedVoicemail,
    /// To the operator.
    TransferredToOperator,
    /// To the operator, because the configuration is broken.
    FailoverToOperator,
    /// Ended by a key or by words.
    ServiceTerminated,
    /// Ended by an option that needs no input.
    TerminatedAutomaticSelection,
    /// Nothing was selected or the configuration is broken, and there is no operator.
    TerminatedNoOperator,
    /// The transfer failed.
    TerminatedTransferFailed,
    /// The caller hung up.
    UserTerminated,
    /// The attendant had the call for too long.
    OaaSessionTooLong,
    /// The call had been through too many voice apps to enter another one.
    OaaChainTooLong,
}

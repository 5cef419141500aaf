//! The legend of the attendant table, and the words of its results.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16, `AACallResultLegend`.

use super::{
    record::{AttendantLeft, AttendantResultTold},
    words,
};
use crate::teams::AttendantResult;

/// `AACallResultLegend`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttendantLegend {
    /// The caller hung up without a selection.
    TerminatedNoCallerAction,
    /// The caller hung up after a selection.
    TerminatedWithCallerAction,
    /// The attendant ended the call.
    TerminatedDisconnected,
    /// There was no operator.
    TerminatedNoOperator,
    /// The call could not be sent on.
    TerminatedTransferFailed,
    /// To an attendant.
    TransferredAa,
    /// To a queue.
    TransferredCq,
    /// To the operator.
    TransferredOperator,
    /// To a shared voicemail.
    TransferredVoicemail,
    /// To a number outside.
    TransferredExternal,
    /// To a person.
    TransferredUser,
    /// Anything else.
    Other,
}

impl AttendantLegend {
    /// Every legend.
    pub const ALL: [Self; 12] = [
        Self::TerminatedNoCallerAction,
        Self::TerminatedWithCallerAction,
        Self::TerminatedDisconnected,
        Self::TerminatedNoOperator,
        Self::TerminatedTransferFailed,
        Self::TransferredAa,
        Self::TransferredCq,
        Self::TransferredOperator,
        Self::TransferredVoicemail,
        Self::TransferredExternal,
        Self::TransferredUser,
        Self::Other,
    ];

    /// Shows the published text.
    pub const fn text(self) -> &'static str {
        match self {
            Self::TerminatedNoCallerAction => "Terminated (No Caller Action)",
            Self::TerminatedWithCallerAction => "Terminated (With Caller Action)",
            Self::TerminatedDisconnected => "Terminated (Disconnected)",
            Self::TerminatedNoOperator => "Terminated (No Operator)",
            Self::TerminatedTransferFailed => "Terminated (Transfer Failed)",
            Self::TransferredAa => "Transferred (AA)",
            Self::TransferredCq => "Transferred (CQ)",
            Self::TransferredOperator => "Transferred (Operator)",
            Self::TransferredVoicemail => "Transferred (Voicemail)",
            Self::TransferredExternal => "Transferred (External)",
            Self::TransferredUser => "Transferred (User)",
            Self::Other => "Other",
        }
    }
}

impl AttendantLeft {
    /// `AutoAttendantTransferAction`, or nothing where the call was sent nowhere.
    pub fn transfer_action(&self) -> Option<&'static str> {
        let word = words::transfer_action(self.action.as_deref());
        (!word.is_empty()).then_some(word)
    }

    /// Tells the legend. Whether a hang-up is one with caller action is told by the number of selections.
    pub const fn legend(&self) -> AttendantLegend {
        let result = match self.result {
            AttendantResultTold::Known(result) => result,
            AttendantResultTold::Unknown => return AttendantLegend::Other,
        };
        match (result, self.selections) {
            (AttendantResult::UserTerminated, 0) => AttendantLegend::TerminatedNoCallerAction,
            (AttendantResult::UserTerminated, _) => AttendantLegend::TerminatedWithCallerAction,
            (
                AttendantResult::ServiceTerminated | AttendantResult::TerminatedAutomaticSelection,
                _,
            ) => AttendantLegend::TerminatedDisconnected,
            (AttendantResult::TerminatedNoOperator, _) => AttendantLegend::TerminatedNoOperator,
            (AttendantResult::TerminatedTransferFailed, _) => {
                AttendantLegend::TerminatedTransferFailed
            }
            (AttendantResult::TransferInProgress | AttendantResult::TransferredToSelf, _) => {
                AttendantLegend::TransferredAa
            }
            (AttendantResult::TransferredToCq, _) => AttendantLegend::TransferredCq,
            (AttendantResult::TransferredToOperator | AttendantResult::FailoverToOperator, _) => {
                AttendantLegend::TransferredOperator
            }
            (AttendantResult::TransferredToSharedVoicemail, _) => {
                AttendantLegend::TransferredVoicemail
            }
            (AttendantResult::TransferredToExternal, _) => AttendantLegend::TransferredExternal,
            (AttendantResult::TransferredToUser, _) => AttendantLegend::TransferredUser,
            (AttendantResult::OaaChainTooLong | AttendantResult::OaaSessionTooLong, _) => {
                AttendantLegend::Other
            }
        }
    }
}

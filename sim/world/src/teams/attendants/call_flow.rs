//! In which part of its flow a call leaves an attendant.
//!
//! Source of the words: `AutoAttendantCallFlow` of "Auto Attendant & Call Queue Historical Report", Microsoft Learn,
//! 2024-09-16. Which of them a record carries is not published: here it is the part in which the call left.

use super::visit::Step;
use crate::teams::{AttendantResult, CallFlow};

/// Names the part of the flow.
pub(super) fn left_in(result: AttendantResult, step: Step) -> CallFlow {
    match result {
        AttendantResult::TransferredToCq
        | AttendantResult::TransferInProgress
        | AttendantResult::TransferredToSelf
        | AttendantResult::TransferredToUser
        | AttendantResult::TransferredToExternal
        | AttendantResult::TransferredToSharedVoicemail
        | AttendantResult::TransferredToOperator
        | AttendantResult::FailoverToOperator
        | AttendantResult::TerminatedTransferFailed => CallFlow::CallTransfer,
        AttendantResult::TerminatedAutomaticSelection => CallFlow::AutomaticMenu,
        AttendantResult::ServiceTerminated
        | AttendantResult::TerminatedNoOperator
        | AttendantResult::OaaSessionTooLong => CallFlow::CallTermination,
        AttendantResult::UserTerminated => match step {
            Step::Greeting => CallFlow::MainMenu,
            Step::Menu | Step::Window => CallFlow::UserSelection,
            Step::Announcement => CallFlow::Announcement,
        },
    }
}

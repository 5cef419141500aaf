//! In which part of its flow a call leaves an attendant.
//!
//! Source of the words and their meanings: `AutoAttendantCallFlow` of "Auto Attendant & Call Queue Historical Report",
//! Microsoft Learn, 2024-09-16. Which of them a record carries is not published: here it is the part in which the call was
//! last.

use super::visit::{Step, Visit};
use crate::teams::{AttendantResult, CallFlow};

/// What led the call to where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::teams) enum Last {
    /// Its arrival.
    Arrival,
    /// An option that needs no input.
    Automatic,
    /// A key that an option has.
    Key,
    /// Words that an option has.
    Words,
    /// A search in the directory.
    Search,
}

/// Names the part.
pub(super) fn left_in(visit: &Visit, result: AttendantResult) -> CallFlow {
    match (result, visit.last) {
        (AttendantResult::UserTerminated, _) => hung_up_in(visit),
        (_, Last::Automatic) => CallFlow::AutomaticMenu,
        (AttendantResult::TransferredToUser, Last::Search) => CallFlow::AbsSearch,
        (
            AttendantResult::TransferredToCq
            | AttendantResult::TransferInProgress
            | AttendantResult::TransferredToSelf
            | AttendantResult::TransferredToUser
            | AttendantResult::TransferredToExternal
            | AttendantResult::TransferredToSharedVoicemail
            | AttendantResult::TransferredToOperator
            | AttendantResult::FailoverToOperator
            | AttendantResult::TerminatedTransferFailed,
            Last::Arrival | Last::Key | Last::Words | Last::Search,
        ) => CallFlow::CallTransfer,
        (
            AttendantResult::ServiceTerminated
            | AttendantResult::TerminatedAutomaticSelection
            | AttendantResult::TerminatedNoOperator
            | AttendantResult::OaaSessionTooLong
            | AttendantResult::OaaChainTooLong,
            Last::Arrival | Last::Key | Last::Words | Last::Search,
        ) => CallFlow::CallTermination,
    }
}

fn hung_up_in(visit: &Visit) -> CallFlow {
    match (visit.step, visit.last) {
        (Step::Greeting, _) => CallFlow::MainMenu,
        (Step::Announcement, _) => CallFlow::Announcement,
        (Step::Typing | Step::Names | Step::Choosing | Step::NotFound, _) => CallFlow::AbsSearch,
        (Step::Menu | Step::Window, Last::Arrival) => CallFlow::MainMenu,
        (Step::Menu | Step::Window, Last::Automatic) => CallFlow::AutomaticMenu,
        (Step::Menu | Step::Window, Last::Key) => CallFlow::UserSelection,
        (Step::Menu | Step::Window, Last::Words) => CallFlow::SpeechInputConfirmation,
        (Step::Menu | Step::Window, Last::Search) => CallFlow::AbsSearch,
    }
}

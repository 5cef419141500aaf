//! The published words of what facts carry as values of our own.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16, "Dimensions and measurements".

use super::record::AttendantResultTold;
use crate::teams::{AttendantResult, CallFlow, Connectivity, SearchMethod};

/// `AutoAttendantCallResult`.
pub(super) const fn result(result: AttendantResultTold) -> &'static str {
    let result = match result {
        AttendantResultTold::Known(result) => result,
        AttendantResultTold::Unknown => return "unknown",
    };
    match result {
        AttendantResult::TransferredToCq => "transferred_to_cq",
        AttendantResult::TransferInProgress => "transfer_in_progress",
        AttendantResult::TransferredToSelf => "transferred_to_self",
        AttendantResult::TransferredToUser => "transferred_to_user",
        AttendantResult::TransferredToExternal => "transferred_to_external",
        AttendantResult::TransferredToSharedVoicemail => "transferred_to_shared_voicemail",
        AttendantResult::TransferredToOperator => "transferred_to_operator",
        AttendantResult::FailoverToOperator => "failover_to_operator",
        AttendantResult::ServiceTerminated => "service_terminated",
        AttendantResult::TerminatedAutomaticSelection => "terminated_automatic_selection",
        AttendantResult::TerminatedNoOperator => "terminated_no_operator",
        AttendantResult::TerminatedTransferFailed => "terminated_transfer_failed",
        AttendantResult::UserTerminated => "user_terminated",
        AttendantResult::OaaChainTooLong => "oaa_chain_too_long",
        AttendantResult::OaaSessionTooLong => "oaa_session_too_long",
    }
}

/// `AutoAttendantCallFlow`.
pub(super) const fn call_flow(flow: CallFlow) -> &'static str {
    match flow {
        CallFlow::AbsSearch => "abs_search",
        CallFlow::Announcement => "announcement",
        CallFlow::AutomaticMenu => "automatic_menu",
        CallFlow::CallTermination => "call_termination",
        CallFlow::CallTransfer => "call_transfer",
        CallFlow::FirstLevelMenu => "first_level_menu",
        CallFlow::MainMenu => "main_menu",
        CallFlow::SpeechInputConfirmation => "speech_input_confirmation",
        CallFlow::UserSelection => "user_selection",
    }
}

/// `AutoAttendantDirectorySearchMethod`.
pub(super) const fn search(method: SearchMethod) -> &'static str {
    match method {
        SearchMethod::AbsSearchDtmf => "abs_search_dtmf",
        SearchMethod::AbsSearchVoice => "abs_search_voice",
    }
}

/// `AADirectorySearchMethodLegend`.
pub(super) const fn search_legend(method: SearchMethod) -> &'static str {
    match method {
        SearchMethod::AbsSearchDtmf => "DTMF",
        SearchMethod::AbsSearchVoice => "Voice",
    }
}

/// `AutoAttendantTransferAction` of an action of the fact `attendant-left`; empty where the call was sent nowhere.
pub(super) fn transfer_action(action: Option<&str>) -> &'static str {
    match action {
        Some("attendant") => "AA",
        Some("queue") => "CQ",
        Some("external") => "external_pstn",
        Some("shared-voicemail") => "shared voicemail",
        Some("disconnect" | "disconnect-with-busy") | None => "",
        Some(_) => "Unknown",
    }
}

/// `PSTNConnectivityType`; calls from within the tenant have none.
pub(super) const fn connectivity(connectivity: Connectivity) -> &'static str {
    match connectivity {
        Connectivity::AcsCall => "ACS Call",
        Connectivity::CallingPlan => "CallingPlan",
        Connectivity::OperatorConnect => "OperatorConnect",
        Connectivity::DirectRouting => "DirectRouting",
        Connectivity::Internal => "",
    }
}

/// Whether the call came over the phone network, whose minutes are counted.
pub(super) const fn is_on_phone(connectivity: Connectivity) -> bool {
    match connectivity {
        Connectivity::CallingPlan | Connectivity::OperatorConnect | Connectivity::DirectRouting => {
            true
        }
        Connectivity::AcsCall | Connectivity::Internal => false,
    }
}

#[cfg(test)]
mod tests {
    use serde::{
        Deserialize,
        de::value::{Error, StrDeserializer},
    };

    use super::*;

    fn read<'de, T: Deserialize<'de>>(word: &'de str) -> Result<T, Error> {
        T::deserialize(StrDeserializer::new(word))
    }

    #[test]
    fn the_words_of_reports_are_those_of_facts() {
        for word in [
            "transferred_to_cq",
            "transfer_in_progress",
            "transferred_to_self",
            "transferred_to_user",
            "transferred_to_external",
            "transferred_to_shared_voicemail",
            "transferred_to_operator",
            "failover_to_operator",
            "service_terminated",
            "terminated_automatic_selection",
            "terminated_no_operator",
            "terminated_transfer_failed",
            "user_terminated",
            "oaa_session_too_long",
        ] {
            let known: AttendantResult = read(word).expect("facts have the word");
            assert_eq!(result(AttendantResultTold::Known(known)), word);
        }
        for word in [
            "abs_search",
            "announcement",
            "automatic_menu",
            "call_termination",
            "call_transfer",
            "first_level_menu",
            "main_menu",
            "speech_input_confirmation",
            "user_selection",
        ] {
            assert_eq!(call_flow(read(word).expect("facts have the word")), word);
        }
        for word in ["abs_search_dtmf", "abs_search_voice"] {
            assert_eq!(search(read(word).expect("facts have the word")), word);
        }
    }
}

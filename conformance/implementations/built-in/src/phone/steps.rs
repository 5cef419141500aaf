//! One step of a call for each event. What a step needs to know stands in the operation context of the one before.

use super::callbacks::{ChoiceResult, Data, Event};
use super::menu::{self, Occasion};
use crate::center::Center;
use crate::client::{Failure, calls};
use crate::misbehave::Defect;

/// How long an expert may let it ring, in seconds.
const EXPERT_RINGS_S: u32 = 20;

/// Takes the step that follows from an event.
pub(super) async fn follow(center: &Center, caller: &str, event: &Event) -> Result<(), Failure> {
    let data = &event.data;
    let id = &data.call_connection_id;
    let context = data.operation_context.as_str();
    match (event.name(), context.split_once(':')) {
        ("CallConnected", None) if context == "outbound" => {
            let text = "This is Contoso. You asked us to call you. Connecting you to Support.";
            say(center, id, text, "bye:Support").await
        }
        ("CallConnected", _) => ask(center, id, caller, Occasion::Welcome, "menu-1").await,
        ("RecognizeCompleted", _) => match &data.choice_result {
            Some(ChoiceResult { label }) => announce(center, id, label).await,
            None => ask_again(center, caller, data).await,
        },
        ("RecognizeFailed", _) => ask_again(center, caller, data).await,
        ("PlayCompleted" | "PlayFailed", Some(("bye", label))) => {
            hand_over(center, id, label).await
        }
        ("PlayCompleted" | "PlayFailed", None) if matches!(context, "goodbye" | "unavailable") => {
            calls::terminate(&center.connection, id).await
        }
        ("AddParticipantSucceeded", _) if center.misbehaves(Defect::LeavesCustomer) => {
            calls::terminate(&center.connection, id).await
        }
        ("AddParticipantSucceeded", _) => calls::leave(&center.connection, id).await,
        ("AddParticipantFailed", _) if center.misbehaves(Defect::DropsDeclined) => {
            calls::terminate(&center.connection, id).await
        }
        ("AddParticipantFailed", _) => {
            let text = "The expert is not available. Connecting you to Support.";
            say(center, id, text, "bye:Support").await
        }
        ("CallTransferFailed", _) => {
            say(center, id, "All our agents are unavailable.", "unavailable").await
        }
        ("CallDisconnected", _) if center.misbehaves(Defect::IgnoresHangUp) => {
            ask(center, id, caller, Occasion::Welcome, "menu-1").await
        }
        // CallDisconnected and CreateCallFailed included: nothing was kept that could be forgotten.
        _ => Ok(()),
    }
}

/// Says where a choice leads.
async fn announce(center: &Center, call_connection_id: &str, label: &str) -> Result<(), Failure> {
    let text = match label {
        menu::EXPERT => "Connecting you to an expert.".to_owned(),
        queue => format!("Connecting you to {queue}."),
    };
    say(center, call_connection_id, &text, &format!("bye:{label}")).await
}

/// Goes where a choice leads.
async fn hand_over(center: &Center, call_connection_id: &str, label: &str) -> Result<(), Failure> {
    if center.misbehaves(Defect::LosesCallback) {
        return Ok(());
    }
    let connection = &center.connection;
    if label == menu::EXPERT {
        let expert = calls::Invitation {
            user_id: &center.settings.expert,
            source_display_name: "Contoso",
            timeout_s: EXPERT_RINGS_S,
            operation_context: "expert",
        };
        return calls::add_teams_user(connection, call_connection_id, &expert).await;
    }
    let queue = if center.misbehaves(Defect::WrongQueue) {
        menu::other_queue(label, &center.settings)
    } else {
        menu::queue(label, &center.settings)
    };
    let context = format!("transfer:{label}");
    calls::transfer_to_teams_app(connection, call_connection_id, queue, &context).await
}

async fn ask(
    center: &Center,
    call_connection_id: &str,
    caller: &str,
    occasion: Occasion,
    operation_context: &str,
) -> Result<(), Failure> {
    let question = calls::Question {
        prompt: &occasion.prompt(),
        choices: menu::choices(),
        initial_silence_s: menu::INITIAL_SILENCE_S,
        target: caller,
        operation_context,
    };
    calls::recognize(&center.connection, call_connection_id, &question).await
}

/// Reads the menu a second time, and gives up after that.
async fn ask_again(center: &Center, caller: &str, data: &Data) -> Result<(), Failure> {
    let id = &data.call_connection_id;
    if data.operation_context != "menu-1" {
        return say(center, id, "Goodbye.", "goodbye").await;
    }
    let sub_code = data
        .result_information
        .as_ref()
        .map_or(0, |result| result.sub_code);
    let occasion = match Occasion::of_failure(sub_code) {
        Occasion::NotUnderstood if center.misbehaves(Defect::WrongMenuOnSilence) => {
            Occasion::NotInTheMenu
        }
        Occasion::NotInTheMenu if center.misbehaves(Defect::GuessesChoice) => {
            return announce(center, id, "Sales").await;
        }
        occasion => occasion,
    };
    ask(center, id, caller, occasion, "menu-2").await
}

async fn say(
    center: &Center,
    call_connection_id: &str,
    text: &str,
    operation_context: &str,
) -> Result<(), Failure> {
    let connection = &center.connection;
    calls::play(connection, call_connection_id, text, operation_context).await
}

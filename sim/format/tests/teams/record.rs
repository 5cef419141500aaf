//! What the reports say of a call's first queue and first attendant, derived from facts.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16.

use std::collections::BTreeMap;

use ringback_world::{
    What,
    declaration::{Endpoint, Target},
    teams::{AttendantResult, Fact},
};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    run::{Ran, seconds},
    told,
};

/// A record of a queue, or what a case says of it: what it leaves out is not compared.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct QueueRecord {
    pub(crate) at: Option<f64>,
    pub(crate) queue: Option<String>,
    pub(crate) result: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) duration: Option<f64>,
    pub(crate) legend: Option<String>,
}

/// A record of an attendant.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AttendantRecord {
    pub(crate) at: Option<f64>,
    pub(crate) attendant: Option<String>,
    pub(crate) result: Option<String>,
    pub(crate) action: Option<String>,
    pub(crate) selections: Option<u32>,
    pub(crate) legend: Option<String>,
}

/// What one fact says of a queue's record: result, final state action, target type.
type Words = [&'static str; 3];

/// Derives the record of each call's first queue.
pub(crate) fn queues(ran: &Ran) -> BTreeMap<String, QueueRecord> {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let mut records = BTreeMap::new();
    for told in told::told(ran) {
        let member = |key: &str| told.get(key).and_then(Value::as_str);
        let (Some(call), Some(queue)) = (member("call"), member("queue")) else {
            continue;
        };
        if first
            .entry(call.to_owned())
            .or_insert_with(|| queue.to_owned())
            != queue
        {
            continue;
        }
        let Some([result, action, target]) = words(ran, queue, &member) else {
            continue;
        };
        records
            .entry(call.to_owned())
            .or_insert_with(|| QueueRecord {
                at: told.get("at").and_then(Value::as_f64),
                queue: Some(queue.to_owned()),
                result: Some(result.to_owned()),
                action: Some(action.to_owned()),
                target: Some(target.to_owned()),
                duration: told.get("waited").and_then(Value::as_f64),
                legend: Some(legend(result, target)),
            });
    }
    records
}

fn words<'a>(ran: &Ran, queue: &str, member: &impl Fn(&str) -> Option<&'a str>) -> Option<Words> {
    match member("fact")? {
        "answered-by-agent" if member("mode") == Some("off") => {
            Some(["transferred_to_agent", "other", "User"])
        }
        "answered-by-agent" => Some(["agent_joined_conference", "other", "User"]),
        "callback-answered" => Some(["transferred_to_callback_caller", "other", "User"]),
        "callback-timed-out" => Some(["callback_call_timed_out", "other", "Disconnect"]),
        "abandoned" => Some(["disconnected", "other", "Disconnect"]),
        "redirected" => {
            let mut queues = ran.world.declaration().teams.queues.iter();
            let declared = queues.find(|declared| declared.name == queue)?;
            let (result, target) = match member("exception")? {
                "overflow" => ("overflown", &declared.overflow.target),
                "timeout" => ("timed_out", &declared.timeout.target),
                _ => ("no_agent", &declared.no_agents.as_ref()?.target),
            };
            let (action, target) = left_for(target);
            Some([result, action, target])
        }
        _ => None,
    }
}

/// Final state action and target type.
fn left_for(target: &Target) -> (&'static str, &'static str) {
    match target {
        Target::Disconnect => ("disconnect", "Disconnect"),
        Target::DisconnectWithBusy => ("disconnect_with_busy", "Disconnect"),
        Target::Queue { by, .. } | Target::Attendant { by, .. } => match by {
            Endpoint::ResourceAccount => ("forward", "ApplicationEndpoint"),
            Endpoint::Direct => ("forward", "ConfigurationEndpoint"),
        },
        Target::Person { .. } => ("forward", "User"),
        Target::External { .. } => ("forward", "Phone"),
        Target::Voicemail { .. } => ("voicemail", "User"),
        Target::SharedVoicemail { .. } => ("shared_voicemail", "MailBox"),
    }
}

fn legend(result: &str, target: &str) -> String {
    let rule = match result {
        "agent_joined_conference" | "transferred_to_agent" => {
            return "Agent Answered (Call)".to_owned();
        }
        "transferred_to_callback_caller" => return "Agent Answered (Callback)".to_owned(),
        "callback_call_timed_out" => return "Timed Out (Callback)".to_owned(),
        "disconnected" => return "Abandoned".to_owned(),
        "overflown" => "Overflowed",
        "timed_out" => "Timed Out",
        _ => "No Agents",
    };
    let to = match target {
        "ApplicationEndpoint" | "ConfigurationEndpoint" => "Application",
        "MailBox" => "Voicemail",
        "Phone" => "External",
        "User" => "User",
        _ => "Disconnect",
    };
    format!("{rule} ({to})")
}

/// Derives the record of each call's first attendant.
pub(crate) fn attendants(ran: &Ran) -> BTreeMap<String, AttendantRecord> {
    let mut records = BTreeMap::new();
    for fact in &ran.facts {
        let What::Teams(Fact::AttendantLeft {
            call,
            attendant,
            result,
            action,
            selections,
            ..
        }) = &fact.what
        else {
            continue;
        };
        let name = ran.names.get(call).cloned().unwrap_or_default();
        let word = serde_json::to_value(result).ok();
        records.entry(name).or_insert_with(|| AttendantRecord {
            at: Some(seconds(fact.at)),
            attendant: Some(attendant.clone()),
            result: word.and_then(|word| Some(word.as_str()?.to_owned())),
            action: action
                .as_deref()
                .map(|action| transfer_action(action).to_owned()),
            selections: Some(*selections),
            legend: Some(attendant_legend(*result, *selections).to_owned()),
        });
    }
    records
}

fn transfer_action(action: &str) -> &str {
    match action {
        "queue" => "CQ",
        "attendant" => "AA",
        "external" => "external_pstn",
        "shared-voicemail" => "shared voicemail",
        _ => "Unknown",
    }
}

fn attendant_legend(result: AttendantResult, selections: u32) -> &'static str {
    match result {
        AttendantResult::TransferredToCq => "Transferred (CQ)",
        AttendantResult::TransferInProgress | AttendantResult::TransferredToSelf => {
            "Transferred (AA)"
        }
        AttendantResult::TransferredToUser => "Transferred (User)",
        AttendantResult::TransferredToExternal => "Transferred (External)",
        AttendantResult::TransferredToSharedVoicemail => "Transferred (Voicemail)",
        AttendantResult::TransferredToOperator | AttendantResult::FailoverToOperator => {
            "Transferred (Operator)"
        }
        AttendantResult::ServiceTerminated | AttendantResult::TerminatedAutomaticSelection => {
            "Terminated (Disconnected)"
        }
        AttendantResult::TerminatedNoOperator => "Terminated (No Operator)",
        AttendantResult::TerminatedTransferFailed => "Terminated (Transfer Failed)",
        AttendantResult::UserTerminated if selections == 0 => "Terminated (No Caller Action)",
        AttendantResult::UserTerminated => "Terminated (With Caller Action)",
        AttendantResult::OaaChainTooLong | AttendantResult::OaaSessionTooLong => "Other",
    }
}

//! Which calls may leave for a number outside.
//!
//! Source: "Plan for Teams Auto attendants and Call queues" and "Set up an auto attendant for Microsoft Teams", Microsoft
//! Learn, 2024-01-31.

use super::app::App;
use crate::{
    RawId, World,
    calls::{self, CallId},
    declaration::{
        CommunicationsCredits, ExternalCalls, Licence, PAssertedIdentity, ResourceAccount,
    },
};

/// Tells why a voice app may not send a call to a number outside.
pub(super) fn external(world: &World, call: CallId, from: App, number: &str) -> Result<(), String> {
    let tenant = &world.declaration.teams;
    let line = world.teams.lines.get(&call);
    let app = whose(world, call, from);
    let Some(account) = app.account(tenant) else {
        return Err(format!(
            "{} has no resource account that could be licensed for calls outside",
            app.described(tenant)
        ));
    };
    let whose = format!("the resource account of {}", app.described(tenant));
    match account.licence {
        Licence::Assigned => {}
        Licence::Missing => {
            return Err(format!(
                "{whose} has no Teams Phone Resource Account licence"
            ));
        }
    }
    let Some(by) = dials_by(account, tenant.communications_credits) else {
        return Err(format!(
            "{whose} has neither a Calling Plan and a number, an Operator Connect number, a voice routing policy, nor Communications Credits to call with"
        ));
    };
    if let Some(came_by) = line.and_then(|line| line.trunk)
        && came_by != by
    {
        return Err(format!(
            "the call came by {} and {whose} calls by {}: calls are not transferred between them",
            named(came_by),
            named(by)
        ));
    }
    match by {
        ExternalCalls::VoiceRoutingPolicy => Ok(()),
        ExternalCalls::None | ExternalCalls::CallingPlan | ExternalCalls::OperatorConnect
            if !number.starts_with('+') =>
        {
            Err(format!("{number} is not in E.164, as {} needs", named(by)))
        }
        ExternalCalls::None | ExternalCalls::CallingPlan | ExternalCalls::OperatorConnect => Ok(()),
    }
}

/// Whose resource account counts: that of the first attendant, which has handed the call to others; else that of the app
/// that sends the call out.
fn whose(world: &World, call: CallId, from: App) -> App {
    let line = world.teams.lines.get(&call);
    let first = line.and_then(|line| line.first_attendant);
    first.map_or(from, App::Attendant)
}

/// Who calls, as a number outside sees it: the original caller, whose number Calling Plan and Operator Connect show; with
/// Direct Routing the account's number where the session border controller asserts it. Who calls without a number shows the
/// account's: our choice, as it is not published.
pub(super) fn shown(world: &World, call: CallId, from: App) -> Option<RawId> {
    let tenant = &world.declaration.teams;
    let caller = world.calls.caller(call)?;
    let account = whose(world, call, from).account(tenant);
    let number = account.and_then(|account| account.phone_number.as_deref());
    let asserted = account.map(|account| {
        (
            dials_by(account, tenant.communications_credits),
            account.p_asserted_identity,
        )
    });
    let shows_account = match asserted {
        Some((Some(ExternalCalls::VoiceRoutingPolicy), PAssertedIdentity::On)) => true,
        Some(_) | None => !calls::on_phone(caller),
    };
    let number = number.filter(|_| shows_account);
    Some(number.map_or_else(|| caller.clone(), RawId::phone_number))
}

fn dials_by(account: &ResourceAccount, credits: CommunicationsCredits) -> Option<ExternalCalls> {
    match (account.external_calls, &account.phone_number) {
        (ExternalCalls::VoiceRoutingPolicy, _) => Some(ExternalCalls::VoiceRoutingPolicy),
        (by @ (ExternalCalls::CallingPlan | ExternalCalls::OperatorConnect), Some(_)) => Some(by),
        // Its plan is gone: Communications Credits pay.
        (ExternalCalls::None, Some(_)) => match credits {
            CommunicationsCredits::Available => Some(ExternalCalls::CallingPlan),
            CommunicationsCredits::None => None,
        },
        (
            ExternalCalls::CallingPlan | ExternalCalls::OperatorConnect | ExternalCalls::None,
            None,
        ) => None,
    }
}

/// By which trunk a call to this account's number comes in.
pub(super) fn trunk(account: &ResourceAccount) -> ExternalCalls {
    match account.external_calls {
        // A number without a plan was a Calling Plan's.
        ExternalCalls::None | ExternalCalls::CallingPlan => ExternalCalls::CallingPlan,
        ExternalCalls::OperatorConnect => ExternalCalls::OperatorConnect,
        ExternalCalls::VoiceRoutingPolicy => ExternalCalls::VoiceRoutingPolicy,
    }
}

fn named(by: ExternalCalls) -> &'static str {
    match by {
        ExternalCalls::None | ExternalCalls::CallingPlan => "Calling Plan",
        ExternalCalls::OperatorConnect => "Operator Connect",
        ExternalCalls::VoiceRoutingPolicy => "Direct Routing",
    }
}

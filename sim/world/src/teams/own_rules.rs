//! What a person's own rules do with a call that comes to them. Offers of queues never follow them.
//!
//! Source: "Set-CsUserCallingSettings" and "New-CsTeamsCallingPolicy", Microsoft Teams PowerShell reference, 2026; "Answer auto
//! attendant and call queue calls", Microsoft Learn, 2024-10-31. In which order they are looked at is not published and our
//! choice: the policy for calls from the phone network, forwarding, do not disturb, busy on busy, the ring.

use serde::{Deserialize, Serialize};

use super::{
    Fact,
    course::named,
    people::{self, Reached},
};
use crate::{
    Span, World,
    calls::{self, CallId},
    declaration::{Answerer, BusyOnBusy, InboundPstn, Person, Target, Tenant},
};

/// Which rule of a person has sent a call on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnRule {
    /// Calls are forwarded at once.
    Forwarding,
    /// The call was not taken.
    Unanswered,
    /// The person is in a call and takes no second one.
    BusyOnBusy,
    /// The person does not want to be disturbed.
    DoNotDisturb,
    /// Calls from the phone network do not ring.
    InboundPstn,
}

/// What becomes of a call that has come to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Coming {
    /// It rings, for this long where unanswered calls go on.
    Rings(Option<Span>),
    /// Nobody is signed in, and nothing rings for as long.
    Silent(Option<Span>),
    /// It goes on without a ring.
    GoesTo(Answerer, OwnRule),
    /// It is refused as busy.
    Busy,
    /// It ends, for this reason.
    Ends(String),
}

/// What becomes of a call that has come to this person of the declaration.
pub(super) fn comes(world: &World, call: CallId, person: usize) -> Coming {
    let declared = &world.declaration.teams.people[person];
    let calling = &declared.calling;
    if world.calls.caller(call).is_some_and(calls::on_phone) {
        match calling.inbound_pstn {
            InboundPstn::Voicemail => return to_voicemail(declared, OwnRule::InboundPstn),
            InboundPstn::Unanswered => return not_taken(declared, OwnRule::InboundPstn),
            InboundPstn::Regular | InboundPstn::UserOverride => {}
        }
    }
    if let Some(answerer) = &calling.forwarding {
        return match answerer {
            Answerer::Voicemail => to_voicemail(declared, OwnRule::Forwarding),
            Answerer::Person { .. } | Answerer::Number { .. } => {
                Coming::GoesTo(answerer.clone(), OwnRule::Forwarding)
            }
        };
    }
    let state = &world.teams.people[person];
    let in_a_call = !state.calls.is_empty();
    match (
        people::reached(state.presence),
        in_a_call.then_some(calling.busy_on_busy),
    ) {
        (Reached::Undisturbed, _) => to_voicemail(declared, OwnRule::DoNotDisturb),
        (Reached::SignedOut, _) => Coming::Silent(declared.unanswered_in()),
        (Reached::Rings, Some(BusyOnBusy::Enabled)) => Coming::Busy,
        (Reached::Rings, Some(BusyOnBusy::Unanswered)) => not_taken(declared, OwnRule::BusyOnBusy),
        (Reached::Rings, Some(BusyOnBusy::Disabled) | None) => {
            Coming::Rings(declared.unanswered_in())
        }
    }
}

/// What becomes of a call that a queue's redirect has sent to this person. It follows none of their rules but do not
/// disturb: it rings for a while, then the voicemail takes it.
pub(super) fn comes_from_queue(world: &World, person: usize, rings: Span) -> Coming {
    let declared = &world.declaration.teams.people[person];
    match people::reached(world.teams.people[person].presence) {
        Reached::Undisturbed => to_voicemail(declared, OwnRule::DoNotDisturb),
        Reached::SignedOut => Coming::Silent(Some(rings)),
        Reached::Rings => Coming::Rings(Some(rings)),
    }
}

/// What becomes of a call that the person has not taken.
pub(super) fn not_taken(person: &Person, rule: OwnRule) -> Coming {
    match person.unanswered() {
        Some(answerer) => Coming::GoesTo(answerer, rule),
        None if person.has_voicemail() => Coming::Ends(format!("{} did not answer", person.name)),
        None => Coming::Ends(without_voicemail(person)),
    }
}

/// The call goes to the person's voicemail.
pub(super) fn to_voicemail(person: &Person, rule: OwnRule) -> Coming {
    if person.has_voicemail() {
        Coming::GoesTo(Answerer::Voicemail, rule)
    } else {
        Coming::Ends(without_voicemail(person))
    }
}

/// Tells that a person's rule sends a call on.
pub(super) fn forwarded(
    tenant: &Tenant,
    call: CallId,
    person: usize,
    rule: OwnRule,
    to: &Target,
) -> Fact {
    let (action, target) = named(tenant, to);
    Fact::ForwardedByPerson {
        call,
        person: tenant.people[person].name.clone(),
        rule,
        action: action.to_owned(),
        target: target.unwrap_or_default(),
    }
}

fn without_voicemail(person: &Person) -> String {
    format!("{} did not answer and has no voicemail", person.name)
}

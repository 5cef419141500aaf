//! Busy on busy: an agent who is in a call refuses a queue's offer.
//!
//! Source: "New-CsTeamsCallingPolicy", Microsoft Teams PowerShell reference, 2026 (`BusyOnBusyEnabledType`); that the next agent
//! is offered the call at once is our reading.

use ringback_engine::queues::{self, Command};

use super::{Fact, OfferEnd, drive};
use crate::{World, calls::CallId, declaration::BusyOnBusy};

/// What busy on busy does with an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refuses {
    /// Nothing: it rings.
    No,
    /// The offer passes unheard, as the agent's rule for unanswered calls does not take calls of queues.
    Unheard,
    /// It is refused at once.
    AtOnce,
}

/// Tells what becomes of an offer to a person who may be in a call. Who is offered the same call again at the same
/// instant, because all others have refused it too, lets it pass: a queue would ask for ever.
pub(super) fn refuses(world: &World, call: CallId, person: usize) -> Refuses {
    if world.teams.people[person].calls.is_empty() {
        return Refuses::No;
    }
    match world.declaration.teams.people[person].calling.busy_on_busy {
        BusyOnBusy::Disabled => Refuses::No,
        BusyOnBusy::Unanswered => Refuses::Unheard,
        BusyOnBusy::Enabled => {
            let now = world.now();
            let line = world.teams.lines.get(&call);
            let again = line.is_some_and(|line| line.refused.contains(&(person, now)));
            if again {
                Refuses::Unheard
            } else {
                Refuses::AtOnce
            }
        }
    }
}

/// Declines an offer in the agent's place.
pub(super) fn refuse(
    world: &mut World,
    offer: queues::Offer,
    call: CallId,
    (queue, person): (usize, usize),
) {
    let now = world.now();
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.refused.retain(|(_, at)| *at == now);
        line.refused.push((person, now));
    }
    let tenant = &world.declaration.teams;
    let refused = Fact::OfferEnded {
        call,
        queue: tenant.queues[queue].name.clone(),
        agent: tenant.people[person].name.clone(),
        how: OfferEnd::Busy,
    };
    drive::record(world, call, refused);
    let decline = Command::Decline {
        call: offer.call,
        agent: offer.agent,
    };
    // Where the offer is gone already there is nothing to decline.
    let _gone_already = drive::command(world, decline);
}

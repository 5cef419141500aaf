//! Whether the faults of a case happened: a check in whose run they did not shows nothing.

use ringback_format::faults::{Fault, Strikes, Use};
use ringback_world::{What, faults};

use super::{evidence::Evidence, verdicts::Finding, view::Outcome};

/// Looks for a fault that must happen; nothing of one that may stay unused.
pub(super) fn finding(
    fault: &Fault,
    ended_at: ringback_world::Time,
    evidence: &Evidence,
) -> Option<Finding> {
    match fault.needed {
        Use::Needed => {}
        Use::MayStayUnused => return None,
    }
    let applied: Vec<_> = evidence
        .sights
        .iter()
        .filter(|sight| is_of(&sight.fact.what, &fault.name))
        .collect();
    let to = match &fault.strikes {
        Strikes::Delivery(event, _) => event.to_string(),
        Strikes::Request(request, _) => request.to_string(),
    };
    let last = applied.last();
    let focus = last.map_or(ended_at, |sight| sight.fact.at);
    Some(Finding {
        outcome: Outcome::of(!applied.is_empty()),
        expected: format!("the fault {} happens to {to}", fault.name),
        happened: match applied.len() {
            0 => "it never happened, so the case shows nothing of it; `may-stay-unused: true` says that this is fine".to_owned(),
            count => format!("{count} times, the last at {focus}"),
        },
        contact: last.and_then(|sight| sight.contact),
        focus,
        wrong_since: ended_at,
    })
}

fn is_of(what: &What, wanted: &str) -> bool {
    matches!(what, What::Fault(faults::Fact::FaultApplied { name, .. }) if name == wanted)
}

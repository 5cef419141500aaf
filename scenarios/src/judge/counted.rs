//! How often facts and exchanges took place, and what must not.

use ringback_world::{
    Contact, Time, What,
    deliveries::{self, Outcome as Attempt},
};

use super::{ExchangeView, RunView, evidence::Evidence, verdicts::Finding, view::Outcome};
use crate::{
    case::Forbidden,
    language::{Counted, DeliveryPattern, ExchangePattern, FactPattern, Never},
};

/// Counts a fact.
pub(super) fn fact(
    pattern: &FactPattern,
    counts: Counted,
    run: &RunView<'_>,
    evidence: &Evidence,
) -> Finding {
    let found = facts(pattern, evidence);
    let of = pattern.of_contact.as_ref().map(|of| Contact(of.value));
    let of_text = of.map_or_else(String::new, |contact| format!(" of contact {}", contact.0));
    let fields: Vec<String> = pattern
        .fields
        .iter()
        .map(|(field, value)| format!("{} {value}", field.value))
        .collect();
    let fields = if fields.is_empty() {
        String::new()
    } else {
        format!(" with {}", fields.join(", "))
    };
    Finding {
        outcome: Outcome::of(holds(counts, found.len())),
        expected: format!(
            "the fact {}{fields}{of_text} {}",
            pattern.name.value,
            shown(counts)
        ),
        happened: times(&found.iter().map(|(at, _)| *at).collect::<Vec<_>>()),
        contact: of.or_else(|| found.last().and_then(|(_, contact)| *contact)),
        focus: found.last().map_or(run.ended_at, |(at, _)| *at),
        wrong_since: one_too_many(counts, found.iter().map(|(at, _)| *at)).unwrap_or(run.ended_at),
    }
}

/// Counts an exchange.
pub(super) fn exchange(pattern: &ExchangePattern, counts: Counted, run: &RunView<'_>) -> Finding {
    let found: Vec<Time> = run
        .exchanges
        .iter()
        .filter(|exchange| fits(pattern, exchange))
        .map(|exchange| exchange.at)
        .collect();
    Finding {
        outcome: Outcome::of(holds(counts, found.len())),
        expected: format!("{} {}", exchange_text(pattern), shown(counts)),
        happened: times(&found),
        contact: pattern.of_contact.as_ref().map(|of| Contact(of.value)),
        focus: found.last().copied().unwrap_or(run.ended_at),
        wrong_since: one_too_many(counts, found.iter().copied()).unwrap_or(run.ended_at),
    }
}

/// Looks for what must not happen.
pub(super) fn never(
    forbidden: &Forbidden,
    seen: Option<(Time, Contact)>,
    run: &RunView<'_>,
    evidence: &Evidence,
) -> Finding {
    let first = match &forbidden.never {
        Never::Fact(pattern) => facts(pattern, evidence).into_iter().next(),
        Never::Delivery(pattern) => evidence
            .sights
            .iter()
            .find(|sight| is_delivery(pattern, &sight.fact.what))
            .map(|sight| (sight.fact.at, sight.contact)),
        Never::Exchange(pattern) => run
            .exchanges
            .iter()
            .find(|exchange| fits(pattern, exchange))
            .map(|exchange| (exchange.at, exchange.contact)),
        Never::Seen(_) => seen.map(|(at, contact)| (at, Some(contact))),
    };
    Finding {
        outcome: Outcome::of(first.is_none()),
        expected: format!("never {}", forbidden.text),
        happened: match first {
            Some((at, _)) => format!("it happened at {at}"),
            None => "it did not happen".to_owned(),
        },
        contact: first.and_then(|(_, contact)| contact),
        focus: first.map_or(run.ended_at, |(at, _)| at),
        wrong_since: first.map_or(run.ended_at, |(at, _)| at),
    }
}

fn facts(pattern: &FactPattern, evidence: &Evidence) -> Vec<(Time, Option<Contact>)> {
    evidence
        .sights
        .iter()
        .filter(|sight| evidence.picture.fits(pattern, &sight.fact, sight.contact))
        .map(|sight| (sight.fact.at, sight.contact))
        .collect()
}

fn is_delivery(pattern: &DeliveryPattern, what: &What) -> bool {
    let What::Delivery(deliveries::Fact::DeliveryAttempted {
        event_type,
        outcome,
        ..
    }) = what
    else {
        return false;
    };
    let status = pattern.status.is_none_or(|wanted| match outcome {
        Attempt::Answered(status) => wanted.fits(*status),
        Attempt::TimedOut | Attempt::Unreachable => false,
    });
    status
        && pattern
            .event_type
            .as_ref()
            .is_none_or(|event| event.is_in(event_type))
}

fn fits(pattern: &ExchangePattern, exchange: &ExchangeView) -> bool {
    let text = |wanted: &Option<String>, found: &str| {
        wanted
            .as_ref()
            .is_none_or(|wanted| wanted.eq_ignore_ascii_case(found))
    };
    let event = pattern.event_type.as_ref().is_none_or(|wanted| {
        exchange.event_type.as_ref().is_some_and(|found| {
            found == wanted || found.rsplit('.').next() == Some(wanted.as_str())
        })
    });
    let of = pattern.of_contact.as_ref();
    text(&pattern.what, &exchange.what)
        && text(&pattern.method, &exchange.method)
        && event
        && pattern
            .path
            .as_ref()
            .is_none_or(|path| path.is_in(&exchange.path))
        && pattern
            .status
            .is_none_or(|wanted| exchange.status.is_some_and(|status| wanted.fits(status)))
        && of.is_none_or(|of| exchange.contact == Some(Contact(of.value)))
}

fn exchange_text(pattern: &ExchangePattern) -> String {
    let mut parts = vec![
        pattern
            .what
            .clone()
            .unwrap_or_else(|| "exchange".to_owned()),
    ];
    parts.extend(pattern.event_type.clone());
    parts.extend(pattern.method.clone());
    parts.extend(pattern.path.as_ref().map(ToString::to_string));
    parts.extend(pattern.status.map(|status| format!("answered {status}")));
    parts.join(" ")
}

pub(super) fn holds(counts: Counted, found: usize) -> bool {
    (counts.at_least..=counts.at_most).contains(&(found as u64))
}

/// Gives the instant of the first that was more than may be; that some are missing shows only at the end.
fn one_too_many(counts: Counted, mut found: impl Iterator<Item = Time>) -> Option<Time> {
    found.nth(usize::try_from(counts.at_most).ok()?)
}

pub(super) fn shown(counts: Counted) -> String {
    match (counts.at_least, counts.at_most) {
        (least, most) if least == most => format!("{least} times"),
        (least, u64::MAX) => format!("at least {least} times"),
        (0, most) => format!("at most {most} times"),
        (least, most) => format!("{least} to {most} times"),
    }
}

/// How many instants are shown.
const SHOWN_MAX: usize = 5;

fn times(found: &[Time]) -> String {
    let shown: Vec<String> = found
        .iter()
        .take(SHOWN_MAX)
        .map(ToString::to_string)
        .collect();
    match found.len() {
        0 => "0 times".to_owned(),
        count if count > SHOWN_MAX => format!("{count} times, at {} and later", shown.join(", ")),
        count => format!("{count} times, at {}", shown.join(", ")),
    }
}

//! What is expected: facts, contacts and exchanges that can be.

use ringback_format::yaml::{Located, NodeError, Place, nearest};

use super::names::{NOWHERE, Names, Places, is_known};
use crate::{
    case::Case,
    judge::columns,
    language::{
        ExchangePattern, Expected, FactPattern, Measure, ReportPattern, fact_fields, fact_names,
    },
};

pub(super) fn fact(
    case: &Case,
    pattern: &FactPattern,
    places: &Places<'_>,
) -> Result<(), NodeError> {
    let name = &pattern.name;
    let Some(fields) = fact_fields(name) else {
        let place = places.of(name, Place::default());
        return Err(NodeError {
            place: Some(place),
            message: format!("unknown fact `{}`", name.value),
            expected: Some(
                "the name of a fact, such as `redirected`, `abandoned` or `answer-failed`"
                    .to_owned(),
            ),
            nearest: nearest(name, fact_names().iter().copied()),
        });
    };
    for field in pattern.fields.keys() {
        let first = field
            .split('.')
            .next()
            .unwrap_or_default()
            .replace('-', "_");
        if !fields.is_empty() && !fields.contains(&first.as_str()) {
            return Err(NodeError::unknown(
                field.place,
                "field",
                field,
                fields.iter().copied(),
            ));
        }
    }
    contact(case, pattern.of_contact.as_ref())
}

/// The table and its columns are published ones.
fn report(pattern: &ReportPattern) -> Result<(), NodeError> {
    let tables = columns();
    let names = tables.iter().map(|(name, _)| *name);
    is_known("table", &pattern.table, &names.collect::<Vec<_>>())?;
    let table = tables.iter().find(|(name, _)| *name == pattern.table.value);
    for name in pattern.fields.keys() {
        let columns = table.map_or(&[][..], |(_, columns)| columns);
        is_known("column", name, columns)?;
    }
    Ok(())
}

pub(super) fn contact(case: &Case, number: Option<&Located<u32>>) -> Result<(), NodeError> {
    let count = case.customers_count();
    match number {
        Some(number) if number.value == 0 || number.value > count => Err(NodeError::at(
            number.place,
            format!("there is no contact {}", number.value),
        )
        .expected(format!(
            "1 to {count}, in the order in which customers set out"
        ))),
        Some(_) | None => Ok(()),
    }
}

pub(super) fn expected(
    case: &Case,
    names: &Names<'_>,
    expected: &Expected,
    place: Place,
) -> Result<(), NodeError> {
    match expected {
        Expected::Contact(expected) => {
            contact(case, Some(&expected.contact))?;
            if let Some(agent) = &expected.answered_by {
                names.person(agent)?;
            }
            if let Some(reached) = &expected.reached {
                let known: Vec<&str> = names
                    .queues
                    .iter()
                    .chain(&names.attendants)
                    .chain(&names.groups)
                    .chain(&names.people)
                    .copied()
                    .collect();
                is_known("queue, attendant, group or agent", reached, &known)?;
            }
            let Some(ends) = &expected.ends else {
                return Ok(());
            };
            if let Some(group) = &ends.voicemail_of {
                names.mailbox(group)?;
            }
            ends.connected_to
                .as_ref()
                .map_or(Ok(()), |agent| names.far_end(agent))
        }
        Expected::Fact(pattern, _) => fact(case, pattern, &Places { root: &NOWHERE }),
        Expected::Exchange(pattern, _) => exchange(case, pattern, place),
        Expected::Measure(measure) if measure.measure == Measure::Occupancy => Err(NodeError::at(
            place,
            "facts do not say how long agents were there",
        )
        .expected("a measure of a queue here; `ringback plan` tells the occupancy")),
        Expected::Measure(measure) => names.queue(&measure.of),
        Expected::Report(pattern, _) => report(pattern),
    }
}

/// The kinds of exchanges with the implementation.
pub(super) const EXCHANGES: [&str; 4] = ["request", "callback", "event-grid", "visit"];

pub(super) fn exchange(
    case: &Case,
    pattern: &ExchangePattern,
    place: Place,
) -> Result<(), NodeError> {
    if let Some(what) = &pattern.what
        && !EXCHANGES.contains(&what.as_str())
    {
        return Err(NodeError::unknown(
            place,
            "kind of exchange",
            what,
            EXCHANGES,
        ));
    }
    contact(case, pattern.of_contact.as_ref())
}

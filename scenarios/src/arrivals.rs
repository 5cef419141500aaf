//! When customers set out, and in which order they are numbered.

use ringback_world::{
    Contact, Span, Time,
    chance::{Distribution, Purpose, Source},
};

use crate::{
    case::{Case, Group},
    language::Arrive,
};

const ARRIVALS: Purpose = Purpose::named("arrivals");

/// One customer's setting out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Arrival {
    pub(crate) contact: Contact,
    pub(crate) at: Time,
    pub(crate) group: usize,
    /// The customer's number in the group, from 0.
    pub(crate) member: u32,
}

/// Gives every setting out, in order; contacts count from 1 in this order.
pub(crate) fn arrivals(case: &Case, seed: u64) -> Vec<Arrival> {
    let mut all: Vec<Arrival> = Vec::new();
    for (number, group) in case.customers.iter().enumerate() {
        let source = Source::new(seed, ARRIVALS);
        for (member, at) in times(group, source, number as u64).into_iter().enumerate() {
            let member = member as u32;
            all.push(Arrival {
                contact: Contact(0),
                at,
                group: number,
                member,
            });
        }
    }
    all.sort_by_key(|arrival| (arrival.at, arrival.group, arrival.member));
    for (index, arrival) in all.iter_mut().enumerate() {
        arrival.contact = Contact(index as u32 + 1);
    }
    all
}

fn times(group: &Group, source: Source, number: u64) -> Vec<Time> {
    let count = u64::from(group.count);
    match &group.arrive {
        None => vec![Time::ZERO; group.count as usize],
        Some(Arrive::Every(span)) => (0..count)
            .map(|n| Time::ZERO.saturating_add(span.span().saturating_mul(n)))
            .collect(),
        Some(Arrive::At(times)) => times
            .iter()
            .map(|span| Time::ZERO.saturating_add(span.span()))
            .collect(),
        Some(Arrive::PoissonPerHour(rate)) => {
            let between = Distribution::exponential(Span::from_secs_f64(3600.0 / rate));
            let mut now = Time::ZERO;
            let mut draws = source.draws(number);
            (0..count)
                .map(|_| {
                    now = now.saturating_add(between.sample(draws.uniform()));
                    now
                })
                .collect()
        }
    }
}

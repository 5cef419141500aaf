//! When customers set out, and in which order they are numbered.

use ringback_world::{
    Contact, Span, Time,
    chance::{Distribution, Purpose, Source},
};

use crate::{
    case::{Case, Group},
    language::Arrive,
    population::{ArrivalTimes, ContactDraws, Drawn, Plan, chosen, contact},
    pressure::Pacing,
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
    if let Some(plan) = &case.played {
        let base = case.customers.len() - plan.population.kinds.len();
        population(plan, base, seed, &mut all);
    }
    all.sort_by_key(|arrival| (arrival.at, arrival.group, arrival.member));
    for (index, arrival) in all.iter_mut().enumerate() {
        arrival.contact = Contact(index as u32 + 1);
    }
    all
}

/// Lets customers set out by a pacing; those who would after its end do not.
pub(crate) fn paced(arrivals: Vec<Arrival>, pacing: &Pacing) -> Vec<Arrival> {
    let paced = |arrival: Arrival| {
        let at = pacing.sets_out(arrival.at)?;
        Some(Arrival { at, ..arrival })
    };
    arrivals.into_iter().map_while(paced).collect()
}

/// Adds the contacts of a population: the first replication of the same population in a capacity run.
fn population(plan: &Plan, base: usize, seed: u64, all: &mut Vec<Arrival>) {
    let draws = ContactDraws::new(seed, 0);
    let end = Time::ZERO.saturating_add(plan.population.lasts);
    let mut members = vec![0; plan.population.kinds.len()];
    for (number, stream) in plan.population.streams.iter().enumerate() {
        let mut times = ArrivalTimes::new(
            stream,
            stream.factor(draws.day(number)),
            draws.burst(number),
        );
        for count in 0.. {
            let contact = contact(number, count);
            let next = times.next(draws.uniform(contact, Drawn::Gap));
            let Some(at) = next.filter(|at| *at < end) else {
                break;
            };
            let kind = chosen(&stream.kinds, || draws.uniform(contact, Drawn::Kind));
            all.push(Arrival {
                contact: Contact(0),
                at,
                group: base + kind,
                member: members[kind],
            });
            members[kind] += 1;
        }
    }
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

//! From the words of arrivals to streams.

use std::path::Path;

use ringback_format::yaml::{Located, NodeError};
use ringback_world::{Span, Time, chance::Distribution};

use super::{arrivals_file, civil::Civil, shares};
use crate::{
    language::population::{ArriveFields, BusyDayFields, DayFields, Rates},
    population::{Draw, Process, Stream},
};

/// The most that comes in one burst. Our choice.
const BURST_MAX: u32 = 1_000_000;

/// What streams are made with.
pub(super) struct Arrivals<'a> {
    pub(super) civil: &'a Civil,
    pub(super) lasts: Span,
    pub(super) folder: Option<&'a Path>,
}

impl Arrivals<'_> {
    /// Makes the streams of one set of arrivals, each of the given kinds.
    pub(super) fn streams(
        &self,
        fields: &Located<ArriveFields>,
        kinds: &[(usize, f64)],
    ) -> Result<Vec<Stream>, NodeError> {
        let processes = self.processes(fields)?;
        let busy_day = fields.busy_day.as_ref().map(busy_day).transpose()?;
        let stream = |process| {
            // What really came was as busy as it was.
            let busy_day = match &process {
                Process::Every(_) | Process::Poisson(_) => busy_day.clone(),
                Process::Listed(_) | Process::Burst { .. } => None,
            };
            Stream {
                process,
                kinds: kinds.to_vec(),
                busy_day,
            }
        };
        Ok(processes.into_iter().map(stream).collect())
    }

    fn processes(&self, fields: &Located<ArriveFields>) -> Result<Vec<Process>, NodeError> {
        let given = [
            fields.every.is_some(),
            fields.poisson_per_hour.is_some(),
            fields.day.is_some(),
            fields.file.is_some(),
        ];
        let given = given.iter().filter(|given| **given).count();
        if given > 1 || given == 0 && fields.bursts.is_empty() {
            return Err(
                NodeError::at(fields.place, "these arrivals do not say one thing").expected(
                    "one of `every`, `poisson-per-hour`, `day` and `file`; or `bursts` alone",
                ),
            );
        }
        let mut processes = Vec::new();
        if let Some(every) = &fields.every {
            if every.span().is_zero() {
                return Err(NodeError::at(
                    every.place,
                    "customers cannot come all at once for ever",
                )
                .expected("a time of more than 0s"));
            }
            processes.push(Process::Every(every.span()));
        }
        if let Some(rates) = &fields.poisson_per_hour {
            processes.push(Process::Poisson(self.rates(rates)?));
        }
        if let Some(day) = &fields.day {
            processes.push(Process::Poisson(self.day(day)?));
        }
        if let Some(file) = &fields.file {
            processes.push(arrivals_file::read(file, self)?);
        }
        for burst in &fields.bursts {
            if burst.contacts == 0 || burst.contacts > BURST_MAX {
                let message = format!("{} contacts make no burst", burst.contacts);
                return Err(
                    NodeError::at(burst.place, message).expected(format!("1 to {BURST_MAX}"))
                );
            }
            processes.push(Process::Burst {
                at: self.civil.instant(burst.at.value),
                contacts: burst.contacts,
                over: burst.over.span(),
            });
        }
        Ok(processes)
    }

    fn rates(&self, rates: &Located<Rates>) -> Result<Vec<(Time, f64)>, NodeError> {
        let steps = self.civil.steps(&rates.value, 0.0).map_err(|mut error| {
            error.place.get_or_insert(rates.place);
            error
        })?;
        if steps.iter().all(|(_, rate)| *rate == 0.0) {
            return Err(NodeError::at(rates.place, "nobody ever comes").expected("a rate above 0"));
        }
        Ok(steps
            .into_iter()
            .map(|(at, hourly)| (at, hourly / 3_600.0))
            .collect())
    }

    /// Spreads the contacts of a day: each share over the time from its own time of day until the next one's.
    fn day(&self, day: &Located<DayFields>) -> Result<Vec<(Time, f64)>, NodeError> {
        let contacts = day.contacts.value;
        if !(contacts.is_finite() && contacts > 0.0) {
            let message = format!("{contacts} contacts a day are no demand");
            return Err(NodeError::at(day.contacts.place, message).expected("a number above 0"));
        }
        let shares = day
            .curve
            .values()
            .map(|share| ((), share.value()))
            .collect();
        shares::cumulated(shares, day.place, "a day's curve")?;
        let end = Time::ZERO.saturating_add(self.lasts);
        let mut begins: Vec<Time> = Vec::new();
        for time in day.curve.keys() {
            begins.push(self.civil.ordered(time, begins.last().copied())?);
        }
        let mut steps: Vec<(Time, f64)> = Vec::new();
        for (index, share) in day.curve.values().enumerate() {
            let from = begins[index];
            let to = begins.get(index + 1).copied().unwrap_or(end);
            if to <= from {
                let place = day
                    .curve
                    .get_index(index)
                    .map_or(day.place, |(time, _)| time.place);
                return Err(
                    NodeError::at(place, "this part of the curve lies behind the end").expected(
                        format!(
                            "times of day within the {} that customers set out",
                            self.lasts
                        ),
                    ),
                );
            }
            if steps.is_empty() && from > Time::ZERO {
                steps.push((Time::ZERO, 0.0));
            }
            steps.push((
                from,
                contacts * share.value() / to.since(from).as_secs_f64(),
            ));
        }
        Ok(steps)
    }
}

fn busy_day(fields: &Located<BusyDayFields>) -> Result<Draw, NodeError> {
    let cv = match &fields.value {
        BusyDayFields::Gamma(variation) | BusyDayFields::Lognormal(variation) => variation.cv,
    };
    if !(cv > 0.0 && cv <= 2.0) {
        let message = format!("days cannot vary by {cv}");
        return Err(NodeError::at(fields.place, message)
            .expected("a coefficient of variation above 0 and up to 2, such as 0.1"));
    }
    Ok(Draw::Law(match &fields.value {
        BusyDayFields::Gamma(_) => Distribution::gamma(Stream::DAY, cv),
        BusyDayFields::Lognormal(_) => Distribution::lognormal(Stream::DAY, cv),
    }))
}

//! Times of day as instants of a run.

use jiff::{Timestamp, ToSpan, civil::Time as TimeOfDay, tz::TimeZone};
use ringback_format::yaml::{Located, NodeError};
use ringback_world::Time;

use crate::language::population::{CivilTime, Steps};

/// Where a run stands in civil time.
pub(super) struct Civil {
    pub(super) start: Timestamp,
    pub(super) zone: TimeZone,
}

impl Civil {
    /// Gives the instant of a time of day: the first one that is not before the start.
    pub(super) fn instant(&self, time: CivilTime) -> Time {
        let start = self.zone.to_datetime(self.start);
        let part = |unit: u32, of: u32| i8::try_from(time.seconds / unit % of).unwrap_or(0);
        let of_day = TimeOfDay::constant(part(3_600, 24), part(60, 60), part(1, 60), 0);
        let mut date = start.date();
        if of_day < start.time() {
            date = date.saturating_add(1.day());
        }
        let then = self.zone.to_ambiguous_timestamp(date.to_datetime(of_day));
        let since = then
            .compatible()
            .map_or(0, |then| then.duration_since(self.start).as_micros());
        Time::from_micros(u64::try_from(since).unwrap_or(0))
    }

    /// Gives what holds from each instant on, the first one the start; before the first time of day, `before` holds.
    pub(super) fn steps<T: Copy>(
        &self,
        steps: &Steps<T>,
        before: T,
    ) -> Result<Vec<(Time, T)>, NodeError> {
        let times = match steps {
            Steps::Always(value) => return Ok(vec![(Time::ZERO, *value)]),
            Steps::From(times) => times,
        };
        let mut found: Vec<(Time, T)> = Vec::new();
        for (time, value) in times {
            let at = self.ordered(time, found.last().map(|(at, _)| *at))?;
            if found.is_empty() && at > Time::ZERO {
                found.push((Time::ZERO, before));
            }
            found.push((at, *value));
        }
        Ok(found)
    }

    /// Gives the instant of a time of day that must come after another one.
    pub(super) fn ordered(
        &self,
        time: &Located<CivilTime>,
        after: Option<Time>,
    ) -> Result<Time, NodeError> {
        let at = self.instant(time.value);
        if after.is_some_and(|after| at <= after) {
            let message = format!("{} does not come after the time before it", time.value);
            return Err(NodeError::at(time.place, message).expected(
                "times of day in order from the start; one before the start's is the next day's",
            ));
        }
        Ok(at)
    }
}

//! How instants of a run stand in a report.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::Offset,
};

use super::table::Cell;
use crate::{Time, civil::civil};

/// How a report is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The civil time of the run's first instant.
    pub start: Timestamp,
    /// What "local" means.
    pub offset: Offset,
    /// What a row is.
    pub level: Level,
}

/// What a row of a report is.
///
/// Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16: reports per call know any UTC
/// offset, reports per day know days of UTC alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A call.
    Call,
    /// Everything alike of a day of UTC.
    Day,
}

/// When what a row tells of happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum When {
    /// On a day of UTC.
    Day(Date),
    /// From an instant on, up to another one where it is over.
    Call {
        start: DateTime,
        end: Option<DateTime>,
        local_start: DateTime,
        local_end: Option<DateTime>,
    },
}

impl View {
    /// Places what begins and ends so.
    pub(super) fn when(&self, start: Time, end: Option<Time>) -> When {
        match self.level {
            Level::Day => When::Day(self.utc(start).date()),
            Level::Call => When::Call {
                start: self.utc(start),
                end: end.map(|end| self.utc(end)),
                local_start: self.local(start),
                local_end: end.map(|end| self.local(end)),
            },
        }
    }

    /// Tells the hour in which something begins, as its first instant: the local one and that of UTC. Per day it is the day.
    pub(super) fn hour(&self, start: Time) -> Hour {
        match self.level {
            Level::Day => {
                let day = self.utc(start).date().to_datetime(jiff::civil::Time::MIN);
                Hour {
                    local: day,
                    utc: day,
                }
            }
            Level::Call => {
                let local = hour_of(self.local(start));
                let utc = self.offset.to_timestamp(local);
                Hour {
                    local,
                    utc: utc.map_or(hour_of(self.utc(start)), |utc| Offset::UTC.to_datetime(utc)),
                }
            }
        }
    }

    fn utc(&self, at: Time) -> DateTime {
        whole_seconds(Offset::UTC.to_datetime(civil(self.start, at)))
    }

    fn local(&self, at: Time) -> DateTime {
        whole_seconds(self.offset.to_datetime(civil(self.start, at)))
    }
}

/// An hour of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hour {
    pub(super) local: DateTime,
    pub(super) utc: DateTime,
}

impl When {
    /// The local date and the hour on it; per day the day of UTC and its first hour.
    pub(super) fn local_hour(self) -> DateTime {
        match self {
            Self::Day(day) => day.to_datetime(jiff::civil::Time::MIN),
            Self::Call { local_start, .. } => hour_of(local_start),
        }
    }

    /// The local instant at which it begins; per day the first one of the day.
    pub(super) fn local_begin(self) -> DateTime {
        match self {
            Self::Day(day) => day.to_datetime(jiff::civil::Time::MIN),
            Self::Call { local_start, .. } => local_start,
        }
    }

    pub(super) fn start_utc(self) -> Cell {
        match self {
            Self::Day(_) => Cell::Empty,
            Self::Call { start, .. } => Cell::DateTime(start),
        }
    }

    pub(super) fn start_local(self) -> Cell {
        match self {
            Self::Day(_) => Cell::Empty,
            Self::Call { local_start, .. } => Cell::DateTime(local_start),
        }
    }

    pub(super) fn end_utc(self) -> Cell {
        match self {
            Self::Day(_) => Cell::Empty,
            Self::Call { end, .. } => end.map_or(Cell::Empty, Cell::DateTime),
        }
    }

    pub(super) fn end_local(self) -> Cell {
        match self {
            Self::Day(_) => Cell::Empty,
            Self::Call { local_end, .. } => local_end.map_or(Cell::Empty, Cell::DateTime),
        }
    }
}

/// The hour as a number from 0 to 23.
pub(super) fn hour_number(at: DateTime) -> Cell {
    Cell::Whole(u64::from(at.hour().unsigned_abs()))
}

/// Month and day, as `07-02`.
pub(super) fn month_day(at: DateTime) -> Cell {
    Cell::Text(format!("{:02}-{:02}", at.month(), at.day()))
}

fn hour_of(at: DateTime) -> DateTime {
    at.date().at(at.hour(), 0, 0, 0)
}

/// Leaves out what is less than a second.
pub(super) fn whole_seconds(at: DateTime) -> DateTime {
    at.date().at(at.hour(), at.minute(), at.second(), 0)
}

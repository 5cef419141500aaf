//! Queries over records: which calls, what of them, and what they add up to.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16, "Constructing a valid query".

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime};

use super::{Cell, Context, Dimension, Record, groups::grouped};
use crate::Span;

/// How many rows an answer has where the query does not say (the same document, "Data limits").
pub const ROWS_DEFAULT: usize = 90_000;
/// How many rows an answer has at most; a greater number has no effect (the same section).
pub const ROWS_MAX: usize = 200_000;

/// A query.
#[derive(Clone)]
pub struct Query {
    /// Only calls that pass all of these.
    pub filters: Vec<Filter>,
    /// What each row shows first; calls that have the same in all of them share a row.
    pub dimensions: Vec<Dimension>,
    /// What each row shows then.
    pub measurements: Vec<Measurement>,
    /// How many rows at most.
    pub limit: usize,
}

/// A filter.
#[derive(Clone)]
pub struct Filter {
    /// What is compared.
    pub dimension: Dimension,
    /// How.
    pub operand: Operand,
    /// With what.
    pub value: String,
}

/// How a filter compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// 0.
    Equals,
    /// 1.
    NotEquals,
    /// 2.
    Contains,
    /// 3.
    BeginsWith,
    /// 4.
    Greater,
    /// 5.
    GreaterOrEqual,
    /// 6.
    Less,
    /// 7.
    LessOrEqual,
    /// 8.
    DoesNotContain,
    /// 9.
    DoesNotBeginWith,
}

/// What the calls of a row add up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measurement {
    /// How many there are.
    TotalCallCount,
    /// How long they lasted on average.
    AvgCallDuration,
    /// How long their queues had them on average; calls without a queue do not count.
    AvgCallQueueDurationSeconds,
    /// How long their attendants had them on average; calls without an attendant do not count.
    AvgAutoAttendantChainDurationSeconds,
    /// Their minutes on the phone.
    PstnTotalMinutes,
    /// How long they lasted together, in seconds.
    TotalAudioStreamDuration,
}

impl Operand {
    /// Every operand, each at the place of its published number.
    pub const ALL: [Self; 10] = [
        Self::Equals,
        Self::NotEquals,
        Self::Contains,
        Self::BeginsWith,
        Self::Greater,
        Self::GreaterOrEqual,
        Self::Less,
        Self::LessOrEqual,
        Self::DoesNotContain,
        Self::DoesNotBeginWith,
    ];
}

impl Measurement {
    /// Every measurement.
    pub const ALL: [Self; 6] = [
        Self::TotalCallCount,
        Self::AvgCallDuration,
        Self::AvgCallQueueDurationSeconds,
        Self::AvgAutoAttendantChainDurationSeconds,
        Self::PstnTotalMinutes,
        Self::TotalAudioStreamDuration,
    ];

    /// Shows the published name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TotalCallCount => "TotalCallCount",
            Self::AvgCallDuration => "AvgCallDuration",
            Self::AvgCallQueueDurationSeconds => "AvgCallQueueDurationSeconds",
            Self::AvgAutoAttendantChainDurationSeconds => "AvgAutoAttendantChainDurationSeconds",
            Self::PstnTotalMinutes => "PSTNTotalMinutes",
            Self::TotalAudioStreamDuration => "TotalAudioStreamDuration",
        }
    }

    fn of(self, calls: &[&Record]) -> Cell {
        let queues = calls.iter().filter_map(|call| call.queue.as_ref());
        let attendants = calls.iter().filter_map(|call| call.attendant.as_ref());
        let lasted = calls.iter().map(|call| call.lasted);
        match self {
            Self::TotalCallCount => Cell::Whole(calls.len() as u64),
            Self::AvgCallDuration => mean(lasted),
            Self::AvgCallQueueDurationSeconds => mean(queues.map(|leg| leg.waited)),
            Self::AvgAutoAttendantChainDurationSeconds => mean(attendants.map(|leg| leg.stayed)),
            Self::PstnTotalMinutes => Cell::minutes(sum(calls.iter().map(|call| call.on_phone()))),
            Self::TotalAudioStreamDuration => Cell::seconds(sum(lasted)),
        }
    }
}

fn sum(spans: impl Iterator<Item = Span>) -> Span {
    spans.fold(Span::ZERO, Span::saturating_add)
}

/// The mean of spans; nothing where there are none.
fn mean(spans: impl Iterator<Item = Span> + Clone) -> Cell {
    match spans.clone().count() as u64 {
        0 => Cell::Empty,
        count => Cell::mean(sum(spans), count),
    }
}

/// Answers a query: a row of dimensions and measurements, in the order in which they were asked for. A call that its queue
/// or attendant is not done with is not there yet.
pub fn answer(context: &Context<'_>, records: &[Record], query: &Query) -> Vec<Vec<Cell>> {
    let wanted = records.iter().filter(|record| record.is_done());
    let wanted = wanted.filter(|record| {
        let mut filters = query.filters.iter();
        filters.all(|filter| filter.passes(context, record))
    });
    let rows = wanted.map(|record| {
        let dimensions = query.dimensions.iter();
        let cells = dimensions.map(|dimension| dimension.of(context, record));
        (cells.collect::<Vec<Cell>>(), vec![record])
    });
    let rows = grouped(
        rows.collect(),
        |(cells, _)| cells.iter().map(Cell::to_string).collect::<Vec<String>>(),
        |(_, calls), (_, more)| calls.extend(more),
    );
    let rows = rows.into_iter().map(|(mut cells, calls)| {
        let measured = query.measurements.iter();
        cells.extend(measured.map(|measurement| measurement.of(&calls)));
        cells
    });
    rows.take(query.limit).collect()
}

impl Filter {
    fn passes(&self, context: &Context<'_>, record: &Record) -> bool {
        let cell = self.dimension.of(context, record);
        let order = order(&cell, &self.value);
        let (shown, value) = (cell.to_string().to_lowercase(), self.value.to_lowercase());
        match self.operand {
            Operand::Equals => order == Some(Ordering::Equal),
            Operand::NotEquals => order != Some(Ordering::Equal),
            Operand::Contains => shown.contains(&value),
            Operand::BeginsWith => shown.starts_with(&value),
            Operand::Greater => order == Some(Ordering::Greater),
            Operand::GreaterOrEqual => {
                matches!(order, Some(Ordering::Greater | Ordering::Equal))
            }
            Operand::Less => order == Some(Ordering::Less),
            Operand::LessOrEqual => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            Operand::DoesNotContain => !shown.contains(&value),
            Operand::DoesNotBeginWith => !shown.starts_with(&value),
        }
    }
}

/// Compares what a call has with a value of its kind; texts are compared without heed to case. Nothing where the value is of
/// another kind.
fn order(cell: &Cell, value: &str) -> Option<Ordering> {
    match cell {
        Cell::Empty => value.is_empty().then_some(Ordering::Equal),
        Cell::Text(text) => Some(text.to_lowercase().cmp(&value.to_lowercase())),
        Cell::Whole(number) => value.parse().ok().map(|value| number.cmp(&value)),
        Cell::Decimal(millionths) => {
            let value: f64 = value.parse().ok().filter(|value| *value >= 0.0)?;
            Some(millionths.cmp(&Span::from_secs_f64(value).as_micros()))
        }
        Cell::Truth(truth) => {
            let value = value.to_lowercase().parse().ok();
            value.map(|value| truth.cmp(&value))
        }
        Cell::Date(date) => instant(value).map(|value| date.cmp(&value.date())),
        Cell::DateTime(at) => instant(value).map(|value| at.cmp(&value)),
    }
}

/// Reads a date, with or without a time.
fn instant(value: &str) -> Option<DateTime> {
    let value = value.strip_suffix('Z').unwrap_or(value);
    let date = || value.parse::<Date>().ok();
    match value.contains(':') {
        true => value.parse().ok(),
        false => date().map(|date| date.to_datetime(jiff::civil::Time::MIN)),
    }
}

//! A table of a report: published columns, and rows of plain values.

use std::fmt;

use jiff::civil::{Date, DateTime};

use crate::Span;

const MILLION: u64 = 1_000_000;

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its published name.
    pub name: &'static str,
    /// The published names of its columns.
    pub columns: Vec<&'static str>,
    /// Its rows, each as wide as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A whole number.
    Whole(u64),
    /// A number with a fraction, in millionths.
    Decimal(u64),
    /// True or false.
    Truth(bool),
    /// A day.
    Date(Date),
    /// A date with its time.
    DateTime(DateTime),
}

impl fmt::Display for Cell {
    /// Shows the value as a file of comma-separated values holds it; dates are in ISO 8601.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Whole(number) => write!(f, "{number}"),
            Self::Decimal(millionths) => {
                let whole = millionths / MILLION;
                match millionths % MILLION {
                    0 => write!(f, "{whole}"),
                    rest => {
                        let fraction = format!("{rest:06}");
                        write!(f, "{whole}.{}", fraction.trim_end_matches('0'))
                    }
                }
            }
            Self::Truth(truth) => write!(f, "{truth}"),
            Self::Date(date) => write!(f, "{}", date.strftime("%Y-%m-%d")),
            Self::DateTime(at) => write!(f, "{}", at.strftime("%Y-%m-%dT%H:%M:%S")),
        }
    }
}

/// A column of a table whose rows are of one type: its published name, and what stands in it.
pub(super) struct Column<R>(pub(super) &'static str, pub(super) fn(&R) -> Cell);

/// Fills a table.
pub(super) fn fill<R>(name: &'static str, columns: &[Column<R>], rows: &[R]) -> Table {
    Table {
        name,
        columns: columns.iter().map(|column| column.0).collect(),
        rows: rows
            .iter()
            .map(|row| columns.iter().map(|column| (column.1)(row)).collect())
            .collect(),
    }
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A length of time in seconds with their fraction.
    pub(super) fn seconds(span: Span) -> Self {
        Self::Decimal(span.as_micros())
    }

    /// A length of time in minutes with their fraction.
    pub(super) fn minutes(span: Span) -> Self {
        Self::Decimal(nearest(span.as_micros(), 60))
    }

    /// A length of time in whole seconds, rounded to the nearest.
    pub(super) fn whole_seconds(span: Span) -> Self {
        Self::Whole(nearest(span.as_micros(), MILLION))
    }

    /// A length of time in whole minutes, rounded to the nearest.
    pub(super) fn whole_minutes(span: Span) -> Self {
        Self::Whole(nearest(span.as_micros(), 60 * MILLION))
    }

    /// A length of time as `HH:MM:SS`, rounded to the nearest second.
    pub(super) fn clock(span: Span) -> Self {
        let secs = nearest(span.as_micros(), MILLION);
        let (hours, minutes, secs) = (secs / 3600, secs / 60 % 60, secs % 60);
        Self::Text(format!("{hours:02}:{minutes:02}:{secs:02}"))
    }

    /// The mean of a sum.
    pub(super) fn mean(sum: Span, count: u64) -> Self {
        Self::seconds(mean(sum, count))
    }

    /// The mean of a sum in whole seconds.
    pub(super) fn whole_mean(sum: Span, count: u64) -> Self {
        Self::whole_seconds(mean(sum, count))
    }
}

fn mean(sum: Span, count: u64) -> Span {
    Span::from_micros(sum.as_micros().checked_div(count).unwrap_or_default())
}

/// Divides, rounded to the nearest; halves go up.
fn nearest(value: u64, by: u64) -> u64 {
    value / by + u64::from(value % by >= by.div_ceil(2))
}

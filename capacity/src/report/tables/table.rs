//! A table before anybody draws it: the terminal and the page show the same ones.

use ringback_format::figures::{Estimate, Unit};

use crate::report::number;

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) struct Table {
    /// What it is about.
    pub(in crate::report) title: String,
    /// What a reader must know; may be empty.
    pub(in crate::report) note: String,
    /// Its columns; the first names the row.
    pub(in crate::report) columns: Vec<Column>,
    /// Its rows, each as long as there are columns.
    pub(in crate::report) rows: Vec<Vec<Cell>>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::report) struct Column {
    /// What is above what the column says; may be empty.
    pub(in crate::report) over: String,
    /// What it says.
    pub(in crate::report) title: String,
    /// To which side it leans.
    pub(in crate::report) align: Align,
}

/// To which side a column leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Cell {
    /// What it says.
    pub(in crate::report) text: String,
    /// Half the width of the confidence interval.
    pub(in crate::report) half: Option<String>,
    /// What to make of it.
    pub(in crate::report) mark: Mark,
}

/// What to make of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::report) enum Mark {
    /// Nothing.
    #[default]
    None,
    /// Something to look at.
    Bad,
}

impl Column {
    /// Heads a column of words.
    pub(in crate::report) fn words(title: impl Into<String>) -> Self {
        Self {
            over: String::new(),
            title: title.into(),
            align: Align::Left,
        }
    }

    /// Heads a column of numbers.
    pub(in crate::report) fn numbers(title: impl Into<String>) -> Self {
        Self {
            align: Align::Right,
            ..Self::words(title)
        }
    }
}

impl Cell {
    /// A cell of words.
    pub(in crate::report) fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A figure without its interval.
    pub(in crate::report) fn value(unit: Unit, value: f64) -> Self {
        Self::text(number::value(unit, value))
    }

    /// A figure with its interval, where there is one.
    pub(in crate::report) fn estimate(unit: Unit, estimate: &Estimate) -> Self {
        Self {
            half: number::half(unit, estimate),
            ..Self::value(unit, estimate.value)
        }
    }

    /// Says what to make of it.
    pub(in crate::report) fn marked(self, mark: Mark) -> Self {
        Self { mark, ..self }
    }
}

/// Writes a cell in one line.
pub(in crate::report) fn in_words(cell: &Cell) -> String {
    match &cell.half {
        Some(half) => format!("{} ± {half}", cell.text),
        None => cell.text.clone(),
    }
}

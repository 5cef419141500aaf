//! Arrivals as they really came: a CSV file beside the scenario.
//!
//! Either a column `at` with a civil time for each arrival, or the columns `from`, `to` and `contacts` with a row for each
//! interval, one after the other without a gap.

use jiff::{Timestamp, civil::DateTime};
use ringback_format::yaml::{Located, NodeError};
use ringback_world::Time;

use super::{arrive::Arrivals, civil::Civil};
use crate::{language::population::CivilTime, population::Process};

pub(super) fn read(file: &Located<String>, arrivals: &Arrivals<'_>) -> Result<Process, NodeError> {
    let wrong = |message: String| NodeError::at(file.place, message);
    let folder = arrivals.folder.ok_or_else(|| {
        wrong(format!(
            "there is no folder to look for `{}` in",
            file.value
        ))
    })?;
    let text = std::fs::read_to_string(folder.join(&file.value))
        .map_err(|why| wrong(format!("cannot read `{}`: {why}", file.value)))?;
    process(&text, arrivals.civil).map_err(|(line, message, expected)| {
        wrong(format!("{}:{line}: {message}", file.value)).expected(expected)
    })
}

/// What is wrong with a row: its line, what, and what was expected.
type Wrong = (u64, String, String);

const TIMES: &str = "a civil time such as 2026-03-02T09:30, an instant such as 2026-03-02T08:30:00Z, or a time of day such as 09:30";

fn process(text: &str, civil: &Civil) -> Result<Process, Wrong> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let broken = |why: csv::Error| {
        let line = why.position().map_or(1, csv::Position::line);
        (
            line,
            why.to_string(),
            "a CSV file with a line of column names".to_owned(),
        )
    };
    let heads = reader.headers().map_err(broken)?.clone();
    let column = |name: &str| heads.iter().position(|head| head == name);
    let mut rows = Vec::new();
    for row in reader.records() {
        let row = row.map_err(broken)?;
        let line = row.position().map_or(0, csv::Position::line);
        rows.push((line, row));
    }
    if rows.is_empty() {
        return Err((
            1,
            "nobody arrives in this file".to_owned(),
            "a row for each arrival or interval".to_owned(),
        ));
    }
    let get = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().to_owned();
    match (
        column("at"),
        column("from"),
        column("to"),
        column("contacts"),
    ) {
        (Some(at), ..) => {
            let rows = rows.iter().map(|(line, row)| (*line, get(row, at)));
            listed(rows, civil)
        }
        (None, Some(from), Some(to), Some(contacts)) => {
            let rows = rows
                .iter()
                .map(|(line, row)| (*line, [from, to, contacts].map(|at| get(row, at))));
            counted(rows, civil)
        }
        (None, ..) => Err((
            1,
            format!(
                "the columns are {}",
                heads.iter().collect::<Vec<_>>().join(", ")
            ),
            "a column `at`, or the columns `from`, `to` and `contacts`".to_owned(),
        )),
    }
}

fn listed(rows: impl Iterator<Item = (u64, String)>, civil: &Civil) -> Result<Process, Wrong> {
    let mut times: Vec<Time> = Vec::new();
    for (line, text) in rows {
        let at = instant(&text, civil).ok_or_else(|| {
            (
                line,
                format!("{text:?} is no time of an arrival"),
                TIMES.to_owned(),
            )
        })?;
        if times.last().is_some_and(|last| at < *last) {
            return Err((
                line,
                format!("{text} lies before the arrival in the line above"),
                "arrivals in order".to_owned(),
            ));
        }
        times.push(at);
    }
    Ok(Process::Listed(times.into()))
}

fn counted(
    rows: impl Iterator<Item = (u64, [String; 3])>,
    civil: &Civil,
) -> Result<Process, Wrong> {
    let mut steps: Vec<(Time, f64)> = Vec::new();
    let mut ended: Option<(Time, String)> = None;
    for (line, [from_text, to_text, contacts]) in rows {
        let read = |text: &str| {
            instant(text, civil)
                .ok_or_else(|| (line, format!("{text:?} is no time"), TIMES.to_owned()))
        };
        let (from, to) = (read(&from_text)?, read(&to_text)?);
        match &ended {
            Some((end, text)) if *end < from => {
                return Err((
                    line,
                    format!("there is a gap: nothing is said of {text} to {from_text}"),
                    format!("a row from {text} on, with 0 contacts where nobody came"),
                ));
            }
            Some((end, text)) if *end > from => {
                return Err((
                    line,
                    format!("{from_text} lies before {text}, where the row above ends"),
                    "intervals one after the other".to_owned(),
                ));
            }
            Some(_) => {}
            None if from > Time::ZERO => steps.push((Time::ZERO, 0.0)),
            None => {}
        }
        if to <= from {
            return Err((
                line,
                format!("the interval from {from_text} to {to_text} has no length"),
                "`to` after `from`".to_owned(),
            ));
        }
        let count: f64 = contacts
            .parse()
            .ok()
            .filter(|count: &f64| count.is_finite() && *count >= 0.0)
            .ok_or_else(|| {
                (
                    line,
                    format!("{contacts:?} is no number of contacts"),
                    "a number of 0 or more".to_owned(),
                )
            })?;
        steps.push((from, count / to.since(from).as_secs_f64()));
        ended = Some((to, to_text));
    }
    if let Some((end, _)) = ended {
        steps.push((end, 0.0));
    }
    Ok(Process::Poisson(steps))
}

fn instant(text: &str, civil: &Civil) -> Option<Time> {
    if let Some(time) = CivilTime::read(text) {
        return Some(civil.instant(time));
    }
    let at: Timestamp = match text.parse() {
        Ok(at) => at,
        Err(_) => {
            let written: DateTime = text.parse().ok()?;
            civil
                .zone
                .to_ambiguous_timestamp(written)
                .compatible()
                .ok()?
        }
    };
    let since = at.duration_since(civil.start).as_micros();
    u64::try_from(since).ok().map(Time::from_micros)
}

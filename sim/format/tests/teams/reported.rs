//! Tables and legends of the reports, held against what they must say.

use jiff::{Timestamp, tz::Offset};
use ringback_format::report::{level, utc_offset};
use ringback_world::reports::{FinalStateAction, Level, Outcome, QueueResult, TargetType, View};
use serde_json::Value;

use crate::{
    case::{Looked, Scene},
    compare::Findings,
    expect::Legend,
    record,
    run::{Ran, START},
};

/// Compares the tables that a scene names.
pub(crate) fn compare(scene: &Scene, ran: &Ran, findings: &mut Findings) -> Result<(), String> {
    let Some(expected) = &scene.expected else {
        return Ok(());
    };
    let view = view(scene)?;
    for (table, rows) in &expected.reports {
        let found = record::rows(ran, table, &view);
        findings.same(&format!("the rows of {table}"), &found.len(), &rows.len());
        for (row, expected) in found.iter().zip(rows) {
            for (column, value) in expected {
                let cell = row.get(column);
                let of = format!("{table}, {column}");
                findings.same(&of, &cell.cloned(), &Some(text(value)));
            }
        }
    }
    Ok(())
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn view(scene: &Scene) -> Result<View, String> {
    let start = scene.start.as_deref().unwrap_or(START);
    let start: Timestamp = start.parse().map_err(|why| format!("{start}: {why}"))?;
    let (offset, level) = match &scene.report {
        None => (Offset::UTC, Level::Call),
        Some(looked) => looked_at(looked)?,
    };
    Ok(View {
        start,
        offset,
        level,
    })
}

fn looked_at(looked: &Looked) -> Result<(Offset, Level), String> {
    let offset = utc_offset(&looked.utc_offset).map_err(|why| why.to_string())?;
    let level = level(&looked.level).map_err(|why| why.to_string())?;
    Ok((offset, level))
}

/// Compares what the reports call a result with a target.
pub(crate) fn compare_legend(expected: &Legend, findings: &mut Findings) {
    let mut results = QueueResult::ALL.into_iter();
    let result = results.find(|result| result.word() == expected.result);
    let legend = result.map(|result| {
        let target = TargetType::from_word(&expected.target);
        let outcome = Outcome::new(result, FinalStateAction::Other, target);
        outcome.detailed_legend().text()
    });
    let of = format!("{} to {}", expected.result, expected.target);
    findings.same(&of, &legend, &Some(expected.legend.clone()));
}

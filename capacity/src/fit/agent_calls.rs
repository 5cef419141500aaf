//! Rows of `fAgentTimelineAnalytics`: the calls that agents answered, and how long they talked.

use std::path::Path;

use super::{FitError, csv_table::CsvTable};

/// The file of the table.
pub(super) const FILE: &str = "fAgentTimelineAnalytics.csv";

const QUEUE: &str = "CQ Name";
const TALKED: &str = "Call Duration (Second)";
const CALLS: &str = "Total Call Count";

/// A call that an agent answered.
#[derive(Clone, Debug)]
pub(super) struct AgentCall {
    pub(super) queue: String,
    pub(super) talked_s: f64,
}

pub(super) fn read(folder: &Path) -> Result<Vec<AgentCall>, FitError> {
    let table = CsvTable::read(&folder.join(FILE), &[QUEUE, TALKED, CALLS])?;
    let mut calls = Vec::new();
    for row in table.rows() {
        table.one_call(row, 2, CALLS)?;
        calls.push(AgentCall {
            queue: table.name(row, 0, QUEUE)?,
            talked_s: table.seconds(row, 1, TALKED)?,
        });
    }
    Ok(calls)
}

//! Rows of `fCallQueueAnalytics`: the calls of queues, how long each waited, and what became of it.

use std::path::Path;

use jiff::civil::DateTime;
use ringback_world::reports::QueueResult;

use super::{FitError, Wrong, csv_table::CsvTable};

/// The file of the table.
pub(super) const FILE: &str = "fCallQueueAnalytics.csv";

const CAME: &str = "Call Start Time Local";
const QUEUE: &str = "CQ Name";
const WAITED: &str = "Call Duration Seconds";
const RESULT: &str = "Call Queue Call Result";
const OPTED_IN: &str = "Call Queue Agent Opt In Count";
const CALLS: &str = "Call Count";

/// A call of a queue.
#[derive(Clone, Debug)]
pub(super) struct QueueCall {
    pub(super) line: u64,
    pub(super) queue: String,
    pub(super) came: DateTime,
    pub(super) waited_s: f64,
    pub(super) result: QueueResult,
    pub(super) opted_in: Option<u32>,
}

/// The calls of queues, with the file that they stand in.
pub(super) struct QueueCalls {
    pub(super) file: String,
    pub(super) calls: Vec<QueueCall>,
}

impl QueueCalls {
    pub(super) fn read(folder: &Path) -> Result<Self, FitError> {
        let wanted = [CAME, QUEUE, WAITED, RESULT, OPTED_IN, CALLS];
        let table = CsvTable::read(&folder.join(FILE), &wanted)?;
        let mut calls = Vec::new();
        for row in table.rows() {
            table.one_call(row, 5, CALLS)?;
            calls.push(QueueCall {
                line: row.line,
                queue: table.name(row, 1, QUEUE)?,
                came: table.time(row, 0, CAME)?,
                waited_s: table.seconds(row, 2, WAITED)?,
                result: result(&table, row.line, &table.name(row, 3, RESULT)?)?,
                opted_in: table.count(row, 4, OPTED_IN)?,
            });
        }
        if calls.is_empty() {
            let message = "there is no call in this file".to_owned();
            let expected = "a row for each call; export a time with calls";
            return Err(table.wrong(1, message, expected).into());
        }
        Ok(Self {
            file: table.file().to_owned(),
            calls,
        })
    }
}

fn result(table: &CsvTable, line: u64, word: &str) -> Result<QueueResult, Wrong> {
    let mut all = QueueResult::ALL.into_iter();
    let known = all.find(|result| result.word().eq_ignore_ascii_case(word));
    known.ok_or_else(|| {
        let words = QueueResult::ALL.map(QueueResult::word).join(", ");
        let message = format!("{word:?} in `{RESULT}` is no result");
        table.wrong(line, message, &format!("one of {words}"))
    })
}

//! A file of comma-separated values with the columns that are wanted.

use std::path::Path;

use jiff::civil::DateTime;

use super::{FitError, Wrong, times};

/// The longest wait or talk that a row can hold, in seconds: a week. Our choice; what is longer is no telephone call.
const SECONDS_MAX: f64 = 604_800.0;

/// The wanted columns of a file.
pub(super) struct CsvTable {
    file: String,
    rows: Vec<Row>,
}

/// The wanted values of a line, in the order in which they were wanted.
pub(super) struct Row {
    pub(super) line: u64,
    values: Vec<String>,
}

impl CsvTable {
    /// Reads a file; columns that are not wanted may be there or not.
    pub(super) fn read(path: &Path, wanted: &[&'static str]) -> Result<Self, FitError> {
        let bytes = std::fs::read(path).map_err(|why| FitError::Unreadable {
            path: path.to_owned(),
            why,
        })?;
        Ok(Self::parse(&path.display().to_string(), &bytes, wanted)?)
    }

    fn parse(file: &str, bytes: &[u8], wanted: &[&'static str]) -> Result<Self, Wrong> {
        // Exports to spreadsheets begin with a byte order mark.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let wrong = |line, message, expected: &str| Wrong {
            file: file.to_owned(),
            line,
            message,
            expected: expected.to_owned(),
        };
        let broken = |why: csv::Error| {
            let line = why.position().map_or(1, csv::Position::line);
            let expected = "lines of comma-separated values, each as long as the first; export the table again";
            let message = match why.kind() {
                csv::ErrorKind::UnequalLengths {
                    expected_len, len, ..
                } => format!("there are {len} values, and {expected_len} in the line above"),
                _ => why.to_string(),
            };
            wrong(line, message, expected)
        };
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(bytes);
        let heads = reader.headers().map_err(broken)?.clone();
        let mut places = Vec::new();
        for name in wanted {
            let place = heads.iter().position(|head| head == *name);
            let place = place.ok_or_else(|| {
                let there: Vec<&str> = heads.iter().collect();
                let message = format!("there is no column `{name}`");
                let expected = format!(
                    "the published names of columns, separated by commas; here are: {}",
                    there.join(", ")
                );
                wrong(1, message, &expected)
            })?;
            places.push(place);
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let value = |place: &usize| record.get(*place).unwrap_or_default().to_owned();
            rows.push(Row {
                line: record.position().map_or(1, csv::Position::line),
                values: places.iter().map(value).collect(),
            });
        }
        Ok(Self {
            file: file.to_owned(),
            rows,
        })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter()
    }

    pub(super) fn file(&self) -> &str {
        &self.file
    }

    pub(super) fn wrong(&self, line: u64, message: String, expected: &str) -> Wrong {
        Wrong {
            file: self.file.clone(),
            line,
            message,
            expected: expected.to_owned(),
        }
    }

    /// Reads a text that must not be empty.
    pub(super) fn name(&self, row: &Row, at: usize, column: &str) -> Result<String, Wrong> {
        let text = &row.values[at];
        if text.is_empty() {
            let message = format!("`{column}` is empty");
            return Err(self.wrong(
                row.line,
                message,
                "a name; leave the row out if it has none",
            ));
        }
        Ok(text.clone())
    }

    /// Reads a length of time in seconds.
    pub(super) fn seconds(&self, row: &Row, at: usize, column: &str) -> Result<f64, Wrong> {
        let text = &row.values[at];
        let number: Option<f64> = text.parse().ok();
        number
            .filter(|seconds| (0.0..=SECONDS_MAX).contains(seconds))
            .ok_or_else(|| {
                let message = format!("{text:?} in `{column}` is no length of time");
                let expected = "seconds from 0 to 604800, written like 12 or 12.5; correct the row or leave it out";
                self.wrong(row.line, message, expected)
            })
    }

    /// Reads a whole number of 0 or more, or nothing.
    pub(super) fn count(&self, row: &Row, at: usize, column: &str) -> Result<Option<u32>, Wrong> {
        let text = &row.values[at];
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| {
            let message = format!("{text:?} in `{column}` is no count");
            let expected = "a whole number from 0; correct the row or leave it out";
            self.wrong(row.line, message, expected)
        })
    }

    /// Reads a civil time.
    pub(super) fn time(&self, row: &Row, at: usize, column: &str) -> Result<DateTime, Wrong> {
        let text = &row.values[at];
        if text.is_empty() {
            let message = format!("`{column}` is empty");
            let expected =
                "rows per call, not per day: choose that level in the report, or `level=call`";
            return Err(self.wrong(row.line, message, expected));
        }
        times::civil_time(text).ok_or_else(|| {
            let message = format!("{text:?} in `{column}` is no time");
            self.wrong(row.line, message, times::EXPECTED)
        })
    }

    /// Demands that a row stands for one call.
    pub(super) fn one_call(&self, row: &Row, at: usize, column: &str) -> Result<(), Wrong> {
        match row.values[at].as_str() {
            "1" => Ok(()),
            text => {
                let message = format!("`{column}` is {text:?}");
                let expected = "1: rows per call, not per day; choose that level in the report, or `level=call`";
                Err(self.wrong(row.line, message, expected))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::fit::{agent_calls, fit, queue_calls};

    const CALLS: &str = "\u{feff}Call Count,CQ Name,Call Start Time Local,Call Duration Seconds,Call Queue Call Result,Call Queue Agent Opt In Count\n\
        1,support,2026-03-02T09:00:00,12,agent_joined_conference,3\n\
        1,support,3/2/2026 9:31:00 AM,40,Disconnected,3\n";
    const TALKS: &str = "Total Call Count,CQ Name,Call Duration (Second)\n1,support,200\n";

    /// Fits to both files, the first of them with a text replaced; gives what is said, without the folder.
    fn said(text: &str, by: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write = |name: &str, text: String| {
            std::fs::write(folder.path().join(name), text).expect("it can be written");
        };
        assert!(CALLS.contains(text) || TALKS.contains(text));
        write(queue_calls::FILE, CALLS.replace(text, by));
        write(agent_calls::FILE, TALKS.replace(text, by));
        match fit(folder.path()) {
            Ok(fitted) => format!("{} calls", fitted.queues[0].ends.offered),
            Err(why) => why
                .to_string()
                .replace(&format!("{}/", folder.path().display()), ""),
        }
    }

    #[test]
    fn good_files_are_read_with_times_of_either_kind() {
        assert_eq!(said("200", "200"), "2 calls");
        // Older rows do not know how many agents were opted in.
        assert_eq!(said("conference,3", "conference,"), "2 calls");
    }

    #[test]
    fn each_thing_that_is_wrong_is_said_with_its_place_and_its_cure() {
        let replaced = [
            ("CQ Name,Call Start", "Queue,Call Start"),
            ("12,agent", "-12,agent"),
            ("12,agent", "soon,agent"),
            ("12,agent", "NaN,agent"),
            ("200", "-200"),
            ("2026-03-02T09:00:00", "02/03/2026 09:00"),
            ("2026-03-02T09:00:00", ""),
            ("Disconnected", "vanished"),
            ("1,support,2026", "7,support,2026"),
            ("1,support,2026", "1,,2026"),
            ("conference,3", "conference,many"),
            ("conference,3", "conference"),
        ];
        let all: Vec<String> = replaced.iter().map(|(text, by)| said(text, by)).collect();
        insta::assert_snapshot!(all.join("\n\n"));
    }

    #[test]
    fn a_folder_without_the_tables_says_which_are_needed() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let refused = fit(folder.path()).expect_err("it is empty").to_string();
        for word in [queue_calls::FILE, agent_calls::FILE, "--report teams=DIR"] {
            assert!(refused.contains(word), "{refused}");
        }
    }

    #[test]
    fn a_file_without_calls_is_refused() {
        let rows = CALLS.split_once('\n').expect("it has lines").1;
        let refused = said(rows, "");
        assert!(
            refused.contains("csv:1: there is no call in this file"),
            "{refused}"
        );
    }
}

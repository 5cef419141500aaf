//! What an implementation prints: kept, and its last lines shown when something goes wrong.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::io::{AsyncBufReadExt, AsyncRead, BufReader};

/// How many lines are kept for each instance.
const LINES_KEPT: usize = 200;

/// How many of them an error shows.
const LINES_SHOWN: usize = 20;

/// The last lines of an implementation's output, standard output and error in the order of their arrival.
#[derive(Clone, Debug, Default)]
pub(super) struct Output(Arc<Mutex<VecDeque<String>>>);

impl Output {
    /// Reads a stream to its end, in a task of its own.
    pub(super) fn follow(&self, stream: impl AsyncRead + Unpin + Send + 'static) {
        let output = self.clone();
        tokio::spawn(async move {
            let mut lines = BufReader::new(stream).lines();
            // A line that is no UTF-8 ends the reading of it, never the run.
            while let Ok(Some(line)) = lines.next_line().await {
                output.push(line);
            }
        });
    }

    fn push(&self, line: String) {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == LINES_KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
    }

    /// Shows every line that is kept.
    pub(super) fn text(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// Shows the last lines, or that there were none.
    pub(super) fn last_lines(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.is_empty() {
            return "it printed nothing".to_owned();
        }
        let skipped = lines.len().saturating_sub(LINES_SHOWN);
        let shown: Vec<_> = lines
            .iter()
            .skip(skipped)
            .map(|line| format!("  | {line}"))
            .collect();
        format!("its last output:\n{}", shown.join("\n"))
    }
}

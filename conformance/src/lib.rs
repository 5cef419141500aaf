//! The harness: implementations, verdicts and reports.

//! What the command prints: results to standard output, talk to standard error.

use std::io::Write;

use tracing_subscriber::EnvFilter;

/// Sends the program's own log to standard error; `RINGBACK_LOG` chooses how much, warnings where it is not set.
pub(crate) fn start() {
    let filter = EnvFilter::try_from_env("RINGBACK_LOG").unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .without_time()
        .init();
}

/// Prints a result. A reader that has gone away ends the printing, not the program.
pub(crate) fn result(text: &str) {
    let mut out = std::io::stdout().lock();
    let _reader_gone = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints an error.
pub(crate) fn error(text: &str) {
    let _reader_gone = writeln!(std::io::stderr().lock(), "error: {text}");
}

/// Prints a remark.
pub(crate) fn remark(text: &str) {
    let _reader_gone = writeln!(std::io::stderr().lock(), "{text}");
}

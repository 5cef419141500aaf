//! What `ringback serve` tells a person while it runs.

use std::{
    io::{BufRead, BufReader, Read},
    process::{Child, ChildStderr, ChildStdout, Stdio},
};

use crate::support::ringback;

/// A simulator for a person, which ends with the test.
struct Told {
    child: Child,
    out: BufReader<ChildStdout>,
    err: BufReader<ChildStderr>,
}

impl Told {
    fn start(arguments: &[&str]) -> Self {
        let mut child = ringback(&[&["serve"], arguments].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .env_remove("RINGBACK_CONTROL_KEY")
            .spawn()
            .expect("the command starts");
        let out = BufReader::new(child.stdout.take().expect("it was piped"));
        let err = BufReader::new(child.stderr.take().expect("it was piped"));
        Self { child, out, err }
    }

    /// Reads standard output up to the line that begins like this, and gives the rest of it.
    fn line(&mut self, begins: &str) -> String {
        find(&mut self.out, |line| {
            line.strip_prefix(begins).map(str::to_owned)
        })
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}

fn find(reader: &mut impl BufRead, fits: impl Fn(&str) -> Option<String>) -> String {
    let mut seen = String::new();
    loop {
        let from = seen.len();
        let read = reader.read_line(&mut seen).expect("it can be read");
        assert!(read > 0, "no such line in:\n{seen}");
        if let Some(found) = fits(seen[from..].trim_end()) {
            return found;
        }
    }
}

fn post(base: &str, path: &str) {
    let authority = base.trim_start_matches("http://");
    let mut socket = std::net::TcpStream::connect(authority).expect("it listens");
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {authority}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
    );
    std::io::Write::write_all(&mut socket, request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    socket.read_to_string(&mut answer).expect("it answers");
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
}

#[test]
fn each_request_is_told_with_the_cause_of_its_failure() {
    let mut told = Told::start(&["--listen", "127.0.0.1:0"]);
    let base = told.line("Ringback listens on ");
    let base = base.split(' ').next().expect("an address").to_owned();
    post(&base, "/identities?api-version=2025-06-30&code=hush");
    let line = find(&mut told.err, |line| {
        line.contains("POST").then(|| line.to_owned())
    });
    assert!(line.contains("-> 401 POST /identities?"), "{line}");
    assert!(line.contains("authorization is missing"), "{line}");
    assert!(!line.contains("hush"), "{line}");
}

#[test]
fn on_an_address_that_others_reach_the_key_of_the_control_api_is_told() {
    let mut told = Told::start(&["--listen", "0.0.0.0:0"]);
    let key = told.line("export RINGBACK_CONTROL_KEY=");
    let key = key.trim_matches('\'');
    assert!(key.len() >= 32, "{key}");
    let warning = find(&mut told.err, |line| {
        line.strip_prefix("warning: ").map(str::to_owned)
    });
    assert!(
        warning.contains("0.0.0.0:0 is not a loopback address"),
        "{warning}"
    );
    let made = find(&mut told.err, |line| {
        line.strip_prefix("control key: ").map(str::to_owned)
    });
    assert!(made.starts_with(key), "{made}");

    let mut json = Told::start(&[
        "--listen",
        "0.0.0.0:0",
        "--format",
        "json",
        "--control-key",
        "k-1",
    ]);
    let line = json.line("{");
    assert!(!line.contains("k-1"), "{line}");
}

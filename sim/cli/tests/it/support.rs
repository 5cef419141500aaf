//! Running the built command, and what several tests need for that.

use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::OnceLock,
};

use ringback_conformance::HarnessError;
use serde_json::Value;

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    folder.canonicalize().expect("the workspace is there")
}

/// The built command, run at the root with an authority of its own below `target/`.
pub(crate) fn ringback(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ringback"));
    command
        .args(arguments)
        .current_dir(root())
        .env("RINGBACK_STATE", root().join("target/test-authority"))
        .stdin(Stdio::null());
    command
}

/// Runs the command and demands its exit code.
pub(crate) fn run(arguments: &[&str], code: i32) -> Output {
    let output = ringback(arguments).output().expect("the command starts");
    assert_eq!(
        output.status.code(),
        Some(code),
        "ringback {}\n{}{}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// A simulator that serves until it is dropped.
pub(crate) struct Served {
    child: Child,
    /// What it announced.
    pub(crate) announced: Value,
}

impl Served {
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let all = [
            &["serve", "--listen", "127.0.0.1:0", "--format", "json"],
            arguments,
        ]
        .concat();
        let mut child = ringback(&all)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("it was piped");
        BufReader::new(out)
            .read_line(&mut line)
            .expect("it announces itself");
        let announced = serde_json::from_str(&line).unwrap_or_else(|why| panic!("{line:?}: {why}"));
        Self { child, announced }
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.announced[name]
            .as_str()
            .unwrap_or_else(|| panic!("no {name} in {}", self.announced))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// An interpreter with the pinned packages of the Python sample; says `NOT RUN` where Python is missing.
pub(crate) fn python(checks: u32) -> Option<PathBuf> {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    is_installed("python3", checks).then(|| {
        let set_up = || {
            let requirements = root().join("conformance/implementations/python/requirements.txt");
            set_up(ringback_conformance::python(&requirements, &target()))
        };
        PYTHON.get_or_init(set_up).clone()
    })
}

/// The folder of the pinned packages of the Node sample; says `NOT RUN` where Node is missing.
pub(crate) fn node_modules(checks: u32) -> Option<PathBuf> {
    static MODULES: OnceLock<PathBuf> = OnceLock::new();
    (is_installed("node", checks) && is_installed("npm", checks)).then(|| {
        let set_up = || {
            let packages = root().join("conformance/implementations/node/package.json");
            set_up(ringback_conformance::node_modules(&packages, &target()))
        };
        MODULES.get_or_init(set_up).clone()
    })
}

fn is_installed(program: &str, checks: u32) -> bool {
    if Command::new(program).arg("--version").output().is_ok() {
        return true;
    }
    // Past the capture of the test runner: what did not run has to be seen.
    let line = format!("NOT RUN: {checks} checks ({program} is not installed)\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("somebody reads");
    false
}

fn target() -> PathBuf {
    root().join("target")
}

fn set_up(packages: impl Future<Output = Result<PathBuf, HarnessError>>) -> PathBuf {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let folder = runtime.block_on(packages);
    folder.expect("the pinned packages can be set up")
}

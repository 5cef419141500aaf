//! Setting up a Python interpreter with the pinned packages that an implementation names.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use super::output::Output;
use crate::HarnessError;

/// Gives an interpreter that has the packages of `requirements`, making it below `target` when it is not there yet.
///
/// # Errors
/// The list cannot be read, Python is missing, or a package cannot be installed; with the last output.
pub async fn interpreter(requirements: &Path, target: &Path) -> Result<PathBuf, HarnessError> {
    let wanted = std::fs::read_to_string(requirements).map_err(|why| HarnessError::Io {
        act: "read",
        path: requirements.to_owned(),
        why,
    })?;
    let home = target.join(format!("python-{:016x}", fingerprint(&wanted)));
    let python = home.join("bin").join("python");
    let done = home.join("ready");
    if done.exists() {
        return Ok(python);
    }
    run(
        "python3",
        &["-m", "venv", "--clear", &home.display().to_string()],
    )
    .await?;
    let requirements = requirements.display().to_string();
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
        &requirements,
    ];
    run(&python.display().to_string(), &install).await?;
    std::fs::write(&done, "").map_err(|why| HarnessError::Io {
        act: "write",
        path: done,
        why,
    })?;
    Ok(python)
}

async fn run(program: &str, arguments: &[&str]) -> Result<(), HarnessError> {
    let output = Output::default();
    let spoken = format!("{program} {}", arguments.join(" "));
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|why| HarnessError::Implementation {
            what: format!(
                "cannot run `{spoken}`: {why}; Python 3 with venv is needed for this implementation"
            ),
            output: String::new(),
        })?;
    if let Some(stream) = child.stdout.take() {
        output.follow(stream);
    }
    if let Some(stream) = child.stderr.take() {
        output.follow(stream);
    }
    match child.wait().await {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(HarnessError::Implementation {
            what: format!("`{spoken}` ended with {status}"),
            output: output.last_lines(),
        }),
        Err(why) => Err(HarnessError::Implementation {
            what: format!("`{spoken}`: {why}"),
            output: output.last_lines(),
        }),
    }
}

/// Names a list of packages (FNV-1a, Fowler, Noll and Vo).
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

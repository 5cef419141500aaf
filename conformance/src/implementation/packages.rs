//! Setting up the pinned packages of an implementation, once for each list of them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tokio::process::Command;

use super::output::Output;
use crate::HarnessError;

/// Where the packages of one list are set up.
#[derive(Debug)]
pub(super) struct Home {
    folder: PathBuf,
    /// Held until this is dropped, so that runs which start at the same moment do not disturb each other.
    _lock: fs::File,
}

impl Home {
    /// Gives the home of a list below `target`, when nobody else is about to set it up.
    ///
    /// # Errors
    /// The folder cannot be made or locked.
    pub(super) async fn open(
        target: &Path,
        language: &str,
        list: &str,
    ) -> Result<Self, HarnessError> {
        let name = format!("{language}-{:016x}", fingerprint(list));
        let lock_file = target.join(format!("{name}.lock"));
        let folder = target.join(name);
        let path = lock_file.clone();
        let locked = tokio::task::spawn_blocking(move || {
            fs::create_dir_all(lock_file.parent().unwrap_or(Path::new(".")))?;
            let lock = fs::File::create(&lock_file)?;
            lock.lock().map(|()| lock)
        });
        let lock = locked.await.map_err(std::io::Error::other);
        let lock = lock.flatten().map_err(|why| HarnessError::Io {
            act: "lock",
            path,
            why,
        })?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Tells whether everything is there already.
    pub(super) fn is_ready(&self) -> bool {
        self.folder.join("ready").exists()
    }

    /// Notes that everything is there.
    ///
    /// # Errors
    /// The note cannot be written.
    pub(super) fn note_ready(&self) -> Result<(), HarnessError> {
        let path = self.folder.join("ready");
        fs::write(&path, "").map_err(|why| HarnessError::Io {
            act: "write",
            path,
            why,
        })
    }
}

/// Reads a list of packages.
///
/// # Errors
/// It cannot be read.
pub(super) fn read(list: &Path) -> Result<String, HarnessError> {
    fs::read_to_string(list).map_err(|why| HarnessError::Io {
        act: "read",
        path: list.to_owned(),
        why,
    })
}

/// Runs a program that sets packages up. `needed` says what has to be installed where it is missing.
///
/// # Errors
/// It cannot be started, or ends without success; with its last output.
pub(super) async fn run(
    program: &str,
    arguments: &[&str],
    folder: &Path,
    needed: &str,
) -> Result<(), HarnessError> {
    let output = Output::default();
    let spoken = format!("{program} {}", arguments.join(" "));
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|why| HarnessError::Implementation {
            what: format!(
                "cannot run `{spoken}`: {why}; {needed} is needed for this implementation"
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_missing_program_is_told_with_what_is_needed() {
        let error = run(
            "no-such-program",
            &["ci"],
            Path::new("."),
            "Node 20 with npm",
        )
        .await
        .unwrap_err();
        let text = error.to_string();
        assert!(text.contains("`no-such-program ci`"), "{text}");
        assert!(text.contains("Node 20 with npm is needed"), "{text}");
        assert_eq!(error.exit_code().number(), 3);
    }

    #[tokio::test]
    async fn the_second_of_two_that_come_at_once_waits_and_finds_everything_ready() {
        let target = std::env::temp_dir().join(format!("ringback-packages-{}", std::process::id()));
        let first = Home::open(&target, "node", "a list").await.unwrap();
        let (other, list) = (target.clone(), "a list");
        let second = tokio::spawn(async move { Home::open(&other, "node", list).await });
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!second.is_finished() && !first.is_ready());
        fs::create_dir_all(first.folder()).unwrap();
        first.note_ready().unwrap();
        drop(first);
        assert!(second.await.unwrap().unwrap().is_ready());
        let another = Home::open(&target, "node", "another list").await.unwrap();
        assert!(!another.is_ready());
        fs::remove_dir_all(target).unwrap();
    }
}

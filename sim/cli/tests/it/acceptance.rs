//! The command from outside: each folder of `tests/acceptance` holds its input, a command line, what its output must
//! hold line by line, and the exit code.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

struct Case {
    folder: PathBuf,
    arguments: Vec<String>,
    expected: Vec<String>,
    code: i32,
}

impl Case {
    fn read(folder: PathBuf) -> Self {
        let text = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
        };
        let lines = |name: &str| text(name).lines().map(str::to_owned).collect::<Vec<_>>();
        Self {
            arguments: lines("command"),
            expected: lines("expected"),
            code: text("code")
                .trim()
                .parse()
                .expect("an exit code is a number"),
            folder,
        }
    }

    /// Runs the command in the folder and says what was not as expected.
    fn run(&self, state: &Path) -> Result<(), String> {
        let output = Command::new(env!("CARGO_BIN_EXE_ringback"))
            .args(&self.arguments)
            .current_dir(&self.folder)
            .env("RINGBACK_STATE", state)
            .stdin(Stdio::null())
            .output()
            .map_err(|why| why.to_string())?;
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        let name = self.folder.display();
        if output.status.code() != Some(self.code) {
            return Err(format!(
                "{name}: ended with {}, expected {}\n{said}",
                output.status, self.code
            ));
        }
        match self
            .expected
            .iter()
            .find(|line| !said.contains(line.as_str()))
        {
            Some(line) => Err(format!("{name}: the output lacks {line:?}\n{said}")),
            None => Ok(()),
        }
    }
}

#[test]
fn the_command_says_what_is_wrong_and_ends_with_the_right_code() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/acceptance");
    let mut folders: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    folders.sort();
    assert!(
        folders.len() >= 10,
        "only {} acceptance folders",
        folders.len()
    );
    let state = tempfile::tempdir().unwrap();
    let failed: Vec<String> = folders
        .into_iter()
        .filter_map(|folder| Case::read(folder).run(state.path()).err())
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

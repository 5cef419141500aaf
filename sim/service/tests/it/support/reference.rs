//! Where the published documents and the recordings are.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// The folder of the reference data.
pub(crate) struct Reference(PathBuf);

/// Finds the reference data, by default beside the workspace's root. Where it is absent a line says so; where a folder was
/// named and is missing, the test fails.
pub(crate) fn reference(checks: usize) -> Option<Reference> {
    let named = std::env::var_os("RINGBACK_REFERENCE");
    let default = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let folder = named.as_ref().map_or(default, PathBuf::from);
    if folder.is_dir() {
        return Some(Reference(folder));
    }
    assert!(
        named.is_none(),
        "RINGBACK_REFERENCE names {}, which is no folder",
        folder.display()
    );
    not_run(checks);
    None
}

/// Says what did not run, past the capture of the test runner.
fn not_run(checks: usize) {
    let line = format!("NOT RUN: {checks} checks (reference data absent)\n");
    std::io::stderr()
        .write_all(line.as_bytes())
        .expect("somebody reads");
}

impl Reference {
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.0.join(below)
    }

    pub(crate) fn text(&self, below: &str) -> String {
        let path = self.path(below);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

//! Where the published documents and the recordings are.

use std::path::{Path, PathBuf};

/// The folder of the reference data.
pub(crate) struct Reference(PathBuf);

/// Finds the reference data. Where it is absent the line that says so is printed; where a folder was named and is
/// missing, the test fails.
#[expect(
    clippy::print_stdout,
    reason = "the line tells whoever runs the tests what did not run"
)]
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
    println!("NOT RUN: {checks} checks (reference data absent)");
    None
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

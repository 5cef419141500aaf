//! Setting up a Python interpreter with the pinned packages that an implementation names.

use std::path::{Path, PathBuf};

use super::packages::{self, Home};
use crate::HarnessError;

const NEEDED: &str = "Python 3 with venv";

/// Gives an interpreter that has the packages of `requirements`, making it below `target` when it is not there yet.
///
/// # Errors
/// The list cannot be read, Python is missing, or a package cannot be installed; with the last output.
pub async fn interpreter(requirements: &Path, target: &Path) -> Result<PathBuf, HarnessError> {
    let home = Home::open(target, "python", &packages::read(requirements)?).await?;
    let python = home.folder().join("bin").join("python");
    if home.is_ready() {
        return Ok(python);
    }
    let here = Path::new(".");
    let folder = home.folder().display().to_string();
    packages::run("python3", &["-m", "venv", "--clear", &folder], here, NEEDED).await?;
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
    packages::run(&python.display().to_string(), &install, here, NEEDED).await?;
    home.note_ready()?;
    Ok(python)
}

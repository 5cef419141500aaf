//! Setting up the pinned Node packages that an implementation names.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::packages::{self, Home};
use crate::HarnessError;

const NEEDED: &str = "Node 20 or later with npm";

/// The program that runs a service.
pub(super) const NODE: &str = "node";

/// Gives the folder with the packages of `package_json`, as the `package-lock.json` beside it pins them, making it below
/// `target` when it is not there yet. A service finds them there through `NODE_PATH`.
///
/// # Errors
/// A list cannot be read, Node is missing, or a package cannot be installed; with the last output.
pub async fn modules(package_json: &Path, target: &Path) -> Result<PathBuf, HarnessError> {
    let wanted = packages::read(package_json)?;
    let pinned = packages::read(&package_json.with_file_name("package-lock.json"))?;
    let home = Home::open(target, "node", &format!("{wanted}{pinned}")).await?;
    let modules = home.folder().join("node_modules");
    if home.is_ready() {
        return Ok(modules);
    }
    let lists = [("package.json", wanted), ("package-lock.json", pinned)];
    for (name, text) in lists {
        let path = home.folder().join(name);
        fs::create_dir_all(home.folder())
            .and_then(|()| fs::write(&path, text))
            .map_err(|why| HarnessError::Io {
                act: "write",
                path,
                why,
            })?;
    }
    let install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    packages::run("npm", &install, home.folder(), NEEDED).await?;
    home.note_ready()?;
    Ok(modules)
}

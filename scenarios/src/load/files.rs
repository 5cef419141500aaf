//! Reading files and folders.

use std::{
    fs,
    path::{Path, PathBuf},
};

use ringback_format::yaml;

use super::{LoadError, cases, compile, world::Worlds};
use crate::case::Scenario;

/// Loads a file, or every `.yaml` file of a folder and its folders that is a scenario, sorted by path.
///
/// # Errors
/// A file cannot be read, or something in it is wrong.
pub fn load(path: &Path) -> Result<Vec<Scenario>, LoadError> {
    let mut files = Vec::new();
    if path.is_dir() {
        collect(path, &mut files)?;
        if files.is_empty() {
            return Err(LoadError::Nothing {
                path: path.display().to_string(),
            });
        }
    } else {
        files.push(path.to_owned());
    }
    let mut scenarios: Vec<Scenario> = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).map_err(|why| unreadable(&file, why))?;
        let folder = file.parent().unwrap_or(Path::new("."));
        let scenario = read(&file.display().to_string(), &text, Some(folder))?;
        if let Some(first) = scenarios.iter().find(|other| other.name == scenario.name) {
            return Err(LoadError::Twice {
                name: scenario.name,
                first: first.file.clone(),
                second: scenario.file,
            });
        }
        scenarios.push(scenario);
    }
    Ok(scenarios)
}

/// Loads one scenario from a text; `file` is the name that errors show. Its world has to stand in it.
///
/// # Errors
/// Something in it is wrong.
pub fn load_text(file: &str, text: &str) -> Result<Scenario, LoadError> {
    read(file, text, None)
}

fn read(file: &str, text: &str, folder: Option<&Path>) -> Result<Scenario, LoadError> {
    let root = yaml::read(file, text)?;
    let located = |error: yaml::NodeError| error.in_file(file, text);
    let mut worlds = Worlds { file, text, folder };
    let parts = cases::expand(root).map_err(located)?;
    let mut compiled = Vec::new();
    for part in &parts {
        let world = worlds.of(&part.root)?;
        compiled.push(compile::case(file, part, world, folder).map_err(located)?);
    }
    let first = compiled.first().expect("a file has one case at least");
    Ok(Scenario {
        name: first.scenario.clone(),
        file: file.to_owned(),
        about: first.about.clone(),
        rules: compile::rules_of(&compiled),
        cases: compiled,
    })
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let entries = fs::read_dir(folder).map_err(|why| unreadable(folder, why))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|why| unreadable(folder, why))?.path());
    }
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml")
            && is_scenario(&path)?
        {
            files.push(path);
        }
    }
    Ok(())
}

/// A world beside scenarios is no scenario; anything else is one, or is meant to be.
fn is_scenario(path: &Path) -> Result<bool, LoadError> {
    let text = fs::read_to_string(path).map_err(|why| unreadable(path, why))?;
    let Ok(root) = yaml::read("", &text) else {
        return Ok(true);
    };
    let is_world = root.get("scenario").is_none()
        && root.entries().next().is_some()
        && root
            .entries()
            .all(|(key, _)| matches!(key.as_text(), Some("resources" | "bots" | "teams")));
    Ok(!is_world)
}

pub(super) fn unreadable(path: &Path, why: std::io::Error) -> LoadError {
    LoadError::Unreadable {
        path: path.display().to_string(),
        why,
    }
}

//! Finding and reading an implementation file.

use std::path::{Path, PathBuf};

use ringback_format::{implementation::ImplementationFile, yaml};

use crate::HarnessError;

/// The file of the implementation that is built into the program.
const BUILT_IN: &str = include_str!("../../implementations/built-in/implementation.yaml");

/// An implementation file together with the folder in which its programs run.
#[derive(Clone, Debug)]
pub struct LoadedImplementation {
    /// What it says.
    pub file: ImplementationFile,
    /// The folder of the file; the working directory for the built-in one.
    pub folder: PathBuf,
    /// How a command line names it again; `None` for the built-in one.
    pub path: Option<PathBuf>,
}

/// Reads an implementation file, or takes the built-in one.
///
/// # Errors
/// The file cannot be read, or something in it is wrong.
pub fn load(path: Option<&Path>) -> Result<LoadedImplementation, HarnessError> {
    let loaded = match path {
        None => LoadedImplementation {
            file: yaml::parse("built-in implementation", BUILT_IN)?,
            folder: PathBuf::from("."),
            path: None,
        },
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|why| HarnessError::Io {
                act: "read",
                path: path.to_owned(),
                why,
            })?;
            LoadedImplementation {
                file: yaml::parse(&path.display().to_string(), &text)?,
                folder: folder_of(path),
                path: Some(path.to_owned()),
            }
        }
    };
    check(&loaded.file)?;
    Ok(loaded)
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        Some(_) | None => PathBuf::from("."),
    }
}

fn check(file: &ImplementationFile) -> Result<(), HarnessError> {
    let name = &file.implementation;
    match (&file.start, &file.attach) {
        (Some(start), None) if start.command.is_empty() => Err(HarnessError::Usage(format!(
            "implementation {name}: start.command is empty; expected a program and its arguments"
        ))),
        (Some(_), None) | (None, Some(_)) => Ok(()),
        (Some(_), Some(_)) => Err(HarnessError::Usage(format!(
            "implementation {name}: start and attach stand together; expected one of them"
        ))),
        (None, None) => Err(HarnessError::Usage(format!(
            "implementation {name}: neither start nor attach; expected `start: {{ command: [...], ready: {{ get: … }} }}` or `attach: http://localhost:5000`"
        ))),
    }?;
    for (entry, point) in &file.entry {
        if point.post.is_some() == point.get.is_some() {
            return Err(HarnessError::Usage(format!(
                "implementation {name}: entry {entry} needs exactly one of post and get"
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_implementation_can_be_loaded() {
        let loaded = load(None).unwrap();
        assert_eq!(loaded.file.implementation, "built-in");
        assert!(loaded.file.entry.contains_key("help"));
    }

    #[test]
    fn a_file_with_neither_start_nor_attach_is_refused() {
        let folder = std::env::temp_dir();
        let path = folder.join(format!("ringback-neither-{}.yaml", std::process::id()));
        std::fs::write(&path, "implementation: x\n").unwrap();
        let error = load(Some(&path)).unwrap_err();
        std::fs::remove_file(&path).unwrap();
        assert!(
            error.to_string().contains("neither start nor attach"),
            "{error}"
        );
        assert_eq!(error.exit_code().number(), 2);
    }
}

//! The world of a scenario: inline, in a file beside it, or the default one.

use std::{fs, path::Path};

use ringback_format::{
    declaration::{DeclarationError, Problem, WorldDeclaration, lower},
    yaml::{self, FileError, Node, Value},
};
use ringback_world::declaration::Declaration;

use super::{LoadError, files::unreadable};

/// A declaration, readable and lowered.
pub(super) struct Declared {
    pub(super) readable: WorldDeclaration,
    pub(super) lowered: Declaration,
}

/// Where worlds are looked for.
pub(super) struct Worlds<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) folder: Option<&'a Path>,
}

impl Worlds<'_> {
    pub(super) fn of(&mut self, root: &Node) -> Result<Declared, LoadError> {
        let Some(node) = root.get("world") else {
            let readable = WorldDeclaration::default_world();
            let lowered = lower(&readable).map_err(|errors| {
                FileError::whole(
                    self.file,
                    format!("the default world is wrong: {}", errors[0]),
                )
            })?;
            return Ok(Declared { readable, lowered });
        };
        match &node.value {
            Value::Scalar { text, .. } => self.beside(node, text),
            Value::Mapping(_) | Value::Sequence(_) => Ok(declared(self.file, self.text, node)?),
        }
    }

    fn beside(&self, node: &Node, name: &str) -> Result<Declared, LoadError> {
        let Some(folder) = self.folder else {
            let message = format!("there is no folder to look for `{name}` in");
            return Err(FileError::at(self.file, self.text, node.place, message).into());
        };
        let path = folder.join(name);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => {
                let message = format!("there is no file `{name}` beside the scenario");
                let error = FileError::at(self.file, self.text, node.place, message)
                    .expected("a declaration of the world, or the name of a file with one");
                return Err(error.into());
            }
            Err(why) => return Err(unreadable(&path, why)),
        };
        let file = path.display().to_string();
        let root = yaml::read(&file, &text)?;
        Ok(declared(&file, &text, &root)?)
    }
}

fn declared(file: &str, text: &str, node: &Node) -> Result<Declared, FileError> {
    let readable: WorldDeclaration =
        yaml::from_node(node).map_err(|error| error.in_file(file, text))?;
    match lower(&readable) {
        Ok(lowered) => Ok(Declared { readable, lowered }),
        Err(errors) => Err(located(file, text, node, &errors)),
    }
}

/// Says where the first error stands, by its path.
fn located(file: &str, text: &str, node: &Node, errors: &[DeclarationError]) -> FileError {
    let error = errors.first().expect("a refused declaration has an error");
    let place = at_path(node, &error.field).place;
    match &error.problem {
        Problem::Undefined {
            what,
            name,
            nearest,
            known,
        } => {
            let place = at_path(node, &error.field)
                .find_text(name)
                .map_or(place, |node| node.place);
            FileError::at(file, text, place, format!("unknown {what} `{name}`"))
                .expected(format!("one of {known}"))
                .nearest(nearest.clone())
        }
        Problem::OutOfRange { .. }
        | Problem::NotHere { .. }
        | Problem::Missing { .. }
        | Problem::Twice { .. } => FileError::at(file, text, place, error.to_string()),
    }
}

/// Follows a path such as `teams.queues.sales.agents[0]` as far as it leads.
fn at_path<'a>(root: &'a Node, path: &str) -> &'a Node {
    let mut node = root;
    let steps = path
        .split(['.', '['])
        .map(|step| step.trim_end_matches(']'));
    for step in steps {
        let next = match &node.value {
            Value::Mapping(_) => node.get(step),
            Value::Sequence(items) => step.parse().ok().and_then(|at: usize| items.get(at)),
            Value::Scalar { .. } => None,
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    node
}

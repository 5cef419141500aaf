//! JSON Schemas of our files, as editors use them. The committed ones in `schemas/` are compared with these.

use schemars::{JsonSchema, Schema};

use crate::{declaration::WorldDeclaration, figures::Figures, implementation::ImplementationFile};

/// Gives a schema as readable JSON.
pub fn text(schema: &Schema) -> String {
    let mut text = serde_json::to_string_pretty(schema).expect("a schema is plain JSON");
    text.push('\n');
    text
}

fn of<T: JsonSchema>() -> String {
    text(&schemars::schema_for!(T))
}

/// Gives the schema of a world declaration.
pub fn world() -> String {
    of::<WorldDeclaration>()
}

/// Gives the schema of an implementation file.
pub fn implementation() -> String {
    of::<ImplementationFile>()
}

/// Gives the schema of a report of figures.
pub fn figures() -> String {
    of::<Figures>()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Compares a committed schema with the one that the types give; `RINGBACK_REGENERATE=1` writes it anew.
    fn check(name: &str, text: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("schemas")
            .join(name);
        if std::env::var_os("RINGBACK_REGENERATE").is_some() {
            std::fs::write(&path, text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text,
            "{name} is out of date; run the tests once with RINGBACK_REGENERATE=1"
        );
    }

    #[test]
    fn the_committed_schemas_are_those_of_the_types() {
        check("world.json", &super::world());
        check("implementation.json", &super::implementation());
        check("figures.json", &super::figures());
    }
}

//! The published documents as schemas.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

/// Deeper nesting is not checked: errors may hold errors.
const DEPTH_MAX: usize = 12;

/// One published document.
pub(crate) struct Document {
    path: PathBuf,
    files: BTreeMap<PathBuf, Value>,
}

/// Reads a document below `specs`; nothing where the reference data is absent, which is said.
pub(crate) fn document(path: &str) -> Option<Document> {
    let folder = match std::env::var_os("RINGBACK_REFERENCE") {
        Some(folder) => {
            let folder = PathBuf::from(folder);
            assert!(
                folder.is_dir(),
                "RINGBACK_REFERENCE names no folder: {}",
                folder.display()
            );
            folder
        }
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
    };
    let path = folder.join("specs").join(path);
    if !path.is_file() {
        eprintln!("NOT RUN: 1 checks (reference data absent)");
        return None;
    }
    let mut document = Document {
        path: path.clone(),
        files: BTreeMap::new(),
    };
    document.load(&path);
    Some(document)
}

impl Document {
    /// Checks a value against a definition. Members that recordings have and the document lacks are left out first.
    #[track_caller]
    pub(crate) fn check(&self, definition: &str, value: &Value, recorded: &[&str]) {
        let mut value = value.clone();
        if let Some(object) = value.as_object_mut() {
            for member in recorded {
                object.shift_remove(*member);
            }
        }
        let schema = self.resolve(&self.path, &format!("#/definitions/{definition}"), 0);
        assert!(schema.is_object(), "{definition} is in the document");
        let validator = jsonschema::validator_for(&schema).expect("a valid schema");
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{definition}: {errors:#?}\n{value:#}");
    }

    /// Tells whether the document defines this.
    pub(crate) fn defines(&self, definition: &str) -> bool {
        !self.files[&self.path]["definitions"][definition].is_null()
    }

    /// Lists operations by id, method and path.
    pub(crate) fn operations(&self) -> Vec<(String, String, String)> {
        let paths = self.files[&self.path]["paths"].as_object().expect("paths");
        let mut found = Vec::new();
        for (path, methods) in paths {
            for (method, operation) in methods.as_object().expect("methods") {
                if let Some(id) = operation["operationId"].as_str() {
                    found.push((id.to_owned(), method.to_uppercase(), path.clone()));
                }
            }
        }
        found
    }

    fn load(&mut self, path: &Path) {
        if self.files.contains_key(path) {
            return;
        }
        let text = std::fs::read_to_string(path).expect("the document is there");
        let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("JSON");
        let mut references = Vec::new();
        collect(&value, &mut references);
        self.files.insert(path.to_owned(), value);
        for reference in references {
            let file = reference.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("examples/") {
                self.load(&beside(path, file));
            }
        }
    }

    fn resolve(&self, from: &Path, reference: &str, depth: usize) -> Value {
        let (file, pointer) = reference.split_once('#').expect("a fragment");
        let file = if file.is_empty() {
            from.to_owned()
        } else {
            beside(from, file)
        };
        let found = self.files[&file].pointer(pointer);
        self.inline(&file, found.unwrap_or(&Value::Null), depth + 1)
    }

    fn inline(&self, file: &Path, schema: &Value, depth: usize) -> Value {
        if depth > DEPTH_MAX {
            return json!({});
        }
        match schema {
            Value::Object(object) => {
                if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
                    return self.resolve(file, reference, depth);
                }
                let members = object.iter().filter(|(name, _)| !name.starts_with("x-"));
                let members =
                    members.map(|(name, value)| (name.clone(), self.inline(file, value, depth)));
                Value::Object(members.collect())
            }
            Value::Array(values) => values
                .iter()
                .map(|value| self.inline(file, value, depth))
                .collect(),
            other => other.clone(),
        }
    }
}

fn beside(from: &Path, file: &str) -> PathBuf {
    let folder = from.parent().expect("a file has a folder");
    let mut path = PathBuf::new();
    for part in folder.join(file).components() {
        match part {
            std::path::Component::ParentDir => {
                path.pop();
            }
            other => path.push(other),
        }
    }
    path
}

fn collect(value: &Value, references: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                match value.as_str() {
                    Some(reference) if name == "$ref" => references.push(reference.to_owned()),
                    _ => collect(value, references),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}

/// Checks an error body against the common definition.
#[track_caller]
pub(crate) fn check_error(document: &Document, body: &Value) {
    document.check("CommunicationErrorResponse", body, &[]);
}

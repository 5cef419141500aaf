//! The published OpenAPI documents, read as JSON Schemas that allow no member they do not name.

use std::path::PathBuf;

use jsonschema::{Draft, Retrieve, Uri};
use serde_json::{Value, json};

use super::Reference;

/// One published document.
pub(crate) struct Published {
    uri: String,
    document: Value,
}

impl Published {
    pub(crate) fn read(reference: &Reference, below: &str) -> Self {
        let path = reference
            .path(below)
            .canonicalize()
            .expect("the document is there");
        let document = serde_json::from_str(&reference.text(below)).expect("documents are JSON");
        Self {
            uri: format!("file://{}", path.display()),
            document,
        }
    }

    /// Demands that an answer is as published for an operation.
    #[track_caller]
    pub(crate) fn check(&self, method: &str, path: &str, status: u16, body: &Value) {
        let escaped = path.replace('/', "~1");
        let pointer = format!("/paths/{escaped}/{method}/responses/{status}");
        let response = self.document.pointer(&pointer);
        let response = response.unwrap_or_else(|| panic!("{method} {path} never answers {status}"));
        if response.get("schema").is_none() {
            assert_eq!(*body, Value::Null, "{method} {path} answers without a body");
            return;
        }
        let pointer = pointer.replace('{', "%7B").replace('}', "%7D");
        let schema = json!({"$ref": format!("{}#{pointer}/schema", self.uri)});
        let options = jsonschema::options()
            .with_draft(Draft::Draft4)
            .with_retriever(Files);
        let validator = options.build(&schema).expect("documents are schemas");
        let errors: Vec<_> = validator
            .iter_errors(body)
            .map(|error| error.to_string())
            .collect();
        assert!(
            errors.is_empty(),
            "{method} {path} {status}: {errors:?} in {body}"
        );
    }
}

struct Files;

impl Retrieve for Files {
    fn retrieve(
        &self,
        uri: &Uri<String>,
    ) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let path = PathBuf::from(uri.path().as_str());
        let mut document = serde_json::from_str(&std::fs::read_to_string(path)?)?;
        close(&mut document);
        Ok(document)
    }
}

/// Allows no member that a definition does not name; those that are composed stay open.
fn close(document: &mut Value) {
    let Some(definitions) = document["definitions"].as_object_mut() else {
        return;
    };
    for definition in definitions.values_mut() {
        let open = ["allOf", "discriminator", "additionalProperties"];
        let composed = open.iter().any(|member| definition.get(member).is_some());
        if definition.get("properties").is_some() && !composed {
            definition["additionalProperties"] = json!(false);
        }
    }
}

//! The published OpenAPI documents, read as JSON Schemas that allow no member they do not name.

use std::path::{Path, PathBuf};

use jsonschema::{Draft, Retrieve, Uri};
use serde_json::{Value, json};

use super::{Reference, closed::close, reference};

const CALL_AUTOMATION: &str = "communicationservicescallautomation.json";
const OF_EVENT_GRID: &str = "AzureCommunicationServices.json";
/// The document of Event Grid, below `specs`.
pub(crate) const EVENT_GRID: &str = "eventgrid/data-plane/Microsoft.Communication/stable/2018-01-01/AzureCommunicationServices.json";

/// A member of events that recordings or samples show otherwise than the document defines it.
struct Shown {
    /// The document's file name.
    document: &'static str,
    member: &'static str,
    /// The schema of what is shown.
    instead: fn() -> Value,
    reason: &'static str,
}

/// Where recordings and samples win over the documents.
const SHOWN: [Shown; 10] = [
    Shown {
        document: CALL_AUTOMATION,
        member: "version",
        instead: text,
        reason: "every recorded callback carries it, no definition names it",
    },
    Shown {
        document: CALL_AUTOMATION,
        member: "publicEventType",
        instead: text,
        reason: "every recorded callback carries it, no definition names it",
    },
    Shown {
        document: OF_EVENT_GRID,
        member: "properties",
        instead: texts,
        reason: "the document makes each value an object, every sample sends the topic as a text",
    },
    Shown {
        document: OF_EVENT_GRID,
        member: "createdBy",
        instead: text,
        reason: "samples name the creator by a bare id as well",
    },
    Shown {
        document: OF_EVENT_GRID,
        member: "editedBy",
        instead: text,
        reason: "samples name who changed the thread by a bare id as well",
    },
    Shown {
        document: OF_EVENT_GRID,
        member: "deletedBy",
        instead: text,
        reason: "samples name who deleted the thread by a bare id as well",
    },
    Shown {
        document: OF_EVENT_GRID,
        member: "members",
        instead: members,
        reason: "samples list everyone by a bare id as well",
    },
    Shown {
        document: OF_EVENT_GRID,
        member: "createTime",
        instead: text,
        reason: "samples of who came and went tell when the thread was created",
    },
    Shown {
        document: OF_EVENT_GRID,
        member: "recipientId",
        instead: text,
        reason: "samples name the recipient by a bare id as well",
    },
    Shown {
        document: OF_EVENT_GRID,
        member: "senderId",
        instead: text,
        reason: "samples name the sender by a bare id as well",
    },
];

fn text() -> Value {
    json!({"type": "string"})
}

fn members() -> Value {
    let member = json!({
        "type": "object",
        "properties": {"displayName": text(), "memberId": text()},
        "required": ["displayName", "memberId"],
        "additionalProperties": false,
    });
    json!({"type": "array", "items": member})
}

fn texts() -> Value {
    json!({"type": "object", "additionalProperties": {"type": "string"}})
}

/// One published document.
pub(crate) struct Document {
    path: PathBuf,
    content: Value,
}

/// Reads a document below `specs` for one check; nothing where the reference data is absent, which is said.
pub(crate) fn document(below: &str) -> Option<Document> {
    reference(1).map(|reference| Document::read(&reference, below))
}

impl Document {
    /// Reads a document below `specs`.
    pub(crate) fn read(reference: &Reference, below: &str) -> Self {
        let path = reference.path("specs").join(below);
        let path = path
            .canonicalize()
            .unwrap_or_else(|why| panic!("{}: {why}", path.display()));
        let content = content(&path).expect("documents are JSON");
        Self { path, content }
    }

    /// Tells whether the document defines this.
    pub(crate) fn defines(&self, definition: &str) -> bool {
        !self.content["definitions"][definition].is_null()
    }

    /// Lists operations by id, method and path.
    pub(crate) fn operations(&self) -> Vec<(String, String, String)> {
        let paths = self.content["paths"].as_object().expect("paths");
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

    /// Demands that a value is as defined.
    #[track_caller]
    pub(crate) fn check(&self, definition: &str, value: &Value) {
        assert!(self.defines(definition), "{definition} is in the document");
        let schema = self.schema(&format!("/definitions/{definition}"));
        demand(definition, &schema, value);
    }

    /// Demands that an event's data are as defined, or as shown where the document is wrong.
    #[track_caller]
    pub(crate) fn check_event(&self, definition: &str, data: &Value) {
        let mut data = data.clone();
        let members = data.as_object_mut().expect("data are an object");
        for shown in SHOWN
            .iter()
            .filter(|shown| self.path.ends_with(shown.document))
        {
            if let Some(value) = members.shift_remove(shown.member) {
                let what = format!("{definition}/{}, as {}", shown.member, shown.reason);
                demand(&what, &(shown.instead)(), &value);
            }
        }
        self.check(definition, &data);
    }

    /// Demands that an answer is as published for an operation.
    #[track_caller]
    pub(crate) fn check_answer(&self, method: &str, path: &str, status: u16, body: &Value) {
        let escaped = path.replace('/', "~1");
        let pointer = format!("/paths/{escaped}/{method}/responses/{status}");
        let response = self.content.pointer(&pointer);
        let response = response.unwrap_or_else(|| panic!("{method} {path} never answers {status}"));
        if response.get("schema").is_none() {
            assert_eq!(*body, Value::Null, "{method} {path} answers without a body");
            return;
        }
        let pointer = pointer.replace('{', "%7B").replace('}', "%7D");
        let schema = self.schema(&format!("{pointer}/schema"));
        demand(&format!("{method} {path} {status}"), &schema, body);
    }

    fn schema(&self, pointer: &str) -> Value {
        json!({"$ref": format!("file://{}#{pointer}", self.path.display())})
    }
}

#[track_caller]
fn demand(what: &str, schema: &Value, value: &Value) {
    let options = jsonschema::options()
        .with_draft(Draft::Draft4)
        .with_retriever(Files);
    let validator = options.build(schema).expect("documents are schemas");
    let errors: Vec<_> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}\n{value:#}");
}

struct Files;

impl Retrieve for Files {
    fn retrieve(
        &self,
        uri: &Uri<String>,
    ) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let mut document = content(Path::new(uri.path().as_str()))?;
        close(&mut document);
        Ok(document)
    }
}

/// Reads a document; some begin with a byte order mark.
fn content(path: &Path) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
    let text = std::fs::read_to_string(path)?;
    Ok(serde_json::from_str(text.trim_start_matches('\u{feff}'))?)
}

//! Closes the definitions of a document: what they do not name is not allowed.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

/// Allows no member that a definition or one of its parents does not name. Parents stay open, as they must, and so does what
/// has kinds or says itself what else it holds.
pub(super) fn close(document: &mut Value) {
    let Some(definitions) = document["definitions"].as_object_mut() else {
        return;
    };
    let all = definitions.clone();
    let used: BTreeSet<&str> = all.values().flat_map(parents).collect();
    for (name, definition) in definitions {
        let open = ["discriminator", "additionalProperties"];
        let says = open.iter().any(|member| definition.get(member).is_some());
        let names = names(&all, name);
        if says || used.contains(name.as_str()) || names.is_empty() {
            continue;
        }
        for name in names {
            if definition["properties"].get(name).is_none() {
                definition["properties"][name] = json!({});
            }
        }
        definition["additionalProperties"] = json!(false);
    }
}

/// The members that a definition and its parents name.
fn names<'a>(all: &'a Map<String, Value>, definition: &str) -> BTreeSet<&'a str> {
    let Some(definition) = all.get(definition) else {
        return BTreeSet::new();
    };
    let own = definition["properties"].as_object().into_iter().flatten();
    let mut found: BTreeSet<&str> = own.map(|(name, _)| name.as_str()).collect();
    for parent in parents(definition) {
        found.extend(names(all, parent));
    }
    found
}

/// The definitions of the same document that this one extends.
fn parents(definition: &Value) -> impl Iterator<Item = &str> {
    let parents = definition["allOf"].as_array().into_iter().flatten();
    parents.filter_map(|parent| parent["$ref"].as_str()?.strip_prefix("#/definitions/"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::close;

    #[test]
    fn a_child_names_what_its_parents_name_and_nothing_else() {
        let mut document = json!({"definitions": {
            "Child": {"properties": {"a": {}}, "allOf": [{"$ref": "#/definitions/Parent"}]},
            "Parent": {"properties": {"b": {"type": "string"}}},
            "Free": {"properties": {"c": {}}, "additionalProperties": true},
        }});
        close(&mut document);
        let definitions = &document["definitions"];
        assert_eq!(
            definitions["Child"]["properties"],
            json!({"a": {}, "b": {}})
        );
        assert_eq!(definitions["Child"]["additionalProperties"], false);
        assert!(definitions["Parent"].get("additionalProperties").is_none());
        assert_eq!(definitions["Free"]["additionalProperties"], true);
    }
}

//! The JSON Schema of scenario files agrees with what is read.

use std::{fs, path::Path};

use ringback_format::yaml;
use serde_json::Value;

fn check(schema: &Value, file: &str, text: &str) -> Vec<String> {
    let value: Value = match yaml::parse(file, text) {
        Ok(value) => value,
        Err(error) => panic!("{error}"),
    };
    let validator = jsonschema::validator_for(schema).expect("it is a schema");
    validator
        .iter_errors(&value)
        .map(|error| format!("{file}: {error}"))
        .collect()
}

#[test]
fn the_library_follows_the_schema_and_mistakes_do_not() {
    let schema = ringback_scenarios::schema().to_value();
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["library", "load", "../benches/load"].map(|folder| home.join(folder));
    let mut files = 0;
    let entries = folders.map(|folder| fs::read_dir(folder).expect("the folder is there"));
    for entry in entries.into_iter().flatten() {
        let path = entry.expect("it can be read").path();
        let text = fs::read_to_string(&path).expect("it can be read");
        if text.contains("scenario:") {
            files += 1;
            assert_eq!(
                check(&schema, &path.display().to_string(), &text),
                Vec::<String>::new()
            );
        }
    }
    assert!(files >= 14, "{files}");
    for mistake in [
        "{ scenario: a, custmer: {} }",
        "{ about: a }",
        "{ scenario: a, customer: { patience: soon } }",
        "{ scenario: a, observe: [ { when: ofered } ] }",
        "{ scenario: a, expect: [ { contact: one } ] }",
        "{ scenario: a, world: { teams: { queue: {} } } }",
    ] {
        assert_ne!(
            check(&schema, "a.yaml", mistake),
            Vec::<String>::new(),
            "{mistake}"
        );
    }
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sim/format/schemas/scenario.json");
    let text = ringback_format::schema::text(&ringback_scenarios::schema());
    if std::env::var_os("RINGBACK_REGENERATE").is_some() {
        fs::write(&path, &text).expect("it can be written");
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "scenario.json is out of date; run the tests once with RINGBACK_REGENERATE=1"
    );
}

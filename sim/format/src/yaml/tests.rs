//! Reading: values, places, and what is wrong.

use indexmap::IndexMap;
use proptest::prelude::*;
use serde::Deserialize;

use super::{Located, Node, Place, Value, parse, read};
use crate::{declaration::WorldDeclaration, duration::DurationText};

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Settings {
    name: String,
    #[serde(default)]
    times: Option<u32>,
    #[serde(default)]
    waits: Option<DurationText>,
    #[serde(default)]
    kind: Option<Kind>,
    #[serde(default)]
    more: IndexMap<String, Located<String>>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Kind {
    Plain,
    Named(String),
    Full { depth: u8 },
}

fn settings(text: &str) -> Result<Settings, String> {
    parse("a.yaml", text).map_err(|error| error.to_string())
}

#[test]
fn values_are_read_as_the_type_wants_them() {
    let read = settings("name: 123\ntimes: 4\nwaits: 20m\nkind: { full: { depth: 2 } }\nmore: { number: +14255550100, truth: true }")
        .expect("it fits");
    assert_eq!(read.name, "123");
    assert_eq!(
        (read.times, read.waits),
        (Some(4), Some(DurationText::from_secs(1200)))
    );
    assert_eq!(read.kind, Some(Kind::Full { depth: 2 }));
    assert_eq!(read.more["number"].value, "+14255550100");
    assert_eq!(
        read.more["truth"].place,
        Place {
            line: 5,
            column: 38,
            length: 4
        }
    );
    let kind = |text: &str| settings(&format!("name: a\nkind: {text}")).map(|read| read.kind);
    assert_eq!(kind("plain"), Ok(Some(Kind::Plain)));
    assert_eq!(kind("{ named: b }"), Ok(Some(Kind::Named("b".to_owned()))));
    assert_eq!(kind("~"), Ok(None));
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    for (text, error) in [
        (
            "nam: a",
            "a.yaml:1:1: unknown key `nam`
  1 | nam: a
    | ^^^
  expected one of `name`, `times`, `waits`, `kind`, `more`
  did you mean `name`?",
        ),
        (
            "times: 4",
            "a.yaml:1:1: the key `name` is missing
  1 | times: 4
    | ^",
        ),
        (
            "name: a\ntimes: many",
            "a.yaml:2:8: `many` does not fit here
  2 | times: many
    |        ^^^^
  expected a whole number",
        ),
        (
            "name: [a, b]",
            "a.yaml:1:7: a list does not fit here
  1 | name: [a, b]
    |       ^
  expected a text",
        ),
        (
            "name:",
            "a.yaml:1:5: nothing does not fit here
  1 | name:
    |     ^
  expected a text",
        ),
        (
            "name: a\nkind: plane",
            "a.yaml:2:7: unknown word `plane`
  2 | kind: plane
    |       ^^^^^
  expected one of `plain`, `named`, `full`
  did you mean `plain`?",
        ),
        (
            "name: a\nkind: { full: { deep: 1 } }",
            "a.yaml:2:17: unknown key `deep`
  2 | kind: { full: { deep: 1 } }
    |                 ^^^^
  expected `depth`
  did you mean `depth`?",
        ),
        (
            "name: a\nkind: { plain: 1, full: 2 }",
            "a.yaml:2:7: one word, or one key with its value, belongs here
  2 | kind: { plain: 1, full: 2 }
    |       ^
  expected one of `plain`, `named`, `full`",
        ),
        (
            "name: !tag a",
            "a.yaml:1:12: tags such as `!name` have no meaning here
  1 | name: !tag a
    |            ^",
        ),
        (
            "name: a\n---\nname: b",
            "a.yaml:3:1: a second document begins here
  3 | name: b
    | ^",
        ),
        (
            "name: a\nname: b",
            "a.yaml:2:1: the key `name` stands here twice, first in line 1
  2 | name: b
    | ^^^^",
        ),
    ] {
        assert_eq!(settings(text), Err(error.to_owned()), "{text}");
    }
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let text = format!("name: a\nmore: {{ {}: [x] }}", "k".repeat(400));
    let error = settings(&text).expect_err("a list is no text");
    let widest = error.lines().map(|line| line.chars().count()).max();
    assert!(widest.is_some_and(|width| width < 140), "{error}");
    let marked = error
        .lines()
        .find(|line| line.contains('^'))
        .expect("the place is marked");
    let shown = error.lines().nth(1).expect("the line is shown");
    let at = marked.find('^').expect("it is there");
    assert_eq!(shown.chars().nth(at), Some('['), "{error}");
}

#[test]
fn aliases_are_written_out_up_to_a_limit() {
    let node = read("a.yaml", "a: &x [1, 2]\nb: *x").expect("aliases are known");
    let numbers = |key: &str| match node.get(key).map(|node| &node.value) {
        Some(Value::Sequence(items)) => items.iter().filter_map(Node::as_text).collect(),
        _ => Vec::new(),
    };
    assert_eq!(numbers("b"), ["1", "2"]);
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let line = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{line}]\n"));
    }
    let error = read("a.yaml", &bomb).expect_err("it would be endless");
    assert_eq!(error.message, "the file has more than 200000 parts");
}

proptest! {
    #[test]
    fn no_text_makes_a_panic(text in "[\\PC\n\t]{0,120}") {
        if let Err(error) = parse::<WorldDeclaration>("a.yaml", &text) {
            prop_assert!(error.line > 0 && !error.to_string().is_empty());
        }
    }

    #[test]
    fn what_serde_json_writes_is_read_back(numbers in proptest::collection::vec(any::<i64>(), 0..5), text in "\\PC{0,20}") {
        let value = serde_json::json!({ "numbers": numbers, "text": text, "nothing": null, "truth": true });
        let read: serde_json::Value = parse("a.yaml", &value.to_string()).expect("JSON is YAML");
        prop_assert_eq!(read, value);
    }
}

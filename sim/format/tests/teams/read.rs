//! The files of cases.

use std::{fs, path::Path};

use ringback_format::yaml::{self, Node, Value};
use serde::de::DeserializeOwned;

use crate::case::{Case, Scene, Switched};

/// How many cases there are.
pub(crate) const CASES: u16 = 145;

const META: [&str; 5] = ["case", "about", "status", "source", "pending"];
const MORE: [&str; 2] = ["variants", "switched"];
const SWITCHED: [&str; 2] = ["switches", "pending"];

/// One file.
pub(crate) struct CaseFile {
    pub(crate) cases: Vec<Case>,
}

/// Reads every file of cases, in the order of their names. What a case says of itself must be readable; what happens in it need
/// not be, as long as the case is pending.
pub(crate) fn files() -> Result<Vec<CaseFile>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/teams/cases");
    let listed = fs::read_dir(&folder).map_err(|why| format!("the cases: {why}"))?;
    let mut paths: Vec<_> = listed
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .collect();
    paths.sort();
    paths.iter().map(|path| file(path)).collect()
}

fn file(path: &Path) -> Result<CaseFile, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let text = fs::read_to_string(path).map_err(|why| format!("{name}: {why}"))?;
    let node = yaml::read(&name, &text).map_err(|why| why.to_string())?;
    let reading = Reading {
        file: &name,
        text: &text,
    };
    let Value::Sequence(items) = &node.value else {
        return Err(format!("{name}: the file is a list of cases"));
    };
    Ok(CaseFile {
        cases: items
            .iter()
            .map(|item| reading.case(item))
            .collect::<Result<_, _>>()?,
    })
}

struct Reading<'a> {
    file: &'a str,
    text: &'a str,
}

impl Reading<'_> {
    fn of<T: DeserializeOwned>(&self, node: &Node) -> Result<T, String> {
        yaml::from_node(node)
            .map_err(|why: yaml::NodeError| why.in_file(self.file, self.text).to_string())
    }

    fn case(&self, node: &Node) -> Result<Case, String> {
        let (meta, rest) = split(node, &META);
        let (more, scene) = split(&rest, &MORE);
        let list = |key: &str| -> Vec<Node> {
            match entry(&more, key).map(|node| &node.value) {
                Some(Value::Sequence(items)) => items.clone(),
                Some(Value::Scalar { .. } | Value::Mapping(_)) | None => Vec::new(),
            }
        };
        let switched = list("switched");
        Ok(Case {
            meta: self.of(&meta)?,
            scene: self.of(&scene),
            variants: list("variants").iter().map(|one| self.of(one)).collect(),
            switched: switched
                .iter()
                .map(|one| {
                    let (meta, scene) = split(one, &SWITCHED);
                    Ok(Switched {
                        meta: self.of(&meta)?,
                        scene: self.of::<Scene>(&scene),
                    })
                })
                .collect::<Result<_, String>>()?,
        })
    }
}

/// Parts the entries of a map: those with these keys, and the others.
fn split(node: &Node, keys: &[&str]) -> (Node, Node) {
    let entries = match &node.value {
        Value::Mapping(entries) => entries.clone(),
        Value::Scalar { .. } | Value::Sequence(_) => Vec::new(),
    };
    let (with, without) = entries
        .into_iter()
        .partition(|(key, _)| key.as_text().is_some_and(|key| keys.contains(&key)));
    let part = |entries| Node {
        place: node.place,
        value: Value::Mapping(entries),
    };
    (part(with), part(without))
}

fn entry<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Value::Mapping(entries) = &node.value else {
        return None;
    };
    let mut entries = entries.iter();
    entries
        .find(|(name, _)| name.as_text() == Some(key))
        .map(|(_, value)| value)
}

/// Tells which numbers are missing, doubled or unknown.
pub(crate) fn numbers(files: &[CaseFile]) -> Result<(), String> {
    let mut found: Vec<u16> = files
        .iter()
        .flat_map(|file| &file.cases)
        .map(|case| case.meta.case)
        .collect();
    found.sort_unstable();
    let doubled: Vec<u16> = found
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect();
    let missing: Vec<u16> = (1..=CASES).filter(|n| !found.contains(n)).collect();
    let unknown: Vec<u16> = found
        .into_iter()
        .filter(|n| !(1..=CASES).contains(n))
        .collect();
    if doubled.is_empty() && missing.is_empty() && unknown.is_empty() {
        return Ok(());
    }
    Err(format!(
        "missing: {missing:?}, doubled: {doubled:?}, unknown: {unknown:?}"
    ))
}

//! Same seed, same bytes: live runs and replays.

use std::{collections::BTreeMap, fs, path::Path};

use crate::support::{node_modules, python, run};

/// Runs the library and gives the facts of every case as they were written.
fn facts(folder: &Path, arguments: &[&str]) -> BTreeMap<String, String> {
    let journal = folder.to_str().expect("a plain path");
    run(&[&["test", "--journal", journal], arguments].concat(), 0);
    let read = |entry: fs::DirEntry| {
        let facts = fs::read_to_string(entry.path().join("facts.jsonl")).expect("facts are kept");
        (entry.file_name().to_string_lossy().into_owned(), facts)
    };
    let cases: BTreeMap<_, _> = fs::read_dir(folder)
        .expect("the journal is there")
        .map(|entry| read(entry.expect("an entry")))
        .collect();
    assert!(
        cases.len() >= 60,
        "only {} cases in the journal",
        cases.len()
    );
    cases
}

/// Replays every case of a journal and demands the same facts.
fn replay_all(folder: &Path) {
    for entry in fs::read_dir(folder).expect("the journal is there") {
        let case = entry.expect("an entry").path();
        run(&["replay", case.to_str().expect("a plain path")], 0);
    }
}

#[test]
fn two_live_runs_of_one_seed_write_the_same_bytes_and_another_seed_others() {
    let (one, two, other) = (
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
        tempfile::tempdir().unwrap(),
    );
    let first = facts(one.path(), &["--seed", "11"]);
    let second = facts(two.path(), &["--seed", "11"]);
    for (case, bytes) in &first {
        assert!(
            second.get(case) == Some(bytes),
            "the facts of {case} differ between two runs of one seed"
        );
    }
    assert_ne!(first, facts(other.path(), &["--seed", "12"]));
    replay_all(one.path());
}

#[test]
fn replaying_the_inputs_of_the_python_service_gives_its_facts() {
    if python(1).is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let implementation = "conformance/implementations/python/implementation.yaml";
    facts(folder.path(), &["--implementation", implementation]);
    replay_all(folder.path());
}

#[test]
fn replaying_the_inputs_of_the_node_service_gives_its_facts() {
    if node_modules(1).is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let implementation = "conformance/implementations/node/implementation.yaml";
    facts(folder.path(), &["--implementation", implementation]);
    replay_all(folder.path());
}

#[test]
fn a_replay_that_differs_is_told_with_its_own_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().to_str().expect("a plain path");
    run(
        &[
            "test",
            "scenarios/library",
            "--journal",
            journal,
            "--filter",
            "overflow",
        ],
        0,
    );
    let case = fs::read_dir(folder.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let path = case.join("facts.jsonl");
    let changed = fs::read_to_string(&path)
        .unwrap()
        .replacen("\"queued\"", "\"cued\"", 1);
    fs::write(&path, changed).unwrap();
    let output = run(&["replay", case.to_str().expect("a plain path")], 6);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("facts differ at line"), "{said}");
}

//! Rules of the repository, kept by reading it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::support::root;

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// Lists our own crates among the dependencies (not the development ones) of a manifest.
fn own_dependencies(folder: &str) -> BTreeSet<String> {
    let manifest = read(&root().join(folder).join("Cargo.toml"));
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap_or_default();
    let dependencies = dependencies.split("\n[").next().unwrap_or_default();
    let name = |line: &str| {
        let name: String = line
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '-')
            .collect();
        name.strip_prefix("ringback-").map(str::to_owned)
    };
    dependencies.lines().filter_map(name).collect()
}

#[test]
fn who_imports_whom_is_as_the_architecture_says() {
    let allowed: [(&str, &[&str]); 11] = [
        ("sim/engine", &[]),
        ("sim/world", &["engine"]),
        ("sim/wire", &[]),
        ("sim/format", &["world"]),
        ("sim/service", &["world", "format", "wire"]),
        ("scenarios", &["world", "format"]),
        ("capacity", &["engine", "world", "format", "scenarios"]),
        ("conformance", &["world", "format", "service", "scenarios"]),
        (
            "load",
            &[
                "world",
                "format",
                "service",
                "scenarios",
                "capacity",
                "conformance",
            ],
        ),
        ("conformance/implementations/built-in", &[]),
        (
            "sim/cli",
            &[
                "world",
                "capacity",
                "format",
                "service",
                "scenarios",
                "conformance",
                "load",
                "built-in",
            ],
        ),
    ];
    for (folder, may) in allowed {
        let may: BTreeSet<String> = may.iter().map(|name| (*name).to_owned()).collect();
        let does = own_dependencies(folder);
        assert!(
            does.is_subset(&may),
            "{folder} imports {does:?}, it may import {may:?}"
        );
    }
    assert_eq!(
        own_dependencies("sim/world").len(),
        1,
        "the reader of manifests finds nothing"
    );
}

pub(crate) fn sources(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in
            fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()))
        {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    assert!(!found.is_empty(), "no sources below {folder}");
    found
}

#[test]
fn the_domain_is_pure() {
    let forbidden = [
        "std::fs",
        "std::net",
        "std::thread",
        "std::io",
        "std::env",
        "Instant::now",
        "SystemTime",
        "tokio",
        "HashMap",
        "HashSet",
        "serde_json",
        "StdRng",
        "SmallRng",
        ".ln()",
        ".exp()",
        ".powf(",
        "Timestamp::now",
        "println!",
    ];
    for folder in ["sim/engine/src", "sim/world/src"] {
        for path in sources(folder) {
            let text = read(&path);
            for word in forbidden {
                assert!(!text.contains(word), "{} holds {word}", path.display());
            }
        }
    }
}

#[test]
fn no_file_holds_more_than_one_idea_can_need() {
    for folder in [
        "sim",
        "scenarios",
        "conformance",
        "capacity",
        "load",
        "benches",
    ] {
        for path in sources(folder) {
            let lines = read(&path).lines().count();
            assert!(
                lines <= 500,
                "{} has {lines} lines; split it",
                path.display()
            );
        }
    }
}

#[test]
fn every_crate_takes_versions_and_lints_from_the_one_table() {
    for folder in [
        "sim/engine",
        "sim/world",
        "sim/wire",
        "sim/format",
        "sim/service",
        "sim/cli",
        "scenarios",
        "conformance",
        "conformance/implementations/built-in",
        "load",
        "benches",
    ] {
        let manifest = read(&root().join(folder).join("Cargo.toml"));
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{folder} does not take the lint table"
        );
        for section in manifest
            .split("\n[")
            .filter(|part| part.contains("dependencies]"))
        {
            for line in section.lines().skip(1).filter(|line| line.contains('=')) {
                assert!(
                    line.contains("workspace"),
                    "{folder}: {line:?} is not from the table"
                );
            }
        }
    }
}

#[test]
fn the_documents_are_there_and_link_to_what_exists() {
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "SUPPORT.md",
        "DIFFERENCES.md",
        "CHANGELOG.md",
    ] {
        let text = read(&root().join(name));
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if !link.starts_with("http") && !link.starts_with('#') {
                assert!(
                    root().join(link).exists(),
                    "{name} links to {link}, which is not there"
                );
            }
        }
    }
}

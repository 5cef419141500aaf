//! What a user of the official SDKs does, in processes of their own, over TLS.

use std::{fs, path::Path, process::Command};

use crate::support::{Served, node_modules, python, root, run};

const SAMPLES: &str = "conformance/implementations";

/// Runs one of the examples of the README against a simulator as it stands and gives what it printed.
fn example(command: &mut Command, name: &str) -> String {
    let served = Served::start(&[]);
    let authority = Path::new(served.text("caCertificate"));
    let bundle = authority.with_file_name("bundle.pem");
    let output = command
        .arg(root().join(SAMPLES).join(name))
        .env(
            "COMMUNICATION_CONNECTION_STRING",
            served.text("connectionString"),
        )
        .env("RINGBACK_CONTROL", served.text("control"))
        .env("REQUESTS_CA_BUNDLE", &bundle)
        .env("SSL_CERT_FILE", &bundle)
        .env("NODE_EXTRA_CA_CERTS", authority)
        .output()
        .expect("the example starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{name}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said.trim().to_owned()
}

fn in_python(name: &str) -> Option<String> {
    let mut command = Command::new(python(1)?);
    Some(example(&mut command, name))
}

fn in_node(name: &str) -> Option<String> {
    let mut command = Command::new("node");
    command.env("NODE_PATH", node_modules(1)?);
    Some(example(&mut command, name))
}

#[test]
fn the_chat_examples_of_the_readme_work_as_they_stand() {
    if let Some(said) = in_python("python/examples/chat.py") {
        assert_eq!(said, "['Hello, how can we help?']");
    }
    if let Some(said) = in_node("node/examples/chat.js") {
        assert_eq!(said, "Hello, how can we help?");
    }
}

#[test]
fn the_call_examples_of_the_readme_work_as_they_stand() {
    if let Some(said) = in_python("python/examples/call.py") {
        assert_eq!(said, "connected");
    }
    if let Some(said) = in_node("node/examples/call.js") {
        assert_eq!(said, "connected");
    }
}

#[test]
fn the_readme_shows_the_examples_that_are_tested() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for name in [
        "python/examples/chat.py",
        "python/examples/call.py",
        "node/examples/chat.js",
        "node/examples/call.js",
    ] {
        let example = fs::read_to_string(root().join(SAMPLES).join(name)).unwrap();
        assert!(
            example.trim().lines().count() <= 10,
            "{name} has more than ten lines"
        );
        assert!(
            readme.contains(example.trim()),
            "README.md does not hold {name} as it is"
        );
    }
}

#[test]
fn the_python_service_passes_the_library() {
    if python(1).is_some() {
        let implementation = "conformance/implementations/python/implementation.yaml";
        run(&["test", "--implementation", implementation], 0);
    }
}

#[test]
fn the_node_service_passes_the_library() {
    if node_modules(1).is_some() {
        let implementation = "conformance/implementations/node/implementation.yaml";
        run(&["test", "--implementation", implementation], 0);
    }
}

#[test]
fn a_service_that_refuses_a_callback_gets_it_again() {
    run(
        &["test", "conformance/implementations/built-in/scenarios"],
        0,
    );
}

#[test]
fn small_services_of_other_habits_pass_theirs() {
    if python(3).is_none() {
        return;
    }
    for name in ["waits-in-handler", "polls-chat", "sleeps"] {
        let folder = format!("conformance/implementations/small/{name}");
        let implementation = format!("{folder}/implementation.yaml");
        run(
            &[
                "test",
                &format!("{folder}/scenarios"),
                "--implementation",
                &implementation,
            ],
            0,
        );
    }
}

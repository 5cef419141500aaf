//! What a user of the official SDKs does, in processes of their own, over TLS.

use std::{fs, process::Command};

use crate::support::{Served, python, root, run};

const EXAMPLES: &str = "conformance/implementations/python/examples";

/// Runs one of the examples of the README against a simulator as it stands and gives what it printed.
fn example(name: &str) -> Option<String> {
    let python = python(1)?;
    let served = Served::start(&[]);
    let bundle = std::path::Path::new(served.text("caCertificate")).with_file_name("bundle.pem");
    let output = Command::new(python)
        .arg(root().join(EXAMPLES).join(name))
        .env(
            "COMMUNICATION_CONNECTION_STRING",
            served.text("connectionString"),
        )
        .env("RINGBACK_CONTROL", served.text("control"))
        .env("REQUESTS_CA_BUNDLE", &bundle)
        .env("SSL_CERT_FILE", &bundle)
        .output()
        .expect("the example starts");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{name}: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(said)
}

#[test]
fn the_chat_example_of_the_readme_works_as_it_stands() {
    if let Some(said) = example("chat.py") {
        assert_eq!(said.trim(), "['Hello, how can we help?']");
    }
}

#[test]
fn the_call_example_of_the_readme_works_as_it_stands() {
    if let Some(said) = example("call.py") {
        assert_eq!(said.trim(), "connected");
    }
}

#[test]
fn the_readme_shows_the_examples_that_are_tested() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    for name in ["chat.py", "call.py"] {
        let example = fs::read_to_string(root().join(EXAMPLES).join(name)).unwrap();
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

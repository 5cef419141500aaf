//! Faults over HTTP: what a client sees, what the world keeps, and what the clock does meanwhile.

use std::time::Duration;

use ringback_format::faults::OPERATIONS;
use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench},
    support::Client,
};

async fn declare(bench: &Bench, faults: Value) {
    let answer = bench.control("PUT", "/faults", faults).await;
    assert_eq!(answer.status, 200, "{:#}", answer.body);
}

async fn facts(bench: &Bench) -> Vec<Value> {
    let journal = bench.control("GET", "/journal", Value::Null).await;
    let text = journal.body.as_str().expect("lines").to_owned();
    let lines = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    lines.collect()
}

fn refusing(request: &str, status: u16) -> Value {
    json!([{"name": "f", "when": {"request": request}, "nth": 1, "then": {"refuse": {"status": status, "retry-after": "2s"}}}])
}

async fn create(bench: &Bench) -> crate::support::Answer {
    bench.ask("POST", "/identities", json!({})).await
}

async fn now(bench: &Bench) -> String {
    let clock = bench.control("GET", "/clock", Value::Null).await;
    clock.body["now"].to_string()
}

#[tokio::test]
async fn a_refused_request_changes_nothing_and_its_repetition_gets_through() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    declare(&bench, refusing("CommunicationIdentity_Create", 429)).await;
    let refused = create(&bench).await;
    refused.refused(429, "TooManyRequests");
    assert_eq!(refused.header("retry-after"), Some("2"));
    assert_eq!(refused.header("retry-after-ms"), None);
    assert!(
        refused
            .header("x-ringback-hint")
            .is_some_and(|hint| hint.contains("fault f"))
    );
    let told = facts(&bench).await;
    assert_eq!(told.len(), 1, "{told:#?}");
    let applied = &told[0]["what"]["fault"]["fault-applied"];
    assert_eq!(
        *applied,
        json!({"name": "f", "what": "refuse", "to": "CommunicationIdentity_Create"})
    );
    assert_eq!(create(&bench).await.status, 201);
    let shown = bench.control("GET", "/faults", Value::Null).await;
    let one = &shown.body["value"][0];
    assert_eq!((&one["matches"], &one["applied"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn a_request_without_credentials_is_no_match() {
    let bench = Bench::start().await;
    declare(&bench, refusing("CommunicationIdentity_Create", 503)).await;
    let wrong = [("authorization", "HMAC-SHA256 SignedHeaders=x&Signature=y")];
    let answer = bench
        .ask_with("POST", "/identities", json!({}), &wrong)
        .await;
    assert_eq!(answer.status, 401);
    create(&bench).await.refused(503, "ServiceUnavailable");
}

#[tokio::test]
async fn the_automatic_clock_waits_for_a_client_that_was_refused() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "eventGrid").await;
    bench.call().await;
    application.expect("IncomingCall").await;
    // The call would ring for 30 s of simulated time and no longer.
    declare(&bench, refusing("CommunicationIdentity_Create", 429)).await;
    let refused = create(&bench).await;
    assert_eq!(refused.status, 429);
    assert_eq!(refused.header("retry-after-ms"), Some("50"));
    assert_eq!(refused.header("retry-after"), Some("1"));
    let before = now(&bench).await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(
        now(&bench).await,
        before,
        "the clock moved before the client was back"
    );
    assert_eq!(create(&bench).await.status, 201);
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_ne!(now(&bench).await, before, "the clock stood still for good");
}

#[tokio::test]
async fn a_slow_reply_takes_simulated_time_and_the_request_is_handled_once() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "eventGrid").await;
    let (_, context) = bench.call().await;
    application.expect("IncomingCall").await;
    let slow =
        json!([{"name": "f", "when": {"request": "AnswerCall"}, "then": {"slow": {"by": "9s"}}}]);
    declare(&bench, slow).await;
    bench.answer(&application, &context, "op").await;
    application
        .expect_both(["CallConnected", "ParticipantsUpdated"])
        .await;
    let told = facts(&bench).await;
    let of = |name: &str| {
        let found = told
            .iter()
            .find(|fact| fact["what"].to_string().contains(name));
        found.unwrap_or_else(|| panic!("no {name}"))["at"]
            .as_u64()
            .expect("a time")
    };
    let attempted = told
        .iter()
        .rfind(|fact| fact["what"].to_string().contains("CallConnected\""));
    let attempted = attempted.expect("it was delivered")["at"]
        .as_u64()
        .expect("a time");
    assert_eq!(of("answered-by-implementation"), of("fault-applied"));
    assert!(attempted >= of("fault-applied") + 9_000_000, "{told:#?}");
}

#[tokio::test]
async fn a_broken_connection_leaves_no_reply_and_work_only_where_it_was_done() {
    for (then, made) in [("before-work", 0), ("after-work", 1)] {
        let bench = Bench::start_with(ClockKind::Manual).await;
        let request = "POST /identities";
        declare(
            &bench,
            json!([{"name": "f", "when": {"request": request}, "then": {"break": then}}]),
        )
        .await;
        let client = Client::new(&bench.service);
        let path = "/identities?api-version=2023-10-01";
        let error = client.in_vain(http::Method::POST, path, "{}").await;
        assert!(!error.is_connect(), "{error:?}");
        let told = facts(&bench).await;
        let identities = told
            .iter()
            .filter(|fact| fact["what"].to_string().contains("identity-created"));
        assert_eq!(identities.count(), made, "{then}");
    }
}

#[tokio::test]
async fn faults_are_declared_read_and_taken_away_over_the_control_api() {
    let bench = Bench::start().await;
    let fault = json!({"name": "f", "when": {"deliver": "RecognizeCompleted"}, "nth": 1, "then": {"duplicate": {"after": "2s"}}});
    declare(&bench, json!([fault])).await;
    let reset = bench.control("POST", "/reset", Value::Null).await;
    assert_eq!(reset.status, 204);
    let shown = bench.control("GET", "/faults", Value::Null).await;
    let mut expected = fault.clone();
    expected["matches"] = json!(0);
    expected["applied"] = json!(0);
    assert_eq!(shown.body["value"], json!([expected]));
    for (wrong, hint) in [
        (
            json!([{"name": "f", "when": {"deliver": "RecogniseCompleted"}, "then": "lose"}]),
            "RecognizeCompleted",
        ),
        (
            json!([{"name": "f", "when": {"deliver": "any"}, "then": "loose"}]),
            "lose",
        ),
    ] {
        let answer = bench.control("PUT", "/faults", wrong).await;
        answer.refused(400, "BadRequest");
        assert!(
            answer.body["error"]["hint"].to_string().contains(hint),
            "{:#}",
            answer.body
        );
    }
    let twice = bench.control("PUT", "/faults", json!([fault, fault])).await;
    assert!(
        twice.body["error"]["message"]
            .to_string()
            .contains("two faults are named")
    );
    assert_eq!(
        bench.control("DELETE", "/faults", Value::Null).await.status,
        204
    );
    let shown = bench.control("GET", "/faults", Value::Null).await;
    assert_eq!(shown.body["value"], json!([]));
}

#[test]
fn operations_are_named_as_they_are_published() {
    let table = include_str!("../../../../SUPPORT.md");
    for known in OPERATIONS {
        let mut rows = table.lines().filter(|line| line.starts_with("| "));
        let is_named = rows.any(|row| {
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            let name = cells[0];
            let named = name == known.name || name.split('_').next_back() == Some(known.name);
            let request = cells[1].trim_matches('`').split_once(' ');
            named
                && request.is_some_and(|(method, path)| {
                    method == known.method && shape(path) == shape(known.path)
                })
        });
        assert!(is_named, "{known:?} is not published so");
    }
}

/// A path without the names of its places.
fn shape(path: &str) -> String {
    let mut shape = String::new();
    for (number, part) in path.split(['{', '}']).enumerate() {
        shape.push_str(if number % 2 == 0 { part } else { "*" });
    }
    shape
}

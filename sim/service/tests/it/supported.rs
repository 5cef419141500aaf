//! SUPPORT.md says what the running service does, for every published operation and version.

use serde_json::{Value, json};

use crate::{
    automation::Bench,
    support::{Answer, Client, document},
};

/// The documents whose operations the table lists, below `communication/data-plane`.
const DOCUMENTS: [&str; 5] = [
    "CallAutomation/stable/2024-04-15/communicationservicescallautomation.json",
    "CallAutomation/stable/2026-03-12/communicationservicescallautomation.json",
    "Chat/stable/2025-03-15/communicationserviceschat.json",
    "Identity/stable/2023-10-01/CommunicationIdentity.json",
    "Sms/stable/2026-01-23/communicationservicessms.json",
];

/// A directory token of nobody in particular.
const ENTRA_TOKEN: &str = "eyJhbGciOiAiUlMyNTYiLCAidHlwIjogIkpXVCJ9.eyJzdWIiOiAic29tZWJvZHkiLCAiYXVkIjogImh0dHBzOi8vY29tbXVuaWNhdGlvbi5henVyZS5jb20iLCAiZXhwIjogNDEwMjQ0NDgwMH0.c2ln";

struct Row {
    operation: String,
    method: String,
    path: String,
    /// Each version with what is said of it.
    cells: Vec<(String, String)>,
}

fn rows() -> Vec<Row> {
    let table = include_str!("../../../../SUPPORT.md");
    let mut versions: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for line in table.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let middle = &cells[2..cells.len() - 1];
        if cells[0] == "operation" {
            versions = middle.iter().map(|cell| (*cell).to_owned()).collect();
            continue;
        }
        let (method, path) = cells[1]
            .trim_matches('`')
            .split_once(' ')
            .expect("method and path");
        rows.push(Row {
            operation: cells[0].to_owned(),
            method: method.to_owned(),
            path: path.to_owned(),
            cells: versions
                .iter()
                .cloned()
                .zip(middle.iter().map(|cell| (*cell).to_owned()))
                .collect(),
        });
    }
    rows
}

/// Puts something into the places of a path.
fn filled(path: &str) -> String {
    let segments = path
        .split('/')
        .map(|segment| match segment.split_once('}') {
            Some(("{chatThreadId", rest)) => format!("19%3Anobody%40thread.v2{rest}"),
            Some((_, rest)) => format!("00000000-0000-4000-8000-000000000000{rest}"),
            None => segment.to_owned(),
        });
    segments.collect::<Vec<_>>().join("/")
}

async fn asked(bench: &Bench, client: &Client, token: &str, row: &Row, version: &str) -> Answer {
    let path = format!("{}?api-version={version}", filled(&row.path));
    let method: http::Method = row.method.parse().expect("a method");
    let body = if row.method == "GET" { "" } else { "{}" };
    let bearer = match row.path.split('/').nth(1) {
        Some("chat") => Some(token),
        Some("access") => Some(ENTRA_TOKEN),
        _ => None,
    };
    if let Some(bearer) = bearer {
        let bearer = format!("Bearer {bearer}");
        let headers = [("authorization", bearer.as_str())];
        return client.plain(method, &path, body, &headers).await;
    }
    let _keeps_running = &bench.service;
    client.signed(method, &path, body).await
}

#[tokio::test]
async fn every_cell_is_what_the_service_does() {
    let bench = Bench::start().await;
    let client = Client::new(&bench.service);
    let identity = bench
        .ask(
            "POST",
            "/identities",
            json!({"createTokenWithScopes": ["chat"]}),
        )
        .await;
    let token = identity.body["accessToken"]["token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let rows = rows();
    assert!(rows.len() >= 140, "the table is read: {} rows", rows.len());
    for row in &rows {
        for (version, said) in row.cells.iter().filter(|(_, said)| said != "–") {
            let answer = asked(&bench, &client, &token, row, version).await;
            let what = format!(
                "{} {version}: {} {:#}",
                row.operation, answer.status, answer.body
            );
            let error = answer
                .body
                .get("error")
                .or(answer.body.get("CommunicationError"));
            let text = error.map(Value::to_string).unwrap_or_default();
            match said.as_str() {
                "refused" => {
                    assert_eq!(answer.status, 501, "{what}");
                    assert!(text.contains("NotImplemented"), "{what}");
                }
                "full" | "partial" => {
                    // An operation may well refuse these made-up ids: by a code of its own.
                    let own = answer.status == 401 && text.contains("IdentityNotOwned");
                    let bad = [501, 405, 401, 500].contains(&answer.status);
                    assert!(own || !bad, "{what}");
                    assert!(!text.contains("no operation"), "{what}");
                    assert!(!text.contains("No such operation"), "{what}");
                }
                other => panic!("{other} is not explained in SUPPORT.md"),
            }
        }
    }
}

#[test]
fn every_published_operation_has_a_row() {
    let rows = rows();
    for path in DOCUMENTS {
        let Some(document) = document(&format!("communication/data-plane/{path}")) else {
            return;
        };
        for (operation, method, path) in document.operations() {
            let found = rows.iter().any(|row| {
                row.operation == operation && row.method == method && path.starts_with(&row.path)
            });
            assert!(found, "{operation} {method} {path} has a row");
        }
    }
}

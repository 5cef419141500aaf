//! Recorded exchanges of Call Automation, asked again.
//!
//! They were recorded with 2023-01-15-preview, whose members had other names than those of every published document: they are
//! translated to the published ones before they are asked and compared. Everything else must be as recorded.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::{
    automation::Bench,
    support::{Answer, reference},
};

use super::{compare::difference, groups, seen::Seen};

/// How many exchanges of the file concern operations that are simulated.
const CHECKS: usize = 51;
/// How many others there are.
const NOT_SIMULATED: usize = 3;

#[tokio::test]
async fn recorded_calls_are_answered_as_they_were() {
    let Some(reference) = reference(CHECKS) else {
        return;
    };
    let (mut agreeing, mut others) = (0, Vec::new());
    let mut differing: Vec<String> = Vec::new();
    for exchanges in groups(&reference.text("recordings/callautomation.jsonl")) {
        let mut calls = Calls::start(&exchanges[0]).await;
        for exchange in &exchanges {
            let path = exchange["request"]["path"].as_str().expect("a text");
            if path.starts_with("/calling/recordings") {
                others.push(path.to_owned());
                continue;
            }
            match calls.ask(exchange).await {
                None => agreeing += 1,
                Some(difference) => differing.push(format!(
                    "{} {}: {difference}",
                    exchange["test"], exchange["seq"]
                )),
            }
        }
    }
    println!("{agreeing} of {CHECKS} recorded exchanges of Call Automation agree");
    println!("{} are of recording, which is not simulated", others.len());
    assert!(differing.is_empty(), "{}", differing.join("\n"));
    assert_eq!((agreeing, others.len()), (CHECKS, NOT_SIMULATED));
}

/// One group of exchanges, with the names that stand for the recorded ones.
struct Calls {
    bench: Bench,
    seen: Seen,
    names: BTreeMap<String, String>,
}

impl Calls {
    async fn start(first: &Value) -> Self {
        let bench = Bench::start().await;
        let seen = Seen::start(&bench).await;
        assert_eq!(first["request"]["path"], "/identities");
        Self {
            bench,
            seen,
            names: BTreeMap::new(),
        }
    }

    /// Asks again what was asked, and tells the difference between the answers.
    async fn ask(&mut self, exchange: &Value) -> Option<String> {
        let (request, recorded) = (&exchange["request"], &exchange["response"]);
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let path = self.named(&text(&request["path"]));
        let body = self.named(&published(&request["body"]).to_string());
        let mut body: Value = serde_json::from_str(&body).expect("names need no escape");
        if body.get("incomingCallContext").is_some() {
            body["incomingCallContext"] = json!(self.seen.rings().await);
        }
        if body.get("callbackUri").is_some() {
            body["callbackUri"] = json!(self.seen.url("/callbacks"));
        }
        let version = text(&request["query"]["api-version"]);
        let method = text(&request["method"]);
        let answer = self.bench.ask_in(&version, &method, &path, body).await;
        self.remember(&recorded["body"], &answer);
        if answer.body.get("callConnectionState") == Some(&json!("unknown")) {
            self.seen.until("CallConnected").await;
        }
        let mut recorded = recorded.clone();
        recorded["body"] = published(&recorded["body"]);
        difference(&recorded, &without_newer(answer))
    }

    fn named(&self, text: &str) -> String {
        let names = self.names.iter();
        names.fold(text.to_owned(), |text, (theirs, ours)| {
            text.replace(theirs, ours)
        })
    }

    fn remember(&mut self, recorded: &Value, answer: &Answer) {
        for path in ["/callConnectionId", "/identity/id"] {
            if let (Some(Value::String(theirs)), Some(Value::String(ours))) =
                (recorded.pointer(path), answer.body.pointer(path))
            {
                self.names.insert(theirs.clone(), ours.clone());
            }
        }
    }
}

/// Gives the members of the preview the names that all published documents have.
fn published(recorded: &Value) -> Value {
    let Value::Object(members) = recorded else {
        return recorded.clone();
    };
    let mut named = Map::new();
    for (name, value) in members {
        let (name, value) = match (name.as_str(), value) {
            // A stream that every call of the preview had, and an empty name: both were dropped since.
            ("mediaSubscriptionId", _) => continue,
            ("sourceDisplayName", Value::String(empty)) if empty.is_empty() => continue,
            ("customContext", _) => ("customCallingContext", value.clone()),
            ("sourceIdentity", _) => ("source", value.clone()),
            ("answeredByIdentifier", Value::Object(by)) => (
                "answeredBy",
                json!({"id": by.get("id").or(by.get("rawId"))}),
            ),
            ("values", _) => ("value", value.clone()),
            ("playSourceInfo", _) => {
                let source = json!({"kind": value["sourceType"], "file": value["fileSource"]});
                ("playSources", json!([source]))
            }
            (name, value) => (name, value.clone()),
        };
        named.insert(name.to_owned(), value);
    }
    Value::Object(named)
}

/// Takes away what came after the preview.
fn without_newer(mut answer: Answer) -> Answer {
    if let Value::Object(members) = &mut answer.body {
        members.remove("invitationId");
    }
    answer
}

//! An application that keeps everything it receives.

use std::time::Duration;

use serde_json::{Value, json};

use crate::automation::{Application, Bench};

/// How long an event may take, in real time.
const PATIENCE: Duration = Duration::from_secs(5);

/// An application that keeps everything it receives.
pub(super) struct Seen {
    application: Application,
    /// What has come, as `(name, event)`.
    pub(super) events: Vec<(String, Value)>,
}

impl Seen {
    /// Starts an application that takes every event of the bench.
    pub(super) async fn start(bench: &Bench) -> Self {
        let application = Application::start().await;
        bench.subscribe(&application, "eventGrid").await;
        Self {
            application,
            events: Vec::new(),
        }
    }

    pub(super) fn url(&self, path: &str) -> String {
        self.application.url(path)
    }

    /// Waits for the next event of a name.
    pub(super) async fn until(&mut self, name: &str) -> Value {
        loop {
            let received = tokio::time::timeout(PATIENCE, self.application.next()).await;
            let received =
                received.unwrap_or_else(|_| panic!("no {name} after {:?}", self.names()));
            let event = received.event().clone();
            self.events.push((received.name(), event.clone()));
            if received.name() == name {
                return event;
            }
        }
    }

    fn names(&self) -> Vec<&str> {
        self.events.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// Waits for the next call and gives the token to answer it with.
    pub(super) async fn rings(&mut self) -> String {
        let event = self.until("IncomingCall").await;
        let token = event["data"]["incomingCallContext"].as_str();
        token.expect("a token").to_owned()
    }

    /// Makes an identity.
    pub(super) async fn identity(bench: &Bench) -> String {
        let made = bench.post("/identities", json!({})).await;
        assert_eq!(made.status, 201, "{:#}", made.body);
        let id = made.body["identity"]["id"].as_str();
        id.expect("an identity").to_owned()
    }
}

//! What one run leaves.

use std::time::Duration;

use ringback_world::{Contact, Fact, Input, Time};
use serde::Serialize;
use serde_json::Value;

/// What one run leaves: its inputs, what followed from them, and the exchanges.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The name of the run.
    pub name: String,
    /// Its seed.
    pub seed: u64,
    /// Everything that entered the world.
    pub inputs: Vec<Input>,
    /// Everything that happened.
    pub facts: Vec<Fact>,
    /// Every request and its answer, without promise of order or form.
    pub exchanges: Vec<Exchange>,
    /// The simulated time at which it ended.
    pub ended_at: Time,
    /// Requests that belonged to an earlier run.
    pub strays: Vec<String>,
    /// The real time during which the implementation had something to do.
    pub implementation_worked: Duration,
    /// The real time that the run took.
    pub took: Duration,
}

/// Who asked in an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// The implementation asked the service.
    FromImplementation,
    /// The service asked the implementation.
    ToImplementation,
}

/// One request and its answer, with secrets taken out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Exchange {
    /// When it began, in simulated time.
    pub at: Time,
    /// Who asked.
    pub direction: Direction,
    /// Whose contact it belongs to, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The method.
    pub method: String,
    /// Path and query, without the authority.
    pub path: String,
    /// The status; none when no answer came.
    pub status: Option<u16>,
    /// The request's body.
    pub request: Value,
    /// The answer's body.
    pub response: Value,
    /// What a developer should know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What it was: `request`, `callback`, `event-grid`, `visit`, `handshake`.
    pub what: String,
    /// The fault that made it what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// The published event type, for deliveries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event_type: Option<String>,
}

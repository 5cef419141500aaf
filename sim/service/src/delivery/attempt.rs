//! What is kept of an attempt, for `GET /deliveries`.

use std::sync::Arc;

use ringback_world::{Time, deliveries::Outcome};
use serde_json::Value;

use super::{Errand, ErrandId, Outgoing, retry::Following};

/// What is kept of an attempt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attempt {
    /// The delivery, by which it can be sent again.
    pub(crate) id: ErrandId,
    /// The number of the attempt, from 1.
    pub(crate) attempt: u32,
    /// When it began.
    pub(crate) started: Time,
    /// When it ended.
    pub(crate) ended: Time,
    /// The headers that it went out with, without secrets; none where it never left.
    pub(crate) headers: Vec<(String, String)>,
    /// How it ended.
    pub(crate) outcome: Outcome,
    /// What follows.
    pub(crate) following: Following,
    /// Why it was no success.
    pub(crate) cause: Option<String>,
    /// What was answered.
    pub(crate) answer: Option<KeptAnswer>,
    errand: Arc<Errand>,
}

/// What is kept of an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KeptAnswer {
    /// The status.
    pub(crate) status: u16,
    /// The headers, without secrets.
    pub(crate) headers: Vec<(String, String)>,
    /// The start of the body, without secrets.
    pub(crate) body: Value,
}

/// What is known of an attempt beyond its outcome.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Learned {
    /// What was answered.
    Answer(KeptAnswer),
    /// Why nothing was.
    Cause(String),
}

impl Attempt {
    pub(super) fn new(
        id: ErrandId,
        attempt: u32,
        (started, ended): (Time, Time),
        (errand, headers): (&Arc<Errand>, Vec<(String, String)>),
        outcome: &Outcome,
        following: Following,
        because: Option<&str>,
    ) -> Self {
        Self {
            id,
            attempt,
            started,
            ended,
            headers,
            outcome: outcome.clone(),
            following,
            cause: because
                .map(str::to_owned)
                .or_else(|| cause(outcome, following, (started, ended))),
            answer: None,
            errand: Arc::clone(errand),
        }
    }

    /// Shows what was sent; only events have attempts.
    pub(crate) fn delivery(&self) -> Option<&Outgoing> {
        match &*self.errand {
            Errand::Delivery(delivery) => Some(delivery),
            Errand::Visit(_) => None,
        }
    }

    pub(super) fn learn(&mut self, learned: Learned) {
        match learned {
            Learned::Answer(answer) => self.answer = Some(answer),
            Learned::Cause(cause) => self.cause = Some(cause),
        }
    }
}

fn cause(
    outcome: &Outcome,
    following: Following,
    (started, ended): (Time, Time),
) -> Option<String> {
    match (outcome, following) {
        (_, Following::Delivered) => None,
        (Outcome::Answered(status), Following::At(_) | Following::GivenUp(_)) => {
            Some(format!("it answered {status}"))
        }
        (Outcome::TimedOut, Following::At(_) | Following::GivenUp(_)) => {
            Some(format!("no answer within {}", ended.since(started)))
        }
        (Outcome::Unreachable, Following::At(_) | Following::GivenUp(_)) => {
            Some("it could not be reached".to_owned())
        }
    }
}

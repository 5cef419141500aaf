//! `/journal`: facts as JSON Lines or server-sent events.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::State,
    response::Response,
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use ringback_world::Fact;
use tokio::sync::{broadcast::error::RecvError, mpsc};

use super::{
    error::{bad_request, error},
    line_body::LineBody,
};
use crate::{
    app::App,
    respond::{Query, WireError},
    runtime::FactsAfter,
};

const PENDING: usize = 64;

/// In which form facts are sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Lines,
    Events,
}

/// Sends facts from a position on, and those to come where the reader follows.
pub(super) async fn get(
    State(app): State<App>,
    query: Query,
    headers: HeaderMap,
) -> Result<Response, WireError> {
    let form = form(&headers);
    let after = after(&query, &headers)?;
    let follows = match query.get("follow") {
        None | Some("false") => form == Form::Events,
        Some("true" | "") => true,
        Some(other) => {
            return Err(bad_request(format!(
                "follow: {other:?} is neither true nor false"
            )));
        }
    };
    // Before the facts are read: none falls between the two.
    let mut followed = app.world.subscribe();
    let facts = match app.world.facts(after).await {
        FactsAfter::Facts(facts) => facts,
        FactsAfter::Forgotten { oldest } => return Err(forgotten(after, oldest)),
    };
    let (sender, receiver) = mpsc::channel(PENDING);
    tokio::spawn(async move {
        let mut next = after.map_or(0, |seq| seq.saturating_add(1));
        if !send(&sender, form, &facts, &mut next).await || !follows {
            return;
        }
        loop {
            let batch = tokio::select! {
                batch = followed.recv() => batch,
                () = sender.closed() => return,
            };
            match batch {
                Ok(batch) => {
                    // Numbers begin anew with a new world.
                    if batch.first().is_some_and(|fact| fact.seq == 0) {
                        next = 0;
                    }
                    if !send(&sender, form, &batch, &mut next).await {
                        return;
                    }
                }
                // The reader was too slow: it reads on from the kept facts.
                Err(RecvError::Lagged(_)) => match app.world.facts(next.checked_sub(1)).await {
                    FactsAfter::Facts(facts) => {
                        if !send(&sender, form, &facts, &mut next).await {
                            return;
                        }
                    }
                    FactsAfter::Forgotten { .. } => return,
                },
                Err(RecvError::Closed) => return,
            }
        }
    });
    Ok(response(form, receiver))
}

fn form(headers: &HeaderMap) -> Form {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    if accept.is_some_and(|accept| accept.contains("text/event-stream")) {
        Form::Events
    } else {
        Form::Lines
    }
}

fn after(query: &Query, headers: &HeaderMap) -> Result<Option<u64>, WireError> {
    let resumed = headers
        .get("last-event-id")
        .and_then(|value| value.to_str().ok());
    let Some(text) = resumed
        .or(query.get("after"))
        .filter(|text| !text.is_empty())
    else {
        return Ok(None);
    };
    let number = text.parse().map_err(|_| {
        bad_request(format!("after: {text:?} is no sequence number"))
            .hint("it is the seq of the last fact that you have")
    })?;
    Ok(Some(number))
}

fn forgotten(after: Option<u64>, oldest: u64) -> WireError {
    let message = format!(
        "the facts after {} are no longer kept; the oldest is {oldest}",
        after.unwrap_or_default()
    );
    error(StatusCode::GONE, "Forgotten", message)
        .hint("read from the oldest on, or keep all facts with --journal")
}

async fn send(
    sender: &mpsc::Sender<Bytes>,
    form: Form,
    facts: &[Arc<Fact>],
    next: &mut u64,
) -> bool {
    for fact in facts.iter().filter(|fact| fact.seq >= *next) {
        let json = serde_json::to_string(&**fact).expect("facts are plain data");
        let piece = match form {
            Form::Lines => format!("{json}\n"),
            Form::Events => format!("id: {}\ndata: {json}\n\n", fact.seq),
        };
        if sender.send(Bytes::from(piece)).await.is_err() {
            return false;
        }
    }
    if let Some(last) = facts.last() {
        *next = (*next).max(last.seq + 1);
    }
    true
}

fn response(form: Form, receiver: mpsc::Receiver<Bytes>) -> Response {
    let mut response = Response::new(Body::new(LineBody(receiver)));
    let kind = match form {
        Form::Lines => "application/jsonl",
        Form::Events => "text/event-stream",
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

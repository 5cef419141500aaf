//! What is kept of an exchange: secrets and tokens are taken out before anything is kept.

use axum::body::Bytes;
use ringback_world::{Fact, deliveries::Channel};
use serde_json::Value;

use crate::record::{Direction, Exchange};

/// An exchange as it is kept: bodies are read and cleaned of secrets only when somebody wants to see them.
#[derive(Debug)]
pub(crate) struct Kept {
    exchange: Exchange,
    bodies: Option<Bodies>,
}

/// The bodies of an exchange as they went over the wire.
#[derive(Debug)]
pub(crate) struct Bodies {
    pub(crate) request: Bytes,
    pub(crate) response: Bytes,
}

impl Kept {
    pub(crate) fn new(exchange: Exchange, bodies: Option<Bodies>) -> Self {
        Self { exchange, bodies }
    }

    /// Gives the exchange as it may be shown.
    pub(crate) fn shown(self) -> Exchange {
        let mut exchange = self.exchange;
        if let Some(bodies) = self.bodies {
            exchange.request = redacted(json_of(&bodies.request));
            exchange.response = redacted(json_of(&bodies.response));
        }
        exchange
    }
}

fn json_of(body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}

const HIDDEN: &str = "***";
/// Names of members and query parameters that hold secrets, in lower case.
const SECRET_NAMES: [&str; 12] = [
    "token",
    "accesskey",
    "authorization",
    "password",
    "secret",
    "validationcode",
    "validationurl",
    "validationresponse",
    "code",
    "sig",
    "key",
    "apikey",
];

/// Takes secrets and tokens out of a body.
pub(crate) fn redacted(value: Value) -> Value {
    match value {
        Value::String(text) if is_jwt(&text) => Value::String(HIDDEN.to_owned()),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => value,
        Value::Array(items) => Value::Array(items.into_iter().map(redacted).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| {
                    let hide = value.is_string() && name != "code" && is_secret(&name);
                    let value = if hide {
                        Value::String(HIDDEN.to_owned())
                    } else {
                        redacted(value)
                    };
                    (name, value)
                })
                .collect(),
        ),
    }
}

/// Writes path and query without secrets.
pub(crate) fn path_of(path: &str, query: Option<&str>) -> String {
    let Some(query) = query else {
        return path.to_owned();
    };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}={HIDDEN}"),
        _ => pair.to_owned(),
    });
    format!("{path}?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// Names a channel as exchanges do.
pub(crate) fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Callback => "callback",
        Channel::EventGrid => "event-grid",
    }
}

/// Shows an exchange in one line for a person.
pub(crate) fn line(exchange: &Exchange) -> String {
    let arrow = match exchange.direction {
        Direction::FromImplementation => "->",
        Direction::ToImplementation => "<-",
    };
    let status = exchange
        .status
        .map_or("no answer".to_owned(), |status| status.to_string());
    let what = exchange.event_type.as_deref().unwrap_or(&exchange.what);
    let note = exchange
        .note
        .as_deref()
        .map(|note| format!("  ({note})"))
        .unwrap_or_default();
    format!(
        "{:>12} {arrow} {status} {} {} {what}{note}",
        exchange.at.to_string(),
        exchange.method,
        exchange.path
    )
}

/// Shows a fact in one line for a person.
pub(crate) fn fact_line(fact: &Fact) -> String {
    let contact = fact
        .contact
        .map(|contact| format!(" contact {}", contact.0))
        .unwrap_or_default();
    let what = serde_json::to_string(&fact.what).unwrap_or_default();
    format!(
        "{:>12} ** #{}{contact} {what}",
        fact.at.to_string(),
        fact.seq
    )
}

fn is_secret(name: &str) -> bool {
    SECRET_NAMES
        .iter()
        .any(|secret| name.eq_ignore_ascii_case(secret))
}

/// Header and payload of a JWT are JSON objects, so each begins with the same two letters in base64.
fn is_jwt(text: &str) -> bool {
    let bare = text.strip_prefix("Bearer ").unwrap_or(text);
    bare.starts_with("eyJ") && bare.split('.').count() == 3
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn tokens_and_secrets_are_taken_out() {
        let body = json!({
            "accessToken": {"token": "abc", "expiresOn": "now"},
            "list": ["eyJa.eyJb.c", "plain"],
            "error": {"code": "8522"},
            "validationCode": "x",
        });
        assert_eq!(
            redacted(body),
            json!({
                "accessToken": {"token": "***", "expiresOn": "now"},
                "list": ["***", "plain"],
                "error": {"code": "8522"},
                "validationCode": "***",
            })
        );
    }

    #[test]
    fn secrets_in_a_query_are_taken_out() {
        assert_eq!(
            path_of("/a", Some("code=1&api-version=2&Token=3")),
            "/a?code=***&api-version=2&Token=***"
        );
        assert_eq!(path_of("/a", None), "/a");
    }
}

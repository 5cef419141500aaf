//! What is kept of an exchange: secrets and tokens are taken out before anything is kept.

use axum::body::Bytes;
use ringback_world::{Fact, deliveries::Channel};
use serde_json::Value;

use crate::{
    record::{Direction, Exchange},
    respond::Query,
};

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
            exchange.request = redacted(match takes_form(&exchange.path) {
                true => form_of(&bodies.request),
                false => json_of(&bodies.request),
            });
            exchange.response = redacted(json_of(&bodies.response));
        }
        exchange
    }
}

/// Tells whether a path, with its query or without, takes a form with a secret in it.
fn takes_form(path: &str) -> bool {
    let bare = path.split_once('?').map_or(path, |(bare, _)| bare);
    bare.ends_with(TOKEN_PATH)
}

fn json_of(body: &Bytes) -> Value {
    if body.is_empty() {
        return Value::Null;
    }
    serde_json::from_slice(body)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(body).into_owned()))
}

/// Reads a form, so that its secrets have names.
fn form_of(body: &Bytes) -> Value {
    let pairs = Query::of(&String::from_utf8_lossy(body)).0.into_iter();
    let fields = pairs.map(|(name, value)| (name, Value::String(value)));
    Value::Object(fields.collect())
}

/// How the path ends that takes a form with a secret in it.
const TOKEN_PATH: &str = "/oauth2/v2.0/token";
const HIDDEN: &str = "***";
/// How much of a text a line shows, in characters.
const LONGEST: usize = 120;
/// Names of members and query parameters that hold secrets, in lower case.
const SECRET_NAMES: [&str; 14] = [
    "token",
    "accesskey",
    "authorization",
    "password",
    "secret",
    "client_secret",
    "client_assertion",
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

/// Writes headers without secrets: those that are always one, and those named so.
pub(crate) fn open_headers<'a>(
    headers: impl IntoIterator<Item = (&'a str, &'a str)>,
    secrets: &[String],
) -> Vec<(String, String)> {
    let shown = headers.into_iter().map(|(name, value)| {
        let named = secrets.iter().any(|one| one.eq_ignore_ascii_case(name));
        let value = if named || is_secret(name) || name.eq_ignore_ascii_case("set-cookie") {
            HIDDEN
        } else {
            value
        };
        (name.to_owned(), value.to_owned())
    });
    shown.collect()
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

/// Writes an address without the secrets of its query.
pub(crate) fn address_of(address: &str) -> String {
    match address.split_once('?') {
        Some((path, query)) => path_of(path, Some(query)),
        None => address.to_owned(),
    }
}

/// Names a channel as exchanges do.
pub(crate) fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Callback => "callback",
        Channel::EventGrid => "event-grid",
        Channel::Bot => "bot",
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
    let note = exchange.note.clone().or_else(|| cause(exchange));
    let note = note.map(|note| format!("  ({note})")).unwrap_or_default();
    format!(
        "{:>12} {arrow} {status} {} {} {what}{note}",
        exchange.at.to_string(),
        exchange.method,
        exchange.path
    )
}

/// Finds the cause of a failure in its answer.
fn cause(exchange: &Exchange) -> Option<String> {
    exchange.status.filter(|status| *status >= 400)?;
    let said = &exchange.response;
    let text = |at: &str| said.pointer(at).and_then(Value::as_str);
    match (text("/error/code"), text("/error/message")) {
        (Some(code), Some(message)) => Some(format!("{code}: {message}")),
        _ => match said {
            Value::Null => None,
            Value::String(text) => Some(start_of(text)),
            other => Some(start_of(&other.to_string())),
        },
    }
}

/// Cuts a text that is too long for a line.
fn start_of(text: &str) -> String {
    let text = text.trim().replace(['\n', '\r'], " ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Cuts every text of a value that is too long for a line: tokens of calls are, and nobody reads them.
fn shortened(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(start_of(&text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
        Value::Array(items) => Value::Array(items.into_iter().map(shortened).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| (name, shortened(value)))
                .collect(),
        ),
    }
}

/// Shows a fact in one line for a person.
pub(crate) fn fact_line(fact: &Fact) -> String {
    let contact = fact
        .contact
        .map(|contact| format!(" contact {}", contact.0))
        .unwrap_or_default();
    let what = serde_json::to_value(&fact.what).map(|what| shortened(redacted(what)));
    let what = what.unwrap_or_default();
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
    fn the_secret_of_a_bot_is_taken_out_of_its_form() {
        for query in ["", "?x=1", "?x=/y"] {
            let mut exchange = failed(Value::Null, None);
            exchange.path = format!("/botframework/botframework.com{TOKEN_PATH}{query}");
            let form = b"grant_type=client_credentials&client_secret=top&client_id=a";
            let bodies = Bodies {
                request: Bytes::from_static(form),
                response: Bytes::new(),
            };
            let shown = Kept::new(exchange, Some(bodies)).shown();
            assert_eq!(
                shown.request,
                json!({"grant_type": "client_credentials", "client_secret": "***", "client_id": "a"})
            );
        }
    }

    #[test]
    fn secrets_in_a_query_are_taken_out() {
        assert_eq!(
            path_of("/a", Some("code=1&api-version=2&Token=3")),
            "/a?code=***&api-version=2&Token=***"
        );
        assert_eq!(path_of("/a", None), "/a");
    }

    fn failed(response: Value, note: Option<&str>) -> Exchange {
        Exchange {
            at: ringback_world::Time::from_secs(2),
            direction: Direction::ToImplementation,
            contact: None,
            method: "POST".to_owned(),
            path: "/api/events".to_owned(),
            status: Some(500),
            request: Value::Null,
            response,
            note: note.map(str::to_owned),
            what: "event-grid".to_owned(),
            fault: None,
            event_type: Some("Microsoft.Communication.IncomingCall".to_owned()),
        }
    }

    #[test]
    fn a_line_tells_the_cause_of_a_failure() {
        let tells = |exchange: Exchange, cause: &str| {
            let line = line(&exchange);
            assert!(line.ends_with(&format!("IncomingCall{cause}")), "{line}");
            assert!(!line.contains('\n'), "{line}");
        };
        tells(failed(json!("boom\nat line 3"), None), "  (boom at line 3)");
        tells(failed(json!("boom"), Some("because")), "  (because)");
        let error = json!({"error": {"code": "8522", "message": "Call not found."}});
        tells(failed(error, None), "  (8522: Call not found.)");
        tells(failed(Value::Null, None), "");
        let long = "x".repeat(500);
        tells(
            failed(json!(long), None),
            &format!("  ({}…)", &long[..LONGEST]),
        );
    }

    #[test]
    fn an_address_is_shown_without_the_secrets_of_its_query() {
        assert_eq!(
            address_of("http://localhost/a?code=1&b=2"),
            "http://localhost/a?code=***&b=2"
        );
        assert_eq!(address_of("http://localhost/a"), "http://localhost/a");
    }
}

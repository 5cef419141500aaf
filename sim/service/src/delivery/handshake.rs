//! The handshake by which an endpoint agrees to receive events.
//!
//! Sources: "Endpoint validation with Event Grid event schema" and "… with CloudEvents schema", Event Grid documentation,
//! 2024.

use std::time::Duration;

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{Method, StatusCode};
use reqwest::Url;
use ringback_world::{Ids, Time};
use serde_json::{Value, json};

use super::{Answer, Asked, HandshakeState, PostError, Poster, Subscribed, consent::EXPECTED};
use crate::{
    app::App,
    exchanges, outer_time,
    record::{Direction, Exchange},
    respond::Query,
    runtime::Handle,
    subscription::{Schema, Subscription},
};

/// How long an endpoint has to agree, in real time.
const TIME_OUT: Duration = Duration::from_secs(30);
const ORIGIN: &str = "eventgrid.azure.net";
/// How much of a refusal an error shows, in characters.
const BODY_SHOWN: usize = 200;
const VALIDATION_PATH: &str = "/eventgrid/validate";

/// Makes the handshakes of Event Grid subscriptions.
#[derive(Clone)]
pub(crate) struct Handshakes {
    poster: Poster,
    world: Handle,
    /// The address under which an endpoint can complete a handshake by hand.
    base: String,
}

impl Handshakes {
    pub(crate) fn new(poster: Poster, world: Handle, base: String) -> Self {
        Self {
            poster,
            world,
            base,
        }
    }

    /// Adds or replaces a subscription, asks its endpoint, and tells the outcome.
    pub(crate) async fn subscribe(&self, subscription: Subscription) -> HandshakeState {
        let code = {
            let (name, endpoint) = (subscription.name.clone(), subscription.endpoint.clone());
            self.world
                .read(move |world| validation_code(world.seed(), &name, &endpoint))
                .await
        };
        let subscribed = Subscribed {
            subscription: subscription.clone(),
            handshake: HandshakeState::Pending,
            validation_code: code.clone(),
        };
        let name = subscription.name.clone();
        self.world
            .inspect(move |run| {
                run.subscriptions
                    .0
                    .insert(subscribed.subscription.name.clone(), subscribed)
            })
            .await;
        let outcome = self.ask(&subscription, &code).await;
        self.world
            .inspect(move |run| match run.subscriptions.0.get_mut(&name) {
                // A GET of the validation address may have come first.
                Some(kept) if kept.handshake == HandshakeState::Pending => {
                    kept.handshake = outcome.clone();
                    outcome
                }
                Some(kept) => kept.handshake.clone(),
                None => outcome,
            })
            .await
    }

    async fn ask(&self, subscription: &Subscription, code: &str) -> HandshakeState {
        let url = match Url::parse(&subscription.endpoint) {
            Ok(url) => url,
            Err(error) => {
                return HandshakeState::Failed(format!(
                    "{} is no URL: {error}",
                    subscription.endpoint
                ));
            }
        };
        let asked = match subscription.schema {
            Schema::EventGrid => self.event_grid(subscription, url, code),
            Schema::CloudEvents => cloud_events(url),
        };
        let exchange = begun(&asked);
        let sent = tokio::time::timeout(TIME_OUT, self.poster.send(asked)).await;
        let result = sent.unwrap_or_else(|_| {
            Err(PostError::Unreachable(format!(
                "no answer within {} s",
                TIME_OUT.as_secs()
            )))
        });
        let outcome = match &result {
            Ok(answer) => judge(subscription.schema, answer, code),
            Err(error) => HandshakeState::Failed(error.to_string()),
        };
        self.keep(exchange, &result, &outcome);
        outcome
    }

    fn event_grid(&self, subscription: &Subscription, url: Url, code: &str) -> Asked {
        let validation_url = format!(
            "{}{VALIDATION_PATH}?name={}&id={code}",
            self.base, subscription.name
        );
        let event = json!({
            "id": code,
            "topic": subscription.resource.as_deref().unwrap_or_default(),
            "subject": "",
            "data": {"validationCode": code, "validationUrl": validation_url},
            "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent",
            "eventTime": outer_time::now().to_string(),
            "metadataVersion": "1",
            "dataVersion": "1",
        });
        Asked {
            method: Method::POST,
            url,
            headers: vec![
                (
                    "content-type".to_owned(),
                    "application/json; charset=utf-8".to_owned(),
                ),
                (
                    "aeg-event-type".to_owned(),
                    "SubscriptionValidation".to_owned(),
                ),
                (
                    "aeg-subscription-name".to_owned(),
                    subscription.name.to_uppercase(),
                ),
            ],
            body: json!([event]),
        }
    }

    fn keep(
        &self,
        mut exchange: Exchange,
        result: &Result<Answer, PostError>,
        outcome: &HandshakeState,
    ) {
        match result {
            Ok(answer) => {
                exchange.status = Some(answer.status);
                exchange.response = exchanges::redacted(answer.json());
            }
            Err(error) => exchange.note = Some(error.to_string()),
        }
        if let HandshakeState::Failed(why) = outcome {
            exchange.note = Some(why.clone());
        }
        self.world
            .send(move |run| run.exchange(None, exchange, None));
    }
}

fn cloud_events(url: Url) -> Asked {
    Asked {
        method: Method::OPTIONS,
        url,
        headers: vec![("webhook-request-origin".to_owned(), ORIGIN.to_owned())],
        body: Value::Null,
    }
}

/// Judges the answer to a handshake.
fn judge(schema: Schema, answer: &Answer, code: &str) -> HandshakeState {
    match schema {
        Schema::EventGrid => {
            if answer.status != 200 {
                let why = format!("it answered {}; expected {EXPECTED}", shown(answer));
                return HandshakeState::Failed(why);
            }
            match echoed(&answer.body) {
                Some(echo) if echo == code => HandshakeState::Succeeded,
                Some(_) => HandshakeState::Failed(format!(
                    "it answered {}, which is another validation code; expected {EXPECTED}",
                    shown(answer)
                )),
                None => HandshakeState::AwaitingManualAction,
            }
        }
        Schema::CloudEvents => {
            let allowed = answer
                .headers
                .get("webhook-allowed-origin")
                .and_then(|v| v.to_str().ok());
            match allowed {
                Some("*") => HandshakeState::Succeeded,
                Some(origin) if origin.eq_ignore_ascii_case(ORIGIN) => HandshakeState::Succeeded,
                _ => HandshakeState::Failed(format!(
                    "it answered {} to OPTIONS; expected the header WebHook-Allowed-Origin with {ORIGIN} or *",
                    shown(answer)
                )),
            }
        }
    }
}

/// Shows an answer without secrets, its body as far as a person reads.
fn shown(answer: &Answer) -> String {
    let body = match exchanges::redacted(answer.json()) {
        Value::Null => return format!("{} and no body", answer.status),
        Value::String(text) => text,
        other => other.to_string(),
    };
    let start: String = body.chars().take(BODY_SHOWN).collect();
    let more = if start.len() < body.len() { " …" } else { "" };
    format!("{} {}{more}", answer.status, start.trim())
}

/// Reads the echoed code; JSON in single quotes counts, as with the real service.
fn echoed(body: &str) -> Option<String> {
    let parsed: Value = serde_json::from_str(body)
        .or_else(|_| serde_json::from_str(&body.replace('\'', "\"")))
        .ok()?;
    let found = parsed
        .as_object()?
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("validationResponse"));
    found
        .and_then(|(_, value)| value.as_str())
        .map(str::to_owned)
}

fn validation_code(seed: u64, name: &str, endpoint: &str) -> String {
    Ids::new(seed, "subscriptions")
        .guid("validation", &format!("{name} {endpoint}"), 0)
        .as_str()
        .to_uppercase()
}

fn begun(asked: &Asked) -> Exchange {
    Exchange {
        at: Time::ZERO,
        direction: Direction::ToImplementation,
        contact: None,
        method: asked.method.to_string(),
        path: exchanges::path_of(asked.url.path(), asked.url.query()),
        status: None,
        request: exchanges::redacted(asked.body.clone()),
        response: Value::Null,
        note: None,
        what: "handshake".to_owned(),
        fault: None,
        event_type: None,
    }
}

/// Routes by which an endpoint completes its handshake by hand.
pub(crate) fn router() -> Router<App> {
    Router::new().route(VALIDATION_PATH, get(validate))
}

async fn validate(State(app): State<App>, query: Query) -> Response {
    let text = |name| query.get(name).unwrap_or_default().to_owned();
    let (name, code) = (text("name"), text("id"));
    let known = app
        .world
        .inspect(move |run| match run.subscriptions.0.get_mut(&name) {
            Some(kept) if kept.validation_code == code && !code.is_empty() => {
                kept.handshake = HandshakeState::Succeeded;
                true
            }
            Some(_) | None => false,
        })
        .await;
    if known {
        (
            StatusCode::OK,
            "Webhook successfully validated as a subscription endpoint",
        )
            .into_response()
    } else {
        (StatusCode::BAD_REQUEST, "unknown subscription or code").into_response()
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            headers: HeaderMap::new(),
            body: body.to_owned(),
        }
    }

    #[test]
    fn the_event_grid_handshake_wants_its_code_back() {
        let judge = |status, body| judge(Schema::EventGrid, &answer(status, body), "C");
        assert_eq!(
            judge(200, r#"{"validationResponse":"C"}"#),
            HandshakeState::Succeeded
        );
        assert_eq!(
            judge(200, "{'validationResponse': 'C'}"),
            HandshakeState::Succeeded
        );
        assert_eq!(
            judge(200, r#"{"ValidationResponse":"C"}"#),
            HandshakeState::Succeeded
        );
        assert_eq!(judge(200, ""), HandshakeState::AwaitingManualAction);
        assert!(matches!(
            judge(202, r#"{"validationResponse":"C"}"#),
            HandshakeState::Failed(_)
        ));
        assert!(matches!(
            judge(200, r#"{"validationResponse":"D"}"#),
            HandshakeState::Failed(_)
        ));
    }

    #[test]
    fn a_refusal_tells_what_came_and_what_was_expected() {
        let HandshakeState::Failed(why) = judge(
            Schema::EventGrid,
            &answer(404, r#"{"detail":"Not Found"}"#),
            "C",
        ) else {
            panic!("it was no agreement");
        };
        assert!(
            why.starts_with(r#"it answered 404 {"detail":"Not Found"}; expected 200"#),
            "{why}"
        );
        let long = answer(500, &"x".repeat(10_000));
        assert!(shown(&long).chars().count() < 250, "{}", shown(&long));
        assert_eq!(shown(&answer(400, "")), "400 and no body");
    }

    #[test]
    fn the_cloud_events_handshake_wants_its_origin_allowed() {
        let judge = |value: Option<&'static str>| {
            let mut answer = answer(200, "");
            if let Some(value) = value {
                let value = http::HeaderValue::from_static(value);
                answer.headers.insert("webhook-allowed-origin", value);
            }
            judge(Schema::CloudEvents, &answer, "C")
        };
        assert_eq!(judge(Some("*")), HandshakeState::Succeeded);
        assert_eq!(
            judge(Some("eventgrid.azure.net")),
            HandshakeState::Succeeded
        );
        assert!(matches!(
            judge(Some("example.com")),
            HandshakeState::Failed(_)
        ));
        assert!(matches!(judge(None), HandshakeState::Failed(_)));
    }
}

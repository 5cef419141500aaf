//! An application that keeps what it receives.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tokio::sync::{Mutex, mpsc};

/// How long a test waits for an event that must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// One request that the application received.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Received {
    /// The event itself: the only one of its array, or the body.
    pub(crate) fn event(&self) -> &Value {
        match &self.body {
            Value::Array(events) => {
                assert_eq!(events.len(), 1, "one event a request");
                &events[0]
            }
            other => other,
        }
    }

    /// The type without its prefix.
    pub(crate) fn name(&self) -> String {
        let event = self.event();
        let full = event.get("type").or(event.get("eventType"));
        let full = full.and_then(Value::as_str).unwrap_or_default();
        full.rsplit('.').next().unwrap_or_default().to_owned()
    }

    pub(crate) fn data(&self) -> &Value {
        &self.event()["data"]
    }

    pub(crate) fn header(&self, name: &str) -> String {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    }
}

/// An application under test: it agrees to every handshake and answers 200 to everything, below `/answers/{status}` that status.
pub(crate) struct Application {
    address: SocketAddr,
    received: Mutex<mpsc::UnboundedReceiver<Received>>,
}

impl Application {
    pub(crate) async fn start() -> Self {
        let (sender, received) = mpsc::unbounded_channel();
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("bound");
        let router = Router::new().fallback(receive).with_state(sender);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            address,
            received: Mutex::new(received),
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Waits for the next request.
    pub(crate) async fn next(&self) -> Received {
        let mut received = self.received.lock().await;
        tokio::time::timeout(PATIENCE, received.recv())
            .await
            .expect("an event arrives in time")
            .expect("the application runs")
    }

    /// Waits for the next request, which must be this event.
    pub(crate) async fn expect(&self, name: &str) -> Received {
        let next = self.next().await;
        assert_eq!(next.name(), name, "{:#}", next.body);
        next
    }

    /// Waits for events in any order and gives them in the order of `names`.
    pub(crate) async fn expect_both(&self, names: [&str; 2]) -> [Received; 2] {
        let (first, second) = (self.next().await, self.next().await);
        let ordered = if first.name() == names[0] {
            [first, second]
        } else {
            [second, first]
        };
        assert_eq!(
            [ordered[0].name(), ordered[1].name()],
            names.map(str::to_owned)
        );
        ordered
    }

    /// Tells what has arrived and was not looked at.
    pub(crate) async fn leftovers(&self) -> Vec<String> {
        let mut received = self.received.lock().await;
        let mut names = Vec::new();
        while let Ok(one) = received.try_recv() {
            names.push(one.name());
        }
        names
    }
}

async fn receive(
    State(sender): State<mpsc::UnboundedSender<Received>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if method == Method::OPTIONS {
        let allowed = [("webhook-allowed-origin", "*")];
        return (StatusCode::OK, allowed).into_response();
    }
    if let Some(sound) = uri.path().strip_prefix("/sounds/") {
        return match sound {
            "two-seconds.wav" => wav(32_000).into_response(),
            "no-sound.txt" => "hello".into_response(),
            _ => StatusCode::NOT_FOUND.into_response(),
        };
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    if let Some(code) = body[0]["data"]["validationCode"].as_str() {
        return axum::Json(json!({"validationResponse": code})).into_response();
    }
    let path = uri
        .path_and_query()
        .map_or("", |path| path.as_str())
        .to_owned();
    let status = path.strip_prefix("/answers/");
    let status = status.and_then(|status| StatusCode::from_bytes(status.as_bytes()).ok());
    let _the_test_is_over = sender.send(Received {
        path,
        headers,
        body,
    });
    match status {
        Some(status) if !status.is_success() => (status, "no").into_response(),
        Some(_) | None => StatusCode::OK.into_response(),
    }
}

/// A mono file of 16 bits and 16 kHz.
fn wav(samples: u32) -> Vec<u8> {
    let data = samples * 2;
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + data).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    bytes.extend(16_000_u32.to_le_bytes());
    bytes.extend(32_000_u32.to_le_bytes());
    bytes.extend([2, 0, 16, 0]);
    bytes.extend(b"data");
    bytes.extend(data.to_le_bytes());
    bytes.resize(44 + data as usize, 0);
    bytes
}

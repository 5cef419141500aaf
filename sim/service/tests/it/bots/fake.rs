//! A bot that keeps what it hears and answers as it was told.

use std::{
    collections::VecDeque,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use tokio::sync::mpsc;

/// How long a test waits for an activity that must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// One activity with its headers.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    pub(super) headers: HeaderMap,
    pub(super) activity: Value,
}

/// What the bot answers.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// With a status and nothing else.
    Status(u16),
    /// With 200 and a body.
    Body(Value),
    /// Not at all.
    Never,
}

type Answers = Arc<Mutex<VecDeque<Answer>>>;

/// A bot on a free port.
pub(super) struct FakeBot {
    address: SocketAddr,
    answers: Answers,
    heard: tokio::sync::Mutex<mpsc::UnboundedReceiver<Heard>>,
}

impl FakeBot {
    pub(super) async fn start() -> Self {
        let (sender, heard) = mpsc::unbounded_channel();
        let bound = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = bound.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let answers = Answers::default();
        let state = (sender, Arc::clone(&answers));
        let router = Router::new().fallback(receive).with_state(state);
        tokio::spawn(async move { axum::serve(listener, router).await });
        let heard = tokio::sync::Mutex::new(heard);
        Self {
            address,
            answers,
            heard,
        }
    }

    pub(super) fn endpoint(&self) -> String {
        format!("http://{}/api/messages", self.address)
    }

    /// Answers the next activities so, one after the other; later ones with 201.
    pub(super) fn answers(&self, answers: impl IntoIterator<Item = Answer>) {
        self.answers.lock().expect("no panic").extend(answers);
    }

    /// Waits for the next activity.
    pub(super) async fn next(&self) -> Heard {
        let mut heard = self.heard.lock().await;
        tokio::time::timeout(PATIENCE, heard.recv())
            .await
            .expect("an activity arrives in time")
            .expect("the bot runs")
    }

    /// Waits for the next activity, which must be of this type.
    pub(super) async fn expect(&self, kind: &str) -> Value {
        let heard = self.next().await.activity;
        assert_eq!(heard["type"], kind, "{heard:#}");
        heard
    }
}

async fn receive(
    State((sender, answers)): State<(mpsc::UnboundedSender<Heard>, Answers)>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let activity = serde_json::from_slice(&body).expect("an activity");
    let _the_test_is_over = sender.send(Heard { headers, activity });
    let answer = answers.lock().expect("no panic").pop_front();
    match answer {
        None => StatusCode::CREATED.into_response(),
        Some(Answer::Status(status)) => StatusCode::from_u16(status)
            .expect("a status")
            .into_response(),
        Some(Answer::Body(body)) => axum::Json(body).into_response(),
        Some(Answer::Never) => std::future::pending().await,
    }
}

//! The service as a whole: what its handlers share, its routes, its socket.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::client::{Connection, Failure, encoded};
use crate::desk::Desk;
use crate::misbehave::{Defect, Misbehave};
use crate::seen::Seen;
use crate::settings::Settings;
use crate::{bot, events, phone, website};

/// What the handlers share.
pub(crate) struct Center {
    pub(crate) settings: Settings,
    pub(crate) connection: Connection,
    /// The open chats.
    pub(crate) desk: Desk,
    /// What the bot knows of those who speak to it.
    pub(crate) keys: bot::Keys,
    /// Events and callbacks that were handled before.
    pub(crate) seen: Seen,
    /// The calls of which one callback was refused, where a test asked for that.
    pub(crate) refused_once: Mutex<BTreeSet<String>>,
    /// How many calls were placed.
    placed: AtomicU64,
    /// The chat that the bot takes for the only one, where a test asked for that.
    first_chat: Mutex<Option<String>>,
}

impl Center {
    fn new(settings: Settings) -> Self {
        Self {
            connection: Connection::new(settings.connection.clone()),
            settings,
            desk: Desk::default(),
            keys: bot::Keys::default(),
            seen: Seen::default(),
            refused_once: Mutex::default(),
            placed: AtomicU64::default(),
            first_chat: Mutex::default(),
        }
    }

    /// Tells whether a test asked for this defect.
    pub(crate) fn misbehaves(&self, defect: Defect) -> bool {
        self.settings.misbehave == Misbehave::Defect(defect)
    }

    /// The address to which the callbacks of a call shall go, for a call with `caller`.
    pub(crate) fn callback_uri(&self, name: &str, caller: &str) -> String {
        format!(
            "{}/api/calls/{}?caller={}",
            self.settings.callback_host,
            encoded(name),
            encoded(caller),
        )
    }

    /// Names the next call that is placed.
    pub(crate) fn next_callback(&self) -> String {
        format!("placed-{}", self.placed.fetch_add(1, Ordering::Relaxed) + 1)
    }

    /// Forgets a chat that is closed.
    pub(crate) fn forget_chat(&self, thread_id: &str) {
        if !self.misbehaves(Defect::TalksToDeletedThread) {
            self.desk.close(thread_id);
        }
    }

    /// Gives the chat that was open first, if it still is, in place of another.
    pub(crate) fn first_chat(&self, thread_id: &str) -> String {
        let mut first = self
            .first_chat
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let is_open = |chat: &String| self.desk.own_user(chat).is_some();
        match first.as_ref().filter(|chat| is_open(chat)) {
            Some(chat) => chat.clone(),
            None => {
                *first = Some(thread_id.to_owned());
                thread_id.to_owned()
            }
        }
    }
}

/// Serves on the port of the settings until the process ends.
pub async fn serve(settings: Settings) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.port)).await?;
    axum::serve(listener, router(settings)).await
}

/// The routes of the service.
pub fn router(settings: Settings) -> Router {
    Router::new()
        .route("/health", get(async || StatusCode::OK))
        .route("/chats", post(website::help))
        .route("/chats/close", post(website::close))
        .route("/callbacks", post(website::call_me))
        .route("/api/messages", post(bot::receive))
        .route("/api/events", post(events::receive))
        .route("/api/calls/{id}", post(phone::receive))
        .with_state(Arc::new(Center::new(settings)))
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        eprintln!("{self}");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

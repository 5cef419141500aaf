//! The service as a whole: what its handlers share, its routes, its socket.

use std::collections::BTreeSet;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::net::TcpListener;

use crate::bot::Bot;
use crate::client::{Connection, Failure};
use crate::seen::Seen;
use crate::settings::Settings;
use crate::{callbacks, events, website};

/// What the handlers share.
pub(crate) struct Center {
    pub(crate) settings: Settings,
    pub(crate) connection: Connection,
    pub(crate) bot: Bot,
    /// Events and callbacks that were handled before.
    pub(crate) seen: Seen,
    /// The calls of which one callback was refused, where a test asked for that.
    pub(crate) refused_once: Mutex<BTreeSet<String>>,
}

/// Serves on the port of the settings until the process ends.
pub async fn serve(settings: Settings) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, settings.port)).await?;
    axum::serve(listener, router(settings)).await
}

/// The routes of the service.
pub fn router(settings: Settings) -> Router {
    let center = Center {
        connection: Connection::new(settings.connection.clone()),
        settings,
        bot: Bot::default(),
        seen: Seen::default(),
        refused_once: Mutex::default(),
    };
    Router::new()
        .route("/health", get(async || StatusCode::OK))
        .route("/chats", post(website::visit))
        .route("/api/events", post(events::receive))
        .route("/api/calls/{id}", post(callbacks::receive))
        .with_state(Arc::new(center))
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        eprintln!("{self}");
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

//! A request to Chat: whose it is, what it may, and under which version.

use http::StatusCode;
use ringback_world::{
    Command, RawId, Refusal, Reply, Source, World,
    chat::{self, MessageId, ThreadId},
    directory::Scope,
};

use super::refuse;
use crate::{
    app::App,
    respond::{ApiVersion, Origin, Principal, Query, WireError},
};

/// A request to Chat, token checked.
pub(super) struct Asked {
    app: App,
    pub(super) version: ApiVersion,
    pub(super) origin: Origin,
    pub(super) query: Query,
    pub(super) actor: RawId,
    scopes: Vec<Scope>,
}

/// What an operation does, as far as scopes go.
///
/// Source: "Authenticate to Azure Communication Services", 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Makes, changes or deletes a thread.
    OwnThreads,
    /// Changes who takes part.
    Roster,
    /// Anything else.
    TakePart,
}

impl Need {
    fn met_by(self, scope: Scope) -> bool {
        match scope {
            Scope::Chat => true,
            Scope::ChatJoin => self != Self::OwnThreads,
            Scope::ChatJoinLimited => self == Self::TakePart,
            Scope::Voip | Scope::VoipJoin => false,
        }
    }
}

impl Asked {
    /// Demands a user token.
    pub(super) fn new(
        app: App,
        version: ApiVersion,
        principal: Principal,
        origin: Origin,
        query: Query,
    ) -> Result<Self, WireError> {
        match principal {
            Principal::User {
                identity, scopes, ..
            } => Ok(Self {
                app,
                version,
                origin,
                query,
                actor: identity,
                scopes,
            }),
            Principal::Resource { .. } | Principal::Entra { .. } | Principal::Nobody => {
                Err(refuse::unauthorized())
            }
        }
    }

    /// Demands a scope that the operation needs.
    pub(super) fn may(&self, need: Need) -> Result<(), WireError> {
        if self.scopes.iter().any(|scope| need.met_by(*scope)) {
            return Ok(());
        }
        let hint = format!(
            "the token has the scopes {:?}; issue one with chat",
            self.scopes
        );
        Err(refuse::forbidden().hint(hint))
    }

    /// Tells whether the request's version is this one or a later one.
    pub(super) fn since(&self, version: &str) -> bool {
        self.version.0.as_str() >= version
    }

    pub(super) async fn ask(&self, command: chat::Command) -> Result<Reply, WireError> {
        let command = Command::Chat(command);
        let reply = self
            .app
            .world
            .command(Source::Implementation, command)
            .await;
        reply.map_err(refuse::refused)
    }

    pub(super) async fn ask_done(
        &self,
        command: chat::Command,
        status: StatusCode,
    ) -> Result<axum::response::Response, WireError> {
        self.ask(command).await?;
        Ok(axum::response::IntoResponse::into_response(status))
    }

    /// Reads from the world.
    pub(super) async fn read<R: Send + 'static>(
        &self,
        read: impl FnOnce(&World, &RawId) -> Result<R, chat::Refusal> + Send + 'static,
    ) -> Result<R, WireError> {
        let actor = self.actor.clone();
        let found = self.app.world.read(move |world| read(world, &actor)).await;
        found.map_err(|refusal| refuse::refused(Refusal::Chat(refusal)))
    }

    /// Spells the absolute address of a thread, with its colon encoded as recorded.
    pub(super) fn thread_address(&self, thread: &ThreadId) -> String {
        format!(
            "{}/chat/threads/{}",
            self.origin.0,
            thread.0.replace(':', "%3A")
        )
    }
}

/// Reads a message id.
pub(super) fn message_id(text: &str) -> Result<MessageId, WireError> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let id = text.parse().ok().filter(|_| digits).map(MessageId);
    let refusal = || chat::Refusal::InvalidMessageId(text.to_owned());
    id.ok_or_else(|| refuse::refused(Refusal::Chat(refusal())))
}

//! A request to the connector: which bot asks, and whether it may.

use http::{HeaderMap, header};
use ringback_world::{
    Command, Refusal, Reply, Source, World,
    chat::{self, ThreadId},
    declaration::Bot,
};
use serde::de::DeserializeOwned;

use super::refuse;
use crate::{app::App, bots::address::service_url, respond::WireError};

/// A request to the connector, the bot known and its token checked.
pub(super) struct Asked {
    app: App,
    pub(super) bot: Bot,
}

impl Asked {
    /// Finds the bot that the address names. One with an app id shows the token that it got from our authority; from one without,
    /// anything is taken.
    pub(super) async fn new(app: App, name: &str, headers: &HeaderMap) -> Result<Self, WireError> {
        let wanted = name.to_owned();
        let found = app.world.read(move |world| {
            let mut bots = world.declaration().bots.iter();
            bots.find(|bot| bot.name == wanted).cloned()
        });
        let bot = found.await.ok_or_else(|| refuse::unknown_bot(name))?;
        if let Some(app_id) = &bot.app_id {
            let token = bearer(headers).ok_or_else(|| {
                refuse::unauthorized(format!(
                    "bot {name} has the app id {app_id}: send a token of POST /botframework/botframework.com/oauth2/v2.0/token as Authorization: Bearer"
                ))
            })?;
            let checked = app.bot_tokens.check(token, app_id);
            checked.map_err(|error| {
                refuse::unauthorized(format!("bot {name} has the app id {app_id}: {error}"))
            })?;
        }
        Ok(Self { app, bot })
    }

    pub(super) async fn ask(&self, command: chat::Command) -> Result<Reply, WireError> {
        let command = Command::Chat(command);
        let reply = self.app.world.command(Source::Implementation, command);
        reply.await.map_err(refuse::refused)
    }

    /// Reads from the world with the rights of the bot.
    pub(super) async fn read<R: Send + 'static>(
        &self,
        read: impl FnOnce(&World, &Bot) -> Result<R, chat::Refusal> + Send + 'static,
    ) -> Result<R, WireError> {
        let bot = self.bot.clone();
        let found = self.app.world.read(move |world| read(world, &bot)).await;
        found.map_err(|refusal| refuse::refused(Refusal::Chat(refusal)))
    }

    /// Names something that is no message.
    pub(super) fn name_next(&self, thread: &ThreadId) -> String {
        let parent = format!("answer to bot {} {}", self.bot.name, thread.0);
        crate::events::id::next(&self.app.callbacks, &parent)
    }

    /// Tells below which address the bot goes on.
    pub(super) fn service_url(&self) -> String {
        service_url(&self.app.http, &self.bot.name)
    }
}

/// Reads a JSON body, always an object: a list would pass for one whose fields are all left out.
pub(super) fn body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, WireError> {
    if !bytes.trim_ascii_start().starts_with(b"{") {
        return Err(refuse::malformed("expected a JSON object"));
    }
    serde_json::from_slice(bytes).map_err(|error| refuse::malformed(&error.to_string()))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}

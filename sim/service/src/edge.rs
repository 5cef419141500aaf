//! What the world's task needs of the edge: keys, tokens, addresses and sockets.

use ringback_world::{
    RawId, World,
    deliveries::Channel,
    directory::{Scope, TokenVerdict as Standing},
    visits::TokenVerdict,
};

use crate::{
    auth::{CallbackTokens, Resources, Tokens},
    bots::BotTokens,
    callbacks::CallbackUris,
    delivery::{Asked, Outgoing, Poster},
    faults::Switch,
    repeatability::Repeatability,
};

/// What the world's task needs of the edge. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Edge {
    pub(crate) poster: Poster,
    pub(crate) callbacks: CallbackUris,
    pub(crate) resources: Resources,
    pub(crate) tokens: Tokens,
    pub(crate) callback_tokens: CallbackTokens,
    pub(crate) bot_tokens: BotTokens,
    /// Our own address over plain HTTP.
    pub(crate) http: String,
    pub(crate) repeatability: Repeatability,
    pub(crate) faults: Switch,
}

impl Edge {
    /// Puts the request of one attempt together.
    ///
    /// Sources: "Event Grid delivery headers", 2024; "Secure webhook endpoint" of Call Automation, 2024.
    pub(crate) fn request_for(&self, delivery: &Outgoing, attempt: u32) -> Asked {
        let mut headers = delivery.headers.clone();
        let mut add = |name: &str, value: String| {
            if !headers
                .iter()
                .any(|(given, _)| given.eq_ignore_ascii_case(name))
            {
                headers.push((name.to_owned(), value));
            }
        };
        add("content-type", "application/json; charset=utf-8".to_owned());
        match delivery.channel {
            Channel::Callback => {
                if let Some(audience) = &delivery.audience {
                    add(
                        "authorization",
                        format!("Bearer {}", self.callback_tokens.token(audience)),
                    );
                }
            }
            Channel::Bot => {
                let service_url = delivery.body["serviceUrl"].as_str();
                if let Some((app_id, service_url)) = delivery.audience.as_ref().zip(service_url) {
                    let token = self.bot_tokens.of_channel(app_id, service_url);
                    add("authorization", format!("Bearer {token}"));
                }
            }
            Channel::EventGrid => {
                add("aeg-event-type", "Notification".to_owned());
                add("aeg-delivery-count", attempt.saturating_sub(1).to_string());
                if let Some(destination) = &delivery.subscription {
                    add("aeg-subscription-name", destination.name.to_uppercase());
                }
            }
        }
        Asked {
            method: http::Method::POST,
            url: delivery.target.clone(),
            headers,
            body: delivery.body.clone(),
        }
    }

    /// Judges the token that a visit brought: ours, live, for that identity, and good for chat.
    pub(crate) fn judge_visit_token(
        &self,
        world: &World,
        token: &str,
        identity: Option<&RawId>,
    ) -> TokenVerdict {
        let Ok(user) = self.tokens.check(token) else {
            return TokenVerdict::Invalid;
        };
        let live = world.directory().verdict(&user.identity, user.token) == Standing::Live;
        let own = identity.is_none_or(|identity| *identity == user.identity);
        let chats = user.scopes.iter().any(|scope| match scope {
            Scope::Chat | Scope::ChatJoin | Scope::ChatJoinLimited => true,
            Scope::Voip | Scope::VoipJoin => false,
        });
        if live && own && chats {
            TokenVerdict::Valid
        } else {
            TokenVerdict::Invalid
        }
    }
}

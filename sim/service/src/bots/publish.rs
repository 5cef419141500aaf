//! One fact, and the activities that go out because of it.

use reqwest::Url;
use ringback_wire::bot_framework::ChannelAccount;
use ringback_world::{
    Fact, What, World,
    declaration::{Bot, BotReplies},
    deliveries::Channel,
};
use serde_json::json;

use super::{
    activity::{Envelope, activity, hears},
    address::service_url,
    told::{Told, accounts, told},
};
use crate::{
    callbacks::CallbackUris,
    delivery::Outgoing,
    events::{id, time},
};

/// What the chat channel knows beside the world.
pub(crate) struct ChatChannel<'a> {
    /// Our own address.
    pub(crate) http: &'a str,
    /// Where the activities of bots go that declare no endpoint.
    pub(crate) endpoint: Option<&'a str>,
    /// Numbers what goes out.
    pub(crate) names: &'a CallbackUris,
}

/// Turns one fact into the activities that go out because of it. Called for each fact once and in order.
pub(crate) fn publish(world: &World, fact: &Fact, channel: &ChatChannel<'_>) -> Vec<Outgoing> {
    let bots = &world.declaration().bots;
    let What::Chat(what) = &fact.what else {
        return Vec::new();
    };
    if bots.is_empty() {
        return Vec::new();
    }
    let Some(told) = told(world, what) else {
        return Vec::new();
    };
    let members = accounts(world, told.thread);
    bots.iter()
        .filter(|bot| hears(bot, &told, &members))
        .filter_map(|bot| outgoing(world, fact, &told, &members, bot, channel))
        .collect()
}

fn outgoing(
    world: &World,
    fact: &Fact,
    told: &Told<'_>,
    members: &[ChannelAccount],
    bot: &Bot,
    channel: &ChatChannel<'_>,
) -> Option<Outgoing> {
    let Some(endpoint) = bot.endpoint.as_deref().or(channel.endpoint) else {
        tracing::warn!(bot = %bot.name, "not sent: the bot has no endpoint; declare one in bots.{}.endpoint, or webhooks.bot in the implementation file", bot.name);
        return None;
    };
    let target = match Url::parse(endpoint) {
        Ok(target) => target,
        Err(error) => {
            tracing::warn!(bot = %bot.name, endpoint, %error, "not sent: the bot's endpoint is no URL");
            return None;
        }
    };
    let lane = format!("bot {} {}", bot.name, told.thread.0);
    let event_id = id::next(channel.names, &lane);
    let listed = members.iter().find(|one| one.id == bot.identity.as_str());
    let recipient = listed.cloned().unwrap_or_else(|| ChannelAccount {
        id: bot.identity.to_string(),
        name: Some(bot.display_name.clone()),
    });
    let activity = activity(
        told,
        Envelope {
            id: event_id.clone(),
            timestamp: time::with_z(world.civil(fact.at)),
            service_url: service_url(channel.http, &bot.name),
            recipient,
            delivery_mode: match bot.replies {
                BotReplies::ThroughConnector => None,
                BotReplies::InAnswer => Some("expectReplies"),
            },
        },
    );
    Some(Outgoing {
        channel: Channel::Bot,
        contact: fact.contact,
        event_type: activity.r#type.name().to_owned(),
        event_id,
        target,
        body: json!(activity),
        headers: Vec::new(),
        audience: bot.app_id.clone(),
        lane: Some(lane),
        subscription: None,
    })
}

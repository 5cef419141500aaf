//! Replies that a bot gives in the answer to an activity instead of calling the connector.
//!
//! Source: "Activity schema", section "Delivery mode" (`expectReplies`), Bot Framework documentation, 2023.

use ringback_wire::bot_framework::ReceivedActivity;
use ringback_world::{
    Command, World,
    chat::{self, ThreadId},
    deliveries::Channel,
};
use serde_json::Value;

use super::posting::posting;
use crate::delivery::Outgoing;

/// Reads the replies out of the answer to a delivery; what cannot be read is logged and left out.
pub(crate) fn replies(world: &World, delivery: &Outgoing, answer: &Value) -> Vec<Command> {
    let (Channel::Bot, Some(activities)) = (delivery.channel, answer["activities"].as_array())
    else {
        return Vec::new();
    };
    let text = |at: &str| delivery.body.pointer(at).and_then(Value::as_str);
    let recipient = text("/recipient/id").unwrap_or_default();
    let thread = ThreadId(text("/conversation/id").unwrap_or_default().to_owned());
    let mut bots = world.declaration().bots.iter();
    let Some(bot) = bots.find(|bot| bot.identity.as_str() == recipient) else {
        return Vec::new();
    };
    let read = |activity: &Value| -> Option<chat::Command> {
        let activity = serde_json::from_value::<ReceivedActivity>(activity.clone());
        let done = activity.ok().and_then(|one| posting(one, bot).ok());
        if done.is_none() {
            tracing::warn!(bot = %bot.name, "a reply in the bot's answer says nothing and is left out");
        }
        done?.command(bot.identity.clone(), thread.clone())
    };
    activities
        .iter()
        .filter_map(read)
        .map(Command::Chat)
        .collect()
}

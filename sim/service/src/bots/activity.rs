//! One activity for one bot.

use ringback_wire::bot_framework::{Activity, ActivityType, ChannelAccount, ConversationAccount};
use ringback_world::declaration::Bot;

use super::{
    address::CHANNEL,
    content,
    told::{Happened, Told},
};

/// What an activity holds beside what happened.
pub(super) struct Envelope {
    /// Its id, unless it is that of a message.
    pub(super) id: String,
    /// When, as published.
    pub(super) timestamp: String,
    /// Below which address the bot answers.
    pub(super) service_url: String,
    /// The bot as the thread shows it.
    pub(super) recipient: ChannelAccount,
    /// Where the replies are to be.
    pub(super) delivery_mode: Option<&'static str>,
}

/// Makes the activity that tells a bot of something.
pub(super) fn activity(told: &Told<'_>, envelope: Envelope) -> Activity {
    let mut activity = Activity {
        r#type: ActivityType::ConversationUpdate,
        id: envelope.id,
        timestamp: envelope.timestamp,
        service_url: envelope.service_url,
        channel_id: CHANNEL,
        from: ChannelAccount {
            id: told.by.to_string(),
            name: told.name.clone(),
        },
        conversation: ConversationAccount {
            id: told.thread.0.clone(),
            is_group: true,
        },
        recipient: envelope.recipient,
        text: None,
        attachments: None,
        name: None,
        value: None,
        members_added: Vec::new(),
        members_removed: Vec::new(),
        topic_name: None,
        delivery_mode: envelope.delivery_mode,
        channel_data: None,
    };
    match &told.what {
        Happened::Said(message, text, metadata) => {
            activity.r#type = ActivityType::Message;
            activity.id = message.0.to_string();
            content::fill(&mut activity, text, metadata);
        }
        Happened::Changed(message, text, metadata) => {
            content::fill(&mut activity, text, metadata);
            activity.r#type = ActivityType::MessageUpdate;
            activity.id = message.0.to_string();
        }
        Happened::Deleted(message) => {
            activity.r#type = ActivityType::MessageDelete;
            activity.id = message.0.to_string();
        }
        Happened::Joined(members, topic) => {
            activity.members_added.clone_from(members);
            activity.topic_name.clone_from(topic);
        }
        Happened::Left(members) => activity.members_removed.clone_from(members),
        Happened::Topic(topic) => activity.topic_name = Some(topic.clone()),
        Happened::Typing => activity.r#type = ActivityType::Typing,
    }
    activity
}

/// Tells whether a bot hears of something: it is there, or was just removed, and did not do it itself.
pub(super) fn hears(bot: &Bot, told: &Told<'_>, members: &[ChannelAccount]) -> bool {
    let there = members
        .iter()
        .any(|member| member.id == bot.identity.as_str());
    (there || told.gone == Some(&bot.identity)) && *told.by != bot.identity
}

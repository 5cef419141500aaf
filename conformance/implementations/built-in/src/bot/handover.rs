//! From the bot to a person: the bot says so, tells the hub, and the service invites the customer to a call
//! (Bot Framework documentation, "Transition conversations from bot to human").

use std::collections::BTreeMap;

use serde_json::json;

use super::activity::{Activity, Answer};
use super::receive::{say, send};
use super::words::Skill;
use crate::center::Center;
use crate::client::Failure;
use crate::client::chat::Message;
use crate::desk;

/// Hands the customer of a chat over to people with a skill.
pub(super) async fn begin(
    center: &Center,
    activity: &Activity,
    skill: Skill,
) -> Result<(), Failure> {
    say(center, activity, "I am connecting you to one of us.").await?;
    let initiate = Answer {
        name: Some("handoff.initiate"),
        value: Some(json!({ "queue": skill.word() })),
        ..activity.answer("event")
    };
    send(center, activity, &initiate).await?;
    let settings = &center.settings;
    let app = match skill {
        Skill::Support => &settings.support_queue,
        Skill::Sales => &settings.sales_queue,
        Skill::Reception => &settings.attendant,
    };
    let invitation = Message {
        text: "Please call us from this window.",
        metadata: BTreeMap::from([("handoff", "call"), ("teamsAppId", app)]),
    };
    desk::say(center, &activity.conversation.id, &invitation).await
}

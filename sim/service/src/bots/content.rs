//! What a chat message says to a bot: text, or JSON where its metadata says so.
//!
//! Source: "Add a bot to your chat app", section "Send an adaptive card", Azure Communication Services documentation, 2024.

use std::collections::BTreeMap;

use ringback_wire::bot_framework::{
    ADAPTIVE_CARD, Activity, ActivityType, CONTENT_TYPE, EVENT, RichContent,
};
use serde_json::{Map, Value};

/// Puts a message's content into an activity. JSON that cannot be read stays a text.
pub(super) fn fill(activity: &mut Activity, content: &str, metadata: &BTreeMap<String, String>) {
    activity.channel_data = Some(metadata.clone());
    match metadata.get(CONTENT_TYPE).map(String::as_str) {
        Some(ADAPTIVE_CARD) => {
            if let Ok(rich) = serde_json::from_str::<RichContent>(content) {
                activity.text = rich.text;
                activity.attachments = rich.attachments;
                return;
            }
        }
        Some(EVENT) => {
            if let Ok(mut fields) = serde_json::from_str::<Map<String, Value>>(content) {
                let name = fields.shift_remove("name");
                activity.r#type = ActivityType::Event;
                activity.name = name.and_then(|name| name.as_str().map(str::to_owned));
                activity.value = Some(Value::Object(fields));
                return;
            }
        }
        Some(_) | None => {}
    }
    activity.text = Some(content.to_owned());
}

//! The Bot Connector, as a bot calls it back
//! (Bot Framework documentation, "Bot Connector REST API reference").

use serde_json::Value;

use super::{Connection, Failure, encoded};

/// Where an activity goes.
pub(crate) struct Conversation<'a> {
    pub(crate) service_url: &'a str,
    pub(crate) id: &'a str,
    /// The activity that it answers, empty for none.
    pub(crate) reply_to_id: &'a str,
}

/// Sends an activity.
pub(crate) async fn send(
    connection: &Connection,
    to: &Conversation<'_>,
    token: Option<&str>,
    activity: &Value,
) -> Result<(), Failure> {
    let base = to.service_url.trim_end_matches('/');
    let mut url = format!("{base}/v3/conversations/{}/activities", encoded(to.id));
    if !to.reply_to_id.is_empty() {
        url.push('/');
        url.push_str(&encoded(to.reply_to_id));
    }
    connection.post_at(&url, token, activity).await?;
    Ok(())
}

//! Where the Bot Framework lives on our port.

/// The path below which bots find keys, tokens and the connector.
pub const BOT_FRAMEWORK: &str = "/botframework";

/// The channel's name in activities. It is not published; names of channels are in lower case.
pub(super) const CHANNEL: &str = "acschat";

/// Spells the address below which a bot answers. The bot's name in it tells who asks: a bot without an app id proves nothing.
pub(crate) fn service_url(http: &str, bot: &str) -> String {
    format!("{http}{BOT_FRAMEWORK}/bots/{bot}/")
}

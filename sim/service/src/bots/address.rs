//! Where the Bot Framework lives on our port.

/// The path below which bots find keys, tokens and the connector.
pub const BOT_FRAMEWORK: &str = "/botframework";

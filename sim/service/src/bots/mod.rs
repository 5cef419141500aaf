//! Bots behind the chat channel of the Bot Framework.

mod address;

pub use address::BOT_FRAMEWORK;

//! The bot: what customers write reaches it as activities, and it answers through the connector
//! (Azure Communication Services documentation, "Add a bot to your chat app").

mod activity;
mod handover;
mod receive;
mod trust;
mod words;

pub(crate) use receive::receive;
pub(crate) use trust::Keys;

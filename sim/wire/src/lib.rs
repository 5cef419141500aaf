//! The published shapes of requests, replies and events.

pub mod bot_framework;
pub mod call_automation;
pub mod chat;
pub mod cloud_event;
pub mod event_grid;
pub mod identifier;
pub mod identity;

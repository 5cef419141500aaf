//! The service against a small stand-in of the resource that records its requests.

mod calls;
mod chats;
mod fake;
mod settings;
mod webhooks;

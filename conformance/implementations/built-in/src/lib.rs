//! A small contact-center service that speaks HTTP and imports nothing of the simulator.
//!
//! It takes chats from a website, answers phone calls with a menu, and hands callers over to the
//! call queues of Teams. Everything that a call needs stands in its callback address and in its
//! operation contexts, so nothing has to be kept between two events.

mod bot;
mod callbacks;
mod center;
mod client;
mod events;
mod menu;
mod seen;
mod settings;
mod website;

pub use center::{router, serve};
pub use settings::{ConnectionString, Misbehave, Settings, SettingsError};

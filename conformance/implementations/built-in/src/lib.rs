//! A small contact-center service that speaks HTTP and imports nothing of the simulator.
//!
//! It takes chats from a website, in which a bot answers and hands over to people, answers phone
//! calls with a menu, calls whoever asked for it, and hands callers over to the call queues of Teams
//! or to an expert. Everything that a call needs stands in its callback address and in its operation
//! contexts, so nothing has to be kept between two events.

mod bot;
mod center;
mod client;
mod desk;
mod events;
mod misbehave;
mod phone;
mod seen;
mod settings;
mod website;

pub use center::{router, serve};
pub use misbehave::{Defect, Misbehave};
pub use settings::{ConnectionString, Settings, SettingsError};

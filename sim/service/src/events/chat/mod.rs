//! Chat events of Event Grid.

mod events;
mod told;

pub(super) use events::events;

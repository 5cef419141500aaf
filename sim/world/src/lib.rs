//! The simulated world in product words: directory, calls, chat and Teams voice apps.
//!
//! The world is a state machine. [`World::handle`] takes one command at one simulated time,
//! [`World::advance`] lets everything happen that is due, and whatever happens is a [`Fact`].
//! It does no I/O, reads no clock and starts no thread; it knows neither HTTP nor JSON.

pub mod calls;
pub mod chat;
mod civil;
mod command;
mod continuing;
pub mod declaration;
pub mod deliveries;
mod director;
pub mod directory;
mod fact;
pub mod faults;
mod identifier;
mod ids;
mod input;
pub mod reports;
mod spoken;
pub mod teams;
pub mod visits;
mod wake;
mod world;

pub use command::{Command, Refusal, Reply};
pub use director::{Director, Idle, Move};
pub use fact::{Cause, Contact, Fact, What};
pub use identifier::{Cloud, IdentifierKind, RawId};
pub use ids::{Guid, Ids};
pub use input::{Input, Settled, Source};
pub use ringback_engine::{Span, Time, chance};
pub use world::World;

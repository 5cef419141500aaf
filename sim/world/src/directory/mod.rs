//! The directory: ACS resources with their identities and tokens, and phone numbers.

mod command;
mod state;

pub use command::{Command, Fact, Refusal, Reply, Scope, TokenId, TokenVerdict};
pub use state::State;
pub(crate) use state::handle;

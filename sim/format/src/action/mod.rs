//! Actions: what a person does. Scenarios and the control API share them.

mod code;
mod read;
mod target;
mod tones;
mod words;

pub use target::{CallAs, CallTarget, Destination};
pub use tones::{Tones, UnknownTone};
pub use words::{Action, Answer, TokensOf, Visit};

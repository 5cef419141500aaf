//! The director: plays customers and agents.

mod players;

pub(crate) use players::Players;

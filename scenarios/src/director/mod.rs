//! The director: plays customers and agents.

mod absence;
mod agent;
mod customer;
mod diary;
mod hands;
mod players;

pub(crate) use players::Players;

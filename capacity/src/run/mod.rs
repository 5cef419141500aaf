//! One replication: the engine, the people around it, and the books.

mod agents;
mod contacts;
mod replication;

pub(crate) use replication::replicate;

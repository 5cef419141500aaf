//! The control API below `/sim/v1`: how a person, a script or another tool plays everyone but the implementation.

mod agents;
mod asked;
mod attendants;
mod bots;
mod calls;
mod clock;
mod deliveries;
mod error;
mod faults;
mod host;
mod identities;
mod journal;
mod known;
mod line_body;
mod openapi;
mod parked_calls;
mod parties;
mod queues;
mod reports;
mod routes;
mod show;
mod status;
mod subscriptions;
mod voicemails;
mod wanted;
mod world;

pub(crate) use host::Door;
pub(crate) use routes::router;
pub(crate) use world::Declared;

//! The queueing machine: calls wait, agents are offered calls, exceptions take calls out.
//!
//! A pure machine. [`Engine::handle`] applies a command at an instant after everything that was
//! due before it; [`Engine::advance`] does what is due up to and including an instant;
//! [`Engine::next_wakeup`] tells when that is next. At one instant the order is: customers hang
//! up, agents answer, agents change and absence is tested, greetings end, waits reach their
//! bounds, rounds of offers end, new offers begin, redirected calls enter. Commands of an instant
//! come before what is due at it, so hand over the arrivals of an instant after an `advance` to it.

mod arrive;
mod callback;
mod calls;
mod command;
mod config;
mod connect;
mod event;
mod exits;
mod ids;
mod inspect;
mod machine;
mod members;
mod rounds;
mod serve;
mod staff;

pub use command::{Arrival, Command, Refusal, Reply};
pub use config::{
    AfterMiss, Availability, BusyAgents, Callbacks, Counting, Exit, Limit, MaxLegs, Member,
    NoAgents, Offers, Opting, Presenting, QueueConfig, Readiness, Routing, Timeout, TimeoutCheck,
    WaitClock,
};
pub use event::{Activity, Event, Exception, Observer, Offer};
pub use ids::{AgentId, CallKey, QueueId};
pub use inspect::Stage;
pub use machine::Engine;

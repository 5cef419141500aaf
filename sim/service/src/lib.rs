//! The world behind sockets: HTTP and TLS on one port, signatures, tokens, deliveries and the clocks.
//!
//! [`Service::start`] opens the listener; a [`Stage`] is what one run consists of and a [`Record`] what it leaves. The
//! world is owned by one task and reached through a [`Handle`]; nothing below that handle knows HTTP.

mod announcement;
mod app;
mod auth;
mod authority;
mod bots;
mod callbacks;
mod calls;
mod chat;
mod clock;
mod control;
mod delivery;
mod edge;
mod events;
mod exchanges;
mod fallback;
mod faults;
mod gate;
mod identifier;
mod identity;
mod listener;
mod observer;
mod outer_time;
mod record;
mod repeatability;
mod respond;
mod runtime;
mod service;
mod stage;
mod strays;
mod subscription;
mod versions;
mod visits;

pub use announcement::Announcement;
pub use bots::BOT_FRAMEWORK;
pub use clock::{Acknowledges, ClockKind, Computing, Pace, Watch};
pub use delivery::{BeginError, Refused};
pub use observer::{Observer, Seen, Sent};
pub use record::{Direction, Exchange, Record};
pub use runtime::{FactBatch, Handle, RunEnd, RunLimit};
pub use service::{Certificates, Keep, Log, Options, Service, StartError, certificates};
pub use stage::{Entries, Entry, Method, ReplyPaths, Stage};
pub use subscription::{
    AdvancedFilter, Arrays, Comparison, Condition, DeliveryProperty, Filter, PropertyValue,
    RetryPolicy, Schema, Secrecy, Sense, SubjectCase, Subjects, Subscription, TextTest,
};

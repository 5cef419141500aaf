//! Facts: one thing that happened in the world, with its time, number, contact and cause.

use serde::{Deserialize, Serialize};

use crate::{Time, calls, chat, deliveries, directory, faults, teams, visits};

/// The number of a contact, counted from 1 in the order in which customers set out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Contact(pub u32);

/// What made a fact happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The input with this number, counted from 0.
    Input(u64),
    /// Something in the world was due.
    Due,
}

/// One thing that happened.
///
/// Facts hold no secret, no token, and no address of a host: two live runs of one seed are compared by their bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Its number in the run, from 0, without gaps.
    pub seq: u64,
    /// When it happened, in microseconds since the start of the run.
    pub at: Time,
    /// Whose contact it belongs to, where that is known.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub contact: Option<Contact>,
    /// What made it happen.
    pub cause: Cause,
    /// What happened.
    pub what: What,
}

/// What happened, by subject. Every variant's name below is unique over all subjects.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// In the directory.
    Directory(directory::Fact),
    /// In a call.
    Call(calls::Fact),
    /// In a chat.
    Chat(chat::Fact),
    /// In a Teams voice app, or to an agent.
    Teams(teams::Fact),
    /// To an event on its way to the implementation.
    Delivery(deliveries::Fact),
    /// To a customer on the implementation's website.
    Visit(visits::Fact),
    /// Between the implementation and the service, on purpose.
    Fault(faults::Fact),
}

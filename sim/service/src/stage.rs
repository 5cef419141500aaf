//! What one run consists of.

use std::collections::BTreeMap;

use ringback_format::faults::Faults;
use ringback_world::{Director, World};
use serde_json::Value;

use crate::AdvancedFilter;

/// What one run consists of: its world, its people, and where they find the implementation.
pub struct Stage {
    /// The name of the run, such as `overflow/shared-voicemail`.
    pub name: String,
    /// The world at its first instant.
    pub world: World,
    /// Who plays the people.
    pub director: Box<dyn Director>,
    /// How the implementation's website is used, by name.
    pub entries: Entries,
    /// The Event Grid subscriptions that exist from the start.
    pub subscriptions: Vec<Subscription>,
    /// What goes wrong between the implementation and the service.
    pub faults: Faults,
    /// Where the activities of bots go that declare no endpoint of their own.
    pub bots: Option<String>,
}

impl Stage {
    /// Sets a world up in which nobody moves by themselves.
    pub fn idle(name: impl Into<String>, world: World) -> Self {
        Self {
            name: name.into(),
            world,
            director: Box::new(ringback_world::Idle),
            entries: Entries::new(),
            subscriptions: Vec::new(),
            faults: Faults::default(),
            bots: None,
        }
    }
}

/// The entries of an implementation file, by name.
pub type Entries = BTreeMap<String, Entry>;

/// One way in which a customer uses the implementation's website.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The method.
    pub method: Method,
    /// The absolute URL; `${…}` is filled by name.
    pub url: String,
    /// The JSON body; `${…}` in its texts is filled by name. Nothing is sent for `null`.
    pub body: Value,
    /// What the answer holds, and where.
    pub reply: ReplyPaths,
}

/// The method of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
}

/// Where a website's answer holds what a chat client needs, as paths such as `$.a.b`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReplyPaths {
    /// The chat thread.
    pub thread: Option<String>,
    /// The identity.
    pub identity: Option<String>,
    /// The user token.
    pub token: Option<String>,
}

/// An Event Grid subscription.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    /// Its name.
    pub name: String,
    /// The resource whose events it takes; `None` for the first one.
    pub resource: Option<String>,
    /// The event types that it takes; empty for all.
    pub event_types: Vec<String>,
    /// The subjects that it takes.
    pub subjects: Subjects,
    /// What else has to hold of its events.
    pub filters: Vec<AdvancedFilter>,
    /// Where events go.
    pub endpoint: String,
    /// The shape of its events.
    pub schema: Schema,
}

/// The subjects that a subscription takes, whatever their case; empty for all.
///
/// Source: "Event filtering for Event Grid subscriptions", Event Grid documentation, 2024.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subjects {
    /// How a subject begins.
    pub begin_with: String,
    /// How a subject ends.
    pub end_with: String,
}

impl Subjects {
    /// Tells whether a subject is taken.
    pub fn take(&self, subject: &str) -> bool {
        let subject = subject.to_lowercase();
        subject.starts_with(&self.begin_with.to_lowercase())
            && subject.ends_with(&self.end_with.to_lowercase())
    }
}

/// The shape in which a subscription receives its events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// Event Grid's own, an array of one event.
    EventGrid,
    /// CloudEvents 1.0.
    CloudEvents,
}

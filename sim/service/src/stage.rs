//! What one run consists of.

use std::collections::BTreeMap;

use ringback_format::faults::Faults;
use ringback_world::{Director, World};
use serde_json::Value;

use crate::subscription::Subscription;

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

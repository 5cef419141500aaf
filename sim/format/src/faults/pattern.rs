//! Which events and which requests are meant.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, Error},
};

use super::{
    events::{ANY, EVENTS},
    operations::{OPERATIONS, Operation},
};

/// Which events: a published type without its prefix, such as `RecognizeCompleted`, the type of a bot's activity, or `any`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventPattern(&'static str);

impl EventPattern {
    /// Tells whether an event of this published type is meant.
    pub fn fits(self, event_type: &str) -> bool {
        self.0 == ANY || event_type.rsplit('.').next() == Some(self.0)
    }
}

impl fmt::Display for EventPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for EventPattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for EventPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let short = text.strip_prefix("Microsoft.Communication.");
        let short = short.unwrap_or(&text);
        match EVENTS.iter().find(|known| **known == short) {
            Some(known) => Ok(Self(known)),
            None => Err(D::Error::unknown_variant(short, EVENTS)),
        }
    }
}

impl JsonSchema for EventPattern {
    fn schema_name() -> Cow<'static, str> {
        "EventType".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A published event type, the type of a bot's activity, or `any`.",
            "anyOf": [{ "enum": EVENTS }, { "type": "string", "pattern": r"^Microsoft\.Communication\." }],
        })
    }
}

/// Which requests: a published operation such as `Recognize`, or a method and a path in which `*` stands for anything but a
/// slash, such as `POST /calling/callConnections/*:play`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequestPattern {
    /// An operation.
    Operation(&'static Operation),
    /// A method with a path.
    Path {
        /// The method, in capitals.
        method: String,
        /// The path, with `*`.
        path: String,
    },
}

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

impl RequestPattern {
    /// Tells whether a request with this method and path, without its query, is meant.
    pub fn fits(&self, method: &str, path: &str) -> bool {
        let (wanted, pattern) = match self {
            Self::Operation(known) => (known.method, known.path),
            Self::Path { method, path } => (method.as_str(), path.as_str()),
        };
        wanted == method && fits(pattern, path)
    }
}

impl fmt::Display for RequestPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(known) => f.write_str(known.name),
            Self::Path { method, path } => write!(f, "{method} {path}"),
        }
    }
}

impl Serialize for RequestPattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RequestPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if let Some((method, path)) = text.split_once(' ') {
            return if METHODS.contains(&method) && path.starts_with('/') {
                Ok(Self::Path {
                    method: method.to_owned(),
                    path: path.to_owned(),
                })
            } else {
                Err(de::Error::invalid_value(
                    de::Unexpected::Str(&text),
                    &"a method and a path, such as POST /calling/callConnections/*:play",
                ))
            };
        }
        match OPERATIONS.iter().find(|known| known.name == text) {
            Some(known) => Ok(Self::Operation(known)),
            None => Err(D::Error::unknown_variant(&text, &NAMES)),
        }
    }
}

impl JsonSchema for RequestPattern {
    fn schema_name() -> Cow<'static, str> {
        "RequestPattern".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A published operation, or a method and a path in which * stands for anything but a slash.",
            "anyOf": [{ "enum": &NAMES[..] }, { "type": "string", "pattern": "^(GET|POST|PUT|PATCH|DELETE) /" }],
        })
    }
}

const NAMES: [&str; OPERATIONS.len()] = {
    let mut names = [""; OPERATIONS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = OPERATIONS[at].name;
        at += 1;
    }
    names
};

/// Tells whether a path fits a pattern, in which `*` and `{…}` stand for at least one character that is no slash.
pub(super) fn fits(pattern: &str, path: &str) -> bool {
    let hole = match pattern.find(['*', '{']) {
        None => return pattern == path,
        Some(at) => at,
    };
    let Some(rest) = path.strip_prefix(&pattern[..hole]) else {
        return false;
    };
    let after = match pattern[hole..].strip_prefix('*') {
        Some(after) => after,
        None => pattern[hole..]
            .split_once('}')
            .map_or("", |(_, after)| after),
    };
    let room = rest.find('/').unwrap_or(rest.len());
    let ends = rest
        .char_indices()
        .map(|(at, character)| at + character.len_utf8())
        .take_while(|end| *end <= room);
    let mut ends = ends;
    ends.any(|end| fits(after, &rest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything_within_a_segment() {
        let play = "/calling/callConnections/*:play";
        assert!(fits(play, "/calling/callConnections/a-b:play"));
        assert!(!fits(play, "/calling/callConnections/a/b:play"));
        assert!(!fits(play, "/calling/callConnections/:play"));
        assert!(!fits(play, "/calling/callConnections/a:recognize"));
        let messages = "/chat/threads/{thread}/messages";
        assert!(fits(
            messages,
            "/chat/threads/19:acsV1_a@thread.v2/messages"
        ));
        assert!(!fits(messages, "/chat/threads/a/messages/1"));
    }

    #[test]
    fn an_event_is_named_without_its_prefix() {
        assert!(EventPattern("PlayCompleted").fits("Microsoft.Communication.PlayCompleted"));
        assert!(!EventPattern("PlayCompleted").fits("Microsoft.Communication.PlayFailed"));
        assert!(EventPattern(ANY).fits("message"));
    }
}

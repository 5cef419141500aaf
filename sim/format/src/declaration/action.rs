//! What an exception of a queue does with a call.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::PromptDeclaration;

/// An action: a word, another queue, or a shared voicemail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ActionDeclaration {
    /// An action that needs nothing more.
    Word(ActionWord),
    /// The call enters another queue: `{ queue: sales }`.
    Queue(QueueAction),
    /// The caller leaves a message: `{ shared-voicemail: sales-team, greeting: … }`.
    SharedVoicemail(SharedVoicemailAction),
}

/// Actions of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ActionWord {
    /// The call ends.
    Disconnect,
    /// The call ends with busy: overflow alone.
    DisconnectWithBusy,
    /// The call keeps waiting: no-agents alone.
    Queue,
}

/// The call enters another queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QueueAction {
    /// Which.
    pub queue: QueueTarget,
}

/// The caller leaves a message for a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SharedVoicemailAction {
    /// The group.
    pub shared_voicemail: String,
    /// What the caller hears first; Teams demands it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<PromptDeclaration>,
    /// Whether the built-in prompt follows.
    pub system_prompt: SystemPromptDeclaration,
}

/// Another queue as a target: its name, or `{ name, by, priority }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum QueueTarget {
    /// Its name; the call goes directly where the queue has no resource account, and keeps its priority.
    Name(String),
    /// With details.
    Details(QueueTargetDetails),
}

/// Another queue as a target, in detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct QueueTargetDetails {
    /// Its name.
    pub name: String,
    /// How it is reached; without it by its resource account, or directly where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// The priority that the call gets, 1 very high to 5 very low; without it the call keeps its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<i64>,
}

/// How a voice app is named as a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// By its resource account.
    ResourceAccount,
    /// By its own id.
    Direct,
}

/// Whether the built-in prompt of shared voicemail is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SystemPromptDeclaration {
    /// It is.
    #[default]
    Spoken,
    /// It is not.
    Suppressed,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Fields {
    queue: Option<QueueTarget>,
    shared_voicemail: Option<String>,
    greeting: Option<PromptDeclaration>,
    system_prompt: Option<SystemPromptDeclaration>,
}

impl<'de> Deserialize<'de> for ActionDeclaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ActionVisitor)
    }
}

struct ActionVisitor;

impl<'de> de::Visitor<'de> for ActionVisitor {
    type Value = ActionDeclaration;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "disconnect, disconnect-with-busy, queue, { queue: name } or { shared-voicemail: group, greeting: text }",
        )
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
        ActionWord::deserialize(de::value::StrDeserializer::<E>::new(word))
            .map(ActionDeclaration::Word)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let fields = Fields::deserialize(de::value::MapAccessDeserializer::new(map))?;
        match fields {
            Fields {
                queue: Some(queue),
                shared_voicemail: None,
                greeting: None,
                system_prompt: None,
            } => Ok(ActionDeclaration::Queue(QueueAction { queue })),
            Fields {
                queue: None,
                shared_voicemail: Some(shared_voicemail),
                greeting,
                system_prompt,
            } => Ok(ActionDeclaration::SharedVoicemail(SharedVoicemailAction {
                shared_voicemail,
                greeting,
                system_prompt: system_prompt.unwrap_or_default(),
            })),
            _ => Err(de::Error::custom(
                "an action has one target; write { queue: name } or { shared-voicemail: group, greeting: text }",
            )),
        }
    }
}

impl<'de> Deserialize<'de> for QueueTarget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TargetVisitor)
    }
}

struct TargetVisitor;

impl<'de> de::Visitor<'de> for TargetVisitor {
    type Value = QueueTarget;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a queue, or { name: queue, by: direct, priority: 2 }")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(QueueTarget::Name(name.to_owned()))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        QueueTargetDetails::deserialize(de::value::MapAccessDeserializer::new(map))
            .map(QueueTarget::Details)
    }
}

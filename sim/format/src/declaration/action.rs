//! What an exception of a queue, or an option of an attendant, does with a call.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{Announcement, MenuActionDeclaration, PromptDeclaration};

/// An action: a word, or a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum ActionDeclaration {
    /// An action that needs nothing more.
    Word(ActionWord),
    /// The call enters another queue: `{ queue: sales }`.
    Queue(QueueAction),
    /// The call enters an attendant: `{ attendant: main }`.
    Attendant(AttendantAction),
    /// The call rings at a person: `{ person: ana }`.
    Person(PersonAction),
    /// The call goes to a number outside: `{ external: "+14255550177" }`.
    External(ExternalAction),
    /// The caller leaves a message for a person: `{ voicemail: ana }`.
    Voicemail(VoicemailAction),
    /// The caller leaves a message for a group: `{ shared-voicemail: sales-team, greeting: … }`.
    SharedVoicemail(SharedVoicemailAction),
    /// The call is forwarded, in the cmdlet's own words: `{ forward: "tel:+14255550199" }`.
    Forward(ForwardAction),
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
    pub queue: AppTarget,
}

/// The call enters an attendant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttendantAction {
    /// Which.
    pub attendant: AppTarget,
}

/// The call rings at a person, who is voice enabled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonAction {
    /// Who.
    pub person: String,
}

/// The call goes to a number outside, which the licences of the right resource account allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalAction {
    /// The number in E.164; Direct Routing takes other digits too.
    pub external: String,
}

/// The caller leaves a message for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VoicemailAction {
    /// Who.
    pub voicemail: String,
}

/// The call is forwarded to whatever an id or a number stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForwardAction {
    /// `tel:` and a number, or an id: the object id of a person or of a resource account (ApplicationEndpoint), or the own id of
    /// a queue or attendant (ConfigurationEndpoint).
    pub forward: String,
}

/// The caller leaves a message for a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct SharedVoicemailAction {
    /// The group.
    pub shared_voicemail: String,
    /// What the caller hears first; Teams demands it of queues.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub greeting: Option<PromptDeclaration>,
    /// Whether the built-in prompt follows.
    #[serde(default)]
    pub system_prompt: SystemPromptDeclaration,
    /// Whether the mail holds a transcript of the message; `false` without it.
    #[serde(default)]
    pub transcription: bool,
}

/// A queue or attendant as a target: its name, or `{ name, by, priority }`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum AppTarget {
    /// Its name; the call goes directly where there is no resource account, and keeps its priority.
    Name(String),
    /// With details.
    Details(AppTargetDetails),
}

impl AppTarget {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Name(name) => name,
            Self::Details(details) => &details.name,
        }
    }
}

/// A queue or attendant as a target, in detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AppTargetDetails {
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

const ONE_TARGET: &str = "an action has one target; write { queue: name }, { attendant: name }, { person: name }, { external: number }, { voicemail: name }, { shared-voicemail: group, greeting: text } or { forward: number or id }";

/// Everything that an action written as a map may hold.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Fields {
    announcement: Option<PromptDeclaration>,
    queue: Option<AppTarget>,
    attendant: Option<AppTarget>,
    person: Option<String>,
    external: Option<String>,
    voicemail: Option<String>,
    shared_voicemail: Option<String>,
    greeting: Option<PromptDeclaration>,
    system_prompt: Option<SystemPromptDeclaration>,
    transcription: Option<bool>,
    forward: Option<String>,
}

impl Fields {
    /// Reads an action of an attendant's menu.
    pub(super) fn menu_action<E: de::Error>(mut self) -> Result<MenuActionDeclaration, E> {
        match self.announcement.take() {
            Some(announcement) if self.is_empty() => {
                Ok(MenuActionDeclaration::Announcement(Announcement {
                    announcement,
                }))
            }
            Some(_) => Err(E::custom("an announcement stands alone in its action")),
            None => self.action().map(MenuActionDeclaration::To),
        }
    }

    fn is_empty(&self) -> bool {
        self.targets() == 0 && !self.has_details()
    }

    /// Whether it holds what belongs to shared voicemail alone.
    fn has_details(&self) -> bool {
        self.greeting.is_some() || self.system_prompt.is_some() || self.transcription.is_some()
    }

    fn targets(&self) -> usize {
        [
            self.queue.is_some(),
            self.attendant.is_some(),
            self.person.is_some(),
            self.external.is_some(),
            self.voicemail.is_some(),
            self.shared_voicemail.is_some(),
            self.forward.is_some(),
        ]
        .into_iter()
        .filter(|named| *named)
        .count()
    }

    /// Reads an action of a queue.
    fn action<E: de::Error>(self) -> Result<ActionDeclaration, E> {
        if self.announcement.is_some() {
            return Err(E::custom(
                "an announcement is an option of an attendant's menu",
            ));
        }
        if self.targets() != 1 {
            return Err(E::custom(ONE_TARGET));
        }
        let has_details = self.has_details();
        if let Some(shared_voicemail) = self.shared_voicemail {
            return Ok(ActionDeclaration::SharedVoicemail(SharedVoicemailAction {
                shared_voicemail,
                greeting: self.greeting,
                system_prompt: self.system_prompt.unwrap_or_default(),
                transcription: self.transcription.unwrap_or_default(),
            }));
        }
        if has_details {
            return Err(E::custom(
                "greeting, system-prompt and transcription belong to { shared-voicemail: group } alone (New-CsCallQueue)",
            ));
        }
        let queue = self
            .queue
            .map(|queue| ActionDeclaration::Queue(QueueAction { queue }));
        let attendant = self
            .attendant
            .map(|attendant| ActionDeclaration::Attendant(AttendantAction { attendant }));
        let person = self
            .person
            .map(|person| ActionDeclaration::Person(PersonAction { person }));
        let external = self
            .external
            .map(|external| ActionDeclaration::External(ExternalAction { external }));
        let voicemail = self
            .voicemail
            .map(|voicemail| ActionDeclaration::Voicemail(VoicemailAction { voicemail }));
        let forward = self
            .forward
            .map(|forward| ActionDeclaration::Forward(ForwardAction { forward }));
        queue
            .or(attendant)
            .or(person)
            .or(external)
            .or(voicemail)
            .or(forward)
            .ok_or_else(|| E::custom(ONE_TARGET))
    }
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
            "disconnect, disconnect-with-busy, queue, or a target: { queue: name }, { attendant: name }, { person: name }, { external: number }, { voicemail: name }, { shared-voicemail: group, greeting: text } or { forward: number or id }",
        )
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
        ActionWord::deserialize(de::value::StrDeserializer::<E>::new(word))
            .map(ActionDeclaration::Word)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let fields = Fields::deserialize(de::value::MapAccessDeserializer::new(map))?;
        fields.action()
    }
}

impl<'de> Deserialize<'de> for AppTarget {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TargetVisitor)
    }
}

struct TargetVisitor;

impl<'de> de::Visitor<'de> for TargetVisitor {
    type Value = AppTarget;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a queue or attendant, or { name: sales, by: direct, priority: 2 }")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(AppTarget::Name(name.to_owned()))
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        AppTargetDetails::deserialize(de::value::MapAccessDeserializer::new(map))
            .map(AppTarget::Details)
    }
}

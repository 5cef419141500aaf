//! The events that people see.

use std::fmt;

use indexmap::IndexMap;
use ringback_format::{duration::DurationText, yaml::Located};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value;

use super::{FactPattern, Pattern};

/// An event that a person sees.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum When {
    /// The customer sets out.
    Begins,
    /// The customer's visit to the website is over, with a success.
    Visited,
    /// A chat message is shown to the customer.
    Chat(ChatPattern),
    /// The customer's call, or the agent's, takes a turn.
    Call(CallEvent),
    /// A prompt begins that the customer hears.
    Prompt(PromptPattern),
    /// The implementation listens to the customer.
    Listening,
    /// A call is offered to the agent.
    Offered,
    /// An agent answers: the customer's call, or this agent.
    Answered,
    /// The customer reaches a voicemail, of a group or a person.
    Voicemail(VoicemailPattern),
    /// An exception of a queue redirects the customer's call.
    Redirected,
    /// So much time has passed since the actor's turn came.
    After(DurationText),
    /// A fact is recorded.
    Fact(FactPattern),
}

/// Which chat message.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ChatPattern {
    /// Who sent it: `bot` for whoever is neither the customer nor a declared person.
    #[serde(default)]
    pub(crate) from: Option<Located<String>>,
    /// What it says.
    #[serde(default)]
    pub(crate) matches: Option<Pattern>,
    /// What its metadata must hold: each key with its value.
    #[serde(default)]
    pub(crate) metadata: IndexMap<String, Value>,
}

/// Which prompt.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct PromptPattern {
    /// What it says.
    #[serde(default)]
    pub(crate) matches: Option<Pattern>,
}

/// Which voicemail.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct VoicemailPattern {
    /// Whose.
    #[serde(default)]
    pub(crate) of: Option<Located<String>>,
}

/// A turn of a call.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CallEvent {
    /// It rings somewhere.
    Ringing,
    /// Somebody picks it up.
    Answered,
    /// A person, a number outside, or the implementation as `service`, is in it.
    ConnectedTo(Located<String>),
    /// It waits in a queue.
    QueuedIn(Located<String>),
    /// A person, or the customer as `customer`, shows their video in it.
    VideoOf(Located<String>),
    /// The same of their screen.
    ScreenOf(Located<String>),
    /// They show their video no longer.
    VideoEndedOf(Located<String>),
    /// The same of their screen.
    ScreenEndedOf(Located<String>),
    /// It is over.
    Ended,
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Begins => f.write_str("the start"),
            Self::Visited => {
                f.write_str("a visit to the website that brings what the entry promises")
            }
            Self::Chat(pattern) => {
                f.write_str("a chat message")?;
                if let Some(from) = &pattern.from {
                    write!(f, " from {}", from.value)?;
                }
                says(f, pattern.matches.as_ref())?;
                for (key, value) in &pattern.metadata {
                    write!(f, " with {key} {value}")?;
                }
                Ok(())
            }
            Self::Call(CallEvent::Ringing) => f.write_str("the call rings"),
            Self::Call(CallEvent::Answered) => f.write_str("the call is answered"),
            Self::Call(CallEvent::ConnectedTo(name)) => {
                write!(f, "the call is connected to {}", name.value)
            }
            Self::Call(CallEvent::QueuedIn(name)) => {
                write!(f, "the call waits in queue {}", name.value)
            }
            Self::Call(CallEvent::VideoOf(name)) => write!(f, "{} shows video", name.value),
            Self::Call(CallEvent::ScreenOf(name)) => {
                write!(f, "{} shares the screen", name.value)
            }
            Self::Call(CallEvent::VideoEndedOf(name)) => {
                write!(f, "{} shows no video any more", name.value)
            }
            Self::Call(CallEvent::ScreenEndedOf(name)) => {
                write!(f, "{} shares the screen no longer", name.value)
            }
            Self::Call(CallEvent::Ended) => f.write_str("the call ends"),
            Self::Prompt(pattern) => {
                f.write_str("a prompt")?;
                says(f, pattern.matches.as_ref())
            }
            Self::Listening => f.write_str("the service listens"),
            Self::Offered => f.write_str("a call is offered"),
            Self::Answered => f.write_str("an agent answers"),
            Self::Voicemail(pattern) => {
                f.write_str("voicemail")?;
                pattern
                    .of
                    .as_ref()
                    .map_or(Ok(()), |of| write!(f, " of {}", of.value))
            }
            Self::Redirected => f.write_str("the queue redirects the call"),
            Self::After(span) => write!(f, "{span} pass"),
            Self::Fact(pattern) => write!(f, "the fact {}", pattern.name.value),
        }
    }
}

fn says(f: &mut fmt::Formatter<'_>, matches: Option<&Pattern>) -> fmt::Result {
    matches.map_or(Ok(()), |pattern| {
        write!(f, " that says {:?}", pattern.to_string())
    })
}

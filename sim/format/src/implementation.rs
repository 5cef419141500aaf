//! The implementation file: how the contact-center service under test is started, or where it is.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::duration::DurationText;

/// An implementation file.
///
/// `${…}` in texts stands for what the harness knows: `${connectionString}` (https), `${connectionStringHttp}`,
/// `${web}` (the implementation's own base address), `${port}`, `${control}`, `${ringback}`, `${python}` and `${node}`
/// (programs), `${queue:NAME}` and `${attendant:NAME}` (the object id of the resource account of a queue or an auto
/// attendant), `${person:NAME}` (the Entra object id of a person), `${bot:NAME}` (the identity of a bot), `${bot-app:NAME}`
/// (its app id, empty for a bot without one), `${bot-framework}` (https) and `${bot-framework-http}` (where bots find keys
/// and tokens), `${number}` (the first phone number).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ImplementationFile {
    /// Its name in reports.
    pub implementation: String,
    /// How it is started. Either this or `attach`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Start>,
    /// The base address at which it already runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attach: Option<String>,
    /// What it finds in its environment.
    #[serde(default)]
    pub environment: IndexMap<String, String>,
    /// Where it takes events.
    #[serde(default)]
    pub webhooks: Webhooks,
    /// How its website is used: a customer's visit is a request to it.
    #[serde(default)]
    pub entry: IndexMap<String, EntryPoint>,
    /// When it answers a webhook: at once, or after the requests that follow from it.
    #[serde(default)]
    pub acknowledges: Acknowledges,
    /// How long of real time it may take to make a move that it owes.
    #[serde(default)]
    pub reacts_within: ReactsWithin,
    /// A declared delay of its moves, in simulated time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thinks: Option<DurationText>,
    /// Whether a webhook without an answer stops counting as work.
    #[serde(default)]
    pub parking: Parking,
}

/// How an implementation is started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Start {
    /// The program and its arguments, run in the folder of the file.
    pub command: Vec<String>,
    /// A list of pinned Python packages, from which `${python}` is set up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub python: Option<String>,
    /// A `package.json` with pinned Node packages and a `package-lock.json` beside it. They are set up for `${node}`, which
    /// finds them through `NODE_PATH`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// What tells that it is ready.
    pub ready: Ready,
    /// When it is started anew.
    #[serde(default)]
    pub restart: Restart,
}

/// What tells that an implementation is ready.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ready {
    /// An address that answers with a success.
    pub get: String,
    /// How long that may take, in real time; 20 s unless told otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<DurationText>,
}

/// When an implementation is started anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Restart {
    /// Once for a run.
    #[default]
    PerRun,
    /// For every case.
    PerCase,
}

/// Where an implementation takes events, as paths below its base address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Webhooks {
    /// Event Grid events.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event_grid: Option<String>,
    /// Bot activities.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bot: Option<String>,
}

/// One way in through the website. Either `post` or `get`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EntryPoint {
    /// The path of a POST.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<String>,
    /// The path of a GET.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub get: Option<String>,
    /// The body, with `${…}` filled from what the customer gives.
    #[serde(default)]
    pub body: serde_json::Value,
    /// Where in the answer things stand.
    #[serde(default)]
    pub reply: EntryReply,
}

/// Where things stand in the answer to a visit, as paths such as `$.threadId`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct EntryReply {
    /// The chat thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<String>,
    /// The customer's identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// The customer's token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// When an implementation answers a webhook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Acknowledges {
    /// At once; what follows comes later.
    #[default]
    AtOnce,
    /// When the requests that follow from it are done.
    AfterWork,
}

/// How long of real time an implementation may take to make a move that it owes: a duration, or `unlimited`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub enum ReactsWithin {
    /// So long.
    Within(DurationText),
    /// As long as it likes: somebody sits at a debugger.
    Unlimited,
}

impl Default for ReactsWithin {
    fn default() -> Self {
        Self::Within(DurationText::from_secs(1))
    }
}

impl TryFrom<String> for ReactsWithin {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "unlimited" {
            return Ok(Self::Unlimited);
        }
        text.parse()
            .map(Self::Within)
            .map_err(|error: crate::duration::DurationError| {
                format!("{error}, or the word unlimited")
            })
    }
}

impl From<ReactsWithin> for String {
    fn from(value: ReactsWithin) -> Self {
        match value {
            ReactsWithin::Within(duration) => duration.to_string(),
            ReactsWithin::Unlimited => "unlimited".to_owned(),
        }
    }
}

/// Whether a webhook without an answer stops counting as work after a while.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Parking {
    /// It does, after 250 ms without a request of the implementation in flight.
    #[default]
    On,
    /// It does not.
    Off,
}

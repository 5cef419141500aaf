//! What a case is made of.

use indexmap::IndexMap;
use ringback_format::action::Action;
use serde::Deserialize;
use serde_json::Value;

use crate::expect::Expected;

/// What a case says of itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Meta {
    /// Its number, 1 to 145.
    pub(crate) case: u16,
    /// What it is about, in a sentence.
    pub(crate) about: String,
    /// How well the rule is known.
    pub(crate) status: Status,
    /// Where the rule stands: title and year of the document.
    pub(crate) source: Vec<String>,
    /// What is not there yet; the case must fail as long as this stands here.
    pub(crate) pending: Option<String>,
}

/// How well a rule is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    /// A document says so.
    Documented,
    /// Somebody has seen it.
    Observed,
    /// Nothing says so: a rule of our own, listed in `DIFFERENCES.md`.
    Inferred,
}

impl Status {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::Observed => "observed",
            Self::Inferred => "inferred",
        }
    }
}

/// What happens, and what must come of it. A variant says only what differs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(crate) struct Scene {
    /// What is different about a variant, in a few words.
    pub(crate) about: Option<String>,
    /// What is declared, laid over the baseline.
    pub(crate) given: Value,
    /// When second 0 is.
    pub(crate) start: Option<String>,
    /// How the reports are looked at; per call in UTC without it.
    pub(crate) report: Option<Looked>,
    /// Up to which second.
    pub(crate) until: Option<f64>,
    /// Who calls.
    pub(crate) arrivals: Option<Vec<Arrival>>,
    /// What callers do.
    pub(crate) callers: Option<Vec<CallerMove>>,
    /// What agents and other people of the tenant do.
    pub(crate) agents: Option<Vec<AgentMove>>,
    /// What an administrator does.
    pub(crate) administrator: Option<Vec<AdministratorMove>>,
    /// How people and numbers take a call that is no queue's offer: by name, or number in E.164.
    pub(crate) far_ends: Option<IndexMap<String, FarEnd>>,
    /// Agents take what is offered to them.
    pub(crate) answering: Option<AgentsAnswer>,
    /// What must come of it.
    pub(crate) expected: Option<Expected>,
}

/// How the reports are looked at.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Looked {
    /// What "local" means: `+05:30`.
    pub(crate) utc_offset: String,
    /// What a row is: `call` or `day`.
    pub(crate) level: String,
}

impl Scene {
    /// Lays this over another scene; the expectation is this one's own.
    pub(crate) fn over(&self, base: &Self) -> Self {
        let mut given = base.given.clone();
        crate::given::lay_over(&mut given, &self.given);
        fn or<T: Clone>(own: &Option<T>, base: &Option<T>) -> Option<T> {
            own.clone().or_else(|| base.clone())
        }
        Self {
            about: self.about.clone(),
            given,
            start: or(&self.start, &base.start),
            report: or(&self.report, &base.report),
            until: self.until.or(base.until),
            arrivals: or(&self.arrivals, &base.arrivals),
            callers: or(&self.callers, &base.callers),
            agents: or(&self.agents, &base.agents),
            administrator: or(&self.administrator, &base.administrator),
            far_ends: or(&self.far_ends, &base.far_ends),
            answering: or(&self.answering, &base.answering),
            expected: self.expected.clone(),
        }
    }
}

/// A call, or several of them: `{ at: 0, call: c1 }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Arrival {
    /// The second.
    pub(crate) at: f64,
    /// Its name in the case; several are counted on from here: `c1` goes on with `c2`.
    pub(crate) call: String,
    /// Which app: it is dialled by its number, or reached by its account where it has none; or a raw id. `Q` without it.
    #[serde(default)]
    pub(crate) to: Option<String>,
    /// Who calls: a number in E.164, or `{ web: RESOURCE }`; an eligible number without it.
    #[serde(default)]
    pub(crate) from: Option<Caller>,
    /// How many; 1 without it.
    #[serde(default)]
    pub(crate) count: Option<u32>,
    /// How many seconds lie between them; they come together without it.
    #[serde(default)]
    pub(crate) every: Option<f64>,
    /// The call is refused with words that hold this.
    #[serde(default)]
    pub(crate) refused: Option<String>,
}

/// Who calls.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Caller {
    /// A number.
    Number(String),
    /// A user of an ACS resource.
    Web(WebCaller),
}

/// A user of an ACS resource.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebCaller {
    /// The resource's name.
    pub(crate) web: String,
}

/// What a caller does: `{ at: 4, call: c1, do: hang-up }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallerMove {
    pub(crate) at: f64,
    pub(crate) call: String,
    pub(crate) r#do: Action,
}

/// What one or several people of the tenant do: `{ at: 5, agent: B, do: answer }`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgentMove {
    pub(crate) at: f64,
    pub(crate) agent: Agents,
    pub(crate) r#do: Action,
    /// Which call, where several fit.
    #[serde(default)]
    pub(crate) call: Option<String>,
    /// It is refused with words that hold this.
    #[serde(default)]
    pub(crate) refused: Option<String>,
}

/// One person or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Agents {
    /// One.
    One(String),
    /// Several.
    All(Vec<String>),
}

impl Agents {
    pub(crate) fn names(&self) -> Vec<&str> {
        match self {
            Self::One(name) => vec![name],
            Self::All(names) => names.iter().map(String::as_str).collect(),
        }
    }
}

/// An administrator lets agents opt out of a queue, or no longer.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct AdministratorMove {
    pub(crate) at: f64,
    pub(crate) queue: String,
    pub(crate) opt_out: bool,
}

/// How somebody takes a call that is no queue's offer.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FarEnd {
    pub(crate) mode: ringback_world::calls::AnsweringMode,
    /// Seconds after the ringing began.
    #[serde(default)]
    pub(crate) after: f64,
}

/// The agent to whom a call is offered first takes it.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgentsAnswer {
    /// Seconds after the offer.
    pub(crate) after: f64,
    /// Seconds until the agent hangs up.
    pub(crate) talks: f64,
}

/// A case with what its switches change.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) meta: Meta,
    /// The scene itself, or why it cannot be read yet.
    pub(crate) scene: Result<Scene, String>,
    /// The scene with differences, each with its own expectation.
    pub(crate) variants: Vec<Result<Scene, String>>,
    /// What comes of it under other readings.
    pub(crate) switched: Vec<Switched>,
}

/// A case under another reading.
#[derive(Clone, Debug)]
pub(crate) struct Switched {
    pub(crate) meta: SwitchedMeta,
    pub(crate) scene: Result<Scene, String>,
}

/// Which reading.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SwitchedMeta {
    /// The switches, as `teams.switches` has them.
    pub(crate) switches: IndexMap<String, Value>,
    /// What is not there yet.
    #[serde(default)]
    pub(crate) pending: Option<String>,
}

//! What a run shows to the judge, and what the judge says.

use ringback_world::{Contact, Fact, Time};

/// What a run shows.
#[derive(Clone, Copy, Debug)]
pub struct RunView<'a> {
    /// The seed of the run.
    pub seed: u64,
    /// Everything that happened, in order.
    pub facts: &'a [Fact],
    /// What went to and from the implementation, in order.
    pub exchanges: &'a [ExchangeView],
    /// When the run ended.
    pub ended_at: Time,
}

/// One exchange with the implementation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExchangeView {
    /// When.
    pub at: Time,
    /// Who asked whom.
    pub direction: Direction,
    /// What it was: `request`, `callback`, `event-grid`, `visit`.
    pub what: String,
    /// The published event type, where it carried an event.
    pub event_type: Option<String>,
    /// Whose contact it belongs to, where that is known.
    pub contact: Option<Contact>,
    /// The method.
    pub method: String,
    /// The path with its query.
    pub path: String,
    /// The status, where there was an answer.
    pub status: Option<u16>,
}

/// Who asked whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The implementation asked.
    FromImplementation,
    /// The implementation was asked.
    ToImplementation,
}

/// Whether a check held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It held.
    Passed,
    /// It did not.
    Failed,
}

/// What came of one check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The rule that was checked, the first of `rules`.
    pub rule: String,
    /// Every rule that the check belongs to.
    pub rules: Vec<String>,
    /// Whether it held.
    pub outcome: Outcome,
    /// What was expected.
    pub expected: String,
    /// What happened.
    pub happened: String,
    /// Since when it is wrong: for what was waited for and never seen since its turn came, else since it was certain; the end
    /// of the run where something was missing until then.
    pub wrong_since: Time,
    /// What happened to the contact around it, where the check failed.
    pub timeline: Vec<(Time, String)>,
    /// Whose contact the check is about.
    pub contact: Option<Contact>,
    /// The file and the line of the check.
    pub where_in_file: (String, u32),
}

impl Verdict {
    /// Tells whether the check held.
    pub fn passed(&self) -> bool {
        self.outcome == Outcome::Passed
    }
}

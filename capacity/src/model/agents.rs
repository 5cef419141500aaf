//! Agents and their groups.

use ringback_engine::{Time, queues::Readiness};
use ringback_scenarios::population::{self, AfterOffer, Draw, Duty, Shrinkage};

/// A group of agents.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) first: Vec<Response>,
    pub(crate) then: Response,
    pub(crate) declines: f64,
    pub(crate) misses: f64,
    pub(crate) chats: u32,
    pub(crate) absence: f64,
    pub(crate) shrinkage: Option<Shrinkage>,
    pub(crate) comes_and_goes: Option<(Draw, Draw)>,
}

/// What an agent does with an offer.
#[derive(Clone, Debug)]
pub(crate) enum Response {
    Answers(Draw),
    Declines(Draw),
    Ignores,
}

/// An agent.
#[derive(Clone, Debug)]
pub(crate) struct Agent {
    pub(crate) group: u32,
    /// Their place in the group.
    pub(crate) place: u32,
    /// What they are at the start where no windows say when they work.
    pub(crate) readiness: Readiness,
    /// When they work: from, to, in order; nothing of those who always work, or come and go by chance.
    pub(crate) windows: Option<Vec<(Time, Time)>>,
}

impl Group {
    pub(super) fn new(group: &population::Group) -> Self {
        Self {
            name: group.name.clone(),
            first: group.behaviour.first.iter().map(Response::new).collect(),
            then: Response::new(&group.behaviour.then),
            declines: group.declines,
            misses: group.misses,
            chats: group.chats,
            absence: group.absence,
            shrinkage: group.shrinkage.clone(),
            comes_and_goes: match &group.duty {
                Duty::ComesAndGoes { stays, away } => Some((stays.clone(), away.clone())),
                Duty::Always | Duty::Shifts(_) | Duty::Levels(_) => None,
            },
        }
    }
}

impl Response {
    fn new(response: &AfterOffer) -> Self {
        match response {
            AfterOffer::Answers(after) => Self::Answers(after.clone()),
            AfterOffer::Declines(after) => Self::Declines(after.clone()),
            AfterOffer::Ignores => Self::Ignores,
        }
    }
}

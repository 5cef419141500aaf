//! The state of voice apps and agents.

use std::collections::{BTreeMap, VecDeque};

use ringback_engine::WakeId;
use ringback_engine::queues::{AgentId, CallKey, Engine, Event, QueueId};

use super::{
    attendants::AttendantCounts, line::Line, lower, park::Parking, people::Person,
    view::QueueCounts, voicemail::Voicemail,
};
use crate::{Time, calls::CallId, declaration::Declaration};

/// All voice apps and people of the tenant.
#[derive(Debug)]
pub struct State {
    /// The queues and agents as the engine sees them: in the order of the declaration.
    pub(super) engine: Engine,
    /// What the engine said and nobody has heard yet.
    pub(super) events: VecDeque<Event>,
    /// Whether somebody is hearing the engine's events out.
    pub(super) hearing: Hearing,
    /// When the last call came.
    pub(super) last_arrival: Option<Time>,
    pub(super) lines: BTreeMap<CallId, Line>,
    pub(super) keys: BTreeMap<CallKey, CallId>,
    pub(super) people: Vec<Person>,
    pub(super) queues: Vec<Queue>,
    /// What happened in each attendant so far, in the order of the declaration.
    pub(super) attendants: Vec<AttendantCounts>,
    pub(super) voicemails: Vec<Voicemail>,
    pub(super) parking: Parking,
    /// When clients of ACS have called voice apps lately, the oldest first.
    pub(super) web_starts: VecDeque<Time>,
}

/// Whether events of the engine are being heard out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hearing {
    /// They are: who adds some leaves them to that.
    Now,
    /// They are not.
    No,
}

/// What changes about a queue, besides its calls.
#[derive(Debug)]
pub(super) struct Queue {
    pub(super) opt_out: crate::declaration::OptOut,
    pub(super) counts: QueueCounts,
    /// When those who are new in its groups begin to take part.
    pub(super) joins: BTreeMap<usize, Time>,
    /// When it is looked at next who takes part.
    pub(super) next_look: Option<WakeId>,
}

impl State {
    pub(crate) fn new(declaration: &Declaration) -> Self {
        let tenant = &declaration.teams;
        Self {
            engine: lower::engine(tenant),
            events: VecDeque::new(),
            hearing: Hearing::No,
            last_arrival: None,
            lines: BTreeMap::new(),
            keys: BTreeMap::new(),
            people: (0..tenant.people.len())
                .map(|person| Person::new(tenant, person))
                .collect(),
            queues: tenant
                .queues
                .iter()
                .map(|queue| Queue {
                    opt_out: queue.opt_out,
                    counts: QueueCounts::default(),
                    joins: BTreeMap::new(),
                    next_look: None,
                })
                .collect(),
            attendants: vec![AttendantCounts::default(); tenant.attendants.len()],
            voicemails: Vec::new(),
            parking: Parking::default(),
            web_starts: VecDeque::new(),
        }
    }

    pub(crate) fn next_wakeup(&self) -> Option<Time> {
        self.engine.next_wakeup()
    }
}

/// Names a queue of the declaration to the engine.
pub(super) fn queue_id(queue: usize) -> QueueId {
    QueueId(u32::try_from(queue).expect("a tenant has fewer than 2^32 queues"))
}

/// Names a person of the declaration to the engine.
pub(super) fn agent_id(person: usize) -> AgentId {
    AgentId(u32::try_from(person).expect("a tenant has fewer than 2^32 people"))
}

/// Finds the engine's queue in the declaration.
pub(super) fn queue_index(queue: QueueId) -> usize {
    queue.0 as usize
}

/// Finds the engine's agent in the declaration.
pub(super) fn person_index(agent: AgentId) -> usize {
    agent.0 as usize
}

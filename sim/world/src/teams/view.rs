//! What others may see of voice apps: the control API and scripted people.

use ringback_engine::queues::Stage as EngineStage;

use super::{Opted, Presence, State, Voicemail, line::Stage, state::queue_id};
use crate::{
    Contact, Guid, RawId, Span, Time,
    calls::CallId,
    declaration::{self, Declaration},
};

/// A queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueView {
    /// Its short name.
    pub name: String,
    /// Its own id.
    pub id: Guid,
    /// Its resource account as a party.
    pub resource_account: Option<RawId>,
    /// The calls that wait, in the order in which they are served.
    pub waiting: Vec<WaitingView>,
    /// Its agents, in the order of the list.
    pub agents: Vec<QueueAgentView>,
    /// What happened so far.
    pub counts: QueueCounts,
}

/// A call that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingView {
    /// The call.
    pub call: CallId,
    /// Whose contact it is.
    pub contact: Option<Contact>,
    /// What it does.
    pub stage: WaitingStage,
    /// How long it has waited in this queue.
    pub waited: Span,
}

/// What a waiting call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingStage {
    /// Hears the greeting.
    Greeting,
    /// Waits, and rings nowhere.
    Waiting,
    /// Rings at one agent or more.
    Ringing,
    /// Waits without its caller, who wants to be called back; ringing or not.
    Callback,
}

/// An agent as a member of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueAgentView {
    /// The short name.
    pub name: String,
    /// The presence.
    pub presence: Presence,
    /// In this queue or out of it; nothing for those who do not qualify and are left out of the routing list.
    pub opted: Option<Opted>,
    /// The calls that they are in.
    pub calls: Vec<CallId>,
    /// The calls of this queue that ring there.
    pub offers: Vec<CallId>,
}

/// What happened in a queue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// Calls that came.
    pub arrived: u64,
    /// Calls that an agent answered.
    pub answered: u64,
    /// Calls whose caller hung up while waiting.
    pub abandoned: u64,
    /// Calls that overflowed.
    pub overflowed: u64,
    /// Calls that timed out.
    pub timed_out: u64,
    /// Calls that the no-agents treatment took.
    pub no_agents: u64,
}

/// A person of the tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgentView {
    /// The short name.
    pub name: String,
    /// The name that others see.
    pub display_name: String,
    /// The person as a party.
    pub raw_id: RawId,
    /// The presence.
    pub presence: Presence,
    /// Their queues by name, and whether they are in or out.
    pub queues: Vec<(String, Opted)>,
    /// The calls that they are in.
    pub calls: Vec<CallId>,
    /// What rings at them, the oldest first.
    pub offers: Vec<OfferView>,
}

/// A call that rings at a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferView {
    /// The call.
    pub call: CallId,
    /// The queue, by name.
    pub queue: String,
}

/// A parked call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParkedView {
    /// The call.
    pub call: CallId,
    /// The code by which it is retrieved.
    pub code: u16,
    /// The call park policy, by name: people under it can retrieve the call.
    pub policy: String,
    /// Who parked it.
    pub by: String,
    /// When.
    pub at: Time,
    /// When it comes back to who parked it; nothing while it rings there.
    pub comes_back: Option<Time>,
}

impl State {
    /// Lists everyone in the tenant, in declared order.
    pub fn agents(&self, declaration: &Declaration) -> Vec<AgentView> {
        let people = declaration.teams.people.iter().enumerate();
        people
            .map(|(index, person)| self.agent_view(declaration, index, person))
            .collect()
    }

    /// Shows one person, by short name, object id or raw id.
    pub fn agent(&self, declaration: &Declaration, name: &str) -> Option<AgentView> {
        let mut people = declaration.teams.people.iter().enumerate();
        let (index, person) = people.find(|(_, person)| {
            let id = person.object_id.as_str();
            person.name == name || id == name || RawId::teams_user(id).as_str() == name
        })?;
        Some(self.agent_view(declaration, index, person))
    }

    /// Lists all queues, in declared order.
    pub fn queues(&self, declaration: &Declaration) -> Vec<QueueView> {
        let queues = declaration.teams.queues.iter().enumerate();
        queues
            .map(|(index, queue)| self.queue_view(declaration, index, queue))
            .collect()
    }

    /// Shows one queue, by short name, own id, or its resource account's object id or raw id.
    pub fn queue(&self, declaration: &Declaration, name: &str) -> Option<QueueView> {
        let mut queues = declaration.teams.queues.iter().enumerate();
        let (index, queue) = queues.find(|(_, queue)| {
            let account = queue.resource_account.as_ref();
            queue.name == name
                || queue.id.as_str() == name
                || account.is_some_and(|account| account.is_named(name))
        })?;
        Some(self.queue_view(declaration, index, queue))
    }

    /// Lists the latest thousand messages in shared mailboxes, the oldest first.
    pub fn voicemails(&self) -> &[Voicemail] {
        &self.voicemails
    }

    /// Lists the calls that are parked, in the order of their placing.
    pub fn parked(&self, declaration: &Declaration) -> Vec<ParkedView> {
        let tenant = &declaration.teams;
        let policy = |index: usize| tenant.call_park_policies.get(index);
        let person = |index: usize| tenant.people.get(index);
        let parked = self.parking.calls.iter();
        parked
            .map(|(call, parked)| ParkedView {
                call: *call,
                code: parked.code,
                policy: policy(parked.policy).map_or_else(String::new, |one| one.name.clone()),
                by: person(parked.by).map_or_else(String::new, |one| one.name.clone()),
                at: parked.at,
                comes_back: parked.comes_back.map(|(at, _)| at),
            })
            .collect()
    }

    fn agent_view(
        &self,
        declaration: &Declaration,
        index: usize,
        person: &declaration::Person,
    ) -> AgentView {
        let state = &self.people[index];
        let queue = |queue: usize| declaration.teams.queues[queue].name.clone();
        AgentView {
            name: person.name.clone(),
            display_name: person.display_name.clone(),
            raw_id: RawId::teams_user(person.object_id.as_str()),
            presence: state.presence,
            queues: state
                .memberships
                .iter()
                .map(|membership| (queue(membership.queue), membership.opted))
                .collect(),
            calls: state.calls.clone(),
            offers: state
                .offers
                .iter()
                .map(|offer| OfferView {
                    call: offer.call,
                    queue: queue(offer.queue),
                })
                .collect(),
        }
    }

    fn queue_view(
        &self,
        declaration: &Declaration,
        index: usize,
        queue: &declaration::Queue,
    ) -> QueueView {
        let agents = queue.agents.iter().map(|person| {
            let state = &self.people[*person];
            let offers = state.offers.iter();
            QueueAgentView {
                name: declaration.teams.people[*person].name.clone(),
                presence: state.presence,
                opted: state.opted(index),
                calls: state.calls.clone(),
                offers: offers
                    .filter(|offer| offer.queue == index)
                    .map(|offer| offer.call)
                    .collect(),
            }
        });
        QueueView {
            name: queue.name.clone(),
            id: queue.id.clone(),
            resource_account: queue
                .resource_account
                .as_ref()
                .map(declaration::ResourceAccount::raw_id),
            waiting: self.waiting(index),
            agents: agents.collect(),
            counts: self.queues[index].counts,
        }
    }

    /// Those in line come first, in the order in which they are served, then those who are greeted.
    fn waiting(&self, queue: usize) -> Vec<WaitingView> {
        let line = self.engine.line(queue_id(queue));
        let in_line = line.filter_map(|key| self.keys.get(&key).copied());
        let mut calls: Vec<CallId> = in_line.collect();
        for (call, line) in &self.lines {
            if line.stage == (Stage::Waiting { queue }) && !calls.contains(call) {
                calls.push(*call);
            }
        }
        calls
            .into_iter()
            .filter_map(|call| {
                let line = self.lines.get(&call)?;
                let key = line.key?;
                Some(WaitingView {
                    call,
                    contact: line.contact,
                    stage: match (self.engine.stage(key)?, &line.stage) {
                        (EngineStage::Moving | EngineStage::Talking(_), _) => return None,
                        (_, Stage::Callback { .. }) => WaitingStage::Callback,
                        (EngineStage::Greeting, _) => WaitingStage::Greeting,
                        (EngineStage::Waiting, _) => WaitingStage::Waiting,
                        (EngineStage::Ringing, _) => WaitingStage::Ringing,
                    },
                    waited: self
                        .engine
                        .waiting_since(key)
                        .map_or(Span::ZERO, |since| self.engine.now().since(since)),
                })
            })
            .collect()
    }
}

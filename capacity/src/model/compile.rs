//! From a plan to a model.

use ringback_engine::{
    Time,
    queues::{Engine, MaxLegs, Member, NoAgents, Opting, Presenting, Readiness},
};
use ringback_scenarios::population::{Channel, Duty, Patience, Plan};
use ringback_world::teams;

use super::{
    Agent, Group, Handling, ModelError, Queue,
    handling::Of,
    label::{KINDS_MAX, STREAMS_MAX},
    queues,
};

/// How many queues one contact may enter where plain queues send it around. Our choice.
const PLAIN_LEGS: MaxLegs = MaxLegs {
    legs: 100,
    tag: teams::CHAIN_TOO_LONG,
};

/// A plan lowered to the engine.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) plan: Plan,
    pub(crate) queues: Vec<Queue>,
    pub(crate) groups: Vec<Group>,
    /// Those of one group stand together.
    pub(crate) agents: Vec<Agent>,
    /// The channels that contacts come by.
    pub(crate) channels: Vec<Channel>,
    pub(crate) handling: Handling,
    pub(crate) max_legs: MaxLegs,
    /// Whether something outside the engine has to happen between two of its events: offers that ring, ends that depend on who
    /// answers, customers who come again.
    pub(crate) reacts: bool,
}

impl Model {
    /// Lowers a plan.
    ///
    /// # Errors
    /// Something that the run needs is not said, or is more than it can hold.
    pub(crate) fn new(plan: &Plan) -> Result<Self, ModelError> {
        within("kinds of customers", plan.population.kinds.len(), KINDS_MAX)?;
        within(
            "streams of arrivals",
            plan.population.streams.len(),
            STREAMS_MAX,
        )?;
        let groups: Vec<Group> = plan.groups.iter().map(Group::new).collect();
        let mut agents = Vec::new();
        let mut people = Vec::new();
        for (number, group) in (0..).zip(&plan.groups) {
            for (place, person) in (0..).zip(&group.agents) {
                let windows = group.windows(place);
                agents.push(Agent {
                    group: number,
                    place,
                    readiness: readiness(plan, &group.duty, *person),
                    windows,
                });
                people.push(*person);
            }
        }
        let agent_of = |person: usize| {
            people
                .iter()
                .position(|known| *known == person)
                .map(|at| at as u32)
        };
        let queues = queues::queues(plan, &agent_of);
        let channels = channels(plan);
        let handling = Handling::new(plan, &channels, queues.len());
        let max_legs = if plan.plain_queues.is_empty() {
            teams::max_legs(&plan.declaration.teams)
        } else {
            PLAIN_LEGS
        };
        let mut model = Self {
            plan: plan.clone(),
            queues,
            groups,
            agents,
            channels,
            handling,
            max_legs,
            reacts: false,
        };
        model.reacts = model.must_react();
        model.check()?;
        Ok(model)
    }

    /// Makes the engine with all agents in it, as they are before the run begins.
    pub(crate) fn engine(&self) -> Engine {
        let mut engine = Engine::new(self.max_legs);
        let ids: Vec<_> = self
            .agents
            .iter()
            .map(|agent| {
                let readiness = match &agent.windows {
                    Some(_) => Readiness::LoggedOut,
                    None => agent.readiness,
                };
                engine.add_agent(readiness, self.groups[agent.group as usize].chats)
            })
            .collect();
        for queue in &self.queues {
            let member = |agent: &u32| Member {
                agent: ids[*agent as usize],
                opting: Opting::In,
            };
            let members: Vec<Member> = queue.members.iter().map(member).collect();
            engine
                .add_queue(queue.config, &members)
                .expect("members are agents that were added, each named once");
        }
        engine
    }

    /// Lists the kinds with the channels by which they come to agents.
    fn ways(&self) -> impl Iterator<Item = (usize, usize)> {
        let place = |channel: &Channel| {
            self.channels
                .iter()
                .position(|known| known == channel)
                .unwrap_or(0)
        };
        self.plan
            .population
            .kinds
            .iter()
            .enumerate()
            .flat_map(move |(number, kind)| {
                let by_bot = kind.bot.as_ref().and_then(|bot| bot.hands_over_by);
                let own = kind.channels.iter().map(|(channel, _)| channel);
                let ways: Vec<usize> = match &by_bot {
                    Some(channel) => vec![place(channel)],
                    None => own.map(place).collect(),
                };
                ways.into_iter().map(move |channel| (number, channel))
            })
    }

    /// Lists the queues that a kind can come to, by itself or sent on.
    fn reached(&self, kind: usize) -> Vec<usize> {
        let mut reached: Vec<usize> = self.plan.population.kinds[kind]
            .queues
            .iter()
            .map(|(queue, _)| *queue)
            .collect();
        let mut next = 0;
        while let Some(&queue) = reached.get(next) {
            next += 1;
            for to in self.queues[queue].leads_to() {
                if !reached.contains(&to) {
                    reached.push(to);
                }
            }
        }
        reached
    }

    fn must_react(&self) -> bool {
        let rings = self
            .queues
            .iter()
            .any(|queue| matches!(queue.config.presenting, Presenting::Ring { .. }));
        let by_group = self
            .ways()
            .any(|(kind, channel)| self.handling.known_at_arrival(kind, channel).is_none());
        let retries = self
            .plan
            .population
            .kinds
            .iter()
            .any(|kind| kind.retries.is_some());
        let callbacks = self.queues.iter().any(|queue| queue.callback.is_some());
        let comes_and_goes = self
            .groups
            .iter()
            .any(|group| group.comes_and_goes.is_some());
        rings || by_group || retries || callbacks || comes_and_goes
    }

    fn check(&self) -> Result<(), ModelError> {
        for (kind, channel) in self.ways() {
            let name = &self.plan.population.kinds[kind].name;
            for queue in self.reached(kind) {
                for group in self.groups_of(queue) {
                    let of = Of {
                        kind,
                        channel,
                        queue,
                        group,
                    };
                    if self.handling.talks(of).is_none() {
                        return Err(ModelError::NoHandling {
                            kind: name.clone(),
                            queue: self.queues[queue].name.clone(),
                            group: self.groups[group].name.clone(),
                        });
                    }
                    let is_call = matches!(
                        self.channels[channel],
                        Channel::Phone | Channel::Voip | Channel::Video
                    );
                    if is_call && self.groups[group].chats > 1 {
                        return Err(ModelError::CallsBesideChats {
                            group: self.groups[group].name.clone(),
                            chats: self.groups[group].chats,
                            kind: name.clone(),
                            channel: channel_name(self.channels[channel]),
                            queue: self.queues[queue].name.clone(),
                        });
                    }
                }
                let stays = self.queues[queue].config.timeout.is_none()
                    && self.queues[queue].config.no_agents == NoAgents::Off;
                let patient = matches!(
                    self.plan.population.kinds[kind].patience,
                    Patience::Unlimited
                );
                if self.queues[queue].members.is_empty() && stays && patient {
                    return Err(ModelError::NeverServed {
                        queue: self.queues[queue].name.clone(),
                    });
                }
            }
        }
        Ok(())
    }

    /// Lists the groups that have members in a queue.
    pub(crate) fn groups_of(&self, queue: usize) -> Vec<usize> {
        let mut groups: Vec<usize> = self.queues[queue]
            .members
            .iter()
            .map(|agent| self.agents[*agent as usize].group as usize)
            .collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// Gives the position of a channel.
    #[inline]
    pub(crate) fn channel(&self, channel: Channel) -> usize {
        self.channels
            .iter()
            .position(|known| *known == channel)
            .unwrap_or(0)
    }

    /// Gives the first instant after which nobody sets out.
    pub(crate) fn end(&self) -> Time {
        Time::ZERO.saturating_add(self.plan.population.lasts)
    }
}

/// Gives the name of a channel as scenarios write it.
pub(crate) fn channel_name(channel: Channel) -> String {
    match channel {
        Channel::Phone => "phone",
        Channel::Voip => "voip",
        Channel::Video => "video",
        Channel::Chat => "chat",
        Channel::Sms => "sms",
        Channel::Whatsapp => "whatsapp",
        Channel::Email => "email",
    }
    .to_owned()
}

fn within(what: &'static str, found: usize, most: usize) -> Result<(), ModelError> {
    if found > most {
        Err(ModelError::TooMany { what, found, most })
    } else {
        Ok(())
    }
}

fn readiness(plan: &Plan, duty: &Duty, person: usize) -> Readiness {
    match duty {
        Duty::Always if plan.plain_queues.is_empty() => plan
            .declaration
            .teams
            .people
            .get(person)
            .map_or(Readiness::Ready, |person| teams::readiness(person.presence)),
        Duty::Always | Duty::ComesAndGoes { .. } => Readiness::Ready,
        Duty::Shifts(_) | Duty::Levels(_) => Readiness::LoggedOut,
    }
}

fn channels(plan: &Plan) -> Vec<Channel> {
    let kinds = plan.population.kinds.iter();
    let mut channels: Vec<Channel> = kinds
        .flat_map(|kind| {
            let by_bot = kind.bot.as_ref().and_then(|bot| bot.hands_over_by);
            kind.channels
                .iter()
                .map(|(channel, _)| *channel)
                .chain(by_bot)
        })
        .collect();
    channels.sort_unstable();
    channels.dedup();
    channels
}

//! Everybody of a case. Who has nothing to do with a fact and nothing due is not asked, so many cost no more than few.

use std::collections::{BTreeMap, BTreeSet};

use ringback_world::{
    Contact, Director, Fact, Move, Time, World,
    chance::{Purpose, Source},
    declaration::Declaration,
};

use super::{
    agent::Player,
    customer::{Customer, Known},
    diary::{Diary, Person},
};
use crate::{
    arrivals::{Arrival, arrivals},
    case::{Agent, Case, Group},
    language::Patience,
    picture::{Picture, Sight},
};

const PATIENCE: Purpose = Purpose::named("patience");

/// Everybody of a case.
pub(crate) struct Players {
    seed: u64,
    declaration: Declaration,
    picture: Picture,
    groups: Vec<Group>,
    /// By contact, the first one at 0.
    customers: Vec<(usize, Customer)>,
    agents: Vec<(Agent, Player)>,
    named: BTreeMap<String, usize>,
    /// Those of the agents who are told to look out for something; the others see what names them.
    lookouts: Vec<usize>,
    diary: Diary,
}

impl Players {
    pub(crate) fn new(case: &Case, seed: u64) -> Self {
        Self::of(case, seed, &arrivals(case, seed))
    }

    /// Makes everybody, with the customers who set out so.
    pub(crate) fn of(case: &Case, seed: u64, arrivals: &[Arrival]) -> Self {
        let patience = Source::new(seed, PATIENCE);
        let customers: Vec<(usize, Customer)> = arrivals
            .iter()
            .map(|arrival| {
                let group = &case.customers[arrival.group];
                let patience = match &group.patience {
                    Patience::Unlimited => None,
                    Patience::For(law) => {
                        Some(law.sample(patience.uniform(u64::from(arrival.contact.0), 0)))
                    }
                };
                (
                    arrival.group,
                    Customer::new(arrival, group, &case.declaration, patience),
                )
            })
            .collect();
        let agents: Vec<(Agent, Player)> = case
            .agents
            .iter()
            .map(|agent| (agent.clone(), Player::new(agent)))
            .collect();
        let names = agents.iter().map(|(agent, _)| agent.name.clone());
        let looks_out = |(_, (agent, _)): &(usize, &(Agent, Player))| agent.looks_out();
        let lookouts = agents.iter().enumerate().filter(looks_out);
        let mut players = Self {
            seed,
            declaration: case.declaration.clone(),
            picture: Picture::new(&case.declaration),
            groups: case.customers.clone(),
            named: names.zip(0..).collect(),
            lookouts: lookouts.map(|(number, _)| number).collect(),
            diary: Diary::new(customers.len(), agents.len()),
            customers,
            agents,
        };
        let everybody = (0..players.customers.len()).map(Person::Customer);
        let agents = (0..players.agents.len()).map(Person::Agent);
        players.note(everybody.chain(agents).collect());
        players
    }

    /// Writes down when somebody is to be asked again, and whether they have done what they came for.
    fn note(&mut self, touched: BTreeSet<Person>) {
        for person in touched {
            let (wakeup, done) = match person {
                Person::Customer(number) => {
                    let (group, customer) = &self.customers[number];
                    let group = &self.groups[*group];
                    (customer.next_wakeup(group), customer.is_done(group))
                }
                Person::Agent(number) => {
                    let (agent, player) = &self.agents[number];
                    (player.next_wakeup(agent), player.is_done(agent))
                }
            };
            self.diary.note(person, wakeup, done);
        }
    }

    /// Finds the customer whose contact it is.
    fn customer(&self, contact: Contact) -> Option<usize> {
        let number = usize::try_from(contact.0.checked_sub(1)?).ok()?;
        (number < self.customers.len()).then_some(number)
    }

    /// Finds the agents who have to do with what is seen, in their order.
    fn concerned(&self, sight: &Sight) -> BTreeSet<usize> {
        let named = self.picture.agents_of(&sight.fact).into_iter();
        let named = named.filter_map(|name| self.named.get(name));
        self.lookouts.iter().chain(named).copied().collect()
    }

    /// Lets those work who were touched or have something due, customers first, each in their order.
    fn work(&mut self, now: Time, mut touched: BTreeSet<Person>, moves: &mut Vec<Move>) {
        touched.extend(self.diary.due(now));
        let known = Known {
            declaration: &self.declaration,
            picture: &self.picture,
        };
        for person in &touched {
            match *person {
                Person::Customer(number) => self.customers[number].1.work(&known, now, moves),
                Person::Agent(number) => {
                    let (agent, player) = &mut self.agents[number];
                    player.work(agent, now, moves);
                }
            }
        }
        self.note(touched);
    }
}

impl Director for Players {
    fn observe(&mut self, now: Time, _: &World, facts: &[Fact]) -> Vec<Move> {
        let mut moves = Vec::new();
        let mut touched = BTreeSet::new();
        for fact in facts {
            for sight in self.picture.learn(fact) {
                if let Some(number) = sight.contact.and_then(|contact| self.customer(contact)) {
                    let (group, customer) = &mut self.customers[number];
                    customer.see(&self.groups[*group], &self.picture, &sight);
                    touched.insert(Person::Customer(number));
                }
                for number in self.concerned(&sight) {
                    let (agent, player) = &mut self.agents[number];
                    player.see(agent, &self.picture, &sight, self.seed, &mut moves);
                    touched.insert(Person::Agent(number));
                }
            }
        }
        self.work(now, touched, &mut moves);
        moves
    }

    fn next_wakeup(&self) -> Option<Time> {
        self.diary.next()
    }

    fn wake(&mut self, now: Time, _: &World) -> Vec<Move> {
        let mut moves = Vec::new();
        let due = self.diary.due(now);
        // Who is called at the first instant must have been told what to do.
        for person in &due {
            if let Person::Agent(number) = *person {
                let (agent, player) = &mut self.agents[number];
                player.wake(agent, now, &mut moves);
            }
        }
        for person in &due {
            if let Person::Customer(number) = *person {
                let (group, customer) = &mut self.customers[number];
                customer.wake(&self.groups[*group], now, &mut moves);
            }
        }
        self.work(now, due, &mut moves);
        moves
    }

    fn finished(&self) -> bool {
        self.diary.all_done()
    }
}

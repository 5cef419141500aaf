//! Everybody of a case.

use ringback_world::{
    Director, Fact, Move, Time, World,
    chance::{Purpose, Source},
    declaration::Declaration,
};

use super::{
    agent::Player,
    customer::{Customer, Known},
};
use crate::{
    arrivals::{Arrival, arrivals},
    case::{Agent, Case, Group},
    language::Patience,
    picture::Picture,
};

const PATIENCE: Purpose = Purpose::named("patience");

/// Everybody of a case.
pub(crate) struct Players {
    seed: u64,
    declaration: Declaration,
    picture: Picture,
    groups: Vec<Group>,
    customers: Vec<(usize, Customer)>,
    agents: Vec<(Agent, Player)>,
}

impl Players {
    pub(crate) fn new(case: &Case, seed: u64) -> Self {
        Self::of(case, seed, &arrivals(case, seed))
    }

    /// Makes everybody, with the customers who set out so.
    pub(crate) fn of(case: &Case, seed: u64, arrivals: &[Arrival]) -> Self {
        let patience = Source::new(seed, PATIENCE);
        let customers = arrivals
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
        Self {
            seed,
            declaration: case.declaration.clone(),
            picture: Picture::new(&case.declaration),
            groups: case.customers.clone(),
            customers,
            agents: case
                .agents
                .iter()
                .map(|agent| (agent.clone(), Player::new(agent)))
                .collect(),
        }
    }

    fn work(&mut self, now: Time, moves: &mut Vec<Move>) {
        let known = Known {
            declaration: &self.declaration,
            picture: &self.picture,
        };
        for (_, customer) in &mut self.customers {
            customer.work(&known, now, moves);
        }
        for (agent, player) in &mut self.agents {
            player.work(agent, now, moves);
        }
    }
}

impl Director for Players {
    fn observe(&mut self, now: Time, _: &World, facts: &[Fact]) -> Vec<Move> {
        let mut moves = Vec::new();
        for fact in facts {
            for sight in self.picture.learn(fact) {
                for (group, customer) in &mut self.customers {
                    customer.see(&self.groups[*group], &self.picture, &sight);
                }
                for (agent, player) in &mut self.agents {
                    player.see(agent, &self.picture, &sight, self.seed, &mut moves);
                }
            }
        }
        self.work(now, &mut moves);
        moves
    }

    fn next_wakeup(&self) -> Option<Time> {
        let customers = self
            .customers
            .iter()
            .filter_map(|(group, customer)| customer.next_wakeup(&self.groups[*group]));
        let agents = self
            .agents
            .iter()
            .filter_map(|(agent, player)| player.next_wakeup(agent));
        customers.chain(agents).min()
    }

    fn wake(&mut self, now: Time, _: &World) -> Vec<Move> {
        let mut moves = Vec::new();
        // Who is called at the first instant must have been told what to do.
        for (agent, player) in &mut self.agents {
            player.wake(agent, now, &mut moves);
        }
        for (group, customer) in &mut self.customers {
            customer.wake(&self.groups[*group], now, &mut moves);
        }
        self.work(now, &mut moves);
        moves
    }

    fn finished(&self) -> bool {
        self.customers
            .iter()
            .all(|(group, customer)| customer.is_done(&self.groups[*group]))
            && self
                .agents
                .iter()
                .all(|(agent, player)| player.is_done(agent))
    }
}

//! How the world moves: one command, or one thing due, with everything that follows at the same instant.

use ringback_world::{
    Command, Move, Refusal, Reply, Source, Span, Time, World, deliveries::Outcome, visits,
};

use super::{
    Run,
    run::{RunState, trim},
};
use crate::{
    auth::Trust,
    bots,
    clock::ClockKind,
    delivery::{Ended, Errand, ErrandId, RequestId, VisitPlan},
    events,
};

/// What an accepted changing command of the implementation takes, in `auto`: nothing happens at the same instant.
const COMMAND_TAKES: Span = Span::from_millis(1);
/// Rounds of facts and moves at one instant after which people are taken to chase each other.
const ROUNDS: u32 = 10_000;

impl Run {
    /// Carries out one command and everything that follows from it.
    pub(super) fn command(
        &mut self,
        request: Option<RequestId>,
        source: Source,
        command: Command,
        then: impl FnOnce(&World, &Result<Reply, Refusal>),
    ) -> Result<Reply, Refusal> {
        self.catch_up();
        // A reply that has left already, or never will, holds nothing back.
        let request = request.filter(|id| self.patience.request(*id).is_some());
        let moved = source == Source::Implementation;
        if moved {
            self.patience.moved();
        }
        let takes_time = moved && self.moves_by_itself();
        if takes_time && !self.options.pace.thinks.is_zero() {
            self.advance_to(self.now.saturating_add(self.options.pace.thinks));
        }
        let reply = self.enter(source, command);
        if moved && reply.is_ok() {
            self.tell_of_command(request);
        }
        then(&self.world, &reply);
        self.settle(request);
        if takes_time && reply.is_ok() {
            self.advance_to(self.now.saturating_add(COMMAND_TAKES));
        }
        reply
    }

    /// Lets everything happen that is due up to `to`, and moves the time there.
    pub(super) fn advance_to(&mut self, to: Time) {
        let mut rounds = 0;
        while let Some(due) = self.next_due().filter(|due| *due <= to) {
            rounds = if due <= self.now { rounds + 1 } else { 0 };
            if rounds > ROUNDS {
                self.state = RunState::Broken(format!("people or timers never leave {}", self.now));
                return;
            }
            self.step_to(due.max(self.now));
        }
        self.now = self.now.max(to);
    }

    /// Lets everything happen that is due at `at`: people first, then the world, then deliveries, then sleepers.
    pub(super) fn step_to(&mut self, at: Time) {
        self.tell_of_due(at);
        self.now = self.now.max(at);
        let now = self.now;
        if self.director.next_wakeup().is_some_and(|due| due <= now) {
            let moves = self.director.wake(now, &self.world);
            self.make(moves);
            self.settle(None);
        }
        self.world.advance(now);
        self.settle(None);
        for (id, attempt) in self.machine.advance(now) {
            self.time_out(id, attempt);
        }
        while let Some(alarm) = self
            .alarms
            .first_entry()
            .filter(|alarm| alarm.key().0 <= now)
        {
            if alarm.remove().send(now).is_ok() {
                self.patience.woke(self.real);
            }
        }
    }

    /// Tells when the next thing is due.
    pub(super) fn next_due(&self) -> Option<Time> {
        [
            self.director.next_wakeup(),
            self.world.next_wakeup(),
            self.machine.next_wakeup(),
            self.alarms.first_key_value().map(|((at, _), _)| *at),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Writes a command down as an input and has the world carry it out.
    pub(super) fn enter(&mut self, source: Source, command: Command) -> Result<Reply, Refusal> {
        self.inputs
            .push_back(self.world.input(self.now, source, command.clone()));
        trim(&mut self.inputs, self.options.keep_facts);
        let ends_trust = Trust::ended_by(&command);
        let reply = self.world.handle(self.now, command);
        if ends_trust {
            self.edge.tokens.trust.end();
        }
        reply
    }

    /// Publishes new facts and lets the people see them, until nothing new happens.
    pub(super) fn settle(&mut self, request: Option<RequestId>) {
        for _ in 0..ROUNDS {
            let facts = self.world.take_facts();
            if facts.is_empty() {
                return;
            }
            if self.goes_in_steps() {
                let owes = self.world.implementation_owes();
                self.patience.owes(self.real, owes);
            }
            for fact in &facts {
                let out =
                    events::publish(&self.world, fact, &self.subscriptions, &self.edge.callbacks);
                let channel = bots::ChatChannel {
                    http: &self.edge.http,
                    endpoint: self.bots.as_deref(),
                    names: &self.edge.callbacks,
                };
                let activities = bots::publish(&self.world, fact, &channel);
                for delivery in out.into_iter().chain(activities) {
                    self.machine
                        .queue(self.now, Errand::Delivery(Box::new(delivery)), request);
                }
                if let Some(open) = request.and_then(|id| self.patience.request(id)) {
                    open.contact = open.contact.or(fact.contact);
                }
            }
            let moves = self.director.observe(self.now, &self.world, &facts);
            self.tell_of_facts(&facts);
            self.keep_facts(facts);
            self.make(moves);
        }
        self.state = RunState::Broken(format!(
            "people chase each other without end at {}",
            self.now
        ));
    }

    /// Takes an attempt's answer that did not come in time.
    fn time_out(&mut self, id: ErrandId, attempt: u32) {
        if let Some(flight) = self.flights.remove(&id) {
            flight.abort();
        }
        self.patience.returned(self.real, id);
        self.ended(id, attempt, &Outcome::TimedOut, None, |_, _| {
            visits::Outcome::Unreachable
        });
    }

    /// Tells the world how an attempt ended.
    pub(super) fn ended(
        &mut self,
        id: ErrandId,
        attempt: u32,
        outcome: &Outcome,
        final_because: Option<&str>,
        visited: impl FnOnce(&Self, &VisitPlan) -> visits::Outcome,
    ) {
        self.tell_of_return(id, outcome);
        let command = match self
            .machine
            .ended(self.now, id, attempt, outcome, final_because)
        {
            Ended::Late => return,
            Ended::Delivery(command) => Command::Deliveries(*command),
            Ended::Visit(plan) => Command::Visits(visits::Command::Returned {
                contact: plan.contact,
                outcome: visited(self, &plan),
                entry: plan.entry,
            }),
        };
        // The world only takes such a report down.
        let _never_refused = self.enter(Source::Edge, command);
        self.settle(None);
    }

    fn make(&mut self, moves: Vec<Move>) {
        for step in moves {
            match step {
                Move::Command(command) => {
                    let refused = self.enter(Source::Director, *command).err();
                    if let Some(refusal) = refused {
                        tracing::info!(at = %self.now, %refusal, "a scripted move was refused");
                    }
                }
                Move::Visit {
                    contact,
                    entry,
                    with,
                } => {
                    let began = visits::Command::Began {
                        contact,
                        entry: entry.clone(),
                    };
                    let _never_refused = self.enter(Source::Edge, Command::Visits(began));
                    let plan = VisitPlan {
                        contact,
                        entry,
                        with,
                    };
                    self.machine.queue(self.now, Errand::Visit(plan), None);
                }
            }
        }
    }

    fn moves_by_itself(&self) -> bool {
        self.state == RunState::Running && self.pace.kind == ClockKind::Auto
    }
}

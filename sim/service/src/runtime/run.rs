//! One run: the world with its people, what is kept of it, and the clock's state.

use std::{collections::VecDeque, sync::Arc};

use ringback_world::{Command, Director, Fact, Input, Move, Refusal, Reply, Source, Time, World};
use tokio::sync::broadcast;

use super::{ClockView, FactBatch, FactsAfter};
use crate::{
    callbacks::CallbackUris,
    clock::ClockKind,
    delivery::{Outgoing, Subscriptions},
    events,
    record::Record,
    service::Keep,
    stage::{Entries, Stage},
};

/// One run.
pub(crate) struct Run {
    pub(super) name: String,
    pub(crate) world: World,
    pub(super) director: Box<dyn Director>,
    pub(super) entries: Entries,
    pub(crate) subscriptions: Subscriptions,
    pub(super) callbacks: CallbackUris,
    pub(super) now: Time,
    pub(super) clock: ClockKind,
    pub(super) inputs: Vec<Input>,
    pub(super) facts: VecDeque<Arc<Fact>>,
    pub(super) keep: Keep,
    pub(super) followers: broadcast::Sender<FactBatch>,
    pub(super) outgoing: Vec<Outgoing>,
}

impl Run {
    pub(super) fn new(
        stage: Stage,
        clock: ClockKind,
        keep: Keep,
        callbacks: CallbackUris,
        followers: broadcast::Sender<FactBatch>,
    ) -> Self {
        Self {
            name: stage.name,
            world: stage.world,
            director: stage.director,
            entries: stage.entries,
            subscriptions: Subscriptions::default(),
            callbacks,
            now: Time::ZERO,
            clock,
            inputs: Vec::new(),
            facts: VecDeque::new(),
            keep,
            followers,
            outgoing: Vec::new(),
        }
    }

    /// Carries out one command and everything that follows at the same instant.
    pub(super) fn command(
        &mut self,
        source: Source,
        command: Command,
        then: impl FnOnce(&World, &Result<Reply, Refusal>),
    ) -> Result<Reply, Refusal> {
        let reply = self.enter(source, command);
        then(&self.world, &reply);
        self.settle();
        reply
    }

    pub(super) fn clock_view(&self) -> ClockView {
        ClockView {
            kind: self.clock,
            now: self.now,
            civil: self.world.civil(self.now),
            next_due: self.world.next_wakeup(),
            holds: 0,
        }
    }

    pub(super) fn facts_after(&self, after: Option<u64>) -> FactsAfter {
        let oldest = self.facts.front().map_or(0, |fact| fact.seq);
        let from = after.map_or(0, |seq| seq.saturating_add(1));
        if after.is_some() && from < oldest {
            return FactsAfter::Forgotten { oldest };
        }
        FactsAfter::Facts(
            self.facts
                .iter()
                .filter(|fact| fact.seq >= from)
                .cloned()
                .collect(),
        )
    }

    pub(crate) fn take_record(&mut self) -> Record {
        Record {
            name: self.name.clone(),
            seed: self.world.seed(),
            inputs: std::mem::take(&mut self.inputs),
            facts: self.facts.iter().map(|fact| (**fact).clone()).collect(),
            exchanges: Vec::new(),
            ended_at: self.now,
            strays: Vec::new(),
            implementation_worked: std::time::Duration::ZERO,
            took: std::time::Duration::ZERO,
        }
    }

    fn enter(&mut self, source: Source, command: Command) -> Result<Reply, Refusal> {
        self.inputs
            .push(self.world.input(self.now, source, command.clone()));
        self.world.handle(self.now, command)
    }

    /// Publishes new facts and lets the director see them, until nothing new happens.
    fn settle(&mut self) {
        loop {
            let facts = self.world.take_facts();
            if facts.is_empty() {
                return;
            }
            for fact in &facts {
                let out = events::publish(&self.world, fact, &self.subscriptions, &self.callbacks);
                self.outgoing.extend(out);
            }
            let moves = self.director.observe(self.now, &self.world, &facts);
            self.keep_facts(facts);
            for step in moves {
                match step {
                    Move::Command(command) => {
                        let _refusal_is_the_directors_concern =
                            self.enter(Source::Director, *command);
                    }
                    Move::Visit { .. } => {}
                }
            }
        }
    }

    fn keep_facts(&mut self, facts: Vec<Fact>) {
        let batch: FactBatch = facts.into_iter().map(Arc::new).collect();
        self.facts.extend(batch.iter().cloned());
        if let Keep::Last(limit) = self.keep {
            let surplus = self.facts.len().saturating_sub(limit);
            self.facts.drain(..surplus);
        }
        let _nobody_follows = self.followers.send(batch);
    }
}

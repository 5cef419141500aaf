//! The world itself: one value that owns everything, moved by commands and by time.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ringback_engine::{Agenda, Span, Time, WakeId};

use crate::{
    Cause, Command, Contact, Fact, Ids, Input, RawId, Refusal, Reply, Settled, Source, What, calls,
    chat,
    civil::civil,
    declaration::Declaration,
    deliveries, directory, faults, teams, visits,
    wake::{self, Wake},
};

/// The simulated world.
#[derive(Debug)]
pub struct World {
    pub(crate) now: Time,
    settled_at: Option<Time>,
    start: Timestamp,
    pub(crate) ids: Ids,
    pub(crate) declaration: Declaration,
    inputs: u64,
    cause: Cause,
    facts: Vec<Fact>,
    next_fact: u64,
    contacts: BTreeMap<RawId, Contact>,
    agenda: Agenda<Wake>,
    pub(crate) directory: directory::State,
    pub(crate) calls: calls::State,
    pub(crate) chat: chat::State,
    pub(crate) teams: teams::State,
}

impl World {
    /// Makes a world in which nothing has happened yet. `start` is its civil time at the first instant.
    pub fn new(ids: Ids, start: Timestamp, declaration: Declaration) -> Self {
        let mut world = Self {
            directory: directory::State::new(&declaration),
            calls: calls::State::new(&declaration),
            chat: chat::State::new(&declaration),
            teams: teams::State::new(&declaration),
            agenda: Agenda::default(),
            now: Time::ZERO,
            settled_at: None,
            start,
            ids,
            declaration,
            inputs: 0,
            cause: Cause::Due,
            facts: Vec::new(),
            next_fact: 0,
            contacts: BTreeMap::new(),
        };
        teams::begin(&mut world);
        world
    }

    /// Carries out one command. Everything due before `now` happens first; what is due at `now` itself stays pending
    /// unless [`World::advance`] was called for it.
    ///
    /// # Errors
    /// The command is refused, and nothing has changed but the time.
    pub fn handle(&mut self, now: Time, command: Command) -> Result<Reply, Refusal> {
        self.advance_before(now);
        // What this command makes due at this very instant has not happened yet.
        self.settled_at = None;
        self.cause = Cause::Input(self.inputs);
        self.inputs += 1;
        match command {
            Command::Deliveries(command) => deliveries::handle(self, command),
            Command::Visits(command) => visits::handle(self, command),
            Command::Faults(command) => faults::handle(self, command),
            Command::Directory(command) => directory::handle(self, command),
            Command::Calls(command) => calls::handle(self, command),
            Command::Chat(command) => chat::handle(self, command),
            Command::Teams(command) => teams::handle(self, command),
        }
    }

    /// Says how a command entering now would be written down as an input.
    pub fn input(&self, now: Time, source: Source, command: Command) -> Input {
        let settled = if self.settled_at == Some(now) {
            Settled::Yes
        } else {
            Settled::No
        };
        Input {
            at: now,
            settled,
            source,
            command,
        }
    }

    /// Lets one stored input happen again. A refusal is part of the run, and no error of the replay.
    pub fn replay(&mut self, input: Input) {
        if input.settled == Settled::Yes {
            self.advance(input.at);
        }
        let _refused_as_it_was = self.handle(input.at, input.command);
    }

    /// Tells when the next thing is due.
    pub fn next_wakeup(&self) -> Option<Time> {
        [self.agenda.next_at(), self.teams.next_wakeup()]
            .into_iter()
            .flatten()
            .min()
    }

    /// Lets everything happen that is due up to and at `to`.
    pub fn advance(&mut self, to: Time) {
        while let Some(at) = self.next_wakeup().filter(|at| *at <= to) {
            self.step(at);
        }
        self.now = self.now.max(to);
        self.settled_at = Some(self.now);
    }

    /// Takes the facts recorded since the last call, in order.
    pub fn take_facts(&mut self) -> Vec<Fact> {
        std::mem::take(&mut self.facts)
    }

    /// Shows the world's time.
    pub fn now(&self) -> Time {
        self.now
    }

    /// Tells the civil time of an instant of the run.
    pub fn civil(&self, at: Time) -> Timestamp {
        civil(self.start, at)
    }

    /// Shows the seed of the run.
    pub fn seed(&self) -> u64 {
        self.ids.seed()
    }

    /// Shows the names of the run.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// Shows what was declared.
    pub fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    /// Tells whose contact a party belongs to.
    pub fn contact_of(&self, party: &RawId) -> Option<Contact> {
        self.contacts.get(party).copied()
    }

    /// Tells whether the implementation owes the next move anywhere: a jump of the clock then waits for it.
    pub fn implementation_owes(&self) -> bool {
        self.calls.implementation_owes() || self.chat.implementation_owes()
    }

    /// Tells in how many calls and chats it does.
    pub fn owed_by_implementation(&self) -> usize {
        self.calls.owed() + self.chat.owed()
    }

    /// Shows the directory.
    pub fn directory(&self) -> &directory::State {
        &self.directory
    }

    /// Shows the calls.
    pub fn calls(&self) -> &calls::State {
        &self.calls
    }

    /// Shows the chats.
    pub fn chat(&self) -> &chat::State {
        &self.chat
    }

    /// Shows the voice apps and agents.
    pub fn teams(&self) -> &teams::State {
        &self.teams
    }

    /// Puts a wake-up on the agenda.
    pub(crate) fn wake_in(&mut self, after: Span, wake: Wake) -> WakeId {
        let at = self.now.saturating_add(after);
        self.agenda.schedule(at, wake::CLASS, wake)
    }

    /// Takes a wake-up off the agenda; one that has gone off already is no error.
    pub(crate) fn cancel_wake(&mut self, id: WakeId) {
        let _gone_off_already = self.agenda.cancel(id);
    }

    pub(crate) fn bind_contact(&mut self, party: RawId, contact: Contact) {
        self.contacts.insert(party, contact);
    }

    pub(crate) fn record(&mut self, contact: Option<Contact>, what: What) {
        let fact = Fact {
            seq: self.next_fact,
            at: self.now,
            contact,
            cause: self.cause,
            what,
        };
        self.next_fact += 1;
        self.facts.push(fact);
    }

    fn advance_before(&mut self, to: Time) {
        while let Some(at) = self.next_wakeup().filter(|at| *at < to) {
            self.step(at);
        }
        if to > self.now {
            self.now = to;
            self.settled_at = None;
        }
    }

    /// Lets the first thing due at `at` happen: calls and prompts come before the queues' own timers.
    fn step(&mut self, at: Time) {
        if at > self.now {
            self.now = at;
            self.settled_at = None;
        }
        self.cause = Cause::Due;
        match self.agenda.pop_due(at).map(|(_, wake)| wake) {
            Some(Wake::Calls(wake)) => calls::wake(self, wake),
            Some(Wake::Chat(wake)) => chat::wake(self, wake),
            Some(Wake::Teams(wake)) => teams::wake(self, wake),
            None => teams::advance(self, at),
        }
    }
}

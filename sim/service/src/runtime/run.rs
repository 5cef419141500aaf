//! One run: the world with its people, what is kept of it, and the clock's state.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
    time::Duration,
};

use ringback_world::{
    Command, Director, Fact, Input, Refusal, Reply, Source, Span, Time, World,
    declaration::Declaration, directory,
};
use tokio::{
    sync::{broadcast, oneshot},
    task::AbortHandle,
    time::Instant,
};

use super::{ClockView, FactBatch, FactsAfter, Handle, NotResent, RunEnd, patience::Patience};
use crate::{
    clock::ClockKind,
    delivery::{ErrandId, Machine, RequestId, Subscriptions},
    edge::Edge,
    exchanges::{Bodies, Kept},
    faults::Verdicts,
    observer::Observer,
    record::{Exchange, Record},
    service::{Keep, Log, Options},
    stage::{Entries, Stage},
    strays::Strays,
};

/// One run, and after it the next one.
pub(crate) struct Run {
    pub(super) name: String,
    pub(crate) world: World,
    pub(super) director: Box<dyn Director>,
    pub(super) entries: Entries,
    pub(crate) subscriptions: Subscriptions,
    /// Where the activities of bots go that declare no endpoint.
    pub(crate) bots: Option<String>,
    pub(super) handle: Handle,
    pub(super) edge: Edge,
    pub(super) options: Options,
    /// Simulated time.
    pub(super) now: Time,
    /// When the service started.
    pub(super) started: Instant,
    /// Real time since then, as of the job that is carried out.
    pub(super) real: Duration,
    pub(super) pace: ClockPace,
    pub(super) patience: Patience,
    pub(crate) watch: Option<crate::clock::Watch>,
    pub(super) observer: Option<Box<dyn Observer>>,
    pub(crate) machine: Machine,
    pub(super) verdicts: Verdicts,
    pub(super) flights: BTreeMap<ErrandId, AbortHandle>,
    pub(super) alarms: BTreeMap<(Time, u64), oneshot::Sender<Time>>,
    pub(super) alarms_made: u64,
    pub(super) idle_waiters: Vec<oneshot::Sender<Time>>,
    pub(super) ending: Option<Ending>,
    pub(super) state: RunState,
    /// Tells late answers of an earlier run from this one's.
    pub(super) generation: u64,
    pub(super) began_at: Duration,
    pub(super) inputs: VecDeque<Input>,
    pub(super) facts: VecDeque<Arc<Fact>>,
    pub(super) exchanges: VecDeque<Kept>,
    pub(super) strays: Strays,
    pub(super) followers: broadcast::Sender<FactBatch>,
    pub(super) stopped: bool,
    pub(super) steps_at: Time,
    pub(super) steps_here: u64,
}

/// How simulated time follows the real one.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClockPace {
    pub(super) kind: ClockKind,
    /// The real and the simulated instant from which it counts.
    pub(super) since: (Duration, Time),
    /// How far the manual clock may go.
    pub(super) allowed: Time,
}

/// Whether the run moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RunState {
    /// Handshakes are made first.
    Preparing,
    /// It moves.
    Running,
    /// It is over: the world answers, and time stands still.
    Over,
    /// Something is wrong with it.
    Broken(String),
}

/// Somebody waits for the end of the run.
pub(super) struct Ending {
    pub(super) limit: Option<Time>,
    pub(super) answer: oneshot::Sender<RunEnd>,
}

impl Run {
    pub(super) fn new(
        stage: Stage,
        options: Options,
        handle: Handle,
        edge: Edge,
        followers: broadcast::Sender<FactBatch>,
    ) -> Self {
        let verdicts = Verdicts::new(stage.world.seed(), stage.faults);
        edge.faults.follow(&verdicts);
        Self {
            name: stage.name,
            world: stage.world,
            director: stage.director,
            entries: stage.entries,
            subscriptions: Subscriptions::of(stage.subscriptions),
            bots: stage.bots,
            handle,
            edge,
            now: Time::ZERO,
            started: Instant::now(),
            real: Duration::ZERO,
            pace: ClockPace {
                kind: options.clock,
                since: (Duration::ZERO, Time::ZERO),
                allowed: Time::ZERO,
            },
            patience: Patience::new(options.pace),
            watch: None,
            observer: None,
            options,
            machine: Machine::default(),
            verdicts,
            flights: BTreeMap::new(),
            alarms: BTreeMap::new(),
            alarms_made: 0,
            idle_waiters: Vec::new(),
            ending: None,
            state: RunState::Preparing,
            generation: 0,
            began_at: Duration::ZERO,
            inputs: VecDeque::new(),
            facts: VecDeque::new(),
            exchanges: VecDeque::new(),
            strays: Strays::default(),
            followers,
            stopped: false,
            steps_at: Time::ZERO,
            steps_here: 0,
        }
    }

    /// Puts the next run in the place of this one. Requests that are open stay open.
    pub(crate) fn begin(&mut self, stage: Stage) {
        for (_, flight) in std::mem::take(&mut self.flights) {
            flight.abort();
        }
        for id in std::mem::take(&mut self.machine).under_way() {
            self.patience.returned(self.real, id);
        }
        self.strays.outlive(&self.facts);
        self.edge.callbacks.clear();
        self.edge.repeatability.clear();
        self.edge.tokens.trust.end();
        self.edge.resources.replace(&stage.world);
        self.name = stage.name;
        self.world = stage.world;
        self.director = stage.director;
        self.entries = stage.entries;
        self.subscriptions = Subscriptions::of(stage.subscriptions);
        self.bots = stage.bots;
        self.set_faults(stage.faults);
        self.now = Time::ZERO;
        self.pace.allowed = Time::ZERO;
        self.wake_sleepers();
        self.ending = None;
        self.state = RunState::Preparing;
        self.generation += 1;
        self.inputs.clear();
        self.facts.clear();
        self.exchanges.clear();
    }

    /// Lets the run move, once the handshakes are made.
    pub(crate) fn go(&mut self) {
        self.state = RunState::Running;
        self.began_at = self.real;
        self.pace.since = (self.real, self.now);
        self.patience.measure_anew(self.real);
    }

    /// Declares more, or something otherwise, while everything goes on.
    pub(crate) fn redeclare(&mut self, declaration: Declaration) -> Result<Reply, Refusal> {
        let command = directory::Command::Redeclare(Box::new(declaration));
        let done = self.command(
            None,
            Source::Control,
            Command::Directory(command),
            |_, _| (),
        );
        self.edge.resources.replace(&self.world);
        done
    }

    /// Ends the run and hands over what it leaves.
    pub(crate) fn finish(&mut self) -> Record {
        if let RunState::Running = self.state {
            self.catch_up();
        }
        for (id, flight) in std::mem::take(&mut self.flights) {
            flight.abort();
            self.patience.returned(self.real, id);
        }
        self.state = RunState::Over;
        self.wake_sleepers();
        Record {
            name: self.name.clone(),
            seed: self.world.seed(),
            inputs: std::mem::take(&mut self.inputs).into(),
            facts: self.facts.iter().map(|fact| (**fact).clone()).collect(),
            exchanges: std::mem::take(&mut self.exchanges)
                .into_iter()
                .map(Kept::shown)
                .collect(),
            ended_at: self.now,
            strays: self.strays.take(),
            implementation_worked: self.patience.worked(self.real),
            took: self.real.saturating_sub(self.began_at),
        }
    }

    pub(super) fn clock_view(&self) -> ClockView {
        ClockView {
            kind: self.pace.kind,
            now: self.now,
            civil: self.world.civil(self.now),
            next_due: self.next_due(),
            holds: self.patience.holds().len(),
        }
    }

    pub(super) fn facts_after(&self, after: Option<u64>) -> FactsAfter {
        let oldest = self.facts.front().map_or(0, |fact| fact.seq);
        let from = after.map_or(0, |seq| seq.saturating_add(1));
        if from < oldest && after.is_some() {
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

    /// Keeps an exchange; one of the implementation takes time and contact from its request.
    pub(crate) fn exchange(
        &mut self,
        request: Option<RequestId>,
        mut exchange: Exchange,
        bodies: Option<Bodies>,
    ) {
        if let Some(open) = request.and_then(|id| self.patience.request(id)) {
            exchange.at = open.at;
            exchange.contact = exchange.contact.or(open.contact);
            open.status = exchange.status;
        }
        if self.options.log == Log::Lines {
            eprintln!("{}", crate::exchanges::line(&exchange));
        }
        self.strays.judge(&exchange, self.state == RunState::Over);
        self.exchanges.push_back(Kept::new(exchange, bodies));
        trim(&mut self.exchanges, fewer(self.options.keep_facts));
    }

    /// Rings when so much simulated time has passed.
    pub(crate) fn alarm_in(&mut self, after: Span) -> oneshot::Receiver<Time> {
        let (answer, rings) = oneshot::channel();
        if self.state == RunState::Over {
            // Time stands still for good: nobody shall wait for it.
            return rings;
        }
        self.alarms_made += 1;
        self.alarms
            .insert((self.now.saturating_add(after), self.alarms_made), answer);
        rings
    }

    /// Rings when so much simulated time has passed from now on.
    pub(crate) fn sleep(&mut self, span: Span) -> oneshot::Receiver<Time> {
        self.catch_up();
        self.patience.moved();
        self.alarm_in(span)
    }

    /// Lets everyone go who waits for a time that will not come.
    pub(super) fn wake_sleepers(&mut self) {
        self.alarms.clear();
        self.idle_waiters.clear();
    }

    pub(super) fn hold(&mut self, why: String) -> u64 {
        self.patience.hold(why)
    }

    pub(super) fn release(&mut self, hold: u64) -> bool {
        self.patience.release(self.real, hold)
    }

    pub(super) fn holds(&self) -> Vec<(u64, String)> {
        self.patience
            .holds()
            .iter()
            .map(|(id, why)| (*id, why.clone()))
            .collect()
    }

    pub(super) fn resend(&mut self, id: ErrandId) -> Result<ErrandId, NotResent> {
        self.catch_up();
        let again = self.machine.resend(self.now, id);
        again.ok_or(match self.machine.is_open(id) {
            true => NotResent::Open,
            false => NotResent::Unknown,
        })
    }

    /// Learns that the first byte of a request arrived at `arrived`, or that a connection was made on which one is to come.
    pub(crate) fn opened(&mut self, id: RequestId, arrived: Instant) {
        self.catch_up();
        self.patience.opened(self.real, id, self.now);
        self.arrived(id, arrived);
    }

    /// Learns when the first byte of a request arrived on a new connection.
    pub(crate) fn arrived(&mut self, id: RequestId, arrived: Instant) {
        let arrived = arrived.saturating_duration_since(self.started);
        if let Some(open) = self.patience.request(id) {
            open.arrived = arrived;
            open.whole = arrived;
        }
    }

    /// Learns when the last byte of a request had arrived.
    pub(crate) fn whole(&mut self, request: Option<RequestId>, whole: Instant) {
        let whole = whole.saturating_duration_since(self.started);
        if let Some(open) = request.and_then(|id| self.patience.request(id)) {
            open.whole = whole.max(open.arrived);
        }
    }

    /// Learns that the reply to a request left at `flushed`.
    pub(crate) fn closed(&mut self, id: RequestId, flushed: Instant) {
        self.catch_up();
        self.tell_of_reply(id, flushed);
        self.patience.closed(self.real, id);
        self.machine.flushed(id);
    }

    /// Learns that what was taken for a request is none.
    pub(crate) fn withdrawn(&mut self, id: RequestId) {
        self.patience.withdrawn(self.real, id);
    }

    /// Learns that a client was told to come back.
    pub(crate) fn told_to_return(&mut self, after: Duration) {
        self.patience.told_to_return(self.real, after);
    }

    /// Lets the task end.
    pub(crate) fn stop(&mut self) {
        for (_, flight) in std::mem::take(&mut self.flights) {
            flight.abort();
        }
        self.stopped = true;
    }

    pub(super) fn keep_facts(&mut self, facts: Vec<Fact>) {
        if self.options.log == Log::Lines {
            for fact in &facts {
                eprintln!("{}", crate::exchanges::fact_line(fact));
            }
        }
        let batch: FactBatch = facts.into_iter().map(Arc::new).collect();
        self.facts.extend(batch.iter().cloned());
        trim(&mut self.facts, self.options.keep_facts);
        let _nobody_follows = self.followers.send(batch);
    }
}

/// Exchanges hold whole bodies: fewer of them are kept than of facts.
fn fewer(keep: Keep) -> Keep {
    match keep {
        Keep::All => Keep::All,
        Keep::Last(limit) => Keep::Last(limit / 10),
    }
}

pub(super) fn trim<T>(kept: &mut VecDeque<T>, keep: Keep) {
    if let Keep::Last(limit) = keep {
        let surplus = kept.len().saturating_sub(limit);
        kept.drain(..surplus);
    }
}

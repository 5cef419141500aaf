//! The only way to the world from asynchronous code.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use ringback_world::{Command, Fact, Refusal, Reply, Source, Span, Time, World};
use tokio::sync::{broadcast, mpsc, oneshot};

use super::Run;
use crate::delivery::{Attempt, DeadLetter, ErrandId, RequestId};
use crate::{clock::ClockKind, delivery::Subscribed, subscription::Subscription};

/// Facts that were recorded together, in order.
pub type FactBatch = Arc<[Arc<Fact>]>;

/// One thing that the world's task does between two others.
pub(crate) type Job = Box<dyn FnOnce(&mut Run) + Send>;

tokio::task_local! {
    /// The request of the implementation that is being answered.
    pub(crate) static REQUEST: RequestId;
}

/// The way to the world. Cheap to clone.
#[derive(Clone)]
pub struct Handle {
    jobs: mpsc::UnboundedSender<Job>,
    facts: broadcast::Sender<FactBatch>,
}

/// How long a run may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunLimit {
    /// In real time.
    pub real: Duration,
    /// In simulated time since the start of the run.
    pub simulated: Option<Span>,
}

/// How a run came to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunEnd {
    /// Everyone has done what they came for, and all is quiet.
    Finished,
    /// The real time ran out.
    TimeLimit,
    /// The simulated time ran out.
    SimulatedLimit,
    /// Nothing is due, nobody works, and not everyone has done what they came for.
    Stuck(String),
}

/// How far the clock is to be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Advance {
    /// By so much.
    By(Span),
    /// To this instant.
    To(Time),
    /// Until nothing is due any more.
    UntilIdle,
}

/// What the clock shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ClockView {
    /// How time passes.
    pub(crate) kind: ClockKind,
    /// The simulated time.
    pub(crate) now: Time,
    /// The civil time.
    pub(crate) civil: jiff::Timestamp,
    /// When the next thing is due.
    pub(crate) next_due: Option<Time>,
    /// How many holds there are.
    pub(crate) holds: usize,
}

/// Facts from a position on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FactsAfter {
    /// The facts.
    Facts(Vec<Arc<Fact>>),
    /// The position is older than what is kept; this is the oldest one.
    Forgotten {
        /// The sequence number of the oldest fact that is kept.
        oldest: u64,
    },
}

/// Why a delivery was not sent once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotResent {
    /// It is on its way, or will be tried again by itself.
    Open,
    /// There is none, or it is forgotten.
    Unknown,
}

impl Handle {
    pub(crate) fn new(
        jobs: mpsc::UnboundedSender<Job>,
        facts: broadcast::Sender<FactBatch>,
    ) -> Self {
        Self { jobs, facts }
    }

    /// Asks the world for something.
    ///
    /// # Errors
    /// The world refuses, and nothing has changed.
    pub async fn command(&self, source: Source, command: Command) -> Result<Reply, Refusal> {
        self.command_then(source, command, |_, _| ()).await
    }

    /// Asks the world for something and does `then` at the same instant, before any fact is published: what a callback
    /// needs to know of the request is kept here.
    pub(crate) async fn command_then(
        &self,
        source: Source,
        command: Command,
        then: impl FnOnce(&World, &Result<Reply, Refusal>) + Send + 'static,
    ) -> Result<Reply, Refusal> {
        let request = REQUEST.try_with(|id| *id).ok();
        self.inspect(move |run| run.command(request, source, command, then))
            .await
    }

    /// Looks at the world.
    pub async fn read<R: Send + 'static>(&self, f: impl FnOnce(&World) -> R + Send + 'static) -> R {
        self.inspect(move |run| f(&run.world)).await
    }

    /// Looks at the world together with the facts that are kept of it.
    pub(crate) async fn read_facts<R: Send + 'static>(
        &self,
        f: impl FnOnce(&World, &VecDeque<Arc<Fact>>) -> R + Send + 'static,
    ) -> R {
        self.inspect(move |run| f(&run.world, &run.facts)).await
    }

    /// Follows the facts from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<FactBatch> {
        self.facts.subscribe()
    }

    /// Looks at the clock.
    pub(crate) async fn clock(&self) -> ClockView {
        self.inspect(|run| run.clock_view()).await
    }

    /// Shows the facts that are kept from `after` on (exclusive); `None` for all.
    pub(crate) async fn facts(&self, after: Option<u64>) -> FactsAfter {
        self.inspect(move |run| run.facts_after(after)).await
    }

    /// Lists the Event Grid subscriptions.
    pub(crate) async fn subscriptions(&self) -> Vec<Subscribed> {
        self.inspect(|run| run.subscriptions.0.values().cloned().collect())
            .await
    }

    /// Takes an Event Grid subscription away; tells whether there was one.
    pub(crate) async fn unsubscribe(&self, name: String) -> Option<Subscription> {
        self.inspect(move |run| {
            run.subscriptions
                .0
                .shift_remove(&name)
                .map(|s| s.subscription)
        })
        .await
    }

    /// Moves the clock and tells where it has arrived.
    pub(crate) async fn advance(&self, how: Advance) -> Time {
        let arrives = self.inspect(move |run| run.advance(how)).await;
        match arrives.await {
            Ok(at) => at,
            Err(_the_run_ended) => self.read(World::now).await,
        }
    }

    /// Sleeps in simulated time, which is not work; tells when it ended.
    pub(crate) async fn sleep(&self, span: Span) -> Time {
        let rings = self.inspect(move |run| run.sleep(span)).await;
        match rings.await {
            Ok(at) => at,
            Err(_the_run_ended) => self.read(World::now).await,
        }
    }

    /// Changes how time passes.
    pub(crate) async fn set_clock(&self, kind: ClockKind) {
        self.inspect(move |run| run.set_clock(kind)).await;
    }

    /// Keeps the automatic clock still until the hold is released; gives its name.
    pub(crate) async fn hold(&self, why: String) -> u64 {
        self.inspect(move |run| run.hold(why)).await
    }

    /// Releases a hold; tells whether it was there.
    pub(crate) async fn release(&self, hold: u64) -> bool {
        self.inspect(move |run| run.release(hold)).await
    }

    /// Lists the holds with what they are for.
    pub(crate) async fn holds(&self) -> Vec<(u64, String)> {
        self.inspect(|run| run.holds()).await
    }

    /// Lists the attempts to deliver events, oldest first, each with its number in the run.
    pub(crate) async fn deliveries(&self) -> Vec<(u64, Attempt)> {
        let all = |run: &mut Run| {
            let attempts = run.machine.attempts();
            attempts
                .map(|(number, one)| (number, one.clone()))
                .collect()
        };
        self.inspect(all).await
    }

    /// Lists the events of a subscription that could not be delivered and are kept, oldest first.
    pub(crate) async fn dead_letters(&self, subscription: String) -> Vec<DeadLetter> {
        self.inspect(move |run| {
            run.machine
                .dead_letters()
                .of(&subscription)
                .cloned()
                .collect()
        })
        .await
    }

    /// Sends a finished delivery once more; gives its new name.
    pub(crate) async fn resend(&self, id: ErrandId) -> Result<ErrandId, NotResent> {
        self.inspect(move |run| run.resend(id)).await
    }

    /// Has the world's task do something and waits for its answer.
    pub(crate) async fn inspect<R: Send + 'static>(
        &self,
        f: impl FnOnce(&mut Run) -> R + Send + 'static,
    ) -> R {
        let (answer, answered) = oneshot::channel();
        self.send(move |run| {
            let _asker_went_away = answer.send(f(run));
        });
        answered
            .await
            .expect("the world's task answers as long as the service lives")
    }

    /// Has the world's task do something. Nothing happens when the service has stopped.
    pub(crate) fn send(&self, job: impl FnOnce(&mut Run) + Send + 'static) {
        let _service_stopped = self.jobs.send(Box::new(job));
    }
}

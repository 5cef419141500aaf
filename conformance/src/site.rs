//! A site: one listener of the simulator and one instance of the implementation, on which runs follow one another.

use std::time::Duration;

use ringback_format::implementation::{
    Acknowledges, EntryPoint, ImplementationFile, Parking, ReactsWithin,
};
use ringback_scenarios::Case;
use ringback_service::{
    self as service, BeginError, Entry, Method, Options, Pace, Record, ReplyPaths, RunEnd,
    RunLimit, Service, Stage, Subscription,
};
use ringback_world::{Director, Ids, Span, World};

use crate::{
    HarnessError,
    implementation::{LoadedImplementation, ProcessorUse, Running, Wanted},
};

/// When a webhook of an implementation that answers after its work is parked: it never waits in its handler for the next
/// event, so only one that hangs gets there, and a busy machine must not make it look like one.
const PARK_AFTER_WORK: Duration = Duration::from_secs(10);

/// How long a process may take to be seen dead after it could not be reached any more.
const DYING: Duration = Duration::from_millis(500);

/// One listener and one instance of the implementation.
pub struct Site {
    service: Service,
    running: Running,
    wanted: Wanted,
    file: ImplementationFile,
}

impl Site {
    /// Opens the listener and starts the implementation, as the first case wants it.
    ///
    /// # Errors
    /// One of the two does not start.
    pub async fn start(
        options: Options,
        implementation: &LoadedImplementation,
        first: &Case,
    ) -> Result<Self, HarnessError> {
        let file = implementation.file.clone();
        let wanted = Wanted::of(&file, first);
        let service = Service::start(options, empty_stage(first)).await?;
        let running = Running::start(implementation, service.announcement(), &wanted).await?;
        if let Some(process) = running.process_id() {
            service.watch(watch(process)).await;
        }
        Ok(Self {
            service,
            running,
            wanted,
            file,
        })
    }

    /// Tells whether the instance serves what a case wants.
    pub(crate) fn suits(&self, case: &Case) -> bool {
        self.wanted == Wanted::of(&self.file, case)
    }

    /// Shows the simulator.
    pub fn service(&self) -> &Service {
        &self.service
    }

    /// Tells the process id of an instance that was started here; nothing of one that was attached to.
    pub fn process_id(&self) -> Option<u32> {
        self.running.process_id()
    }

    /// Shows what the implementation has printed, its last lines at least.
    pub(crate) fn output(&self) -> String {
        self.running.output()
    }

    /// Sets a case up for a run with these people. Runs of different names have different public ids: an instance that
    /// remembers what it has seen takes nothing of one for something of another.
    pub fn stage(&self, name: &str, case: &Case, seed: u64, director: Box<dyn Director>) -> Stage {
        let web = &self.running.web;
        let webhooks = &self.file.webhooks;
        let subscriptions = webhooks
            .event_grid
            .iter()
            .map(|path| Subscription::new("implementation", format!("{web}{path}")));
        Stage {
            name: name.to_owned(),
            world: World::new(Ids::new(seed, name), case.start(), case.declaration()),
            director,
            entries: entries(&self.file, web),
            subscriptions: subscriptions.collect(),
            faults: case.faults(),
            bots: webhooks.bot.as_ref().map(|path| format!("{web}{path}")),
        }
    }

    /// Puts a run on the site; its time stands still.
    ///
    /// # Errors
    /// The webhook of the implementation does not agree to receive events, or its process has ended.
    pub async fn begin(&mut self, stage: Stage, case: &str) -> Result<(), HarnessError> {
        match self.service.begin(stage).await {
            Ok(()) => Ok(()),
            Err(refused) => Err(self.turned_away(&refused, case).await),
        }
    }

    /// Lets the run go on to its end.
    ///
    /// # Errors
    /// The implementation's process ended meanwhile.
    pub async fn run_to_end(
        &mut self,
        limit: RunLimit,
        case: &str,
    ) -> Result<RunEnd, HarnessError> {
        let name = &self.file.implementation;
        tokio::select! {
            end = self.service.run_to_end(limit) => Ok(end),
            ended = death(&mut self.running) => Err(self.running.died(name, &ended, case)),
        }
    }

    /// Ends the run and takes what it leaves.
    ///
    /// # Errors
    /// The implementation's process has ended.
    pub async fn finish(&mut self, case: &str) -> Result<Record, HarnessError> {
        let record = self.service.finish().await;
        match self.dead(&record).await {
            Some(ended) => {
                let name = &self.file.implementation;
                Err(self.running.died(name, &ended, case))
            }
            None => Ok(record),
        }
    }

    /// Ends the implementation and closes the listener.
    pub async fn stop(self) {
        self.running.stop().await;
        self.service.stop().await;
    }

    /// Makes the error of an implementation whose webhook does not agree to receive events, or whose process ended instead.
    async fn turned_away(&mut self, refused: &BeginError, case: &str) -> HarnessError {
        let name = &self.file.implementation;
        let ended = tokio::time::timeout(DYING, death(&mut self.running));
        match ended.await {
            Ok(ended) => self.running.died(name, &ended, case),
            Err(_it_lives) => self.running.turned_away(name, refused),
        }
    }

    /// Tells whether the process has ended. One that could not be reached may be about to.
    async fn dead(&mut self, record: &Record) -> Option<String> {
        let unreached = record
            .exchanges
            .iter()
            .any(|exchange| exchange.status.is_none() && exchange.fault.is_none());
        if unreached {
            return tokio::time::timeout(DYING, death(&mut self.running))
                .await
                .ok();
        }
        self.running.ended()
    }
}

/// How the clock waits for an implementation, as its file says.
pub fn pace(file: &ImplementationFile) -> Pace {
    let reacts_within = match file.reacts_within {
        ReactsWithin::Within(limit) => Some(Duration::from_micros(limit.span().as_micros())),
        ReactsWithin::Unlimited => None,
    };
    let defaults = Pace::default();
    Pace {
        reacts_within,
        park_after: match (file.parking, file.acknowledges) {
            (Parking::On, Acknowledges::AtOnce) => defaults.park_after,
            (Parking::On, Acknowledges::AfterWork) => Some(PARK_AFTER_WORK),
            (Parking::Off, _) => None,
        },
        acknowledges: match file.acknowledges {
            Acknowledges::AtOnce => service::Acknowledges::AtOnce,
            Acknowledges::AfterWork => service::Acknowledges::AfterWork,
        },
        thinks: file.thinks.map_or(Span::ZERO, |duration| duration.span()),
        ..defaults
    }
}

/// The stage while the implementation starts: the first case's world, and nobody in it.
fn empty_stage(case: &Case) -> Stage {
    let ids = Ids::new(0, "start");
    Stage::idle("start", World::new(ids, case.start(), case.declaration()))
}

fn entries(file: &ImplementationFile, web: &str) -> service::Entries {
    let entry = |point: &EntryPoint| {
        let (method, path) = match (&point.post, &point.get) {
            (Some(path), _) => (Method::Post, path.as_str()),
            (None, path) => (Method::Get, path.as_deref().unwrap_or("/")),
        };
        Entry {
            method,
            url: format!("{web}{path}"),
            body: point.body.clone(),
            reply: ReplyPaths {
                thread: point.reply.thread.clone(),
                identity: point.reply.identity.clone(),
                token: point.reply.token.clone(),
            },
        }
    };
    let points = file.entry.iter();
    points
        .map(|(name, point)| (name.clone(), entry(point)))
        .collect()
}

fn watch(process: u32) -> service::Watch {
    let mut processor = ProcessorUse::of(process);
    Box::new(move || {
        if processor.now() {
            service::Computing::Yes
        } else {
            service::Computing::No
        }
    })
}

/// Waits until the implementation's process has ended; for ever while it lives.
async fn death(running: &mut Running) -> String {
    loop {
        if let Some(ended) = running.ended() {
            return ended;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

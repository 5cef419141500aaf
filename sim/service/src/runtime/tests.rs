//! The world's task with a real listener and a real implementation, both on loopback.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use ringback_world::{
    Command, Contact, Director, Fact, Guid, Ids, Move, RawId, Source, Span, Time, What, World,
    deliveries::{self, Channel, Next, Outcome},
    directory,
};
use serde_json::Value;

use super::Advance;
use crate::{
    ClockKind, Entry, Method, Options, ReplyPaths, RunEnd, RunLimit, Service, Stage,
    delivery::{Destination, Errand, Outgoing},
};

mod clock;
mod faults;
mod implementation;
mod observed;
mod outgoing;
mod requests;
use implementation::{Implementation, Received};

const RESOURCE: &str = "main";

fn world() -> World {
    use ringback_world::declaration::{Declaration, Resource, Tenant};
    let declaration = Declaration {
        resources: vec![Resource {
            name: RESOURCE.to_owned(),
            id: Guid::new("11111111-1111-4111-8111-111111111111"),
            access_keys: ["a2V5".to_owned(), "a2V5".to_owned()],
            phone_numbers: Vec::new(),
        }],
        teams: Tenant::new(Guid::new("22222222-2222-4222-8222-222222222222")),
        bots: Vec::new(),
    };
    let start = "2026-03-02T08:00:00Z".parse().expect("a timestamp");
    World::new(Ids::new(1, "test"), start, declaration)
}

/// Moves once at a fixed time, and is done when so many facts were seen.
struct Once {
    at: Option<Time>,
    moves: Vec<Move>,
    seen: usize,
    waits_for: usize,
}

impl Once {
    fn at(at: Time, moves: Vec<Move>, waits_for: usize) -> Box<Self> {
        Box::new(Self {
            at: Some(at),
            moves,
            seen: 0,
            waits_for,
        })
    }

    fn waits_for(facts: usize) -> Box<Self> {
        Box::new(Self {
            at: None,
            moves: Vec::new(),
            seen: 0,
            waits_for: facts,
        })
    }
}

impl Director for Once {
    fn observe(&mut self, _: Time, _: &World, facts: &[Fact]) -> Vec<Move> {
        self.seen += facts.len();
        Vec::new()
    }

    fn next_wakeup(&self) -> Option<Time> {
        self.at
    }

    fn wake(&mut self, _: Time, _: &World) -> Vec<Move> {
        self.at = None;
        std::mem::take(&mut self.moves)
    }

    fn finished(&self) -> bool {
        self.at.is_none() && self.seen >= self.waits_for
    }
}

struct Running {
    service: Service,
    _folder: tempfile::TempDir,
}

impl Running {
    /// Starts a service whose run stands still until [`Running::to_end`].
    async fn prepared(director: Box<dyn Director>, change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut options = Options::new(folder.path());
        change(&mut options);
        let service = Service::start(options, Stage::idle("first", world()))
            .await
            .expect("starts");
        service
            .begin(Stage {
                director,
                ..Stage::idle("test", world())
            })
            .await
            .expect("it begins");
        Self {
            service,
            _folder: folder,
        }
    }

    async fn queue(&self, implementation: &Implementation, ids: &[&str], channel: Channel) {
        let base = implementation.base.clone();
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        let queue = move |run: &mut crate::runtime::Run| {
            for id in ids {
                let target = format!("{base}/{id}").parse().expect("a URL");
                run.machine.queue(
                    run.now,
                    Errand::Delivery(Box::new(event(id, channel, target))),
                    None,
                );
            }
        };
        self.service.handle().inspect(queue).await;
    }

    async fn to_end(&self) -> RunEnd {
        let limit = RunLimit {
            real: Duration::from_secs(20),
            simulated: Some(Span::from_secs(90_000)),
        };
        self.service.run_to_end(limit).await
    }

    async fn attempts(&self) -> Vec<(String, u32, Outcome, Next)> {
        let record = self.service.finish().await;
        let attempts = record.facts.into_iter().filter_map(|fact| match fact.what {
            What::Delivery(deliveries::Fact::DeliveryAttempted {
                event_id,
                attempt,
                outcome,
                next,
                ..
            }) => Some((event_id, attempt, outcome, next)),
            What::Directory(_)
            | What::Call(_)
            | What::Chat(_)
            | What::Teams(_)
            | What::Visit(_)
            | What::Delivery(deliveries::Fact::DeadLettered { .. })
            | What::Fault(_) => None,
        });
        attempts.collect()
    }
}

fn event(id: String, channel: Channel, target: reqwest::Url) -> Outgoing {
    Outgoing {
        channel,
        contact: None,
        event_type: "T".to_owned(),
        event_id: id,
        target,
        body: serde_json::json!([{"n": 1}]),
        headers: Vec::new(),
        audience: Some(Guid::new("resource")),
        lane: Some("leg".to_owned()),
        subscription: Some(Destination::of(&crate::Subscription::new(
            "sub",
            "http://localhost/",
        ))),
    }
}

fn create_identity() -> Command {
    Command::Directory(directory::Command::CreateIdentity {
        resource: RESOURCE.to_owned(),
        scopes: Vec::new(),
    })
}

fn answered(id: &str, status: u16, next: Next) -> (String, u32, Outcome, Next) {
    (id.to_owned(), 1, Outcome::Answered(status), next)
}

//! Starts a service on a free port, signs requests as clients do, and plays an implementation.

mod answer;
mod client;
mod closed;
mod people;
mod published;
mod reference;
mod sign;
mod sim;

pub(crate) use answer::Answer;
pub(crate) use client::{ACCESS_KEY, Client};
pub(crate) use people::Script;
pub(crate) use published::{Document, EVENT_GRID, document};
pub(crate) use reference::{Reference, reference};
pub(crate) use sim::{Sim, User, Who};

use ringback_service::{Options, RunEnd, RunLimit, Service, Stage};
use ringback_world::{
    Guid, Ids, Span, World,
    declaration::{Declaration, Resource, Tenant},
};
use std::time::Duration;

/// A service with the folder that its authority lives in.
pub(crate) struct Running {
    pub(crate) service: Service,
    _folder: tempfile::TempDir,
}

impl std::ops::Deref for Running {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.service
    }
}

/// A small world with one resource.
pub(crate) fn world(seed: u64) -> World {
    let declaration = Declaration {
        resources: vec![Resource {
            name: "main".to_owned(),
            id: Guid::new("11111111-1111-4111-8111-111111111111"),
            access_keys: [ACCESS_KEY.to_owned(), "c2Vjb25kIGtleQ==".to_owned()],
            phone_numbers: vec!["+14255550100".to_owned()],
        }],
        teams: Tenant::new(Guid::new("22222222-2222-4222-8222-222222222222")),
        bots: Vec::new(),
    };
    let start = "2026-03-02T08:00:00Z".parse().expect("a timestamp");
    World::new(Ids::new(seed, "test"), start, declaration)
}

/// A stage with that world and nobody in it.
pub(crate) fn idle() -> Stage {
    Stage::idle("test", world(1))
}

/// Starts a service; `change` adapts its options.
pub(crate) async fn start(stage: Stage, change: impl FnOnce(&mut Options)) -> Running {
    let folder = tempfile::tempdir().expect("a folder");
    let mut options = Options::new(folder.path());
    change(&mut options);
    let service = Service::start(options, stage).await.expect("it starts");
    Running {
        service,
        _folder: folder,
    }
}

/// Lets a run go to its end, within a real time that only a hanging test reaches.
pub(crate) async fn to_end(service: &Service) -> RunEnd {
    let limit = RunLimit {
        real: Duration::from_secs(20),
        simulated: Some(Span::from_secs(7_200)),
    };
    service.run_to_end(limit).await
}

//! The service: a listener, a world behind it, and the runs that follow one another.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use thiserror::Error;

use crate::{
    announcement::Announcement,
    app::App,
    auth::{DevelopmentKey, Tokens},
    callbacks::CallbackUris,
    clock::{ClockKind, Pace},
    record::Record,
    runtime::{self, Handle, RunEnd, RunLimit},
    stage::Stage,
};

/// How a service is started.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Where it listens; port 0 picks a free one.
    pub listen: SocketAddr,
    /// How simulated time passes.
    pub clock: ClockKind,
    /// How patiently the automatic clock waits for the implementation.
    pub pace: Pace,
    /// Where the local authority's certificate is kept.
    pub state_dir: PathBuf,
    /// Further names that the certificate covers.
    pub hosts: Vec<String>,
    /// Hosts outside this machine that may be called.
    pub allow_hosts: Vec<String>,
    /// The largest body that a request may have, in bytes.
    pub body_limit: usize,
    /// What it says while it runs.
    pub log: Log,
    /// How many facts are kept for readers.
    pub keep_facts: Keep,
}

/// What a service says while it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Log {
    /// Nothing.
    Quiet,
    /// A line on stderr for each request and delivery.
    Lines,
}

/// How many facts are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The last ones.
    Last(usize),
    /// All.
    All,
}

impl Options {
    /// Listens on a free loopback port, with the automatic clock.
    pub fn new(state_dir: impl Into<PathBuf>) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            clock: ClockKind::Auto,
            pace: Pace::default(),
            state_dir: state_dir.into(),
            hosts: Vec::new(),
            allow_hosts: Vec::new(),
            body_limit: 4 * 1024 * 1024,
            log: Log::Quiet,
            keep_facts: Keep::Last(100_000),
        }
    }
}

/// Why a service did not start.
#[derive(Debug, Error)]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}; choose another address or port 0")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The cause.
        source: std::io::Error,
    },
    /// The local authority cannot be read or made.
    #[error(
        "the local certificate authority in {folder} is not usable: {why}; remove the folder to make a new one"
    )]
    Authority {
        /// Its folder.
        folder: PathBuf,
        /// The cause.
        why: String,
    },
    /// The stage declares no resource.
    #[error("the world declares no resource; declare at least one")]
    NoResource,
}

/// A running service.
pub struct Service {
    announcement: Announcement,
    app: App,
}

impl Service {
    /// Opens the listener and begins the first run.
    ///
    /// # Errors
    /// The address is taken, or the authority cannot be used.
    pub async fn start(options: Options, stage: Stage) -> Result<Self, StartError> {
        let callbacks = CallbackUris::default();
        let world = runtime::spawn(&options, stage, callbacks.clone());
        let app = App {
            world,
            callbacks,
            tokens: Tokens::new(Arc::new(DevelopmentKey::new())),
        };
        let _router = crate::app::router().with_state::<()>(app.clone());
        Ok(Self {
            announcement: Announcement {
                http: String::new(),
                https: String::new(),
                control: String::new(),
                console: String::new(),
                access_key: String::new(),
                connection_string: String::new(),
                ca_certificate: String::new(),
                ca_bundle: String::new(),
            },
            app,
        })
    }

    /// Tells where the service is and how to reach it.
    pub fn announcement(&self) -> &Announcement {
        &self.announcement
    }

    /// Gives the way to the world.
    pub fn handle(&self) -> Handle {
        self.app.world.clone()
    }

    /// Begins the next run on the same listener. Names of earlier runs are unknown to it.
    pub async fn begin(&self, _stage: Stage) {}

    /// Lets the run go on to its end.
    pub async fn run_to_end(&self, _limit: RunLimit) -> RunEnd {
        RunEnd::Finished
    }

    /// Ends the run and takes what it leaves; the world stands still afterwards.
    pub async fn finish(&self) -> Record {
        self.app.world.inspect(|run| run.take_record()).await
    }

    /// Closes the listener and every connection.
    pub async fn stop(self) {}
}

//! The service: a listener, a world behind it, and the runs that follow one another.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use thiserror::Error;
use tokio::{net::TcpListener, sync::watch, task::JoinHandle};

use crate::{
    announcement::Announcement,
    app::{self, App},
    auth::{Asker, CallbackTokens, DevelopmentKey, Resources, Tokens},
    authority::Authority,
    bots::BotTokens,
    callbacks::CallbackUris,
    clock::{ClockKind, Pace, Watch},
    control::{self, Door},
    delivery::{self, BeginError, Handshakes, Poster},
    edge::Edge,
    faults::Switch,
    gate::Gate,
    listener::{self, WorkSource},
    observer::Observer,
    record::Record,
    repeatability::Repeatability,
    runtime::{self, Handle, RunEnd, RunLimit},
    stage::Stage,
    subscription::Subscription,
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
    /// The key that the control API demands. On an address that others can reach there always is one: it is made where none
    /// was given.
    pub control_key: Option<String>,
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
            control_key: None,
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
    /// The client for calls to the implementation cannot be made.
    #[error("the client for calls to the implementation cannot be made: {0}")]
    Client(String),
    /// The stage declares no resource.
    #[error("the world declares no resource; declare at least one")]
    NoResource,
    /// An endpoint did not agree to receive events.
    #[error(transparent)]
    Begin(#[from] BeginError),
}

/// A running service.
pub struct Service {
    announcement: Announcement,
    control_key: Option<String>,
    app: App,
    stop: watch::Sender<bool>,
    listening: JoinHandle<()>,
}

impl Service {
    /// Opens the listener and begins the first run, whose time passes at once.
    ///
    /// # Errors
    /// The address is taken, the authority cannot be used, the world declares no resource, or an endpoint did not agree
    /// to receive events.
    pub async fn start(options: Options, stage: Stage) -> Result<Self, StartError> {
        // A provider chosen by the program itself stays.
        let _chosen_before = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let first = stage
            .world
            .declaration()
            .resources
            .first()
            .ok_or(StartError::NoResource)?;
        let access_key = first.access_keys[0].clone();
        let authority = authority(&options)?;
        let listen = |source| StartError::Listen {
            address: options.listen,
            source,
        };
        let listener = TcpListener::bind(options.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let announcement = announce(address, access_key, &authority);
        let edge = edge(&options, &stage, &announcement.http)?;
        let subscriptions = stage.subscriptions.clone();
        let world = runtime::spawn(&options, stage, edge.clone());
        let app = App {
            world: world.clone(),
            callbacks: edge.callbacks.clone(),
            tokens: edge.tokens.clone(),
            bot_tokens: edge.bot_tokens.clone(),
            http: edge.http.clone(),
            poster: edge.poster.clone(),
            declared: control::Declared::default(),
            handshakes: Handshakes::new(
                edge.poster.clone(),
                world.clone(),
                announcement.http.clone(),
            ),
        };
        let control_key = control_key(&options);
        let door = Door::new(&options.hosts, address, control_key.as_deref());
        let gate = gate(&options, &edge, &world, address);
        let router = app::router(app.clone(), gate, door);
        let (stop, stopped) = watch::channel(false);
        let work = WorkSource::new(world);
        let serving = listener::serve(listener, authority.acceptor, router, work, stopped);
        let listening = tokio::spawn(serving);
        let service = Self {
            announcement,
            control_key,
            app,
            stop,
            listening,
        };
        service.shake_hands(subscriptions).await?;
        service.app.world.inspect(|run| run.go()).await;
        Ok(service)
    }

    /// Tells where the service is and how to reach it.
    pub fn announcement(&self) -> &Announcement {
        &self.announcement
    }

    /// Tells the key that the control API demands, if it does.
    pub fn control_key(&self) -> Option<&str> {
        self.control_key.as_deref()
    }

    /// Gives the way to the world.
    pub fn handle(&self) -> Handle {
        self.app.world.clone()
    }

    /// Puts the next run on the same listener and makes the handshakes of its subscriptions. Its time stands still until
    /// [`Service::run_to_end`] lets it go. Names of earlier runs are unknown to it.
    ///
    /// # Errors
    /// An endpoint did not agree to receive events. The run is there, and sends it none.
    pub async fn begin(&self, stage: Stage) -> Result<(), BeginError> {
        let subscriptions = stage.subscriptions.clone();
        self.app.world.inspect(move |run| run.begin(stage)).await;
        self.shake_hands(subscriptions).await
    }

    /// Hands over who can tell whether the implementation's processes compute: the automatic clock then waits for them.
    pub async fn watch(&self, watch: Watch) {
        self.app
            .world
            .inspect(move |run| run.watch = Some(watch))
            .await;
    }

    /// Hands over who watches this run and those that follow.
    pub async fn observe(&self, observer: Box<dyn Observer>) {
        self.app
            .world
            .inspect(move |run| run.observe(observer))
            .await;
    }

    /// Lets the run go on to its end.
    pub async fn run_to_end(&self, limit: RunLimit) -> RunEnd {
        let end = self
            .app
            .world
            .inspect(move |run| run.await_end(limit))
            .await;
        match tokio::time::timeout(limit.real, end).await {
            Ok(Ok(end)) => end,
            Ok(Err(_)) => RunEnd::Stuck("another run was begun".to_owned()),
            Err(_) => RunEnd::TimeLimit,
        }
    }

    /// Ends the run and takes what it leaves; the world stands still afterwards.
    pub async fn finish(&self) -> Record {
        self.app.world.inspect(|run| run.finish()).await
    }

    /// Closes the listener and every connection.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        let _ended_or_panicked = self.listening.await;
        self.app.world.send(|run| run.stop());
    }

    async fn shake_hands(&self, subscriptions: Vec<Subscription>) -> Result<(), BeginError> {
        delivery::shake_hands(&self.app.handshakes, &self.app.world, subscriptions).await
    }
}

fn authority(options: &Options) -> Result<Authority, StartError> {
    open_authority(&options.state_dir, &options.hosts)
}

fn open_authority(folder: &Path, hosts: &[String]) -> Result<Authority, StartError> {
    Authority::open(folder, hosts).map_err(|why| StartError::Authority {
        folder: folder.to_owned(),
        why,
    })
}

/// Where the certificates of the local authority are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificates {
    /// The authority's own certificate.
    pub ca_certificate: PathBuf,
    /// The system's roots and ours.
    pub ca_bundle: PathBuf,
}

/// Finds the local authority, making it where there is none yet.
///
/// # Errors
/// The folder cannot be used.
pub fn certificates(state_dir: &Path, hosts: &[String]) -> Result<Certificates, StartError> {
    let authority = open_authority(state_dir, hosts)?;
    Ok(Certificates {
        ca_certificate: authority.certificate,
        ca_bundle: authority.bundle,
    })
}

fn edge(options: &Options, stage: &Stage, http: &str) -> Result<Edge, StartError> {
    let key = Arc::new(DevelopmentKey::new());
    let resources = Resources::default();
    resources.replace(&stage.world);
    let poster = Poster::new(options.allow_hosts.clone())
        .map_err(|error| StartError::Client(error.to_string()))?;
    Ok(Edge {
        poster,
        callbacks: CallbackUris::default(),
        resources,
        tokens: Tokens::new(Arc::clone(&key)),
        callback_tokens: CallbackTokens::new(Arc::clone(&key)),
        bot_tokens: BotTokens::new(key),
        http: http.to_owned(),
        repeatability: Repeatability::default(),
        faults: Switch::default(),
    })
}

fn gate(options: &Options, edge: &Edge, world: &Handle, address: SocketAddr) -> Gate {
    let port = address.port();
    Gate {
        asker: Asker {
            resources: edge.resources.clone(),
            tokens: edge.tokens.clone(),
            world: world.clone(),
        },
        repeatability: edge.repeatability.clone(),
        faults: edge.faults.clone(),
        body_limit: options.body_limit,
        own: [
            format!("127.0.0.1:{port}"),
            format!("localhost:{port}"),
            format!("[::1]:{port}"),
        ]
        .into_iter()
        .collect(),
    }
}

fn control_key(options: &Options) -> Option<String> {
    let reachable = !options.listen.ip().is_loopback();
    let given = options.control_key.clone();
    given.or_else(|| reachable.then(new_key))
}

fn new_key() -> String {
    let mut bytes = [0_u8; 24];
    let random = rustls::crypto::aws_lc_rs::default_provider().secure_random;
    random
        .fill(&mut bytes)
        .expect("the system has random numbers, without which TLS would not work either");
    URL_SAFE_NO_PAD.encode(bytes)
}

fn announce(address: SocketAddr, access_key: String, authority: &Authority) -> Announcement {
    let host = match address.ip() {
        ip if ip.is_unspecified() => format!("127.0.0.1:{}", address.port()),
        _ => address.to_string(),
    };
    let path = |path: &std::path::Path| path.display().to_string();
    Announcement {
        http: format!("http://{host}"),
        https: format!("https://{host}"),
        control: format!("http://{host}/sim/v1"),
        console: format!("http://{host}/sim/"),
        connection_string: format!("endpoint=https://{host}/;accesskey={access_key}"),
        access_key,
        ca_certificate: path(&authority.certificate),
        ca_bundle: path(&authority.bundle),
    }
}

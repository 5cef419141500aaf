//! `ringback serve`.

use std::path::Path;

use ringback_format::{declaration, exit_code::ExitCode, yaml};
use ringback_service::{Announcement, ClockKind, Keep, Log, Options, Service, Stage};
use ringback_world::{Ids, World};

use crate::{
    arguments::{Common, Format, Serve},
    talk,
};

pub(crate) async fn run(arguments: Serve) -> ExitCode {
    let address = arguments.listen;
    if !address.ip().is_loopback() {
        talk::remark(&format!(
            "warning: {address} is not a loopback address: everybody who reaches it can use the simulator; its control API demands a key"
        ));
    }
    let start = Start {
        config: arguments.config.as_deref(),
        listen: Some(address),
        control_key: arguments.control_key.clone(),
        clock: arguments.clock,
        seed: arguments.seed,
        log: match arguments.format {
            Format::Human => Log::Lines,
            Format::Json => Log::Quiet,
        },
        common: &arguments.common,
    };
    let service = match start.service().await {
        Ok(service) => service,
        Err(code) => return code,
    };
    if let (None, Some(made)) = (&arguments.control_key, service.control_key()) {
        talk::remark(&format!(
            "control key: {made} (made for this run; choose one with --control-key or RINGBACK_CONTROL_KEY)"
        ));
    }
    let announcement = service.announcement();
    match arguments.format {
        Format::Human => {
            let bots = service.handle().read(bots).await;
            talk::result(&human(announcement, service.control_key(), &bots));
        }
        Format::Json => {
            let line = serde_json::to_string(announcement).expect("an announcement is all text");
            talk::result(&format!("{line}\n"));
        }
    }
    let _no_signal_to_wait_for = tokio::signal::ctrl_c().await;
    service.stop().await;
    ExitCode::Passed
}

/// Names the bots with the identities by which they are added to threads.
fn bots(world: &World) -> String {
    let bots = world.declaration().bots.iter();
    bots.map(|bot| {
        let deaf = match bot.endpoint {
            Some(_) => String::new(),
            None => format!(" (hears nothing: declare bots.{}.endpoint)", bot.name),
        };
        format!("bot {}: {}{deaf}\n", bot.name, bot.identity)
    })
    .collect()
}

fn human(announcement: &Announcement, control_key: Option<&str>, bots: &str) -> String {
    let mut text = format!(
        "Ringback listens on {} and {}\n\n",
        announcement.http, announcement.https
    );
    for (name, value) in environment(announcement) {
        text.push_str(&format!("export {name}='{value}'\n"));
    }
    if let Some(key) = control_key {
        text.push_str(&format!("export RINGBACK_CONTROL_KEY='{key}'\n"));
    }
    text.push_str(&format!("\ncontrol API: {}\n{bots}", announcement.control));
    text
}

/// Lists what a program needs in its environment to find the simulator.
pub(super) fn environment(announcement: &Announcement) -> [(&'static str, String); 5] {
    [
        (
            "COMMUNICATION_CONNECTION_STRING",
            announcement.connection_string.clone(),
        ),
        ("RINGBACK_CONTROL", announcement.control.clone()),
        ("REQUESTS_CA_BUNDLE", announcement.ca_bundle.clone()),
        ("SSL_CERT_FILE", announcement.ca_bundle.clone()),
        ("NODE_EXTRA_CA_CERTS", announcement.ca_certificate.clone()),
    ]
}

/// What a simulator for a person or a program is started with.
pub(super) struct Start<'a> {
    pub(super) config: Option<&'a Path>,
    pub(super) listen: Option<std::net::SocketAddr>,
    pub(super) control_key: Option<String>,
    pub(super) clock: ClockKind,
    pub(super) seed: u64,
    pub(super) log: Log,
    pub(super) common: &'a Common,
}

impl Start<'_> {
    /// Starts it, or says why not.
    pub(super) async fn service(&self) -> Result<Service, ExitCode> {
        let declared = match self.config {
            None => declaration::lower(&declaration::WorldDeclaration::default_world())
                .expect("the default world is valid: its own tests lower it"),
            Some(path) => match read(path) {
                Ok(declared) => declared,
                Err(why) => {
                    talk::error(&why);
                    return Err(ExitCode::Usage);
                }
            },
        };
        let world = World::new(
            Ids::new(self.seed, "serve"),
            jiff::Timestamp::now(),
            declared,
        );
        let defaults = Options::new(self.common.state_dir());
        let options = Options {
            listen: self.listen.unwrap_or(defaults.listen),
            control_key: self.control_key.clone(),
            clock: self.clock,
            hosts: self.common.hosts.clone(),
            allow_hosts: self.common.allow_hosts.clone(),
            log: self.log,
            keep_facts: Keep::Last(100_000),
            ..defaults
        };
        Service::start(options, Stage::idle("serve", world))
            .await
            .map_err(|error| {
                talk::error(&error.to_string());
                ExitCode::Environment
            })
    }
}

fn read(path: &Path) -> Result<ringback_world::declaration::Declaration, String> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|why| format!("cannot read {name}: {why}"))?;
    let world: declaration::WorldDeclaration =
        yaml::parse(&name, &text).map_err(|error| error.to_string())?;
    declaration::lower(&world).map_err(|errors| {
        let lines: Vec<String> = errors
            .iter()
            .map(|error| format!("{name}: {error}"))
            .collect();
        lines.join("\n")
    })
}

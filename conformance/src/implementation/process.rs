//! One running instance of the implementation.

use std::{net::TcpListener, path::PathBuf, process::Stdio, time::Duration};

use ringback_format::{duration::DurationText, implementation::Start};
use ringback_service::{Announcement, BeginError};
use tokio::process::{Child, Command};

use super::{LoadedImplementation, Wanted, node, output::Output, places::Places, python};
use crate::HarnessError;

/// How long an implementation may take until it is ready, unless its file says otherwise.
const READY_WITHIN: Duration = Duration::from_secs(20);

/// How often readiness is asked for.
const READY_EVERY: Duration = Duration::from_millis(20);

/// A running instance: a process of ours, or one that was attached to.
#[derive(Debug)]
pub(crate) struct Running {
    child: Option<Child>,
    output: Output,
    /// Its base address.
    pub web: String,
}

impl Running {
    /// Starts the implementation, or attaches to it, and waits until it is ready.
    ///
    /// # Errors
    /// It cannot be started, ends before it is ready, or does not become ready in time; with its last output.
    pub(crate) async fn start(
        loaded: &LoadedImplementation,
        announcement: &Announcement,
        wanted: &Wanted,
    ) -> Result<Self, HarnessError> {
        if let Some(web) = &loaded.file.attach {
            let web = web.trim_end_matches('/').to_owned();
            return Ok(Self {
                child: None,
                output: Output::default(),
                web,
            });
        }
        let start = loaded
            .file
            .start
            .as_ref()
            .expect("a file without start has attach: it was checked");
        let port = free_port()?;
        let web = format!("http://127.0.0.1:{port}");
        let mut places = Places::new(announcement, port, &web, wanted.clone());
        if let Some(requirements) = &start.python {
            let python = python::interpreter(&loaded.folder.join(requirements), &target()).await?;
            places.put("python", python.display().to_string());
        }
        let mut modules = None;
        if let Some(package_json) = &start.node {
            modules = Some(node::modules(&loaded.folder.join(package_json), &target()).await?);
            places.put("node", node::NODE.to_owned());
        }
        let mut command = command(loaded, start, &places)?;
        if let Some(modules) = modules {
            command.env("NODE_PATH", modules);
        }
        for (name, value) in &loaded.file.environment {
            command.env(name, places.fill(value)?);
        }
        let bundle = announcement.ca_bundle.clone();
        command
            .env("SSL_CERT_FILE", &bundle)
            .env("REQUESTS_CA_BUNDLE", &bundle);
        command.env("NODE_EXTRA_CA_CERTS", &announcement.ca_certificate);
        command.env("RINGBACK_CONTROL", &announcement.control);
        command.envs(&wanted.environment);
        let mut running = Self {
            child: None,
            output: Output::default(),
            web,
        };
        running.spawn(&mut command, &loaded.file.implementation)?;
        running.wait_until_ready(loaded, start, &places).await?;
        Ok(running)
    }

    fn spawn(&mut self, command: &mut Command, name: &str) -> Result<(), HarnessError> {
        let mut child = command.spawn().map_err(|why| HarnessError::Implementation {
            what: format!("implementation {name} cannot be started: {why}; look at start.command of its file"),
            output: String::new(),
        })?;
        if let Some(stream) = child.stdout.take() {
            self.output.follow(stream);
        }
        if let Some(stream) = child.stderr.take() {
            self.output.follow(stream);
        }
        self.child = Some(child);
        Ok(())
    }

    async fn wait_until_ready(
        &mut self,
        loaded: &LoadedImplementation,
        start: &Start,
        places: &Places,
    ) -> Result<(), HarnessError> {
        let name = &loaded.file.implementation;
        let url = places.fill(&start.ready.get)?;
        let within = start.ready.within.map_or(READY_WITHIN, real);
        let asked = tokio::time::timeout(within, async {
            loop {
                if let Some(ended) = self.ended() {
                    return Err(format!(
                        "implementation {name} ended with {ended} before it was ready"
                    ));
                }
                if crate::probe::answers(&url).await {
                    return Ok(());
                }
                tokio::time::sleep(READY_EVERY).await;
            }
        });
        let what = match asked.await {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(what)) => what,
            Err(_) => format!(
                "implementation {name} did not become ready: {url} gave no success within {} s; raise start.ready.within or look at its output",
                within.as_secs()
            ),
        };
        // What a dying process printed last arrives a moment after its end.
        tokio::time::sleep(READY_EVERY).await;
        Err(HarnessError::Implementation {
            what,
            output: self.output.last_lines(),
        })
    }

    /// Tells how the process ended, if it has.
    pub(crate) fn ended(&mut self) -> Option<String> {
        let status = self.child.as_mut()?.try_wait().ok().flatten()?;
        Some(status.to_string())
    }

    /// Makes the error of a process that died in the middle of a run.
    pub(crate) fn died(&self, name: &str, ended: &str, case: &str) -> HarnessError {
        HarnessError::Implementation {
            what: format!("implementation {name} ended with {ended} during {case}"),
            output: self.output.last_lines(),
        }
    }

    /// Makes the error of an implementation that did not agree to receive events.
    pub(crate) fn turned_away(&self, name: &str, refused: &BeginError) -> HarnessError {
        HarnessError::Implementation {
            what: format!(
                "implementation {name}: {refused}; look at webhooks.event-grid of its file"
            ),
            output: self.output.last_lines(),
        }
    }

    /// Shows what it has printed so far, its last lines at least.
    pub(crate) fn output(&self) -> String {
        self.output.text()
    }

    /// Tells the process id of an instance that we started.
    pub(crate) fn process_id(&self) -> Option<u32> {
        self.child.as_ref().and_then(Child::id)
    }

    /// Ends it.
    pub(crate) async fn stop(mut self) {
        if let Some(mut child) = self.child.take() {
            // It may have ended by itself, and that is what was wanted.
            let _ended_already = child.kill().await;
        }
    }
}

fn command(
    loaded: &LoadedImplementation,
    start: &Start,
    places: &Places,
) -> Result<Command, HarnessError> {
    let mut words = start.command.iter().map(|word| places.fill(word));
    let program = words
        .next()
        .expect("an empty command was refused at loading")?;
    let mut command = Command::new(program);
    for word in words {
        command.arg(word?);
    }
    command
        .current_dir(&loaded.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    Ok(command)
}

fn real(limit: DurationText) -> Duration {
    Duration::from_micros(limit.span().as_micros())
}

/// Where packages are set up: beside what cargo builds.
fn target() -> PathBuf {
    std::env::current_dir().unwrap_or_default().join("target")
}

fn free_port() -> Result<u16, HarnessError> {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    free.map(|address| address.port())
        .map_err(|why| HarnessError::Implementation {
            what: format!("no free port on 127.0.0.1: {why}"),
            output: String::new(),
        })
}

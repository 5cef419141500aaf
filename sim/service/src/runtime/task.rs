//! The loop of the world's task.

use tokio::sync::{broadcast, mpsc};

use super::{Handle, Run};
use crate::{callbacks::CallbackUris, service::Options, stage::Stage};

const FOLLOWED: usize = 1024;

/// Starts the world's task.
pub(crate) fn spawn(options: &Options, stage: Stage, callbacks: CallbackUris) -> Handle {
    let (jobs, mut queue) = mpsc::unbounded_channel();
    let (facts, _) = broadcast::channel(FOLLOWED);
    let handle = Handle::new(jobs, facts.clone());
    let mut run = Run::new(stage, options.clock, options.keep_facts, callbacks, facts);
    tokio::spawn(async move {
        while let Some(job) = queue.recv().await {
            let job: super::handle::Job = job;
            job(&mut run);
        }
    });
    handle
}

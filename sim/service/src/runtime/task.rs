//! The loop of the world's task.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::Duration,
};

use tokio::sync::{broadcast, mpsc};

use super::{Handle, Run, decide::Next, handle::Job, run::RunState};
use crate::{edge::Edge, service::Options, stage::Stage};

/// Batches of facts that a slow follower may lag behind.
const FOLLOWED: usize = 4096;

/// Starts the world's task.
pub(crate) fn spawn(options: &Options, stage: Stage, edge: Edge) -> Handle {
    let (jobs, queue) = mpsc::unbounded_channel();
    let (facts, _) = broadcast::channel(FOLLOWED);
    let handle = Handle::new(jobs, facts.clone());
    let run = Run::new(stage, options.clone(), handle.clone(), edge, facts);
    tokio::spawn(work(run, queue));
    handle
}

async fn work(mut run: Run, mut queue: mpsc::UnboundedReceiver<Job>) {
    let start = run.started;
    while !run.stopped {
        run.real = start.elapsed();
        while let Ok(job) = queue.try_recv() {
            run.real = start.elapsed();
            carry_out(&mut run, job);
        }
        let next = catch_unwind(AssertUnwindSafe(|| run.decide())).unwrap_or_else(|_| {
            run.state = RunState::Broken("the simulator panicked; see its log".to_owned());
            Next::Again
        });
        match next {
            // Sockets and posters share this thread: what has arrived goes first.
            Next::Again => tokio::task::yield_now().await,
            Next::Message => match queue.recv().await {
                Some(job) => {
                    run.real = start.elapsed();
                    carry_out(&mut run, job);
                }
                None => return,
            },
            Next::Until(at) => {
                let at = start + at.max(run.real + Duration::from_micros(1));
                tokio::select! {
                    job = queue.recv() => match job {
                        Some(job) => {
                            run.real = start.elapsed();
                            carry_out(&mut run, job);
                        }
                        None => return,
                    },
                    () = tokio::time::sleep_until(at) => {}
                }
            }
        }
    }
}

/// A panic is a bug of one command: its asker gets no answer, and everything accepted before stays.
fn carry_out(run: &mut Run, job: Job) {
    if catch_unwind(AssertUnwindSafe(|| job(run))).is_err() {
        tracing::error!(at = %run.world.now(), "a command panicked");
    }
}

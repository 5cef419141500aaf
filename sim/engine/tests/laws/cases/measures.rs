//! What is measured in most cases, and the parts that most models share.

use ringback_engine::chance::Distribution;
use ringback_engine::queues::{QueueConfig, Routing};
use ringback_engine::{Span, Time};

use super::super::gauge::{Batch, Ratio};
use super::super::population::{Model, Stream, plain};

pub(super) const P_DELAY: Ratio = |b| {
    let q = &b.queues[0];
    (q.offered - q.at_once - q.blocked, q.offered)
};
pub(super) const P_ANSWERED: Ratio = |b| (b.queues[0].answered, b.queues[0].offered);
pub(super) const P_ABANDONED: Ratio = |b| (b.queues[0].abandoned, b.queues[0].offered);
pub(super) const P_TIMED_OUT: Ratio = |b| (b.queues[0].timed_out, b.queues[0].offered);
pub(super) const P_BLOCKED: Ratio = |b| (b.queues[0].blocked, b.queues[0].offered);
pub(super) const ASA: Ratio = |b| (b.queues[0].answered_wait_s, b.queues[0].answered);
pub(super) const MEAN_WAIT: Ratio = |b| {
    (
        b.queues[0].wait_s,
        b.queues[0].offered - b.queues[0].blocked,
    )
};
pub(super) const SL_FIRST: Ratio = |b| (b.queues[0].within[0], b.queues[0].offered);
pub(super) const SL_SECOND: Ratio = |b| (b.queues[0].within[1], b.queues[0].offered);
pub(super) const OCCUPANCY: Ratio = |b| occupancy(b, 0, b.busy_s.len());
pub(super) const MEAN_WAITING: Ratio = |b| (b.queues[0].waiting_s, b.length_s);

pub(super) fn occupancy(batch: &Batch, first: usize, last: usize) -> (f64, f64) {
    (
        batch.busy_s[first..last].iter().sum(),
        batch.length_s * (last - first) as f64,
    )
}

pub(super) fn exponential(mean_s: u64) -> Distribution {
    Distribution::exponential(Span::from_secs(mean_s))
}

pub(super) fn stream(per_hour: f64, handling_s: u64, patience: Option<Distribution>) -> Stream {
    Stream {
        queue: 0,
        per_hour,
        priority: 1,
        handling: exponential(handling_s),
        patience,
        wrap_up: None,
        from: Time::ZERO,
        front: None,
    }
}

pub(super) fn single(config: QueueConfig, agents: u32, stream: Stream) -> Model {
    Model {
        queues: vec![(config, agents)],
        streams: vec![stream],
        handling_by_agent: Vec::new(),
        shifts: None,
        late: None,
    }
}

pub(super) fn fifo(places: Option<u32>, timeout_s: Option<u64>) -> QueueConfig {
    plain(Routing::FirstIdle, places, timeout_s)
}

//! Streams of arrivals.

use std::sync::Arc;

use ringback_world::{Span, Time};

use super::Draw;

/// Contacts that set out by one process.
#[derive(Clone, Debug)]
pub struct Stream {
    /// How they set out.
    pub process: Process,
    /// The kinds with the share of contacts up to and including each, the last being 1. One kind has no draw.
    pub kinds: Vec<(usize, f64)>,
    /// The factor of a whole day, as a length of time of mean [`Stream::DAY`].
    pub busy_day: Option<Draw>,
}

impl Stream {
    /// The length of time that stands for a factor of 1.
    pub const DAY: Span = Span::from_secs(1_000);

    /// Gives how much busier than others a day is, by its draw.
    pub fn factor(&self, uniform: f64) -> f64 {
        let day = self.busy_day.as_ref();
        day.map_or(1.0, |law| {
            law.sample(uniform).as_secs_f64() / Self::DAY.as_secs_f64()
        })
    }
}

/// How contacts set out.
#[derive(Clone, Debug)]
pub enum Process {
    /// One after another, the first after one such time.
    Every(Span),
    /// By chance, with a rate in contacts a second from each time on. The first time is the start; the rate after the last step holds on.
    Poisson(Vec<(Time, f64)>),
    /// At these times, in order.
    Listed(Arc<[Time]>),
    /// So many by chance within a time from an instant on.
    Burst {
        /// The instant.
        at: Time,
        /// How many.
        contacts: u32,
        /// Within which time.
        over: Span,
    },
}

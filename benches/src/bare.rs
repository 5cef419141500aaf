//! A hand-written event loop for one model: M/M/100 with exponential patience, 95 calls a minute, one minute of handling, two
//! minutes of patience.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use ringback_engine::Span;
use ringback_engine::chance::{Distribution, Purpose, Source};

/// How many agents there are.
pub const AGENTS: u32 = 100;
/// The seed of the benchmark.
pub const SEED: u64 = 1;

/// What both sides count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Answered calls.
    pub answered: u64,
    /// Calls whose callers gave up.
    pub abandoned: u64,
    /// The waits of both added up.
    pub waited: Span,
}

/// What chance gives to one call.
pub struct Draw {
    /// The time since the call before.
    pub gap: Span,
    /// How long the agent talks.
    pub handling: Span,
    /// How long the caller waits.
    pub patience: Span,
}

/// Where calls get their chances from.
pub struct Chance {
    source: Source,
    gap: Distribution,
    handling: Distribution,
    patience: Distribution,
}

impl Default for Chance {
    fn default() -> Self {
        Self::new()
    }
}

impl Chance {
    /// Makes the chances of the benchmark.
    pub fn new() -> Self {
        Self {
            source: Source::new(SEED, Purpose::named("benchmark")),
            gap: Distribution::exponential(Span::from_secs_f64(60.0 / 95.0)),
            handling: Distribution::exponential(Span::from_secs(60)),
            patience: Distribution::exponential(Span::from_secs(120)),
        }
    }

    /// Gives the chances of one call.
    #[inline]
    pub fn draw(&self, call: u64) -> Draw {
        let [gap, handling] = self.source.uniform_pair(call, 0);
        Draw {
            gap: self.gap.sample(gap),
            handling: self.handling.sample(handling),
            patience: self.patience.sample(self.source.uniform(call, 2)),
        }
    }
}

/// The bare loop: a binary heap of ends and hang-ups, a first-in-first-out line, one array of
/// calls in which a call that has gone is crossed out.
pub struct Bare {
    events: BinaryHeap<Reverse<(u64, u32)>>,
    line: VecDeque<u32>,
    waiting: Vec<Waiting>,
    free: Vec<u32>,
    busy: u32,
    counts: Counts,
}

#[derive(Clone, Copy)]
struct Waiting {
    since: u64,
    handling: u64,
    present: bool,
}

/// The number of an event that ends a conversation; other numbers name a waiting call.
const CONVERSATION_END: u32 = u32::MAX;

impl Default for Bare {
    fn default() -> Self {
        Self::new()
    }
}

impl Bare {
    /// Makes a loop that nothing has happened in.
    pub fn new() -> Self {
        Self {
            events: BinaryHeap::new(),
            line: VecDeque::new(),
            waiting: Vec::new(),
            free: Vec::new(),
            busy: 0,
            counts: Counts::default(),
        }
    }

    /// Serves so many calls.
    pub fn run(&mut self, chance: &Chance, calls: u64) -> Counts {
        let mut now = 0;
        for call in 0..calls {
            let draw = chance.draw(call);
            now += draw.gap.as_micros();
            while let Some(&Reverse((at, event))) = self.events.peek()
                && at < now
            {
                self.events.pop();
                self.step(at, event);
            }
            self.arrive(now, &draw);
        }
        self.counts
    }

    fn arrive(&mut self, now: u64, draw: &Draw) {
        let handling = draw.handling.as_micros();
        if self.busy < AGENTS {
            self.busy += 1;
            self.counts.answered += 1;
            self.events
                .push(Reverse((now + handling, CONVERSATION_END)));
            return;
        }
        let call = Waiting {
            since: now,
            handling,
            present: true,
        };
        let index = match self.free.pop() {
            Some(index) => {
                self.waiting[index as usize] = call;
                index
            }
            None => {
                self.waiting.push(call);
                self.waiting.len() as u32 - 1
            }
        };
        self.line.push_back(index);
        self.events
            .push(Reverse((now + draw.patience.as_micros(), index)));
    }

    fn step(&mut self, now: u64, event: u32) {
        if event != CONVERSATION_END {
            let call = &mut self.waiting[event as usize];
            // An answered call is crossed out but keeps its place until its hang-up comes up.
            if call.present {
                call.present = false;
                self.counts.abandoned += 1;
                self.counts.waited = self
                    .counts
                    .waited
                    .saturating_add(Span::from_micros(now - call.since));
                self.line.retain(|index| *index != event);
            }
            self.free.push(event);
            return;
        }
        match self.line.pop_front() {
            Some(index) => {
                let call = &mut self.waiting[index as usize];
                call.present = false;
                self.counts.answered += 1;
                self.counts.waited = self
                    .counts
                    .waited
                    .saturating_add(Span::from_micros(now - call.since));
                self.events
                    .push(Reverse((now + call.handling, CONVERSATION_END)));
            }
            None => self.busy -= 1,
        }
    }
}

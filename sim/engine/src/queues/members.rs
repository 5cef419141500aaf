//! Queues with their members, and agents with their places.

use core::cmp::Reverse;

use crate::time::{Span, Time};

use super::calls::{Calls, Line, Waits};
use super::config::{Availability, Opting, Presenting, QueueConfig, Readiness, Routing};
use super::event::Activity;
use super::ids::{AgentId, QueueId};

/// A queue.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    pub(super) config: QueueConfig,
    pub(super) members: Vec<MemberState>,
    /// The members, by position, who can be given a call now.
    pub(super) able: Positions,
    /// How many members are present.
    pub(super) present: u32,
    /// How many calls hear the greeting or wait in line.
    pub(super) waiting: u32,
    /// How many calls wait in line.
    pub(super) in_line: u32,
    /// How many calls in line have a running round.
    pub(super) ringing: u32,
    /// Who was given a call last.
    pub(super) last_chosen: Option<AgentId>,
    pub(super) greeting: Line,
    /// One line for each priority in use, the best first.
    pub(super) lines: Vec<(u8, Line)>,
    /// New offers are to be looked for.
    pub(super) dirty: bool,
    /// A test for absence is on the agenda.
    pub(super) test_due: bool,
}

/// An agent's place in a queue, with its state.
#[derive(Clone, Debug)]
pub(super) struct MemberState {
    pub(super) agent: AgentId,
    pub(super) opting: Opting,
    pub(super) answered: u32,
    pub(super) offers: u32,
    pub(super) present: bool,
}

/// An agent.
#[derive(Clone, Debug)]
pub(super) struct Agent {
    pub(super) readiness: Readiness,
    pub(super) capacity: u32,
    pub(super) talking: u32,
    pub(super) wrapping: u32,
    idle_since: Time,
    /// How long they were idle already when the run began, where nothing has happened to them since.
    idle_before: Span,
    pub(super) activity: Activity,
    pub(super) places: Vec<Place>,
    /// The slots of the calls that ring here.
    pub(super) offers: Vec<u32>,
}

/// Where an agent stands in a queue.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) queue: QueueId,
    pub(super) position: u32,
}

impl Queue {
    pub(super) fn new(config: QueueConfig) -> Self {
        Self {
            config,
            members: Vec::new(),
            able: Positions::default(),
            present: 0,
            waiting: 0,
            in_line: 0,
            ringing: 0,
            last_chosen: None,
            greeting: Line::default(),
            lines: Vec::new(),
            dirty: false,
            test_due: false,
        }
    }

    /// Tells whether a call may be answered in the act of arriving.
    #[inline]
    pub(super) fn answers_on_arrival(&self) -> bool {
        self.in_line == 0
            && self.config.presenting == Presenting::AtOnce
            && self
                .config
                .timeout
                .is_none_or(|timeout| !timeout.after.is_zero())
    }

    /// Tells whether it matters for new offers that there are fewer agents than before.
    #[inline]
    pub(super) fn compares_calls_with_agents(&self) -> bool {
        match (self.config.presenting, self.config.routing) {
            (Presenting::Ring { .. }, Routing::LongestIdle { .. }) => true,
            (Presenting::AtOnce, _)
            | (
                Presenting::Ring { .. },
                Routing::RingAll
                | Routing::RingAllEveryCall
                | Routing::Serial
                | Routing::RoundRobin
                | Routing::InTurn
                | Routing::FirstIdle,
            ) => false,
        }
    }

    pub(super) fn head(&self) -> Option<u32> {
        self.lines.iter().find_map(|(_, line)| line.head())
    }

    /// Finds a call whose customer waits or hears the greeting, those in line first.
    pub(super) fn first_customer(&self, calls: &Calls) -> Option<u32> {
        let mut next = self.head();
        while let Some(slot) = next {
            if calls.get(slot).waits == Waits::Customer {
                return next;
            }
            next = self.after(calls, slot);
        }
        self.greeting.head()
    }

    /// Finds the call behind another one, over all priorities.
    pub(super) fn after(&self, calls: &Calls, slot: u32) -> Option<u32> {
        calls.next_in_line(slot).or_else(|| {
            let priority = calls.get(slot).priority;
            let behind = self.lines.iter().filter(|(other, _)| *other > priority);
            behind.filter_map(|(_, line)| line.head()).next()
        })
    }

    pub(super) fn line_of(&mut self, priority: u8) -> &mut Line {
        let index = match self
            .lines
            .binary_search_by_key(&priority, |(priority, _)| *priority)
        {
            Ok(index) => index,
            Err(index) => {
                self.lines.insert(index, (priority, Line::default()));
                index
            }
        };
        &mut self.lines[index].1
    }

    pub(super) fn counts_present(&self, opting: Opting, readiness: Readiness) -> bool {
        opting == Opting::In
            && match self.config.availability {
                Availability::Ignored => true,
                Availability::Required => readiness != Readiness::LoggedOut,
            }
    }
}

impl Agent {
    pub(super) fn new(readiness: Readiness, capacity: u32, now: Time) -> Self {
        let mut agent = Self {
            readiness,
            capacity,
            talking: 0,
            wrapping: 0,
            idle_since: now,
            idle_before: Span::ZERO,
            activity: Activity::LoggedOut,
            places: Vec::new(),
            offers: Vec::new(),
        };
        agent.activity = agent.current_activity();
        agent
    }

    pub(super) fn idle_since(&self) -> Time {
        self.idle_since
    }

    /// Begins to be idle at an instant.
    #[inline]
    pub(super) fn idle_from(&mut self, at: Time) {
        self.idle_since = at;
        self.idle_before = Span::ZERO;
    }

    /// Has been idle for so long already.
    pub(super) fn idle_for(&mut self, now: Time, span: Span) {
        let (now, span) = (now.as_micros(), span.as_micros());
        self.idle_since = Time::from_micros(now.saturating_sub(span));
        self.idle_before = Span::from_micros(span.saturating_sub(now));
    }

    /// Orders agents by how long they have been idle, the longest first.
    #[inline]
    pub(super) fn idle_rank(&self) -> (Time, Reverse<Span>) {
        (self.idle_since, Reverse(self.idle_before))
    }

    #[inline]
    pub(super) fn is_busy(&self) -> bool {
        self.talking + self.wrapping >= self.capacity && self.readiness != Readiness::ReadyWhileBusy
    }

    #[inline]
    pub(super) fn is_ready(&self) -> bool {
        match self.readiness {
            Readiness::Ready | Readiness::ReadyWhileBusy => true,
            Readiness::LoggedOut | Readiness::NotReady => false,
        }
    }

    #[inline]
    pub(super) fn current_activity(&self) -> Activity {
        if self.talking > 0 {
            return Activity::Talking;
        }
        if self.wrapping > 0 {
            return Activity::WrappingUp;
        }
        match self.readiness {
            Readiness::LoggedOut => Activity::LoggedOut,
            Readiness::NotReady => Activity::NotReady,
            Readiness::Ready | Readiness::ReadyWhileBusy => Activity::Idle,
        }
    }

    pub(super) fn place_in(&self, queue: QueueId) -> Option<usize> {
        let place = self.places.iter().find(|place| place.queue == queue)?;
        Some(place.position as usize)
    }
}

/// A set of list positions.
#[derive(Clone, Debug, Default)]
pub(super) struct Positions {
    words: Vec<u64>,
}

impl Positions {
    pub(super) fn resize(&mut self, positions: usize) {
        self.words.clear();
        self.words.resize(positions.div_ceil(64), 0);
    }

    #[inline]
    pub(super) fn contains(&self, position: usize) -> bool {
        self.words[position / 64] >> (position % 64) & 1 == 1
    }

    #[inline]
    pub(super) fn insert(&mut self, position: usize) {
        self.words[position / 64] |= 1 << (position % 64);
    }

    #[inline]
    pub(super) fn remove(&mut self, position: usize) {
        self.words[position / 64] &= !(1 << (position % 64));
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Finds the first position that is not before the given one.
    #[inline]
    pub(super) fn first_from(&self, start: usize) -> Option<usize> {
        let mut index = start / 64;
        let mut word = *self.words.get(index)? & (u64::MAX << (start % 64));
        while word == 0 {
            index += 1;
            word = *self.words.get(index)?;
        }
        Some(index * 64 + word.trailing_zeros() as usize)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        let mut next = self.first_from(0);
        core::iter::from_fn(move || {
            let position = next?;
            next = self.first_from(position + 1);
            Some(position)
        })
    }
}

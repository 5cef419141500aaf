//! The calls in the engine, in reused slots, and the lines in which they wait.

use crate::agenda::WakeId;
use crate::time::{Span, Time};

use super::command::Arrival;
use super::ids::{AgentId, CallKey, QueueId};

const NIL: u32 = u32::MAX;

/// The state of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The slot is free.
    Gone,
    /// Hears the greeting; counts as waiting, gets no offers.
    Greeting,
    /// Waits in line, ringing or not.
    Waiting,
    /// Is under way to another queue.
    Moving(QueueId),
    /// Talks with an agent.
    Talking(AgentId),
}

/// Who waits in line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    /// The customer.
    Customer,
    /// A request to be called back, which counts as a waiting call.
    Callback,
    /// A request to be called back, which does not.
    CallbackApart,
}

/// One call.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) generation: u32,
    pub(super) state: State,
    pub(super) priority: u8,
    pub(super) queue: QueueId,
    pub(super) leg: u32,
    pub(super) label: u64,
    /// Start of the wait clock of this leg.
    pub(super) since: Time,
    /// The one wake-up that the state owns.
    pub(super) timer: Option<WakeId>,
    pub(super) patience: Option<WakeId>,
    pub(super) handling: Option<Span>,
    pub(super) wrap_up: Option<Span>,
    pub(super) waits: Waits,
    previous: u32,
    next: u32,
}

/// The offers of one call that ring together, and what earlier ones left behind.
#[derive(Clone, Debug, Default)]
pub(super) struct Round {
    pub(super) running: bool,
    pub(super) started: Time,
    pub(super) alert: Option<WakeId>,
    pub(super) agents: Vec<AgentId>,
    /// The bound on the wait was reached while this round ran.
    pub(super) overdue: bool,
    /// Set when everybody declined within one instant: no new round at that instant.
    pub(super) parked: Option<Time>,
    /// Where the list order goes on.
    pub(super) cursor: u32,
    /// Who had an offer since the list began anew.
    pub(super) tried: Vec<AgentId>,
    /// When the list began anew.
    pub(super) lap: Option<Time>,
}

impl Round {
    fn reset(&mut self) {
        self.running = false;
        self.alert = None;
        self.agents.clear();
        self.overdue = false;
        self.parked = None;
        self.cursor = 0;
        self.tried.clear();
        self.lap = None;
    }
}

/// The two ends of a line of calls.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    head: u32,
    tail: u32,
}

impl Default for Line {
    fn default() -> Self {
        Self {
            head: NIL,
            tail: NIL,
        }
    }
}

impl Line {
    pub(super) fn head(&self) -> Option<u32> {
        some(self.head)
    }
}

fn some(slot: u32) -> Option<u32> {
    (slot != NIL).then_some(slot)
}

/// All calls. Slots of calls that are gone are used again.
#[derive(Clone, Debug)]
pub(super) struct Calls {
    slots: Vec<Call>,
    rounds: Vec<Round>,
    free: Vec<u32>,
}

impl Calls {
    pub(super) const fn new() -> Self {
        Self {
            slots: Vec::new(),
            rounds: Vec::new(),
            free: Vec::new(),
        }
    }

    pub(super) fn insert(&mut self, arrival: &Arrival) -> u32 {
        let call = Call {
            generation: 0,
            state: State::Moving(arrival.queue),
            priority: arrival.priority,
            queue: arrival.queue,
            leg: 0,
            label: arrival.label,
            since: Time::ZERO,
            timer: None,
            patience: None,
            handling: arrival.handling,
            wrap_up: arrival.wrap_up,
            waits: Waits::Customer,
            previous: NIL,
            next: NIL,
        };
        if let Some(slot) = self.free.pop() {
            let entry = &mut self.slots[slot as usize];
            *entry = Call {
                generation: entry.generation,
                ..call
            };
            return slot;
        }
        let slot =
            u32::try_from(self.slots.len()).expect("fewer than 2^32 calls are in the engine");
        self.slots.push(call);
        self.rounds.push(Round::default());
        slot
    }

    pub(super) fn remove(&mut self, slot: u32) {
        let call = &mut self.slots[slot as usize];
        call.state = State::Gone;
        call.generation = call.generation.wrapping_add(1);
        self.free.push(slot);
    }

    /// Finds the slot of a call that is in the engine.
    pub(super) fn find(&self, key: CallKey) -> Option<u32> {
        let call = self.slots.get(key.index())?;
        (call.generation == key.generation && call.state != State::Gone).then_some(key.slot)
    }

    pub(super) fn key(&self, slot: u32) -> CallKey {
        CallKey {
            slot,
            generation: self.slots[slot as usize].generation,
        }
    }

    pub(super) fn get(&self, slot: u32) -> &Call {
        &self.slots[slot as usize]
    }

    pub(super) fn get_mut(&mut self, slot: u32) -> &mut Call {
        &mut self.slots[slot as usize]
    }

    pub(super) fn round(&self, slot: u32) -> &Round {
        &self.rounds[slot as usize]
    }

    pub(super) fn round_mut(&mut self, slot: u32) -> &mut Round {
        &mut self.rounds[slot as usize]
    }

    pub(super) fn reset_round(&mut self, slot: u32) {
        self.rounds[slot as usize].reset();
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    pub(super) fn held(&self) -> usize {
        let rounds = self
            .rounds
            .iter()
            .map(|round| round.agents.capacity() + round.tried.capacity());
        let slots = self.slots.capacity() + self.rounds.capacity() + self.free.capacity();
        slots + rounds.sum::<usize>()
    }

    pub(super) fn next_in_line(&self, slot: u32) -> Option<u32> {
        some(self.slots[slot as usize].next)
    }

    pub(super) fn append(&mut self, line: &mut Line, slot: u32) {
        let call = &mut self.slots[slot as usize];
        call.previous = line.tail;
        call.next = NIL;
        match some(line.tail) {
            Some(tail) => self.slots[tail as usize].next = slot,
            None => line.head = slot,
        }
        line.tail = slot;
    }

    pub(super) fn unlink(&mut self, line: &mut Line, slot: u32) {
        let Call { previous, next, .. } = self.slots[slot as usize];
        match some(previous) {
            Some(previous) => self.slots[previous as usize].next = next,
            None => line.head = next,
        }
        match some(next) {
            Some(next) => self.slots[next as usize].previous = previous,
            None => line.tail = previous,
        }
    }
}

//! The agenda: cancellable wake-ups in a fixed order.
//!
//! An indexed heap with four children a node. A cancelled wake-up is really removed, so the
//! agenda never holds more than what is still to come, and its memory follows the largest number
//! of wake-ups that were pending at once.

use core::num::NonZeroU32;

use crate::time::Time;

const CHILDREN: usize = 4;
const SEQUENCE_BITS: u32 = 56;
const SEQUENCE_MASK: u64 = (1 << SEQUENCE_BITS) - 1;

/// Names one scheduled wake-up; a name is never valid again once its wake-up is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WakeId {
    slot: u32,
    generation: NonZeroU32,
}

/// Wake-ups ordered by time, then class, then the order in which they were scheduled.
#[derive(Clone, Debug)]
pub struct Agenda<E> {
    heap: Vec<Node>,
    slots: Vec<Slot<E>>,
    free: Vec<u32>,
    next_sequence: u64,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    at: Time,
    /// The class in the top byte, the sequence number below.
    order: u64,
    slot: u32,
}

impl Node {
    /// One number to compare: sequence numbers differ, so no two nodes are equal.
    #[inline]
    fn rank(&self) -> u128 {
        u128::from(self.at.as_micros()) << 64 | u128::from(self.order)
    }
}

#[derive(Clone, Debug)]
struct Slot<E> {
    generation: NonZeroU32,
    position: u32,
    event: Option<E>,
}

impl<E> Default for Agenda<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Agenda<E> {
    /// Makes an empty agenda.
    pub const fn new() -> Self {
        Self {
            heap: Vec::new(),
            slots: Vec::new(),
            free: Vec::new(),
            next_sequence: 0,
        }
    }

    /// Tells how many wake-ups are pending.
    pub fn len(&self) -> usize {
        self.heap.len()
    }

    /// Tells whether nothing is pending.
    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// Tells for how many things memory is held; it follows the most that was pending at once.
    pub fn held(&self) -> usize {
        self.heap.capacity() + self.slots.capacity() + self.free.capacity()
    }

    /// Schedules a wake-up; at one instant the lower class comes first, then the earlier request.
    pub fn schedule(&mut self, at: Time, class: u8, event: E) -> WakeId {
        let order = u64::from(class) << SEQUENCE_BITS | self.next_sequence & SEQUENCE_MASK;
        self.next_sequence += 1;
        let slot = self.take_slot(event);
        self.heap.push(Node { at, order, slot });
        self.sift_up(self.heap.len() - 1);
        WakeId {
            slot,
            generation: self.slots[slot as usize].generation,
        }
    }

    /// Removes a wake-up and gives back its event, or nothing when it is already gone.
    pub fn cancel(&mut self, id: WakeId) -> Option<E> {
        let slot = self.slots.get(id.slot as usize)?;
        if slot.generation != id.generation {
            return None;
        }
        let position = slot.position as usize;
        let event = self.release(id.slot);
        self.remove_node(position);
        event
    }

    /// Tells when a pending wake-up is due.
    pub fn due_at(&self, id: WakeId) -> Option<Time> {
        let slot = self.slots.get(id.slot as usize)?;
        if slot.generation != id.generation {
            return None;
        }
        self.heap.get(slot.position as usize).map(|node| node.at)
    }

    /// Tells the time of the first wake-up.
    pub fn next_at(&self) -> Option<Time> {
        self.heap.first().map(|node| node.at)
    }

    /// Tells the time and class of the first wake-up.
    pub fn next_due(&self) -> Option<(Time, u8)> {
        self.heap
            .first()
            .map(|node| (node.at, (node.order >> SEQUENCE_BITS) as u8))
    }

    /// Takes the first wake-up if it is due at or before the given time.
    pub fn pop_due(&mut self, until: Time) -> Option<(Time, E)> {
        let first = *self.heap.first()?;
        if first.at > until {
            return None;
        }
        let event = self
            .release(first.slot)
            .expect("a slot that the heap names holds an event");
        self.remove_node(0);
        Some((first.at, event))
    }

    fn take_slot(&mut self, event: E) -> u32 {
        if let Some(slot) = self.free.pop() {
            self.slots[slot as usize].event = Some(event);
            return slot;
        }
        let slot = u32::try_from(self.slots.len()).expect("fewer than 2^32 wake-ups are pending");
        self.slots.push(Slot {
            generation: NonZeroU32::MIN,
            position: 0,
            event: Some(event),
        });
        slot
    }

    fn release(&mut self, slot: u32) -> Option<E> {
        let entry = &mut self.slots[slot as usize];
        entry.generation = entry.generation.checked_add(1).unwrap_or(NonZeroU32::MIN);
        self.free.push(slot);
        entry.event.take()
    }

    #[inline]
    fn remove_node(&mut self, position: usize) {
        let last = self.heap.pop().expect("the heap holds the node to remove");
        if position == self.heap.len() {
            return;
        }
        // The last node almost always belongs near the bottom: go all the way down, then up.
        let bottom = self.sift_hole_down(position);
        self.heap[bottom] = last;
        self.sift_up(bottom);
    }

    #[inline]
    fn sift_up(&mut self, mut position: usize) {
        let node = self.heap[position];
        let rank = node.rank();
        while position > 0 {
            let parent = (position - 1) / CHILDREN;
            if self.heap[parent].rank() <= rank {
                break;
            }
            self.place(position, self.heap[parent]);
            position = parent;
        }
        self.place(position, node);
    }

    #[inline]
    fn sift_hole_down(&mut self, mut position: usize) -> usize {
        loop {
            let first = position * CHILDREN + 1;
            let Some(children) = self.heap.get(first..) else {
                return position;
            };
            let Some(least) = least_of(children) else {
                return position;
            };
            self.place(position, children[least]);
            position = first + least;
        }
    }

    #[inline]
    fn place(&mut self, position: usize, node: Node) {
        self.heap[position] = node;
        self.slots[node.slot as usize].position = position as u32;
    }
}

/// Finds the first of the children; the common case has no branches to mispredict.
#[inline]
fn least_of(children: &[Node]) -> Option<usize> {
    if let Some(family) = children.first_chunk::<CHILDREN>() {
        let [a, b, c, d] = family.each_ref().map(Node::rank);
        let left = usize::from(b < a);
        let right = 2 + usize::from(d < c);
        let right_first = c.min(d) < a.min(b);
        return Some(core::hint::select_unpredictable(right_first, right, left));
    }
    (0..children.len()).min_by_key(|index| children[*index].rank())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drain(agenda: &mut Agenda<&'static str>) -> Vec<&'static str> {
        core::iter::from_fn(|| agenda.pop_due(Time::MAX).map(|(_, event)| event)).collect()
    }

    #[test]
    fn one_instant_is_ordered_by_class_and_then_by_request() {
        let mut agenda = Agenda::new();
        agenda.schedule(Time::from_secs(1), 2, "late class");
        agenda.schedule(Time::from_secs(1), 1, "first request");
        agenda.schedule(Time::from_secs(1), 1, "second request");
        agenda.schedule(Time::ZERO, 9, "earlier time");
        assert_eq!(
            drain(&mut agenda),
            [
                "earlier time",
                "first request",
                "second request",
                "late class"
            ]
        );
    }

    #[test]
    fn a_cancelled_wake_up_is_gone_and_its_name_stays_dead() {
        let mut agenda = Agenda::new();
        let gone = agenda.schedule(Time::from_secs(1), 0, "gone");
        assert_eq!(agenda.due_at(gone), Some(Time::from_secs(1)));
        assert_eq!(agenda.cancel(gone), Some("gone"));
        let kept = agenda.schedule(Time::from_secs(2), 0, "kept");
        assert_eq!(agenda.cancel(gone), None);
        assert_eq!(agenda.due_at(gone), None);
        assert_eq!(agenda.due_at(kept), Some(Time::from_secs(2)));
        assert_eq!(drain(&mut agenda), ["kept"]);
    }

    #[test]
    fn what_is_due_includes_the_given_instant_and_nothing_later() {
        let mut agenda = Agenda::new();
        agenda.schedule(Time::from_secs(2), 0, "now");
        assert_eq!(agenda.pop_due(Time::from_secs(1)), None);
        assert_eq!(
            agenda.pop_due(Time::from_secs(2)),
            Some((Time::from_secs(2), "now"))
        );
        assert_eq!(agenda.next_at(), None);
    }
}

//! The number that a contact carries through the engine: who it is, and what is known of it.

use ringback_scenarios::population::{COUNT_BITS, STREAM_BITS};

const ATTEMPT_AT: u32 = COUNT_BITS + STREAM_BITS;
const ATTEMPT_BITS: u32 = 7;
const KIND_AT: u32 = ATTEMPT_AT + ATTEMPT_BITS;
const KIND_BITS: u32 = 8;
const CHANNEL_AT: u32 = KIND_AT + KIND_BITS;

/// The most kinds of customers.
pub(crate) const KINDS_MAX: usize = 1 << KIND_BITS;
/// The most streams of arrivals.
pub(crate) const STREAMS_MAX: usize = 1 << STREAM_BITS;

/// A contact in one number: its stream and place there, how often it came before, its kind and channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label(pub(crate) u64);

impl Label {
    /// Makes the label of a contact that sets out.
    #[inline]
    pub(crate) fn new(contact: u64, kind: usize, channel: usize) -> Self {
        Self(contact | (kind as u64) << KIND_AT | (channel as u64) << CHANNEL_AT)
    }

    /// Gives the number by which the contact's chances are drawn; each coming has its own.
    #[inline]
    pub(crate) fn draws(self) -> u64 {
        self.0 & ((1 << KIND_AT) - 1)
    }

    /// Gives the position of its kind.
    #[inline]
    pub(crate) fn kind(self) -> usize {
        (self.0 >> KIND_AT) as usize & (KINDS_MAX - 1)
    }

    /// Gives the position of its channel among those of the model.
    #[inline]
    pub(crate) fn channel(self) -> usize {
        (self.0 >> CHANNEL_AT) as usize
    }

    /// Tells how often the customer came before.
    pub(crate) fn attempt(self) -> u32 {
        (self.0 >> ATTEMPT_AT) as u32 & ((1 << ATTEMPT_BITS) - 1)
    }

    /// Gives the number by which the chances of the first coming are drawn.
    pub(crate) fn first(self) -> u64 {
        self.0 & ((1 << ATTEMPT_AT) - 1)
    }

    /// Makes the label with which the customer comes again.
    pub(crate) fn again(self) -> Self {
        Self(self.0 + (1 << ATTEMPT_AT))
    }

    /// Makes the label with which the customer goes on by another channel.
    pub(crate) fn by(self, channel: usize) -> Self {
        let rest = self.0 & ((1 << CHANNEL_AT) - 1);
        Self(rest | (channel as u64) << CHANNEL_AT)
    }
}

#[cfg(test)]
mod tests {
    use ringback_scenarios::population::contact;

    use super::*;

    #[test]
    fn a_label_holds_each_part_apart() {
        let label = Label::new(contact(255, (1 << COUNT_BITS) - 1), 200, 6);
        assert_eq!(
            (label.kind(), label.channel(), label.attempt()),
            (200, 6, 0)
        );
        let again = (0..100).fold(label, |label, _| label.again());
        assert_eq!(
            (again.kind(), again.channel(), again.attempt()),
            (200, 6, 100)
        );
        assert_ne!(again.draws(), label.draws());
        assert_eq!(
            (label.by(2).channel(), label.by(2).draws()),
            (2, label.draws())
        );
    }
}

//! Counts and times of one queue, group or kind in one interval. Times are microseconds.

use super::Waits;

/// Of a queue, by when contacts entered it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct QueueCell {
    pub(crate) offered: u64,
    pub(crate) at_once: u64,
    /// Taken out as they came, by the bound on waiting contacts or because nobody was there.
    pub(crate) refused: u64,
    pub(crate) answered: u64,
    pub(crate) within: u64,
    pub(crate) abandoned: u64,
    pub(crate) short_abandoned: u64,
    pub(crate) overflowed: u64,
    pub(crate) timed_out: u64,
    pub(crate) no_agents: u64,
    pub(crate) callbacks: u64,
    /// Still there when the run ended.
    pub(crate) unfinished: u64,
    pub(crate) wait_of_answered: u64,
    pub(crate) wait_of_abandoned: u64,
    pub(crate) time_in_queue: u64,
    pub(crate) longest: u64,
    /// The number waiting, integrated over the interval.
    pub(crate) waiting: u64,
    /// The number waiting as the interval ended.
    pub(crate) waiting_at_end: u64,
}

/// Of a group of agents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct GroupCell {
    pub(crate) staffed: u64,
    pub(crate) talking: u64,
    pub(crate) wrapping_up: u64,
    /// Talking or wrapping up after the end of duty.
    pub(crate) overtime: u64,
    /// Nobody on duty.
    pub(crate) unstaffed: u64,
    pub(crate) answered: u64,
    pub(crate) missed: u64,
    pub(crate) declined: u64,
    pub(crate) busy_at_end: u64,
    /// 1 where all on duty were busy as the interval ended.
    pub(crate) all_busy_at_end: u64,
}

/// Of a kind of customers on a channel, by when they set out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ContactCell {
    pub(crate) contacts: u64,
    pub(crate) retries: u64,
    pub(crate) contained: u64,
    pub(crate) left_bot: u64,
    pub(crate) escalated: u64,
    pub(crate) bot_time: u64,
    pub(crate) offered: u64,
    pub(crate) answered: u64,
    pub(crate) within: u64,
    pub(crate) abandoned: u64,
    pub(crate) short_abandoned: u64,
    pub(crate) redirected: u64,
    pub(crate) callbacks: u64,
    pub(crate) unfinished: u64,
    pub(crate) wait_of_answered: u64,
    pub(crate) wait_of_abandoned: u64,
    pub(crate) time_waiting: u64,
    pub(crate) longest: u64,
}

macro_rules! summed {
    ($name:ident: $($sum:ident),* ; $($longest:ident),*) => {
        impl $name {
            /// Adds another interval.
            pub(crate) fn add(&mut self, other: &Self) {
                $(self.$sum += other.$sum;)*
                $(self.$longest = self.$longest.max(other.$longest);)*
            }
        }
    };
}

summed!(QueueCell: offered, at_once, refused, answered, within, abandoned, short_abandoned, overflowed, timed_out, no_agents,
    callbacks, unfinished, wait_of_answered, wait_of_abandoned, time_in_queue, waiting; longest);
summed!(GroupCell: staffed, talking, wrapping_up, overtime, unstaffed, answered, missed, declined; );
summed!(ContactCell: contacts, retries, contained, left_bot, escalated, bot_time, offered, answered, within, abandoned,
    short_abandoned, redirected, callbacks, unfinished, wait_of_answered, wait_of_abandoned, time_waiting; longest);

/// Everything that one replication comes to. Tables are by subject, then by interval.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    pub(crate) intervals: usize,
    pub(crate) queues: Vec<QueueCell>,
    pub(crate) waits: Vec<Waits>,
    pub(crate) groups: Vec<GroupCell>,
    /// By kind, then channel, then interval.
    pub(crate) contacts: Vec<ContactCell>,
    /// How many of each kind came to each queue first.
    pub(crate) first_queue: Vec<u64>,
    /// Both sides of Little's law for each queue: the number waiting integrated, and the waits added up.
    pub(crate) little: Vec<[u64; 2]>,
    /// Contacts that went through too many queues.
    pub(crate) chains_too_long: u64,
}

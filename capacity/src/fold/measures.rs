//! What is measured of queues, groups and contacts, each as a ratio of two whole numbers of one replication.

use ringback_format::figures::{Measure, Of, ShortAbandons};
use ringback_scenarios::population::ServiceLevel;

use super::ratio::Said;
use crate::tally::{ContactCell, GroupCell, QueueCell, Waits};

/// What is measured of a queue, in this order.
pub(crate) const QUEUE_MEASURES: [Measure; 24] = [
    Measure::Offered,
    Measure::Answered,
    Measure::Abandoned,
    Measure::ShortAbandoned,
    Measure::Overflowed,
    Measure::TimedOut,
    Measure::NoAgents,
    Measure::Callbacks,
    Measure::ServiceLevel,
    Measure::Abandonment,
    Measure::Delayed,
    Measure::Asa,
    Measure::MeanWait,
    Measure::MeanWaitAbandoned,
    Measure::WaitP50,
    Measure::WaitP80,
    Measure::WaitP90,
    Measure::WaitP95,
    Measure::WaitP99,
    Measure::LongestWait,
    Measure::Waiting,
    Measure::WaitingAtEnd,
    Measure::Unfinished,
    Measure::DaysMet,
];

/// The shares of the percentiles among the measures of a queue, in thousandths.
const THOUSANDTHS: [u64; 5] = [500, 800, 900, 950, 990];

/// What is measured of a group, in this order.
pub(crate) const GROUP_MEASURES: [Measure; 11] = [
    Measure::Answered,
    Measure::Staffed,
    Measure::StaffedTime,
    Measure::Talking,
    Measure::WrappingUp,
    Measure::Occupancy,
    Measure::BusyAtEnd,
    Measure::AllBusyAtEnd,
    Measure::Unstaffed,
    Measure::Missed,
    Measure::Declined,
];

/// What is measured of a kind or channel, in this order.
pub(crate) const CONTACT_MEASURES: [Measure; 18] = [
    Measure::Contacts,
    Measure::Retries,
    Measure::Contained,
    Measure::Escalated,
    Measure::Offered,
    Measure::Answered,
    Measure::Abandoned,
    Measure::ShortAbandoned,
    Measure::Redirected,
    Measure::Callbacks,
    Measure::ServiceLevel,
    Measure::Abandonment,
    Measure::Asa,
    Measure::MeanWait,
    Measure::MeanWaitAbandoned,
    Measure::LongestWait,
    Measure::BotSessions,
    Measure::Unfinished,
];

/// How figures are defined in one run, and over which time they go.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Defined {
    pub(crate) level: ServiceLevel,
    /// The service level that a day must reach, where one is demanded.
    pub(crate) level_wanted: Option<f64>,
    /// The length of the period, in microseconds.
    pub(crate) lasts: u64,
}

const fn said(above: u64, below: u64) -> Said {
    Said { above, below }
}

const fn count(number: u64) -> Said {
    said(number, 1)
}

/// Answered in time, abandoned soon, and all: what a service level is made of.
struct Level {
    offered: u64,
    answered: u64,
    within: u64,
    abandoned: u64,
    short: u64,
}

impl Level {
    fn said(&self, level: &ServiceLevel) -> Said {
        let (more, less) = match level.short_abandons {
            ShortAbandons::Against => (0, 0),
            ShortAbandons::LeftOut => (0, self.short),
            ShortAbandons::AsAnswered => (self.short, 0),
        };
        let all = match level.of {
            Of::Offered => self.offered - less,
            Of::Answered => self.answered + more,
            Of::AnsweredOrAbandoned => self.answered + self.abandoned - less,
        };
        said(self.within + more, all)
    }
}

pub(crate) fn of_queue(
    cell: &QueueCell,
    waits: &Waits,
    defined: &Defined,
) -> [Said; QUEUE_MEASURES.len()] {
    let level = Level {
        offered: cell.offered,
        answered: cell.answered,
        within: cell.within,
        abandoned: cell.abandoned,
        short: cell.short_abandoned,
    };
    let level = level.said(&defined.level);
    let percentiles = waits.percentiles(THOUSANDTHS);
    let percentile = |number: usize| percentiles.map_or(said(0, 0), |found| count(found[number]));
    let joined = cell.offered - cell.refused;
    let longest = if joined == 0 {
        said(0, 0)
    } else {
        count(cell.longest)
    };
    let days_met = match defined.level_wanted {
        Some(wanted) if level.below > 0 => {
            count(u64::from(level.above as f64 / level.below as f64 >= wanted))
        }
        Some(_) | None => said(0, 0),
    };
    [
        count(cell.offered),
        count(cell.answered),
        count(cell.abandoned),
        count(cell.short_abandoned),
        count(cell.overflowed),
        count(cell.timed_out),
        count(cell.no_agents),
        count(cell.callbacks),
        level,
        said(cell.abandoned, cell.offered),
        said(joined - cell.at_once, cell.offered),
        said(cell.wait_of_answered, cell.answered),
        said(cell.time_in_queue, joined - cell.unfinished),
        said(cell.wait_of_abandoned, cell.abandoned),
        percentile(0),
        percentile(1),
        percentile(2),
        percentile(3),
        percentile(4),
        longest,
        said(cell.waiting, defined.lasts),
        count(cell.waiting_at_end),
        count(cell.unfinished),
        days_met,
    ]
}

pub(crate) fn of_group(cell: &GroupCell, defined: &Defined) -> [Said; GROUP_MEASURES.len()] {
    let busy = cell.talking + cell.wrapping_up;
    [
        count(cell.answered),
        said(cell.staffed, defined.lasts),
        count(cell.staffed),
        said(cell.talking, defined.lasts),
        said(cell.wrapping_up, defined.lasts),
        said(busy, cell.staffed + cell.overtime),
        count(cell.busy_at_end),
        count(cell.all_busy_at_end),
        said(cell.unstaffed, defined.lasts),
        count(cell.missed),
        count(cell.declined),
    ]
}

pub(crate) fn of_contacts(cell: &ContactCell, defined: &Defined) -> [Said; CONTACT_MEASURES.len()] {
    let level = Level {
        offered: cell.offered,
        answered: cell.answered,
        within: cell.within,
        abandoned: cell.abandoned,
        short: cell.short_abandoned,
    };
    let over = cell.answered + cell.abandoned + cell.redirected;
    let longest = if over == 0 {
        said(0, 0)
    } else {
        count(cell.longest)
    };
    [
        count(cell.contacts),
        count(cell.retries),
        count(cell.contained),
        count(cell.escalated),
        count(cell.offered),
        count(cell.answered),
        count(cell.abandoned),
        count(cell.short_abandoned),
        count(cell.redirected),
        count(cell.callbacks),
        level.said(&defined.level),
        said(cell.abandoned, cell.offered),
        said(cell.wait_of_answered, cell.answered),
        said(cell.time_waiting, over),
        said(cell.wait_of_abandoned, cell.abandoned),
        longest,
        said(cell.bot_time, defined.lasts),
        count(cell.unfinished),
    ]
}

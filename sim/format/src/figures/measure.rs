//! What a figure measures, in the words of the call-center literature.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a figure measures.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Contacts that set out: of a kind of customer or a channel.
    Contacts,
    /// Contacts that came again after they had given up or found all busy.
    Retries,
    /// Contacts that a bot served to the end.
    Contained,
    /// Contacts that a bot handed over to people.
    Escalated,
    /// Contacts that entered a queue.
    Offered,
    /// Contacts that an agent answered.
    Answered,
    /// Contacts whose customer gave up while waiting.
    Abandoned,
    /// Those of the abandoned that gave up before the stated time.
    ShortAbandoned,
    /// Contacts that the bound on waiting contacts took out of the queue.
    Overflowed,
    /// Contacts that the bound on the wait took out of the queue.
    TimedOut,
    /// Contacts that the treatment for absent agents took out of the queue.
    NoAgents,
    /// Contacts that ended unanswered at a target other than a queue.
    Redirected,
    /// Customers who asked to be called back.
    Callbacks,
    /// The service level by its stated definition.
    ServiceLevel,
    /// The share of days on which the service level met its target.
    DaysMet,
    /// The share of the offered that was abandoned.
    Abandonment,
    /// The share of the offered that was neither answered at once nor refused entry.
    Delayed,
    /// Average speed of answer: the mean wait of the answered.
    Asa,
    /// The mean time in queue of all that entered and were not refused, however they left.
    MeanWait,
    /// The mean wait of the abandoned.
    MeanWaitAbandoned,
    /// The wait that half of the answered do not exceed; like those below, on average over the days.
    WaitP50,
    /// The wait that 80% of the answered do not exceed.
    WaitP80,
    /// The wait that 90% of the answered do not exceed.
    WaitP90,
    /// The wait that 95% of the answered do not exceed.
    WaitP95,
    /// The wait that 99% of the answered do not exceed.
    WaitP99,
    /// The longest time in queue of a day, on average over the days.
    LongestWait,
    /// The mean number of contacts that wait.
    Waiting,
    /// The number of contacts that wait as an interval ends.
    WaitingAtEnd,
    /// Contacts that were still open when the run ended.
    Unfinished,
    /// The mean number of sessions with the bot.
    BotSessions,
    /// The mean number of agents on duty and not on a break.
    Staffed,
    /// The time that agents are on duty and not on a break.
    StaffedTime,
    /// The mean number of agents who talk.
    Talking,
    /// The mean number of agents who wrap up.
    WrappingUp,
    /// The share of the staffed time that agents talk or wrap up.
    Occupancy,
    /// The number of agents who talk or wrap up as an interval ends.
    BusyAtEnd,
    /// The share of days on which, as an interval ends, all agents on duty are busy.
    AllBusyAtEnd,
    /// The share of the time in which nobody is on duty.
    Unstaffed,
    /// Offers that rang until their alert time was over.
    Missed,
    /// Offers that were declined.
    Declined,
    /// Paid time by its price.
    Cost,
}

/// The unit of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A number of contacts (or offers) in the period.
    Count,
    /// A part of one.
    Share,
    /// Seconds.
    Seconds,
    /// A mean number at one time.
    Mean,
    /// Hours.
    Hours,
    /// The scenario's own money.
    Money,
}

impl Measure {
    /// Every measure, in the order in which figures are shown.
    pub const ALL: [Self; 41] = [
        Self::Contacts,
        Self::Retries,
        Self::Contained,
        Self::Escalated,
        Self::Offered,
        Self::Answered,
        Self::Abandoned,
        Self::ShortAbandoned,
        Self::Overflowed,
        Self::TimedOut,
        Self::NoAgents,
        Self::Redirected,
        Self::Callbacks,
        Self::ServiceLevel,
        Self::DaysMet,
        Self::Abandonment,
        Self::Delayed,
        Self::Asa,
        Self::MeanWait,
        Self::MeanWaitAbandoned,
        Self::WaitP50,
        Self::WaitP80,
        Self::WaitP90,
        Self::WaitP95,
        Self::WaitP99,
        Self::LongestWait,
        Self::Waiting,
        Self::WaitingAtEnd,
        Self::Unfinished,
        Self::BotSessions,
        Self::Staffed,
        Self::StaffedTime,
        Self::Talking,
        Self::WrappingUp,
        Self::Occupancy,
        Self::BusyAtEnd,
        Self::AllBusyAtEnd,
        Self::Unstaffed,
        Self::Missed,
        Self::Declined,
        Self::Cost,
    ];

    /// Gives its unit.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Contacts
            | Self::Retries
            | Self::Contained
            | Self::Escalated
            | Self::Offered
            | Self::Answered
            | Self::Abandoned
            | Self::ShortAbandoned
            | Self::Overflowed
            | Self::TimedOut
            | Self::NoAgents
            | Self::Redirected
            | Self::Callbacks
            | Self::Unfinished
            | Self::Missed
            | Self::Declined => Unit::Count,
            Self::ServiceLevel
            | Self::DaysMet
            | Self::Abandonment
            | Self::Delayed
            | Self::Occupancy
            | Self::AllBusyAtEnd
            | Self::Unstaffed => Unit::Share,
            Self::Asa
            | Self::MeanWait
            | Self::MeanWaitAbandoned
            | Self::WaitP50
            | Self::WaitP80
            | Self::WaitP90
            | Self::WaitP95
            | Self::WaitP99
            | Self::LongestWait => Unit::Seconds,
            Self::Waiting
            | Self::WaitingAtEnd
            | Self::BusyAtEnd
            | Self::BotSessions
            | Self::Staffed
            | Self::Talking
            | Self::WrappingUp => Unit::Mean,
            Self::StaffedTime => Unit::Hours,
            Self::Cost => Unit::Money,
        }
    }

    /// Gives its name as reports head a column with it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Retries => "retries",
            Self::Contained => "contained",
            Self::Escalated => "escalated",
            Self::Offered => "offered",
            Self::Answered => "answered",
            Self::Abandoned => "abandoned",
            Self::ShortAbandoned => "short abandons",
            Self::Overflowed => "overflowed",
            Self::TimedOut => "timed out",
            Self::NoAgents => "no agents",
            Self::Redirected => "redirected",
            Self::Callbacks => "callbacks",
            Self::ServiceLevel => "service level",
            Self::DaysMet => "days met",
            Self::Abandonment => "abandonment",
            Self::Delayed => "delayed",
            Self::Asa => "ASA",
            Self::MeanWait => "mean wait",
            Self::MeanWaitAbandoned => "wait of abandoned",
            Self::WaitP50 => "wait p50",
            Self::WaitP80 => "wait p80",
            Self::WaitP90 => "wait p90",
            Self::WaitP95 => "wait p95",
            Self::WaitP99 => "wait p99",
            Self::LongestWait => "longest wait",
            Self::Waiting => "waiting",
            Self::WaitingAtEnd => "waiting at end",
            Self::Unfinished => "unfinished",
            Self::BotSessions => "bot sessions",
            Self::Staffed => "staffed",
            Self::StaffedTime => "staffed time",
            Self::Talking => "talking",
            Self::WrappingUp => "wrapping up",
            Self::Occupancy => "occupancy",
            Self::BusyAtEnd => "busy at end",
            Self::AllBusyAtEnd => "all busy at end",
            Self::Unstaffed => "unstaffed",
            Self::Missed => "missed",
            Self::Declined => "declined",
            Self::Cost => "cost",
        }
    }
}

//! Everything that report rows say of a population.

use std::{collections::BTreeSet, path::Path};

use jiff::civil::Date;
use serde::Serialize;

use super::{
    Ends, FitError, FittedArrivals, FittedHandling, FittedPatience, Wrong,
    agent_calls::{self, AgentCall},
    arrivals::arrivals,
    days::Days,
    handling::handling,
    patience::patience,
    queue_calls::{QueueCall, QueueCalls},
};

/// What report rows say of a population.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Fitted {
    /// The first day with a call.
    pub from: Date,
    /// The last one.
    pub to: Date,
    /// How many days had calls.
    pub days: u64,
    /// The queues, in the order of their names.
    pub queues: Vec<FittedQueue>,
}

/// What report rows say of the customers of a queue.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FittedQueue {
    /// The queue.
    pub queue: String,
    /// What became of its calls.
    pub ends: Ends,
    /// When they come.
    pub arrivals: FittedArrivals,
    /// How long agents talk with them; absent where no talk took any time.
    pub handling: Option<FittedHandling>,
    /// How long they wait.
    pub patience: FittedPatience,
}

/// Fits a population to the report rows in a folder: `fCallQueueAnalytics.csv` and `fAgentTimelineAnalytics.csv`, per call. Times of
/// day are those of the columns of local times.
///
/// # Errors
/// A file is not there, or something in it is not as it must be.
pub fn fit(folder: &Path) -> Result<Fitted, FitError> {
    let calls = QueueCalls::read(folder)?;
    let talks = agent_calls::read(folder)?;
    Ok(fitted(&calls, &talks)?)
}

fn fitted(calls: &QueueCalls, talks: &[AgentCall]) -> Result<Fitted, Wrong> {
    let dates: BTreeSet<Date> = calls.calls.iter().map(|call| call.came.date()).collect();
    let dates: Vec<Date> = dates.into_iter().collect();
    let names: BTreeSet<&str> = calls.calls.iter().map(|call| call.queue.as_str()).collect();
    let queues: Result<Vec<FittedQueue>, Wrong> = names
        .into_iter()
        .map(|name| queue(name, calls, talks, &dates))
        .collect();
    Ok(Fitted {
        from: dates.first().copied().unwrap_or_default(),
        to: dates.last().copied().unwrap_or_default(),
        days: dates.len() as u64,
        queues: queues?,
    })
}

fn queue(
    name: &str,
    calls: &QueueCalls,
    talks: &[AgentCall],
    dates: &[Date],
) -> Result<FittedQueue, Wrong> {
    let own = || {
        let all = calls.calls.iter();
        all.filter(|call: &&QueueCall| call.queue == name)
    };
    let days = Days::of(own(), dates);
    days.check(&calls.file, name)?;
    Ok(FittedQueue {
        queue: name.to_owned(),
        ends: Ends::of(own()),
        arrivals: arrivals(&days),
        handling: handling(talks.iter().filter(|talk| talk.queue == name)),
        patience: patience(own()),
    })
}

//! What became of the calls of a queue.

use ringback_world::reports::QueueResult;
use serde::Serialize;

use super::queue_calls::QueueCall;
use crate::statistics::Moments;

/// How many calls of a queue ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Ends {
    /// All of them.
    pub offered: u64,
    /// Answered by an agent, or called back.
    pub answered: u64,
    /// Given up while waiting.
    pub abandoned: u64,
    /// Taken out after too long a wait.
    pub timed_out: u64,
    /// Turned away since too many were waiting.
    pub overflowed: u64,
    /// Turned away since no agent was there.
    pub no_agents: u64,
    /// Anything else.
    pub other: u64,
    /// The wait after which calls were taken out, in seconds: the mean of theirs. Absent where none was.
    pub timeout_s: Option<f64>,
    /// How many agents were opted in when calls came, on average. Agents of several queues count in each. Absent where no row
    /// says.
    pub opted_in: Option<f64>,
}

impl Ends {
    pub(super) fn of<'a>(calls: impl Iterator<Item = &'a QueueCall>) -> Self {
        let mut ends = Self::default();
        let (mut timeouts, mut opted_in) = (Moments::default(), Moments::default());
        for call in calls {
            ends.offered += 1;
            if let Some(agents) = call.opted_in {
                opted_in.add(f64::from(agents));
            }
            let count = match call.result {
                QueueResult::AgentJoinedConference
                | QueueResult::TransferredToAgent
                | QueueResult::TransferredToCallbackCaller => &mut ends.answered,
                QueueResult::Disconnected => &mut ends.abandoned,
                QueueResult::TimedOut => {
                    timeouts.add(call.waited_s);
                    &mut ends.timed_out
                }
                QueueResult::Overflown => &mut ends.overflowed,
                QueueResult::NoAgent => &mut ends.no_agents,
                QueueResult::CallbackCallTimedOut
                | QueueResult::Declined
                | QueueResult::Error
                | QueueResult::Failed
                | QueueResult::Invalid => &mut ends.other,
            };
            *count += 1;
        }
        ends.timeout_s = timeouts.mean();
        ends.opted_in = opted_in.mean();
        ends
    }
}

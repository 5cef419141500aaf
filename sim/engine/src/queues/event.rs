//! What happens in the engine, and who is told.

use crate::time::{Span, Time};

use super::ids::{AgentId, CallKey, QueueId};

/// One thing that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A call entered a queue: the first event of each leg of a call.
    Arrived {
        /// The call.
        call: CallKey,
        /// The queue.
        queue: QueueId,
        /// The number that the caller gave the call.
        label: u64,
        /// How many queues the call has entered, this one included.
        leg: u32,
        /// How many other calls are unanswered there at this moment, as the queue's limit counts them.
        waiting: u32,
    },
    /// The greeting is over; the wait clock starts.
    GreetingEnded {
        /// The call.
        call: CallKey,
        /// The queue.
        queue: QueueId,
    },
    /// A call begins to ring at an agent.
    Offered(Offer),
    /// A call ceases to ring at an agent for a reason that lies elsewhere.
    Withdrawn(Offer),
    /// An agent let a call ring until the alert time was over.
    Missed(Offer),
    /// An agent declined a call.
    Declined(Offer),
    /// An agent has the call.
    Answered {
        /// The call.
        call: CallKey,
        /// The queue.
        queue: QueueId,
        /// The agent.
        agent: AgentId,
        /// The wait in this queue.
        waited: Span,
    },
    /// A customer who waited asked to be called back; the call keeps its place without them.
    CallbackRequested {
        /// The call.
        call: CallKey,
        /// The queue.
        queue: QueueId,
    },
    /// The customer hung up before an answer: one of the three ends of a call.
    Abandoned {
        /// The call.
        call: CallKey,
        /// The queue that it entered last.
        queue: QueueId,
        /// The wait in this queue; zero during a greeting and after an exception.
        waited: Span,
    },
    /// An exception took a call out of its queue.
    Fired {
        /// The call.
        call: CallKey,
        /// The queue.
        queue: QueueId,
        /// The exception.
        exception: Exception,
        /// The wait in this queue.
        waited: Span,
    },
    /// A call is under way to another queue.
    Redirected {
        /// The call.
        call: CallKey,
        /// The queue that it left.
        from: QueueId,
        /// The queue that it goes to.
        to: QueueId,
    },
    /// A call left the engine unanswered: one of the three ends of a call.
    Left {
        /// The call.
        call: CallKey,
        /// The queue that it entered last.
        queue: QueueId,
        /// The tag of the exit.
        tag: u32,
    },
    /// A conversation ended: one of the three ends of a call.
    Ended {
        /// The call.
        call: CallKey,
        /// The queue that it was answered from.
        queue: QueueId,
        /// The agent.
        agent: AgentId,
    },
    /// What an agent does has changed.
    Agent {
        /// The agent.
        agent: AgentId,
        /// What the agent does now.
        activity: Activity,
    },
}

/// A call at an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Offer {
    /// The call.
    pub call: CallKey,
    /// The queue.
    pub queue: QueueId,
    /// The agent.
    pub agent: AgentId,
}

/// The three things that take a call out of its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Exception {
    /// Too many calls wait.
    Limit,
    /// The call waited too long.
    Timeout,
    /// No member is present.
    NoAgents,
}

/// What an agent does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Activity {
    /// Not there.
    LoggedOut,
    /// There, without a call, and takes none.
    NotReady,
    /// There, and waits for a call.
    Idle,
    /// In a call.
    Talking,
    /// Busy after a call.
    WrappingUp,
}

/// Somebody who is told what happens and keeps what it needs.
pub trait Observer {
    /// Hears of one event. Events come in the order in which they happened.
    fn observe(&mut self, at: Time, event: Event);
}

/// Keeps nothing.
impl Observer for () {
    #[inline]
    fn observe(&mut self, _at: Time, _event: Event) {}
}

/// Keeps everything.
impl Observer for Vec<(Time, Event)> {
    fn observe(&mut self, at: Time, event: Event) {
        self.push((at, event));
    }
}

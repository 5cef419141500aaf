//! What a queue and an agent are told to do. There are no defaults here.

use crate::time::Span;

use super::ids::{AgentId, QueueId};

/// Which agents a waiting call is given to, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Routing {
    /// The head call alone rings every agent who can take it, in rounds of the alert time.
    RingAll,
    /// Every waiting call rings every agent who can take it, each in rounds of its own.
    RingAllEveryCall,
    /// One agent after another in list order; every call starts at the top.
    Serial,
    /// The agent who answered the fewest calls of this queue, ties by list order.
    RoundRobin,
    /// The agent who comes in the list after the one that a call was given to last.
    InTurn,
    /// The agent who has been idle longest, ties by list order. While fewer calls wait than
    /// agents are available, the head call alone rings, at `fan_out` agents together.
    LongestIdle {
        /// How many agents the head call rings while agents outnumber calls.
        fan_out: u32,
    },
    /// The first agent of the list who can take the call.
    FirstIdle,
}

/// How a call reaches the agent whom the routing chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presenting {
    /// The agent has the call at once; there are no offers.
    AtOnce,
    /// The call is offered and rings until it is answered, declined or the time is over.
    Ring {
        /// How long one offer rings; without it, until something else ends it.
        alert_time: Option<Span>,
    },
}

/// How many offers of one queue an agent may hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offers {
    /// At most one.
    OnePerAgent,
    /// One for every call that rings.
    Unlimited,
}

/// Whether the queue looks at the readiness of its agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Only ready agents get calls; an agent is present when opted in and logged in.
    Required,
    /// Every opted-in agent gets calls and counts as present.
    Ignored,
}

/// Whether an agent whose hands are full gets calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BusyAgents {
    /// A busy agent gets none, and loses the other offers of this queue on becoming busy.
    Skip,
    /// A busy agent gets calls like anybody else.
    Offer,
}

/// What happens to a call that an exception takes out of its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The call leaves the engine; the tag tells the caller's own reason.
    Leave(u32),
    /// The call goes to another queue with a new wait clock.
    Queue {
        /// The queue that it enters.
        queue: QueueId,
        /// How long it is under way, for instance while a prompt plays.
        after: Span,
        /// The priority that it gets; without one it keeps its own.
        priority: Option<u8>,
    },
}

/// Whether an agent who lets an offer pass begins to be idle anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterMiss {
    /// Their idle time goes on.
    StaysIdle,
    /// It begins anew.
    IdleAnew,
}

/// What becomes of calls whose customers have asked to be called back, and wait on without them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Callbacks {
    /// Whether they count as waiting calls.
    pub counting: Counting,
    /// The tag with which one leaves that waits too long.
    pub tag: u32,
}

/// Whether callbacks count as waiting calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// They do.
    AsWaiting,
    /// They have a place in line, and the bound on waiting calls does not see them.
    Apart,
}

/// When the wait of a call begins to count. Offers begin after the greeting in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitClock {
    /// When the greeting ends.
    AfterGreeting,
    /// When the call enters the queue. A bound that the greeting outlasts is reached at its end.
    FromArrival,
}

/// The bound on calls that wait, tested when a call arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many calls may wait.
    pub waiting: u32,
    /// What happens to a call that arrives beyond it.
    pub exit: Exit,
}

/// The bound on the wait of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeout {
    /// The wait at which the bound is reached.
    pub after: Span,
    /// What happens to the call then.
    pub exit: Exit,
    /// When the wait is looked at.
    pub check: TimeoutCheck,
}

/// When a wait is compared with its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeoutCheck {
    /// At the bound itself; ringing offers are withdrawn.
    Exact,
    /// At the bound, or at the end of the round of offers that runs then.
    RoundEnd,
}

/// What a queue does while none of its members is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoAgents {
    /// Calls wait as usual.
    Off,
    /// Calls that arrive meanwhile are taken out; waiting calls stay.
    NewCalls(Exit),
    /// Calls that arrive meanwhile and calls that wait when it begins are taken out.
    AllCalls(Exit),
}

/// The rules of one queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueConfig {
    /// Which agents get a call.
    pub routing: Routing,
    /// How a call reaches them.
    pub presenting: Presenting,
    /// How many offers of this queue one agent may hold.
    pub offers: Offers,
    /// Whether readiness matters.
    pub availability: Availability,
    /// Whether busy agents get calls.
    pub busy_agents: BusyAgents,
    /// How long a call is greeted before it waits, unless it brings its own greeting.
    pub greeting: Span,
    /// When the wait clock starts.
    pub wait_clock: WaitClock,
    /// The bound on waiting calls.
    pub limit: Option<Limit>,
    /// The bound on the wait.
    pub timeout: Option<Timeout>,
    /// What happens while nobody is present.
    pub no_agents: NoAgents,
    /// How long an agent is busy after a call of this queue that brings no time of its own.
    pub wrap_up: Span,
    /// What a missed offer does to the idle time of its agent.
    pub after_miss: AfterMiss,
    /// What becomes of callbacks.
    pub callbacks: Callbacks,
}

/// An agent's place in a queue. Their order is the list order of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The agent.
    pub agent: AgentId,
    /// Whether the agent takes part.
    pub opting: Opting,
}

/// Whether an agent takes part in one queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opting {
    /// Takes part.
    In,
    /// Does not.
    Out,
}

/// Whether an agent is there and takes calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Not there.
    LoggedOut,
    /// There, but takes no calls now.
    NotReady,
    /// There and takes calls.
    Ready,
    /// There and takes calls even with full hands.
    ReadyWhileBusy,
}

/// The bound on the number of queues that one call may enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxLegs {
    /// How many queues a call may enter.
    pub legs: u32,
    /// The tag with which a call leaves that would enter one more.
    pub tag: u32,
}

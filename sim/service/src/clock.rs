//! The clocks, and how patiently the automatic one waits for the implementation.

use std::time::Duration;

use ringback_world::Span;

/// How simulated time passes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ClockKind {
    /// One second a second.
    Real,
    /// So many simulated seconds a second.
    Scaled(f64),
    /// It stands still while anybody works, then jumps to the next thing due.
    Auto,
    /// It moves only when told to.
    Manual,
}

/// When the implementation answers a webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Acknowledges {
    /// At once; its follow-up requests may come later.
    AtOnce,
    /// When its follow-up requests are done: nothing has to be waited for after an answer.
    AfterWork,
}

/// How patiently the automatic clock waits for the implementation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    /// The real time without any activity before a jump.
    pub settle: Duration,
    /// The real time that an implementation which owes the next move is given; `None` for as long as it takes.
    pub reacts_within: Option<Duration>,
    /// The real time after which a delivery without an answer no longer counts as work; `None` never.
    pub park_after: Option<Duration>,
    /// When the implementation answers a webhook.
    pub acknowledges: Acknowledges,
    /// The simulated time that each of its moves takes.
    pub thinks: Span,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            settle: Duration::from_millis(25),
            reacts_within: Some(Duration::from_secs(1)),
            park_after: Some(Duration::from_millis(250)),
            acknowledges: Acknowledges::AtOnce,
            thinks: Span::ZERO,
        }
    }
}

/// Whether the implementation's processes use the processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computing {
    /// They do, or wait for it.
    Yes,
    /// They do not.
    No,
}

/// Looks whether the implementation's processes use the processor.
pub type Watch = Box<dyn FnMut() -> Computing + Send>;

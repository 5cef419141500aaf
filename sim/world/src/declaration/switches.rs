//! Rules that the documents leave open: each has a stated default, and a tenant may choose the other reading.
//!
//! The names of the rules (S1 to S24) and the readings are listed in `DIFFERENCES.md`, with the cases that each changes.

use serde::{Deserialize, Serialize};

use crate::Span;

/// The choices of a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Switches {
    /// Whether an accepted callback request still counts as a waiting call (S2).
    pub callbacks_count_in_queue: bool,
    /// When the wait of a call begins (S3).
    pub wait_clock: WaitClock,
    /// When a wait is compared with its bound (S4).
    pub timeout_evaluation: TimeoutEvaluation,
    /// Who is next in round robin (S8).
    pub round_robin: RoundRobin,
    /// How many of the longest idle one call rings at together while agents outnumber calls (S9).
    pub longest_idle_fanout: u32,
    /// Whether an agent who lets an offer pass begins to be idle anew (S9).
    pub reset_idle_on_miss: bool,
    /// How long an agent is busy after a queue's call (S11).
    pub wrap_up: Span,
    /// How long it takes from an agent's answer until the two hear each other (S12).
    pub connect_delay: Span,
    /// How many voice apps a call may enter (S16).
    pub max_voice_app_legs: u32,
    /// How long a call may stay in one attendant (S16).
    pub max_attendant_session: Span,
    /// How long an attendant waits for a selection after its menu (S17).
    pub menu_input_window: Span,
    /// What `Voicemail` of a queue does (S18).
    pub personal_voicemail: PersonalVoicemailRule,
    /// Whether the known issue of longest idle with `NewCalls` is there (S20).
    pub longest_idle_new_calls_issue: bool,
    /// How late a presence reaches the queues.
    pub presence_lag: Span,
    /// After how long without any activity a person's client shows Away; zero is never.
    pub inactivity_to_away: Span,
    /// How late somebody who is new in a group gets its first call.
    pub membership_lag: Span,
    /// Whether calls with ACS users can be parked.
    pub acs_park_supported: bool,
}

impl Switches {
    /// The stated defaults.
    pub const fn stated() -> Self {
        Self {
            callbacks_count_in_queue: true,
            wait_clock: WaitClock::AfterGreeting,
            timeout_evaluation: TimeoutEvaluation::Exact,
            round_robin: RoundRobin::FewestAnswered,
            longest_idle_fanout: 2,
            reset_idle_on_miss: false,
            wrap_up: Span::ZERO,
            connect_delay: Span::ZERO,
            max_voice_app_legs: 10,
            max_attendant_session: Span::from_secs(1800),
            menu_input_window: Span::from_secs(5),
            personal_voicemail: PersonalVoicemailRule::Direct,
            longest_idle_new_calls_issue: true,
            presence_lag: Span::ZERO,
            inactivity_to_away: Span::ZERO,
            membership_lag: Span::ZERO,
            acs_park_supported: true,
        }
    }
}

impl Default for Switches {
    fn default() -> Self {
        Self::stated()
    }
}

/// When the wait of a call begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaitClock {
    /// When its greeting ends.
    AfterGreeting,
    /// When it arrives.
    FromArrival,
}

/// When a wait is compared with its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeoutEvaluation {
    /// At the bound; what rings is withdrawn.
    Exact,
    /// When the alert that runs then is over.
    AlertBoundary,
}

/// Who is next in round robin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoundRobin {
    /// Who answered the fewest calls of the queue, ties by the order of the list.
    FewestAnswered,
    /// Who comes after the one that had the last offer.
    Rotate,
}

/// What `Voicemail` of a queue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonalVoicemailRule {
    /// It takes the message at once.
    Direct,
    /// It rings the person first.
    RingFirst,
}

//! Rules that the documents leave open, and what a tenant chooses.

use ringback_world::{Span, declaration as world};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::{Findings, Problem};
use crate::duration::DurationText;

/// How many voice apps a call may enter at most, whatever is declared.
const LEGS_MAX: u32 = 1_000;
/// How many agents one call may ring at together; a queue has at most 200.
const FANOUT_MAX: u32 = 200;

/// What is chosen where the documents leave a rule open. The readings and the cases that each changes are listed in
/// DIFFERENCES.md.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct SwitchesDeclaration {
    /// Whether an accepted callback request still counts as a waiting call; `true` without it.
    pub callbacks_count_in_queue: bool,
    /// When the wait of a call begins; `after-greeting` without it.
    pub wait_clock: WaitClockDeclaration,
    /// When a wait is compared with its bound; `exact` without it.
    pub timeout_evaluation: TimeoutEvaluationDeclaration,
    /// Who is next in round robin; `fewest-answered` without it.
    pub round_robin: RoundRobinDeclaration,
    /// How many of the longest idle one call rings at together while agents outnumber calls: 1 to 200; 2 without it.
    pub longest_idle_fanout: u32,
    /// Whether an agent who lets an offer pass begins to be idle anew; `false` without it.
    pub reset_idle_on_miss: bool,
    /// How long an agent is busy after a queue's call; 0s without it.
    pub wrap_up: DurationText,
    /// How long it takes from an agent's answer until the two hear each other; 0s without it.
    pub connect_delay: DurationText,
    /// How many voice apps a call may enter: 1 to 1000; 10 without it.
    pub max_voice_app_legs: u32,
    /// How long a call may stay in one attendant; 30m without it.
    pub max_attendant_session: DurationText,
    /// How long an attendant waits for a selection after its menu; 5s without it.
    pub menu_input_window: DurationText,
    /// What the personal voicemail of a queue's rule does; `direct` without it.
    pub personal_voicemail: PersonalVoicemailDeclaration,
    /// Whether new calls are queued although `no-agents` applies to them alone, with longest idle; `true` without it.
    pub longest_idle_new_calls_issue: bool,
    /// How late a presence reaches the queues; 0s without it.
    pub presence_lag: DurationText,
    /// After how long without any activity a person shows Away; 0s, which is never, without it.
    pub inactivity_to_away: DurationText,
    /// How late somebody who is new in a queue's group gets the first call; 0s without it.
    pub membership_lag: DurationText,
    /// Whether calls with ACS users can be parked; `true` without it.
    pub acs_park_supported: bool,
}

impl Default for SwitchesDeclaration {
    fn default() -> Self {
        let stated = world::Switches::stated();
        Self {
            callbacks_count_in_queue: stated.callbacks_count_in_queue,
            wait_clock: WaitClockDeclaration::AfterGreeting,
            timeout_evaluation: TimeoutEvaluationDeclaration::Exact,
            round_robin: RoundRobinDeclaration::FewestAnswered,
            longest_idle_fanout: stated.longest_idle_fanout,
            reset_idle_on_miss: stated.reset_idle_on_miss,
            wrap_up: DurationText::new(stated.wrap_up),
            connect_delay: DurationText::new(stated.connect_delay),
            max_voice_app_legs: stated.max_voice_app_legs,
            max_attendant_session: DurationText::new(stated.max_attendant_session),
            menu_input_window: DurationText::new(stated.menu_input_window),
            personal_voicemail: PersonalVoicemailDeclaration::Direct,
            longest_idle_new_calls_issue: stated.longest_idle_new_calls_issue,
            presence_lag: DurationText::new(stated.presence_lag),
            inactivity_to_away: DurationText::new(stated.inactivity_to_away),
            membership_lag: DurationText::new(stated.membership_lag),
            acs_park_supported: stated.acs_park_supported,
        }
    }
}

/// When the wait of a call begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WaitClockDeclaration {
    /// When its greeting ends.
    AfterGreeting,
    /// When it arrives.
    FromArrival,
}

/// When a wait is compared with its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimeoutEvaluationDeclaration {
    /// At the bound; what rings is withdrawn.
    Exact,
    /// When the alert that runs then is over.
    AlertBoundary,
}

/// Who is next in round robin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoundRobinDeclaration {
    /// Who answered the fewest calls of the queue, ties by the order of the list.
    FewestAnswered,
    /// Who comes after the one that had the last offer.
    Rotate,
}

/// What the personal voicemail of a queue's rule does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PersonalVoicemailDeclaration {
    /// It takes the message at once.
    Direct,
    /// It rings the person first.
    RingFirst,
}

/// Turns the switches around.
pub(super) fn switches(declared: &SwitchesDeclaration, findings: &mut Findings) -> world::Switches {
    let mut within = |field: &str, given: u32, most: u32| {
        if !(1..=most).contains(&given) {
            let problem = Problem::OutOfRange {
                given: given.to_string(),
                expected: format!("1 to {most} (our choice: it is not published)"),
            };
            findings.add(format!("teams.switches.{field}"), problem);
        }
        given
    };
    let longest_idle_fanout = within(
        "longest-idle-fanout",
        declared.longest_idle_fanout,
        FANOUT_MAX,
    );
    let max_voice_app_legs = within("max-voice-app-legs", declared.max_voice_app_legs, LEGS_MAX);
    let spans = [
        ("max-attendant-session", declared.max_attendant_session),
        ("menu-input-window", declared.menu_input_window),
    ];
    for (field, given) in spans {
        if given.span() == Span::ZERO {
            let problem = Problem::OutOfRange {
                given: given.to_string(),
                expected: "more than 0s (our choice: it is not published)".to_owned(),
            };
            findings.add(format!("teams.switches.{field}"), problem);
        }
    }
    world::Switches {
        callbacks_count_in_queue: declared.callbacks_count_in_queue,
        wait_clock: match declared.wait_clock {
            WaitClockDeclaration::AfterGreeting => world::WaitClock::AfterGreeting,
            WaitClockDeclaration::FromArrival => world::WaitClock::FromArrival,
        },
        timeout_evaluation: match declared.timeout_evaluation {
            TimeoutEvaluationDeclaration::Exact => world::TimeoutEvaluation::Exact,
            TimeoutEvaluationDeclaration::AlertBoundary => world::TimeoutEvaluation::AlertBoundary,
        },
        round_robin: match declared.round_robin {
            RoundRobinDeclaration::FewestAnswered => world::RoundRobin::FewestAnswered,
            RoundRobinDeclaration::Rotate => world::RoundRobin::Rotate,
        },
        longest_idle_fanout,
        reset_idle_on_miss: declared.reset_idle_on_miss,
        wrap_up: declared.wrap_up.span(),
        connect_delay: declared.connect_delay.span(),
        max_voice_app_legs,
        max_attendant_session: declared.max_attendant_session.span(),
        menu_input_window: declared.menu_input_window.span(),
        personal_voicemail: match declared.personal_voicemail {
            PersonalVoicemailDeclaration::Direct => world::PersonalVoicemailRule::Direct,
            PersonalVoicemailDeclaration::RingFirst => world::PersonalVoicemailRule::RingFirst,
        },
        longest_idle_new_calls_issue: declared.longest_idle_new_calls_issue,
        presence_lag: declared.presence_lag.span(),
        inactivity_to_away: declared.inactivity_to_away.span(),
        membership_lag: declared.membership_lag.span(),
        acs_park_supported: declared.acs_park_supported,
    }
}

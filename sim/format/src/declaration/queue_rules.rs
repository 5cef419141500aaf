//! The ranges, rounding and combinations that Teams accepts for a call queue.
//!
//! Source: "New-CsCallQueue" and "Set-CsCallQueue", Microsoft Teams PowerShell reference, 2026; "Create a call queue",
//! Microsoft Learn, 2025-02-05.

use std::fmt::Display;

use ringback_world::{Ids, Span, declaration as world};

use super::{
    AppliesTo, PromptDeclaration, QueueDeclaration, RoutingDeclaration, TeamsDeclaration,
    action_rules::Rule,
    error::{Findings, Problem},
    object_ids::queue_object_id,
};
use crate::duration::DurationText;

const ALERT_TIME: (Span, Span) = (Span::from_secs(15), Span::from_secs(180));
const OVERFLOW_MAX: i64 = 200;
const TIMEOUT: (Span, Span) = (Span::ZERO, Span::from_secs(2700));
const TIMEOUT_STEP: Span = Span::from_secs(15);
const SERVICE_LEVEL_MAX: Span = Span::from_secs(2400);
const PROMPT_CHARACTERS_MAX: usize = 1000;
/// The documents whose ranges these are, as errors name them.
const CMDLET: &str = "New-CsCallQueue";
const GUIDE: &str = "Create a call queue, 2025";
const PRIORITIES: &str = "New-CsAutoAttendantCallableEntity";
/// Stands where a threshold was refused.
const ANY_THRESHOLD: u32 = 50;
/// Stands where a priority was refused.
const ANY_PRIORITY: u8 = 3;

/// What the lowering of one queue looks at besides the queue itself.
pub(super) struct Lowering<'a> {
    pub(super) tenant: &'a TeamsDeclaration,
    pub(super) groups: &'a [world::Group],
    pub(super) ids: &'a Ids,
    pub(super) field: String,
}

impl Lowering<'_> {
    pub(super) fn queue(
        &self,
        name: &str,
        declared: &QueueDeclaration,
        findings: &mut Findings,
    ) -> world::Queue {
        let timeout_threshold = self.timeout_threshold(declared.timeout.after, findings);
        self.service_level(declared.service_level, timeout_threshold, findings);
        let (agents, by_group) = self.agents(name, declared, findings);
        world::Queue {
            name: name.to_owned(),
            id: self.ids.guid("queue", name, 0),
            resource_account: declared.resource_account.lower(
                &self.at("resource-account"),
                || queue_object_id(name),
                findings,
            ),
            agents,
            by_group,
            shifts: declared
                .shifts
                .is_some()
                .then(|| self.shifts(declared, &mut Findings::new())),
            routing: match declared.routing {
                RoutingDeclaration::Attendant => world::Routing::Attendant,
                RoutingDeclaration::Serial => world::Routing::Serial,
                RoutingDeclaration::RoundRobin => world::Routing::RoundRobin,
                RoutingDeclaration::LongestIdle => world::Routing::LongestIdle,
            },
            presence_based: if declared.presence_based {
                world::PresenceBased::On
            } else {
                world::PresenceBased::Off
            },
            opt_out: if declared.opt_out {
                world::OptOut::Allowed
            } else {
                world::OptOut::NotAllowed
            },
            mode: if declared.conference_mode {
                world::ConferenceMode::On
            } else {
                world::ConferenceMode::Off
            },
            alert_time: self.within(
                "alert-time",
                declared.alert_time,
                (ALERT_TIME, CMDLET),
                findings,
            ),
            greeting: declared
                .greeting
                .as_ref()
                .map(|greeting| self.prompt("greeting", greeting, findings)),
            music: self.music(declared, findings),
            callback: declared
                .callback
                .as_ref()
                .and_then(|callback| self.callback(callback, findings)),
            overflow_threshold: self.overflow_threshold(declared.overflow.threshold, findings),
            overflow: self.must(Rule::Overflow, declared, findings),
            timeout_threshold,
            timeout: self.must(Rule::Timeout, declared, findings),
            no_agents: self.exception(Rule::NoAgents, declared, findings),
            no_agents_apply_to: match declared.no_agents.applies_to {
                AppliesTo::AllCalls => world::NoAgentsApplyTo::AllCalls,
                AppliesTo::NewCalls => world::NoAgentsApplyTo::NewCalls,
            },
            priority: self.priority("priority", declared.priority, findings),
            compliance_recording: self.recording(declared, findings),
        }
    }

    pub(super) fn at(&self, field: &str) -> String {
        format!("{}.{field}", self.field)
    }

    fn within(
        &self,
        field: &str,
        given: DurationText,
        ((least, most), source): ((Span, Span), &str),
        findings: &mut Findings,
    ) -> Span {
        let span = given.span();
        if span < least || span > most {
            findings.add(
                self.at(field),
                out_of_range(
                    given,
                    (DurationText::new(least), DurationText::new(most)),
                    source,
                ),
            );
        }
        span
    }

    /// Rounds to the nearest multiple of 15 s, as Teams stores it: 47 becomes 45.
    fn timeout_threshold(&self, given: DurationText, findings: &mut Findings) -> Span {
        let span = self.within("timeout.after", given, (TIMEOUT, CMDLET), findings);
        let step = TIMEOUT_STEP.as_micros();
        let steps = span.as_micros().saturating_add(step / 2) / step;
        Span::from_micros(steps * step)
    }

    fn service_level(&self, given: Option<DurationText>, timeout: Span, findings: &mut Findings) {
        let Some(given) = given else { return };
        let field = "service-level";
        let span = self.within(
            field,
            given,
            ((Span::ZERO, SERVICE_LEVEL_MAX), GUIDE),
            findings,
        );
        if span >= timeout {
            findings.add(
                self.at(field),
                Problem::OutOfRange {
                    given: given.to_string(),
                    expected: format!(
                        "less than the timeout of {} ({GUIDE})",
                        DurationText::new(timeout)
                    ),
                },
            );
        }
    }

    fn overflow_threshold(&self, given: i64, findings: &mut Findings) -> u32 {
        u32::try_from(given)
            .ok()
            .filter(|_| given <= OVERFLOW_MAX)
            .unwrap_or_else(|| {
                findings.add(
                    self.at("overflow.threshold"),
                    out_of_range(given, (0, OVERFLOW_MAX), CMDLET),
                );
                ANY_THRESHOLD
            })
    }

    pub(super) fn priority(&self, field: &str, given: i64, findings: &mut Findings) -> u8 {
        u8::try_from(given)
            .ok()
            .filter(|priority| (1..=5).contains(priority))
            .unwrap_or_else(|| {
                findings.add(self.at(field), out_of_range(given, (1, 5), PRIORITIES));
                ANY_PRIORITY
            })
    }

    pub(super) fn prompt(
        &self,
        field: &str,
        declared: &PromptDeclaration,
        findings: &mut Findings,
    ) -> world::Prompt {
        let characters = declared.text().map_or(0, |text| text.chars().count());
        if characters > PROMPT_CHARACTERS_MAX {
            findings.add(
                self.at(field),
                Problem::OutOfRange {
                    given: format!("a text of {characters} characters"),
                    expected: format!("at most {PROMPT_CHARACTERS_MAX} ({CMDLET})"),
                },
            );
        }
        world::Prompt {
            says: declared.says().to_owned(),
            takes: declared.takes(),
        }
    }
}

fn out_of_range<T: Display>(given: T, (least, most): (T, T), source: &str) -> Problem {
    Problem::OutOfRange {
        given: given.to_string(),
        expected: format!("{least} to {most} ({source})"),
    }
}

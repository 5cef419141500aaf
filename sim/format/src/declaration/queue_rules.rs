//! The ranges, rounding and combinations that Teams accepts for a call queue.
//!
//! Source: "New-CsCallQueue" and "Set-CsCallQueue", Microsoft Teams PowerShell reference, 2026; "Create a call queue",
//! Microsoft Learn, 2025-02-05.

use std::fmt::Display;

use ringback_world::{Ids, Span, declaration as world};

use super::{
    ActionDeclaration, ActionWord, AppliesTo, By, PromptDeclaration, QueueDeclaration, QueueTarget,
    ResourceAccountDeclaration, RoutingDeclaration, SystemPromptDeclaration, TeamsDeclaration,
    action::SharedVoicemailAction,
    error::{Findings, Problem},
    lower::{given_or, phone_number, queue_object_id, twice},
};
use crate::duration::DurationText;

const AGENTS_MAX: usize = 20;
const ALERT_TIME: (Span, Span) = (Span::from_secs(15), Span::from_secs(180));
const OVERFLOW_MAX: i64 = 200;
const TIMEOUT: (Span, Span) = (Span::ZERO, Span::from_secs(2700));
const TIMEOUT_STEP: Span = Span::from_secs(15);
const SERVICE_LEVEL_MAX: Span = Span::from_secs(2400);
const PROMPT_CHARACTERS_MAX: usize = 1000;
/// Stands where a threshold was refused.
const ANY_THRESHOLD: u32 = 50;
/// Stands where a priority was refused.
const ANY_PRIORITY: u8 = 3;

/// Which exception an action belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    Overflow,
    Timeout,
    NoAgents,
}

impl Rule {
    fn field(self) -> &'static str {
        match self {
            Self::Overflow => "overflow",
            Self::Timeout => "timeout",
            Self::NoAgents => "no-agents",
        }
    }

    fn words(self) -> &'static [ActionWord] {
        match self {
            Self::Overflow => &[ActionWord::DisconnectWithBusy],
            Self::Timeout => &[ActionWord::Disconnect],
            Self::NoAgents => &[ActionWord::Queue, ActionWord::Disconnect],
        }
    }
}

/// Finds the groups: the listed ones, or else those that actions name.
pub(super) fn groups(
    declared: &TeamsDeclaration,
    ids: &Ids,
    findings: &mut Findings,
) -> Vec<world::Group> {
    let mut names: Vec<&str> = declared.groups.iter().map(String::as_str).collect();
    twice("teams.groups", &declared.groups, findings);
    if names.is_empty() {
        for queue in declared.queues.values() {
            let actions = [
                &queue.overflow.action,
                &queue.timeout.action,
                &queue.no_agents.action,
            ];
            for action in actions {
                if let ActionDeclaration::SharedVoicemail(voicemail) = action
                    && !names.contains(&voicemail.shared_voicemail.as_str())
                {
                    names.push(&voicemail.shared_voicemail);
                }
            }
        }
    }
    names
        .into_iter()
        .map(|name| world::Group {
            name: name.to_owned(),
            id: ids.guid("group", name, 0),
        })
        .collect()
}

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
        world::Queue {
            name: name.to_owned(),
            id: self.ids.guid("queue", name, 0),
            resource_account: self.resource_account(name, &declared.resource_account, findings),
            agents: self.agents(&declared.agents, findings),
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
            alert_time: self.within("alert-time", declared.alert_time, ALERT_TIME, findings),
            greeting: declared
                .greeting
                .as_ref()
                .map(|greeting| self.prompt("greeting", greeting, findings)),
            overflow_threshold: self.overflow_threshold(declared.overflow.threshold, findings),
            overflow: self
                .exception(
                    Rule::Overflow,
                    declared,
                    &declared.overflow.action,
                    declared.overflow.prompt.as_ref(),
                    findings,
                )
                .unwrap_or_else(ends),
            timeout_threshold,
            timeout: self
                .exception(
                    Rule::Timeout,
                    declared,
                    &declared.timeout.action,
                    declared.timeout.prompt.as_ref(),
                    findings,
                )
                .unwrap_or_else(ends),
            no_agents: self.exception(
                Rule::NoAgents,
                declared,
                &declared.no_agents.action,
                declared.no_agents.prompt.as_ref(),
                findings,
            ),
            no_agents_apply_to: match declared.no_agents.applies_to {
                AppliesTo::AllCalls => world::NoAgentsApplyTo::AllCalls,
                AppliesTo::NewCalls => world::NoAgentsApplyTo::NewCalls,
            },
            priority: self.priority("priority", declared.priority, findings),
        }
    }

    fn at(&self, field: &str) -> String {
        format!("{}.{field}", self.field)
    }

    fn agents(&self, names: &[String], findings: &mut Findings) -> Vec<usize> {
        let field = self.at("agents");
        if names.len() > AGENTS_MAX {
            findings.add(
                &field,
                Problem::OutOfRange {
                    given: format!("a list of {} agents", names.len()),
                    expected: format!("at most {AGENTS_MAX}"),
                },
            );
        }
        twice(&field, names, findings);
        let known = self.tenant.agents.names();
        let mut found = Vec::new();
        for (index, name) in names.iter().enumerate() {
            match known.iter().position(|other| other == name) {
                Some(person) => found.push(person),
                None => findings.add(
                    format!("{field}[{index}]"),
                    Problem::undefined("agent", name, known.iter().copied()),
                ),
            }
        }
        found
    }

    fn resource_account(
        &self,
        name: &str,
        declared: &ResourceAccountDeclaration,
        findings: &mut Findings,
    ) -> Option<world::ResourceAccount> {
        match declared {
            ResourceAccountDeclaration::None => None,
            ResourceAccountDeclaration::Details(details) => {
                if let Some(number) = &details.phone_number {
                    let field = self.at("resource-account.phone-number");
                    phone_number(&field, number, findings);
                }
                Some(world::ResourceAccount {
                    object_id: given_or(details.object_id.as_deref(), || queue_object_id(name)),
                    phone_number: details.phone_number.clone(),
                })
            }
        }
    }

    fn within(
        &self,
        field: &str,
        given: DurationText,
        (least, most): (Span, Span),
        findings: &mut Findings,
    ) -> Span {
        let span = given.span();
        if span < least || span > most {
            findings.add(
                self.at(field),
                out_of_range(given, DurationText::new(least), DurationText::new(most)),
            );
        }
        span
    }

    /// Rounds to the nearest multiple of 15 s, as Teams stores it: 47 becomes 45.
    fn timeout_threshold(&self, given: DurationText, findings: &mut Findings) -> Span {
        let span = self.within("timeout.after", given, TIMEOUT, findings);
        let step = TIMEOUT_STEP.as_micros();
        let steps = span.as_micros().saturating_add(step / 2) / step;
        Span::from_micros(steps * step)
    }

    fn service_level(&self, given: Option<DurationText>, timeout: Span, findings: &mut Findings) {
        let Some(given) = given else { return };
        let field = "service-level";
        let span = self.within(field, given, (Span::ZERO, SERVICE_LEVEL_MAX), findings);
        if span >= timeout {
            findings.add(
                self.at(field),
                Problem::OutOfRange {
                    given: given.to_string(),
                    expected: format!("less than the timeout of {}", DurationText::new(timeout)),
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
                    out_of_range(given, 0, OVERFLOW_MAX),
                );
                ANY_THRESHOLD
            })
    }

    fn priority(&self, field: &str, given: i64, findings: &mut Findings) -> u8 {
        u8::try_from(given)
            .ok()
            .filter(|priority| (1..=5).contains(priority))
            .unwrap_or_else(|| {
                findings.add(self.at(field), out_of_range(given, 1, 5));
                ANY_PRIORITY
            })
    }

    fn prompt(
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
                    expected: format!("at most {PROMPT_CHARACTERS_MAX}"),
                },
            );
        }
        world::Prompt {
            says: declared.says().to_owned(),
            takes: declared.takes(),
        }
    }

    /// Turns one exception around; `None` where the call keeps waiting.
    fn exception(
        &self,
        rule: Rule,
        queue: &QueueDeclaration,
        action: &ActionDeclaration,
        prompt: Option<&PromptDeclaration>,
        findings: &mut Findings,
    ) -> Option<world::Exception> {
        let field = format!("{}.action", rule.field());
        let target = match action {
            ActionDeclaration::Word(word) => self.word(rule, *word, findings),
            ActionDeclaration::Queue(action) => {
                Some(self.queue_target(&field, &action.queue, findings))
            }
            ActionDeclaration::SharedVoicemail(action) => {
                Some(self.shared_voicemail(&field, queue, action, findings))
            }
        };
        let prompt_field = format!("{}.prompt", rule.field());
        let prompt = prompt.map(|prompt| self.prompt(&prompt_field, prompt, findings));
        if target.is_none() && prompt.is_some() {
            findings.add(
                self.at(&prompt_field),
                Problem::NotHere {
                    given: "a prompt".to_owned(),
                    expected: "none, as the action keeps the call waiting".to_owned(),
                },
            );
        }
        Some(world::Exception {
            prompt,
            target: target?,
        })
    }

    fn word(&self, rule: Rule, word: ActionWord, findings: &mut Findings) -> Option<world::Target> {
        if !rule.words().contains(&word) {
            let words: Vec<&str> = rule.words().iter().map(|word| text(*word)).collect();
            findings.add(
                self.at(&format!("{}.action", rule.field())),
                Problem::NotHere {
                    given: text(word).to_owned(),
                    expected: format!(
                        "{}, {{ queue: name }} or {{ shared-voicemail: group, greeting: text }}",
                        words.join(", ")
                    ),
                },
            );
        }
        match word {
            ActionWord::Disconnect => Some(world::Target::Disconnect),
            ActionWord::DisconnectWithBusy => Some(world::Target::DisconnectWithBusy),
            ActionWord::Queue => None,
        }
    }

    fn queue_target(
        &self,
        field: &str,
        target: &QueueTarget,
        findings: &mut Findings,
    ) -> world::Target {
        let (name, by, priority) = match target {
            QueueTarget::Name(name) => (name, None, None),
            QueueTarget::Details(details) => (&details.name, details.by, details.priority),
        };
        let field = format!("{field}.queue");
        let queues = &self.tenant.queues;
        let (queue, account) = match queues.get_full(name) {
            Some((index, _, queue)) => (index, &queue.resource_account),
            None => {
                let known = queues.keys().map(String::as_str);
                findings.add(self.at(&field), Problem::undefined("queue", name, known));
                (0, &ResourceAccountDeclaration::None)
            }
        };
        let none = *account == ResourceAccountDeclaration::None;
        if none && by == Some(By::ResourceAccount) && queues.contains_key(name) {
            findings.add(
                self.at(&field),
                Problem::Missing {
                    needs: format!("a resource account of queue {name:?}"),
                    cure: "write by: direct, or give that queue a resource-account".to_owned(),
                },
            );
        }
        world::Target::Queue {
            queue,
            by: match by {
                Some(By::Direct) => world::Endpoint::Direct,
                None if none => world::Endpoint::Direct,
                None | Some(By::ResourceAccount) => world::Endpoint::ResourceAccount,
            },
            priority: priority
                .map(|given| self.priority(&format!("{field}.priority"), given, findings)),
        }
    }

    fn shared_voicemail(
        &self,
        field: &str,
        queue: &QueueDeclaration,
        action: &SharedVoicemailAction,
        findings: &mut Findings,
    ) -> world::Target {
        let name = &action.shared_voicemail;
        let group = self.groups.iter().position(|group| group.name == *name);
        if group.is_none() {
            let known = self.groups.iter().map(|group| group.name.as_str());
            findings.add(
                self.at(&format!("{field}.shared-voicemail")),
                Problem::undefined("group", name, known),
            );
        }
        if queue.language.is_none() {
            findings.add(
                self.at("language"),
                Problem::Missing {
                    needs: "the language of a queue with shared voicemail".to_owned(),
                    cure: "write language: en-US".to_owned(),
                },
            );
        }
        let greeting_field = format!("{field}.greeting");
        let greeting = action
            .greeting
            .as_ref()
            .map(|greeting| self.prompt(&greeting_field, greeting, findings));
        if greeting.is_none() {
            findings.add(
                self.at(&greeting_field),
                Problem::Missing {
                    needs: "the greeting of a shared voicemail".to_owned(),
                    cure: "write greeting: { say: \"Please leave a message\" }".to_owned(),
                },
            );
        }
        world::Target::SharedVoicemail {
            group: group.unwrap_or_default(),
            greeting: greeting.unwrap_or(world::Prompt {
                says: String::new(),
                takes: Span::ZERO,
            }),
            system_prompt: match action.system_prompt {
                SystemPromptDeclaration::Spoken => world::SystemPrompt::Spoken,
                SystemPromptDeclaration::Suppressed => world::SystemPrompt::Suppressed,
            },
        }
    }
}

fn text(word: ActionWord) -> &'static str {
    match word {
        ActionWord::Disconnect => "disconnect",
        ActionWord::DisconnectWithBusy => "disconnect-with-busy",
        ActionWord::Queue => "queue",
    }
}

fn out_of_range<T: Display>(given: T, least: T, most: T) -> Problem {
    Problem::OutOfRange {
        given: given.to_string(),
        expected: format!("{least} to {most}"),
    }
}

/// Stands where an exception was refused, so that the rest is still looked at.
fn ends() -> world::Exception {
    world::Exception {
        prompt: None,
        target: world::Target::Disconnect,
    }
}

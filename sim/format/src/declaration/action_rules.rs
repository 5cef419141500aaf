//! The actions that Teams accepts for each exception of a call queue.
//!
//! Source: "New-CsCallQueue" and "Set-CsCallQueue", Microsoft Teams PowerShell reference, 2026.

use ringback_world::{Ids, Span, declaration as world};

use super::{
    ActionDeclaration, ActionWord, By, PromptDeclaration, QueueDeclaration, QueueTarget,
    ResourceAccountDeclaration, SystemPromptDeclaration, TeamsDeclaration,
    action::SharedVoicemailAction,
    error::{Findings, Problem},
    lower::twice,
    queue_rules::Lowering,
};

/// Which exception an action belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Overflow,
    Timeout,
    NoAgents,
}

impl Rule {
    fn of(self, queue: &QueueDeclaration) -> (&ActionDeclaration, Option<&PromptDeclaration>) {
        let (action, prompt) = match self {
            Self::Overflow => (&queue.overflow.action, &queue.overflow.prompt),
            Self::Timeout => (&queue.timeout.action, &queue.timeout.prompt),
            Self::NoAgents => (&queue.no_agents.action, &queue.no_agents.prompt),
        };
        (action, prompt.as_ref())
    }

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

impl Lowering<'_> {
    /// Turns an exception around that always does something.
    pub(super) fn must(
        &self,
        rule: Rule,
        queue: &QueueDeclaration,
        findings: &mut Findings,
    ) -> world::Exception {
        self.exception(rule, queue, findings).unwrap_or_else(ends)
    }

    /// Turns one exception around; `None` where the call keeps waiting.
    pub(super) fn exception(
        &self,
        rule: Rule,
        queue: &QueueDeclaration,
        findings: &mut Findings,
    ) -> Option<world::Exception> {
        let (action, prompt) = rule.of(queue);
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

/// Stands where an exception was refused, so that the rest is still looked at.
fn ends() -> world::Exception {
    world::Exception {
        prompt: None,
        target: world::Target::Disconnect,
    }
}

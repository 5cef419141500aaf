//! The actions that Teams accepts for each exception of a call queue.
//!
//! Source: "New-CsCallQueue" and "Set-CsCallQueue", Microsoft Teams PowerShell reference, 2026.

use ringback_world::declaration as world;

use super::{
    ActionDeclaration, ActionWord, PromptDeclaration, QueueDeclaration,
    error::{Findings, Problem},
    queue_rules::Lowering,
    target_rules::{Sender, TARGETS},
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
            ActionDeclaration::Queue(_)
            | ActionDeclaration::Attendant(_)
            | ActionDeclaration::Person(_)
            | ActionDeclaration::External(_)
            | ActionDeclaration::Voicemail(_)
            | ActionDeclaration::SharedVoicemail(_)
            | ActionDeclaration::Forward(_) => {
                let sender = Sender::Queue {
                    language: queue.language.as_deref(),
                };
                self.target(&field, sender, action, findings)
            }
        };
        let prompt_field = format!("{}.prompt", rule.field());
        let prompt = prompt.map(|prompt| self.prompt(&prompt_field, prompt, findings));
        if target.is_none() && prompt.is_some() {
            findings.add(
                self.at(&prompt_field),
                Problem::NotHere {
                    given: "a prompt".to_owned(),
                    expected: "none, as the action keeps the call waiting (New-CsCallQueue)"
                        .to_owned(),
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
                    expected: format!("{} or {TARGETS} (New-CsCallQueue)", words.join(", ")),
                },
            );
        }
        match word {
            ActionWord::Disconnect => Some(world::Target::Disconnect),
            ActionWord::DisconnectWithBusy => Some(world::Target::DisconnectWithBusy),
            ActionWord::Queue => None,
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

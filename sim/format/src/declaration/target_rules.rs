//! Where queues and attendants may send calls.
//!
//! Source: "New-CsCallQueue" and "New-CsAutoAttendantCallableEntity", Microsoft Teams PowerShell reference, 2026.

use ringback_world::{Span, declaration as world};

use super::{
    ActionDeclaration, AppTarget, By, ResourceAccountDeclaration, SystemPromptDeclaration,
    action::SharedVoicemailAction,
    error::{Findings, Problem},
    lower::phone_number,
    queue_rules::Lowering,
};

/// What stands for a target, in the words of errors.
pub(super) const TARGETS: &str = "a target: { queue: name }, { attendant: name }, { person: name }, { external: number } or { shared-voicemail: group, greeting: text }";

/// Who sends the call on.
#[derive(Clone, Copy)]
pub(super) enum Sender<'a> {
    /// A queue: shared voicemail demands its language and a greeting.
    Queue { language: Option<&'a str> },
    /// An attendant: it sends nothing straight to a person's voicemail.
    Attendant,
}

impl Lowering<'_> {
    /// Turns a target around; words have none.
    pub(super) fn target(
        &self,
        field: &str,
        sender: Sender<'_>,
        action: &ActionDeclaration,
        findings: &mut Findings,
    ) -> Option<world::Target> {
        match action {
            ActionDeclaration::Word(_) => None,
            ActionDeclaration::Queue(action) => {
                Some(self.queue_target(field, &action.queue, findings))
            }
            ActionDeclaration::Attendant(action) => {
                Some(self.attendant_target(field, &action.attendant, findings))
            }
            ActionDeclaration::Person(action) => Some(world::Target::Person {
                person: self.person(&format!("{field}.person"), &action.person, findings),
            }),
            ActionDeclaration::External(action) => {
                Some(self.external(field, &action.external, findings))
            }
            ActionDeclaration::Voicemail(action) => {
                Some(self.voicemail(field, sender, &action.voicemail, findings))
            }
            ActionDeclaration::SharedVoicemail(action) => {
                Some(self.shared_voicemail(field, sender, action, findings))
            }
            ActionDeclaration::Forward(action) => {
                Some(self.forward(field, &action.forward, findings))
            }
        }
    }

    fn queue_target(
        &self,
        field: &str,
        target: &AppTarget,
        findings: &mut Findings,
    ) -> world::Target {
        let queues = &self.tenant.queues;
        let found = queues
            .get_full(target.name())
            .map(|(index, _, queue)| (index, &queue.resource_account));
        let field = format!("{field}.queue");
        let known = queues.keys().map(String::as_str);
        if found.is_none() {
            let problem = Problem::undefined("queue", target.name(), known);
            findings.add(self.at(&field), problem);
        }
        let (queue, account) = found.unwrap_or((0, &ResourceAccountDeclaration::None));
        let reached = found.map(|_| "queue");
        let (by, priority) = self.app(&field, (reached, account), target, findings);
        world::Target::Queue {
            queue,
            by,
            priority,
        }
    }

    fn attendant_target(
        &self,
        field: &str,
        target: &AppTarget,
        findings: &mut Findings,
    ) -> world::Target {
        let attendants = &self.tenant.attendants;
        let found = attendants
            .get_full(target.name())
            .map(|(index, _, attendant)| (index, &attendant.resource_account));
        let field = format!("{field}.attendant");
        let known = attendants.keys().map(String::as_str);
        if found.is_none() {
            let problem = Problem::undefined("attendant", target.name(), known);
            findings.add(self.at(&field), problem);
        }
        let (attendant, account) = found.unwrap_or((0, &ResourceAccountDeclaration::None));
        let reached = found.map(|_| "attendant");
        let (by, priority) = self.app(&field, (reached, account), target, findings);
        world::Target::Attendant {
            attendant,
            by,
            priority,
        }
    }

    /// How a voice app is reached, and with which priority.
    fn app(
        &self,
        field: &str,
        (reached, account): (Option<&str>, &ResourceAccountDeclaration),
        target: &AppTarget,
        findings: &mut Findings,
    ) -> (world::Endpoint, Option<u8>) {
        let (by, priority) = match target {
            AppTarget::Name(_) => (None, None),
            AppTarget::Details(details) => (details.by, details.priority),
        };
        let none = *account == ResourceAccountDeclaration::None;
        if let Some(what) = reached
            && none
            && by == Some(By::ResourceAccount)
        {
            findings.add(
                self.at(field),
                Problem::Missing {
                    needs: format!(
                        "a resource account of {what} {:?}",
                        target.name()
                    ),
                    cure: format!(
                        "write by: direct, or give that {what} a resource-account (New-CsAutoAttendantCallableEntity)"
                    ),
                },
            );
        }
        let endpoint = match by {
            Some(By::Direct) => world::Endpoint::Direct,
            None if none => world::Endpoint::Direct,
            None | Some(By::ResourceAccount) => world::Endpoint::ResourceAccount,
        };
        let priority =
            priority.map(|given| self.priority(&format!("{field}.priority"), given, findings));
        (endpoint, priority)
    }

    fn person(&self, field: &str, name: &str, findings: &mut Findings) -> usize {
        let known = self.tenant.agents.names();
        let found = known.iter().position(|other| *other == name);
        if found.is_none() {
            let problem = Problem::undefined("person", name, known.iter().copied());
            findings.add(self.at(field), problem);
        }
        found.unwrap_or_default()
    }

    fn external(&self, field: &str, number: &str, findings: &mut Findings) -> world::Target {
        self.number(&format!("{field}.external"), number, findings)
    }

    /// Digits without a plus are the session border controller's matter.
    pub(super) fn number(
        &self,
        field: &str,
        number: &str,
        findings: &mut Findings,
    ) -> world::Target {
        let only_digits = !number.is_empty()
            && number.len() <= 15
            && number.bytes().all(|byte| byte.is_ascii_digit());
        if !only_digits {
            phone_number(&self.at(field), number, findings);
        }
        world::Target::External {
            number: number.to_owned(),
        }
    }

    fn voicemail(
        &self,
        field: &str,
        sender: Sender<'_>,
        name: &str,
        findings: &mut Findings,
    ) -> world::Target {
        let field = format!("{field}.voicemail");
        match sender {
            Sender::Queue { .. } => {}
            Sender::Attendant => findings.add(
                self.at(&field),
                Problem::NotHere {
                    given: "the voicemail of a person".to_owned(),
                    expected: format!(
                        "{TARGETS}; an attendant has no personal voicemail as a target (New-CsAutoAttendantCallableEntity)"
                    ),
                },
            ),
        }
        world::Target::Voicemail {
            person: self.person(&field, name, findings),
        }
    }

    fn shared_voicemail(
        &self,
        field: &str,
        sender: Sender<'_>,
        action: &SharedVoicemailAction,
        findings: &mut Findings,
    ) -> world::Target {
        let name = &action.shared_voicemail;
        let group = self.group(&format!("{field}.shared-voicemail"), name, findings);
        let greeting_field = format!("{field}.greeting");
        let greeting = action
            .greeting
            .as_ref()
            .map(|greeting| self.prompt(&greeting_field, greeting, findings));
        match sender {
            Sender::Attendant => {}
            Sender::Queue { language } => {
                if language.is_none() {
                    findings.add(
                        self.at("language"),
                        Problem::Missing {
                            needs: "the language of a queue with shared voicemail".to_owned(),
                            cure: "write language: en-US (New-CsCallQueue)".to_owned(),
                        },
                    );
                }
                if greeting.is_none() {
                    findings.add(
                        self.at(&greeting_field),
                        Problem::Missing {
                            needs: "the greeting of a shared voicemail"
                                .to_owned(),
                            cure: "write greeting: { say: \"Please leave a message\" } (New-CsCallQueue)".to_owned(),
                        },
                    );
                }
            }
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
            transcription: if action.transcription {
                world::Transcription::On
            } else {
                world::Transcription::Off
            },
        }
    }
}

//! Compliance recording as people write it, and what Teams accepts of it.
//!
//! Source: "New-CsComplianceRecordingForCallQueueTemplate" and "New-CsCallQueue", Microsoft Teams PowerShell reference,
//! 2026.

use std::fmt;

use indexmap::IndexMap;
use ringback_world::{Ids, declaration as world};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{
    QueueDeclaration, TeamsDeclaration,
    error::{Findings, Problem},
    queue_rules::Lowering,
};
use crate::duration::DurationText;

/// How many templates a queue may have ("New-CsCallQueue").
const TEMPLATES_MAX: usize = 2;

/// A compliance recording template: a recorder bot, and what is demanded of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct ComplianceTemplateDeclaration {
    /// Whether there is no call when the bot cannot join it; `false` without it.
    pub required_before_call: bool,
    /// Whether the call ends when the bot leaves it; `false` without it.
    pub required_during_call: bool,
    /// What the bot does: `joins`, `fails` or { leaves-after: 30s }; `joins` without it.
    pub bot: RecorderBotDeclaration,
}

/// What a recorder bot does: `joins`, `fails` or { leaves-after: 30s }.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RecorderBotDeclaration {
    /// It joins, and records to the end of the call.
    #[default]
    Joins,
    /// It cannot join.
    Fails,
    /// It joins, and drops out after so long.
    LeavesAfter(DurationText),
}

impl<'de> Deserialize<'de> for RecorderBotDeclaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Leaves {
    leaves_after: DurationText,
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = RecorderBotDeclaration;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`joins`, `fails` or { leaves-after: 30s }")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Self::Value, E> {
        match word {
            "joins" => Ok(RecorderBotDeclaration::Joins),
            "fails" => Ok(RecorderBotDeclaration::Fails),
            _ => Err(E::invalid_value(de::Unexpected::Str(word), &self)),
        }
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        let leaves = Leaves::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(RecorderBotDeclaration::LeavesAfter(leaves.leaves_after))
    }
}

/// Turns the templates around.
pub(super) fn templates(
    declared: &IndexMap<String, ComplianceTemplateDeclaration>,
    ids: &Ids,
) -> Vec<world::ComplianceTemplate> {
    let required = |given: bool| match given {
        true => world::Required::Yes,
        false => world::Required::No,
    };
    let template = |(name, declared): (&String, &ComplianceTemplateDeclaration)| {
        let bot = ids.guid("recorder-bot", name, 0);
        world::ComplianceTemplate {
            required_before_call: required(declared.required_before_call),
            required_during_call: required(declared.required_during_call),
            bot: match declared.bot {
                RecorderBotDeclaration::Joins => world::RecorderBot::Joins,
                RecorderBotDeclaration::Fails => world::RecorderBot::Fails,
                RecorderBotDeclaration::LeavesAfter(after) => {
                    world::RecorderBot::LeavesAfter(after.span())
                }
            },
            ..world::ComplianceTemplate::new(name, bot)
        }
    };
    declared.iter().map(template).collect()
}

impl Lowering<'_> {
    /// Turns a queue's compliance recording around, and judges its shared history.
    pub(super) fn recording(
        &self,
        declared: &QueueDeclaration,
        findings: &mut Findings,
    ) -> world::ComplianceRecording {
        self.history(declared, findings);
        let mut prompt = |field: &str, given: &Option<super::PromptDeclaration>| {
            let given = given.as_ref()?;
            Some(self.prompt(field, given, findings))
        };
        let announcement = prompt(
            "compliance-recording-announcement",
            &declared.compliance_recording_announcement,
        );
        let failure_announcement = prompt(
            "compliance-recording-failure-announcement",
            &declared.compliance_recording_failure_announcement,
        );
        world::ComplianceRecording {
            templates: self.templates(&declared.compliance_recording, findings),
            announcement,
            failure_announcement,
        }
    }

    fn templates(&self, names: &[String], findings: &mut Findings) -> Vec<usize> {
        let field = self.at("compliance-recording");
        if names.len() > TEMPLATES_MAX {
            let problem = Problem::OutOfRange {
                given: format!("{} templates", names.len()),
                expected: format!("at most {TEMPLATES_MAX} templates (New-CsCallQueue)"),
            };
            findings.add(field.as_str(), problem);
        }
        super::lower::twice(&field, names, findings);
        let TeamsDeclaration {
            compliance_recording_templates: known,
            ..
        } = self.tenant;
        let mut found = Vec::new();
        for (index, name) in names.iter().enumerate() {
            match known.get_index_of(name) {
                Some(template) => found.push(template),
                None => {
                    let known = known.keys().map(String::as_str);
                    findings.add(
                        format!("{field}[{index}]"),
                        Problem::undefined("compliance recording template", name, known),
                    );
                }
            }
        }
        found
    }

    /// Shared history needs conference mode, and agents who come from no channel ("New-CsCallQueue",
    /// `SharedCallQueueHistoryTemplateId`).
    fn history(&self, declared: &QueueDeclaration, findings: &mut Findings) {
        let forbids = [
            (!declared.conference_mode, "conference-mode: false"),
            (declared.channel.is_some(), "a channel"),
        ];
        for (_, what) in forbids
            .iter()
            .filter(|(given, _)| *given && declared.shared_call_queue_history)
        {
            findings.add(
                self.at("shared-call-queue-history"),
                Problem::NotHere {
                    given: format!("true with {what}"),
                    expected: "conference mode and agents who come from no channel (New-CsCallQueue); leave one of the two out"
                        .to_owned(),
                },
            );
        }
    }
}

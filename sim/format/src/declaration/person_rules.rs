//! What Teams accepts of people.
//!
//! Source: "Set-CsUserCallingSettings", Microsoft Teams PowerShell reference, 2026.

use ringback_world::{Span, declaration as world, teams::Presence};

use super::{
    AgentDeclaration, AgentsDeclaration, VoiceDeclaration, calling_rules, directory_rules,
    error::{Findings, Problem},
    lower::{given_or, twice},
    object_ids::person_object_id,
    park,
    person::AccountDeclaration,
};
use crate::duration::DurationText;

/// How long a call may ring before the person's own rule takes it, in seconds; the default stands apart.
const UNANSWERED_AFTER: [u64; 8] = [5, 10, 15, 20, 30, 40, 50, 60];
const UNANSWERED_AFTER_DEFAULT: Span = Span::from_secs(20);

/// Turns the people around. `policies` are the tenant's call park policies.
pub(super) fn people(
    agents: &AgentsDeclaration,
    policies: &[world::CallParkPolicy],
    findings: &mut Findings,
) -> Vec<world::Person> {
    let tenant = Around {
        known: &agents.names(),
        policies,
    };
    match agents {
        AgentsDeclaration::Names(names) => {
            twice("teams.agents", names, findings);
            let plain = AgentDeclaration::default();
            let people = names.iter();
            people
                .map(|name| person(name, &plain, &tenant, findings))
                .collect()
        }
        AgentsDeclaration::Details(details) => details
            .iter()
            .map(|(name, declared)| {
                person(
                    name,
                    &declared.clone().unwrap_or_default(),
                    &tenant,
                    findings,
                )
            })
            .collect(),
    }
}

/// What the rules of a person look at besides the person.
struct Around<'a> {
    /// Everybody's name.
    known: &'a [&'a str],
    /// The call park policies.
    policies: &'a [world::CallParkPolicy],
}

fn person(
    name: &str,
    declared: &AgentDeclaration,
    tenant: &Around<'_>,
    findings: &mut Findings,
) -> world::Person {
    world::Person {
        name: name.to_owned(),
        object_id: given_or(declared.object_id.as_deref(), || person_object_id(name)),
        display_name: declared
            .display_name
            .clone()
            .unwrap_or_else(|| capitalized(name)),
        voice: match declared.voice {
            VoiceDeclaration::Enabled => world::Voice::Enabled,
            VoiceDeclaration::NotEnabled => world::Voice::NotEnabled,
        },
        presence: declared.presence.unwrap_or(Presence::Available),
        idle_for: declared.idle_for.map_or(Span::ZERO, DurationText::span),
        account: match declared.account {
            AccountDeclaration::Active => world::Account::Active,
            AccountDeclaration::Deleted => world::Account::Deleted,
        },
        unanswered_after: unanswered_after(name, declared, findings),
        voicemail: match declared.voicemail {
            Some(true) | None => world::PersonalVoicemail::On,
            Some(false) => world::PersonalVoicemail::Off,
        },
        cloud_recording: if declared.allow_cloud_recording {
            world::CloudRecording::Allowed
        } else {
            world::CloudRecording::NotAllowed
        },
        directory: directory_rules::entry(name, declared, findings),
        calling: calling_rules::calling(name, declared, tenant.known, findings),
        call_park_policy: park::policy_of(name, declared, tenant.policies, findings),
    }
}

fn unanswered_after(name: &str, declared: &AgentDeclaration, findings: &mut Findings) -> Span {
    let Some(given) = declared.unanswered_after else {
        return UNANSWERED_AFTER_DEFAULT;
    };
    let allowed = UNANSWERED_AFTER.map(Span::from_secs);
    if !allowed.contains(&given.span()) {
        let words = UNANSWERED_AFTER.map(|secs| format!("{secs}s"));
        findings.add(
            format!("teams.agents.{name}.unanswered-after"),
            Problem::OutOfRange {
                given: given.to_string(),
                expected: format!("one of {} (Set-CsUserCallingSettings)", words.join(", ")),
            },
        );
    }
    given.span()
}

/// Begins a name with a capital letter.
pub(super) fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

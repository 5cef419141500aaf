//! What Teams accepts of a person's rules for calls.
//!
//! Source: "Set-CsUserCallingSettings", "New-CsTeamsCallingPolicy" and "New-CsOnlineVoicemailPolicy", Microsoft Teams PowerShell
//! reference, 2026.

use ringback_world::{Span, declaration as world};

use super::{
    AgentDeclaration, AllowVoicemailDeclaration, AnswererDeclaration, BusyOnBusyDeclaration,
    InboundPstnDeclaration,
    error::{Findings, Problem},
    lower::phone_number,
};

/// How long a message may be.
const MESSAGE_MAX: (Span, Span) = (Span::from_secs(30), Span::from_secs(600));

/// Turns a person's rules around; `known` are the names of all people.
pub(super) fn calling(
    name: &str,
    declared: &AgentDeclaration,
    known: &[&str],
    findings: &mut Findings,
) -> world::Calling {
    let published = world::Calling::published();
    let mut answerer = |field: &str, given: &AnswererDeclaration| {
        let field = format!("teams.agents.{name}.{field}");
        answerer(&field, name, given, known, findings)
    };
    let forwarding = declared
        .forwarding
        .as_ref()
        .and_then(|given| answerer("forwarding", given));
    let unanswered = match &declared.unanswered {
        Some(given) => answerer("unanswered", given),
        None => published.unanswered.clone(),
    };
    world::Calling {
        forwarding,
        unanswered,
        busy_on_busy: match declared.busy_on_busy {
            BusyOnBusyDeclaration::Disabled => world::BusyOnBusy::Disabled,
            BusyOnBusyDeclaration::Enabled => world::BusyOnBusy::Enabled,
            BusyOnBusyDeclaration::Unanswered => world::BusyOnBusy::Unanswered,
        },
        allow_voicemail: match declared.allow_voicemail {
            AllowVoicemailDeclaration::AlwaysEnabled => world::AllowVoicemail::AlwaysEnabled,
            AllowVoicemailDeclaration::AlwaysDisabled => world::AllowVoicemail::AlwaysDisabled,
            AllowVoicemailDeclaration::UserOverride => world::AllowVoicemail::UserOverride,
        },
        inbound_pstn: match declared.inbound_pstn_call_routing_treatment {
            InboundPstnDeclaration::Regular => world::InboundPstn::Regular,
            InboundPstnDeclaration::Unanswered => world::InboundPstn::Unanswered,
            InboundPstnDeclaration::Voicemail => world::InboundPstn::Voicemail,
            InboundPstnDeclaration::UserOverride => world::InboundPstn::UserOverride,
        },
        message_max: message_max(name, declared, findings).unwrap_or(published.message_max),
        transcription: match declared.voicemail_policy.transcription {
            Some(true) | None => world::Transcription::On,
            Some(false) => world::Transcription::Off,
        },
    }
}

fn answerer(
    field: &str,
    name: &str,
    given: &AnswererDeclaration,
    known: &[&str],
    findings: &mut Findings,
) -> Option<world::Answerer> {
    match given {
        AnswererDeclaration::Nothing => None,
        AnswererDeclaration::Voicemail => Some(world::Answerer::Voicemail),
        AnswererDeclaration::Number(number) => {
            phone_number(&format!("{field}.number"), number, findings);
            Some(world::Answerer::Number {
                number: number.clone(),
            })
        }
        AnswererDeclaration::Person(other) if other == name => {
            findings.add(
                format!("{field}.person"),
                Problem::NotHere {
                    given: format!("{name:?} itself"),
                    expected: "another person (Set-CsUserCallingSettings)".to_owned(),
                },
            );
            None
        }
        AnswererDeclaration::Person(other) => {
            let person = known.iter().position(|known| known == other);
            if person.is_none() {
                let problem = Problem::undefined("person", other, known.iter().copied());
                findings.add(format!("{field}.person"), problem);
            }
            person.map(|person| world::Answerer::Person { person })
        }
    }
}

fn message_max(name: &str, declared: &AgentDeclaration, findings: &mut Findings) -> Option<Span> {
    let given = declared.voicemail_policy.maximum_length?;
    let (least, most) = MESSAGE_MAX;
    if given.span() < least || given.span() > most {
        findings.add(
            format!("teams.agents.{name}.voicemail-policy.maximum-length"),
            Problem::OutOfRange {
                given: given.to_string(),
                expected: "30s to 10m (New-CsOnlineVoicemailPolicy)".to_owned(),
            },
        );
    }
    Some(given.span())
}

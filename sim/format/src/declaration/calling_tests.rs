//! People's rules for calls, as people write them.

use ringback_world::{Span, declaration as world};

use super::{
    lower,
    tests::{read, refuses_as},
};

/// What ana has set, beside bo and cem.
fn declared(settings: &str) -> super::WorldDeclaration {
    read(&format!(
        "teams: {{ agents: {{ bo: , ana: {{ {settings} }}, cem: }} }}"
    ))
}

fn calling(settings: &str) -> world::Calling {
    let lowered = lower(&declared(settings));
    let mut teams = lowered
        .unwrap_or_else(|errors| panic!("{settings}: {errors:?}"))
        .teams;
    teams.people.swap_remove(1).calling
}

#[test]
fn a_person_who_sets_nothing_has_the_published_rules() {
    assert_eq!(calling(""), world::Calling::published());
    assert_eq!(
        calling("unanswered: voicemail, forwarding: nothing"),
        world::Calling::published()
    );
}

#[test]
fn calls_are_sent_on_to_voicemail_people_and_numbers() {
    let both = calling("forwarding: { person: cem }, unanswered: { number: \"+14255550177\" }");
    assert_eq!(both.forwarding, Some(world::Answerer::Person { person: 2 }));
    assert_eq!(
        both.unanswered,
        Some(world::Answerer::Number {
            number: "+14255550177".to_owned()
        })
    );
    assert_eq!(
        calling("forwarding: voicemail").forwarding,
        Some(world::Answerer::Voicemail)
    );
    assert_eq!(calling("unanswered: nothing").unanswered, None);
}

#[test]
fn policies_are_read_by_their_published_words() {
    let set = calling(
        "busy-on-busy: enabled, allow-voicemail: always-disabled, inbound-pstn-call-routing-treatment: voicemail, voicemail-policy: { maximum-length: 10m, transcription: false }",
    );
    assert_eq!(
        (set.busy_on_busy, set.allow_voicemail, set.inbound_pstn),
        (
            world::BusyOnBusy::Enabled,
            world::AllowVoicemail::AlwaysDisabled,
            world::InboundPstn::Voicemail
        )
    );
    assert_eq!(
        (set.message_max, set.transcription),
        (Span::from_secs(600), world::Transcription::Off)
    );
    let others = calling("busy-on-busy: unanswered, allow-voicemail: always-enabled");
    assert_eq!(
        (others.busy_on_busy, others.allow_voicemail),
        (
            world::BusyOnBusy::Unanswered,
            world::AllowVoicemail::AlwaysEnabled
        )
    );
}

#[test]
fn what_cannot_take_calls_is_refused() {
    for (settings, parts) in [
        (
            "forwarding: { person: cen }",
            ["teams.agents.ana.forwarding.person", "did you mean \"cem\""],
        ),
        (
            "unanswered: { person: ana }",
            [
                "teams.agents.ana.unanswered.person",
                "another person (Set-CsUserCallingSettings)",
            ],
        ),
        (
            "forwarding: { number: \"0815\" }",
            ["teams.agents.ana.forwarding.number", "E.164"],
        ),
        (
            "voicemail-policy: { maximum-length: 29s }",
            [
                "teams.agents.ana.voicemail-policy.maximum-length",
                "30s to 10m (New-CsOnlineVoicemailPolicy)",
            ],
        ),
        (
            "voicemail-policy: { maximum-length: 601s }",
            [
                "teams.agents.ana.voicemail-policy.maximum-length",
                "30s to 10m (New-CsOnlineVoicemailPolicy)",
            ],
        ),
    ] {
        refuses_as(&declared(settings), &parts);
    }
}

//! `Forward` in the cmdlet's own words, and the flags of shared voicemail. Cases are those of the voice apps reference.

use ringback_world::declaration::{Endpoint, Target, Transcription};

use super::{
    attendant_object_id, lower, person_object_id, queue_object_id,
    tests::{read, refuses_as, unreadable},
};

/// A tenant whose queue `q` times out with this action.
fn tenant(action: &str) -> super::WorldDeclaration {
    read(&format!(
        "teams: {{ agents: {{ ana: , bo: {{ object-id: id-of-bo }} }}, groups: [desk], attendants: {{ main: {{ flow: {{ then: disconnect }} }} }}, queues: {{ q: {{ language: en-US, timeout: {{ action: {action} }} }}, second: {{ resource-account: none }} }} }}"
    ))
}

fn target(action: &str) -> Target {
    let lowered = lower(&tenant(action));
    let teams = lowered
        .unwrap_or_else(|errors| panic!("{action}: {errors:?}"))
        .teams;
    teams.queues[0].timeout.target.clone()
}

fn forwards_to(id: &str) -> Target {
    target(&format!("{{ forward: \"{id}\" }}"))
}

#[test]
fn a_number_has_its_prefix() {
    // Case 10.
    assert_eq!(
        forwards_to("tel:+14255550199"),
        Target::External {
            number: "+14255550199".to_owned()
        }
    );
    for bare in ["+14255550199", "4255550199"] {
        refuses_as(
            &tenant(&format!("{{ forward: \"{bare}\" }}")),
            &[
                "teams.queues.q.timeout.action.forward",
                bare,
                "tel:+14255550199",
                "(New-CsCallQueue)",
            ],
        );
    }
    refuses_as(
        &tenant("{ forward: \"tel:+1425-555\" }"),
        &["teams.queues.q.timeout.action.forward", "E.164"],
    );
}

#[test]
fn a_forward_needs_its_target() {
    // Case 11.
    refuses_as(
        &tenant("{ forward: \"\" }"),
        &[
            "teams.queues.q.timeout.action.forward",
            "the target of Forward (New-CsCallQueue) is missing",
        ],
    );
    let error = unreadable("teams: { queues: { q: { timeout: { action: { forward: } } } } }");
    assert!(error.contains("{ forward: number or id }"), "{error}");
}

#[test]
fn an_id_stands_for_a_person_an_account_or_a_voice_app() {
    assert_eq!(
        forwards_to(person_object_id("ana").as_str()),
        Target::Person { person: 0 }
    );
    assert_eq!(forwards_to("id-of-bo"), Target::Person { person: 1 });
    let own = |name: &str| {
        let queues = lower(&tenant("disconnect")).expect("it is accepted");
        let mut queues = queues.teams.queues.into_iter();
        let queue = queues.find(|queue| queue.name == name);
        queue.expect("it is declared").id
    };
    for (id, queue, by) in [
        (queue_object_id("q"), 0, Endpoint::ResourceAccount),
        (own("q"), 0, Endpoint::Direct),
        (own("second"), 1, Endpoint::Direct),
    ] {
        assert_eq!(
            forwards_to(id.as_str()),
            Target::Queue {
                queue,
                by,
                priority: None
            }
        );
    }
    assert_eq!(
        forwards_to(attendant_object_id("main").as_str()),
        Target::Attendant {
            attendant: 0,
            by: Endpoint::ResourceAccount,
            priority: None
        }
    );
    let none = queue_object_id("second");
    refuses_as(
        &tenant(&format!("{{ forward: {none} }}")),
        &[none.as_str(), "cannot stand here"],
    );
}

#[test]
fn transcription_belongs_to_shared_voicemail() {
    let transcription = |flag: &str| {
        let target = target(&format!(
            "{{ shared-voicemail: desk, greeting: hello{flag} }}"
        ));
        let Target::SharedVoicemail { transcription, .. } = target else {
            panic!("{target:?}");
        };
        transcription
    };
    assert_eq!(transcription(""), Transcription::Off);
    assert_eq!(transcription(", transcription: false"), Transcription::Off);
    assert_eq!(transcription(", transcription: true"), Transcription::On);
    let error = unreadable(
        "teams: { queues: { q: { timeout: { action: { voicemail: ana, transcription: true } } } } }",
    );
    assert!(
        error.contains("transcription belong to { shared-voicemail: group } alone"),
        "{error}"
    );
}

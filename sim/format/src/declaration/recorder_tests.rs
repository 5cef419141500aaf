use ringback_world::{
    Span,
    declaration::{CloudRecording, RecorderBot, Required},
};

use super::{
    lower,
    tests::{read, refuses_as, unreadable},
};

fn queue(settings: &str) -> super::WorldDeclaration {
    read(&format!(
        "teams: {{ compliance-recording-templates: {{ one: {{}}, two: {{ required-before-call: true, bot: fails }},
           three: {{ required-during-call: true, bot: {{ leaves-after: 30s }} }} }},
           queues: {{ sales: {{ {settings} }} }} }}"
    ))
}

#[test]
fn a_queue_has_at_most_two_compliance_recording_templates() {
    // Case 19.
    let two = lower(&queue("compliance-recording: [three, one]")).unwrap();
    assert_eq!(two.teams.queues[0].compliance_recording.templates, [2, 0]);
    let three = queue("compliance-recording: [one, two, three]");
    let parts = [
        "teams.queues.sales.compliance-recording:",
        "3 templates",
        "at most 2 templates (New-CsCallQueue)",
    ];
    refuses_as(&three, &parts);
    let unknown = queue("compliance-recording: [on]");
    refuses_as(
        &unknown,
        &["compliance-recording[0]", "did you mean \"one\"?"],
    );
    let twice = queue("compliance-recording: [one, one]");
    refuses_as(&twice, &["compliance-recording[1]", "leave out one"]);
}

#[test]
fn templates_and_announcements_are_read_with_the_published_defaults() {
    let declared = queue(
        "compliance-recording: [one], compliance-recording-announcement: { say: recorded, takes: 4s },
         compliance-recording-failure-announcement: { file: failed.wav }",
    );
    let teams = lower(&declared).unwrap().teams;
    let [one, two, three] = &teams.compliance_templates[..] else {
        panic!("three templates");
    };
    assert_eq!(
        (one.required_before_call, one.required_during_call, one.bot),
        (Required::No, Required::No, RecorderBot::Joins)
    );
    assert_eq!(
        (two.required_before_call, two.bot),
        (Required::Yes, RecorderBot::Fails)
    );
    assert_eq!(three.required_during_call, Required::Yes);
    assert_eq!(three.bot, RecorderBot::LeavesAfter(Span::from_secs(30)));
    assert_ne!(one.bot_object_id, two.bot_object_id);
    let recording = &teams.queues[0].compliance_recording;
    let said = |prompt: &Option<ringback_world::declaration::Prompt>| {
        prompt.as_ref().map(|prompt| prompt.says.clone())
    };
    assert_eq!(said(&recording.announcement).as_deref(), Some("recorded"));
    assert_eq!(
        said(&recording.failure_announcement).as_deref(),
        Some("failed.wav")
    );
    let too_long = "x".repeat(1001);
    let long = queue(&format!("compliance-recording-announcement: {too_long}"));
    refuses_as(
        &long,
        &["compliance-recording-announcement", "at most 1000"],
    );
    let wrong = "teams: { compliance-recording-templates: { one: { bot: leaves } } }";
    let error = unreadable(wrong);
    assert!(error.contains("leaves-after: 30s"), "{error}");
}

#[test]
fn shared_history_needs_conference_mode() {
    // Case 18.
    let off = queue("shared-call-queue-history: true, conference-mode: false");
    let parts = [
        "teams.queues.sales.shared-call-queue-history",
        "conference mode",
        "New-CsCallQueue",
    ];
    refuses_as(&off, &parts);
    assert!(lower(&queue("shared-call-queue-history: true")).is_ok());
    assert!(lower(&queue("conference-mode: false")).is_ok());
}

#[test]
fn people_may_not_record_unless_their_policy_says_so() {
    let declared = read("teams: { agents: { ana: { allow-cloud-recording: true }, bo: } }");
    let people = lower(&declared).unwrap().teams.people;
    assert_eq!(people[0].cloud_recording, CloudRecording::Allowed);
    assert_eq!(people[1].cloud_recording, CloudRecording::NotAllowed);
}

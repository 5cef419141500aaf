//! Whoever is refused a setting is told which document says so.

use super::{lower, tests::read};

/// The documents that errors may name, and the words for a choice of our own.
const DOCUMENTS: [&str; 17] = [
    "New-CsCallQueue",
    "New-CsAutoAttendant",
    "New-CsAutoAttendantCallableEntity",
    "New-CsAutoAttendantCallHandlingAssociation",
    "New-CsAutoAttendantMenu",
    "New-CsAutoAttendantMenuOption",
    "New-CsOnlineSchedule",
    "New-CsOnlineTimeRange",
    "New-CsOnlineDateTimeRange",
    "Set-CsUserCallingSettings",
    "Create a call queue, 2025",
    "Set up an auto attendant for Microsoft Teams, 2024",
    "Plan for Teams Auto attendants and Call queues, 2024",
    "Dial and voice recognition reference for auto attendants, 2024",
    "Create and manage Communication Services resources, 2025",
    "ITU-T E.164, 2010",
    "our choice: it is not published",
];

/// Settings of the queue `sales` that are out of range, or contradict others.
const QUEUES: [&str; 22] = [
    "alert-time: 14s",
    "alert-time: 181s",
    "priority: 0",
    "priority: 6",
    "overflow: { threshold: -1 }",
    "overflow: { threshold: 201 }",
    "timeout: { after: 2701s }",
    "timeout: { after: 300s }, service-level: 300s",
    "timeout: { after: 2700s }, service-level: 2401s",
    "overflow: { action: disconnect }",
    "timeout: { action: queue }",
    "no-agents: { action: disconnect-with-busy }",
    "no-agents: { action: queue, prompt: hello }",
    "language: en-US, overflow: { action: { shared-voicemail: team } }",
    "overflow: { action: { shared-voicemail: team, greeting: hello } }",
    "timeout: { action: { external: \"+0\" } }",
    "timeout: { action: { queue: { name: second, priority: 9 } } }",
    "timeout: { action: { queue: { name: nested, by: resource-account } } }",
    "timeout: { action: { attendant: { name: inner, by: resource-account } } }",
    "resource-account: { phone-number: \"4255550123\" }",
    "resource-account: { external-calls: calling-plan }",
    "resource-account: { external-calls: operator-connect }",
];

/// Settings of the attendant `main`.
const ATTENDANTS: [&str; 16] = [
    "flow: { then: disconnect }, time-zone: Europe/Nowhere",
    "flow: { then: disconnect }, voice-response: true, language: nn-NO",
    "flow: { then: disconnect }, operator: disconnect",
    "flow: {}",
    "flow: { then: disconnect, menu: { options: [{ key: 1, action: disconnect }] } }",
    "flow: { then: { announcement: hello } }",
    "flow: { then: { voicemail: ana } }",
    "flow: { then: disconnect }, after-hours: { then: disconnect }",
    "flow: { then: disconnect }, hours: { weekdays: [\"09:00-17:00\"] }",
    "flow: { then: disconnect }, hours: { feast: [\"09:00-17:00\"] , monday: [\"09:00-17:00\"] }, after-hours: { then: disconnect }",
    "flow: { then: disconnect }, hours: { monday: [\"09:10-17:00\"] }, after-hours: { then: disconnect }",
    "flow: { then: disconnect }, hours: { monday: [\"17:00-09:00\"] }, after-hours: { then: disconnect }",
    "flow: { then: disconnect }, holidays: { h: { dates: [{ from: 2026-12-24T12:10 }], flow: { then: disconnect } } }",
    "flow: { then: disconnect }, holidays: { h: { dates: [{ from: 2026-12-24, to: 2026-12-24 }], flow: { then: disconnect } } }",
    "flow: { then: disconnect }, holidays: { h: { dates: [2026-01-01, 2026-01-02, 2026-01-03, 2026-01-04, 2026-01-05, 2026-01-06, 2026-01-07, 2026-01-08, 2026-01-09, 2026-01-10, 2026-01-11], flow: { then: disconnect } } }",
    "flow: { then: { queue: { name: second, priority: 0 } } }",
];

/// Switches.
const SWITCHES: [&str; 6] = [
    "longest-idle-fanout: 0",
    "longest-idle-fanout: 201",
    "max-voice-app-legs: 0",
    "max-voice-app-legs: 1001",
    "max-attendant-session: 0s",
    "menu-input-window: 0s",
];

#[test]
fn an_error_about_a_range_or_a_contradiction_names_its_source() {
    let queues = QUEUES.iter().map(|settings| {
        format!("queues: {{ second: {{}}, nested: {{ resource-account: none }}, sales: {{ {settings} }} }}, attendants: {{ inner: {{ resource-account: none, flow: {{ then: disconnect }} }} }}")
    });
    let attendants = ATTENDANTS.iter().map(|settings| {
        format!(
            "agents: [ana], queues: {{ second: {{}} }}, attendants: {{ main: {{ {settings} }} }}"
        )
    });
    let switches = SWITCHES
        .iter()
        .map(|settings| format!("switches: {{ {settings} }}"));
    let people = ["agents: { ana: { unanswered-after: 7s } }".to_owned()];
    let mut worlds: Vec<String> = queues
        .chain(attendants)
        .chain(switches)
        .chain(people)
        .map(|teams| format!("teams: {{ {teams} }}"))
        .collect();
    worlds.extend([
        many("agents", 21),
        many("holidays", 21),
        long_prompt(),
        "resources: { r: { access-keys: [YQ==, YQ==, YQ==] } }".to_owned(),
        "resources: { r: { phone-numbers: [\"123\"] } }".to_owned(),
    ]);
    for world in worlds {
        let errors = lower(&read(&world)).expect_err(&world);
        let [error] = errors.as_slice() else {
            panic!("{world}: {errors:?}");
        };
        let error = error.to_string();
        let named = DOCUMENTS
            .iter()
            .any(|document| error.contains(&format!("({document})")));
        assert!(named, "no source: {error}");
    }
}

/// More agents of a queue, or more holidays of an attendant, than there may be.
fn many(what: &str, count: usize) -> String {
    let names: Vec<String> = (0..count).map(|n| format!("n{n:02}")).collect();
    let all = names.join(", ");
    if what == "agents" {
        return format!("teams: {{ agents: [{all}], queues: {{ q: {{ agents: [{all}] }} }} }}");
    }
    let holidays = names.join(": { flow: { then: disconnect } }, ");
    format!(
        "teams: {{ attendants: {{ main: {{ flow: {{ then: disconnect }}, holidays: {{ {holidays}: {{ flow: {{ then: disconnect }} }} }} }} }} }}"
    )
}

fn long_prompt() -> String {
    let text = "a".repeat(1001);
    format!("teams: {{ queues: {{ q: {{ greeting: {text} }} }} }}")
}

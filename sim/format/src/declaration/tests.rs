use ringback_world::{
    Span,
    declaration::{self as world, Endpoint, Exception, Target},
    teams::Presence,
};

use super::*;

pub(super) fn read(yaml: &str) -> WorldDeclaration {
    serde_saphyr::from_str(yaml).unwrap_or_else(|error| panic!("{yaml}: {error}"))
}

pub(super) fn unreadable(yaml: &str) -> String {
    serde_saphyr::from_str::<WorldDeclaration>(yaml)
        .expect_err(yaml)
        .to_string()
}

/// One queue `sales` with agents ana and bo and these settings, beside the queue `second`.
fn with_queue(settings: &str) -> WorldDeclaration {
    read(&format!(
        "teams: {{ agents: [ana, bo], queues: {{ sales: {{ agents: [ana, bo], {settings} }}, second: {{}} }} }}"
    ))
}

fn queue(settings: &str) -> world::Queue {
    lower(&with_queue(settings))
        .unwrap_or_else(|errors| panic!("{settings}: {errors:?}"))
        .teams
        .queues
        .swap_remove(0)
}

fn errors_of(declaration: &WorldDeclaration) -> Vec<String> {
    let errors = lower(declaration).expect_err("it is refused");
    errors.iter().map(ToString::to_string).collect()
}

/// Asserts that a declaration is refused for one reason, whose words have these parts.
#[track_caller]
pub(super) fn refuses_as(declaration: &WorldDeclaration, parts: &[&str]) {
    let errors = errors_of(declaration);
    assert_eq!(errors.len(), 1, "{errors:?}");
    for part in parts {
        assert!(errors[0].contains(part), "{}", errors[0]);
    }
}

fn errors(settings: &str) -> Vec<String> {
    errors_of(&with_queue(settings))
}

#[track_caller]
fn refuses(settings: &str, parts: &[&str]) {
    refuses_as(&with_queue(settings), parts);
}

#[test]
fn a_queue_without_settings_has_the_published_defaults() {
    let queue = queue("");
    assert_eq!(queue.alert_time, Span::from_secs(30));
    assert_eq!(queue.overflow_threshold, 50);
    assert_eq!(queue.overflow.target, Target::DisconnectWithBusy);
    assert_eq!(queue.timeout_threshold, Span::from_secs(1200));
    assert_eq!(queue.timeout.target, Target::Disconnect);
    assert_eq!(queue.no_agents, None);
    assert_eq!(queue.no_agents_apply_to, world::NoAgentsApplyTo::AllCalls);
    assert_eq!(queue.routing, world::Routing::Attendant);
    assert_eq!(queue.presence_based, world::PresenceBased::On);
    assert_eq!(queue.opt_out, world::OptOut::Allowed);
    assert_eq!(queue.mode, world::ConferenceMode::On);
    assert_eq!(queue.priority, 3);
    assert_eq!(queue.agents, [0, 1]);
    assert!(queue.resource_account.is_some());
    assert_eq!(queue.greeting, None);
}

#[test]
fn the_timeout_is_rounded_to_the_nearest_fifteen_seconds() {
    for (given, stored) in [
        (47, 45),
        (7, 0),
        (8, 15),
        (22, 15),
        (23, 30),
        (2693, 2700),
        (0, 0),
        (2700, 2700),
    ] {
        let queue = queue(&format!("timeout: {{ after: {given}s }}"));
        assert_eq!(queue.timeout_threshold, Span::from_secs(stored), "{given}");
    }
    refuses(
        "timeout: { after: 2701s }",
        &["teams.queues.sales.timeout.after: 45m1s is out of range; expected 0s to 45m"],
    );
    let negative = unreadable("teams: { queues: { q: { timeout: { after: -1s } } } }");
    assert!(negative.contains("is not a duration"), "{negative}");
}

#[test]
fn ranges_hold_at_their_bounds() {
    for settings in [
        "overflow: { threshold: 200 }",
        "overflow: { threshold: 0 }",
        "alert-time: 15s",
        "alert-time: 180s",
        "priority: 1",
        "priority: 5",
        "timeout: { after: 315s }, service-level: 300s",
    ] {
        queue(settings);
    }
    refuses(
        "overflow: { threshold: 201 }",
        &["overflow.threshold: 201", "0 to 200"],
    );
    refuses(
        "overflow: { threshold: -1 }",
        &["overflow.threshold: -1", "0 to 200"],
    );
    refuses("alert-time: 14s", &["alert-time: 14s", "15s to 3m"]);
    refuses("alert-time: 181s", &["alert-time: 3m1s", "15s to 3m"]);
    refuses("priority: 6", &["priority: 6", "1 to 5"]);
    refuses("priority: 0", &["priority: 0", "1 to 5"]);
    refuses(
        "timeout: { after: 300s }, service-level: 300s",
        &["service-level: 5m", "less than the timeout of 5m"],
    );
    refuses(
        "timeout: { after: 2700s }, service-level: 2401s",
        &["service-level: 40m1s", "0s to 40m"],
    );
}

#[test]
fn twenty_agents_are_the_most_that_a_queue_takes() {
    let names = |count: usize| -> Vec<String> { (0..count).map(|n| format!("u{n:02}")).collect() };
    let world = |count| {
        let agents = names(count);
        WorldDeclaration {
            teams: TeamsDeclaration {
                agents: AgentsDeclaration::Names(agents.clone()),
                queues: [(
                    "q".to_owned(),
                    QueueDeclaration {
                        agents,
                        ..QueueDeclaration::default()
                    },
                )]
                .into(),
                ..TeamsDeclaration::default()
            },
            ..WorldDeclaration::default()
        }
    };
    assert!(lower(&world(20)).is_ok());
    let errors = lower(&world(21)).expect_err("21 agents");
    assert_eq!(errors[0].field, "teams.queues.q.agents");
    assert_eq!(
        errors[0].problem.to_string(),
        "a list of 21 agents is out of range; expected at most 20 (Create a call queue, 2025)"
    );
}

#[test]
fn shared_voicemail_needs_a_greeting_and_a_language() {
    let action =
        "action: { shared-voicemail: team, greeting: { say: \"leave a message\", takes: 5s } }";
    for rule in ["overflow", "timeout", "no-agents"] {
        queue(&format!("language: en-US, {rule}: {{ {action} }}"));
        refuses(
            &format!("{rule}: {{ {action} }}"),
            &["teams.queues.sales.language", "write language: en-US"],
        );
        refuses(
            &format!("language: en-US, {rule}: {{ action: {{ shared-voicemail: team }} }}"),
            &[
                &format!("{rule}.action.greeting"),
                "greeting of a shared voicemail is missing",
            ],
        );
    }
    let queue = queue(&format!("language: en-US, overflow: {{ {action} }}"));
    assert_eq!(
        queue.overflow.target,
        Target::SharedVoicemail {
            group: 0,
            greeting: world::Prompt {
                says: "leave a message".to_owned(),
                takes: Span::from_secs(5)
            },
            system_prompt: world::SystemPrompt::Spoken,
            transcription: world::Transcription::Off,
        }
    );
}

#[test]
fn an_action_without_a_target_or_with_two_is_refused() {
    for action in [
        "{}",
        "{ greeting: hello }",
        "{ queue: second, shared-voicemail: team }",
    ] {
        let error = unreadable(&format!(
            "teams: {{ queues: {{ q: {{ timeout: {{ action: {action} }} }} }} }}"
        ));
        assert!(
            error.contains("an action has one target"),
            "{action}: {error}"
        );
    }
    let error = unreadable("teams: { queues: { q: { timeout: { action: hang-up } } } }");
    assert!(error.contains("disconnect-with-busy"), "{error}");
}

#[test]
fn each_exception_takes_its_own_words() {
    refuses(
        "overflow: { action: disconnect }",
        &["overflow.action", "expected disconnect-with-busy"],
    );
    refuses(
        "timeout: { action: queue }",
        &["timeout.action", "expected disconnect"],
    );
    refuses(
        "no-agents: { action: disconnect-with-busy }",
        &["no-agents.action", "expected queue, disconnect"],
    );
    let disconnects = queue("no-agents: { action: disconnect, applies-to: new-calls }");
    assert_eq!(
        disconnects.no_agents,
        Some(Exception {
            prompt: None,
            target: Target::Disconnect
        })
    );
    assert_eq!(
        disconnects.no_agents_apply_to,
        world::NoAgentsApplyTo::NewCalls
    );
}

#[test]
fn another_queue_is_reached_by_its_account_or_directly() {
    let target = |action: &str| {
        queue(&format!("timeout: {{ action: {action} }}"))
            .timeout
            .target
    };
    let to = |by, priority| Target::Queue {
        queue: 1,
        by,
        priority,
    };
    assert_eq!(
        target("{ queue: second }"),
        to(Endpoint::ResourceAccount, None)
    );
    assert_eq!(
        target("{ queue: { name: second, by: direct, priority: 2 } }"),
        to(Endpoint::Direct, Some(2))
    );
    refuses(
        "timeout: { action: { queue: { name: second, priority: 9 } } }",
        &["timeout.action.queue.priority", "1 to 5"],
    );
    let nested = read(
        "teams: { queues: { a: { timeout: { action: { queue: b } } }, b: { resource-account: none } } }",
    );
    let lowered = lower(&nested).expect("a nested queue needs no account");
    assert_eq!(
        lowered.teams.queues[0].timeout.target,
        to(Endpoint::Direct, None)
    );
    assert_eq!(lowered.teams.queues[1].resource_account, None);
    let wrong = read(
        "teams: { queues: { a: { timeout: { action: { queue: { name: b, by: resource-account } } } }, b: { resource-account: none } } }",
    );
    let errors = lower(&wrong).expect_err("it has no account");
    assert!(errors[0].to_string().contains("by: direct"), "{errors:?}");
}

#[test]
fn a_misspelt_name_is_told_with_the_nearest() {
    refuses(
        "timeout: { action: { queue: secnd } }",
        &[
            "unknown queue \"secnd\", did you mean \"second\"?",
            "sales, second",
        ],
    );
    let agents = read("teams: { agents: [ana, bo], queues: { q: { agents: [anna] } } }");
    let errors = lower(&agents).expect_err("misspelt");
    assert_eq!(
        errors[0].to_string(),
        "teams.queues.q.agents[0]: unknown agent \"anna\", did you mean \"ana\"?; expected one of: ana, bo"
    );
    let groups = read(
        "teams: { groups: [sales-team], queues: { q: { language: en-US, timeout: { action: { shared-voicemail: sale-team, greeting: hi } } } } }",
    );
    let errors = lower(&groups).expect_err("misspelt");
    assert!(
        errors[0]
            .to_string()
            .contains("did you mean \"sales-team\"?"),
        "{errors:?}"
    );
    let far = read("teams: { agents: [ana], queues: { q: { agents: [zebra] } } }");
    assert!(
        !lower(&far).expect_err("unknown")[0]
            .to_string()
            .contains("did you mean")
    );
}

#[test]
fn unknown_keys_are_refused() {
    for yaml in [
        "teem: {}",
        "teams: { queue: {} }",
        "teams: { queues: { q: { alert: 15s } } }",
        "resources: { r: { key: x } }",
    ] {
        let error = unreadable(yaml);
        assert!(error.contains("unknown field"), "{yaml}: {error}");
    }
}

#[test]
fn agents_are_a_list_or_a_map() {
    let list = lower(&read("teams: { agents: [ana] }")).expect("a list");
    let map = lower(&read("teams: { agents: { ana: } }")).expect("a map");
    assert_eq!(list, map);
    assert_eq!(list.teams.people[0].display_name, "Ana");
    let detailed = lower(&read(
        "teams: { agents: { bo: { display-name: Bo B, presence: do-not-disturb, voice: not-enabled, object-id: x } } }",
    ))
    .expect("a map with details");
    let bo = &detailed.teams.people[0];
    assert_eq!(
        (bo.display_name.as_str(), bo.object_id.as_str()),
        ("Bo B", "x")
    );
    assert_eq!(
        (bo.presence, bo.voice),
        (Presence::DoNotDisturb, world::Voice::NotEnabled)
    );
}

#[test]
fn nothing_is_declared_twice() {
    let agents = read("teams: { agents: [ana, bo, ana] }");
    let error = lower(&agents).expect_err("twice")[0].to_string();
    assert!(
        error.contains("agents[2]") && error.contains("agents[0]"),
        "{error}"
    );
    let numbers = read(
        "resources: { r: { phone-numbers: [\"+14255550123\"] } }\nteams: { queues: { q: { resource-account: { phone-number: \"+14255550123\" } } } }",
    );
    let error = lower(&numbers).expect_err("twice")[0].to_string();
    assert!(error.contains("resources.r.phone-numbers"), "{error}");
}

#[test]
fn a_number_is_written_in_e164() {
    for number in ["14255550123", "+0425", "+1 425", "+1234567890123456"] {
        let world = read(&format!(
            "resources: {{ r: {{ phone-numbers: [\"{number}\"] }} }}"
        ));
        let error = lower(&world).expect_err(number)[0].to_string();
        assert!(error.contains("E.164"), "{error}");
    }
}

#[test]
fn the_default_world_is_the_same_for_everybody() {
    let world = lower(&WorldDeclaration::default_world()).expect("it is right");
    let resource = &world.resources[0];
    assert_eq!(resource.id.as_str(), DEVELOPMENT_RESOURCE_ID);
    assert_eq!(resource.access_keys, [DEVELOPMENT_KEY, DEVELOPMENT_KEY_2]);
    assert_eq!(resource.phone_numbers, ["+14255550100", "+18005550100"]);
    let people: Vec<&str> = world
        .teams
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(people, ["ana", "bo", "cem"]);
    assert_eq!(world.teams.queues[0].name, "support");
    let silent = lower(&WorldDeclaration::default()).expect("nothing is right too");
    assert_eq!(silent.resources, world.resources);
}

#[test]
fn ids_follow_from_names_alone() {
    let alone = lower(&read("teams: { agents: [ana] }")).expect("right");
    let among = lower(&read("teams: { agents: [bo, ana] }")).expect("right");
    assert_eq!(
        alone.teams.people[0].object_id,
        among.teams.people[1].object_id
    );
    assert_ne!(
        among.teams.people[0].object_id,
        among.teams.people[1].object_id
    );
    let derived = lower(&read("resources: { one: {}, two: {} }")).expect("right");
    let keys: Vec<&String> = derived
        .resources
        .iter()
        .flat_map(|resource| &resource.access_keys)
        .collect();
    assert_eq!(keys.len(), 4);
    assert!(keys.iter().all(|key| key.len() == 88));
    assert_ne!(keys[0], keys[1]);
    assert_ne!(keys[0], keys[2]);
}

#[test]
fn every_mistake_is_found_in_one_go() {
    let errors = errors("alert-time: 1s, priority: 7, overflow: { threshold: 999 }");
    assert_eq!(errors.len(), 3, "{errors:?}");
}

#[test]
fn prompts_take_as_long_as_said_or_as_their_text() {
    for (prompt, takes) in [
        ("\"123456789012345\"", 1_000),
        ("{ say: \"123456789012345678\" }", 1_200),
        ("{ say: hi, takes: 8s }", 8_000),
        ("{ file: a.wav }", 3_000),
        ("{ file: a.wav, takes: 9s }", 9_000),
    ] {
        let greeting = queue(&format!("greeting: {prompt}"))
            .greeting
            .expect(prompt);
        assert_eq!(greeting.takes, Span::from_millis(takes), "{prompt}");
    }
    let error = unreadable("teams: { queues: { q: { greeting: { takes: 3s } } } }");
    assert!(error.contains("a prompt needs a text"), "{error}");
    refuses(
        &format!("greeting: \"{}\"", "x".repeat(1001)),
        &["1001 characters", "at most 1000"],
    );
}

#[test]
fn what_is_written_reads_back() {
    let world = WorldDeclaration::default_world();
    let text = serde_json::to_string(&world).expect("it can be written");
    let again: WorldDeclaration = serde_json::from_str(&text).expect("it can be read");
    assert_eq!(world, again);
    let rich = with_queue(
        "language: en-US, routing: longest-idle, overflow: { threshold: 3, action: { shared-voicemail: t, greeting: { say: hi } } }, \
         timeout: { action: { queue: { name: second, by: direct } } }, resource-account: { phone-number: \"+14255550123\" }",
    );
    let text = serde_json::to_string(&rich).expect("it can be written");
    assert_eq!(rich, serde_json::from_str(&text).expect("it can be read"));
}

#[test]
fn the_schema_knows_every_presence() {
    let schema = serde_json::to_string(&schemars::schema_for!(WorldDeclaration)).expect("a schema");
    for presence in [
        Presence::Available,
        Presence::InACall,
        Presence::OutOfOffice,
        Presence::AppearOffline,
    ] {
        let word = serde_json::to_string(&presence).expect("a word");
        assert!(schema.contains(&word), "{word}");
    }
}

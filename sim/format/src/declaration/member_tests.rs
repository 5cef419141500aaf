//! Who the agents of a queue are, and what callers hear while they wait. Cases are those of the voice apps reference.

use ringback_world::{Span, calls::Tone, declaration as world};

use super::{
    lower,
    tests::{read, refuses_as},
};

/// A tenant with these settings and the agents ana, bo and cem.
fn tenant(settings: &str) -> super::WorldDeclaration {
    read(&format!(
        "teams: {{ agents: [ana, bo, cem], groups: [desk], {settings} }}"
    ))
}

fn queues(settings: &str) -> Vec<world::Queue> {
    let lowered = lower(&tenant(settings));
    lowered
        .unwrap_or_else(|errors| panic!("{settings}: {errors:?}"))
        .teams
        .queues
}

fn queue(settings: &str) -> world::Queue {
    queues(&format!("queues: {{ q: {{ {settings} }} }}")).swap_remove(0)
}

#[track_caller]
fn refuses(settings: &str, parts: &[&str]) {
    refuses_as(
        &tenant(&format!("queues: {{ q: {{ {settings} }} }}")),
        parts,
    );
}

#[test]
fn the_first_two_hundred_of_a_group_are_agents_in_the_order_of_their_names() {
    // Case 13.
    let names: Vec<String> = (1..=250)
        .rev()
        .map(|number| format!("u{number:03}"))
        .collect();
    let names = names.join(", ");
    let declared = read(&format!(
        "teams: {{ agents: [{names}], groups: {{ all: {{ groups: [inner] }}, inner: {{ members: [{names}], groups: [all] }} }}, queues: {{ q: {{ distribution-lists: [all] }} }} }}"
    ));
    let teams = lower(&declared).expect("it is accepted").teams;
    let agents: Vec<&str> = teams.queues[0]
        .agents
        .iter()
        .map(|person| teams.people[*person].name.as_str())
        .collect();
    assert_eq!(agents.len(), 200);
    assert_eq!((agents[0], agents[199]), ("u001", "u200"));
}

#[test]
fn those_added_one_by_one_come_before_those_of_groups_and_each_once() {
    let teams = lower(&read(
        "teams: { agents: [ana, bo, cem], groups: { g: { members: [cem, ana] } }, queues: { q: { agents: [bo, cem], distribution-lists: [g] } } }",
    ))
    .expect("it is accepted")
    .teams;
    assert_eq!(teams.queues[0].agents, [1, 2, 0]);
    let unknown = read(
        "teams: { agents: [ana], groups: { g: { members: [anna] } }, queues: { q: { distribution-lists: [g] } } }",
    );
    refuses_as(
        &unknown,
        &["teams.groups.g.members[0]", "did you mean \"ana\""],
    );
    refuses(
        "distribution-lists: [desc]",
        &["distribution-lists[0]", "did you mean \"desk\""],
    );
}

#[test]
fn a_channel_belongs_to_one_queue_and_a_later_one_may_take_it() {
    // Case 20.
    let declared = |later: &str| {
        tenant(&format!(
            "channels: {{ help: {{ members: [cem, ana] }} }}, queues: {{ first: {{ channel: help }}, second: {{ channel: help {later} }} }}"
        ))
    };
    refuses_as(
        &declared(""),
        &[
            "teams.queues.second.channel",
            "\"first\" has",
            "ShouldOverwriteCallableChannelProperty",
        ],
    );
    let taken = lower(&declared(", overwrite-channel: true")).expect("it is accepted");
    let agents: Vec<&[usize]> = taken
        .teams
        .queues
        .iter()
        .map(|queue| &*queue.agents)
        .collect();
    assert_eq!(agents, [&[][..], &[0, 2]]);
    refuses("channel: help", &["channel", "unknown channel"]);
}

#[test]
fn agents_come_from_one_place() {
    let both = tenant(
        "channels: { help: { members: [ana] } }, queues: { q: { channel: help, agents: [ana] } }",
    );
    refuses_as(
        &both,
        &[
            "teams.queues.q.channel",
            "beside agents",
            "Create a call queue, 2025",
        ],
    );
}

#[test]
fn shifts_are_read_in_their_time_zone() {
    let declared = tenant(
        "shifts: { early: { time-zone: W. Europe Standard Time, shifts: [ { agent: bo, from: 2026-03-02T08:00, to: 2026-03-02T16:00 } ] } }, queues: { q: { shifts: early } }",
    );
    let queue = lower(&declared)
        .expect("it is accepted")
        .teams
        .queues
        .swap_remove(0);
    assert_eq!(queue.agents, [1]);
    let [shift] = queue.shifts.as_deref().expect("it has shifts") else {
        panic!("{:?}", queue.shifts);
    };
    assert_eq!(shift.person, 1);
    assert_eq!(shift.from.to_string(), "2026-03-02T07:00:00Z");
    assert_eq!(shift.to.to_string(), "2026-03-02T15:00:00Z");
    let backwards = tenant(
        "shifts: { early: { shifts: [ { agent: bo, from: 2026-03-02T08:00, to: 2026-03-02T08:00 } ] } }, queues: { q: { shifts: early } }",
    );
    refuses_as(
        &backwards,
        &["teams.shifts.early.shifts[0]", "a start before its end"],
    );
}

#[test]
fn a_queue_has_the_default_music_or_a_file() {
    // Cases 6 and 7.
    assert_eq!(
        queue("").music,
        world::Music {
            file: None,
            takes: Span::from_secs(120)
        }
    );
    assert_eq!(
        queue("use-default-music-on-hold: true").music,
        world::Music::default()
    );
    let own = queue("music-on-hold: { file: hold.wav, takes: 40s }").music;
    assert_eq!(
        (own.file.as_deref(), own.takes),
        (Some("hold.wav"), Span::from_secs(40))
    );
    refuses(
        "use-default-music-on-hold: true, music-on-hold: { file: hold.wav }",
        &["music-on-hold", "one of the two (New-CsCallQueue)"],
    );
    refuses(
        "use-default-music-on-hold: false",
        &["music-on-hold", "(New-CsCallQueue)"],
    );
}

#[test]
fn a_callback_needs_its_key_its_prompt_its_group_and_a_threshold() {
    // Cases 14 to 16.
    let whole =
        queue("callback: { key: one, calls-per-agent: 1, prompt: Press one, mail-to: desk }");
    let callback = whole.callback.expect("it is there");
    assert_eq!(
        (callback.key, callback.calls_per_agent, callback.mail_to),
        (Tone::One, Some(1), 0)
    );
    for (settings, parts) in [
        (
            "key: one, prompt: Press one, mail-to: desk",
            ["callback:", "a threshold"],
        ),
        (
            "key: one, after-waiting: 60s, prompt: Press one",
            ["callback.mail-to", "the group"],
        ),
        (
            "after-waiting: 60s, prompt: Press one, mail-to: desk",
            ["callback.key", "the key"],
        ),
        (
            "key: one, after-waiting: 60s, mail-to: desk",
            ["callback.prompt", "the offer"],
        ),
        (
            "key: one, calls-per-agent: 0, prompt: Press one, mail-to: desk",
            [
                "callback.calls-per-agent",
                "0 is out of range; expected 1 or more",
            ],
        ),
        (
            "key: one, calls-in-queue: -1, prompt: Press one, mail-to: desk",
            [
                "callback.calls-in-queue",
                "-1 is out of range; expected 0 or more",
            ],
        ),
    ] {
        refuses(
            &format!("callback: {{ {settings} }}"),
            &[parts[0], parts[1], "(New-CsCallQueue)"],
        );
    }
    refuses(
        "callback: { key: one, after-waiting: 60s, prompt: Press one, mail-to: desks }",
        &["callback.mail-to", "did you mean \"desk\""],
    );
}

//! What contacts do: come by share and channel, talk with the bot, give up, come again, go where they are sent.

use ringback_format::figures::Measure;

use crate::support::{agrees, figures, value};

const AGENTS: &str =
    "staff: { all: { agents: 50, queues: [main] } }\nagents: { \"*\": { talks: 1m } }\n";

#[test]
fn kinds_and_channels_come_by_their_shares() {
    let text = format!(
        "{AGENTS}scenario: a\nqueues: {{ main: {{}} }}\npopulation: {{ lasts: 10h, arrive: {{ poisson-per-hour: 100 }}, kinds: {{ \
         a: {{ share: 70%, queue: main }}, b: {{ share: 30%, queue: main, channels: {{ phone: 20%, chat: 80% }} }} }} }}"
    );
    let found = figures(&text, 40);
    agrees(&found.kinds[0], Measure::Contacts, 700.0);
    agrees(&found.kinds[1], Measure::Contacts, 300.0);
    let chat = found
        .channels
        .iter()
        .find(|channel| channel.name == "chat")
        .expect("there are chats");
    agrees(chat, Measure::Contacts, 240.0);
    let all: f64 = found
        .kinds
        .iter()
        .map(|kind| value(kind, Measure::Contacts))
        .sum();
    assert!((value(&found.queues[0], Measure::Offered) - all).abs() < 1e-6);
}

#[test]
fn a_bot_serves_loses_and_hands_over_by_another_channel() {
    let text = format!(
        "{AGENTS}scenario: a\nqueues: {{ main: {{}} }}\npopulation: {{ lasts: 10h, arrive: {{ every: 10s }}, kinds: {{ a: {{ queue: main, \
         channels: {{ chat: 100% }}, bot: {{ takes: 2m, contains: 50%, abandons: 10%, hands-over-by: voip }} }} }} }}"
    );
    let found = figures(&text, 40);
    let kind = &found.kinds[0];
    // The first comes after ten seconds, and who comes at the very end comes no more.
    assert_eq!(value(kind, Measure::Contacts), 3_599.0);
    agrees(kind, Measure::Contained, 3_599.0 * 0.5);
    agrees(kind, Measure::Escalated, 3_599.0 * 0.4);
    // Whole sessions count for the interval in which they begin.
    assert!((value(kind, Measure::BotSessions) - 3_599.0 * 120.0 / 36_000.0).abs() < 1e-9);
    let by = |name: &str| {
        found
            .channels
            .iter()
            .find(|channel| channel.name == name)
            .expect("the channel is there")
    };
    assert_eq!(value(by("chat"), Measure::Contacts), 3_599.0);
    let flow = |from: &str, to: &str| {
        let flow = found
            .flows
            .iter()
            .find(|flow| flow.from == from && flow.to == to);
        flow.unwrap_or_else(|| panic!("{from} to {to}"))
            .contacts
            .value
    };
    assert_eq!(flow("a", "bot"), 3_599.0);
    let out =
        flow("bot", "served by the bot") + flow("bot", "left the bot") + flow("bot", "queue main");
    assert!((out - 3_599.0).abs() < 1e-6, "{out}");
}

#[test]
fn who_gives_up_comes_again_as_often_as_chance_says_and_no_more_than_at_most() {
    // Nobody is ever answered: each coming ends in giving up after a minute.
    let text = "scenario: a\nqueues: { main: {} }\nstaff: { all: { agents: 1, queues: [main], on-duty: { \"08:00\": 0 } } }\nagents: { \"*\": { talks: 1m } }\n\
         population: { lasts: 1h, arrive: { every: 1s }, kinds: { a: { queue: main, patience: 1m, retries: { chance: 50%, after: 30s, at-most: 2 } } } }";
    let found = figures(text, 40);
    let kind = &found.kinds[0];
    agrees(kind, Measure::Retries, 3_599.0 * (0.5 + 0.25));
    assert_eq!(
        value(kind, Measure::Abandoned),
        value(kind, Measure::Contacts) + value(kind, Measure::Retries)
    );
    assert_eq!(value(kind, Measure::MeanWaitAbandoned), 60.0);
}

#[test]
fn who_is_turned_away_comes_again_only_where_that_is_meant() {
    let text = |on: &str| {
        format!(
            "scenario: a\nqueues: {{ main: {{ limit: {{ waiting: 0 }} }} }}\nstaff: {{ all: {{ agents: 1, queues: [main], on-duty: {{ \"08:00\": 0 }} }} }}\n\
             agents: {{ \"*\": {{ talks: 1m }} }}\npopulation: {{ lasts: 1h, arrive: {{ every: 10s }}, kinds: {{ a: {{ queue: main, retries: {{ chance: 100%, after: 30s, at-most: 1, on: [{on}] }} }} }} }}"
        )
    };
    let again = |on: &str| value(&figures(&text(on), 2).kinds[0], Measure::Retries);
    assert_eq!((again("busy"), again("abandoned")), (359.0, 0.0));
}

#[test]
fn short_abandons_count_as_the_definition_says() {
    // Half of the customers give up after 3 s, the others wait for the one agent, who is never there.
    let text = |level: &str| {
        format!(
            "scenario: a\nqueues: {{ main: {{ timeout: {{ after: 5m }} }} }}\nstaff: {{ all: {{ agents: 200, queues: [main] }} }}\nagents: {{ \"*\": {{ talks: 10s }} }}\n\
             population: {{ lasts: 1h, kinds: {{ in-time: {{ queue: main, arrive: {{ every: 10s }} }}, gone: {{ queue: empty, patience: 3s, arrive: {{ every: 20s }} }} }} }}\n\
             capacity: {{ service-level: {{ {level} }} }}"
        )
        .replace("queues: { main:", "queues: { empty: { limit: { waiting: 9 } }, main:")
    };
    let level = |level: &str| {
        let found = figures(&text(level), 1);
        let queue = found
            .queues
            .iter()
            .find(|queue| queue.name == "empty")
            .expect("it is there");
        queue
            .whole
            .get(&Measure::ServiceLevel)
            .map(|level| level.value)
    };
    assert_eq!(level("short-abandons: against"), Some(0.0));
    assert_eq!(
        level("short-abandons: as-answered, short-below: 5s"),
        Some(1.0)
    );
    assert_eq!(level("short-abandons: left-out, short-below: 5s"), None);
    assert_eq!(
        level("short-abandons: as-answered, short-below: 3s"),
        Some(0.0)
    );
}

#[test]
fn what_leaves_one_queue_is_offered_to_the_next() {
    let text = "scenario: a\nqueues: { first: { limit: { waiting: 1, then: { queue: second } }, timeout: { after: 2m, then: { to: voicemail } } }, second: { timeout: { after: 1m } } }\n\
         staff: { one: { agents: 1, queues: [first] }, two: { agents: 1, queues: [second] } }\nagents: { \"*\": { talks: { exponential: 3m } } }\n\
         population: { lasts: 10h, arrive: { poisson-per-hour: 60 }, kinds: { a: { queue: first } } }";
    let found = figures(text, 10);
    let (first, second) = (&found.queues[0], &found.queues[1]);
    assert_eq!(
        value(first, Measure::Overflowed),
        value(second, Measure::Offered)
    );
    assert!(value(first, Measure::TimedOut) > 0.0);
    let flow = |from: &str, to: &str| {
        found
            .flows
            .iter()
            .find(|flow| flow.from == from && flow.to == to)
            .map_or(0.0, |flow| flow.contacts.value)
    };
    assert_eq!(
        flow("queue first", "queue second"),
        value(first, Measure::Overflowed)
    );
    assert_eq!(
        flow("queue first", "voicemail"),
        value(first, Measure::TimedOut)
    );
    assert_eq!(
        flow("queue second", "disconnect"),
        value(second, Measure::TimedOut)
    );
    let kind = &found.kinds[0];
    let ended = value(kind, Measure::Answered) + value(kind, Measure::Redirected);
    assert_eq!(ended, value(kind, Measure::Offered));
}

#[test]
fn the_same_seed_gives_the_same_figures_and_one_more_stream_changes_nobody_else() {
    let text = |more: &str| {
        format!(
            "scenario: a\nqueues: {{ main: {{}}, other: {{}} }}\nstaff: {{ one: {{ agents: 3, queues: [main] }}, two: {{ agents: 3, queues: [other] }} }}\nagents: {{ \"*\": {{ talks: {{ exponential: 2m }} }} }}\n\
             population: {{ lasts: 4h, kinds: {{ a: {{ queue: main, patience: {{ exponential: 1m }}, arrive: {{ poisson-per-hour: 90 }} }}{more} }} }}"
        )
    };
    let alone = figures(&text(""), 5);
    assert_eq!(alone, figures(&text(""), 5));
    let beside = figures(
        &text(", b: { queue: other, arrive: { poisson-per-hour: 50 } }"),
        5,
    );
    assert_eq!(alone.queues[0], beside.queues[0]);
    assert_eq!(alone.kinds[0], beside.kinds[0]);
    assert_ne!(value(&beside.queues[1], Measure::Offered), 0.0);
}

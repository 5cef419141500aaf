//! What agents do: work in shifts, take breaks, are absent or away, answer, decline and let ring.

use ringback_format::figures::Measure;

use crate::support::{agrees, figures, value};

fn day(staff: &str) -> String {
    format!(
        "scenario: a\nstart: \"2026-03-02T08:00[Europe/Berlin]\"\nqueues: {{ main: {{ alert-time: 20s }} }}\nstaff: {{ all: {{ queues: [main], {staff} }} }}\nagents: {{ \"*\": {{ answers: {{ after: 5s }}, talks: 1m }} }}\n\
         population: {{ lasts: 8h, interval: 1h, arrive: {{ every: 1m }}, kinds: {{ a: {{ queue: main, patience: 3m }} }} }}"
    )
}

#[test]
fn shifts_and_breaks_make_the_staffed_time() {
    let found = figures(
        &day(
            "shifts: [ { from: \"08:00\", to: \"12:00\", agents: 4, breaks: [ { after: 1h, for: 30m } ] }, { from: \"11:00\", to: \"16:00\", agents: 2 } ]",
        ),
        1,
    );
    let group = &found.groups[0];
    assert!((value(group, Measure::StaffedTime) - (4.0 * 3.5 + 2.0 * 5.0)).abs() < 1e-9);
    let staffed: Vec<f64> = group
        .intervals
        .iter()
        .map(|interval| interval.figures[&Measure::Staffed].value)
        .collect();
    assert_eq!(staffed, [4.0, 2.0, 4.0, 6.0, 2.0, 2.0, 2.0, 2.0]);
    let froms: Vec<&str> = group
        .intervals
        .iter()
        .map(|interval| interval.from.as_str())
        .collect();
    assert_eq!(froms[..2], ["08:00", "09:00"]);
}

#[test]
fn a_priced_group_costs_its_paid_time_breaks_included() {
    let found = figures(
        &day(
            "cost-per-hour: 30, shifts: [ { from: \"08:00\", to: \"12:00\", agents: 4, breaks: [ { after: 1h, for: 30m } ] } ]",
        ),
        1,
    );
    assert_eq!(value(&found.groups[0], Measure::Cost), 4.0 * 4.0 * 30.0);
}

#[test]
fn absence_and_shrinkage_take_their_shares() {
    let absent = figures(&day("agents: 50, absence: 20%"), 60);
    agrees(&absent.groups[0], Measure::Staffed, 40.0);
    let away = figures(
        &day("agents: 50, shrinkage: { share: 25%, away-for: { exponential: 10m } }"),
        60,
    );
    agrees(&away.groups[0], Measure::Staffed, 37.5);
}

#[test]
fn shrinkage_takes_its_share_of_a_shift_with_breaks_too() {
    let breaks = "breaks: [ { after: 1h, for: 10m }, { after: 2h, for: 10m }, { after: 3h, for: 10m }, { after: 4h, for: 10m } ]";
    let found = figures(
        &day(&format!(
            "shrinkage: {{ share: 25%, away-for: {{ exponential: 30m }} }}, shifts: [ {{ from: \"08:00\", to: \"16:00\", agents: 50, {breaks} }} ]"
        )),
        60,
    );
    let on_duty = 50.0 * (8.0 - 4.0 / 6.0);
    agrees(&found.groups[0], Measure::StaffedTime, on_duty * 0.75);
}

#[test]
fn offers_are_missed_and_declined_by_chance_and_answered_after_a_while() {
    let found = figures(&day("agents: 3, misses: 20%, declines: 10%"), 60);
    let group = &found.groups[0];
    let offers = value(group, Measure::Answered)
        + value(group, Measure::Missed)
        + value(group, Measure::Declined);
    assert!(
        (value(group, Measure::Missed) / offers - 0.2).abs() < 0.02,
        "{}",
        value(group, Measure::Missed) / offers
    );
    assert!((value(group, Measure::Declined) / offers - 0.1).abs() < 0.02);
    let plain = figures(&day("agents: 3"), 1);
    assert_eq!(value(&plain.queues[0], Measure::Asa), 5.0);
    assert_eq!(value(&plain.groups[0], Measure::Missed), 0.0);
}

#[test]
fn an_agent_who_serves_several_chats_carries_more() {
    let text = |chats: u32| {
        format!(
            "scenario: a\nqueues: {{ main: {{}} }}\nstaff: {{ all: {{ agents: 1, queues: [main], chats: {chats} }} }}\nagents: {{ \"*\": {{ talks: 2m }} }}\n\
             population: {{ lasts: 1h, arrive: {{ every: 1m }}, kinds: {{ a: {{ queue: main, channels: {{ chat: 100% }}, patience: 10m }} }} }}"
        )
    };
    let (one, three) = (figures(&text(1), 1), figures(&text(3), 1));
    assert_eq!(value(&three.queues[0], Measure::Delayed), 0.0);
    assert!(value(&one.queues[0], Measure::Abandonment) > 0.3);
}

#[test]
fn the_end_of_duty_lets_a_contact_finish_and_counts_as_overtime() {
    let text = "scenario: a\nstart: \"2026-03-02T08:00:00Z\"\nqueues: { main: {} }\nstaff: { all: { queues: [main], on-duty: { \"08:00\": 1, \"08:30\": 0 } } }\nagents: { \"*\": { talks: 45m } }\n\
         population: { lasts: 1h, interval: 30m, arrive: { every: 29m }, kinds: { a: { queue: main, patience: 1m } } }";
    let found = figures(text, 1);
    let group = &found.groups[0];
    // On duty for half an hour of the hour; talks from 29 minutes on until the end.
    assert!((value(group, Measure::Staffed) - 0.5).abs() < 1e-9);
    assert!((value(group, Measure::Talking) - 31.0 / 60.0).abs() < 1e-9);
    assert!((value(group, Measure::Occupancy) - 31.0 / 60.0).abs() < 1e-9);
    assert!((value(group, Measure::Unstaffed) - 0.5).abs() < 1e-9);
}

#[test]
fn handling_is_by_kind_queue_and_group_in_the_order_of_the_file() {
    let text = "scenario: a\nqueues: { main: { routing: serial } }\nstaff: { fast: { agents: 1, queues: [main] }, slow: { agents: 1, queues: [main] } }\n\
         population: { lasts: 1h, arrive: { every: 10m }, kinds: { a: { queue: main } }, handling: [ { group: fast, talks: 1m, wrap-up: 30s }, { talks: 5m } ] }";
    let found = figures(text, 1);
    assert_eq!(value(&found.groups[0], Measure::Answered), 5.0);
    assert!((value(&found.groups[0], Measure::Talking) - 5.0 / 60.0).abs() < 1e-9);
    assert!((value(&found.groups[0], Measure::WrappingUp) - 2.5 / 60.0).abs() < 1e-9);
}

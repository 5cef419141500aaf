//! Teams queues in a plan: the same settings, switches and redirects as everywhere.

use ringback_format::figures::Measure;

use crate::support::{figures, load, value};

fn world(queue: &str) -> String {
    format!(
        "scenario: a\nworld: {{ teams: {{ agents: [ana, bo], queues: {{ sales: {{ agents: [ana, bo], {queue} }}, second: {{ agents: [bo] }} }} }} }}\n\
         agents: {{ \"*\": {{ answers: {{ after: 3s }}, talks: 10m }} }}\n\
         population: {{ lasts: 1h, arrive: {{ every: 2m }}, kinds: {{ a: {{ queue: sales }} }} }}"
    )
}

#[test]
fn overflow_and_timeout_redirect_as_declared() {
    let found = figures(
        &world(
            "overflow: { threshold: 1, action: { queue: second } }, timeout: { after: 4m, action: disconnect }",
        ),
        1,
    );
    let sales = &found.queues[0];
    assert!(value(sales, Measure::Overflowed) > 0.0);
    assert_eq!(
        value(&found.queues[1], Measure::Offered),
        value(sales, Measure::Overflowed)
    );
    assert!(
        found
            .flows
            .iter()
            .any(|flow| flow.from == "queue sales" && flow.to == "disconnect")
    );
}

#[test]
fn no_agents_takes_new_calls_where_all_are_offline() {
    let text = world("no-agents: { action: disconnect }").replace(
        "agents: [ana, bo], queues",
        "agents: { ana: { presence: offline }, bo: { presence: offline } }, queues",
    );
    let found = figures(&text, 1);
    assert_eq!(
        value(&found.queues[0], Measure::NoAgents),
        value(&found.queues[0], Measure::Offered)
    );
}

#[test]
fn staff_becomes_people_of_the_world_and_members_of_its_queues() {
    let text = "scenario: a\nworld: { teams: { queues: { sales: {} } } }\nstaff: { desk: { agents: 30, queues: [sales] } }\nagents: { desk: { answers: { after: 3s }, talks: 1m } }\n\
         population: { lasts: 1h, arrive: { every: 30s }, kinds: { a: { queue: sales } } }";
    let plan = load(text);
    assert_eq!(plan.declaration.teams.people.len(), 30);
    assert_eq!(plan.declaration.teams.people[0].name, "desk-01");
    assert_eq!(plan.declaration.teams.queues[0].agents.len(), 30);
    let found = figures(text, 1);
    assert_eq!(value(&found.groups[0], Measure::Answered), 119.0);
}

#[test]
fn a_greeting_is_heard_before_offers_begin() {
    let found = figures(&world("greeting: { say: Welcome., takes: 10s }"), 1);
    let kind = &found.kinds[0];
    // The caller's wait holds the greeting; the queue's wait clock starts after it.
    assert!(
        (value(kind, Measure::Asa) - value(&found.queues[0], Measure::Asa) - 10.0).abs() < 1e-6
    );
}

#[test]
fn an_agent_in_a_call_lets_other_offers_ring() {
    let missed = |presence: &str| {
        let found = figures(
            &world(&format!(
                "routing: serial, alert-time: 15s, presence-based: {presence}"
            )),
            1,
        );
        let groups = found.groups.iter();
        groups
            .map(|group| value(group, Measure::Missed))
            .sum::<f64>()
    };
    assert!(missed("false") > 0.0);
    assert_eq!(missed("true"), 0.0);
}

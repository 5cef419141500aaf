//! One file, two ways: the director plays a population in the world, `plan` draws it in the engine; both must tell the same.

use ringback_format::figures::Measure;
use ringback_scenarios::{Offered, load_text};
use ringback_world::{Fact, Ids, Move, Time, What, World, teams};

use crate::support::{figures, value};

/// Nothing here is by chance but when customers come, so both ways must agree contact by contact. Longest idle rings one agent at
/// a time: of two who are equally fast it is not said who wins, and who has been idle longest depends on it.
const DAY: &str = "scenario: both-ways
rules: [BOTH-1]
start: \"2026-03-02T08:00:00Z\"
world:
  teams:
    switches: { longest-idle-fanout: 1 }
    queues:
      sales: { routing: ROUTING, alert-time: 15s, overflow: { threshold: 3, action: { queue: { name: desk, by: direct } } }, timeout: { after: 90s, action: disconnect } }
      desk: { routing: serial, timeout: { after: 45s, action: disconnect } }
staff:
  sellers: { queues: [sales], shifts: [ { from: \"08:00\", to: \"09:00\", agents: 3, breaks: [ { after: 20m, for: 10m } ] }, { from: \"08:30\", to: \"10:00\", agents: 2 } ] }
  clerks: { queues: [desk], on-duty: { \"08:15\": 1 } }
agents: { \"*\": { answers: { after: 4s }, talks: 2m10s } }
population:
  lasts: 2h
  interval: 30m
  arrive: { poisson-per-hour: { \"08:00\": 80, \"09:00\": 120 } }
  kinds: { all: { queue: sales, patience: 70s } }
limit: 4h
expect: [ { measure: offered, of: sales, at-least: 1 } ]
";

/// Plays the file in the world and gives its facts.
fn played(text: &str) -> Vec<Fact> {
    let scenario = load_text("both.yaml", text).unwrap_or_else(|why| panic!("{why}"));
    let case = &scenario.cases[0];
    let mut world = World::new(
        Ids::new(1, case.id.as_str()),
        case.start(),
        case.declaration(),
    );
    let mut director = case.director(1);
    let mut facts: Vec<Fact> = Vec::new();
    let enter = |world: &mut World, now: Time, moves: Vec<Move>| {
        for one in moves {
            match one {
                // Somebody may be too late; that is no error of the run.
                Move::Command(command) => drop(world.handle(now, *command)),
                Move::Visit { .. } => panic!("nobody visits here"),
            }
        }
    };
    loop {
        let Some(now) = [director.next_wakeup(), world.next_wakeup()]
            .into_iter()
            .flatten()
            .min()
        else {
            return facts;
        };
        if director.next_wakeup().is_some_and(|at| at <= now) {
            let moves = director.wake(now, &world);
            enter(&mut world, now, moves);
        }
        world.advance(now);
        loop {
            let new = world.take_facts();
            if new.is_empty() {
                break;
            }
            let moves = director.observe(now, &world, &new);
            facts.extend(new);
            enter(&mut world, now, moves);
        }
    }
}

fn check(routing: &str) {
    let text = DAY.replace("ROUTING", routing);
    let facts = played(&text);
    let planned = figures(&text, 1);
    for (queue, name) in planned.queues.iter().zip(["sales", "desk"]) {
        assert_eq!(queue.name, name);
        let count = |wanted: &dyn Fn(&teams::Fact) -> bool| {
            facts
                .iter()
                .filter(|fact| matches!(&fact.what, What::Teams(fact) if wanted(fact)))
                .count() as f64
        };
        let mut calls = Offered::default();
        let offers = facts.iter().filter(|fact| match &fact.what {
            What::Teams(fact) => calls.saw(fact) == Some(name),
            _ => false,
        });
        let offered = offers.count() as f64;
        let answered = count(
            &|fact| matches!(fact, teams::Fact::AnsweredByAgent { queue, .. } if queue == name),
        );
        let abandoned =
            count(&|fact| matches!(fact, teams::Fact::Abandoned { queue, .. } if queue == name));
        let redirected =
            count(&|fact| matches!(fact, teams::Fact::Redirected { queue, .. } if queue == name));
        let in_plan = |measure| value(queue, measure);
        let fired =
            in_plan(Measure::Overflowed) + in_plan(Measure::TimedOut) + in_plan(Measure::NoAgents);
        assert_eq!(
            [offered, answered, abandoned, redirected],
            [
                in_plan(Measure::Offered),
                in_plan(Measure::Answered),
                in_plan(Measure::Abandoned),
                fired
            ],
            "{routing}, {name}: offered, answered, abandoned, redirected"
        );
        let waits: u64 = facts
            .iter()
            .filter_map(|fact| match &fact.what {
                What::Teams(teams::Fact::AnsweredByAgent { queue, waited, .. })
                    if queue == name =>
                {
                    Some(waited.as_micros())
                }
                _ => None,
            })
            .sum();
        let asa = waits as f64 / answered / 1e6;
        assert!(
            (asa - in_plan(Measure::Asa)).abs() < 1e-6,
            "{routing}, {name}: ASA {asa} and {}",
            in_plan(Measure::Asa)
        );
    }
    assert!(
        value(&planned.queues[0], Measure::Overflowed) > 3.0
            && value(&planned.queues[0], Measure::Abandoned) > 3.0
    );
}

#[test]
fn the_director_and_the_plan_agree_call_by_call() {
    check("longest-idle");
    check("serial");
    check("round-robin");
    check("attendant");
}

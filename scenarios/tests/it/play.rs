//! Playing cases against the world itself: callers of a queue need no implementation.

use ringback_scenarios::{Case, RunView, Scenario, Verdict, load_text};
use ringback_world::{Contact, Director, Fact, Ids, Move, Time, World};

/// The most turns of one run; more means that nothing comes to an end.
const TURNS_MAX: usize = 100_000;

/// What a run of a case left.
pub(crate) struct Run {
    pub(crate) moves: Vec<(Time, Move)>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) ended_at: Time,
    pub(crate) finished: bool,
}

/// What stands in for an implementation: it sees each fact and each visit, and acts on the world.
pub(crate) trait Service {
    fn visited(&mut self, world: &mut World, now: Time, contact: Contact, entry: &str, name: &str);
    fn sees(&mut self, world: &mut World, now: Time, fact: &Fact);
}

/// No implementation at all.
struct Nothing;

impl Service for Nothing {
    fn visited(&mut self, _: &mut World, _: Time, _: Contact, _: &str, _: &str) {
        panic!("a visit needs an implementation");
    }

    fn sees(&mut self, _: &mut World, _: Time, _: &Fact) {}
}

/// Plays a case whose customers only call queues.
pub(crate) fn play(case: &Case, seed: u64) -> Run {
    play_with(case, seed, &mut Nothing)
}

/// Plays a case with something that stands in for an implementation.
pub(crate) fn play_with(case: &Case, seed: u64, service: &mut dyn Service) -> Run {
    let mut world = World::new(
        Ids::new(seed, case.id.as_str()),
        case.start(),
        case.declaration(),
    );
    let mut director = case.director(seed);
    let mut run = Run {
        moves: Vec::new(),
        facts: Vec::new(),
        ended_at: Time::ZERO,
        finished: false,
    };
    for _ in 0..TURNS_MAX {
        let Some(now) = [director.next_wakeup(), world.next_wakeup()]
            .into_iter()
            .flatten()
            .min()
        else {
            break;
        };
        if now > Time::ZERO.saturating_add(case.limit) {
            break;
        }
        run.ended_at = now;
        if director.next_wakeup().is_some_and(|at| at <= now) {
            let moves = director.wake(now, &world);
            enter(&mut world, now, moves, &mut run, service);
            settle(&mut world, &mut *director, now, &mut run, service);
        }
        world.advance(now);
        settle(&mut world, &mut *director, now, &mut run, service);
    }
    run.finished = director.finished();
    run
}

fn settle(
    world: &mut World,
    director: &mut dyn Director,
    now: Time,
    run: &mut Run,
    service: &mut dyn Service,
) {
    loop {
        let facts = world.take_facts();
        if facts.is_empty() {
            return;
        }
        run.facts.extend(facts.iter().cloned());
        let moves = director.observe(now, world, &facts);
        enter(world, now, moves, run, service);
        for fact in &facts {
            service.sees(world, now, fact);
        }
    }
}

fn enter(world: &mut World, now: Time, moves: Vec<Move>, run: &mut Run, service: &mut dyn Service) {
    for one in moves {
        run.moves.push((now, one.clone()));
        match one {
            Move::Command(command) => {
                // Somebody may be too late; that is no error of the run.
                let _refused = world.handle(now, *command);
            }
            Move::Visit {
                contact,
                entry,
                with,
            } => {
                service.visited(world, now, contact, &entry, &with["name"]);
            }
        }
    }
}

/// Plays a case and judges it.
pub(crate) fn judged(case: &Case, seed: u64) -> (Run, Vec<Verdict>) {
    let run = play(case, seed);
    let verdicts = case.judge(&RunView {
        seed,
        facts: &run.facts,
        exchanges: &[],
        ended_at: run.ended_at,
    });
    (run, verdicts)
}

/// Fails with what happened where a verdict is not what it should be.
pub(crate) fn assert_passes(case: &Case, seed: u64) {
    let (run, verdicts) = judged(case, seed);
    assert!(!verdicts.is_empty(), "{}: nothing was checked", case.id);
    for verdict in &verdicts {
        assert!(
            verdict.passed(),
            "{}: {verdict:#?}\n{:#?}",
            case.id,
            run.facts
        );
    }
    assert!(run.finished, "{}: somebody is not done", case.id);
}

pub(crate) fn scenario(text: &str) -> Scenario {
    match load_text("a.yaml", text) {
        Ok(scenario) => scenario,
        Err(error) => panic!("{error}"),
    }
}

//! Playing cases against the world itself: callers of a queue need no implementation.

use ringback_scenarios::{Case, RunView, Scenario, Verdict, load_text};
use ringback_world::{Director, Fact, Ids, Move, Time, World};

/// The most turns of one run; more means that nothing comes to an end.
const TURNS_MAX: usize = 100_000;

/// What a run of a case left.
pub(crate) struct Run {
    pub(crate) moves: Vec<(Time, Move)>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) ended_at: Time,
    pub(crate) finished: bool,
}

/// Plays a case whose customers only call queues.
pub(crate) fn play(case: &Case, seed: u64) -> Run {
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
            enter(&mut world, now, moves, &mut run);
            settle(&mut world, &mut *director, now, &mut run);
        }
        world.advance(now);
        settle(&mut world, &mut *director, now, &mut run);
    }
    run.finished = director.finished();
    run
}

fn settle(world: &mut World, director: &mut dyn Director, now: Time, run: &mut Run) {
    loop {
        let facts = world.take_facts();
        if facts.is_empty() {
            return;
        }
        run.facts.extend(facts.iter().cloned());
        let moves = director.observe(now, world, &facts);
        enter(world, now, moves, run);
    }
}

fn enter(world: &mut World, now: Time, moves: Vec<Move>, run: &mut Run) {
    for one in moves {
        run.moves.push((now, one.clone()));
        match one {
            Move::Command(command) => {
                // Somebody may be too late; that is no error of the run.
                let _refused = world.handle(now, *command);
            }
            Move::Visit { .. } => panic!("a visit needs an implementation"),
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

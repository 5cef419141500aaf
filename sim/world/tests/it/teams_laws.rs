//! Laws of voice apps over random worlds: whatever people do, they hold.
//!
//! An ordinary run looks at a thousand worlds; `PROPTEST_CASES` says another number.

use std::collections::BTreeMap;

use proptest::{
    prelude::*,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use ringback_world::{Fact, Guid, What, calls, declaration::Person, teams};

use crate::{
    teams_referee::Referee,
    teams_run::{Run, queue},
    teams_worlds::{END_S, declaration, happen, moves},
};

fn worlds() -> ProptestConfig {
    let worlds = match std::env::var_os("PROPTEST_CASES") {
        Some(_) => ProptestConfig::default(),
        None => ProptestConfig::with_cases(1_000),
    };
    ProptestConfig {
        failure_persistence: None,
        ..worlds
    }
}

proptest! {
    #![proptest_config(worlds())]

    #[test]
    fn the_facts_of_every_run_keep_the_laws(declaration in declaration(), moves in moves()) {
        let (run, inputs) = happen(declaration.clone(), moves);
        let mut referee = Referee::new(&declaration);
        for fact in &run.facts {
            referee.see(fact)?;
        }
        referee.at_the_end(&run.world)?;

        // Nobody keeps what is over.
        for agent in run.world.teams().agents(run.world.declaration()) {
            prop_assert_eq!(&agent.offers, &[], "{} holds offers", agent.name);
            for call in &agent.calls {
                let view = run.world.calls().show(*call).expect("it is kept");
                let there = view.parties.iter().any(|party| {
                    party.id == agent.raw_id && party.state == calls::PartyState::Connected
                });
                prop_assert!(there, "{} is not in call {}", agent.name, call);
            }
        }

        // The same inputs give the same facts.
        let mut again = Run::new(declaration.clone());
        for input in &inputs {
            again.world.replay(input.clone());
        }
        let again = again.until(END_S);
        prop_assert_eq!(&run.facts, &again.facts);

        // A queue that nobody reaches, with an agent of its own, changes nothing.
        let mut more = declaration;
        more.teams.people.push(Person::new("D", Guid::new("person-D")));
        more.teams.queues.push(queue("elsewhere", &[3]));
        let mut beside = Run::new(more);
        for input in inputs {
            beside.world.replay(input);
        }
        let beside = beside.until(END_S);
        prop_assert_eq!(run.facts, beside.facts);
    }
}

/// Names a fact by what a law can say about it.
fn kind(fact: &Fact) -> Option<String> {
    let What::Teams(fact) = &fact.what else {
        return None;
    };
    let kind = match fact {
        teams::Fact::OfferEnded { how, .. } => format!("{how:?}"),
        teams::Fact::Redirected { exception, .. } => format!("{exception:?}"),
        teams::Fact::CallbackMailed { why, .. } => format!("mailed {why:?}"),
        other => {
            let told = format!("{other:?}");
            told.split([' ', '{']).next().unwrap_or_default().to_owned()
        }
    };
    Some(kind)
}

#[test]
fn everything_that_laws_speak_of_happens_in_these_worlds() {
    let mut runner = TestRunner::deterministic();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for _ in 0..1_000 {
        let world = (declaration(), moves()).new_tree(&mut runner);
        let (declaration, moves) = world.expect("a world is drawn").current();
        let (run, _) = happen(declaration, moves);
        for kind in run.facts.iter().filter_map(kind) {
            *kinds.entry(kind).or_default() += 1;
        }
    }
    for kind in [
        "Queued",
        "Offered",
        "Missed",
        "Declined",
        "Withdrawn",
        "AnsweredByAgent",
        "Abandoned",
        "Overflow",
        "Timeout",
        "NoAgents",
        "RedirectFailed",
        "VoicemailReached",
        "CallbackOffered",
        "CallbackRequested",
        "CallbackAnswered",
        "CallbackTimedOut",
        "mailed TimedOut",
        "PresenceChanged",
        "OptedChanged",
    ] {
        assert!(kinds.contains_key(kind), "no {kind} in {kinds:?}");
    }
}

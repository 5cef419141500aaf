//! What agents do and what the control API sees of them.

use ringback_world::{
    Refusal, What,
    calls::CallState,
    declaration::{ConferenceMode, PresenceBased, Tenant},
    teams::{self, Opted, Presence, WaitingStage},
};

use crate::teams_run::{Run, prompt, queue};

fn baseline(_: &mut Tenant) {}

fn presences(run: &Run) -> Vec<(u64, String, Presence)> {
    let facts = run.facts.iter();
    facts
        .filter_map(|fact| match &fact.what {
            What::Teams(teams::Fact::PresenceChanged { person, presence }) => {
                Some((fact.at.as_secs(), person.clone(), *presence))
            }
            _ => None,
        })
        .collect()
}

fn refused(run: &mut Run, line: &str) -> String {
    match run.line(line) {
        Err(Refusal::Teams(refusal)) => refusal.to_string(),
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn an_agent_is_in_a_call_until_it_ends() {
    for ends in ["20 A hangs-up", "20 c1 leaves"] {
        let script = format!("0 c1 calls\n6 A answers\n{ends}");
        let run = Run::script(baseline, &script).until(100);
        let expected = [(6, Presence::InACall), (20, Presence::Available)]
            .map(|(at, presence)| (at, "A".to_owned(), presence));
        assert_eq!(presences(&run), expected, "{ends}");
        let call = run.world.calls().show(run.number("c1")).unwrap();
        assert_eq!(call.state, CallState::Ended, "{ends}");
    }
}

#[test]
fn a_presence_set_by_hand_stays_when_the_call_ends() {
    let script = "0 c1 calls
         6 A answers
         10 A is away
         20 A hangs-up";
    let run = Run::script(baseline, script).until(100);
    assert_eq!(presences(&run).last().unwrap().2, Presence::Away);
    let agent = run
        .world
        .teams()
        .agent(run.world.declaration(), "A")
        .unwrap();
    assert_eq!(agent.presence, Presence::Away);
}

#[test]
fn an_agent_in_two_calls_is_free_after_both() {
    let set = |tenant: &mut Tenant| tenant.queues[0].presence_based = PresenceBased::Off;
    let script = "0 c1 calls
         1 c2 calls
         5 A answers c1
         6 A answers c2
         20 A hangs-up c1
         30 A hangs-up";
    let run = Run::script(set, script).until(100);
    let expected = [(5, Presence::InACall), (30, Presence::Available)]
        .map(|(at, presence)| (at, "A".to_owned(), presence));
    assert_eq!(presences(&run), expected);
}

#[test]
fn an_agent_who_is_in_a_call_is_not_offered_another() {
    let script = "0 c1 calls
         6 A answers
         10 c2 calls
         20 A hangs-up";
    let run = Run::script(baseline, script).until(25);
    let rings: Vec<String> = run
        .lines()
        .into_iter()
        .filter(|line| line.contains("rings"))
        .collect();
    assert_eq!(rings, ["0 c1 rings A B C", "10 c2 rings B C"]);
}

#[test]
fn an_agent_who_says_available_during_a_call_gets_a_second_one() {
    let script = "0 c1 calls
         6 A answers
         10 A is available
         20 c2 calls
         20 settles
         24 A answers
         30 c3 calls
         40 A hangs-up c1
         50 A hangs-up
         60 c3 leaves
         70 c4 calls
         70 settles
         75 A answers
         80 c5 calls";
    let run = Run::script(baseline, script).until(81);
    let rings: Vec<String> = run
        .lines()
        .into_iter()
        .filter(|line| line.contains("rings"))
        .collect();
    let expected = [
        "0 c1 rings A B C",
        "20 c2 rings A B C",
        "30 c3 rings B C",
        "70 c4 rings A B C",
        "80 c5 rings B C",
    ];
    assert_eq!(rings, expected);
    let shown: Vec<u64> = presences(&run).iter().map(|(at, ..)| *at).collect();
    assert_eq!(shown, [6, 10, 24, 50, 75]);
}

#[test]
fn an_agent_who_is_called_directly_is_not_available_to_queues() {
    let mut run = Run::script(baseline, "");
    run.call(0, "c1", "8:orgid:person-A").expect("A is called");
    for line in ["5 c2 calls", "20 A hangs-up", "20 settles"] {
        run.line(line).expect(line);
    }
    let expected = [(1, Presence::InACall), (20, Presence::Available)]
        .map(|(at, presence)| (at, "A".to_owned(), presence));
    assert_eq!(presences(&run), expected);
    let run = run.until(36);
    let rings: Vec<String> = run
        .lines()
        .into_iter()
        .filter(|line| line.contains("rings"))
        .collect();
    assert_eq!(rings, ["5 c2 rings B C", "35 c2 rings A B C"]);
}

#[test]
fn an_answer_tells_how_the_agent_and_the_caller_came_together() {
    for mode in [ConferenceMode::On, ConferenceMode::Off] {
        let set = |tenant: &mut Tenant| tenant.queues[0].mode = mode;
        let run = Run::script(set, "0 c1 calls\n6 B answers");
        let told: Vec<ConferenceMode> = run
            .facts
            .iter()
            .filter_map(|fact| match &fact.what {
                What::Teams(teams::Fact::AnsweredByAgent { mode, .. }) => Some(*mode),
                _ => None,
            })
            .collect();
        assert_eq!(told, [mode], "case 51");
    }
}

#[test]
fn facts_of_a_call_carry_its_contact() {
    let run = Run::script(baseline, "0 c7 calls\n6 A answers").until(10);
    for fact in &run.facts {
        let of_a_person = matches!(&fact.what, What::Teams(teams::Fact::PresenceChanged { .. }));
        assert_eq!(
            fact.contact.map(|contact| contact.0),
            (!of_a_person).then_some(7)
        );
    }
}

#[test]
fn the_caller_is_connected_when_the_queue_takes_the_call() {
    let run = Run::script(baseline, "0 c1 calls").until(1);
    let call = run.world.calls().show(run.number("c1")).unwrap();
    assert_eq!(call.state, CallState::Connected);
    let parties: Vec<&str> = call.parties.iter().map(|party| party.id.as_str()).collect();
    assert_eq!(parties, ["4:+14255550001", "28:orgid:account-Q"]);
}

#[test]
fn commands_that_make_no_sense_are_refused() {
    let mut run = Run::script(
        |tenant| tenant.queues[0].presence_based = PresenceBased::Off,
        "0 c1 calls\n0 c2 calls",
    )
    .until(1);
    assert_eq!(
        refused(&mut run, "2 zoe answers"),
        "unknown person \"zoe\"; the declared ones are A, B, C"
    );
    assert_eq!(
        refused(&mut run, "2 A answers"),
        "2 calls fit A; name one by its call id"
    );
    assert_eq!(refused(&mut run, "2 A hangs-up"), "A is not in that call");
    assert_eq!(
        refused(&mut run, "2 A opts out nowhere"),
        "unknown queue \"nowhere\"; the declared ones are Q, Q2"
    );
    assert_eq!(
        refused(&mut run, "2 A opts out Q2"),
        "unknown queue \"Q2\"; the declared ones are Q"
    );
    run.line("3 A answers c2").unwrap();
    run.line("3 A declines c1").unwrap();
    assert_eq!(
        refused(&mut run, "3 A declines c1"),
        "no call is offered to A"
    );
    run.line("4 Q forbids-opting-out").unwrap();
    for line in ["5 A opts out", "5 A opts out Q"] {
        assert_eq!(
            refused(&mut run, line),
            "queue \"Q\" does not let its agents opt out",
            "{line}"
        );
    }
    run.line("6 A hangs-up c2").unwrap();
    assert_eq!(
        refused(&mut run, "6 A hangs-up c2"),
        "A is not in that call"
    );
}

#[test]
fn opting_out_ends_what_rings() {
    let run = Run::script(baseline, "0 c1 calls\n3 A opts out").until(4);
    assert_eq!(run.lines()[2..], ["3 c1 withdrawn A"]);
}

#[test]
fn a_queue_shows_who_waits_and_who_works() {
    let set = |tenant: &mut Tenant| {
        tenant.queues[0].greeting = Some(prompt("hello", 4));
        tenant.queues[1] = queue("Q2", &[2]);
    };
    let script = "0 c1 calls
         2 C opts out Q
         10 A answers
         20 c2 calls
         24 c3 calls
         26 c4 calls
         27 c4 leaves";
    let run = Run::script(set, script).until(27);
    let declaration = run.world.declaration();
    let queue = run.world.teams().queue(declaration, "Q").unwrap();
    let waiting: Vec<_> = queue
        .waiting
        .iter()
        .map(|call| (call.call, call.stage, call.waited.as_secs()))
        .collect();
    assert_eq!(
        waiting,
        [
            (run.number("c2"), WaitingStage::Ringing, 3),
            (run.number("c3"), WaitingStage::Greeting, 0),
        ]
    );
    let agents: Vec<_> = queue
        .agents
        .iter()
        .map(|agent| {
            let name = agent.name.as_str();
            (
                name,
                agent.presence,
                agent.opted,
                agent.calls.len(),
                agent.offers.len(),
            )
        })
        .collect();
    assert_eq!(
        agents,
        [
            ("A", Presence::InACall, Some(Opted::In), 1, 0),
            ("B", Presence::Available, Some(Opted::In), 0, 1),
            ("C", Presence::Available, Some(Opted::Out), 0, 0),
        ]
    );
    let counts = queue.counts;
    assert_eq!(
        (counts.arrived, counts.answered, counts.abandoned),
        (4, 1, 1)
    );
    for name in ["queue-Q", "account-Q", "28:orgid:account-Q"] {
        assert_eq!(
            run.world.teams().queue(declaration, name),
            Some(queue.clone())
        );
    }
    let c = run
        .world
        .teams()
        .agent(declaration, "8:orgid:person-C")
        .unwrap();
    let expected = [("Q".to_owned(), Opted::Out), ("Q2".to_owned(), Opted::In)];
    assert_eq!(c.queues, expected);
    assert_eq!(run.world.teams().agents(declaration).len(), 3);
    assert_eq!(run.world.teams().queues(declaration).len(), 2);
}

//! Laws of arbitrary runs: random rules, random people, whole seconds so that much coincides.

use proptest::prelude::*;
use ringback_engine::queues::{
    Activity, AfterMiss, AgentId, Arrival, Availability, BusyAgents, CallKey, Callbacks, Command,
    Counting, Engine, Event, Exit, Limit, MaxLegs, Member, NoAgents, Offer, Offers, Opting,
    Presenting, QueueConfig, QueueId, Readiness, Routing, Timeout, TimeoutCheck, WaitClock,
};
use ringback_engine::{Span, Time};

use super::witness::Witness;

const TAG: u32 = 9;

#[derive(Clone, Debug)]
enum Act {
    Arrive {
        queue: u32,
        priority: u8,
        patience_s: Option<u64>,
        handling_s: Option<u64>,
    },
    Answer(usize),
    Decline(usize),
    HangUp(usize),
    Callback(usize),
    End(usize),
    Ready {
        agent: u32,
        readiness: Readiness,
    },
    Opt {
        queue: u32,
        agent: u32,
        opting: Opting,
    },
}

#[derive(Clone, Debug)]
struct Setup {
    queues: [QueueConfig; 2],
    agents: u32,
    acts: Vec<(u64, Act)>,
}

fn routing() -> impl Strategy<Value = Routing> {
    prop_oneof![
        Just(Routing::RingAll),
        Just(Routing::RingAllEveryCall),
        Just(Routing::Serial),
        Just(Routing::RoundRobin),
        Just(Routing::InTurn),
        Just(Routing::LongestIdle { fan_out: 2 }),
        Just(Routing::FirstIdle),
    ]
}

fn presenting() -> impl Strategy<Value = Presenting> {
    prop_oneof![
        2 => Just(Presenting::AtOnce),
        4 => (1..20_u64).prop_map(|s| Presenting::Ring { alert_time: Some(Span::from_secs(s)) }),
        1 => Just(Presenting::Ring { alert_time: None }),
    ]
}

fn exit() -> impl Strategy<Value = Exit> {
    prop_oneof![
        2 => Just(Exit::Leave(TAG)),
        1 => (0..2_u32, 0..5_u64, prop::option::of(1..4_u8)).prop_map(|(queue, after, priority)| {
            Exit::Queue { queue: QueueId(queue), after: Span::from_secs(after), priority }
        }),
    ]
}

fn no_agents() -> impl Strategy<Value = NoAgents> {
    prop_oneof![
        Just(NoAgents::Off),
        exit().prop_map(NoAgents::NewCalls),
        exit().prop_map(NoAgents::AllCalls),
    ]
}

fn availability() -> impl Strategy<Value = (Availability, Offers)> {
    prop_oneof![
        3 => Just((Availability::Required, Offers::OnePerAgent)),
        1 => Just((Availability::Ignored, Offers::Unlimited)),
    ]
}

fn config() -> impl Strategy<Value = QueueConfig> {
    let limit = prop::option::of((0..6_u32, exit()));
    let timeout = prop::option::of((0..40_u64, exit()));
    let spans = (0..4_u64, 0..4_u64);
    let readings = (wait_clock(), timeout_check(), after_miss(), callbacks());
    (
        routing(),
        presenting(),
        availability(),
        limit,
        timeout,
        no_agents(),
        spans,
        readings,
    )
        .prop_map(
            |(
                routing,
                presenting,
                (availability, offers),
                limit,
                timeout,
                no_agents,
                spans,
                readings,
            )| {
                let (wait_clock, check, after_miss, callbacks) = readings;
                QueueConfig {
                    routing,
                    presenting,
                    offers,
                    availability,
                    busy_agents: BusyAgents::Skip,
                    greeting: Span::from_secs(spans.0),
                    wait_clock,
                    limit: limit.map(|(waiting, exit)| Limit { waiting, exit }),
                    timeout: timeout.map(|(after, exit)| Timeout {
                        after: Span::from_secs(after),
                        exit,
                        check,
                    }),
                    no_agents,
                    wrap_up: Span::from_secs(spans.1),
                    after_miss,
                    callbacks,
                }
            },
        )
}

fn wait_clock() -> impl Strategy<Value = WaitClock> {
    prop_oneof![
        2 => Just(WaitClock::AfterGreeting),
        1 => Just(WaitClock::FromArrival),
    ]
}

fn timeout_check() -> impl Strategy<Value = TimeoutCheck> {
    prop_oneof![
        2 => Just(TimeoutCheck::Exact),
        1 => Just(TimeoutCheck::RoundEnd),
    ]
}

fn after_miss() -> impl Strategy<Value = AfterMiss> {
    prop_oneof![Just(AfterMiss::StaysIdle), Just(AfterMiss::IdleAnew)]
}

fn callbacks() -> impl Strategy<Value = Callbacks> {
    let counting = prop_oneof![Just(Counting::AsWaiting), Just(Counting::Apart)];
    counting.prop_map(|counting| Callbacks { counting, tag: TAG })
}

fn act(agents: u32) -> impl Strategy<Value = Act> {
    let seconds = || prop::option::of(0..60_u64);
    let readiness = prop_oneof![
        1 => Just(Readiness::LoggedOut),
        1 => Just(Readiness::NotReady),
        3 => Just(Readiness::Ready),
    ];
    let opting = prop_oneof![1 => Just(Opting::Out), 2 => Just(Opting::In)];
    prop_oneof![
        6 => (0..2_u32, 1..4_u8, seconds(), seconds()).prop_map(
            |(queue, priority, patience_s, handling_s)| Act::Arrive {
                queue,
                priority,
                patience_s,
                handling_s,
            }
        ),
        4 => any::<usize>().prop_map(Act::Answer),
        2 => any::<usize>().prop_map(Act::Decline),
        1 => any::<usize>().prop_map(Act::HangUp),
        2 => any::<usize>().prop_map(Act::Callback),
        4 => any::<usize>().prop_map(Act::End),
        2 => (0..agents, readiness).prop_map(|(agent, readiness)| Act::Ready { agent, readiness }),
        1 => (0..2_u32, 0..agents, opting)
            .prop_map(|(queue, agent, opting)| Act::Opt { queue, agent, opting }),
    ]
}

fn setup() -> impl Strategy<Value = Setup> {
    (1..6_u32).prop_flat_map(|agents| {
        let acts = prop::collection::vec((0..4_u64, act(agents)), 1..120);
        ([config(), config()], acts).prop_map(move |(queues, acts)| Setup {
            queues,
            agents,
            acts,
        })
    })
}

fn open(setup: &Setup) -> Engine {
    let mut engine = Engine::new(MaxLegs { legs: 4, tag: TAG });
    let members: Vec<Member> = (0..setup.agents)
        .map(|_| Member {
            agent: engine.add_agent(Readiness::Ready, 1),
            opting: Opting::In,
        })
        .collect();
    for config in setup.queues {
        engine.add_queue(config, &members).unwrap();
    }
    engine
}

fn nth<T>(items: Vec<T>, which: usize) -> Option<T> {
    let count = items.len();
    if count == 0 {
        None
    } else {
        items.into_iter().nth(which % count)
    }
}

fn offers(engine: &Engine, agents: u32) -> Vec<Offer> {
    (0..agents)
        .flat_map(|agent| engine.offers_to(AgentId(agent)))
        .collect()
}

/// Turns an act into a command that makes sense now, if there is one.
fn command(engine: &Engine, witness: &Witness, setup: &Setup, act: &Act) -> Option<Command> {
    Some(match *act {
        Act::Arrive {
            queue,
            priority,
            patience_s,
            handling_s,
        } => Command::Arrive(Arrival {
            queue: QueueId(queue),
            priority,
            label: 0,
            greeting: None,
            patience: patience_s.map(Span::from_secs),
            handling: handling_s.map(Span::from_secs),
            wrap_up: None,
        }),
        Act::Answer(which) => {
            let Offer { call, agent, .. } = nth(offers(engine, setup.agents), which)?;
            Command::Answer { call, agent }
        }
        Act::Decline(which) => {
            let Offer { call, agent, .. } = nth(offers(engine, setup.agents), which)?;
            Command::Decline { call, agent }
        }
        Act::HangUp(which) => Command::HangUp {
            call: nth(witness.live(), which)?,
        },
        Act::Callback(which) => Command::RequestCallback {
            call: nth(witness.may_ask_back(), which)?,
        },
        Act::End(which) => Command::End {
            call: nth(witness.talking(), which)?,
            wrap_up: None,
        },
        Act::Ready { agent, readiness } => Command::SetReadiness {
            agent: AgentId(agent),
            readiness,
            idle_since: None,
        },
        Act::Opt {
            queue,
            agent,
            opting,
        } => Command::SetOpting {
            queue: QueueId(queue),
            agent: AgentId(agent),
            opting,
        },
    })
}

/// Runs it all and lets everybody go home in the end.
fn play(setup: &Setup) -> Witness {
    let mut engine = open(setup);
    let mut witness = Witness::new(&setup.queues, setup.agents);
    let mut now = Time::ZERO;
    for (gap, act) in &setup.acts {
        now = now.saturating_add(Span::from_secs(*gap));
        if *gap > 0 {
            engine.advance(Time::from_micros(now.as_micros() - 1), &mut witness);
        }
        let Some(command) = command(&engine, &witness, setup, act) else {
            continue;
        };
        witness.hear(&command);
        engine.handle(now, command, &mut witness).unwrap();
        if *gap != 1 {
            engine.advance(now, &mut witness);
        }
        witness.check_against(&engine);
    }
    for call in witness.live() {
        engine
            .handle(now, Command::HangUp { call }, &mut witness)
            .unwrap();
    }
    engine.advance(Time::from_secs(1_000_000), &mut witness);
    witness.check_against(&engine);
    assert_eq!(engine.calls(), 0, "somebody is still there");
    assert_eq!(engine.next_wakeup(), None, "something is still due");
    witness
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_run_keeps_the_laws(setup in setup()) {
        let witness = play(&setup);
        prop_assert!(witness.live().is_empty());
        prop_assert_eq!(witness.arrived, witness.ended, "every call ends in exactly one way");
    }

    #[test]
    fn the_same_run_gives_the_same_events(setup in setup()) {
        prop_assert_eq!(format!("{:?}", play(&setup).log), format!("{:?}", play(&setup).log));
    }

    #[test]
    fn a_run_in_small_steps_gives_the_same_events(setup in setup()) {
        let config = setup.queues[0];
        let run = |step: u64| {
            let mut engine = open(&setup);
            let mut log: Vec<(Time, Event)> = Vec::new();
            for (index, (_, act)) in setup.acts.iter().enumerate() {
                let until = index as u64 * 6;
                if let Act::Arrive { .. } = act {
                    let witness = Witness::new(&[config, config], setup.agents);
                    let command = command(&engine, &witness, &setup, act).unwrap();
                    engine.handle(Time::from_secs(until), command, &mut log).unwrap();
                }
                for at in (until..until + 6).step_by(step as usize) {
                    engine.advance(Time::from_secs(at), &mut log);
                }
                engine.advance(Time::from_secs(until + 5), &mut log);
            }
            log
        };
        prop_assert_eq!(run(1), run(6));
    }
}

/// Plays calls against agents who are always there and have calls at once.
fn fair_run(routing: Routing, calls: &[(u64, u64)]) -> Vec<(CallKey, AgentId, Vec<Candidate>)> {
    let config = QueueConfig {
        timeout: None,
        limit: None,
        presenting: Presenting::AtOnce,
        ..super::desk::baseline(routing)
    };
    let setup = Setup {
        queues: [config, config],
        agents: 4,
        acts: Vec::new(),
    };
    let mut engine = open(&setup);
    let mut log: Vec<(Time, Event)> = Vec::new();
    let mut choices = Vec::new();
    let mut now = Time::ZERO;
    for &(gap, handling) in calls {
        now = now.saturating_add(Span::from_secs(gap));
        engine.advance(now, &mut log);
        let candidates = (0..4)
            .map(AgentId)
            .filter_map(|agent| candidate(&engine, agent));
        let candidates: Vec<Candidate> = candidates.collect();
        let arrival = Arrival {
            queue: QueueId(0),
            priority: 1,
            label: 0,
            greeting: None,
            patience: None,
            handling: Some(Span::from_secs(handling)),
            wrap_up: None,
        };
        log.clear();
        engine.arrive(now, &arrival, &mut log).unwrap();
        for (_, event) in &log {
            if let Event::Answered { call, agent, .. } = event {
                choices.push((*call, *agent, candidates.clone()));
            }
        }
    }
    choices
}

#[derive(Clone, Debug)]
struct Candidate {
    agent: AgentId,
    idle_since: Time,
    answered: u32,
}

fn candidate(engine: &Engine, agent: AgentId) -> Option<Candidate> {
    (engine.activity(agent) == Some(Activity::Idle)).then(|| Candidate {
        agent,
        idle_since: engine.idle_since(agent).unwrap(),
        answered: engine.answered(QueueId(0), agent),
    })
}

proptest! {
    #[test]
    fn longest_idle_takes_the_longest_idle(
        calls in prop::collection::vec((0..20_u64, 1..40_u64), 1..60)
    ) {
        for (_, agent, candidates) in fair_run(Routing::LongestIdle { fan_out: 1 }, &calls) {
            let fair = candidates.iter().min_by_key(|c| (c.idle_since, c.agent)).unwrap();
            prop_assert_eq!(agent, fair.agent);
        }
    }

    #[test]
    fn round_robin_takes_the_one_with_the_fewest_calls(
        calls in prop::collection::vec((0..20_u64, 1..40_u64), 1..60)
    ) {
        for (_, agent, candidates) in fair_run(Routing::RoundRobin, &calls) {
            let fair = candidates.iter().min_by_key(|c| (c.answered, c.agent)).unwrap();
            prop_assert_eq!(agent, fair.agent);
        }
    }
}

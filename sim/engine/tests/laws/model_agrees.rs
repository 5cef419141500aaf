//! The engine rings whom the model rings, for small queues in which anything may happen.

use proptest::prelude::*;
use ringback_engine::queues::{AgentId, Arrival, Command, Opting, QueueConfig, Readiness, Routing};

use super::{
    desk::{self, A, B, C, D, Desk},
    model::{Method, Model, Presence, Rules, Shown},
};

const AGENTS: [AgentId; 4] = [A, B, C, D];
/// Since when they are idle, as the desk has it.
const IDLE_SINCE: [i64; 4] = [-600, -300, -100, -50];
const CALLS_MAX: usize = 5;
/// How long a run is, in seconds.
const RUN: i64 = 150;

/// What happens in a second.
#[derive(Clone, Copy, Debug)]
enum Move {
    Arrive { priority: u8 },
    HangUp { call: usize },
    Answer { agent: usize },
    Decline { agent: usize },
    End { agent: usize },
    Show { agent: usize, shown: Shown },
    Opt { agent: usize, opted_in: bool },
}

fn moves() -> impl Strategy<Value = Vec<(i64, Move)>> {
    let agent = || 0_usize..4;
    let shown = prop_oneof![
        3 => Just(Shown::Available),
        1 => Just(Shown::Away),
        1 => Just(Shown::Offline),
    ];
    let one = prop_oneof![
        4 => (1_u8..4).prop_map(|priority| Move::Arrive { priority }),
        1 => (0..CALLS_MAX).prop_map(|call| Move::HangUp { call }),
        3 => agent().prop_map(|agent| Move::Answer { agent }),
        3 => agent().prop_map(|agent| Move::Decline { agent }),
        2 => agent().prop_map(|agent| Move::End { agent }),
        3 => (agent(), shown).prop_map(|(agent, shown)| Move::Show { agent, shown }),
        1 => (agent(), any::<bool>()).prop_map(|(agent, opted_in)| Move::Opt { agent, opted_in }),
    ];
    prop::collection::vec((0..RUN - 40, one), 1..30).prop_map(|mut moves| {
        moves.sort_by_key(|(at, _)| *at);
        moves
    })
}

fn rules() -> impl Strategy<Value = Rules> {
    let method = prop_oneof![
        Just(Method::Attendant),
        Just(Method::Serial),
        Just(Method::RoundRobin),
        Just(Method::LongestIdle),
    ];
    let presence = prop_oneof![Just(Presence::Heeded), Just(Presence::Ignored)];
    (method, presence, 5_i64..25, 15_i64..90).prop_map(|(method, presence, alert, timeout)| Rules {
        method,
        presence,
        alert,
        timeout,
    })
}

fn config(rules: Rules) -> QueueConfig {
    let routing = match rules.method {
        Method::Attendant => Routing::RingAll,
        Method::Serial => Routing::Serial,
        Method::RoundRobin => Routing::RoundRobin,
        Method::LongestIdle => Routing::LongestIdle { fan_out: 2 },
    };
    let config = QueueConfig {
        presenting: desk::alert(rules.alert.unsigned_abs()),
        timeout: Some(desk::timeout(rules.timeout.unsigned_abs())),
        ..desk::baseline(routing)
    };
    match (rules.method, rules.presence) {
        (Method::LongestIdle, _) | (_, Presence::Heeded) => config,
        (Method::Attendant | Method::Serial | Method::RoundRobin, Presence::Ignored) => {
            desk::presence_off(config)
        }
    }
}

/// The desk and the model side by side.
struct Both {
    desk: Desk,
    model: Model,
    agents: usize,
}

impl Both {
    fn carry_out(&mut self, now: i64, one: Move) {
        let secs = now.unsigned_abs();
        let (desk, model) = (&mut self.desk, &mut self.model);
        match one {
            Move::Arrive { priority } => {
                if model.calls() < CALLS_MAX {
                    let arrival = Arrival {
                        priority,
                        ..desk.arrival()
                    };
                    desk.call_with(secs, arrival);
                    model.arrive(now, priority);
                }
            }
            Move::HangUp { call } => {
                if call < model.calls() && !model.is_over(call) {
                    desk.hang_up(secs, call + 1);
                    model.hang_up(now, call);
                }
            }
            Move::Answer { agent } => {
                if let Some(call) = model.rings_at(agent) {
                    desk.answer(secs, call + 1, AGENTS[agent]);
                    model.answer(now, call, agent);
                }
            }
            Move::Decline { agent } => {
                if let Some(call) = model.rings_at(agent) {
                    desk.decline(secs, call + 1, AGENTS[agent]);
                    model.decline(now, call, agent);
                }
            }
            Move::End { agent } if agent < self.agents => {
                if let Some(call) = model.talks_in(agent) {
                    let key = desk.key(call + 1);
                    let wrap_up = None;
                    desk.at(secs, Command::End { call: key, wrap_up });
                    model.hang_up(now, call);
                }
            }
            Move::Show { agent, shown } if agent < self.agents => {
                let readiness = match shown {
                    Shown::Available => Readiness::Ready,
                    Shown::Away => Readiness::NotReady,
                    Shown::Offline => Readiness::LoggedOut,
                };
                desk.set(secs, AGENTS[agent], readiness);
                model.show(now, agent, shown);
            }
            Move::Opt { agent, opted_in } if agent < self.agents => {
                let opting = if opted_in { Opting::In } else { Opting::Out };
                desk.opt(secs, AGENTS[agent], opting);
                model.opt(now, agent, opted_in);
            }
            Move::End { .. } | Move::Show { .. } | Move::Opt { .. } => {}
        }
    }
}

/// Lets the same happen to both, and compares who rang when.
fn agree(rules: Rules, agents: usize, moves: &[(i64, Move)]) {
    let mut both = Both {
        desk: Desk::open(config(rules), &AGENTS[..agents]),
        model: Model::new(rules, &IDLE_SINCE[..agents]),
        agents,
    };
    for now in 0..RUN {
        let of_now = moves.iter().filter(|(at, _)| *at == now);
        let arrives = |one: &Move| matches!(one, Move::Arrive { .. });
        for (_, one) in of_now.clone().filter(|(_, one)| !arrives(one)) {
            both.carry_out(now, *one);
        }
        both.model.due(now);
        both.desk.until(now.unsigned_abs());
        for (_, one) in of_now.filter(|(_, one)| arrives(one)) {
            both.carry_out(now, *one);
        }
        both.model.offer(now);
        both.desk.until(now.unsigned_abs());
        let mut rings = both.desk.rings();
        rings.sort();
        assert_eq!(rings, both.model.rings(), "in second {now}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_engine_rings_whom_the_model_rings(
        rules in rules(),
        agents in 1_usize..=4,
        moves in moves(),
    ) {
        agree(rules, agents, &moves);
    }
}

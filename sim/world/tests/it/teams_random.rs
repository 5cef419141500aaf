//! Whatever people do: nothing panics, every wait has one end, and a run can be repeated.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ringback_world::{
    Command, Contact, Fact, Input, RawId, Source, Span, Time, What,
    calls::{self, Act, CallId, PartyAct, Place},
    declaration::{
        Declaration, Endpoint, Exception, NoAgentsApplyTo, OptOut, PresenceBased, Routing,
        SystemPrompt, Target,
    },
    teams::{self, Opted, Presence},
};

use crate::teams_run::{Run, baseline, caller, prompt, queue, secs, voicemail};

const PEOPLE: [&str; 3] = ["A", "B", "C"];

fn presence() -> impl Strategy<Value = Presence> {
    prop_oneof![
        3 => Just(Presence::Available),
        1 => Just(Presence::Busy),
        1 => Just(Presence::DoNotDisturb),
        1 => Just(Presence::AppearOffline),
        1 => Just(Presence::Offline),
    ]
}

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        Just(Target::Disconnect),
        Just(Target::DisconnectWithBusy),
        (0..3_usize, any::<bool>()).prop_map(|(queue, direct)| Target::Queue {
            queue,
            by: if direct {
                Endpoint::Direct
            } else {
                Endpoint::ResourceAccount
            },
            priority: None,
        }),
        (0..9_u64).prop_map(|takes| voicemail(takes, SystemPrompt::Spoken)),
        (0..9_u64).prop_map(|takes| voicemail(takes, SystemPrompt::Suppressed)),
    ]
}

fn exception() -> impl Strategy<Value = Exception> {
    (proptest::option::of(0..5_u64), target()).prop_map(|(takes, target)| Exception {
        prompt: takes.map(|takes| prompt("wait", takes)),
        target,
    })
}

fn a_queue() -> impl Strategy<Value = ringback_world::declaration::Queue> {
    let routing = prop_oneof![
        Just(Routing::Attendant),
        Just(Routing::Serial),
        Just(Routing::RoundRobin),
        Just(Routing::LongestIdle),
    ];
    let rules = (
        0..4_u32,
        0..4_u64,
        exception(),
        exception(),
        proptest::option::of(exception()),
        any::<bool>(),
    );
    let looks = (
        routing,
        any::<bool>(),
        any::<bool>(),
        proptest::option::of(0..4_u64),
        0..7_usize,
    );
    (rules, looks).prop_map(|(rules, looks)| {
        let (threshold, timeout, overflow, timed_out, no_agents, new_calls) = rules;
        let (routing, presence_based, opt_out, greeting, members) = looks;
        let agents: Vec<usize> = (0..3).filter(|person| members >> person & 1 == 1).collect();
        let mut queue = queue("", &agents);
        queue.routing = routing;
        if !presence_based {
            queue.presence_based = PresenceBased::Off;
        }
        if !opt_out {
            queue.opt_out = OptOut::NotAllowed;
        }
        queue.alert_time = secs(15);
        queue.greeting = greeting.map(|takes| prompt("hello", takes));
        queue.overflow_threshold = threshold;
        queue.overflow = overflow;
        queue.timeout_threshold = secs(timeout * 15);
        queue.timeout = timed_out;
        queue.no_agents = no_agents;
        if new_calls {
            queue.no_agents_apply_to = NoAgentsApplyTo::NewCalls;
        }
        queue
    })
}

pub(crate) fn declaration() -> impl Strategy<Value = Declaration> {
    (
        proptest::collection::vec(a_queue(), 3),
        proptest::collection::vec(presence(), 3),
    )
        .prop_map(|(mut queues, presences)| {
            for (number, queue) in queues.iter_mut().enumerate() {
                queue.name = format!("q{number}");
                let account = queue.resource_account.as_mut().expect("queues have one");
                account.object_id = ringback_world::Guid::new(format!("account-{number}"));
            }
            queues[2].resource_account = None;
            let mut declaration = baseline();
            declaration.teams.queues = queues;
            for (person, presence) in declaration.teams.people.iter_mut().zip(presences) {
                person.presence = presence;
            }
            declaration
        })
}

fn command() -> impl Strategy<Value = Command> {
    let person = || proptest::sample::select(&PEOPLE[..]).prop_map(str::to_owned);
    let call = || proptest::option::of((1..9_u32).prop_map(CallId));
    let account = proptest::sample::select(&["account-0", "account-1", "account-2"][..]);
    prop_oneof![
        6 => (1..9_u32, account).prop_map(|(number, account)| {
            Command::Calls(calls::Command::Place(Place {
                from: caller(&format!("c{number}")),
                to: RawId::teams_app(account),
                display_name: None,
                custom_context: None,
                contact: Some(Contact(number)),
            }))
        }),
        2 => (1..9_u32, 1..9_u32).prop_map(|(call, number)| {
            Command::Calls(calls::Command::Party(PartyAct {
                call: CallId(call),
                party: caller(&format!("c{number}")),
                act: Act::HangUp,
            }))
        }),
        5 => (person(), call()).prop_map(|(agent, call)| {
            Command::Teams(teams::Command::Answer { agent, call })
        }),
        1 => (person(), call()).prop_map(|(agent, call)| {
            Command::Teams(teams::Command::Decline { agent, call })
        }),
        3 => (person(), call()).prop_map(|(agent, call)| {
            Command::Teams(teams::Command::HangUp { agent, call })
        }),
        2 => (person(), presence()).prop_map(|(person, presence)| {
            Command::Teams(teams::Command::SetPresence { person, presence })
        }),
        1 => (person(), any::<bool>()).prop_map(|(person, opted)| {
            let opted = if opted { Opted::In } else { Opted::Out };
            Command::Teams(teams::Command::SetOptedIn { person, queue: None, opted })
        }),
    ]
}

pub(crate) fn moves() -> impl Strategy<Value = Vec<(u64, Command)>> {
    proptest::collection::vec((0..12_000_u64, command()), 0..40)
}

/// Lets the moves happen with these pauses between them, in milliseconds; gives the facts and the inputs.
pub(crate) fn happen(declaration: Declaration, moves: Vec<(u64, Command)>) -> (Run, Vec<Input>) {
    let mut run = Run::new(declaration);
    let mut inputs = Vec::new();
    let mut now = Time::ZERO;
    for (pause, command) in moves {
        // Half of the moves come after everything of their instant, half before.
        now = now.saturating_add(Span::from_millis(pause / 2));
        if pause % 2 == 0 {
            run.world.advance(now);
        }
        inputs.push(run.world.input(now, Source::Director, command.clone()));
        let _refusals_are_fine = run.handle(now, command);
    }
    (run.until(10_000), inputs)
}

/// Tells for each wait of each call how often it ended.
fn ends_of_waits(facts: &[Fact]) -> BTreeMap<(CallId, u32), u32> {
    let mut waits: BTreeMap<CallId, u32> = BTreeMap::new();
    let mut ends = BTreeMap::new();
    for fact in facts {
        let What::Teams(fact) = &fact.what else {
            continue;
        };
        match fact {
            teams::Fact::Queued { call, .. } => {
                let wait = waits.entry(*call).or_default();
                *wait += 1;
                ends.insert((*call, *wait), 0);
            }
            teams::Fact::AnsweredByAgent { call, .. } | teams::Fact::Abandoned { call, .. } => {
                *ends.entry((*call, waits[call])).or_default() += 1;
            }
            teams::Fact::Redirected { call, .. } => {
                // A call that an exception took at once never waited.
                let wait = waits.get(call).copied().unwrap_or_default();
                let open = ends.get_mut(&(*call, wait)).filter(|ends| **ends == 0);
                if let Some(ends) = open {
                    *ends += 1;
                }
            }
            _ => {}
        }
    }
    ends
}

proptest! {
    #[test]
    fn every_wait_has_one_end(declaration in declaration(), moves in moves()) {
        let (run, _) = happen(declaration, moves);
        for ((call, wait), ends) in ends_of_waits(&run.facts) {
            let waits_for_ever = run.world.teams().queues(run.world.declaration()).iter()
                .any(|queue| queue.waiting.iter().any(|waiting| waiting.call == call));
            prop_assert!(!waits_for_ever, "{call} still waits");
            prop_assert_eq!(ends, 1, "wait {} of call {}", wait, call);
        }
    }

    #[test]
    fn nobody_keeps_what_is_over(declaration in declaration(), moves in moves()) {
        let (run, _) = happen(declaration, moves);
        for agent in run.world.teams().agents(run.world.declaration()) {
            prop_assert_eq!(&agent.offers, &[], "{} holds offers", agent.name);
            for call in &agent.calls {
                let view = run.world.calls().show(*call).unwrap();
                let there = view.parties.iter().any(|party| {
                    party.id == agent.raw_id && party.state == calls::PartyState::Connected
                });
                prop_assert!(there, "{} is not in call {}", agent.name, call);
            }
        }
    }

    #[test]
    fn a_run_can_be_repeated(declaration in declaration(), moves in moves()) {
        let (run, inputs) = happen(declaration.clone(), moves);
        let mut again = Run::new(declaration);
        for input in inputs {
            again.world.replay(input);
        }
        let again = again.until(10_000);
        prop_assert_eq!(run.facts, again.facts);
    }
}

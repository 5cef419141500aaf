//! Random tenants and what random people do in them.

use proptest::prelude::*;
use ringback_world::{
    Command, Contact, Input, RawId, Source, Span, Time,
    calls::{self, Act, CallId, PartyAct, Place, Tone},
    declaration::{
        Callback, Declaration, Endpoint, Exception, Music, NoAgentsApplyTo, OptOut, PresenceBased,
        RoundRobin, Routing, Switches, SystemPrompt, Target, TimeoutEvaluation, WaitClock,
    },
    teams::{self, Opted, Presence},
};

use crate::teams_run::{Run, baseline, caller, prompt, queue, secs, voicemail};

const PEOPLE: [&str; 3] = ["A", "B", "C"];
/// When everything has come to its end that ends by itself.
pub(crate) const END_S: u64 = 10_000;

fn presence() -> impl Strategy<Value = Presence> {
    prop_oneof![
        6 => Just(Presence::Available),
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

/// When callers are offered to be called back: early and often, so that it happens.
fn callback() -> impl Strategy<Value = Option<Callback>> {
    let rules = (
        proptest::option::of(0..9_u64),
        proptest::option::of(0..3_u32),
        proptest::option::of(1..3_u32),
    );
    proptest::option::of(rules.prop_map(|(waiting, calls, ratio)| Callback {
        key: Tone::One,
        after_waiting: waiting.map(secs),
        calls_in_queue: calls,
        calls_per_agent: ratio,
        prompt: prompt("press one", 2),
        mail_to: 0,
    }))
}

/// Readings of the rules that are open. Presence reaches the queues at once, so that laws can be told from facts.
fn switches() -> impl Strategy<Value = Switches> {
    let clocks = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let counts = (1..4_u32, any::<bool>(), any::<bool>(), 1..12_u32);
    let spans = (0..4_u64, 0..4_u64);
    (clocks, counts, spans).prop_map(|(clocks, counts, spans)| {
        let (from_arrival, at_boundary, rotate, callbacks_count_in_queue) = clocks;
        let (longest_idle_fanout, reset_idle_on_miss, issue, max_voice_app_legs) = counts;
        Switches {
            callbacks_count_in_queue,
            wait_clock: if from_arrival {
                WaitClock::FromArrival
            } else {
                WaitClock::AfterGreeting
            },
            timeout_evaluation: if at_boundary {
                TimeoutEvaluation::AlertBoundary
            } else {
                TimeoutEvaluation::Exact
            },
            round_robin: if rotate {
                RoundRobin::Rotate
            } else {
                RoundRobin::FewestAnswered
            },
            longest_idle_fanout,
            reset_idle_on_miss,
            longest_idle_new_calls_issue: issue,
            max_voice_app_legs,
            wrap_up: secs(spans.0),
            connect_delay: secs(spans.1),
            ..Switches::stated()
        }
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
        0..6_u32,
        0..9_u64,
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
        callback(),
    );
    (rules, looks).prop_map(|(rules, looks)| {
        let (threshold, timeout, overflow, timed_out, no_agents, new_calls) = rules;
        let (routing, presence_based, opt_out, greeting, members, callback) = looks;
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
        queue.callback = callback;
        queue.music = Music {
            file: None,
            takes: secs(5),
        };
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
        proptest::collection::vec((presence(), 0..99_u64), 3),
        switches(),
    )
        .prop_map(|(mut queues, people, switches)| {
            for (number, queue) in queues.iter_mut().enumerate() {
                queue.name = format!("q{number}");
                let account = queue.resource_account.as_mut().expect("queues have one");
                account.object_id = ringback_world::Guid::new(format!("account-{number}"));
            }
            queues[2].resource_account = None;
            let mut declaration = baseline();
            declaration.teams.queues = queues;
            for (person, (presence, idle)) in declaration.teams.people.iter_mut().zip(people) {
                person.presence = presence;
                person.idle_for = secs(idle);
            }
            declaration.teams.switches = switches;
            declaration
        })
}

/// What somebody does.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// This.
    Command(Command),
    /// This, in the latest call of the caller with this number.
    Caller(u32, Act),
}

fn step() -> impl Strategy<Value = Step> {
    let person = || proptest::sample::select(&PEOPLE[..]).prop_map(str::to_owned);
    let call = || proptest::option::weighted(0.2, (1..9_u32).prop_map(CallId));
    let account = proptest::sample::select(&["account-0", "account-1", "account-2"][..]);
    prop_oneof![
        6 => (1..5_u32, account).prop_map(|(number, account)| {
            Step::Command(Command::Calls(calls::Command::Place(Place {
                from: caller(&format!("c{number}")),
                to: RawId::teams_app(account),
                display_name: None,
                custom_context: None,
                contact: Some(Contact(number)),
            })))
        }),
        2 => (1..5_u32).prop_map(|number| Step::Caller(number, Act::HangUp)),
        12 => (1..5_u32).prop_map(|number| Step::Caller(number, Act::Press(vec![Tone::One]))),
        15 => (person(), call()).prop_map(|(agent, call)| {
            Step::Command(Command::Teams(teams::Command::Answer { agent, call }))
        }),
        1 => (person(), call()).prop_map(|(agent, call)| {
            Step::Command(Command::Teams(teams::Command::Decline { agent, call }))
        }),
        6 => (person(), call()).prop_map(|(agent, call)| {
            Step::Command(Command::Teams(teams::Command::HangUp { agent, call }))
        }),
        8 => (person(), presence()).prop_map(|(person, presence)| {
            Step::Command(Command::Teams(teams::Command::SetPresence { person, presence }))
        }),
        1 => (person(), any::<bool>()).prop_map(|(person, opted)| {
            let opted = if opted { Opted::In } else { Opted::Out };
            Step::Command(Command::Teams(teams::Command::SetOptedIn { person, queue: None, opted }))
        }),
    ]
}

pub(crate) fn moves() -> impl Strategy<Value = Vec<(u64, Step)>> {
    proptest::collection::vec((0..12_000_u64, step()), 0..60)
}

/// Lets the moves happen with these pauses between them, in milliseconds; gives the facts and the inputs.
pub(crate) fn happen(declaration: Declaration, moves: Vec<(u64, Step)>) -> (Run, Vec<Input>) {
    let mut run = Run::new(declaration);
    let mut inputs = Vec::new();
    let mut now = Time::ZERO;
    for (pause, step) in moves {
        // Half of the moves come after everything of their instant, half before.
        now = now.saturating_add(Span::from_millis(pause / 2));
        if pause % 2 == 0 {
            run.world.advance(now);
        }
        let Some(command) = command(&run, step) else {
            continue;
        };
        inputs.push(run.world.input(now, Source::Director, command.clone()));
        let _refusals_are_fine = run.handle(now, command);
    }
    (run.until(END_S), inputs)
}

fn command(run: &Run, step: Step) -> Option<Command> {
    match step {
        Step::Command(command) => Some(command),
        Step::Caller(number, act) => {
            let party = caller(&format!("c{number}"));
            let calls = run.world.calls().list();
            let latest = calls.iter().rev().find(|call| call.from == party)?;
            let act = PartyAct {
                call: latest.id,
                party,
                act,
            };
            Some(Command::Calls(calls::Command::Party(act)))
        }
    }
}

//! Random nests of queues and attendants: whatever happens, every call ends exactly once and nothing is left of it.

use proptest::prelude::*;
use ringback_world::{
    Span, Time, What,
    calls::{self, CallState, Tone},
    declaration::{
        Endpoint, ExternalCalls, Flow, ForceListen, MenuAction, MenuOption, SelectedBy,
        SystemPrompt, Target, Tenant,
    },
};

use crate::{
    teams_attendants::attendant,
    teams_run::{Run, baseline, does, prompt, queue, secs, voicemail},
};

const QUEUES: usize = 3;
const ATTENDANTS: usize = 3;

fn target() -> impl Strategy<Value = Target> {
    let endpoint = prop_oneof![Just(Endpoint::Direct), Just(Endpoint::ResourceAccount)];
    let app = (endpoint, proptest::option::of(1..=5_u8));
    prop_oneof![
        Just(Target::Disconnect),
        (0..QUEUES, app.clone()).prop_map(|(queue, (by, priority))| Target::Queue {
            queue,
            by,
            priority
        }),
        (0..ATTENDANTS, app).prop_map(|(attendant, (by, priority))| Target::Attendant {
            attendant,
            by,
            priority
        }),
        (0..3_usize).prop_map(|person| Target::Person { person }),
        (0..3_usize).prop_map(|person| Target::Voicemail { person }),
        (0..=5_u8).prop_map(|last| Target::External {
            number: format!("+1425555019{last}"),
        }),
        Just(voicemail(3, SystemPrompt::Spoken)),
    ]
}

fn flow() -> impl Strategy<Value = Flow> {
    let action = prop_oneof![
        1 => Just(MenuAction::Disconnect),
        1 => Just(MenuAction::Operator),
        6 => target().prop_map(MenuAction::Redirect),
    ];
    let announcement = Just(MenuAction::Announcement(prompt("news", 2)));
    let by_key = prop_oneof![1 => announcement, 8 => action.clone()];
    let menu = proptest::collection::vec(by_key, 1..=2).prop_map(|actions| {
        let keys = [Tone::One, Tone::Two].map(SelectedBy::Key);
        keys.into_iter()
            .zip(actions)
            .map(|(by, action)| MenuOption {
                by,
                phrase: None,
                action,
            })
            .collect::<Vec<_>>()
    });
    let automatic = action.prop_map(|action| {
        vec![MenuOption {
            by: SelectedBy::Automatic,
            phrase: None,
            action,
        }]
    });
    let options = prop_oneof![2 => menu, 1 => automatic];
    (options, proptest::option::of(0..4_u64), any::<bool>()).prop_map(
        |(options, greeting, listens)| Flow {
            greeting: greeting.map(|takes| prompt("welcome", takes)),
            force_listen: if listens {
                ForceListen::On
            } else {
                ForceListen::Off
            },
            prompt: Some(prompt("menu", 2)),
            options,
            ..Flow::new()
        },
    )
}

/// What a caller does: who is called, and keys at seconds; then they wait or leave.
type Caller = (usize, Vec<(u64, u8)>, Option<u64>);

fn caller() -> impl Strategy<Value = Caller> {
    (
        0..QUEUES + ATTENDANTS,
        proptest::collection::vec((0..60_u64, 0..3_u8), 0..4),
        proptest::option::of(0..120_u64),
    )
}

fn tenant(
    queues: &[(Target, Target, u32, u64)],
    attendants: &[(Flow, Option<Target>)],
) -> impl Fn(&mut Tenant) {
    move |tenant| {
        tenant.queues = Vec::new();
        for (index, (overflow, timeout, threshold, after)) in queues.iter().enumerate() {
            let mut queue = queue(&format!("Q{index}"), &[index]);
            queue.overflow_threshold = *threshold;
            queue.overflow = does(overflow.clone());
            queue.timeout_threshold = secs(*after * 15);
            queue.timeout = does(timeout.clone());
            if let Some(account) = &mut queue.resource_account {
                account.external_calls = ExternalCalls::VoiceRoutingPolicy;
            }
            tenant.queues.push(queue);
        }
        tenant.attendants = attendants
            .iter()
            .enumerate()
            .map(|(index, (flow, operator))| {
                let mut attendant = attendant(&format!("A{index}"), flow.clone());
                attendant.operator = operator.clone();
                if let Some(account) = &mut attendant.resource_account {
                    account.external_calls = ExternalCalls::VoiceRoutingPolicy;
                }
                attendant
            })
            .collect();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn every_call_ends_exactly_once(
        queues in proptest::collection::vec((target(), target(), 0..3_u32, 0..4_u64), QUEUES),
        attendants in proptest::collection::vec((flow(), proptest::option::of(target())), ATTENDANTS),
        callers in proptest::collection::vec(caller(), 1..6),
    ) {
        let mut declaration = baseline();
        tenant(&queues, &attendants)(&mut declaration.teams);
        let mut run = Run::new(declaration);
        let mut moves: Vec<(u64, String)> = Vec::new();
        for (index, (app, keys, leaves)) in callers.iter().enumerate() {
            let name = format!("c{}", index + 1);
            let account = match app.checked_sub(QUEUES) {
                None => format!("account-Q{app}"),
                Some(attendant) => format!("account-A{attendant}"),
            };
            moves.push((0, format!("{name} calls {account}")));
            for (at, key) in keys {
                moves.push((*at, format!("{name} presses {key}")));
            }
            moves.extend(leaves.map(|at| (at, format!("{name} leaves"))));
        }
        moves.sort_by_key(|(at, _)| *at);
        for (at, line) in &moves {
            // Who has gone already does nothing more.
            let _ = run.line(&format!("{at} {line}"));
        }
        // The longest way: rings, sessions and messages, and then the callers who are in a conversation leave.
        let later = Span::from_secs(30_000);
        run.world.advance(Time::ZERO.saturating_add(later));
        run.facts.extend(run.world.take_facts());
        for index in 1..=callers.len() {
            let _ = run.line(&format!("30000 c{index} leaves"));
        }
        for index in 1..=callers.len() {
            let call = run.number(&format!("c{index}"));
            let ends = run.facts.iter().filter(|fact| {
                matches!(&fact.what, What::Call(calls::Fact::CallEnded { call: other, .. }) if *other == call)
            });
            prop_assert_eq!(ends.count(), 1, "{:?}", run.lines());
            let state = run.world.calls().show(call).map(|shown| shown.state);
            prop_assert!(state.is_none_or(|state| state == CallState::Ended));
        }
        let teams = run.world.teams();
        for agent in teams.agents(run.world.declaration()) {
            prop_assert!(agent.calls.is_empty() && agent.offers.is_empty(), "{:?}", agent);
        }
        for attendant in run.world.attendants() {
            prop_assert!(attendant.calls.is_empty());
            let left: u64 = attendant.counts.results.values().sum();
            prop_assert_eq!(attendant.counts.arrived, left);
        }
    }
}

//! Whoever is in the directory and whatever callers press and say: nothing panics, a call leaves an attendant as often as it
//! entered one, and a search finds those whom a table of all forms of their names holds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ringback_world::{
    Guid, Time, What,
    calls::{CallId, Tone},
    declaration::{
        Account, AddressList, DirectorySearch, Flow, ForceListen, Group, MenuAction, MenuOption,
        Person, Target, Tenant, UserNameExtension, Voice, VoiceResponse,
    },
    teams::{Fact, SearchMethod},
};

use crate::{
    teams_attendants::{attendant, option, to_first},
    teams_run::{Run, baseline, prompt},
    teams_search::person,
};

/// The letters of each key of a phone, 0 first.
const KEYPAD: [&str; 10] = [
    " ", "", "abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz",
];
const WORDS: [&str; 10] = [
    "main menu",
    "repeat",
    "two",
    "1",
    "operator",
    "ab",
    "ab ba please",
    "Ámb",
    "'",
    "one two",
];
/// A, B and C are there before everybody else.
const FIRST: usize = 3;

fn spelled(name: &str) -> String {
    let key = |letter: char| KEYPAD.iter().position(|letters| letters.contains(letter));
    let lower = name.to_lowercase();
    let digits = lower.chars().filter_map(key).map(|key| key.to_string());
    digits.collect()
}

/// Every form in which a person may be typed.
fn forms(person: &Person) -> BTreeSet<String> {
    let (first, last) = person.first_and_last_name();
    let begun = |name: &str| -> Vec<String> {
        let spelled = spelled(name);
        (1..=spelled.len())
            .map(|length| spelled[..length].to_owned())
            .collect()
    };
    let (first, last) = (begun(first), begun(last));
    let pairs = |one: &[String], other: &[String]| -> Vec<String> {
        let all = one.iter().flat_map(|one| {
            let pair = move |other: &String| format!("{one}0{other}");
            other.iter().map(pair)
        });
        all.collect()
    };
    let both = pairs(&first, &last).into_iter().chain(pairs(&last, &first));
    first.iter().chain(&last).cloned().chain(both).collect()
}

fn can_be_found(tenant: &Tenant, index: usize) -> bool {
    let person = &tenant.people[index];
    let scope = &tenant.attendants[0].scope;
    let is_in = |groups: &[usize]| {
        groups
            .iter()
            .any(|group| tenant.groups[*group].members.contains(&index))
    };
    person.account == Account::Active
        && person.voice == Voice::Enabled
        && person.directory.address_list == AddressList::Shown
        && (scope.include.is_empty() || is_in(&scope.include))
        && !is_in(&scope.exclude)
}

fn somebody() -> impl Strategy<Value = Person> {
    (
        "[abm]{1,3}( [abm]{1,2}){0,2}",
        proptest::option::of("[0-3]{1,2}"),
        0..12_u8,
    )
        .prop_map(|(display_name, extension, odd)| {
            let mut person = person("", &display_name);
            person.directory.extension = extension;
            match odd {
                0 => person.account = Account::Deleted,
                1 => person.voice = Voice::NotEnabled,
                2 => person.directory.address_list = AddressList::Hidden,
                _ => {}
            }
            person
        })
}

fn options() -> impl Strategy<Value = Vec<MenuOption>> {
    let action = prop_oneof![
        Just(MenuAction::Operator),
        Just(MenuAction::Disconnect),
        Just(MenuAction::Announcement(prompt("news", 3))),
        Just(to_first()),
        Just(MenuAction::Redirect(Target::Person { person: FIRST })),
    ];
    let tone = prop_oneof![
        Just(Tone::Zero),
        Just(Tone::Six),
        Just(Tone::Asterisk),
        Just(Tone::Pound)
    ];
    proptest::collection::vec((tone, action), 0..3).prop_map(|pairs| {
        let mut options: Vec<MenuOption> = Vec::new();
        for (tone, action) in pairs {
            let new = option(tone, "ab", action);
            if options.iter().all(|other| other.by != new.by) {
                options.push(new);
            }
        }
        options
    })
}

fn tenant() -> impl Strategy<Value = Tenant> {
    let people = proptest::collection::vec(somebody(), 1..9);
    let by = prop_oneof![
        4 => Just(DirectorySearch::ByName),
        2 => Just(DirectorySearch::ByExtension),
        1 => Just(DirectorySearch::None),
    ];
    let scope = (any::<u8>(), any::<u8>(), any::<bool>(), any::<bool>());
    let looks = (any::<bool>(), any::<bool>(), any::<bool>(), 0..3_u8);
    (people, by, options(), scope, looks).prop_map(|(people, by, options, scope, looks)| {
        let mut tenant = baseline().teams;
        for (number, mut person) in people.into_iter().enumerate() {
            person.name = format!("p{number}");
            person.object_id = Guid::new(format!("person-p{number}"));
            tenant.people.push(person);
        }
        let (one, other, includes, excludes) = scope;
        for (name, bits) in [("one", one), ("other", other)] {
            let members = FIRST..tenant.people.len();
            tenant.groups.push(Group {
                members: members
                    .filter(|person| bits >> (person - FIRST) & 1 == 1)
                    .collect(),
                ..Group::new(name, Guid::new(format!("group-{name}")))
            });
        }
        let (listens, speaks, operator, extension) = looks;
        let mut main = attendant(
            "main",
            Flow {
                force_listen: if listens {
                    ForceListen::On
                } else {
                    ForceListen::Off
                },
                prompt: Some(prompt("menu", 2)),
                options,
                search: by,
                ..Flow::new()
            },
        );
        if speaks {
            main.voice_response = VoiceResponse::On;
        }
        main.operator = operator.then_some(Target::Person { person: 0 });
        main.scope.include = if includes { vec![1] } else { Vec::new() };
        main.scope.exclude = if excludes { vec![2] } else { Vec::new() };
        main.user_name_extension = match extension {
            0 => UserNameExtension::None,
            1 => UserNameExtension::Office,
            _ => UserNameExtension::Department,
        };
        tenant.attendants.push(main);
        tenant
    })
}

/// What a caller does, a line of a script without its time.
fn act() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[026]{1,6}#?".prop_map(|keys| format!("c1 presses {keys}")),
        3 => "[0-9*#]{1,5}".prop_map(|keys| format!("c1 presses {keys}")),
        2 => proptest::sample::select(&WORDS[..]).prop_map(|words| format!("c1 says {words}")),
        1 => Just("c1 leaves".to_owned()),
    ]
}

fn happen(tenant: Tenant, acts: &[(u64, String)]) -> Run {
    let mut declaration = baseline();
    declaration.teams = tenant;
    let mut run = Run::new(declaration);
    let mut now = 0;
    run.line("0 c1 calls account-main")
        .expect("it is an attendant");
    for (pause, act) in acts {
        now += pause;
        run.world.advance(Time::from_secs(now));
        let _who_has_gone_is_refused = run.line(&format!("{now} {act}"));
    }
    run.until(10_000)
}

proptest! {
    #[test]
    fn a_call_leaves_an_attendant_as_often_as_it_entered_one(
        tenant in tenant(), acts in proptest::collection::vec((0..9_u64, act()), 0..9),
    ) {
        let run = happen(tenant, &acts);
        let mut inside: BTreeMap<CallId, i32> = BTreeMap::new();
        for fact in &run.facts {
            let What::Teams(fact) = &fact.what else {
                continue;
            };
            match fact {
                Fact::AttendantReached { call, .. } => *inside.entry(*call).or_default() += 1,
                Fact::AttendantLeft { call, .. } => *inside.entry(*call).or_default() -= 1,
                _ => continue,
            }
            prop_assert!(inside.values().all(|inside| (0..=1).contains(inside)));
        }
        prop_assert!(inside.values().all(|inside| *inside == 0), "{inside:?}");
        let shown = run.world.attendant("main").expect("it is declared");
        prop_assert_eq!(shown.calls.len(), 0);
    }

    #[test]
    fn a_search_finds_whom_the_table_of_all_forms_holds(
        tenant in tenant(), typed in "[26][026]{0,5}",
    ) {
        let mut tenant = tenant;
        tenant.attendants[0].flow.options.clear();
        tenant.attendants[0].flow.force_listen = ForceListen::Off;
        let by = tenant.attendants[0].flow.search;
        let typed_name = typed.trim_matches('0');
        let mut expected: Vec<(String, usize)> = (0..tenant.people.len())
            .filter(|index| can_be_found(&tenant, *index))
            .filter(|index| {
                let person = &tenant.people[*index];
                match by {
                    DirectorySearch::None => false,
                    DirectorySearch::ByName => forms(person).contains(typed_name),
                    DirectorySearch::ByExtension => person.directory.extension == Some(typed.clone()),
                }
            })
            .map(|index| (tenant.people[index].display_name.to_lowercase(), index))
            .collect();
        expected.sort();
        let names: Vec<String> = expected
            .iter()
            .map(|(_, index)| tenant.people[*index].name.clone())
            .collect();
        let run = happen(tenant, &[(1, format!("c1 presses {typed}#"))]);
        let found = run.facts.iter().find_map(|fact| match &fact.what {
            What::Teams(Fact::DirectorySearched { method, found, matches, .. }) => {
                Some((*method, *found as usize, matches.clone()))
            }
            _ => None,
        });
        match by {
            DirectorySearch::None => prop_assert_eq!(found, None),
            DirectorySearch::ByName | DirectorySearch::ByExtension => {
                let told = if names.len() <= 5 { names.clone() } else { Vec::new() };
                prop_assert_eq!(found, Some((SearchMethod::AbsSearchDtmf, names.len(), told)));
            }
        }
    }
}

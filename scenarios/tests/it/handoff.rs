//! From the chat to a call, and what visits bring along.

use std::collections::BTreeMap;

use ringback_scenarios::RunView;
use ringback_world::{
    Command, Contact, Fact, IdentifierKind, Move, RawId, Time, What, World,
    calls::{self, Answering, AnsweringMode},
    chat::{self, ThreadId},
    visits::{Outcome, TokenVerdict},
};

use crate::{
    play::{Run, Service, play_with, scenario},
    website::{self, hands_over},
};

/// A website that hands over whoever writes, and whose other pages only answer.
#[derive(Default)]
struct Website {
    bots: BTreeMap<ThreadId, RawId>,
}

impl Service for Website {
    fn visited(&mut self, world: &mut World, now: Time, contact: Contact, entry: &str, _: &str) {
        let name = website::begins(world, now, contact, entry);
        if entry == "help" {
            let (thread, bot) = website::welcomes(world, now, contact, name, "Hello");
            self.bots.insert(thread, bot);
            return;
        }
        let outcome = Outcome::Answered {
            status: 204,
            identity: None,
            thread: None,
            token: TokenVerdict::Absent,
        };
        website::returns(world, now, contact, name, outcome);
    }

    fn sees(&mut self, world: &mut World, now: Time, fact: &Fact) {
        if let What::Chat(chat::Fact::MessageSent { thread, from, .. }) = &fact.what
            && let Some(bot) = self.bots.get(thread)
            && bot != from
        {
            let queue = &world.declaration().teams.queues[0];
            let account = queue.resource_account.as_ref().expect("it has one");
            let app = match account.raw_id().kind() {
                IdentifierKind::TeamsApp(app) => app.to_owned(),
                other => panic!("{other:?}"),
            };
            hands_over(world, now, bot, thread, &app);
        }
    }
}

const HANDOFF: &str = r#"
scenario: handoff
rules: [ESCALATE-1]
world: { teams: { agents: [ana], queues: { support: { language: en-US, agents: [ana] } } } }
agents: { ana: { answers: { after: 4s } } }
customer: { name: Mia }
observe:
- { when: begins, do: [ { visit: help } ] }
- { when: { chat: { matches: Hello } }, do: [ { chat: a person }, { expire-tokens: service } ] }
- { when: { chat: { metadata: { handoff: call, teamsAppId: { queue: support } } } }, within: 5s, do: [ follow-handoff ] }
- { when: { call: { connected-to: ana } }, within: 10s, do: [ hang-up, { visit: close } ] }
expect: [ { fact: tokens-expired, count: 1 } ]
"#;

fn played(text: &str) -> (Run, Vec<String>) {
    let scenario = scenario(text);
    let case = &scenario.cases[0];
    let run = play_with(case, 1, &mut Website::default());
    let verdicts = case.judge(&RunView {
        seed: 1,
        facts: &run.facts,
        exchanges: &[],
        ended_at: run.ended_at,
    });
    let failed = verdicts.iter().filter(|verdict| !verdict.passed());
    let failed = failed.map(|verdict| format!("{}: {}", verdict.expected, verdict.happened));
    let failed = failed.collect();
    (run, failed)
}

#[test]
fn a_customer_follows_the_newest_handoff_as_the_identity_of_the_chat() {
    let (run, failed) = played(HANDOFF);
    assert_eq!(failed, Vec::<String>::new(), "{:#?}", run.facts);
    assert!(run.finished);
    let from = run.facts.iter().find_map(|fact| match &fact.what {
        What::Call(calls::Fact::Placed { from, .. }) => Some(from.clone()),
        _ => None,
    });
    assert!(from.is_some_and(|from| matches!(from.kind(), IdentifierKind::CommunicationUser(_))));
}

#[test]
fn the_tokens_that_expire_are_those_of_whoever_opened_the_thread() {
    let (run, _) = played(HANDOFF);
    let by = run.facts.iter().find_map(|fact| match &fact.what {
        What::Chat(chat::Fact::ThreadCreated { by, .. }) => Some(by.clone()),
        _ => None,
    });
    let of = run.facts.iter().find_map(|fact| match &fact.what {
        What::Directory(ringback_world::directory::Fact::TokensExpired { identity }) => {
            Some(identity.clone())
        }
        _ => None,
    });
    assert!(by.is_some());
    assert_eq!(of, by);
}

#[test]
fn a_visit_brings_the_name_the_number_and_the_open_thread() {
    let (run, _) = played(HANDOFF);
    let visits: Vec<_> = run
        .moves
        .iter()
        .filter_map(|(_, one)| match one {
            Move::Visit { entry, with, .. } => Some((entry.as_str(), with)),
            Move::Command(_) => None,
        })
        .collect();
    let [("help", first), ("close", second)] = visits.as_slice() else {
        panic!("{visits:?}")
    };
    assert_eq!(first["name"], "Mia");
    assert_eq!(first["number"], "+14255551000");
    assert!(!first.contains_key("thread"));
    assert!(second["thread"].starts_with("19:"), "{second:?}");
}

#[test]
fn a_customer_to_whom_nobody_handed_anything_gives_up() {
    let text = HANDOFF.replace(
        "metadata: { handoff: call, teamsAppId: { queue: support } }",
        "matches: Hello",
    );
    let text = text.replace("- { when: { chat: { matches: Hello } }, do: [ { chat: a person }, { expire-tokens: service } ] }\n", "");
    let (run, failed) = played(&text);
    assert!(run.finished);
    assert!(
        failed
            .iter()
            .any(|failed| failed.contains("connected to ana")),
        "{failed:?}"
    );
}

#[test]
fn metadata_that_differs_is_not_what_was_looked_for() {
    for other in [
        "handoff: chat",
        "teamsAppId: { queue: sales }",
        "handoff: call, other: thing",
    ] {
        let text = HANDOFF
            .replace("handoff: call, teamsAppId: { queue: support }", other)
            .replace(
                "agents: [ana] } } } }",
                "agents: [ana] }, sales: { language: en-US, agents: [ana] } } } }",
            );
        let (_, failed) = played(&text);
        assert!(
            failed
                .iter()
                .any(|failed| failed.contains("a chat message with")),
            "{other}: {failed:?}"
        );
    }
}

#[test]
fn phones_are_told_what_to_do_when_they_ring_and_people_decide_themselves() {
    let told = |customer: &str, agents: &str| -> BTreeMap<String, Answering> {
        let text = format!(
            "scenario: rings\nrules: [A-1]\nworld: {{ teams: {{ agents: [ana], queues: {{ support: {{ language: en-US, agents: [ana] }} }} }} }}\nagents: {agents}\ncustomer: {{ name: Mia, {customer} do: [ {{ wait: 1s }} ] }}\nexpect: [ {{ fact: queued, count: 0 }} ]\n"
        );
        let (run, _) = played(&text);
        let told = run.moves.iter().filter_map(|(_, one)| match one {
            Move::Command(command) => match command.as_ref() {
                Command::Calls(calls::Command::SetAnswering { party, answering }) => {
                    Some((party.to_string(), *answering))
                }
                _ => None,
            },
            Move::Visit { .. } => None,
        });
        told.collect()
    };
    let mode = |told: &BTreeMap<String, Answering>, phone: &str| {
        let of = told.iter().find(|(party, _)| party.starts_with(phone));
        of.map(|(_, answering)| answering.mode)
    };
    for (word, expected) in [
        ("never", AnsweringMode::Ignore),
        ("decline", AnsweringMode::Decline),
        ("busy", AnsweringMode::Busy),
        ("unreachable", AnsweringMode::Unreachable),
        ("{ after: 4s }", AnsweringMode::Answer),
    ] {
        let told = told(&format!("answers: {word},"), "{}");
        assert_eq!(mode(&told, "4:"), Some(expected), "{word}");
        assert_eq!(mode(&told, "8:orgid:"), Some(AnsweringMode::Ignore));
    }
    let told = told("", "{ ana: { answers: decline } }");
    assert_eq!(mode(&told, "4:"), None);
    assert_eq!(mode(&told, "8:orgid:"), Some(AnsweringMode::Ignore));
}

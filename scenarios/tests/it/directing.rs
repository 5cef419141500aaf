//! What the director makes people do.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ringback_scenarios::{RunView, load_text};
use ringback_world::{
    Command, Contact, Fact, Move, RawId, Span, Time, What, World,
    calls::{self, Act},
    chat::{self, ThreadId},
    teams,
    visits::Outcome,
};

use crate::play::{Run, Service, judged, play, play_with, scenario};
use crate::website::{self, says};

/// A website whose bot welcomes customers before the visit has come back, and answers what they write.
#[derive(Default)]
struct Website {
    bots: BTreeMap<ThreadId, RawId>,
    fails: bool,
}

impl Service for Website {
    fn visited(&mut self, world: &mut World, now: Time, contact: Contact, entry: &str, _: &str) {
        let entry = website::begins(world, now, contact, entry);
        if self.fails {
            let outcome = Outcome::Failed {
                status: 500,
                why: "a success".to_owned(),
            };
            return website::returns(world, now, contact, entry, outcome);
        }
        let (thread, bot) = website::welcomes(world, now, contact, entry, "Hello");
        self.bots.insert(thread, bot);
    }

    fn sees(&mut self, world: &mut World, now: Time, fact: &Fact) {
        if let What::Chat(chat::Fact::MessageSent {
            thread,
            from,
            content,
            ..
        }) = &fact.what
            && let Some(bot) = self.bots.get(thread)
            && bot != from
        {
            let answer = format!("You wrote {content}");
            says(world, now, bot, thread, &answer);
        }
    }
}

const CHAT: &str = r#"
scenario: chat
rules: [CHAT-1]
customer: { name: Mia }
observe:
- { when: begins, do: [ { visit: help, with: { topic: hours } } ] }
- { when: visited, within: 5s }
- { when: { chat: { from: bot, matches: Hello } }, within: 5s, do: [ type, { chat: first }, { wait: 3s }, { edit: second } ] }
- { when: { chat: { from: bot, matches: You wrote first } }, within: 5s, do: [ read, delete, leave ] }
expect: [ { fact: message-edited, count: 1, where: { content: second } }, { fact: message-deleted, count: 1 } ]
"#;

#[test]
fn a_customer_chats_and_sees_the_welcome_that_came_before_the_page() {
    let scenario = scenario(CHAT);
    let case = &scenario.cases[0];
    let run = play_with(case, 1, &mut Website::default());
    let view = RunView {
        seed: 1,
        facts: &run.facts,
        exchanges: &[],
        ended_at: run.ended_at,
    };
    for verdict in case.judge(&view) {
        assert!(verdict.passed(), "{verdict:#?}\n{:#?}", run.facts);
    }
    assert!(run.finished);
    let with = run.moves.iter().find_map(|(_, one)| match one {
        Move::Visit { with, .. } => Some(with),
        Move::Command(_) => None,
    });
    let with = with.expect("there is a visit");
    assert_eq!(with["name"], "Mia");
    assert_eq!(with["topic"], "hours");
}

#[test]
fn a_website_that_fails_ends_the_journey() {
    let scenario = scenario(CHAT);
    let case = &scenario.cases[0];
    let run = play_with(
        case,
        1,
        &mut Website {
            fails: true,
            ..Website::default()
        },
    );
    let view = RunView {
        seed: 1,
        facts: &run.facts,
        exchanges: &[],
        ended_at: run.ended_at,
    };
    assert!(run.finished);
    assert!(case.judge(&view).iter().all(|verdict| !verdict.passed()));
}

fn queue(rest: &str) -> String {
    format!(
        "scenario: s
rules: [A-1]
world: {{ teams: {{ agents: [ana, bo], queues: {{ support: {{ language: en-US, agents: [ana, bo], routing: serial, alert-time: 30s }} }} }} }}
expect: [ {{ fact: placed }} ]
{rest}
"
    )
}

fn facts<T>(run: &Run, pick: impl Fn(&What) -> Option<T>) -> Vec<(Time, T)> {
    run.facts
        .iter()
        .filter_map(|fact| Some((fact.at, pick(&fact.what)?)))
        .collect()
}

fn abandoned(what: &What) -> Option<Span> {
    match what {
        What::Teams(teams::Fact::Abandoned { waited, .. }) => Some(*waited),
        _ => None,
    }
}

#[test]
fn patience_counts_from_the_queue_and_ends_with_an_agent() {
    let text = queue("customer: { patience: 90s, do: [ { call: { queue: support } } ] }");
    let run = play(&scenario(&text).cases[0], 1);
    assert_eq!(
        facts(&run, abandoned),
        [(Time::from_secs(90), Span::from_secs(90))]
    );
    assert!(run.finished);
    let text = queue(
        "customer: { patience: 90s, do: [ { call: { queue: support } } ] }\nagents: { ana: { answers: { after: 80s }, talks: 5m }, bo: { answers: { after: 10s }, talks: 5m } }",
    );
    let run = play(&scenario(&text).cases[0], 1);
    assert_eq!(facts(&run, abandoned), []);
}

#[test]
fn an_observed_agent_does_what_is_written_and_others_what_they_always_do() {
    let text = queue(
        "customer: { do: [ { call: { queue: support } } ] }
agents: { bo: { answers: { after: 2s }, talks: 10s, wrap-up: 20s } }
observe: [ { actor: ana, when: offered, do: [ { wait: 1s }, decline, { presence: away } ] } ]",
    );
    let run = play(&scenario(&text).cases[0], 1);
    let shown = facts(&run, |what| match what {
        What::Teams(teams::Fact::OfferEnded { agent, .. }) => Some(format!("{agent} declines")),
        What::Teams(teams::Fact::AnsweredByAgent { agent, .. }) => Some(format!("{agent} answers")),
        What::Teams(teams::Fact::PresenceChanged { person, presence }) => {
            Some(format!("{person} {presence:?}"))
        }
        What::Call(calls::Fact::CallEnded { .. }) => Some("ended".to_owned()),
        _ => None,
    });
    let at = |secs: u64, text: &str| (Time::from_secs(secs), text.to_owned());
    for expected in [
        at(1, "ana declines"),
        at(1, "ana Away"),
        at(3, "bo answers"),
        at(13, "ended"),
        at(13, "bo Busy"),
        at(33, "bo Available"),
    ] {
        assert!(shown.contains(&expected), "{expected:?} in {shown:?}");
    }
}

#[test]
fn a_call_to_a_person_is_decided_like_an_offer_of_a_queue() {
    let ana = |answers: &str| {
        let text = format!(
            "scenario: s
rules: [A-1]
world: {{ teams: {{ agents: [ana], attendants: {{ main: {{ flow: {{ then: {{ person: ana }} }} }} }} }} }}
agents: {{ ana: {{ answers: {answers}, talks: 5s }} }}
customers: [ {{ name: c, count: 2, arrive: {{ every: 1m }}, patience: 40s, do: [ {{ call: {{ attendant: main }} }} ] }} ]
expect: [ {{ fact: placed }} ]
"
        );
        let run = play(&scenario(&text).cases[0], 1);
        assert!(run.finished);
        let connected = run.facts.iter().filter_map(|fact| match &fact.what {
            What::Call(calls::Fact::PartyConnected { party, .. })
                if party.to_string().starts_with("8:orgid:") =>
            {
                fact.contact
            }
            _ => None,
        });
        connected.collect::<Vec<_>>()
    };
    assert_eq!(ana("{ after: 4s }"), [Contact(1), Contact(2)]);
    assert_eq!(ana("{ declines: 1, then: { after: 4s } }"), [Contact(2)]);
    assert_eq!(ana("{ ignores: 1, then: { after: 4s } }"), [Contact(2)]);
    assert_eq!(ana("decline"), []);
}

#[test]
fn an_agent_sees_the_end_of_a_call_that_came_from_no_queue() {
    let text = "scenario: s
rules: [A-1]
world: { teams: { agents: [ana], attendants: { main: { flow: { then: { person: ana } } } } } }
agents: { ana: { answers: { after: 4s }, talks: 5s } }
customer: { do: [ { call: { attendant: main } } ] }
observe: [ { actor: ana, when: { call: ended }, do: [ { presence: away } ] } ]
expect: [ { fact: placed } ]
";
    let run = play(&scenario(text).cases[0], 1);
    let away = facts(&run, |what| match what {
        What::Teams(teams::Fact::PresenceChanged { presence, .. }) => Some(*presence),
        _ => None,
    });
    let ended = facts(&run, |what| {
        matches!(what, What::Call(calls::Fact::CallEnded { .. })).then_some(teams::Presence::Away)
    });
    assert_eq!(away.last(), ended.last(), "{:#?}", run.facts);
}

#[test]
fn customers_are_numbered_as_they_arrive_and_have_their_own_numbers() {
    let text = queue(
        "customers:
- { name: late, count: 2, arrive: { every: 10s }, do: [ { wait: 1s }, { call: { queue: support } } ] }
- { name: early, arrive: { at: [ 5s ] }, do: [ { call: { queue: support } } ] }",
    );
    let run = play(&scenario(&text).cases[0], 1);
    let placed: Vec<(Time, Option<Contact>, RawId)> = run
        .facts
        .iter()
        .filter_map(|fact| match &fact.what {
            What::Call(calls::Fact::Placed { from, .. }) => {
                Some((fact.at, fact.contact, from.clone()))
            }
            _ => None,
        })
        .collect();
    let number = |number: u32| RawId::phone_number(&format!("+1425555{}", 999 + number));
    let expected = [(1, 1), (5, 2), (11, 3)]
        .map(|(at, contact)| (Time::from_secs(at), Some(Contact(contact)), number(contact)));
    assert_eq!(placed, expected);
}

#[test]
fn nobody_hangs_up_a_call_that_has_ended() {
    let text = queue(
        "customer: { do: [ { call: { queue: support } } ] }
agents: { ana: { answers: { after: 1s }, talks: 5s } }
observe: [ { when: { call: { connected-to: ana } }, do: [ { wait: 1m }, hang-up ] } ]",
    );
    let run = play(&scenario(&text).cases[0], 1);
    let hung_up = run.moves.iter().any(|(_, one)| match one {
        Move::Command(command) => matches!(
            &**command,
            Command::Calls(calls::Command::Party(act)) if act.act == Act::HangUp
        ),
        Move::Visit { .. } => false,
    });
    assert!(!hung_up, "{:?}", run.moves);
    assert!(run.finished);
}

const CHANCE: &str = "customers: { count: 30, arrive: { poisson-per-hour: 400 }, patience: { exponential: 1m }, do: [ { call: { queue: support } } ] }
agents: { '*': { answers: { after: { uniform: { from: 1s, to: 9s } } }, talks: { lognormal: { mean: 1m, cv: 0.7 } } } }";

#[test]
fn one_seed_gives_one_run_and_another_seed_another() {
    let scenario = scenario(&queue(CHANCE));
    let case = &scenario.cases[0];
    let (first, second, other) = (play(case, 1), play(case, 1), play(case, 2));
    assert_eq!(first.moves, second.moves);
    assert_eq!(first.facts, second.facts);
    assert_ne!(first.moves, other.moves);
    assert!(first.finished);
    assert!(judged(case, 1).1.iter().all(|verdict| verdict.passed()));
}

#[test]
fn one_more_customer_changes_nobody_else() {
    let fewer = scenario(&queue(CHANCE));
    let more = scenario(&queue(&CHANCE.replace("count: 30", "count: 31")));
    let calls = |scenario: &ringback_scenarios::Scenario| {
        let run = play(&scenario.cases[0], 1);
        facts(&run, |what| match what {
            What::Call(calls::Fact::Placed { from, .. }) => Some(from.clone()),
            _ => None,
        })
    };
    let (fewer, more) = (calls(&fewer), calls(&more));
    assert_eq!(more[..fewer.len()], fewer[..]);
    assert_eq!(more.len(), fewer.len() + 1);
}

proptest! {
    #[test]
    fn no_text_makes_a_panic(text in "\\PC{0,200}") {
        let _either = load_text("a.yaml", &text);
    }

    #[test]
    fn no_mutilated_scenario_makes_a_panic(
        cut in 0_usize..CHAT.len(),
        length in 0_usize..40,
        put in "[\\PC\n]{0,12}",
    ) {
        let mut text: Vec<char> = CHAT.chars().collect();
        let end = (cut + length).min(text.len());
        text.splice(cut.min(end)..end, put.chars());
        let text: String = text.into_iter().collect();
        if let Err(error) = load_text("a.yaml", &text) {
            prop_assert!(!error.to_string().is_empty());
        }
    }

    #[test]
    fn any_seed_ends(seed: u64) {
        let scenario = scenario(&queue(CHANCE));
        let run = play(&scenario.cases[0], seed);
        prop_assert!(run.finished);
        let contacts = facts(&run, |what| match what {
            What::Call(calls::Fact::CallEnded { .. }) => Some(()),
            _ => None,
        });
        prop_assert_eq!(contacts.len(), 30);
    }
}

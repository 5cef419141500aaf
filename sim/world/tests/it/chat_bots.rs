//! Bots in threads.

use std::collections::BTreeMap;

use ringback_world::{
    Command, Guid, RawId, Reply, What,
    chat::{self, Fact, Handoff, Refusal, ThreadId},
    declaration::{Bot, BotReplies},
    directory,
};

use crate::chat_run::{ChatRun, remove};

const IDENTITY: &str =
    "8:acs:357e39d2-a29a-4bf6-88cc-fda0afc2c0ed_00000000-0000-4000-8000-000000000001";

fn bot(name: &str, identity: &str) -> Bot {
    Bot {
        name: name.to_owned(),
        display_name: "Contoso".to_owned(),
        resource: "contoso".to_owned(),
        identity: RawId::new(identity),
        app_id: None,
        endpoint: None,
        replies: BotReplies::default(),
    }
}

/// Declares bots beside everything that is there.
fn declare(run: &mut ChatRun, bots: Vec<Bot>) -> bool {
    let mut later = run.world.declaration().clone();
    later.bots = bots;
    let command = directory::Command::Redeclare(Box::new(later));
    run.ask(Command::Directory(command)).is_ok()
}

fn with_bot() -> (ChatRun, RawId) {
    let mut run = ChatRun::new();
    assert!(declare(&mut run, vec![bot("help", IDENTITY)]));
    (run, RawId::new(IDENTITY))
}

fn hand_off(bot: &RawId, thread: &ThreadId, handoff: Handoff) -> chat::Command {
    chat::Command::HandOff {
        actor: bot.clone(),
        thread: thread.clone(),
        handoff,
    }
}

fn initiate() -> Handoff {
    Handoff::Initiate {
        value: BTreeMap::from([("queue".to_owned(), "sales".to_owned())]),
    }
}

#[test]
fn a_declared_bot_can_be_added_to_threads_of_its_resource_and_speaks_there() {
    let (mut run, bot) = with_bot();
    let maya = run.customer(1);
    let thread = run.open(&maya, &[&bot]);
    run.say(&bot, &thread, "hello")
        .expect("it is in the thread");
    let ours = run.world.directory().resource_of_identity(&bot);
    assert_eq!(ours.map(|resource| resource.name.as_str()), Some("contoso"));
    assert_eq!(run.world.contact_of(&bot), None, "a bot is no customer");
}

#[test]
fn a_message_to_a_bot_is_owed_an_answer() {
    let (mut run, bot) = with_bot();
    let maya = run.customer(1);
    let thread = run.open(&maya, &[&bot]);
    run.say(&maya, &thread, "hi").expect("said");
    assert!(run.world.implementation_owes());
    run.say(&bot, &thread, "hello").expect("said");
    assert!(!run.world.implementation_owes());
}

#[test]
fn a_later_declaration_adds_bots_and_takes_none_away() {
    let (mut run, bot_id) = with_bot();
    let other = IDENTITY.replace("000001", "000002");
    let both = vec![bot("second", &other), bot("help", IDENTITY)];
    assert!(declare(&mut run, both));
    let names: Vec<_> = run
        .world
        .declaration()
        .bots
        .iter()
        .map(|bot| bot.name.as_str())
        .collect();
    assert_eq!(names, ["help", "second"]);
    let maya = run.customer(1);
    run.open(&maya, &[&bot_id, &RawId::new(other)]);
    assert!(!declare(&mut run, vec![bot("help", IDENTITY)]));
}

#[test]
fn a_bot_whose_identity_was_deleted_stays_without_one() {
    let (mut run, bot_id) = with_bot();
    let resource = "contoso".to_owned();
    let delete = directory::Command::DeleteIdentity {
        resource,
        identity: bot_id.clone(),
    };
    run.ask(Command::Directory(delete)).expect("deleted");
    let mut renamed = bot("help", IDENTITY);
    renamed.app_id = Some(Guid::new("3b1f6a52-0a2f-4c7e-9f0e-5d1c0ffee001"));
    assert!(declare(&mut run, vec![renamed]));
    assert_eq!(run.world.directory().resource_of_identity(&bot_id), None);
}

#[test]
fn a_handoff_is_a_fact_of_the_customers_contact_and_no_message() {
    let (mut run, bot) = with_bot();
    let maya = run.customer(7);
    let thread = run.open(&maya, &[&bot]);
    let said = run.world.chat().messages(&thread).len();
    let done = run.chat(hand_off(&bot, &thread, initiate()));
    assert_eq!(done, Ok(Reply::Done));
    let state = "accepted".to_owned();
    let status = Handoff::Status {
        state,
        message: None,
    };
    run.chat(hand_off(&bot, &thread, status)).expect("taken");
    assert_eq!(run.world.chat().messages(&thread).len(), said);
    let [.., first, second] = run.facts.as_slice() else {
        panic!("two facts")
    };
    assert_eq!(first.contact.map(|contact| contact.0), Some(7));
    match (&first.what, &second.what) {
        (
            What::Chat(Fact::HandoffInitiated { value, .. }),
            What::Chat(Fact::HandoffReported { state, .. }),
        ) => {
            assert_eq!(value.get("queue").map(String::as_str), Some("sales"));
            assert_eq!(state, "accepted");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_removed_bot_neither_speaks_nor_hands_over() {
    let (mut run, bot) = with_bot();
    let maya = run.customer(1);
    let thread = run.open(&maya, &[&bot]);
    run.chat(remove(&maya, &thread, &bot)).expect("removed");
    let refused = Refusal::NotAParticipant(bot.clone());
    assert_eq!(run.say(&bot, &thread, "hello"), Err(refused.clone()));
    assert_eq!(run.chat(hand_off(&bot, &thread, initiate())), Err(refused));
}

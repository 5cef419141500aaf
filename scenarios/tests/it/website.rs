//! What a website's service does when a customer visits: straight against the world.

use std::collections::BTreeMap;

use ringback_world::{
    Command, Contact, RawId, Reply, Time, World,
    chat::{self, MessageBody, MessageKind, NewParticipant, Retention, ThreadId},
    directory::{self, Scope},
    visits::{self, Outcome, TokenVerdict},
};

/// Lets a visit begin, and gives the name of the page that it asks for.
pub(crate) fn begins(world: &mut World, now: Time, contact: Contact, entry: &str) -> String {
    let entry = entry.to_owned();
    let began = visits::Command::Began {
        contact,
        entry: entry.clone(),
    };
    world
        .handle(now, Command::Visits(began))
        .expect("a visit is noted");
    entry
}

/// Lets a visit come to its outcome.
pub(crate) fn returns(
    world: &mut World,
    now: Time,
    contact: Contact,
    entry: String,
    outcome: Outcome,
) {
    let back = visits::Command::Returned {
        contact,
        entry,
        outcome,
    };
    world
        .handle(now, Command::Visits(back))
        .expect("a visit is noted");
}

/// Opens a thread with a bot that says hello before the page comes back; gives both.
pub(crate) fn welcomes(
    world: &mut World,
    now: Time,
    contact: Contact,
    entry: String,
    hello: &str,
) -> (ThreadId, RawId) {
    let (bot, customer) = (identity(world, now), identity(world, now));
    let thread = thread(world, now, &bot, &customer);
    says(world, now, &bot, &thread, hello);
    let outcome = Outcome::Answered {
        status: 200,
        identity: Some(customer),
        thread: Some(thread.0.clone()),
        token: TokenVerdict::Valid,
    };
    returns(world, now, contact, entry, outcome);
    (thread, bot)
}

fn identity(world: &mut World, now: Time) -> RawId {
    let resource = world.declaration().resources[0].name.clone();
    let scopes = vec![Scope::Chat];
    let asked = Command::Directory(directory::Command::CreateIdentity { resource, scopes });
    match world.handle(now, asked) {
        Ok(Reply::Directory(directory::Reply::Identity { identity, .. })) => identity,
        other => panic!("{other:?}"),
    }
}

fn thread(world: &mut World, now: Time, bot: &RawId, customer: &RawId) -> ThreadId {
    let asked = chat::Command::CreateThread {
        actor: bot.clone(),
        repeatability: None,
        topic: "Help".to_owned(),
        participants: vec![NewParticipant {
            id: customer.clone(),
            display_name: None,
            share_history_from: None,
            metadata: BTreeMap::new(),
        }],
        metadata: BTreeMap::new(),
        retention: Retention::None,
    };
    match world.handle(now, Command::Chat(asked)) {
        Ok(Reply::Chat(chat::Reply::ThreadCreated { thread, .. })) => thread,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn says(world: &mut World, now: Time, bot: &RawId, thread: &ThreadId, content: &str) {
    let body = MessageBody {
        kind: MessageKind::Text,
        content: content.to_owned(),
        sender_display_name: None,
        metadata: BTreeMap::new(),
    };
    let asked = chat::Command::Send {
        actor: bot.clone(),
        thread: thread.clone(),
        body,
    };
    // The customer may have left.
    let _refused = world.handle(now, Command::Chat(asked));
}

/// Says in the thread, by its metadata, which voice app the customer is to call.
pub(crate) fn hands_over(world: &mut World, now: Time, bot: &RawId, thread: &ThreadId, app: &str) {
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let body = MessageBody {
        kind: MessageKind::Text,
        content: "Please call us from this window.".to_owned(),
        sender_display_name: None,
        metadata: BTreeMap::from([pair("handoff", "call"), pair("teamsAppId", app)]),
    };
    let asked = chat::Command::Send {
        actor: bot.clone(),
        thread: thread.clone(),
        body,
    };
    let sent = world.handle(now, Command::Chat(asked));
    sent.expect("the bot may write in its thread");
}

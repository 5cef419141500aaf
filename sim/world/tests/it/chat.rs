//! Chat rule by rule. Clauses are those of the messaging reference, section 2.

use std::collections::BTreeMap;

use ringback_world::{
    Command, RawId, Reply, Span, Time,
    chat::{
        self, Edit, Fact, Limit, MessageId, MessageKind, MessageType as Type, Refusal, Retention,
        ThreadId, ThreadUpdate,
    },
    directory,
};

use crate::chat_run::{ChatRun, create, participant, send};

fn metadata(bytes: usize) -> BTreeMap<String, String> {
    BTreeMap::from([("k".to_owned(), "v".repeat(bytes - 1))])
}

fn remove(actor: &RawId, thread: &ThreadId, participant: &RawId) -> chat::Command {
    chat::Command::RemoveParticipant {
        actor: actor.clone(),
        thread: thread.clone(),
        participant: participant.clone(),
    }
}

fn add(actor: &RawId, thread: &ThreadId, participant: chat::NewParticipant) -> chat::Command {
    chat::Command::AddParticipants {
        actor: actor.clone(),
        thread: thread.clone(),
        participants: vec![participant],
    }
}

fn edit(actor: &RawId, thread: &ThreadId, message: MessageId, text: &str) -> chat::Command {
    chat::Command::EditMessage {
        actor: actor.clone(),
        thread: thread.clone(),
        message,
        edit: Edit {
            content: Some(text.to_owned()),
            metadata: None,
        },
    }
}

fn delete(actor: &RawId, thread: &ThreadId, message: MessageId) -> chat::Command {
    chat::Command::DeleteMessage {
        actor: actor.clone(),
        thread: thread.clone(),
        message,
    }
}

fn read(actor: &RawId, thread: &ThreadId, message: MessageId) -> chat::Command {
    chat::Command::Read {
        actor: actor.clone(),
        thread: thread.clone(),
        message,
    }
}

fn update(actor: &RawId, thread: &ThreadId, update: ThreadUpdate) -> chat::Command {
    chat::Command::UpdateThread {
        actor: actor.clone(),
        thread: thread.clone(),
        update,
    }
}

fn topic(text: &str) -> ThreadUpdate {
    ThreadUpdate {
        topic: Some(text.to_owned()),
        metadata: None,
        retention: None,
    }
}

#[test]
fn a_fresh_thread_holds_two_system_messages_and_its_creator() {
    let mut run = ChatRun::new();
    let (ana, bo) = (run.user(), run.user());
    let thread = run.open(&ana, &[&bo]);
    let text = thread.0.strip_prefix("19:acsV2_").unwrap();
    assert_eq!(text.strip_suffix("1@thread.v2").unwrap().len(), 43);
    assert_eq!(
        run.seen(&bo, &thread).unwrap(),
        [(2, Type::TopicUpdated), (1, Type::ParticipantAdded)]
    );
    let names: Vec<_> = run
        .world
        .chat()
        .participants(&thread)
        .iter()
        .map(|p| &p.id)
        .collect();
    assert_eq!(names, [&ana, &bo]);
    run.say(&ana, &thread, "hello").unwrap();
    assert_eq!(run.seen(&ana, &thread).unwrap()[0], (3, Type::Text));
}

#[test]
fn message_ids_are_the_time_and_are_bumped_on_a_tie() {
    let mut run = ChatRun::new();
    let ana = run.user();
    let thread = run.open(&ana, &[]);
    run.now = Time::from_secs(10);
    let mut ids = Vec::new();
    for text in ["a", "b"] {
        let command = Command::Chat(send(&ana, &thread, MessageKind::Text, text));
        match run.ask_at_once(command).unwrap() {
            Reply::Chat(chat::Reply::Sent { message }) => ids.push(message.0),
            other => panic!("{other:?}"),
        }
    }
    let at = "2026-03-02T08:00:10Z"
        .parse::<jiff::Timestamp>()
        .unwrap()
        .as_millisecond();
    let at = u64::try_from(at).unwrap();
    assert_eq!(ids, [at, at + 1]);
    assert_eq!(
        run.world
            .chat()
            .message(&thread, MessageId(at))
            .unwrap()
            .version,
        at
    );
}

#[test]
fn only_the_sender_edits_and_deletes() {
    let mut run = ChatRun::new();
    let (ana, bo, eve) = (run.user(), run.user(), run.user());
    let thread = run.open(&ana, &[&bo]);
    let message = run.say(&ana, &thread, "helo").unwrap();
    for command in [
        edit(&bo, &thread, message, "x"),
        delete(&bo, &thread, message),
    ] {
        assert_eq!(run.chat(command), Err(Refusal::NotTheSender(bo.clone())));
    }
    assert_eq!(
        run.chat(edit(&eve, &thread, message, "x")),
        Err(Refusal::NotAParticipant(eve.clone()))
    );
    run.chat(edit(&ana, &thread, message, "hello")).unwrap();
    let edited = run.world.chat().message(&thread, message).unwrap().clone();
    assert_eq!(edited.text(), Some("hello"));
    assert_eq!(edited.edited_on, Some(run.world.civil(run.now)));
    assert_eq!((edited.id, edited.sequence), (message, 3));
    assert!(edited.version > message.0);

    run.chat(delete(&ana, &thread, message)).unwrap();
    let deleted = run.world.chat().message(&thread, message).unwrap();
    assert_eq!((deleted.text(), deleted.deleted_on.is_some()), (None, true));
    assert_eq!(
        run.seen(&bo, &thread).unwrap()[0],
        (3, Type::Text),
        "it stays in lists"
    );
    assert_eq!(
        run.chat(edit(&ana, &thread, message, "x")),
        Err(Refusal::MessageNotFound(message))
    );
    let topic_set = run.world.chat().messages(&thread)[1].id;
    assert_eq!(
        run.chat(edit(&ana, &thread, topic_set, "x")),
        Err(Refusal::NotTheSender(ana.clone()))
    );
}

#[test]
fn whoever_was_removed_reads_the_past_and_does_nothing_else() {
    let mut run = ChatRun::new();
    let (ana, bo) = (run.user(), run.user());
    let thread = run.open(&ana, &[&bo]);
    run.say(&ana, &thread, "before").unwrap();
    run.chat(remove(&ana, &thread, &bo)).unwrap();
    run.say(&ana, &thread, "after").unwrap();
    let kinds = [
        (4, Type::ParticipantRemoved),
        (3, Type::Text),
        (2, Type::TopicUpdated),
        (1, Type::ParticipantAdded),
    ];
    assert_eq!(run.seen(&bo, &thread).unwrap(), kinds);
    let gone = Refusal::NotAParticipant(bo.clone());
    assert_eq!(run.say(&bo, &thread, "x"), Err(gone.clone()));
    assert_eq!(
        run.world
            .chat()
            .read_participants(&bo, &thread)
            .unwrap_err(),
        gone
    );
    assert_eq!(
        run.world.chat().read_receipts(&bo, &thread).unwrap_err(),
        gone
    );
    assert!(run.world.chat().read_thread(&bo, &thread).is_ok());
    let listed = run.world.chat().read_threads(&bo, None, None);
    assert_eq!(listed.len(), 1, "threads that were left are still listed");
    assert!(listed[0].last_message_received_on < run.world.civil(run.now));
}

#[test]
fn history_is_shared_as_told_and_otherwise_from_joining_on() {
    let mut run = ChatRun::new();
    let (ana, bo, cy) = (run.user(), run.user(), run.user());
    let thread = run.open(&ana, &[]);
    run.say(&ana, &thread, "one").unwrap();
    let second = run.say(&ana, &thread, "two").unwrap();
    let at = run
        .world
        .chat()
        .message(&thread, second)
        .unwrap()
        .created_on;
    run.chat(add(&ana, &thread, participant(&bo))).unwrap();
    let mut shared = participant(&cy);
    shared.share_history_from = Some(at.as_microsecond());
    run.chat(add(&ana, &thread, shared)).unwrap();
    assert_eq!(
        run.seen(&bo, &thread).unwrap(),
        [(6, Type::ParticipantAdded), (5, Type::ParticipantAdded)]
    );
    assert_eq!(
        run.seen(&cy, &thread).unwrap().last(),
        Some(&(4, Type::Text))
    );
    let hidden = run.world.chat().read_message(&bo, &thread, second);
    assert_eq!(hidden.unwrap_err(), Refusal::MessageNotFound(second));
    assert_eq!(
        run.chat(read(&bo, &thread, second)),
        Err(Refusal::MessageNotFound(second))
    );
}

#[test]
fn who_is_no_user_of_the_resource_is_set_aside_and_a_bad_shape_spoils_everything() {
    let mut run = ChatRun::new();
    let (ana, other) = (run.user(), run.user_of("fabrikam"));
    let teams = RawId::teams_user("357e39d2-a29a-4bf6-88cc-fda0afc2c0ed");
    let gone = run.user();
    let resource = "contoso".to_owned();
    let identity = gone.clone();
    run.ask(Command::Directory(directory::Command::DeleteIdentity {
        resource,
        identity,
    }))
    .unwrap();
    let strangers = [&other, &teams, &gone].map(participant).to_vec();
    let Ok(Reply::Chat(chat::Reply::ThreadCreated { thread, invalid })) =
        run.chat(create(&ana, strangers))
    else {
        panic!("not created")
    };
    assert_eq!(invalid, [other, teams, gone]);
    for bad in [
        "8:acs:invalidUserId",
        "8:acs:fakeid===",
        "ana",
        "",
        "8:acs:",
        "8:orgid:x",
    ] {
        let bad = RawId::new(bad);
        let refusal = Err(Refusal::InvalidIdentifier(bad.clone()));
        assert_eq!(run.chat(create(&ana, vec![participant(&bad)])), refusal);
        assert_eq!(run.chat(add(&ana, &thread, participant(&bad))), refusal);
        assert_eq!(run.chat(remove(&ana, &thread, &bad)), refusal);
    }
}

#[test]
fn adding_and_removing_without_effect_say_nothing() {
    let mut run = ChatRun::new();
    let (ana, bo, cy) = (run.user(), run.user(), run.user());
    let thread = run.open(&ana, &[&bo]);
    let before = run.facts.len();
    run.chat(add(&ana, &thread, participant(&bo))).unwrap();
    run.chat(remove(&ana, &thread, &cy)).unwrap();
    assert_eq!(run.facts.len(), before);
    assert_eq!(run.seen(&ana, &thread).unwrap().len(), 2);
}

#[test]
fn a_repeatability_id_outlives_its_thread_and_is_one_users_own() {
    let mut run = ChatRun::new();
    let (ana, bo) = (run.user(), run.user());
    let create = |actor: &RawId| match create(actor, vec![]) {
        chat::Command::CreateThread {
            actor,
            topic,
            participants,
            metadata,
            retention,
            ..
        } => {
            let repeatability = Some("r".to_owned());
            chat::Command::CreateThread {
                actor,
                repeatability,
                topic,
                participants,
                metadata,
                retention,
            }
        }
        _ => unreachable!(),
    };
    let first = run.chat(create(&ana)).unwrap();
    assert_eq!(run.chat(create(&ana)).unwrap(), first);
    assert_ne!(run.chat(create(&bo)).unwrap(), first);
    let Reply::Chat(chat::Reply::ThreadCreated { thread, .. }) = first.clone() else {
        panic!()
    };
    run.chat(chat::Command::DeleteThread {
        actor: ana.clone(),
        thread: thread.clone(),
    })
    .unwrap();
    assert_eq!(run.chat(create(&ana)).unwrap(), first);
    assert_eq!(
        run.say(&ana, &thread, "x"),
        Err(Refusal::ThreadNotFound(thread))
    );
}

#[test]
fn a_deleted_thread_is_listed_and_nothing_in_it_can_be_read() {
    let mut run = ChatRun::new();
    let (ana, bo) = (run.user(), run.user());
    let thread = run.open(&ana, &[&bo]);
    run.say(&bo, &thread, "hello").unwrap();
    run.chat(chat::Command::DeleteThread {
        actor: ana.clone(),
        thread: thread.clone(),
    })
    .unwrap();
    let gone = Refusal::ThreadNotFound(thread.clone());
    assert_eq!(run.seen(&ana, &thread).unwrap_err(), gone);
    assert_eq!(
        run.world.chat().read_thread(&ana, &thread).unwrap_err(),
        gone
    );
    let listed = run.world.chat().read_threads(&bo, None, None);
    assert_eq!(listed[0].deleted_on, Some(run.world.civil(run.now)));
    let told = Fact::ThreadDeleted {
        thread: thread.clone(),
        by: Some(ana),
    };
    assert_eq!(run.chat_facts().last(), Some(&&told));
    for id in ["invalid_chat_thread_id", "19:@thread.v2", ""] {
        let bad = ThreadId(id.to_owned());
        assert_eq!(
            run.seen(&bo, &bad).unwrap_err(),
            Refusal::InvalidThreadId(id.to_owned())
        );
    }
}

#[test]
fn retention_deletes_a_thread_so_many_days_after_its_creation() {
    let mut run = ChatRun::new();
    let ana = run.user();
    let thread = run.open(&ana, &[]);
    let keep = |days| ThreadUpdate {
        topic: None,
        metadata: None,
        retention: Some(Retention::ThreadCreationDate { days }),
    };
    for days in [29, 91] {
        let refused = run.chat(update(&ana, &thread, keep(days)));
        assert!(matches!(refused, Err(Refusal::Invalid { .. })), "{days}");
    }
    let made = run.now;
    run.now = Time::from_secs(86_400);
    run.chat(update(&ana, &thread, keep(90))).unwrap();
    run.chat(update(&ana, &thread, keep(30))).unwrap();
    let due = run.world.next_wakeup().unwrap();
    assert_eq!(due.since(made).as_micros() / 1_000_000, 30 * 86_400 - 1);
    run.world.advance(due);
    run.facts.extend(run.world.take_facts());
    let told = Fact::ThreadDeleted {
        thread: thread.clone(),
        by: None,
    };
    assert_eq!(run.chat_facts().last(), Some(&&told));
    assert_eq!(
        run.world.next_wakeup(),
        None,
        "the longer term was replaced"
    );
}

#[test]
fn a_topic_message_tells_of_changes_alone() {
    let mut run = ChatRun::new();
    let ana = run.user();
    let thread = run.open(&ana, &[]);
    run.chat(update(&ana, &thread, topic("help"))).unwrap();
    assert_eq!(run.seen(&ana, &thread).unwrap().len(), 2);
    run.chat(update(&ana, &thread, topic("more help"))).unwrap();
    assert_eq!(run.seen(&ana, &thread).unwrap()[0], (3, Type::TopicUpdated));
    assert_eq!(run.world.chat().thread(&thread).unwrap().topic, "more help");
}

#[test]
fn sizes_are_limited() {
    let mut run = ChatRun::new();
    let ana = run.user();
    let thread = run.open(&ana, &[]);
    run.say(&ana, &thread, &"é".repeat(14 * 1024)).unwrap();
    let too_long = run.say(&ana, &thread, &"é".repeat(14 * 1024 + 1));
    let (what, limit) = (Limit::MessageBytes, 28 * 1024);
    assert_eq!(
        too_long,
        Err(Refusal::OverLimit {
            what,
            given: limit + 2,
            limit
        })
    );
    let pairs = |bytes| ThreadUpdate {
        topic: None,
        metadata: Some(metadata(bytes)),
        retention: None,
    };
    run.chat(update(&ana, &thread, pairs(1024))).unwrap();
    let (what, limit) = (Limit::MetadataBytes, 1024);
    assert_eq!(
        run.chat(update(&ana, &thread, pairs(1025))),
        Err(Refusal::OverLimit {
            what,
            given: 1025,
            limit
        })
    );
}

#[test]
fn participants_are_limited_in_a_request_and_in_a_thread() {
    let mut run = ChatRun::new();
    let users: Vec<_> = (0..260).map(|_| run.user()).collect();
    let ana = run.user();
    let some =
        |range: std::ops::Range<usize>| users[range].iter().map(participant).collect::<Vec<_>>();
    let (what, limit) = (Limit::ParticipantsPerRequest, 200);
    assert_eq!(
        run.chat(create(&ana, some(0..201))),
        Err(Refusal::OverLimit {
            what,
            given: 201,
            limit
        })
    );
    let Ok(Reply::Chat(chat::Reply::ThreadCreated { thread, .. })) =
        run.chat(create(&ana, some(0..200)))
    else {
        panic!("not created")
    };
    let add = |participants| chat::Command::AddParticipants {
        actor: ana.clone(),
        thread: thread.clone(),
        participants,
    };
    let (what, limit) = (Limit::Participants, 250);
    assert_eq!(
        run.chat(add(some(200..250))),
        Err(Refusal::OverLimit {
            what,
            given: 251,
            limit
        })
    );
    run.chat(add(some(190..249))).unwrap();
    assert_eq!(run.world.chat().participants(&thread).len(), 250);
}

#[test]
fn receipts_move_forward_and_stop_in_large_threads() {
    let mut run = ChatRun::new();
    let (ana, bo) = (run.user(), run.user());
    let thread = run.open(&ana, &[&bo]);
    let first = run.say(&ana, &thread, "one").unwrap();
    let second = run.say(&ana, &thread, "two").unwrap();
    run.chat(read(&bo, &thread, second)).unwrap();
    let facts = run.facts.len();
    run.chat(read(&bo, &thread, first)).unwrap();
    assert_eq!(run.facts.len(), facts);
    let receipts = run.world.chat().read_receipts(&ana, &thread).unwrap();
    assert_eq!(
        receipts.iter().map(|r| r.message).collect::<Vec<_>>(),
        [second]
    );
    assert_eq!(
        run.chat(read(&bo, &thread, MessageId(1))),
        Err(Refusal::MessageNotFound(MessageId(1)))
    );

    let typing = chat::Command::Typing {
        actor: ana.clone(),
        thread: thread.clone(),
        sender_display_name: None,
    };
    run.chat(typing.clone()).unwrap();
    assert!(matches!(
        run.chat_facts().last(),
        Some(Fact::TypingShown { .. })
    ));
    for _ in 0..19 {
        let more = run.user();
        run.chat(add(&ana, &thread, participant(&more))).unwrap();
    }
    let facts = run.facts.len();
    run.chat(typing).unwrap();
    assert_eq!(run.facts.len(), facts, "nobody is told");
    let (what, limit) = (Limit::ParticipantsWithReceipts, 20);
    assert_eq!(
        run.chat(read(&ana, &thread, second)),
        Err(Refusal::OverLimit {
            what,
            given: 21,
            limit
        })
    );
}

#[test]
fn threads_are_listed_by_activity_page_by_page() {
    let mut run = ChatRun::new();
    let ana = run.user();
    let threads: Vec<_> = (0..3).map(|_| run.open(&ana, &[])).collect();
    run.say(&ana, &threads[0], "hello").unwrap();
    let expected = [&threads[0], &threads[2], &threads[1]];
    let all = run.world.chat().read_threads(&ana, None, None);
    assert_eq!(
        all.iter().map(|item| &item.id).collect::<Vec<_>>(),
        expected
    );
    let at = all[0].last_message_received_on;
    let cursor = chat::ThreadCursor {
        at,
        id: all[0].id.clone(),
    };
    let rest = run.world.chat().read_threads(&ana, None, Some(&cursor));
    assert_eq!(rest, all[1..]);
    assert_eq!(
        run.world.chat().read_threads(&ana, Some(at), None),
        all[..1]
    );
}

#[test]
fn messages_are_listed_newest_first_from_a_time_on_and_before_a_message() {
    let mut run = ChatRun::new();
    let ana = run.user();
    let thread = run.open(&ana, &[]);
    let ids: Vec<_> = (0..4)
        .map(|_| run.say(&ana, &thread, "x").unwrap())
        .collect();
    let at = run
        .world
        .chat()
        .message(&thread, ids[1])
        .unwrap()
        .created_on;
    let found = run
        .world
        .chat()
        .read_messages(&ana, &thread, Some(at), Some(ids[3]))
        .unwrap();
    assert_eq!(
        found.map(|message| message.id).collect::<Vec<_>>(),
        [ids[2], ids[1]]
    );
}

#[test]
fn the_implementation_owes_an_answer_to_a_customer_who_had_the_last_word() {
    let mut run = ChatRun::new();
    let (maya, bot) = (run.customer(1), run.user());
    let thread = run.open(&bot, &[&maya]);
    run.say(&bot, &thread, "how can we help?").unwrap();
    assert!(!run.world.implementation_owes());
    run.say(&maya, &thread, "a person, please").unwrap();
    assert!(run.world.implementation_owes());
    run.say(&bot, &thread, "one moment").unwrap();
    assert!(!run.world.implementation_owes());
    run.say(&maya, &thread, "still there?").unwrap();
    run.chat(remove(&bot, &thread, &maya)).unwrap();
    assert!(!run.world.implementation_owes(), "she is gone");

    let alone = run.customer(2);
    let thread = run.open(&alone, &[]);
    run.say(&alone, &thread, "anybody?").unwrap();
    assert!(
        !run.world.implementation_owes(),
        "nobody is there who could answer"
    );
    run.chat(add(&alone, &thread, participant(&bot))).unwrap();
    assert!(run.world.implementation_owes());
    run.chat(chat::Command::DeleteThread { actor: bot, thread })
        .unwrap();
    assert!(!run.world.implementation_owes());
}

#[test]
fn facts_of_a_thread_belong_to_its_customers_contact() {
    let mut run = ChatRun::new();
    let (maya, bot) = (run.customer(4), run.user());
    let thread = run.open(&bot, &[&maya]);
    let from = run.facts.len();
    run.say(&bot, &thread, "hello").unwrap();
    run.say(&maya, &thread, "hi").unwrap();
    let contacts: Vec<_> = run.facts[from..]
        .iter()
        .map(|fact| fact.contact.unwrap().0)
        .collect();
    assert_eq!(contacts, [4, 4]);
}

#[test]
fn html_is_cleaned_on_sending_and_editing() {
    let mut run = ChatRun::new();
    let ana = run.user();
    let thread = run.open(&ana, &[]);
    let html = "<p>hi</p><script>x</script>";
    run.chat(send(&ana, &thread, MessageKind::Html, html))
        .unwrap();
    let message = run.world.chat().messages(&thread)[2].clone();
    assert_eq!(
        (message.kind, message.text()),
        (Type::Html, Some("<p>hi</p>"))
    );
    run.chat(edit(&ana, &thread, message.id, "<b onclick=x>ho</b>"))
        .unwrap();
    let text = run
        .world
        .chat()
        .message(&thread, message.id)
        .unwrap()
        .text();
    assert_eq!(text, Some("<b>ho</b>"));
    run.say(&ana, &thread, html).unwrap();
    assert_eq!(
        run.world.chat().messages(&thread)[3].text(),
        Some(html),
        "text stays text"
    );
}

#[test]
fn nothing_changes_when_time_passes_without_retention() {
    let mut run = ChatRun::new();
    let ana = run.user();
    run.open(&ana, &[]);
    run.world
        .advance(run.now.saturating_add(Span::from_secs(86_400 * 365)));
    assert_eq!(run.world.take_facts(), []);
}

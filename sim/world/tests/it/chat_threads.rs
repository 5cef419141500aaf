//! Threads, from opening to deletion. Clauses are those of the messaging reference, section 2.

use ringback_world::{
    Command, RawId, Reply, Span, Time,
    chat::{self, Fact, Limit, MessageType as Type, Refusal, Retention, ThreadId, ThreadUpdate},
    directory,
};

use crate::chat_run::{ChatRun, add, create, metadata, participant, remove, topic, update};

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
    let [joined, named] = run.world.chat().messages(&thread) else {
        panic!("two messages")
    };
    assert_eq!(named.created_on, joined.created_on);
    assert_eq!(named.id.0, joined.id.0 + 1);
    run.say(&ana, &thread, "hello").unwrap();
    assert_eq!(run.seen(&ana, &thread).unwrap()[0], (3, Type::Text));
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
fn nothing_changes_when_time_passes_without_retention() {
    let mut run = ChatRun::new();
    let ana = run.user();
    run.open(&ana, &[]);
    run.world
        .advance(run.now.saturating_add(Span::from_secs(86_400 * 365)));
    assert_eq!(run.world.take_facts(), []);
}

//! What people do in a thread. Clauses are those of the messaging reference, section 2.

use ringback_world::{
    Command, Reply, Time,
    chat::{self, Fact, Limit, MessageId, MessageKind, MessageType as Type, Refusal},
};

use crate::chat_run::{ChatRun, add, delete, edit, participant, read, remove, send};

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
    let facts = run.facts.len();
    run.chat(delete(&ana, &thread, message)).unwrap();
    assert_eq!(run.facts.len(), facts, "once is enough");
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
fn a_time_to_share_from_that_is_still_to_come_is_now() {
    let mut run = ChatRun::new();
    let (ana, bo) = (run.user(), run.user());
    let mut ahead = participant(&bo);
    ahead.share_history_from = Some(i64::MAX / 2_000_000 * 1_000);
    let thread = run.open(&ana, &[]);
    run.chat(add(&ana, &thread, ahead)).unwrap();
    run.say(&ana, &thread, "hello").unwrap();
    assert_eq!(run.seen(&bo, &thread).unwrap()[0], (4, Type::Text));
}

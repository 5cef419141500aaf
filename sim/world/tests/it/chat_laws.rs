//! Laws of chat that hold for all runs.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ringback_world::{
    Command, RawId, Span,
    chat::{
        self, Edit, MessageBody, MessageId, MessageKind, NewParticipant, Retention, ThreadId,
        ThreadUpdate,
    },
};

use crate::chat_run::{ChatRun, participant, world};

/// One step: who, where, which message or other person, what, and how much later.
type Step = (usize, usize, usize, u8, u16);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec(
        (0..4_usize, 0..5_usize, 0..12_usize, 0..13_u8, 0..3000_u16),
        1..60,
    )
}

fn play(steps: &[Step]) -> ChatRun {
    let mut run = ChatRun::new();
    let mut people: Vec<_> = (0..3).map(|_| run.user()).collect();
    people[0] = run.customer(1);
    people.push(RawId::new("8:acs:nobody"));
    let mut threads = vec![
        ThreadId("19:none@thread.v2".to_owned()),
        ThreadId("x".to_owned()),
    ];
    for step in steps {
        let command = command(&run, &people, &threads, step);
        run.now = run.now.saturating_add(Span::from_micros(u64::from(step.4)));
        if let Ok(ringback_world::Reply::Chat(chat::Reply::ThreadCreated { thread, .. })) =
            run.ask_at_once(Command::Chat(command))
        {
            threads.push(thread);
        }
    }
    run
}

fn command(
    run: &ChatRun,
    people: &[RawId],
    threads: &[ThreadId],
    (who, place, which, what, _): &Step,
) -> chat::Command {
    let actor = people[*who].clone();
    let thread = threads[*place % threads.len()].clone();
    let other = people[*which % people.len()].clone();
    let known = run.world.chat().messages(&thread);
    let message = known.get(*which).map_or(MessageId(7), |message| message.id);
    let newcomer = NewParticipant {
        share_history_from: (which % 2 == 0).then_some(i64::MAX),
        ..participant(&other)
    };
    let body = MessageBody {
        kind: if which % 2 == 0 {
            MessageKind::Text
        } else {
            MessageKind::Html
        },
        content: "<b>x".repeat(*which),
        sender_display_name: None,
        metadata: BTreeMap::new(),
    };
    match what {
        0 => chat::Command::CreateThread {
            actor,
            repeatability: (which % 3 == 0).then(|| "r".to_owned()),
            topic: which.to_string(),
            participants: vec![newcomer],
            metadata: BTreeMap::new(),
            retention: Retention::ThreadCreationDate { days: 30 },
        },
        1 => {
            let update = ThreadUpdate {
                topic: Some(which.to_string()),
                metadata: None,
                retention: Some(Retention::None),
            };
            chat::Command::UpdateThread {
                actor,
                thread,
                update,
            }
        }
        2 if *which == 0 => chat::Command::DeleteThread { actor, thread },
        3 => {
            let edit = Edit {
                content: Some("y".to_owned()),
                metadata: None,
            };
            chat::Command::EditMessage {
                actor,
                thread,
                message,
                edit,
            }
        }
        4 => chat::Command::DeleteMessage {
            actor,
            thread,
            message,
        },
        5 => chat::Command::AddParticipants {
            actor,
            thread,
            participants: vec![newcomer],
        },
        6 => chat::Command::RemoveParticipant {
            actor,
            thread,
            participant: other,
        },
        7 => chat::Command::Typing {
            actor,
            thread,
            sender_display_name: None,
        },
        8 => chat::Command::Read {
            actor,
            thread,
            message,
        },
        _ => chat::Command::Send {
            actor,
            thread,
            body,
        },
    }
}

proptest! {
    #[test]
    fn numbers_are_contiguous_and_ids_grow_in_every_thread(steps in steps()) {
        let run = play(&steps);
        for fact in run.chat_facts() {
            let chat::Fact::ThreadCreated { thread, by, .. } = fact else { continue };
            let messages = run.world.chat().messages(thread);
            for (index, message) in messages.iter().enumerate() {
                prop_assert_eq!(message.sequence, index as u64 + 1);
                prop_assert!(message.version >= message.id.0);
            }
            prop_assert!(messages.is_sorted_by(|a, b| a.id < b.id));
            if let Ok(seen) = run.seen(by, thread) {
                prop_assert!(seen.is_sorted_by(|a, b| a.0 > b.0));
            }
        }
    }

    #[test]
    fn replaying_the_inputs_gives_the_facts_again(steps in steps()) {
        let run = play(&steps);
        let mut again = world();
        let mut facts = Vec::new();
        for input in run.inputs.clone() {
            again.replay(input);
            facts.extend(again.take_facts());
        }
        prop_assert_eq!(facts, run.facts);
    }

    #[test]
    fn everybody_sees_a_part_of_what_was_said(steps in steps()) {
        let run = play(&steps);
        for fact in run.chat_facts() {
            let chat::Fact::ParticipantAdded { thread, participant, .. } = fact else { continue };
            let said = run.world.chat().messages(thread).len();
            if let Ok(seen) = run.seen(participant, thread) {
                prop_assert!(seen.len() <= said);
                for (sequence, _) in seen {
                    let message = &run.world.chat().messages(thread)[sequence as usize - 1];
                    prop_assert!(run.world.chat().read_message(participant, thread, message.id).is_ok());
                }
            }
        }
    }
}

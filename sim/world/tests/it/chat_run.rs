//! A world with one resource, in which people chat.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ringback_world::{
    Command, Contact, Fact, Guid, Ids, Input, RawId, Refusal, Reply, Source, Span, Time, What,
    World,
    chat::{
        self, Edit, MessageBody, MessageId, MessageKind, MessageType, NewParticipant, Retention,
        ThreadId, ThreadUpdate,
    },
    declaration::{Declaration, Resource, Tenant},
    directory, visits,
};

pub(crate) struct ChatRun {
    pub(crate) world: World,
    pub(crate) now: Time,
    pub(crate) inputs: Vec<Input>,
    pub(crate) facts: Vec<Fact>,
}

fn resource(name: &str, id: &str) -> Resource {
    Resource {
        name: name.to_owned(),
        id: Guid::new(id),
        access_keys: [String::new(), String::new()],
        phone_numbers: vec![],
    }
}

pub(crate) fn world() -> World {
    let resources = vec![
        resource("contoso", "357e39d2-a29a-4bf6-88cc-fda0afc2c0ed"),
        resource("fabrikam", "fa5c4fc3-a269-43e2-9eb6-0ca17b388993"),
    ];
    let teams = Tenant::new(Guid::new("t"));
    let start: Timestamp = "2026-03-02T08:00:00Z".parse().expect("a timestamp");
    World::new(
        Ids::new(1, "chat"),
        start,
        Declaration {
            resources,
            teams,
            bots: vec![],
        },
    )
}

impl ChatRun {
    pub(crate) fn new() -> Self {
        Self {
            world: world(),
            now: Time::ZERO,
            inputs: Vec::new(),
            facts: Vec::new(),
        }
    }

    pub(crate) fn ask(&mut self, command: Command) -> Result<Reply, Refusal> {
        self.now = self.now.saturating_add(Span::from_millis(1));
        self.ask_at_once(command)
    }

    pub(crate) fn ask_at_once(&mut self, command: Command) -> Result<Reply, Refusal> {
        self.inputs.push(
            self.world
                .input(self.now, Source::Implementation, command.clone()),
        );
        let reply = self.world.handle(self.now, command);
        self.facts.extend(self.world.take_facts());
        reply
    }

    pub(crate) fn chat(&mut self, command: chat::Command) -> Result<Reply, chat::Refusal> {
        self.ask(Command::Chat(command))
            .map_err(|refusal| match refusal {
                Refusal::Chat(refusal) => refusal,
                other => panic!("{other}"),
            })
    }

    pub(crate) fn user_of(&mut self, resource: &str) -> RawId {
        let resource = resource.to_owned();
        let command = directory::Command::CreateIdentity {
            resource,
            scopes: vec![],
        };
        match self.ask(Command::Directory(command)) {
            Ok(Reply::Directory(directory::Reply::Identity { identity, .. })) => identity,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn user(&mut self) -> RawId {
        self.user_of("contoso")
    }

    pub(crate) fn customer(&mut self, number: u32) -> RawId {
        let identity = self.user();
        let outcome = visits::Outcome::Answered {
            status: 200,
            identity: Some(identity.clone()),
            thread: None,
            token: visits::TokenVerdict::Valid,
        };
        let (contact, entry) = (Contact(number), "help".to_owned());
        self.ask(Command::Visits(visits::Command::Returned {
            contact,
            entry,
            outcome,
        }))
        .expect("a visit is always taken");
        identity
    }

    pub(crate) fn open(&mut self, actor: &RawId, others: &[&RawId]) -> ThreadId {
        let participants = others.iter().map(|other| participant(other)).collect();
        match self.chat(create(actor, participants)) {
            Ok(Reply::Chat(chat::Reply::ThreadCreated { thread, invalid })) => {
                assert_eq!(invalid, []);
                thread
            }
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn say(
        &mut self,
        actor: &RawId,
        thread: &ThreadId,
        text: &str,
    ) -> Result<MessageId, chat::Refusal> {
        match self.chat(send(actor, thread, MessageKind::Text, text))? {
            Reply::Chat(chat::Reply::Sent { message }) => Ok(message),
            other => panic!("{other:?}"),
        }
    }

    /// Shows what a reader sees, newest first: numbers and types.
    pub(crate) fn seen(
        &self,
        reader: &RawId,
        thread: &ThreadId,
    ) -> Result<Vec<(u64, MessageType)>, chat::Refusal> {
        let all = self
            .world
            .chat()
            .read_messages(reader, thread, None, None)?;
        Ok(all
            .map(|message| (message.sequence, message.kind))
            .collect())
    }

    pub(crate) fn chat_facts(&self) -> Vec<&chat::Fact> {
        self.facts
            .iter()
            .filter_map(|fact| match &fact.what {
                What::Chat(fact) => Some(fact),
                _ => None,
            })
            .collect()
    }
}

pub(crate) fn participant(id: &RawId) -> NewParticipant {
    NewParticipant {
        id: id.clone(),
        display_name: None,
        share_history_from: None,
        metadata: BTreeMap::new(),
    }
}

pub(crate) fn create(actor: &RawId, participants: Vec<NewParticipant>) -> chat::Command {
    chat::Command::CreateThread {
        actor: actor.clone(),
        repeatability: None,
        topic: "help".to_owned(),
        participants,
        metadata: BTreeMap::new(),
        retention: Retention::None,
    }
}

pub(crate) fn send(
    actor: &RawId,
    thread: &ThreadId,
    kind: MessageKind,
    text: &str,
) -> chat::Command {
    let body = MessageBody {
        kind,
        content: text.to_owned(),
        sender_display_name: None,
        metadata: BTreeMap::new(),
    };
    chat::Command::Send {
        actor: actor.clone(),
        thread: thread.clone(),
        body,
    }
}

pub(crate) fn metadata(bytes: usize) -> BTreeMap<String, String> {
    BTreeMap::from([("k".to_owned(), "v".repeat(bytes - 1))])
}

pub(crate) fn remove(actor: &RawId, thread: &ThreadId, participant: &RawId) -> chat::Command {
    chat::Command::RemoveParticipant {
        actor: actor.clone(),
        thread: thread.clone(),
        participant: participant.clone(),
    }
}

pub(crate) fn add(
    actor: &RawId,
    thread: &ThreadId,
    participant: chat::NewParticipant,
) -> chat::Command {
    chat::Command::AddParticipants {
        actor: actor.clone(),
        thread: thread.clone(),
        participants: vec![participant],
    }
}

pub(crate) fn edit(
    actor: &RawId,
    thread: &ThreadId,
    message: MessageId,
    text: &str,
) -> chat::Command {
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

pub(crate) fn delete(actor: &RawId, thread: &ThreadId, message: MessageId) -> chat::Command {
    chat::Command::DeleteMessage {
        actor: actor.clone(),
        thread: thread.clone(),
        message,
    }
}

pub(crate) fn read(actor: &RawId, thread: &ThreadId, message: MessageId) -> chat::Command {
    chat::Command::Read {
        actor: actor.clone(),
        thread: thread.clone(),
        message,
    }
}

pub(crate) fn update(actor: &RawId, thread: &ThreadId, update: ThreadUpdate) -> chat::Command {
    chat::Command::UpdateThread {
        actor: actor.clone(),
        thread: thread.clone(),
        update,
    }
}

pub(crate) fn topic(text: &str) -> ThreadUpdate {
    ThreadUpdate {
        topic: Some(text.to_owned()),
        metadata: None,
        retention: None,
    }
}

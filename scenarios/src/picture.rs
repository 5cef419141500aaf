//! What facts tell about who is who: whose call, thread and identity something is, and what a person sees of it.

mod seat;

use std::collections::{BTreeMap, BTreeSet};

use ringback_world::{
    Contact, Fact, IdentifierKind, RawId, What,
    calls::{self, CallId},
    chat::{self, ThreadId},
    declaration::Declaration,
    teams, visits,
};
use serde_json::Value;

use crate::{
    language::FactPattern,
    phones,
    subject::{call_of, field_of, name_and_fields, thread_of},
};

pub(crate) use seat::Seat;

/// Who is who, as far as the facts so far tell.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    people: BTreeMap<RawId, String>,
    queues: BTreeMap<String, RawId>,
    attendants: BTreeMap<String, RawId>,
    calls: BTreeMap<CallId, Call>,
    parties: BTreeMap<RawId, Contact>,
    /// Who placed the calls of a contact.
    placed: BTreeMap<Contact, BTreeSet<RawId>>,
    threads: BTreeMap<ThreadId, Contact>,
    owners: BTreeMap<ThreadId, RawId>,
    numbers: BTreeSet<String>,
    early: BTreeMap<ThreadId, Vec<Fact>>,
}

/// What is known of a call.
#[derive(Clone, Debug)]
struct Call {
    contact: Option<Contact>,
    from: RawId,
    agents: Vec<String>,
}

/// One fact as the people get to see it: a chat's first messages are seen only when the customer knows the thread.
#[derive(Clone, Debug)]
pub(crate) struct Sight {
    pub(crate) contact: Option<Contact>,
    pub(crate) fact: Fact,
}

impl Picture {
    pub(crate) fn new(declaration: &Declaration) -> Self {
        let people = &declaration.teams.people;
        Self {
            people: people
                .iter()
                .map(|person| {
                    (
                        RawId::teams_user(person.object_id.as_str()),
                        person.name.clone(),
                    )
                })
                .collect(),
            queues: declaration
                .teams
                .queues
                .iter()
                .filter_map(|queue| {
                    Some((
                        queue.name.clone(),
                        queue.resource_account.as_ref()?.raw_id(),
                    ))
                })
                .collect(),
            attendants: declaration
                .teams
                .attendants
                .iter()
                .filter_map(|attendant| {
                    let account = attendant.resource_account.as_ref()?;
                    Some((attendant.name.clone(), account.raw_id()))
                })
                .collect(),
            calls: BTreeMap::new(),
            parties: BTreeMap::new(),
            placed: BTreeMap::new(),
            threads: BTreeMap::new(),
            owners: BTreeMap::new(),
            numbers: phones::declared(declaration),
            early: BTreeMap::new(),
        }
    }

    /// Learns from a fact, and gives what people now see of it.
    pub(crate) fn learn(&mut self, fact: &Fact) -> Vec<Sight> {
        match &fact.what {
            What::Call(calls::Fact::Placed { call, from, to }) => {
                let of = |party| self.parties.get(party).copied();
                let contact = fact.contact.or_else(|| of(from)).or_else(|| of(to));
                if let Some(contact) = contact {
                    self.placed.entry(contact).or_default().insert(from.clone());
                }
                let seen = Call {
                    contact,
                    from: from.clone(),
                    agents: Vec::new(),
                };
                self.calls.insert(*call, seen);
            }
            What::Teams(
                teams::Fact::Offered { call, agent, .. }
                | teams::Fact::AnsweredByAgent { call, agent, .. }
                | teams::Fact::Retrieved {
                    call, by: agent, ..
                },
            ) => self.joins(*call, agent.clone()),
            What::Call(
                calls::Fact::Ringing { call, party, .. }
                | calls::Fact::PartyConnected { call, party },
            ) => {
                if let Some(agent) = self.person(party).map(str::to_owned) {
                    self.joins(*call, agent);
                }
            }
            What::Chat(chat::Fact::MessageSent { thread, .. })
                if fact.contact.is_none() && !self.threads.contains_key(thread) =>
            {
                self.early
                    .entry(thread.clone())
                    .or_default()
                    .push(fact.clone());
                return Vec::new();
            }
            What::Chat(chat::Fact::ThreadCreated { thread, by, .. }) => {
                self.owners.insert(thread.clone(), by.clone());
            }
            // Who was on the website may be called back.
            What::Visit(visits::Fact::VisitBegan { .. }) => {
                if let Some(contact) = fact.contact {
                    let phone = phones::of(contact, &self.numbers);
                    self.parties.insert(phone, contact);
                }
            }
            What::Visit(visits::Fact::Visited {
                outcome:
                    visits::Outcome::Answered {
                        identity, thread, ..
                    },
                ..
            }) => return self.visited(fact, identity.as_ref(), thread.as_deref()),
            _ => {}
        }
        vec![Sight {
            contact: self.contact_of(fact),
            fact: fact.clone(),
        }]
    }

    /// An agent has to do with a call from now on.
    fn joins(&mut self, call: CallId, agent: String) {
        if let Some(call) = self.calls.get_mut(&call)
            && !call.agents.contains(&agent)
        {
            call.agents.push(agent);
        }
    }

    fn visited(
        &mut self,
        fact: &Fact,
        identity: Option<&RawId>,
        thread: Option<&str>,
    ) -> Vec<Sight> {
        let mut sights = vec![Sight {
            contact: fact.contact,
            fact: fact.clone(),
        }];
        let Some(contact) = fact.contact else {
            return sights;
        };
        if let Some(identity) = identity {
            self.parties.insert(identity.clone(), contact);
        }
        if let Some(thread) = thread {
            let thread = ThreadId(thread.to_owned());
            let early = self.early.remove(&thread).unwrap_or_default();
            self.threads.insert(thread, contact);
            sights.extend(early.into_iter().map(|fact| Sight {
                contact: Some(contact),
                fact,
            }));
        }
        sights
    }

    /// Names the people who have to do with a fact: whom it names, and at the end of a call whoever had to do with it.
    pub(crate) fn agents_of<'f>(&'f self, fact: &'f Fact) -> Vec<&'f str> {
        match &fact.what {
            What::Teams(
                teams::Fact::Offered { agent, .. }
                | teams::Fact::OfferEnded { agent, .. }
                | teams::Fact::AnsweredByAgent { agent, .. },
            ) => vec![agent.as_str()],
            What::Call(
                calls::Fact::Ringing { party, .. }
                | calls::Fact::PartyConnected { party, .. }
                | calls::Fact::PartyLeft { party, .. },
            ) => self.person(party).into_iter().collect(),
            What::Call(calls::Fact::CallEnded { call, .. }) => {
                let call = self.calls.get(call);
                let agents = call.map(|call| call.agents.iter().map(String::as_str));
                agents.into_iter().flatten().collect()
            }
            _ => Vec::new(),
        }
    }

    /// Tells whose contact a fact belongs to.
    pub(crate) fn contact_of(&self, fact: &Fact) -> Option<Contact> {
        let by_call = || self.calls.get(&call_of(fact)?)?.contact;
        let by_thread = || self.threads.get(thread_of(fact)?).copied();
        fact.contact.or_else(by_call).or_else(by_thread)
    }

    /// Gives the short name of a person of the tenant.
    pub(crate) fn person(&self, party: &RawId) -> Option<&str> {
        self.people.get(party).map(String::as_str)
    }

    /// Gives the number of a party that is on a phone outside and not the contact's own.
    pub(crate) fn outside<'p>(&self, party: &'p RawId, contact: Contact) -> Option<&'p str> {
        match party.kind() {
            IdentifierKind::PhoneNumber(number) if !self.is_customer(party, contact) => {
                Some(number)
            }
            IdentifierKind::PhoneNumber(_)
            | IdentifierKind::CommunicationUser(_)
            | IdentifierKind::TeamsUser(_)
            | IdentifierKind::TeamsApp(_)
            | IdentifierKind::Unknown(_) => None,
        }
    }

    /// Gives the identity that opened a thread: the service's own.
    pub(crate) fn owner(&self, thread: &ThreadId) -> Option<&RawId> {
        self.owners.get(thread)
    }

    /// Gives the resource account of a queue.
    pub(crate) fn queue(&self, name: &str) -> Option<&RawId> {
        self.queues.get(name)
    }

    /// Tells whether a party is the customer of a contact: who placed their call, or the identity from the website.
    pub(crate) fn is_customer(&self, party: &RawId, contact: Contact) -> bool {
        let placed = || self.placed.get(&contact);
        self.parties.get(party) == Some(&contact)
            || placed().is_some_and(|parties| parties.contains(party))
    }

    /// Tells whether a fact has the name, fields and contact of a pattern.
    pub(crate) fn fits(
        &self,
        pattern: &FactPattern,
        fact: &Fact,
        contact: Option<Contact>,
    ) -> bool {
        let (name, fields) = name_and_fields(&fact.what);
        let of = pattern.of_contact.as_ref().map(|of| Contact(of.value));
        name == pattern.name.value
            && (of.is_none() || of == contact)
            && pattern.fields.iter().all(|(field, wanted)| {
                field_of(&fields, field).is_some_and(|found| self.is_value(wanted, found))
            })
    }

    /// Tells whether a field has the value that is wanted, by name where names stand for ids.
    fn is_value(&self, wanted: &Value, found: &Value) -> bool {
        match (wanted, found) {
            (Value::Object(wanted), Value::String(found)) if wanted.len() == 1 => {
                let (kind, name) = wanted.iter().next().expect("there is one");
                let name = name.as_str().unwrap_or_default();
                let party = RawId::new(found.as_str());
                match kind.as_str() {
                    "matches" => regex::Regex::new(name).is_ok_and(|regex| regex.is_match(found)),
                    "queue" => self
                        .queue(name)
                        .is_some_and(|queue| *queue == party || queue.kind() == app(found)),
                    "attendant" => self
                        .attendants
                        .get(name)
                        .is_some_and(|account| *account == party || account.kind() == app(found)),
                    "person" => self.person(&party) == Some(name),
                    _ => false,
                }
            }
            (Value::Object(wanted), Value::Object(_)) => wanted.iter().all(|(key, wanted)| {
                field_of(found, key).is_some_and(|found| self.is_value(wanted, found))
            }),
            (Value::Array(wanted), Value::Array(found)) => {
                wanted.len() == found.len()
                    && wanted
                        .iter()
                        .zip(found)
                        .all(|(wanted, found)| self.is_value(wanted, found))
            }
            (Value::String(wanted), Value::Number(found)) => *wanted == found.to_string(),
            (Value::Number(wanted), Value::String(found)) => wanted.to_string() == *found,
            (wanted, found) => wanted == found,
        }
    }

    /// Shows a party as people call them.
    pub(crate) fn name_of(&self, party: &RawId) -> String {
        if let Some(person) = self.person(party) {
            return person.to_owned();
        }
        if let Some((queue, _)) = self.queues.iter().find(|(_, account)| *account == party) {
            return format!("queue {queue}");
        }
        let mut attendants = self.attendants.iter();
        if let Some((attendant, _)) = attendants.find(|(_, account)| *account == party) {
            return format!("attendant {attendant}");
        }
        let contact = self.parties.get(party).copied().or_else(|| {
            self.calls
                .values()
                .find(|call| call.from == *party)
                .and_then(|call| call.contact)
        });
        match (contact, party.kind()) {
            (Some(contact), _) => format!("customer {}", contact.0),
            (None, IdentifierKind::PhoneNumber(number)) => number.to_owned(),
            (None, IdentifierKind::CommunicationUser(_)) => "the bot".to_owned(),
            (None, _) => party.to_string(),
        }
    }
}

/// Takes a text for the object id of a voice app.
fn app(object_id: &str) -> IdentifierKind<'_> {
    IdentifierKind::TeamsApp(object_id)
}

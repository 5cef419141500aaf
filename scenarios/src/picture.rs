//! What facts tell about who is who: whose call, thread and identity something is, and what a person sees of it.

use std::collections::{BTreeMap, BTreeSet};

use ringback_world::{
    Contact, Fact, IdentifierKind, RawId, What,
    calls::{self, CallId, Medium},
    chat::{self, ThreadId},
    declaration::Declaration,
    teams, visits,
};
use serde_json::Value;

use crate::{
    language::{CallEvent, FactPattern, When},
    phones,
    subject::{call_of, field_of, name_and_fields, prompt_of, thread_of},
};

/// Who is who, as far as the facts so far tell.
#[derive(Clone, Debug)]
pub(crate) struct Picture {
    people: BTreeMap<RawId, String>,
    queues: BTreeMap<String, RawId>,
    attendants: BTreeMap<String, RawId>,
    calls: BTreeMap<CallId, Call>,
    parties: BTreeMap<RawId, Contact>,
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

/// Who sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seat<'a> {
    /// A customer.
    Customer(Contact),
    /// An agent.
    Agent(&'a str),
}

/// Whether something is turned on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    On,
    Off,
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
            ) => {
                if let Some(call) = self.calls.get_mut(call)
                    && !call.agents.contains(agent)
                {
                    call.agents.push(agent.clone());
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
        self.parties.get(party) == Some(&contact)
            || self
                .calls
                .values()
                .any(|call| call.contact == Some(contact) && call.from == *party)
    }

    /// Tells whether somebody sees an event in a sight.
    pub(crate) fn sees(&self, seat: Seat<'_>, when: &When, sight: &Sight) -> bool {
        match seat {
            Seat::Customer(contact) => {
                sight.contact == Some(contact) && self.customer_sees(contact, when, &sight.fact)
            }
            Seat::Agent(name) => self.agent_sees(name, when, sight),
        }
    }

    fn customer_sees(&self, contact: Contact, when: &When, fact: &Fact) -> bool {
        match (when, &fact.what) {
            (When::Begins | When::After(_) | When::Offered, _) => false,
            (When::Visited, What::Visit(visits::Fact::Visited { outcome, .. })) => {
                matches!(outcome, visits::Outcome::Answered { .. })
            }
            (
                When::Chat(pattern),
                What::Chat(chat::Fact::MessageSent {
                    from,
                    content,
                    metadata,
                    ..
                }),
            ) => {
                let holds = pattern.metadata.iter().all(|(key, wanted)| {
                    metadata
                        .get(key)
                        .is_some_and(|found| self.is_value(wanted, &Value::from(found.as_str())))
                });
                let says = pattern
                    .matches
                    .as_ref()
                    .is_none_or(|matches| matches.is_in(content));
                let by = match pattern.from.as_ref().map(|from| from.value.as_str()) {
                    None => true,
                    Some("customer") => self.is_customer(from, contact),
                    Some("bot") => !self.is_customer(from, contact) && self.person(from).is_none(),
                    Some(name) => self.person(from) == Some(name),
                };
                says && by && holds
            }
            (When::Call(event), What::Call(_) | What::Teams(_)) => {
                self.call_event(contact, event, fact)
            }
            (When::Prompt(pattern), _) => prompt_of(fact).is_some_and(|text| {
                pattern
                    .matches
                    .as_ref()
                    .is_none_or(|matches| matches.is_in(&text))
            }),
            (When::Listening, What::Call(calls::Fact::Listening { .. })) => true,
            (When::Answered, What::Teams(teams::Fact::AnsweredByAgent { .. })) => true,
            (
                When::Voicemail(pattern),
                What::Teams(teams::Fact::VoicemailReached { of: whose, .. }),
            ) => pattern.of.as_ref().is_none_or(|of| of.value == *whose),
            (When::Redirected, What::Teams(teams::Fact::Redirected { .. })) => true,
            (When::Fact(pattern), _) => self.fits(pattern, fact, Some(contact)),
            (
                When::Visited
                | When::Chat(_)
                | When::Call(_)
                | When::Listening
                | When::Answered
                | When::Voicemail(_)
                | When::Redirected,
                _,
            ) => false,
        }
    }

    fn call_event(&self, contact: Contact, event: &CallEvent, fact: &Fact) -> bool {
        match (event, &fact.what) {
            (
                CallEvent::Ringing,
                What::Call(calls::Fact::IncomingCall { .. } | calls::Fact::Ringing { .. }),
            )
            | (CallEvent::Answered, What::Call(calls::Fact::AnsweredByImplementation { .. }))
            | (CallEvent::Ended, What::Call(calls::Fact::CallEnded { .. })) => true,
            (CallEvent::Answered, What::Call(calls::Fact::PartyConnected { party, .. })) => {
                !self.is_customer(party, contact)
            }
            (CallEvent::Ended, What::Call(calls::Fact::PartyLeft { party, .. })) => {
                self.is_customer(party, contact)
            }
            (CallEvent::ConnectedTo(name), What::Call(fact)) => match fact {
                calls::Fact::AnsweredByImplementation { .. } => name.value == "service",
                calls::Fact::PartyConnected { party, .. } => {
                    self.person(party) == Some(name.value.as_str())
                        || self.outside(party, contact) == Some(name.value.as_str())
                }
                _ => false,
            },
            (
                CallEvent::ConnectedTo(name),
                What::Teams(teams::Fact::AnsweredByAgent { agent, .. }),
            ) => *agent == name.value,
            (CallEvent::QueuedIn(name), What::Teams(teams::Fact::Queued { queue, .. })) => {
                *queue == name.value
            }
            (
                CallEvent::VideoOf(_)
                | CallEvent::ScreenOf(_)
                | CallEvent::VideoEndedOf(_)
                | CallEvent::ScreenEndedOf(_),
                What::Call(fact),
            ) => self.is_shown(contact, event, fact),
            _ => false,
        }
    }

    /// Tells whether a fact is that somebody in a contact's call begins or ceases to show what an event is about.
    fn is_shown(&self, contact: Contact, event: &CallEvent, fact: &calls::Fact) -> bool {
        let (party, media, turn) = match fact {
            calls::Fact::MediaStarted { party, media, .. } => (party, *media, Turn::On),
            calls::Fact::MediaStopped { party, media, .. } => (party, *media, Turn::Off),
            _ => return false,
        };
        let (name, wanted) = match event {
            CallEvent::VideoOf(name) => (name, (Medium::Video, Turn::On)),
            CallEvent::ScreenOf(name) => (name, (Medium::ScreenShare, Turn::On)),
            CallEvent::VideoEndedOf(name) => (name, (Medium::Video, Turn::Off)),
            CallEvent::ScreenEndedOf(name) => (name, (Medium::ScreenShare, Turn::Off)),
            CallEvent::Ringing
            | CallEvent::Answered
            | CallEvent::ConnectedTo(_)
            | CallEvent::QueuedIn(_)
            | CallEvent::Ended => return false,
        };
        let theirs = match name.value.as_str() {
            "customer" => self.is_customer(party, contact),
            person => self.person(party) == Some(person),
        };
        theirs && (media, turn) == wanted
    }

    fn agent_sees(&self, name: &str, when: &When, sight: &Sight) -> bool {
        match (when, &sight.fact.what) {
            (When::Offered, What::Teams(teams::Fact::Offered { agent, .. }))
            | (When::Answered, What::Teams(teams::Fact::AnsweredByAgent { agent, .. })) => {
                agent == name
            }
            (When::Offered, What::Call(calls::Fact::Ringing { party, .. })) => {
                self.person(party) == Some(name)
            }
            (When::Call(CallEvent::Ended), What::Call(calls::Fact::CallEnded { call, .. })) => {
                self.is_in(name, *call)
            }
            (
                When::Call(event),
                What::Call(
                    fact @ (calls::Fact::MediaStarted { call, .. }
                    | calls::Fact::MediaStopped { call, .. }),
                ),
            ) => {
                let contact = sight.contact.filter(|_| self.is_in(name, *call));
                contact.is_some_and(|contact| self.is_shown(contact, event, fact))
            }
            (When::Fact(pattern), _) => self.fits(pattern, &sight.fact, sight.contact),
            _ => false,
        }
    }

    /// Tells whether a call is or was an agent's.
    fn is_in(&self, agent: &str, call: CallId) -> bool {
        let call = self.calls.get(&call);
        call.is_some_and(|call| call.agents.iter().any(|one| one == agent))
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

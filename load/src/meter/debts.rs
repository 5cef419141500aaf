//! What the implementation owes at the moment, and since when.

use std::collections::{BTreeMap, BTreeSet};

use ringback_format::figures::Owed;
use ringback_service::{Seen, Sent};
use ringback_world::{
    Command, Contact, Fact, RawId, Time, What,
    calls::{self, CallConnectionId, CallId},
    chat::{self, ThreadId},
    deliveries::{Channel, Outcome},
    visits,
};

use super::latencies::Paid;

/// What came of something that was owed or asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Happened {
    /// The implementation did it.
    Paid(Paid),
    /// It went wrong.
    Failed {
        /// In which way, in words.
        kind: String,
        /// When it was due.
        due: Time,
    },
}

#[derive(Clone, Copy, Debug)]
struct Debt {
    due: Time,
    sent: Time,
    state: State,
}

/// Whether what makes the implementation act has gone out to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// It happened in the world only.
    Happened,
    /// Its event has gone out.
    Sent,
}

impl Debt {
    fn paid(self, owed: Owed, done: Time) -> Happened {
        Happened::Paid(Paid {
            owed,
            due: self.due,
            sent: self.sent,
            done,
        })
    }

    /// Learns that its event goes out; the first time counts.
    fn goes_out(&mut self, real: Time) {
        if self.state == State::Happened {
            self.state = State::Sent;
            self.sent = real;
        }
    }
}

/// What the implementation owes at the moment.
#[derive(Debug, Default)]
pub(crate) struct Debts {
    rings: BTreeMap<CallId, Debt>,
    call_of: BTreeMap<Contact, CallId>,
    legs: BTreeMap<CallConnectionId, Debt>,
    threads: BTreeMap<ThreadId, Debt>,
    customers: BTreeSet<RawId>,
    flights: BTreeMap<u64, (Owed, Debt)>,
    /// When the request arrived whose command was carried out last.
    arrived: Time,
}

impl Debts {
    /// Tells whether something went out that has not come back.
    pub(crate) fn has_flights(&self) -> bool {
        !self.flights.is_empty()
    }

    /// Sees one thing, and adds what came of it.
    pub(crate) fn saw(&mut self, real: Time, seen: &Seen<'_>, happened: &mut Vec<Happened>) {
        match seen {
            Seen::Facts(facts) => {
                for fact in *facts {
                    happened.extend(self.fact(real, fact));
                }
            }
            Seen::Asked { command, arrived } => {
                self.arrived = *arrived;
                happened.extend(self.asked(command, *arrived));
            }
            Seen::Sent(sent) => self.sent(real, sent),
            Seen::Returned { errand, outcome } => {
                happened.extend(self.returned(real, *errand, outcome));
            }
            Seen::Due(_) | Seen::Replied { .. } => {}
        }
    }

    fn fact(&mut self, real: Time, fact: &Fact) -> Option<Happened> {
        let debt = Debt {
            due: fact.at,
            sent: real,
            state: State::Happened,
        };
        match &fact.what {
            What::Call(calls::Fact::IncomingCall { call, .. }) => {
                self.rings.insert(*call, debt);
                if let Some(contact) = fact.contact {
                    self.call_of.insert(contact, *call);
                }
            }
            What::Call(
                calls::Fact::AnsweredByImplementation { call, .. }
                | calls::Fact::RejectedByImplementation { call, .. }
                | calls::Fact::RedirectedByImplementation { call, .. },
            ) => {
                let debt = self.rings.remove(call)?;
                return Some(debt.paid(Owed::CallToAnswer, self.arrived));
            }
            What::Call(calls::Fact::CallEnded { call, .. }) => {
                if let Some(contact) = fact.contact {
                    self.call_of.remove(&contact);
                }
                let debt = self.rings.remove(call)?;
                return Some(Happened::Failed {
                    kind: "call never answered".to_owned(),
                    due: debt.due,
                });
            }
            What::Visit(visits::Fact::Visited {
                outcome: visits::Outcome::Answered { identity, .. },
                ..
            }) => self.customers.extend(identity.clone()),
            What::Chat(chat::Fact::MessageSent { thread, from, .. })
                if self.customers.contains(from) =>
            {
                self.threads.entry(thread.clone()).or_insert(debt);
            }
            What::Chat(
                chat::Fact::ThreadDeleted { thread, .. }
                | chat::Fact::ParticipantRemoved { thread, .. },
            ) => {
                self.threads.remove(thread);
            }
            What::Call(_)
            | What::Chat(_)
            | What::Visit(_)
            | What::Directory(_)
            | What::Teams(_)
            | What::Delivery(_)
            | What::Fault(_) => {}
        }
        None
    }

    fn asked(&mut self, command: &Command, arrived: Time) -> Option<Happened> {
        match command {
            Command::Calls(command) => {
                let debt = self.legs.remove(command.connection()?)?;
                Some(debt.paid(Owed::EventToAction, arrived))
            }
            Command::Chat(
                chat::Command::Send { thread, .. } | chat::Command::HandOff { thread, .. },
            ) => {
                let debt = self.threads.remove(thread)?;
                Some(debt.paid(Owed::MessageToReply, arrived))
            }
            Command::Chat(_)
            | Command::Directory(_)
            | Command::Teams(_)
            | Command::Deliveries(_)
            | Command::Visits(_)
            | Command::Faults(_) => None,
        }
    }

    fn sent(&mut self, real: Time, sent: &Sent<'_>) {
        let debt = Debt {
            due: sent.due,
            sent: real,
            state: State::Sent,
        };
        let owed = match sent.channel {
            Some(_) => Owed::Webhook,
            None => Owed::Visit,
        };
        self.flights.insert(sent.errand, (owed, debt));
        match (sent.channel, sent.subject) {
            (Some(Channel::EventGrid), _) if is(sent.kind, "IncomingCall") => {
                let call = sent.contact.and_then(|contact| self.call_of.get(&contact));
                if let Some(debt) = call.and_then(|call| self.rings.get_mut(call)) {
                    debt.goes_out(real);
                }
            }
            (Some(Channel::Callback), Some(connection)) => {
                let leg = CallConnectionId(ringback_world::Guid::new(connection));
                if is(sent.kind, "CallDisconnected") {
                    self.legs.remove(&leg);
                } else if ASKING.iter().any(|name| is(sent.kind, name)) {
                    self.legs.entry(leg).or_insert(debt);
                }
            }
            (Some(Channel::Bot), Some(thread)) if sent.kind == "message" => {
                if let Some(debt) = self.threads.get_mut(&ThreadId(thread.to_owned())) {
                    debt.goes_out(real);
                }
            }
            _ => {}
        }
    }

    fn returned(&mut self, real: Time, errand: u64, outcome: &Outcome) -> Option<Happened> {
        let (owed, debt) = self.flights.remove(&errand)?;
        let what = owed.word();
        let kind = match outcome {
            Outcome::Answered(status) if *status < 300 => return Some(debt.paid(owed, real)),
            Outcome::Answered(status) => format!("{what} answered {status}"),
            Outcome::TimedOut => format!("{what} timed out"),
            Outcome::Unreachable => format!("{what} unreachable"),
        };
        let due = debt.due;
        Some(Happened::Failed { kind, due })
    }
}

/// The callback events after which nothing goes on in a call until the implementation asks for something.
const ASKING: [&str; 9] = [
    "CallConnected",
    "PlayCompleted",
    "PlayFailed",
    "RecognizeCompleted",
    "RecognizeFailed",
    "AddParticipantSucceeded",
    "AddParticipantFailed",
    "CallTransferFailed",
    "ConnectFailed",
];

fn is(kind: &str, name: &str) -> bool {
    kind.strip_prefix("Microsoft.Communication.") == Some(name)
}

#[cfg(test)]
mod tests;

//! What a person sees of a fact.

use ringback_world::{
    Contact, Fact, What,
    calls::{self, CallId, Medium},
    chat, teams, visits,
};
use serde_json::Value;

use super::{Picture, Sight};
use crate::{
    language::{CallEvent, When},
    subject::prompt_of,
};

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

impl Picture {
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
}

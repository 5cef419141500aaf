//! How one contact fared.

use ringback_world::{
    Contact, Span, Time, What,
    calls::{self, Ended},
    teams,
};

use super::{RunView, evidence::Evidence, verdicts::Finding, view::Outcome};
use crate::{
    language::{ContactExpected, Ends, Who},
    picture::Picture,
};

/// How one contact fared, from their facts.
#[derive(Default)]
struct Fared {
    ended: Option<(Ended, Time)>,
    voicemail: Option<String>,
    connected_to: Option<String>,
    redirected_after: Option<(Span, Time)>,
    answered_by: Option<(String, Time)>,
    waited: Option<(Span, Time)>,
    reached: Vec<String>,
    last_at: Option<Time>,
}

/// Holds what is expected of a contact against how they fared.
pub(super) fn finding(
    expected: &ContactExpected,
    run: &RunView<'_>,
    evidence: &Evidence,
) -> Finding {
    let contact = Contact(expected.contact.value);
    let fared = fared(contact, evidence);
    let over_at = fared.ended.as_ref().map_or(run.ended_at, |(_, at)| *at);
    let mut checks = Checks::until(over_at);
    if let Some(ends) = &expected.ends {
        ends_checks(ends, &fared, contact, &evidence.picture, &mut checks);
    }
    if let Some(after) = expected.redirected_after {
        let held = fared
            .redirected_after
            .is_some_and(|(span, _)| after.holds(span));
        let wrong_since = fared.redirected_after.map(|(_, at)| at);
        checks.add_known(
            held,
            wrong_since,
            format!("redirected after {after}"),
            || match fared.redirected_after {
                Some((span, _)) => format!("redirected after {span}"),
                None => "not redirected".to_owned(),
            },
        );
    }
    if let Some(agent) = &expected.answered_by {
        let by = fared.answered_by.as_ref();
        let held = by.is_some_and(|(by, _)| *by == agent.value);
        let wrong_since = by.map(|(_, at)| *at);
        let expected = format!("answered by {}", agent.value);
        checks.add_known(held, wrong_since, expected, || match by {
            Some((other, _)) => format!("answered by {other}"),
            None => "answered by no agent".to_owned(),
        });
    }
    if let Some(amount) = expected.waited {
        let held = fared.waited.is_some_and(|(span, _)| amount.holds(span));
        let wrong_since = fared.waited.map(|(_, at)| at);
        checks.add_known(
            held,
            wrong_since,
            format!("waited {amount}"),
            || match fared.waited {
                Some((span, _)) => format!("waited {span}"),
                None => "did not wait in a queue to any end".to_owned(),
            },
        );
    }
    if let Some(place) = &expected.reached {
        let held = fared.reached.contains(&place.value);
        checks.add(held, format!("reached {}", place.value), || {
            match fared.reached.as_slice() {
                [] => "reached nothing".to_owned(),
                places => format!("reached {}", places.join(", ")),
            }
        });
    }
    Finding {
        outcome: Outcome::of(checks.wrong.is_empty()),
        expected: format!("contact {}: {}", contact.0, checks.expected.join(", ")),
        happened: if checks.wrong.is_empty() {
            format!("contact {}: so it was", contact.0)
        } else {
            format!("contact {}: {}", contact.0, checks.wrong.join(", "))
        },
        contact: Some(contact),
        focus: fared
            .ended
            .map(|(_, at)| at)
            .or(fared.last_at)
            .unwrap_or(run.ended_at),
        wrong_since: checks.wrong_since.unwrap_or(over_at),
    }
}

/// What is expected of a contact, what of it was wrong, and when the first of that was certain.
struct Checks {
    expected: Vec<String>,
    wrong: Vec<String>,
    wrong_since: Option<Time>,
    over_at: Time,
}

impl Checks {
    /// Begins with a contact that is over at an instant.
    fn until(over_at: Time) -> Self {
        Self {
            expected: Vec::new(),
            wrong: Vec::new(),
            wrong_since: None,
            over_at,
        }
    }

    /// Adds what is certain when the contact is over.
    fn add(&mut self, held: bool, expected: String, happened: impl FnOnce() -> String) {
        self.add_known(held, None, expected, happened);
    }

    /// Adds what was certain at an instant already, where it happened at all.
    fn add_known(
        &mut self,
        held: bool,
        wrong_since: Option<Time>,
        expected: String,
        happened: impl FnOnce() -> String,
    ) {
        self.expected.push(expected);
        if !held {
            let at = wrong_since.unwrap_or(self.over_at);
            self.wrong_since = Some(self.wrong_since.map_or(at, |before| before.min(at)));
            self.wrong.push(happened());
        }
    }
}

fn ends_checks(
    ends: &Ends,
    fared: &Fared,
    contact: Contact,
    picture: &Picture,
    checks: &mut Checks,
) {
    let ended = fared.ended.as_ref().map(|(ended, _)| ended);
    let how = || match ended {
        Some(ended) => format!("ended with code {} / {}", ended.code, ended.sub_code),
        None => "the call had not ended".to_owned(),
    };
    if let Some(code) = ends.code {
        let held = ended.is_some_and(|ended| ended.code == code);
        checks.add(held, format!("ends with code {code}"), how);
    }
    if let Some(sub_code) = ends.sub_code {
        let held = ended.is_some_and(|ended| ended.sub_code == sub_code);
        checks.add(held, format!("ends with sub-code {sub_code}"), how);
    }
    if let Some(who) = ends.by {
        let by = ended.map(|ended| by(ended, contact, picture));
        checks.add(
            by == Some(who),
            format!("ended by {}", name(who)),
            || match by {
                Some(other) => format!("ended by {}", name(other)),
                None => "the call had not ended".to_owned(),
            },
        );
    }
    if let Some(group) = &ends.voicemail_of {
        let held = fared.voicemail.as_ref() == Some(&group.value);
        checks.add(
            held,
            format!("ends in the voicemail of {}", group.value),
            || match &fared.voicemail {
                Some(other) => format!("reached the voicemail of {other}"),
                None => format!("reached no voicemail, {}", how()),
            },
        );
    }
    if let Some(person) = &ends.connected_to {
        let held = fared.connected_to.as_ref() == Some(&person.value);
        checks.add(
            held,
            format!("ends connected to {}", person.value),
            || match &fared.connected_to {
                Some(other) => format!("was connected to {other} last"),
                None => "was connected to no person".to_owned(),
            },
        );
    }
}

fn by(ended: &Ended, contact: Contact, picture: &Picture) -> Who {
    match &ended.by {
        None => Who::Nobody,
        Some(party) if picture.is_customer(party, contact) => Who::Customer,
        Some(party) if picture.person(party).is_some() => Who::Agent,
        Some(_) => Who::Implementation,
    }
}

fn name(who: Who) -> &'static str {
    match who {
        Who::Customer => "the customer",
        Who::Agent => "an agent",
        Who::Implementation => "the implementation",
        Who::Nobody => "nobody",
    }
}

fn fared(contact: Contact, evidence: &Evidence) -> Fared {
    let mut fared = Fared::default();
    let picture = &evidence.picture;
    for fact in evidence.of(contact) {
        fared.last_at = Some(fact.at);
        match &fact.what {
            What::Call(calls::Fact::Placed { .. }) => fared.ended = None,
            What::Call(calls::Fact::PartyLeft { party, ended, .. })
                if picture.is_customer(party, contact) =>
            {
                fared.ended.get_or_insert((ended.clone(), fact.at));
            }
            What::Call(calls::Fact::CallEnded { ended, .. }) => {
                fared.ended.get_or_insert((ended.clone(), fact.at));
            }
            What::Call(calls::Fact::PartyConnected { party, .. }) => {
                let outside = picture.outside(party, contact);
                if let Some(person) = picture.person(party).or(outside) {
                    fared.connected_to = Some(person.to_owned());
                    fared.reached.push(person.to_owned());
                }
            }
            What::Teams(of_teams) => teams_fact(&mut fared, of_teams, fact.at),
            _ => {}
        }
    }
    fared
}

fn teams_fact(fared: &mut Fared, fact: &teams::Fact, at: Time) {
    match fact {
        teams::Fact::Queued { queue, .. } => fared.reached.push(queue.clone()),
        teams::Fact::AnsweredByAgent { agent, waited, .. } => {
            fared.answered_by = Some((agent.clone(), at));
            fared.connected_to = Some(agent.clone());
            fared.reached.push(agent.clone());
            fared.waited = Some((*waited, at));
        }
        teams::Fact::Abandoned { waited, .. } => fared.waited = Some((*waited, at)),
        teams::Fact::Redirected { waited, .. } => {
            fared.redirected_after.get_or_insert((*waited, at));
            fared.waited = Some((*waited, at));
        }
        teams::Fact::VoicemailReached { of, .. } => {
            fared.voicemail = Some(of.clone());
            fared.reached.push(of.clone());
        }
        teams::Fact::AttendantReached { attendant, .. } => fared.reached.push(attendant.clone()),
        _ => {}
    }
}

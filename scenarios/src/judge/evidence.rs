//! What a run shows, read once: who saw what when, and how contacts fared.

use ringback_world::{Contact, Fact, Time};

use super::{RunView, words::describe};
use crate::{
    arrivals::{Arrival, arrivals},
    case::Case,
    language::{Never, When},
    picture::{Picture, Seat, Sight},
    progress::{At, Journey, Progress},
};

/// How many lines a time line has at most.
const LINES_MAX: usize = 10;

/// How many of them come after the instant in question.
const LINES_AFTER: usize = 2;

/// What a run shows.
pub(super) struct Evidence {
    pub(super) picture: Picture,
    /// Everything that happened, as people got to see it.
    pub(super) sights: Vec<Sight>,
    pub(super) customers: Vec<Witness>,
    pub(super) agents: Vec<Witness>,
    /// For each entry of `never` that is an event, when it was first seen and by whom.
    pub(super) forbidden: Vec<Option<(Time, Contact)>>,
}

/// How far one person came.
pub(super) struct Witness {
    pub(super) arrival: Option<Arrival>,
    pub(super) progress: Option<Progress>,
    pub(super) seen: Vec<(At, Time)>,
}

impl Witness {
    fn begin(
        journey: &Journey,
        arrival: Option<Arrival>,
        actions: &[ringback_format::action::Action],
    ) -> Self {
        let at = arrival.map_or(Time::ZERO, |arrival| arrival.at);
        let mut progress = Progress::begin(journey, at, actions);
        let mut seen = Vec::new();
        if let Some(first) = progress.see(journey, at, |when| matches!(when, When::Begins)) {
            seen.push((first, at));
        }
        Self {
            arrival,
            progress: Some(progress),
            seen,
        }
    }

    fn see(&mut self, journey: &Journey, now: Time, is: impl Fn(&When) -> bool) {
        let Some(progress) = &mut self.progress else {
            return;
        };
        self.seen
            .extend(progress.pass(journey, now).into_iter().map(|at| (at, now)));
        if let Some(at) = progress.see(journey, now, is) {
            self.seen.push((at, now));
        }
    }
}

impl Evidence {
    pub(super) fn gather(case: &Case, run: &RunView<'_>) -> Self {
        let mut customers: Vec<Witness> = arrivals(case, run.seed)
            .into_iter()
            .map(|arrival| {
                let group = &case.customers[arrival.group];
                if arrival.at > run.ended_at {
                    return Witness {
                        arrival: Some(arrival),
                        progress: None,
                        seen: Vec::new(),
                    };
                }
                Witness::begin(&group.journey, Some(arrival), &group.actions)
            })
            .collect();
        let mut agents: Vec<Witness> = case
            .agents
            .iter()
            .map(|agent| Witness::begin(&agent.journey, None, &[]))
            .collect();
        let mut evidence = Self {
            picture: Picture::new(&case.declaration),
            sights: Vec::new(),
            customers: Vec::new(),
            agents: Vec::new(),
            forbidden: vec![None; case.never.len()],
        };
        for fact in run.facts {
            for sight in evidence.picture.learn(fact) {
                evidence.show(case, &mut customers, &mut agents, sight);
            }
        }
        let nothing = |_: &When| false;
        for witness in &mut customers {
            if let Some(arrival) = witness.arrival {
                witness.see(
                    &case.customers[arrival.group].journey,
                    run.ended_at,
                    nothing,
                );
            }
        }
        for (agent, witness) in case.agents.iter().zip(&mut agents) {
            witness.see(&agent.journey, run.ended_at, nothing);
        }
        Self {
            customers,
            agents,
            ..evidence
        }
    }

    fn show(
        &mut self,
        case: &Case,
        customers: &mut [Witness],
        agents: &mut [Witness],
        sight: Sight,
    ) {
        let picture = &self.picture;
        let now = sight.fact.at;
        if let Some(contact) = sight.contact {
            let seat = Seat::Customer(contact);
            let index = contact.0.checked_sub(1).map(|index| index as usize);
            if let Some(witness) = index.and_then(|index| customers.get_mut(index))
                && let Some(arrival) = witness.arrival
            {
                let journey = &case.customers[arrival.group].journey;
                witness.see(journey, now, |when| picture.sees(seat, when, &sight));
            }
            for (forbidden, first) in case.never.iter().zip(&mut self.forbidden) {
                if let Never::Seen(when) = &forbidden.never
                    && first.is_none()
                    && picture.sees(seat, when, &sight)
                {
                    *first = Some((now, contact));
                }
            }
        }
        for (agent, witness) in case.agents.iter().zip(agents) {
            let seat = Seat::Agent(&agent.name);
            witness.see(&agent.journey, now, |when| picture.sees(seat, when, &sight));
        }
        self.sights.push(sight);
    }

    /// Gives the facts of a contact, in order.
    pub(super) fn of(&self, contact: Contact) -> impl Iterator<Item = &Fact> {
        self.sights
            .iter()
            .filter(move |sight| sight.contact == Some(contact))
            .map(|sight| &sight.fact)
    }

    /// Tells in a few lines what happened around an instant, to one contact or to everybody.
    pub(super) fn timeline(&self, contact: Option<Contact>, focus: Time) -> Vec<(Time, String)> {
        let mut lines: Vec<(Time, String)> = self
            .sights
            .iter()
            .filter(|sight| contact.is_none() || sight.contact == contact)
            .filter_map(|sight| Some((sight.fact.at, describe(&sight.fact, &self.picture)?)))
            .collect();
        // What was sent before a visit came back is seen after it, and told before it.
        lines.sort_by_key(|(at, _)| *at);
        let beyond = lines
            .iter()
            .position(|(at, _)| *at > focus)
            .unwrap_or(lines.len());
        let end = (beyond + LINES_AFTER).min(lines.len());
        lines[end.saturating_sub(LINES_MAX)..end].to_vec()
    }
}

//! One agent.

use std::collections::{BTreeMap, VecDeque};

use ringback_format::action::Action;
use ringback_world::{
    Command, Contact, Move, Span, Time, What,
    calls::{self, Answering, AnsweringMode, CallId},
    chance::{Purpose, Source},
    teams::{self, Opted, Presence},
};

use super::{
    absence::{Absence, absences},
    customer::command,
    hands::{Awaits, Hands},
};
use crate::{
    case::Agent,
    language::{AfterOffer, Draw, When},
    picture::{Picture, Seat, Sight},
    progress::Progress,
};

/// How long an agent looks whether a parked call is theirs now.
const RETRIEVES: Span = Span::from_millis(1);

/// What an agent has decided to do with an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reaction {
    Answer,
    Decline,
}

/// One agent as played.
#[derive(Clone, Debug)]
pub(super) struct Player {
    progress: Progress,
    hands: Hands,
    offers: Vec<CallId>,
    offers_seen: usize,
    reactions: BTreeMap<CallId, (Time, Reaction)>,
    talks_in: Option<CallId>,
    hangs_up_at: Option<Time>,
    wraps_up_until: Option<Time>,
    /// Those that have not begun, in order.
    absences: VecDeque<Absence>,
    returns_at: Option<Time>,
    is_away: bool,
    begun: bool,
}

impl Player {
    pub(super) fn new(agent: &Agent) -> Self {
        Self {
            progress: Progress::begin(&agent.journey, Time::ZERO, &[]),
            hands: Hands::new(),
            offers: Vec::new(),
            offers_seen: 0,
            reactions: BTreeMap::new(),
            talks_in: None,
            hangs_up_at: None,
            wraps_up_until: None,
            absences: absences(agent).into(),
            returns_at: None,
            is_away: false,
            begun: false,
        }
    }

    /// Sees one thing.
    pub(super) fn see(
        &mut self,
        agent: &Agent,
        picture: &Picture,
        sight: &Sight,
        seed: u64,
        moves: &mut Vec<Move>,
    ) {
        let at = sight.fact.at;
        for passed in self.progress.pass(&agent.journey, at) {
            self.hands.add(&agent.journey.observation(passed).actions);
        }
        let seat = Seat::Agent(&agent.name);
        let seen = self
            .progress
            .see(&agent.journey, at, |when| picture.sees(seat, when, sight));
        if let Some(seen) = seen {
            self.hands.add(&agent.journey.observation(seen).actions);
        }
        match &sight.fact.what {
            What::Teams(teams::Fact::Offered {
                call, agent: name, ..
            }) if *name == agent.name => {
                self.offers.push(*call);
                if seen.is_none() {
                    self.decide(agent, *call, sight, seed);
                }
            }
            What::Teams(teams::Fact::OfferEnded {
                call, agent: name, ..
            }) if *name == agent.name => {
                self.forget(*call);
            }
            What::Teams(teams::Fact::AnsweredByAgent {
                call, agent: name, ..
            }) if *name == agent.name => {
                self.forget(*call);
                self.talks(agent, *call, sight, seed);
            }
            What::Call(calls::Fact::Ringing { call, party, .. }) if *party == agent.party => {
                self.offers.push(*call);
                if seen.is_none() {
                    self.decide(agent, *call, sight, seed);
                }
            }
            What::Call(calls::Fact::PartyConnected { call, party })
                if *party == agent.party && self.talks_in != Some(*call) =>
            {
                self.forget(*call);
                self.talks(agent, *call, sight, seed);
            }
            What::Call(calls::Fact::CallEnded { call, .. }) => {
                self.forget(*call);
                self.left(agent, *call, sight, seed, moves);
            }
            What::Call(calls::Fact::PartyLeft { call, party, .. })
                if picture.person(party) == Some(agent.name.as_str()) =>
            {
                self.left(agent, *call, sight, seed, moves);
            }
            _ => {}
        }
    }

    /// Lets time pass.
    pub(super) fn wake(&mut self, agent: &Agent, now: Time, moves: &mut Vec<Move>) {
        if !self.begun {
            self.begun = true;
            moves.push(lets_ring(agent));
            let begins = |when: &When| matches!(when, When::Begins);
            if let Some(seen) = self.progress.see(&agent.journey, Time::ZERO, begins) {
                self.hands.add(&agent.journey.observation(seen).actions);
            }
        }
        for passed in self.progress.pass(&agent.journey, now) {
            self.hands.add(&agent.journey.observation(passed).actions);
        }
        self.come_and_go(agent, now, moves);
        let due: Vec<CallId> = self
            .reactions
            .iter()
            .filter(|(_, (at, _))| *at <= now)
            .map(|(call, _)| *call)
            .collect();
        for call in due {
            let (_, reaction) = self.reactions.remove(&call).expect("it was just found");
            let (name, call) = (agent.name.clone(), Some(call));
            moves.push(teams_command(match reaction {
                Reaction::Answer => teams::Command::Answer { agent: name, call },
                Reaction::Decline => teams::Command::Decline { agent: name, call },
            }));
        }
        if self.hangs_up_at.is_some_and(|at| at <= now) {
            self.hangs_up_at = None;
            moves.extend(self.hang_up(agent));
        }
    }

    /// Does what there is to do.
    pub(super) fn work(&mut self, agent: &Agent, now: Time, moves: &mut Vec<Move>) {
        while let Some(action) = self.hands.next(now) {
            self.carry_out(agent, action, now, moves);
        }
    }

    pub(super) fn next_wakeup(&self, agent: &Agent) -> Option<Time> {
        let begins = (!self.begun).then_some(Time::ZERO);
        [
            begins,
            self.own_wakeup(agent),
            self.wraps_up_until,
            self.absences.front().map(|absence| absence.from),
            self.returns_at,
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Tells whether nothing is left that belongs to a call; coming and going does not keep a run from its end.
    pub(super) fn is_done(&self, agent: &Agent) -> bool {
        self.own_wakeup(agent).is_none() && self.hands.are_idle()
    }

    fn own_wakeup(&self, agent: &Agent) -> Option<Time> {
        let reaction = self.reactions.values().map(|(at, _)| *at).min();
        let progress = self.progress.next_wakeup(&agent.journey);
        [
            reaction,
            progress,
            self.hands.next_wakeup(),
            self.hangs_up_at,
        ]
        .into_iter()
        .flatten()
        .min()
    }

    fn decide(&mut self, agent: &Agent, call: CallId, sight: &Sight, seed: u64) {
        let number = self.offers_seen;
        self.offers_seen += 1;
        let Some(behaviour) = &agent.behaviour else {
            return;
        };
        let answers = &behaviour.answers;
        let (reaction, after) = match answers.first.get(number).unwrap_or(&answers.then) {
            AfterOffer::Answers(after) => (Reaction::Answer, after),
            AfterOffer::Declines(after) => (Reaction::Decline, after),
            AfterOffer::Ignores => return,
        };
        let after = draw(
            after,
            seed,
            &agent.name,
            "answers",
            sight.contact,
            number as u64,
        );
        self.reactions
            .insert(call, (sight.fact.at.saturating_add(after), reaction));
    }

    /// The agent is in a call, and hangs up when they have talked for as long as they do.
    fn talks(&mut self, agent: &Agent, call: CallId, sight: &Sight, seed: u64) {
        self.talks_in = Some(call);
        let talks = agent
            .behaviour
            .as_ref()
            .and_then(|behaviour| behaviour.talks.as_ref());
        self.hangs_up_at = talks.map(|talks| {
            let takes = draw(talks, seed, &agent.name, "talks", sight.contact, 0);
            sight.fact.at.saturating_add(takes)
        });
    }

    fn forget(&mut self, call: CallId) {
        if self.offers.contains(&call) {
            self.hands.came(Awaits::Call);
        }
        self.offers.retain(|offered| *offered != call);
        self.reactions.remove(&call);
    }

    fn left(
        &mut self,
        agent: &Agent,
        call: CallId,
        sight: &Sight,
        seed: u64,
        moves: &mut Vec<Move>,
    ) {
        if self.talks_in != Some(call) {
            return;
        }
        self.talks_in = None;
        self.hangs_up_at = None;
        if let Some(wrap_up) = agent
            .behaviour
            .as_ref()
            .and_then(|behaviour| behaviour.wrap_up.as_ref())
        {
            let takes = draw(wrap_up, seed, &agent.name, "wrap-up", sight.contact, 0);
            self.wraps_up_until = Some(sight.fact.at.saturating_add(takes));
            moves.push(presence(agent, Presence::Busy));
        }
    }

    fn come_and_go(&mut self, agent: &Agent, now: Time, moves: &mut Vec<Move>) {
        while let Some(absence) = self.absences.pop_front_if(|absence| absence.from <= now) {
            self.is_away = true;
            self.returns_at = absence.until;
            moves.push(presence(agent, absence.presence));
        }
        if self.returns_at.is_some_and(|at| at <= now) {
            self.returns_at = None;
            self.is_away = false;
            if self.wraps_up_until.is_none() {
                moves.push(presence(agent, Presence::Available));
            }
        }
        if self.wraps_up_until.is_some_and(|at| at <= now) {
            self.wraps_up_until = None;
            if !self.is_away {
                moves.push(presence(agent, Presence::Available));
            }
        }
    }

    fn carry_out(&mut self, agent: &Agent, action: Action, now: Time, moves: &mut Vec<Move>) {
        let name = agent.name.clone();
        let opted = |queue: Option<String>, opted: Opted| {
            teams_command(teams::Command::SetOptedIn {
                person: name.clone(),
                queue,
                opted,
            })
        };
        match action {
            Action::Wait(span) => self
                .hands
                .wait(Awaits::Until(now.saturating_add(span.span()))),
            Action::Answer(answer) if !answer.after.span().is_zero() => {
                let until = now.saturating_add(answer.after.span());
                self.hands.put_back(Action::Answer(Default::default()));
                self.hands.wait(Awaits::Until(until));
            }
            Action::Answer(_) => {
                if let Some(call) = self.offers.last() {
                    moves.push(teams_command(teams::Command::Answer {
                        agent: name,
                        call: Some(*call),
                    }));
                    // What comes next is done in the call.
                    self.hands.wait(Awaits::Call);
                }
            }
            Action::Decline => moves.extend(self.offers.last().map(|call| {
                teams_command(teams::Command::Decline {
                    agent: name,
                    call: Some(*call),
                })
            })),
            Action::HangUp => moves.extend(self.hang_up(agent)),
            Action::Mute
            | Action::Unmute
            | Action::Hold
            | Action::Resume
            | Action::Start(_)
            | Action::Stop(_)
            | Action::Record
            | Action::StopRecording
            | Action::Park => moves.extend(self.in_call(agent, &action)),
            Action::Retrieve(code) => {
                let person = name;
                moves.push(teams_command(teams::Command::Retrieve { person, code }));
                // What comes next is done in the call, which is theirs at once or never.
                let until = now.saturating_add(RETRIEVES);
                self.hands.wait(Awaits::Until(until));
            }
            Action::Presence(shown) => moves.push(presence(agent, shown)),
            Action::OptIn(queue) => moves.push(opted(queue, Opted::In)),
            Action::OptOut(queue) => moves.push(opted(queue, Opted::Out)),
            // Loading refuses what only customers do.
            Action::Press(_)
            | Action::Say(_)
            | Action::Chat(_)
            | Action::Edit(_)
            | Action::Delete
            | Action::Type
            | Action::Read
            | Action::Leave
            | Action::Visit(_)
            | Action::Call(_)
            | Action::FollowHandoff
            | Action::ExpireTokens(_) => {}
        }
    }

    /// Does something in the call; where there is none any more, there is nothing to do.
    fn in_call(&self, agent: &Agent, action: &Action) -> Option<Move> {
        Some(teams_command(teams::Command::InCall {
            agent: agent.name.clone(),
            call: Some(self.talks_in?),
            act: action.act()?,
        }))
    }

    fn hang_up(&self, agent: &Agent) -> Option<Move> {
        let call = self.talks_in?;
        Some(teams_command(teams::Command::HangUp {
            agent: agent.name.clone(),
            call: Some(call),
        }))
    }
}

fn teams_command(asked: teams::Command) -> Move {
    command(Command::Teams(asked))
}

fn presence(agent: &Agent, presence: Presence) -> Move {
    teams_command(teams::Command::SetPresence {
        person: agent.name.clone(),
        presence,
    })
}

/// Lets calls that come from no queue ring until the agent does something: each is decided as it comes, like an offer.
fn lets_ring(agent: &Agent) -> Move {
    command(Command::Calls(calls::Command::SetAnswering {
        party: agent.party.clone(),
        answering: Answering {
            mode: AnsweringMode::Ignore,
            after: Span::ZERO,
        },
    }))
}

/// Draws a length of time: a function of the seed, the agent, what it is for, the contact and the number of the draw.
fn draw(
    law: &Draw,
    seed: u64,
    agent: &str,
    what: &str,
    contact: Option<Contact>,
    number: u64,
) -> Span {
    let purpose = Purpose::named(&format!("agent {agent} {what}"));
    let contact = contact.map_or(0, |contact| u64::from(contact.0));
    law.sample(Source::new(seed, purpose).uniform(contact, number))
}

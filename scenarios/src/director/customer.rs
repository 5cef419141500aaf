//! One customer.

use std::collections::BTreeMap;

use ringback_format::action::{Action, CallAs, Destination, TokensOf};
use ringback_world::{
    Command, Contact, IdentifierKind, Move, RawId, Span, Time, What,
    calls::{self, Act, CallId, PartyAct, Place},
    chat::{self, MessageBody, MessageId, MessageKind, ThreadId},
    declaration::Declaration,
    directory, teams, visits,
};

use super::hands::{Awaits, Hands};
use crate::{
    arrivals::Arrival,
    case::Group,
    language::{Phone, When},
    phones,
    picture::{Picture, Seat, Sight},
    progress::Progress,
};

/// What customers go by: the world as it was declared, and who is who in it.
pub(super) struct Known<'a> {
    pub(super) declaration: &'a Declaration,
    pub(super) picture: &'a Picture,
}

/// One customer.
#[derive(Clone, Debug)]
pub(super) struct Customer {
    contact: Contact,
    sets_out: Time,
    name: String,
    phone: RawId,
    progress: Option<Progress>,
    hands: Hands,
    patience: Option<Span>,
    hangs_up_at: Option<Time>,
    reached_a_person: bool,
    /// A voice app has the call, and does the next thing by itself.
    led_by_an_app: bool,
    call: Option<CallId>,
    calls_as: RawId,
    calls_over: bool,
    identity: Option<RawId>,
    thread: Option<ThreadId>,
    handed_to: Option<RawId>,
    sent: Option<MessageId>,
    latest: Option<MessageId>,
    gave_up: bool,
}

impl Customer {
    pub(super) fn new(
        arrival: &Arrival,
        group: &Group,
        declaration: &Declaration,
        patience: Option<Span>,
    ) -> Self {
        let phone = phones::of(arrival.contact, &phones::declared(declaration));
        Self {
            contact: arrival.contact,
            sets_out: arrival.at,
            name: name_of(group, arrival),
            calls_as: phone.clone(),
            phone,
            progress: None,
            hands: Hands::new(),
            patience,
            hangs_up_at: None,
            reached_a_person: false,
            led_by_an_app: false,
            call: None,
            calls_over: false,
            identity: None,
            thread: None,
            handed_to: None,
            sent: None,
            latest: None,
            gave_up: false,
        }
    }

    /// Sees one thing.
    pub(super) fn see(&mut self, group: &Group, picture: &Picture, sight: &Sight) {
        if sight.contact != Some(self.contact) {
            return;
        }
        self.learn(picture, sight);
        let Some(progress) = &mut self.progress else {
            return;
        };
        let at = sight.fact.at;
        for passed in progress.pass(&group.journey, at) {
            self.hands.add(&group.journey.observation(passed).actions);
        }
        let seat = Seat::Customer(self.contact);
        if let Some(seen) = progress.see(&group.journey, at, |when| picture.sees(seat, when, sight))
        {
            self.hands.add(&group.journey.observation(seen).actions);
        }
    }

    /// Lets time pass: sets out, loses patience, sees that so much time has gone by.
    pub(super) fn wake(&mut self, group: &Group, now: Time, moves: &mut Vec<Move>) {
        if self.progress.is_none() && self.sets_out <= now {
            let mut progress = Progress::begin(&group.journey, self.sets_out, &group.actions);
            self.hands.add(&group.actions);
            let begins = |when: &When| matches!(when, When::Begins);
            if let Some(seen) = progress.see(&group.journey, self.sets_out, begins) {
                self.hands.add(&group.journey.observation(seen).actions);
            }
            self.progress = Some(progress);
            moves.extend(group.answers.map(|Phone(answering)| {
                command(Command::Calls(calls::Command::SetAnswering {
                    party: self.phone.clone(),
                    answering,
                }))
            }));
        }
        if let Some(progress) = &mut self.progress {
            for passed in progress.pass(&group.journey, now) {
                self.hands.add(&group.journey.observation(passed).actions);
            }
        }
        if self.hangs_up_at.is_some_and(|at| at <= now) {
            self.hangs_up_at = None;
            self.act(Act::HangUp, moves);
        }
    }

    /// Does what there is to do.
    pub(super) fn work(&mut self, known: &Known<'_>, now: Time, moves: &mut Vec<Move>) {
        while let Some(action) = self.hands.next(now) {
            self.carry_out(action, known, now, moves);
        }
    }

    pub(super) fn next_wakeup(&self, group: &Group) -> Option<Time> {
        let Some(progress) = &self.progress else {
            return Some(self.sets_out);
        };
        [
            self.hands.next_wakeup(),
            progress.next_wakeup(&group.journey),
            self.hangs_up_at,
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// Tells whether the customer has done what they came for, or cannot.
    pub(super) fn is_done(&self, group: &Group) -> bool {
        let Some(progress) = &self.progress else {
            return false;
        };
        if self.gave_up || progress.missed().is_some() {
            return true;
        }
        let nothing_due = self.next_wakeup(group).is_none();
        let over = progress.is_over(&group.journey) || (self.calls_over && self.thread.is_none());
        nothing_due && over && self.hands.are_idle() && !self.led_by_an_app
    }

    fn learn(&mut self, picture: &Picture, sight: &Sight) {
        match &sight.fact.what {
            What::Call(fact) => self.learn_of_call(picture, fact),
            What::Teams(teams::Fact::AttendantReached { .. } | teams::Fact::Redirected { .. }) => {
                self.led_by_an_app = true
            }
            What::Teams(teams::Fact::Queued { .. }) => {
                self.led_by_an_app = false;
                if !self.reached_a_person && self.hangs_up_at.is_none() {
                    self.hangs_up_at = self
                        .patience
                        .map(|patience| sight.fact.at.saturating_add(patience));
                }
            }
            What::Teams(
                teams::Fact::AnsweredByAgent { .. } | teams::Fact::VoicemailReached { .. },
            ) => self.is_served(),
            What::Chat(chat::Fact::MessageSent {
                message,
                from,
                metadata,
                ..
            }) => {
                self.latest = Some(*message);
                if let Some(app) = handoff(metadata) {
                    self.handed_to = Some(app);
                }
                if picture.is_customer(from, self.contact) {
                    self.sent = Some(*message);
                }
            }
            What::Visit(visits::Fact::Visited { outcome, .. }) => self.learn_of_visit(outcome),
            What::Directory(_)
            | What::Teams(_)
            | What::Chat(_)
            | What::Delivery(_)
            | What::Visit(visits::Fact::VisitBegan { .. })
            | What::Fault(_) => {}
        }
    }

    fn learn_of_call(&mut self, picture: &Picture, fact: &calls::Fact) {
        match fact {
            calls::Fact::Placed { call, from, .. } if *from == self.calls_as => {
                self.call = Some(*call);
                self.calls_over = false;
                self.hands.came(Awaits::Call);
            }
            calls::Fact::Ringing { call, party, .. } if *party == self.phone => {
                self.call = Some(*call);
                self.calls_as = self.phone.clone();
                self.calls_over = false;
            }
            calls::Fact::PartyConnected { party, .. }
                if picture.person(party).is_some()
                    || picture.outside(party, self.contact).is_some() =>
            {
                self.is_served();
            }
            calls::Fact::CallEnded { call, .. } if self.call == Some(*call) => self.hung_up(),
            calls::Fact::PartyLeft { call, party, .. }
                if self.call == Some(*call) && *party == self.calls_as =>
            {
                self.hung_up();
            }
            _ => {}
        }
    }

    fn learn_of_visit(&mut self, outcome: &visits::Outcome) {
        self.hands.came(Awaits::Visit);
        match outcome {
            visits::Outcome::Answered {
                identity, thread, ..
            } => {
                if identity.is_some() {
                    self.identity.clone_from(identity);
                }
                if let Some(thread) = thread {
                    self.thread = Some(ThreadId(thread.clone()));
                }
            }
            visits::Outcome::Failed { .. } | visits::Outcome::Unreachable => {
                self.gave_up = true;
                self.hands.drop_all();
            }
        }
    }

    fn is_served(&mut self) {
        self.reached_a_person = true;
        self.led_by_an_app = false;
        self.hangs_up_at = None;
    }

    fn hung_up(&mut self) {
        self.call = None;
        self.calls_over = true;
        self.led_by_an_app = false;
        self.hangs_up_at = None;
    }

    fn carry_out(&mut self, action: Action, known: &Known<'_>, now: Time, moves: &mut Vec<Move>) {
        match action {
            Action::Wait(span) => self
                .hands
                .wait(Awaits::Until(now.saturating_add(span.span()))),
            Action::Visit(visit) => {
                moves.push(Move::Visit {
                    contact: self.contact,
                    entry: visit.entry,
                    with: self.filled(visit.with),
                });
                self.hands.wait(Awaits::Visit);
            }
            Action::Call(target) => {
                let from = match target.placed_as {
                    CallAs::Phone => Some(self.phone.clone()),
                    CallAs::Identity => self.identity.clone(),
                    CallAs::Voip => voip_of(self.contact, known.declaration),
                };
                self.place(from, destination(&target.to, known.declaration), moves);
            }
            Action::FollowHandoff => {
                self.place(self.identity.clone(), self.handed_to.clone(), moves);
            }
            Action::ExpireTokens(TokensOf::Service) => {
                let owner = self
                    .thread
                    .as_ref()
                    .and_then(|thread| known.picture.owner(thread));
                moves.extend(owner.map(|owner| {
                    command(Command::Directory(directory::Command::ExpireTokens {
                        identity: owner.clone(),
                    }))
                }));
            }
            Action::HangUp
            | Action::Press(_)
            | Action::Say(_)
            | Action::Mute
            | Action::Unmute
            | Action::Hold
            | Action::Resume
            | Action::Start(_)
            | Action::Stop(_) => {
                if let Some(act) = action.act() {
                    self.act(act, moves);
                }
            }
            Action::Chat(_)
            | Action::Edit(_)
            | Action::Delete
            | Action::Type
            | Action::Read
            | Action::Leave => self.chat(action, moves),
            // Loading refuses what only agents do.
            Action::Answer(_)
            | Action::Decline
            | Action::Record
            | Action::StopRecording
            | Action::Park
            | Action::Retrieve(_)
            | Action::Presence(_)
            | Action::OptIn(_)
            | Action::OptOut(_) => {}
        }
    }

    /// Adds what every visitor brings to what the visit gives.
    fn filled(&self, mut with: BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut fill = |name: &str, value: &str| {
            with.entry(name.to_owned())
                .or_insert_with(|| value.to_owned());
        };
        fill("name", &self.name);
        if let IdentifierKind::PhoneNumber(number) = self.phone.kind() {
            fill("number", number);
        }
        if let Some(thread) = &self.thread {
            fill("thread", &thread.0);
        }
        with
    }

    /// Places a call; where it is not known from whom or to whom, the customer gives up.
    fn place(&mut self, from: Option<RawId>, to: Option<RawId>, moves: &mut Vec<Move>) {
        let (Some(from), Some(to)) = (from, to) else {
            self.gave_up = true;
            return;
        };
        self.calls_as = from.clone();
        moves.push(command(Command::Calls(calls::Command::Place(Place {
            from,
            to,
            display_name: Some(self.name.clone()),
            custom_context: None,
            contact: Some(self.contact),
        }))));
        self.hands.wait(Awaits::Call);
    }

    /// Does something in the call; where there is none any more, there is nothing to do.
    fn act(&self, act: Act, moves: &mut Vec<Move>) {
        if let Some(call) = self.call {
            let party = self.calls_as.clone();
            moves.push(command(Command::Calls(calls::Command::Party(PartyAct {
                call,
                party,
                act,
            }))));
        }
    }

    fn chat(&mut self, action: Action, moves: &mut Vec<Move>) {
        let (Some(actor), Some(thread)) = (self.identity.clone(), self.thread.clone()) else {
            self.gave_up = true;
            return;
        };
        let asked = match action {
            Action::Chat(content) => Some(chat::Command::Send {
                actor,
                thread,
                body: MessageBody {
                    kind: MessageKind::Text,
                    content,
                    sender_display_name: Some(self.name.clone()),
                    metadata: BTreeMap::new(),
                },
            }),
            Action::Edit(content) => self.sent.map(|message| chat::Command::EditMessage {
                actor,
                thread,
                message,
                edit: chat::Edit {
                    content: Some(content),
                    metadata: None,
                },
            }),
            Action::Delete => self.sent.map(|message| chat::Command::DeleteMessage {
                actor,
                thread,
                message,
            }),
            Action::Read => self.latest.map(|message| chat::Command::Read {
                actor,
                thread,
                message,
            }),
            Action::Type => Some(chat::Command::Typing {
                actor,
                thread,
                sender_display_name: Some(self.name.clone()),
            }),
            Action::Leave => Some(chat::Command::RemoveParticipant {
                participant: actor.clone(),
                actor,
                thread,
            }),
            _ => None,
        };
        moves.extend(asked.map(|asked| command(Command::Chat(asked))));
    }
}

pub(super) fn command(command: Command) -> Move {
    Move::Command(Box::new(command))
}

fn name_of(group: &Group, arrival: &Arrival) -> String {
    match &group.name {
        Some(name) if group.count == 1 => name.clone(),
        Some(name) => format!("{name} {}", arrival.member + 1),
        None => format!("Customer {}", arrival.contact.0),
    }
}

/// Gives a customer's own identity, with which they call from an app: one of the first resource.
fn voip_of(contact: Contact, declaration: &Declaration) -> Option<RawId> {
    let resource = declaration.resources.first()?;
    let user = format!("00000000-0000-4000-8000-{:012}", contact.0);
    Some(RawId::communication_user(resource.id.as_str(), &user))
}

/// Gives the voice app that a message hands its reader over to, by its metadata.
fn handoff(metadata: &BTreeMap<String, String>) -> Option<RawId> {
    let app = metadata.get("teamsAppId")?;
    (metadata.get("handoff").map(String::as_str) == Some("call")).then(|| RawId::teams_app(app))
}

fn destination(to: &Destination, declaration: &Declaration) -> Option<RawId> {
    match to {
        Destination::Service => {
            let number = declaration.resources.first()?.phone_numbers.first()?;
            Some(RawId::phone_number(number))
        }
        Destination::Number(number) => Some(RawId::phone_number(number)),
        Destination::Attendant(name) => {
            let mut attendants = declaration.teams.attendants.iter();
            let attendant = attendants.find(|attendant| attendant.name == *name)?;
            let account = attendant.resource_account.as_ref();
            account.map(|account| account.raw_id())
        }
        Destination::Queue(name) => {
            let queue = declaration
                .teams
                .queues
                .iter()
                .find(|queue| queue.name == *name)?;
            queue
                .resource_account
                .as_ref()
                .map(|account| account.raw_id())
        }
        Destination::Identity(raw) => Some(RawId::new(raw.as_str())),
    }
}

//! The loop of one replication.

use ringback_engine::{
    Agenda, Time,
    queues::{AgentId, CallKey, Command, Engine},
};
use ringback_scenarios::population::{ArrivalTimes, COUNT_BITS, ContactDraws, contact};

use super::agents::AgentState;
use crate::{
    model::{Label, Model},
    tally::{Books, Reaction, Tally},
};

/// How long after the last customer set out a run ends whatever is still open, in microseconds. Our choice: a day.
const DRAIN_MAX: u64 = 24 * 3_600_000_000;

/// What is due outside the engine.
#[derive(Clone, Copy, Debug)]
pub(super) enum Due {
    /// A session with the bot ends.
    BotEnds {
        label: Label,
        cell: u32,
    },
    /// A customer comes again.
    ComesAgain {
        label: Label,
    },
    /// An agent answers or declines an offer.
    Answers {
        call: CallKey,
        agent: AgentId,
    },
    Declines {
        call: CallKey,
        agent: AgentId,
    },
    /// A conversation ends.
    TalkEnds {
        call: CallKey,
        wrap_up: Option<ringback_engine::Span>,
    },
    /// A customer who would accept it is offered to be called back.
    CallbackOffer {
        call: CallKey,
        label: Label,
        found_long: bool,
    },
    /// Agents come and go.
    DutyBegins {
        agent: AgentId,
        window: usize,
    },
    DutyEnds {
        agent: AgentId,
        window: usize,
    },
    Away {
        agent: AgentId,
    },
    Back {
        agent: AgentId,
    },
    ComesBack {
        agent: AgentId,
    },
    GoesAway {
        agent: AgentId,
    },
}

/// The order at one instant: who goes comes before who comes.
pub(super) mod class {
    pub(in super::super) const DUTY: u8 = 0;
    pub(in super::super) const CONTACT: u8 = 1;
}

/// A stream of arrivals as far as it has come.
struct Coming {
    times: ArrivalTimes,
    /// When the next contact sets out.
    next: Option<Time>,
    /// Its draw for talking, which comes with that for the time before it.
    talk: f64,
    count: u64,
}

/// A replication under way.
pub(super) struct Run<'a> {
    pub(super) model: &'a Model,
    pub(super) draws: ContactDraws,
    pub(super) engine: Engine,
    pub(super) books: Books,
    pub(super) due: Agenda<Due>,
    pub(super) agents: Vec<AgentState>,
    /// Sessions with the bot and customers who will come again.
    pub(super) outside: u64,
    /// The draw for talking of the contact that set out last.
    talk: (u64, f64),
    streams: Vec<Coming>,
    reactions: Vec<Reaction>,
}

/// Runs one replication, numbered from 0.
pub(crate) fn replicate(model: &Model, seed: u64, replication: u64) -> Tally {
    let mut run = Run::new(model, seed, replication);
    run.begin_duty(seed, replication);
    if model.reacts {
        run.follow();
    }
    run.arrivals();
    run.drain();
    let now = run.engine.now();
    run.books.close(now)
}

impl<'a> Run<'a> {
    fn new(model: &'a Model, seed: u64, replication: u64) -> Self {
        let draws = ContactDraws::new(seed, replication);
        let streams = model.plan.population.streams.iter().enumerate();
        let coming = |(number, stream): (usize, &ringback_scenarios::population::Stream)| {
            let mut coming = Coming {
                times: ArrivalTimes::new(
                    stream,
                    stream.factor(draws.day(number)),
                    draws.burst(number),
                ),
                next: None,
                talk: 0.0,
                count: 0,
            };
            coming.step(number, &draws);
            coming
        };
        Self {
            model,
            draws,
            engine: model.engine(),
            books: Books::new(model),
            due: Agenda::new(),
            agents: model.agents.iter().map(|_| AgentState::default()).collect(),
            outside: 0,
            talk: (u64::MAX, 0.0),
            streams: streams.map(coming).collect(),
            reactions: Vec::new(),
        }
    }

    /// Lets everybody set out, and does what is due meanwhile.
    fn arrivals(&mut self) {
        let end = self.model.end();
        while let Some((at, number)) = self.first_stream().filter(|(at, _)| *at < end) {
            self.until(at);
            let (count, talk) = (self.streams[number].count, self.streams[number].talk);
            self.streams[number].step(number, &self.draws);
            let contact = contact(number, count - 1);
            self.talk = (contact, talk);
            self.sets_out(at, number, contact);
            if self.model.reacts {
                self.follow_up(at);
            }
        }
        self.until(end);
    }

    #[inline]
    fn first_stream(&self) -> Option<(Time, usize)> {
        let next = self.streams.iter().enumerate();
        next.filter_map(|(number, coming)| coming.next.map(|at| (at, number)))
            .min()
    }

    /// Does everything that is due before an instant.
    #[inline]
    fn until(&mut self, at: Time) {
        if self.model.reacts {
            while let Some(now) = self.next_due().filter(|now| *now < at) {
                self.step(now);
            }
        } else {
            while let Some(now) = self.due.next_at().filter(|now| *now < at) {
                self.before(now);
                self.step(now);
            }
            if self.books.ends_by(at) {
                self.before(at);
            }
        }
    }

    /// Lets the engine do everything before an instant, so that the books hear of it in time.
    fn before(&mut self, at: Time) {
        let last = Time::from_micros(at.as_micros().saturating_sub(1));
        self.engine.advance(last, &mut self.books);
    }

    #[inline]
    fn next_due(&self) -> Option<Time> {
        match (self.due.next_at(), self.engine.next_wakeup()) {
            (Some(due), Some(engine)) => Some(due.min(engine)),
            (due, engine) => due.or(engine),
        }
    }

    #[inline]
    fn step(&mut self, now: Time) {
        match self.due.pop_due(now) {
            Some((now, due)) => self.carry_out(now, due),
            None => self.engine.advance(now, &mut self.books),
        }
        if self.model.reacts {
            self.follow_up(now);
        }
    }

    /// Lets those finish who are still there.
    fn drain(&mut self) {
        let latest = Time::from_micros(self.model.end().as_micros().saturating_add(DRAIN_MAX));
        while self.outside > 0 || self.engine.calls() > 0 {
            let Some(now) = self.next_due().filter(|now| *now <= latest) else {
                break;
            };
            self.step(now);
        }
    }

    /// Answers what the books report until nothing is reported any more.
    #[inline]
    fn follow_up(&mut self, now: Time) {
        while !self.books.reactions.is_empty() {
            core::mem::swap(&mut self.reactions, &mut self.books.reactions);
            let reactions = core::mem::take(&mut self.reactions);
            for reaction in &reactions {
                self.react(now, *reaction);
            }
            self.reactions = reactions;
            self.reactions.clear();
        }
    }

    /// Answers what happened before the first instant.
    fn follow(&mut self) {
        self.follow_up(Time::ZERO);
    }

    fn carry_out(&mut self, now: Time, due: Due) {
        match due {
            Due::BotEnds { label, cell } => self.bot_ends(now, label, cell),
            Due::ComesAgain { label } => self.comes_again(now, label),
            Due::Answers { call, agent } => self.answers(now, call, agent),
            Due::Declines { call, agent } => self.declines(now, call, agent),
            Due::TalkEnds { call, wrap_up } => self.command(now, Command::End { call, wrap_up }),
            Due::CallbackOffer {
                call,
                label,
                found_long,
            } => self.offer_callback(now, call, label, found_long),
            Due::DutyBegins { agent, window } => self.duty_begins(now, agent, window),
            Due::DutyEnds { agent, window } => self.duty_ends(now, agent, window),
            Due::Away { agent } => self.away(now, agent),
            Due::Back { agent } => self.back(now, agent),
            Due::ComesBack { agent } => self.comes_back(now, agent),
            Due::GoesAway { agent } => self.goes_away(now, agent),
        }
    }

    fn react(&mut self, now: Time, reaction: Reaction) {
        match reaction {
            Reaction::Entered {
                call,
                queue,
                label,
                waiting,
            } => self.entered(now, (call, queue), label, waiting),
            Reaction::Offered(offer) => self.offered(now, offer),
            Reaction::Gone(offer) => self.offer_gone(offer),
            Reaction::Answered {
                call,
                queue,
                agent,
                label,
            } => self.talks(now, (call, queue, agent), label),
            Reaction::Ended { agent } => self.ended(now, agent),
            Reaction::GaveUp { label } => self.gave_up(now, label),
            Reaction::TurnedAway { label } => self.turned_away(now, label),
        }
    }

    /// Gives a contact's draw for talking.
    #[inline]
    pub(super) fn talk_of(&self, contact: u64) -> f64 {
        match self.talk {
            (last, talk) if last == contact => talk,
            _ => self
                .draws
                .uniform(contact, ringback_scenarios::population::Drawn::Talk),
        }
    }

    /// Gives the engine a command about something that may be gone meanwhile: then nothing happens.
    pub(super) fn command(&mut self, now: Time, command: Command) {
        let _gone = self.engine.handle(now, command, &mut self.books);
    }
}

impl Coming {
    #[inline]
    fn step(&mut self, number: usize, draws: &ContactDraws) {
        let contact = contact(number, self.count & ((1 << COUNT_BITS) - 1));
        let [gap, talk] = draws.gap_and_talk(contact);
        self.next = self.times.next(gap);
        self.talk = talk;
        self.count += 1;
    }
}

//! Contacts set out, talk with the bot, enter queues, give up, and come again.

use ringback_engine::{
    Span, Time,
    queues::{AgentId, Arrival, CallKey, Command, QueueId, Stage},
};
use ringback_scenarios::population::{Drawn, Patience, chosen};
use ringback_world::teams;

use super::replication::{Due, Run, class};
use crate::model::{CallbackOffer, Label, Of};

impl Run<'_> {
    /// A contact of a stream sets out.
    #[inline]
    pub(super) fn sets_out(&mut self, now: Time, stream: usize, contact: u64) {
        let stream = &self.model.plan.population.streams[stream];
        let kind = chosen(&stream.kinds, || self.draws.uniform(contact, Drawn::Kind));
        let channel = self.channel(contact, kind);
        let label = Label::new(contact, kind, channel);
        let cell = self.books.sets_out(now, label, false);
        self.begins(now, label, cell);
    }

    #[inline]
    fn channel(&self, contact: u64, kind: usize) -> usize {
        if self.model.channels.len() == 1 {
            return 0;
        }
        let channels = &self.model.plan.population.kinds[kind].channels;
        let channel = chosen(channels, || self.draws.uniform(contact, Drawn::Channel));
        self.model.channel(channel)
    }

    /// A contact comes to the bot, or to its queue.
    #[inline]
    fn begins(&mut self, now: Time, label: Label, cell: u32) {
        let kind = &self.model.plan.population.kinds[label.kind()];
        let Some(bot) = &kind.bot else {
            return self.enters(now, label, cell);
        };
        let takes = bot
            .takes
            .sample(self.draws.uniform(label.draws(), Drawn::BotTakes));
        self.outside += 1;
        if let Some(counts) = self.books.contact(cell) {
            counts.bot_time += takes.as_micros();
        }
        let at = now.saturating_add(takes);
        self.due
            .schedule(at, class::CONTACT, Due::BotEnds { label, cell });
    }

    pub(super) fn bot_ends(&mut self, now: Time, label: Label, cell: u32) {
        self.outside -= 1;
        let Some(bot) = &self.model.plan.population.kinds[label.kind()].bot else {
            return;
        };
        let ends = self.draws.uniform(label.draws(), Drawn::BotEnds);
        let counts = self.books.contact(cell);
        if ends < bot.contains {
            if let Some(counts) = counts {
                counts.contained += 1;
            }
            return;
        }
        if ends < bot.contains + bot.abandons {
            if let Some(counts) = counts {
                counts.left_bot += 1;
            }
            return self.gave_up(now, label);
        }
        if let Some(counts) = counts {
            counts.escalated += 1;
        }
        let by = bot.hands_over_by.map(|channel| self.model.channel(channel));
        self.enters(now, by.map_or(label, |channel| label.by(channel)), cell);
    }

    /// A contact enters the queue that it wants.
    #[inline]
    fn enters(&mut self, now: Time, label: Label, cell: u32) {
        let kind = &self.model.plan.population.kinds[label.kind()];
        if kind.queues.is_empty() {
            return;
        }
        let draws = label.draws();
        let queue = chosen(&kind.queues, || self.draws.uniform(draws, Drawn::Queue));
        let patience = match &kind.patience {
            Patience::Unlimited => None,
            Patience::For(law) => Some(law.sample(self.draws.uniform(draws, Drawn::Patience))),
        };
        let (handling, wrap_up) = match self
            .model
            .handling
            .known_at_arrival(label.kind(), label.channel())
        {
            Some((talks, wrap_up)) => (
                Some(talks.sample(self.talk_of(draws))),
                wrap_up.map(|law| law.sample(self.draws.uniform(draws, Drawn::WrapUp))),
            ),
            None => (None, None),
        };
        let arrival = Arrival {
            queue: QueueId(queue as u32),
            priority: kind.priority.unwrap_or(self.model.queues[queue].priority),
            label: label.0,
            greeting: None,
            patience,
            handling,
            wrap_up,
        };
        self.books.entering = cell;
        self.engine
            .arrive(now, &arrival, &mut self.books)
            .expect("queues of the model were added, and time goes forward");
    }

    /// A contact whose talk was not known before has an agent.
    pub(super) fn talks(
        &mut self,
        now: Time,
        (call, queue, agent): (CallKey, QueueId, AgentId),
        label: Label,
    ) {
        self.taken(call, agent);
        if self
            .model
            .handling
            .known_at_arrival(label.kind(), label.channel())
            .is_some()
        {
            return;
        }
        let of = Of {
            kind: label.kind(),
            channel: label.channel(),
            queue: queue.0 as usize,
            group: self.model.agents[agent.0 as usize].group as usize,
        };
        let talks = self.model.handling.talks(of).map_or(Span::ZERO, |law| {
            law.sample(self.draws.uniform(label.draws(), Drawn::Talk))
        });
        let wrap_up = self
            .model
            .handling
            .wrap_up(of)
            .map(|law| law.sample(self.draws.uniform(label.draws(), Drawn::WrapUp)));
        self.due.schedule(
            now.saturating_add(talks),
            class::CONTACT,
            Due::TalkEnds { call, wrap_up },
        );
    }

    /// A contact is in a queue: whoever would accept it is offered to be called back after a while.
    pub(super) fn entered(
        &mut self,
        now: Time,
        (call, queue): (CallKey, QueueId),
        label: Label,
        waiting: u32,
    ) {
        let Some(offer) = &self.model.queues[queue.0 as usize].callback else {
            return;
        };
        let accepts = self.model.plan.population.kinds[label.kind()].accepts_callback;
        if accepts == 0.0 || self.draws.uniform(label.draws(), Drawn::Callback) >= accepts {
            return;
        }
        let (after, found_long) = match offer {
            CallbackOffer::After(after) => (*after, true),
            CallbackOffer::Teams { rules, music } => (
                *music,
                teams::finds_long(rules, waiting, self.engine.opted_in(queue)),
            ),
        };
        self.due.schedule(
            now.saturating_add(after),
            class::CONTACT,
            Due::CallbackOffer {
                call,
                label,
                found_long,
            },
        );
    }

    pub(super) fn offer_callback(
        &mut self,
        now: Time,
        call: CallKey,
        label: Label,
        found_long: bool,
    ) {
        let Some(queue) = self.engine.queue_of(call) else {
            return;
        };
        let Some(offer) = &self.model.queues[queue.0 as usize].callback else {
            return;
        };
        let again = match offer {
            CallbackOffer::After(after) => *after,
            CallbackOffer::Teams { music, .. } => *music,
        };
        match self.engine.stage(call) {
            Some(Stage::Waiting) if self.is_eligible(now, call, queue, found_long) => {
                self.command(now, Command::RequestCallback { call });
            }
            Some(Stage::Greeting | Stage::Waiting | Stage::Ringing) if !again.is_zero() => {
                self.due.schedule(
                    now.saturating_add(again),
                    class::CONTACT,
                    Due::CallbackOffer {
                        call,
                        label,
                        found_long,
                    },
                );
            }
            Some(
                Stage::Greeting
                | Stage::Waiting
                | Stage::Ringing
                | Stage::Moving
                | Stage::Talking(_),
            )
            | None => {}
        }
    }

    fn is_eligible(&self, now: Time, call: CallKey, queue: QueueId, found_long: bool) -> bool {
        match &self.model.queues[queue.0 as usize].callback {
            Some(CallbackOffer::After(_)) => true,
            Some(CallbackOffer::Teams { rules, .. }) => {
                let waited = self
                    .engine
                    .waiting_since(call)
                    .map(|since| now.since(since));
                let has_waited = || {
                    let in_front = self.engine.line(queue).next() == Some(call);
                    in_front && waited.is_some_and(|waited| teams::waits_long(rules, waited))
                };
                found_long || has_waited()
            }
            None => false,
        }
    }

    pub(super) fn gave_up(&mut self, now: Time, label: Label) {
        let retries = self.model.plan.population.kinds[label.kind()]
            .retries
            .as_ref();
        if retries.is_some_and(|retries| retries.on_abandoned) {
            self.maybe_again(now, label);
        }
    }

    pub(super) fn turned_away(&mut self, now: Time, label: Label) {
        let retries = self.model.plan.population.kinds[label.kind()]
            .retries
            .as_ref();
        if retries.is_some_and(|retries| retries.on_busy) {
            self.maybe_again(now, label);
        }
    }

    fn maybe_again(&mut self, now: Time, label: Label) {
        let Some(retries) = &self.model.plan.population.kinds[label.kind()].retries else {
            return;
        };
        if label.attempt() >= retries.at_most
            || self.draws.uniform(label.draws(), Drawn::Retry) >= retries.chance
        {
            return;
        }
        let after = retries
            .after
            .sample(self.draws.uniform(label.draws(), Drawn::RetryAfter));
        self.outside += 1;
        self.due.schedule(
            now.saturating_add(after),
            class::CONTACT,
            Due::ComesAgain {
                label: label.again(),
            },
        );
    }

    pub(super) fn comes_again(&mut self, now: Time, label: Label) {
        self.outside -= 1;
        // A customer whom a bot handed over to another channel begins anew by their own.
        let label = label.by(self.channel(label.first(), label.kind()));
        let cell = self.books.sets_out(now, label, true);
        self.begins(now, label, cell);
    }
}

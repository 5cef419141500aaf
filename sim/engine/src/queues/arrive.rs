//! Calls enter queues: the tests at arrival, the greeting, the wait.

use crate::time::Span;

use super::calls::State;
use super::command::{Arrival, Refusal};
use super::config::{MaxLegs, NoAgents, WaitClock};
use super::event::{Event, Exception, Observer};
use super::ids::{CallKey, QueueId};
use super::machine::{Engine, Wake, class};

impl Engine {
    #[inline]
    pub(super) fn take_in<O: Observer>(
        &mut self,
        arrival: &Arrival,
        observer: &mut O,
    ) -> Result<CallKey, Refusal> {
        self.check_queue(arrival.queue)?;
        let slot = self.calls.insert(arrival);
        let key = self.calls.key(slot);
        self.enter(slot, arrival.queue, arrival.greeting, observer);
        if let Some(patience) = arrival.patience
            && self.calls.find(key).is_some()
            && !matches!(self.calls.get(slot).state, State::Talking(_))
        {
            let at = self.now.saturating_add(patience);
            let wake = self.agenda.schedule(at, class::HANG_UP, Wake::HangUp(slot));
            self.calls.get_mut(slot).patience = Some(wake);
        }
        Ok(key)
    }

    /// Ends the way of a redirected call.
    pub(super) fn enter_next<O: Observer>(&mut self, slot: u32, observer: &mut O) {
        self.calls.get_mut(slot).timer = None;
        let State::Moving(queue) = self.calls.get(slot).state else {
            return;
        };
        let MaxLegs { legs, tag } = self.max_legs;
        if self.calls.get(slot).leg >= legs || self.check_queue(queue).is_err() {
            self.leave(slot, tag, observer);
        } else {
            self.enter(slot, queue, None, observer);
        }
    }

    /// The limit is tested first, then absence; then come the greeting and the wait. Where agents
    /// have calls at once, a call that finds an idle one does not wait and is not tested.
    #[inline]
    fn enter<O: Observer>(
        &mut self,
        slot: u32,
        queue: QueueId,
        greeting: Option<Span>,
        observer: &mut O,
    ) {
        let call = self.calls.get_mut(slot);
        call.queue = queue;
        call.leg += 1;
        call.since = self.now;
        let (label, leg) = (call.label, call.leg);
        let key = self.calls.key(slot);
        observer.observe(
            self.now,
            Event::Arrived {
                call: key,
                queue,
                label,
                leg,
                waiting: self.queues[queue.index()].waiting,
            },
        );
        let state = &self.queues[queue.index()];
        let greeting = greeting.unwrap_or(state.config.greeting);
        if greeting.is_zero()
            && state.answers_on_arrival()
            && let Some(agent) = self.choose(queue)
        {
            self.connect_on_arrival(slot, agent, observer);
            return;
        }
        let state = &self.queues[queue.index()];
        if let Some(limit) = state
            .config
            .limit
            .filter(|limit| state.waiting >= limit.waiting)
        {
            return self.fire(slot, Exception::Limit, limit.exit, observer);
        }
        if state.present == 0
            && let NoAgents::NewCalls(exit) | NoAgents::AllCalls(exit) = state.config.no_agents
        {
            return self.fire(slot, Exception::NoAgents, exit, observer);
        }
        self.queues[queue.index()].waiting += 1;
        if greeting.is_zero() {
            self.begin_wait(slot);
        } else {
            self.begin_greeting(slot, greeting);
        }
    }

    fn begin_greeting(&mut self, slot: u32, greeting: Span) {
        let at = self.now.saturating_add(greeting);
        let timer = self
            .agenda
            .schedule(at, class::GREETING_END, Wake::GreetingEnd(slot));
        let call = self.calls.get_mut(slot);
        call.state = State::Greeting;
        call.timer = Some(timer);
        let queue = call.queue.index();
        self.calls.append(&mut self.queues[queue].greeting, slot);
    }

    pub(super) fn end_greeting<O: Observer>(&mut self, slot: u32, observer: &mut O) {
        let call = self.calls.get_mut(slot);
        call.timer = None;
        let queue = call.queue;
        self.calls
            .unlink(&mut self.queues[queue.index()].greeting, slot);
        observer.observe(
            self.now,
            Event::GreetingEnded {
                call: self.calls.key(slot),
                queue,
            },
        );
        self.begin_wait(slot);
    }

    #[inline]
    fn begin_wait(&mut self, slot: u32) {
        let call = self.calls.get_mut(slot);
        call.state = State::Waiting;
        let (priority, id) = (call.priority, call.queue);
        match self.queues[id.index()].config.wait_clock {
            WaitClock::AfterGreeting => call.since = self.now,
            WaitClock::FromArrival => {}
        }
        let since = call.since;
        self.calls.reset_round(slot);
        let queue = &mut self.queues[id.index()];
        queue.in_line += 1;
        let timeout = queue.config.timeout;
        let has_able = !queue.able.is_empty();
        self.calls.append(queue.line_of(priority), slot);
        if let Some(timeout) = timeout {
            let at = since.saturating_add(timeout.after).max(self.now);
            let timer = self
                .agenda
                .schedule(at, class::TIMEOUT, Wake::Timeout(slot));
            self.calls.get_mut(slot).timer = Some(timer);
        }
        if has_able {
            self.mark(id);
        }
    }
}

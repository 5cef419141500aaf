//! Exceptions take calls out of their queues.

use super::calls::{State, Waits};
use super::config::{Exit, NoAgents, TimeoutCheck};
use super::event::{Event, Exception, Observer};
use super::ids::QueueId;
use super::machine::{Engine, Wake, class};

impl Engine {
    /// Takes a call out of its queue, in whatever unanswered state it is.
    pub(super) fn fire<O: Observer>(
        &mut self,
        slot: u32,
        exception: Exception,
        exit: Exit,
        observer: &mut O,
    ) {
        let waited = self.waited_so_far(slot);
        let (call, queue) = (self.calls.key(slot), self.calls.get(slot).queue);
        observer.observe(
            self.now,
            Event::Fired {
                call,
                queue,
                exception,
                waited,
            },
        );
        self.withdraw_round(slot, observer);
        self.leave_line(slot);
        if let Some(timer) = self.calls.get_mut(slot).timer.take() {
            self.agenda.cancel(timer);
        }
        match exit {
            Exit::Leave(tag) => self.leave(slot, tag, observer),
            Exit::Queue {
                queue: to,
                after,
                priority,
            } => {
                observer.observe(
                    self.now,
                    Event::Redirected {
                        call,
                        from: queue,
                        to,
                    },
                );
                let at = self.now.saturating_add(after);
                let timer = self.agenda.schedule(at, class::ENTER, Wake::Enter(slot));
                let call = self.calls.get_mut(slot);
                call.state = State::Moving(to);
                call.priority = priority.unwrap_or(call.priority);
                call.timer = Some(timer);
            }
        }
    }

    pub(super) fn leave<O: Observer>(&mut self, slot: u32, tag: u32, observer: &mut O) {
        let (call, queue) = (self.calls.key(slot), self.calls.get(slot).queue);
        self.cancel_timers(slot);
        self.calls.remove(slot);
        observer.observe(self.now, Event::Left { call, queue, tag });
    }

    pub(super) fn time_out<O: Observer>(&mut self, slot: u32, observer: &mut O) {
        self.calls.get_mut(slot).timer = None;
        let queue = self.calls.get(slot).queue;
        let Some(timeout) = self.queues[queue.index()].config.timeout else {
            return;
        };
        let round = self.calls.round_mut(slot);
        match timeout.check {
            TimeoutCheck::RoundEnd if round.running => round.overdue = true,
            TimeoutCheck::RoundEnd | TimeoutCheck::Exact => {
                self.fire_timeout(slot, timeout.exit, observer);
            }
        }
    }

    /// Takes a call out whose wait has reached its bound; a callback has an exit of its own.
    pub(super) fn fire_timeout<O: Observer>(&mut self, slot: u32, exit: Exit, observer: &mut O) {
        let call = self.calls.get(slot);
        let exit = match call.waits {
            Waits::Customer => exit,
            Waits::Callback | Waits::CallbackApart => {
                Exit::Leave(self.queues[call.queue.index()].config.callbacks.tag)
            }
        };
        self.fire(slot, Exception::Timeout, exit, observer);
    }

    /// Takes out the customers who wait if nobody is present and the queue wants it. Callbacks wait on: nobody is kept
    /// waiting by them.
    pub(super) fn test_absence<O: Observer>(&mut self, id: QueueId, observer: &mut O) {
        let queue = &mut self.queues[id.index()];
        queue.test_due = false;
        let NoAgents::AllCalls(exit) = queue.config.no_agents else {
            return;
        };
        if queue.present > 0 {
            return;
        }
        while let Some(slot) = self.queues[id.index()].first_customer(&self.calls) {
            self.fire(slot, Exception::NoAgents, exit, observer);
        }
    }
}

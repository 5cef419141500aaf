//! Customers ask to be called back: the call keeps its place in line without them.

use super::calls::{State, Waits};
use super::command::Refusal;
use super::config::Counting;
use super::event::{Event, Observer};
use super::ids::CallKey;
use super::machine::Engine;

impl Engine {
    pub(super) fn request_callback<O: Observer>(
        &mut self,
        call: CallKey,
        observer: &mut O,
    ) -> Result<(), Refusal> {
        let slot = self.slot(call)?;
        let known = self.calls.get(slot);
        let queue = known.queue;
        if (known.state, known.waits) != (State::Waiting, Waits::Customer)
            || !self.calls.round(slot).agents.is_empty()
        {
            return Err(Refusal::NotWaiting(call));
        }
        let waits = match self.queues[queue.index()].config.callbacks.counting {
            Counting::AsWaiting => Waits::Callback,
            Counting::Apart => {
                self.queues[queue.index()].waiting -= 1;
                Waits::CallbackApart
            }
        };
        let known = self.calls.get_mut(slot);
        known.waits = waits;
        if let Some(patience) = known.patience.take() {
            self.agenda.cancel(patience);
        }
        observer.observe(self.now, Event::CallbackRequested { call, queue });
        Ok(())
    }
}

//! What a person still has to do: one thing after another.

use std::collections::VecDeque;

use ringback_format::action::Action;
use ringback_world::Time;

/// What keeps a person from the next thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Awaits {
    /// Nothing.
    Nothing,
    /// This time.
    Until(Time),
    /// That the call is placed, or that it is answered.
    Call,
    /// That the website answers.
    Visit,
}

/// What a person still has to do.
#[derive(Clone, Debug)]
pub(super) struct Hands {
    todo: VecDeque<Action>,
    awaits: Awaits,
}

impl Hands {
    pub(super) fn new() -> Self {
        Self {
            todo: VecDeque::new(),
            awaits: Awaits::Nothing,
        }
    }

    pub(super) fn add(&mut self, actions: &[Action]) {
        self.todo.extend(actions.iter().cloned());
    }

    /// Puts a thing back, to be done first.
    pub(super) fn put_back(&mut self, action: Action) {
        self.todo.push_front(action);
    }

    pub(super) fn wait(&mut self, awaits: Awaits) {
        self.awaits = awaits;
    }

    /// Ends a wait for something that has come.
    pub(super) fn came(&mut self, what: Awaits) {
        if self.awaits == what {
            self.awaits = Awaits::Nothing;
        }
    }

    pub(super) fn drop_all(&mut self) {
        self.todo.clear();
        self.awaits = Awaits::Nothing;
    }

    /// Gives the next thing to do, unless something keeps the person from it.
    pub(super) fn next(&mut self, now: Time) -> Option<Action> {
        match self.awaits {
            Awaits::Nothing => {}
            Awaits::Until(time) if time <= now => self.awaits = Awaits::Nothing,
            Awaits::Until(_) | Awaits::Call | Awaits::Visit => return None,
        }
        self.todo.pop_front()
    }

    pub(super) fn next_wakeup(&self) -> Option<Time> {
        match self.awaits {
            Awaits::Until(time) => Some(time),
            Awaits::Nothing | Awaits::Call | Awaits::Visit => None,
        }
    }

    pub(super) fn are_idle(&self) -> bool {
        self.todo.is_empty() && self.awaits == Awaits::Nothing
    }
}

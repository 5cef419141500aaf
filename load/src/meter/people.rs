//! Who has set out, and what goes on at once.

use std::collections::BTreeSet;

use ringback_scenarios::SetOut;
use ringback_world::{
    Fact, Time, What,
    calls::{self, CallId},
    chat::{self, ThreadId},
    visits,
};

/// Who has set out, and what goes on at once.
#[derive(Debug)]
pub(crate) struct People {
    meant: Vec<SetOut>,
    has_set_out: Vec<bool>,
    calls: BTreeSet<CallId>,
    chats: BTreeSet<ThreadId>,
    most: usize,
}

impl People {
    /// Takes who means to set out when; contacts count from 1 in this order.
    pub(crate) fn new(meant: Vec<SetOut>) -> Self {
        Self {
            has_set_out: vec![false; meant.len()],
            meant,
            calls: BTreeSet::new(),
            chats: BTreeSet::new(),
            most: 0,
        }
    }

    /// Sees a fact; gives who has set out just now.
    pub(crate) fn saw(&mut self, fact: &Fact) -> Option<SetOut> {
        match &fact.what {
            What::Call(
                calls::Fact::AnsweredByImplementation { call, .. }
                | calls::Fact::PartyConnected { call, .. },
            ) => {
                self.calls.insert(*call);
            }
            What::Call(calls::Fact::CallEnded { call, .. }) => {
                self.calls.remove(call);
            }
            What::Visit(visits::Fact::Visited {
                outcome:
                    visits::Outcome::Answered {
                        thread: Some(thread),
                        ..
                    },
                ..
            }) => {
                self.chats.insert(ThreadId(thread.clone()));
            }
            What::Chat(
                chat::Fact::ThreadDeleted { thread, .. }
                | chat::Fact::ParticipantRemoved { thread, .. },
            ) => {
                self.chats.remove(thread);
            }
            What::Call(calls::Fact::Placed { .. })
            | What::Visit(visits::Fact::VisitBegan { .. }) => return self.sets_out(fact),
            _ => return None,
        }
        self.most = self.most.max(self.connected());
        None
    }

    /// Tells how many calls and chats go on.
    pub(crate) fn connected(&self) -> usize {
        self.calls.len() + self.chats.len()
    }

    /// Tells the most that went on at once.
    pub(crate) fn most(&self) -> usize {
        self.most
    }

    /// Shows who means to set out when.
    pub(crate) fn meant(&self) -> &[SetOut] {
        &self.meant
    }

    /// Tells how many of a group have set out.
    pub(crate) fn of_group(&self, group: usize) -> usize {
        let each = self.meant.iter().zip(&self.has_set_out);
        each.filter(|(meant, out)| meant.group == group && **out)
            .count()
    }

    /// Tells how many should have set out by an instant.
    pub(crate) fn meant_by(&self, at: Time) -> usize {
        self.meant.partition_point(|meant| meant.at <= at)
    }

    fn sets_out(&mut self, fact: &Fact) -> Option<SetOut> {
        let index = usize::try_from(fact.contact?.0.checked_sub(1)?).ok()?;
        let out = self.has_set_out.get_mut(index)?;
        let first = !*out;
        *out = true;
        first.then(|| self.meant[index])
    }
}

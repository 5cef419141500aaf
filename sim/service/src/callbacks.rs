//! What the makers of events keep of a run: where Call Automation callbacks go, for facts hold no hosts, how many events there
//! were, and who is in a call.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use ringback_world::{
    RawId,
    calls::{CallConnectionId, CallId},
};

/// An operation whose events can go elsewhere than those of its leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Operation {
    /// An operation by its number on the leg: of media, or of people who come and go.
    Numbered(u64),
    /// The latest transfer: there is one at a time.
    Transfer,
}

/// The callback address of each leg, and of each operation that named its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallbackUris(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    connections: BTreeMap<CallConnectionId, String>,
    operations: BTreeMap<(CallConnectionId, Operation), String>,
    events: BTreeMap<String, u64>,
    present: BTreeMap<(CallId, RawId), String>,
}

impl CallbackUris {
    /// Keeps the callback address of a leg.
    pub(crate) fn set(&self, connection: CallConnectionId, uri: impl Into<String>) {
        self.inner().connections.insert(connection, uri.into());
    }

    /// Tells the callback address of a leg.
    pub(crate) fn get(&self, connection: &CallConnectionId) -> Option<String> {
        self.inner().connections.get(connection).cloned()
    }

    /// Keeps the address for the events of one operation; those without one go to the leg's own.
    pub(crate) fn set_operation(
        &self,
        connection: CallConnectionId,
        operation: Operation,
        uri: Option<String>,
    ) {
        let key = (connection, operation);
        match uri {
            Some(uri) => self.inner().operations.insert(key, uri),
            None => self.inner().operations.remove(&key),
        };
    }

    /// Tells the address for the events of one operation.
    pub(crate) fn operation(
        &self,
        connection: &CallConnectionId,
        operation: Operation,
    ) -> Option<String> {
        let key = (connection.clone(), operation);
        self.inner().operations.get(&key).cloned()
    }

    /// Numbers the next event of `parent`, from 0.
    pub(crate) fn next_event(&self, parent: &str) -> u64 {
        let mut inner = self.inner();
        let made = inner.events.entry(parent.to_owned()).or_default();
        *made += 1;
        *made - 1
    }

    /// Keeps under which participant id somebody is in a call.
    pub(crate) fn joined(&self, call: CallId, party: RawId, participant: String) {
        self.inner().present.insert((call, party), participant);
    }

    /// Tells under which participant id somebody was in a call that they have left; nothing for who never got in.
    pub(crate) fn left(&self, call: CallId, party: RawId) -> Option<String> {
        self.inner().present.remove(&(call, party))
    }

    /// Forgets the addresses of an earlier run.
    pub(crate) fn clear(&self) {
        *self.inner() = Inner::default();
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

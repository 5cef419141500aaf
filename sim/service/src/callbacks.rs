//! Where Call Automation callbacks go: facts hold no hosts, so the service keeps the full addresses.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};

use ringback_world::calls::CallConnectionId;

/// The callback address of each leg, and of each operation that named its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct CallbackUris(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    connections: BTreeMap<CallConnectionId, String>,
    operations: BTreeMap<(CallConnectionId, String), String>,
    events: BTreeMap<String, u64>,
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

    /// Keeps the address for the events of one operation, named as the events writer likes.
    pub(crate) fn set_operation(
        &self,
        connection: CallConnectionId,
        operation: impl Into<String>,
        uri: impl Into<String>,
    ) {
        let key = (connection, operation.into());
        self.inner().operations.insert(key, uri.into());
    }

    /// Tells the address for the events of one operation.
    pub(crate) fn operation(
        &self,
        connection: &CallConnectionId,
        operation: &str,
    ) -> Option<String> {
        let key = (connection.clone(), operation.to_owned());
        self.inner().operations.get(&key).cloned()
    }

    /// Numbers the next event of `parent`, from 0.
    pub(crate) fn next_event(&self, parent: &str) -> u64 {
        let mut inner = self.inner();
        let made = inner.events.entry(parent.to_owned()).or_default();
        *made += 1;
        *made - 1
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

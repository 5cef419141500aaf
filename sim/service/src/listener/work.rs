//! Work of the implementation, seen from a connection: from the first byte of a request until its reply is flushed.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use tokio::time::Instant;

use crate::{delivery::RequestId, runtime::Handle};

/// Hands out guards.
#[derive(Clone)]
pub(crate) struct WorkSource {
    world: Handle,
    made: Arc<AtomicU64>,
}

/// While it lives, a request of the implementation is under way.
#[must_use]
struct Guard {
    id: RequestId,
    world: Handle,
    was: Was,
}

/// What turned out to be under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Was {
    /// A request of the implementation.
    Work,
    /// Something else, which leaves no trace in the clock.
    Nothing,
}

impl Drop for Guard {
    fn drop(&mut self) {
        let id = self.id;
        match self.was {
            Was::Work => {
                let flushed = Instant::now();
                self.world.send(move |run| run.closed(id, flushed));
            }
            Was::Nothing => self.world.send(move |run| run.withdrawn(id)),
        }
    }
}

/// What is known of a connection's current request. Cheap to clone.
#[derive(Clone)]
pub(crate) struct ConnectionState(Arc<Mutex<Inner>>);

struct Inner {
    work: WorkSource,
    guard: Option<Guard>,
    phase: Phase,
    touched: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Between requests, or while one is read and answered.
    Open,
    /// The reply's last byte was handed over; it has to be flushed.
    Ending,
    /// A request that is no work, such as one of the control API.
    Unwatched,
    /// The connection carries frames now.
    Upgraded,
}

impl WorkSource {
    pub(crate) fn new(world: Handle) -> Self {
        Self {
            world,
            made: Arc::default(),
        }
    }

    /// Begins to watch a connection. It counts as work from the start: its first request is on the way.
    pub(crate) fn accepted(&self) -> ConnectionState {
        let guard = Some(self.open());
        let inner = Inner {
            work: self.clone(),
            guard,
            phase: Phase::Open,
            touched: false,
        };
        ConnectionState(Arc::new(Mutex::new(inner)))
    }

    fn open(&self) -> Guard {
        let id = RequestId(self.made.fetch_add(1, Ordering::Relaxed));
        let arrived = Instant::now();
        self.world.send(move |run| run.opened(id, arrived));
        Guard {
            id,
            world: self.world.clone(),
            was: Was::Work,
        }
    }
}

impl ConnectionState {
    /// Learns that bytes have arrived.
    pub(super) fn read(&self) {
        let mut inner = self.inner();
        if !inner.touched {
            inner.touched = true;
            inner.first_byte();
        }
        match inner.phase {
            Phase::Open | Phase::Ending => {
                inner.ensure_guard();
            }
            Phase::Unwatched | Phase::Upgraded => {}
        }
    }

    /// Learns that everything written so far has left.
    pub(super) fn flushed(&self) {
        let mut inner = self.inner();
        match inner.phase {
            Phase::Ending => {
                inner.phase = Phase::Open;
                inner.guard = None;
            }
            Phase::Open | Phase::Unwatched | Phase::Upgraded => {}
        }
    }

    /// Begins a request that counts as work; gives its name.
    pub(super) fn begin(&self) -> RequestId {
        let mut inner = self.inner();
        inner.phase = Phase::Open;
        inner.ensure_guard()
    }

    /// Begins a request that is no work.
    pub(super) fn begin_unwatched(&self) {
        let mut inner = self.inner();
        inner.phase = Phase::Unwatched;
        inner.withdraw();
    }

    /// Learns that the reply's last byte was handed over.
    pub(super) fn reply_ended(&self) {
        let mut inner = self.inner();
        if inner.phase != Phase::Upgraded {
            inner.phase = Phase::Ending;
        }
    }

    /// Learns that the connection carries frames from now on.
    pub(super) fn upgraded(&self) {
        let mut inner = self.inner();
        inner.phase = Phase::Upgraded;
        inner.guard = None;
    }

    /// Learns that the connection, though open, may have sent nothing.
    pub(super) fn rest_if_untouched(&self) {
        let mut inner = self.inner();
        if !inner.touched {
            inner.withdraw();
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// Lets the guard go as if it had never been.
    fn withdraw(&mut self) {
        if let Some(guard) = &mut self.guard {
            guard.was = Was::Nothing;
        }
        self.guard = None;
    }

    /// A request begins with its first byte, and not with the connection.
    fn first_byte(&self) {
        if let Some(Guard { id, world, .. }) = &self.guard {
            let (id, arrived) = (*id, Instant::now());
            world.send(move |run| run.arrived(id, arrived));
        }
    }

    fn ensure_guard(&mut self) -> RequestId {
        let work = &self.work;
        self.guard.get_or_insert_with(|| work.open()).id
    }
}

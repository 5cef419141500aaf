//! When the automatic clock may jump: a state machine over real instants that are handed in.

use std::{collections::BTreeMap, time::Duration};

use ringback_world::{Contact, Time};

use crate::{
    clock::{Acknowledges, Computing, Pace},
    delivery::{ErrandId, RequestId},
};

/// What a jump would touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Touches {
    /// Nothing on which the implementation owes a move.
    Inner,
    /// Something on which it owes a move or an answer.
    Owed,
}

/// Whether the clock may jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Somebody works; only a message can change that.
    Busy,
    /// Not before this real instant, unless something happens.
    Until(Duration),
    /// It may.
    Free,
}

/// How long after the last stimulus a computing process still holds the clock. Our choice: a process that computes for
/// longer is busy with something of its own.
const COMPUTES_FOR: Duration = Duration::from_secs(10);

/// A request of the implementation that is not answered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OpenRequest {
    /// When it arrived, in simulated time.
    pub(crate) at: Time,
    /// Whose contact it touched.
    pub(crate) contact: Option<Contact>,
    /// When its first byte had arrived, in real time.
    pub(crate) arrived: Duration,
    /// When its last byte had arrived, once that is known.
    pub(crate) whole: Duration,
    /// How it is answered, once that is known.
    pub(crate) status: Option<u16>,
    /// The activities counted when it had come.
    activities: u64,
    /// What was known before: last activity, until when a client is expected, and since when a sleeper is awake.
    before: (Option<Duration>, Option<Duration>, Option<Duration>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Flight {
    started: Duration,
    parked: bool,
}

/// Who works, since when it has been quiet, and how long that has to last.
#[derive(Debug)]
pub(crate) struct Patience {
    pace: Pace,
    requests: BTreeMap<RequestId, OpenRequest>,
    flights: BTreeMap<ErrandId, Flight>,
    holds: BTreeMap<u64, String>,
    holds_made: u64,
    /// When the implementation was last seen or given something to do.
    active_at: Option<Duration>,
    activities: u64,
    owed_since: Option<Duration>,
    returns_by: Option<Duration>,
    busy_since: Option<Duration>,
    worked: Duration,
    /// When a sleeper of it was woken that has not asked for anything since.
    woken_at: Option<Duration>,
    /// When its processes were last found to use the processor.
    computed_at: Option<Duration>,
    /// When they were last found not to.
    idle_at: Option<Duration>,
}

impl Patience {
    pub(crate) fn new(pace: Pace) -> Self {
        Self {
            pace,
            requests: BTreeMap::new(),
            flights: BTreeMap::new(),
            holds: BTreeMap::new(),
            holds_made: 0,
            active_at: None,
            activities: 0,
            owed_since: None,
            returns_by: None,
            busy_since: None,
            worked: Duration::ZERO,
            woken_at: None,
            computed_at: None,
            idle_at: None,
        }
    }

    /// Tells whether it is worth a look if the implementation's processes compute: something stirred them since they
    /// were last found idle, and not so long ago that they would compute for ever.
    pub(crate) fn wants_a_look(&self, now: Duration) -> bool {
        let stirred = self.active_at.max(self.owed_since);
        self.pace.acknowledges == Acknowledges::AtOnce
            && stirred.is_some_and(|at| {
                self.idle_at.is_none_or(|idle| idle < at) && now < at + COMPUTES_FOR
            })
    }

    /// Learns whether the implementation's processes compute: waits that would be over are extended while they do.
    pub(crate) fn looked(&mut self, now: Duration, computing: Computing) {
        match computing {
            Computing::Yes => self.computed_at = Some(now),
            Computing::No => self.idle_at = Some(now),
        }
    }

    /// Learns that the first byte of a request has arrived.
    pub(crate) fn opened(&mut self, now: Duration, id: RequestId, at: Time) {
        let before = (self.active_at, self.returns_by, self.woken_at);
        self.requests.insert(
            id,
            OpenRequest {
                at,
                contact: None,
                arrived: now,
                whole: now,
                status: None,
                activities: self.activities + 1,
                before,
            },
        );
        self.returns_by = None;
        self.woken_at = None;
        self.active(now);
    }

    /// Learns that a sleeper of the implementation was woken: it slept in order to make a move, and owes it now.
    pub(crate) fn woke(&mut self, now: Duration) {
        self.woken_at = Some(now);
        self.active(now);
    }

    /// Learns that the implementation made a move: a command, or going to sleep again.
    pub(crate) fn moved(&mut self) {
        self.woken_at = None;
    }

    /// Learns that what was taken for a request is none: the clock waits no longer for it than if it had never come.
    pub(crate) fn withdrawn(&mut self, now: Duration, id: RequestId) {
        let Some(request) = self.requests.remove(&id) else {
            return;
        };
        let untouched = self.activities == request.activities;
        self.active(now);
        if untouched {
            (self.active_at, self.returns_by, self.woken_at) = request.before;
        }
    }

    /// Learns that the reply to a request has left, or that its connection is gone.
    pub(crate) fn closed(&mut self, now: Duration, id: RequestId) {
        if self.requests.remove(&id).is_some() {
            self.active(now);
        }
    }

    /// Learns that a client was told to come back: the clock holds until it does, or until the wait and a second are over.
    pub(crate) fn told_to_return(&mut self, now: Duration, after: Duration) {
        self.returns_by = Some(now + after + Duration::from_secs(1));
    }

    /// Tells whether a client that was told to come back is still expected: it works, though it sleeps.
    pub(crate) fn expects_return(&self, now: Duration) -> bool {
        self.returns_by.is_some_and(|by| now < by)
    }

    /// Shows an open request.
    pub(crate) fn request(&mut self, id: RequestId) -> Option<&mut OpenRequest> {
        self.requests.get_mut(&id)
    }

    /// Tells whether a request of the implementation is being answered.
    pub(crate) fn has_requests(&self) -> bool {
        !self.requests.is_empty()
    }

    /// Learns that something was sent to the implementation.
    pub(crate) fn sent(&mut self, now: Duration, id: ErrandId) {
        self.flights.insert(
            id,
            Flight {
                started: now,
                parked: false,
            },
        );
        self.active(now);
    }

    /// Learns that something sent has come back or was given up.
    pub(crate) fn returned(&mut self, now: Duration, id: ErrandId) {
        if self.flights.remove(&id).is_some() {
            // Whoever answers a webhook after its work asks for nothing more.
            if self.pace.acknowledges == Acknowledges::AfterWork && self.flights.is_empty() {
                self.returns_by = None;
            }
            self.active(now);
        }
    }

    /// Learns whether the implementation owes a move anywhere.
    pub(crate) fn owes(&mut self, now: Duration, owes: bool) {
        match (owes, self.owed_since) {
            (true, None) => self.owed_since = Some(now),
            (false, Some(_)) => self.owed_since = None,
            (true, Some(_)) | (false, None) => {}
        }
    }

    /// Keeps the clock from moving until the hold is released.
    pub(crate) fn hold(&mut self, why: String) -> u64 {
        self.holds_made += 1;
        self.holds.insert(self.holds_made, why);
        self.holds_made
    }

    /// Releases a hold; tells whether it was there.
    pub(crate) fn release(&mut self, now: Duration, hold: u64) -> bool {
        self.active(now);
        self.holds.remove(&hold).is_some()
    }

    /// Lists the holds.
    pub(crate) fn holds(&self) -> &BTreeMap<u64, String> {
        &self.holds
    }

    /// Tells whether something is about to be parked.
    pub(crate) fn parks(&self, now: Duration) -> bool {
        self.pace.park_after.is_some_and(|after| {
            self.requests.is_empty()
                && self
                    .flights
                    .values()
                    .any(|flight| !flight.parked && now >= flight.started + after)
        })
    }

    /// Parks what has had no answer for too long; no request of the implementation is in flight meanwhile.
    pub(crate) fn park(&mut self, now: Duration) -> Vec<ErrandId> {
        let Some(after) = self.pace.park_after.filter(|_| self.requests.is_empty()) else {
            return Vec::new();
        };
        let quiet_since = self.active_at.unwrap_or_default();
        let computed_until = self.computed_until();
        let returns_by = self.returns_by.unwrap_or_default();
        let mut parked = Vec::new();
        for (id, flight) in &mut self.flights {
            let quiet = flight.started.max(quiet_since) + after;
            if !flight.parked && now >= quiet.max(computed_until).max(returns_by) {
                flight.parked = true;
                parked.push(*id);
            }
        }
        parked
    }

    /// Tells whether the clock may jump.
    pub(crate) fn verdict(&self, now: Duration, touches: Touches) -> Verdict {
        if !self.holds.is_empty() || !self.requests.is_empty() {
            return Verdict::Busy;
        }
        let quiet_since = self.active_at;
        if let Some(started) = self
            .flights
            .values()
            .filter(|f| !f.parked)
            .map(|f| f.started)
            .min()
        {
            return match self.pace.park_after {
                None => Verdict::Busy,
                Some(after) => {
                    let until = started.max(quiet_since.unwrap_or_default()) + after;
                    let returns_by = self.returns_by.unwrap_or_default();
                    Verdict::Until(until.max(self.computed_until()).max(returns_by))
                }
            };
        }
        let Some(until) = self.quiet_until(touches) else {
            return Verdict::Busy;
        };
        let until = until
            .max(self.returns_by.unwrap_or_default())
            .max(self.computed_until());
        if now >= until {
            Verdict::Free
        } else {
            Verdict::Until(until)
        }
    }

    /// Starts to measure for the next run.
    pub(crate) fn measure_anew(&mut self, now: Duration) {
        self.worked = Duration::ZERO;
        self.busy_since = self.busy_since.map(|_| now);
        self.owed_since = None;
        self.returns_by = None;
        self.woken_at = None;
    }

    /// Tells how long the implementation had something to do.
    pub(crate) fn worked(&self, now: Duration) -> Duration {
        self.worked
            + self
                .busy_since
                .map_or(Duration::ZERO, |since| now.saturating_sub(since))
    }

    /// The instant until which it has to stay quiet; `None` for ever.
    fn quiet_until(&self, touches: Touches) -> Option<Duration> {
        let active = self.active_at.unwrap_or_default();
        let touches = if self.woken_at.is_some() {
            Touches::Owed
        } else {
            touches
        };
        match (self.pace.acknowledges, touches) {
            (Acknowledges::AfterWork, Touches::Inner | Touches::Owed)
                if self.woken_at.is_none() =>
            {
                Some(Duration::ZERO)
            }
            (Acknowledges::AtOnce, Touches::Inner) => Some(
                self.active_at
                    .map_or(Duration::ZERO, |at| at + self.pace.settle),
            ),
            (Acknowledges::AtOnce | Acknowledges::AfterWork, _) => {
                let since = active.max(self.owed_since.unwrap_or_default());
                self.pace.reacts_within.map(|within| since + within)
            }
        }
    }

    fn computed_until(&self) -> Duration {
        self.computed_at
            .map_or(Duration::ZERO, |at| at + self.pace.settle)
    }

    fn active(&mut self, now: Duration) {
        self.active_at = Some(now);
        self.activities += 1;
        let busy = !self.requests.is_empty() || self.flights.values().any(|flight| !flight.parked);
        match (busy, self.busy_since) {
            (true, None) => self.busy_since = Some(now),
            (false, Some(since)) => {
                self.worked += now.saturating_sub(since);
                self.busy_since = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
}

#[cfg(test)]
mod tests;

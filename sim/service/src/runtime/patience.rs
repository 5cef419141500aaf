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
    /// The activities counted when it had come.
    activities: u64,
    /// What was known before: last activity, and until when a client is expected.
    before: (Option<Duration>, Option<Duration>),
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
        let before = (self.active_at, self.returns_by);
        self.requests.insert(
            id,
            OpenRequest {
                at,
                contact: None,
                activities: self.activities + 1,
                before,
            },
        );
        self.returns_by = None;
        self.active(now);
    }

    /// Learns that what was taken for a request is none: the clock waits no longer for it than if it had never come.
    pub(crate) fn withdrawn(&mut self, now: Duration, id: RequestId) {
        let Some(request) = self.requests.remove(&id) else {
            return;
        };
        let untouched = self.activities == request.activities;
        self.active(now);
        if untouched {
            (self.active_at, self.returns_by) = request.before;
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
        let mut parked = Vec::new();
        for (id, flight) in &mut self.flights {
            if !flight.parked
                && now >= (flight.started.max(quiet_since) + after).max(computed_until)
            {
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
                    Verdict::Until(until.max(self.computed_until()))
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
        match (self.pace.acknowledges, touches) {
            (Acknowledges::AfterWork, Touches::Inner | Touches::Owed) => Some(Duration::ZERO),
            (Acknowledges::AtOnce, Touches::Inner) => Some(
                self.active_at
                    .map_or(Duration::ZERO, |at| at + self.pace.settle),
            ),
            (Acknowledges::AtOnce, Touches::Owed) => {
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
mod tests {
    use super::*;

    fn ms(millis: u64) -> Duration {
        Duration::from_millis(millis)
    }

    fn patience() -> Patience {
        Patience::new(Pace::default())
    }

    #[test]
    fn without_an_implementation_every_jump_is_free() {
        assert_eq!(patience().verdict(ms(0), Touches::Inner), Verdict::Free);
    }

    #[test]
    fn a_jump_waits_until_it_has_been_quiet_for_the_settle_time_once() {
        let mut patience = patience();
        patience.opened(ms(10), RequestId(1), Time::ZERO);
        assert_eq!(patience.verdict(ms(500), Touches::Inner), Verdict::Busy);
        patience.closed(ms(500), RequestId(1));
        assert_eq!(
            patience.verdict(ms(500), Touches::Inner),
            Verdict::Until(ms(525))
        );
        assert_eq!(patience.verdict(ms(525), Touches::Inner), Verdict::Free);
        assert_eq!(patience.verdict(ms(526), Touches::Inner), Verdict::Free);
    }

    #[test]
    fn a_jump_over_an_owed_move_waits_once_for_each_stimulus() {
        let mut patience = patience();
        patience.owes(ms(100), true);
        assert_eq!(
            patience.verdict(ms(100), Touches::Owed),
            Verdict::Until(ms(1100))
        );
        assert_eq!(patience.verdict(ms(1100), Touches::Owed), Verdict::Free);
        patience.owes(ms(1100), true);
        assert_eq!(patience.verdict(ms(1101), Touches::Owed), Verdict::Free);
        patience.owes(ms(1150), false);
        patience.owes(ms(1200), true);
        assert_eq!(
            patience.verdict(ms(1200), Touches::Owed),
            Verdict::Until(ms(2200))
        );
    }

    #[test]
    fn an_implementation_under_a_debugger_is_waited_for_without_limit() {
        let mut patience = Patience::new(Pace {
            reacts_within: None,
            ..Pace::default()
        });
        patience.owes(ms(0), true);
        assert_eq!(
            patience.verdict(ms(1_000_000), Touches::Owed),
            Verdict::Busy
        );
    }

    #[test]
    fn one_that_answers_after_its_work_is_not_waited_for() {
        let pace = Pace {
            acknowledges: Acknowledges::AfterWork,
            ..Pace::default()
        };
        let mut patience = Patience::new(pace);
        patience.sent(ms(0), ErrandId(1));
        assert_eq!(
            patience.verdict(ms(1), Touches::Owed),
            Verdict::Until(ms(250))
        );
        patience.returned(ms(1), ErrandId(1));
        patience.owes(ms(1), true);
        assert_eq!(patience.verdict(ms(1), Touches::Owed), Verdict::Free);
    }

    #[test]
    fn a_delivery_is_parked_after_a_quiet_time_and_requests_start_it_again() {
        let mut patience = patience();
        patience.sent(ms(0), ErrandId(1));
        patience.opened(ms(200), RequestId(1), Time::ZERO);
        assert_eq!(patience.park(ms(400)), []);
        patience.closed(ms(400), RequestId(1));
        assert_eq!(
            patience.verdict(ms(400), Touches::Inner),
            Verdict::Until(ms(650))
        );
        assert_eq!(patience.park(ms(649)), []);
        assert_eq!(patience.park(ms(650)), [ErrandId(1)]);
        assert_eq!(patience.verdict(ms(650), Touches::Inner), Verdict::Free);
        assert_eq!(patience.park(ms(900)), []);
    }

    #[test]
    fn waits_are_extended_while_the_processes_compute() {
        let mut patience = patience();
        assert!(!patience.wants_a_look(ms(0)));
        patience.sent(ms(0), ErrandId(1));
        patience.looked(ms(250), Computing::Yes);
        assert_eq!(patience.park(ms(260)), []);
        assert_eq!(patience.park(ms(275)), [ErrandId(1)]);
        assert!(patience.wants_a_look(ms(275)));
        patience.looked(ms(275), Computing::No);
        assert!(!patience.wants_a_look(ms(276)));
        assert_eq!(patience.verdict(ms(276), Touches::Inner), Verdict::Free);
        patience.opened(ms(300), RequestId(1), Time::ZERO);
        assert!(patience.wants_a_look(ms(301)));
        assert!(!patience.wants_a_look(ms(10_300)));
    }

    #[test]
    fn what_turns_out_to_be_no_request_leaves_no_trace() {
        let mut patience = patience();
        patience.opened(ms(0), RequestId(1), Time::ZERO);
        patience.closed(ms(0), RequestId(1));
        patience.opened(ms(20), RequestId(2), Time::ZERO);
        patience.withdrawn(ms(21), RequestId(2));
        assert_eq!(patience.verdict(ms(25), Touches::Inner), Verdict::Free);
        patience.opened(ms(30), RequestId(3), Time::ZERO);
        patience.opened(ms(30), RequestId(4), Time::ZERO);
        patience.closed(ms(30), RequestId(4));
        patience.withdrawn(ms(30), RequestId(3));
        assert_eq!(
            patience.verdict(ms(30), Touches::Inner),
            Verdict::Until(ms(55))
        );
    }

    #[test]
    fn parking_can_be_off() {
        let mut patience = Patience::new(Pace {
            park_after: None,
            ..Pace::default()
        });
        patience.sent(ms(0), ErrandId(1));
        assert_eq!(patience.park(ms(10_000)), []);
        assert_eq!(patience.verdict(ms(10_000), Touches::Inner), Verdict::Busy);
    }

    #[test]
    fn a_hold_keeps_the_clock_still() {
        let mut patience = patience();
        let hold = patience.hold("mine".to_owned());
        assert_eq!(patience.verdict(ms(10_000), Touches::Inner), Verdict::Busy);
        assert!(patience.release(ms(10_000), hold));
        assert!(!patience.release(ms(10_000), hold));
        assert_eq!(patience.verdict(ms(10_025), Touches::Inner), Verdict::Free);
    }

    #[test]
    fn a_client_that_was_told_to_return_is_waited_for_until_it_does() {
        let mut patience = patience();
        patience.told_to_return(ms(0), ms(500));
        assert_eq!(
            patience.verdict(ms(100), Touches::Inner),
            Verdict::Until(ms(1500))
        );
        patience.opened(ms(100), RequestId(1), Time::ZERO);
        patience.closed(ms(100), RequestId(1));
        assert_eq!(patience.verdict(ms(125), Touches::Inner), Verdict::Free);
    }

    #[test]
    fn the_time_that_the_implementation_worked_is_measured() {
        let mut patience = patience();
        patience.sent(ms(0), ErrandId(1));
        patience.opened(ms(50), RequestId(1), Time::ZERO);
        patience.closed(ms(60), RequestId(1));
        patience.returned(ms(100), ErrandId(1));
        patience.opened(ms(200), RequestId(2), Time::ZERO);
        assert_eq!(patience.worked(ms(210)), ms(110));
    }
}

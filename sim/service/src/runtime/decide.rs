//! What the clock does next, when no message waits.

use std::time::Duration;

use ringback_world::{Span, Time};
use tokio::sync::oneshot;

use super::{
    Advance, Run, RunEnd, RunLimit,
    patience::{Touches, Verdict},
    run::{Ending, RunState},
};
use crate::{clock::ClockKind, delivery::Order};

/// Attempts that are due again within this time still belong to a run whose people are done.
const STILL_MATTERS: Span = Span::from_secs(60);

/// What the world's task does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Look for messages and decide again.
    Again,
    /// Wait for a message until this real instant.
    Until(Duration),
    /// Wait for a message.
    Message,
}

impl Run {
    /// Moves the clock if it may be moved, and tells when to ask again.
    pub(super) fn decide(&mut self) -> Next {
        match &self.state {
            RunState::Running => {}
            RunState::Broken(why) => {
                let why = why.clone();
                self.end(RunEnd::Stuck(why));
                return Next::Message;
            }
            RunState::Preparing | RunState::Over => return Next::Message,
        }
        if self.patience.parks(self.real) {
            self.look();
        }
        for id in self.patience.park(self.real) {
            self.machine.park(id);
        }
        match self.pace.kind {
            ClockKind::Auto => self.decide_in_steps(Time::MAX),
            ClockKind::Manual => self.decide_in_steps(self.pace.allowed),
            ClockKind::Real | ClockKind::Scaled(_) => self.decide_in_real_time(),
        }
    }

    /// Follows the real time, where the clock does.
    pub(super) fn catch_up(&mut self) {
        if self.state == RunState::Running
            && let Some(now) = self.simulated(self.real)
        {
            self.advance_to(now);
        }
    }

    /// Waits for the end of the run.
    pub(crate) fn await_end(&mut self, limit: RunLimit) -> oneshot::Receiver<RunEnd> {
        let (answer, end) = oneshot::channel();
        let limit = limit.simulated.map(|span| Time::ZERO.saturating_add(span));
        if self.state == RunState::Preparing {
            self.go();
        }
        self.ending = Some(Ending { limit, answer });
        end
    }

    /// Moves the clock on demand; the answer comes when it has arrived.
    pub(crate) fn advance(&mut self, how: Advance) -> oneshot::Receiver<Time> {
        self.catch_up();
        let to = match how {
            Advance::By(span) => self.now.saturating_add(span),
            Advance::To(at) => at.max(self.now),
            Advance::UntilIdle => Time::MAX,
        };
        let follows = matches!(self.pace.kind, ClockKind::Real | ClockKind::Scaled(_));
        if follows && how != Advance::UntilIdle {
            self.advance_to(to);
            self.pace.since = (self.real, self.now);
        }
        self.pace.allowed = self.pace.allowed.max(to);
        match how {
            Advance::By(_) | Advance::To(_) => self.alarm_in(to.since(self.now)),
            Advance::UntilIdle => {
                let (answer, idle) = oneshot::channel();
                self.idle_waiters.push(answer);
                idle
            }
        }
    }

    /// Changes how time passes.
    pub(crate) fn set_clock(&mut self, kind: ClockKind) {
        self.catch_up();
        self.pace.kind = kind;
        self.pace.since = (self.real, self.now);
        self.pace.allowed = self.now;
    }

    fn decide_in_steps(&mut self, allowed: Time) -> Next {
        let owes = self.world.implementation_owes();
        self.patience.owes(self.real, owes);
        if !self.patience.has_requests() && !self.patience.expects_return(self.real) {
            let starts = self.machine.start(self.now, Order::Lockstep);
            if !starts.is_empty() {
                self.launch(starts);
                return Next::Again;
            }
        }
        let due = self.next_due();
        let touches = self.touches(due, owes);
        if self.patience.verdict(self.real, touches) == Verdict::Free {
            self.look();
        }
        match self.patience.verdict(self.real, touches) {
            Verdict::Busy => Next::Message,
            Verdict::Until(at) => Next::Until(at),
            Verdict::Free => self.jump(due, allowed),
        }
    }

    /// Looks whether the implementation's processes compute, where that can matter and somebody can tell.
    fn look(&mut self) {
        if self.patience.wants_a_look(self.real)
            && let Some(watch) = &mut self.watch
        {
            let computing = watch();
            self.patience.looked(self.real, computing);
        }
    }

    fn jump(&mut self, due: Option<Time>, allowed: Time) -> Next {
        if self.ends(due) {
            return Next::Message;
        }
        match due.filter(|due| *due <= allowed) {
            Some(due) => {
                self.step_to(due);
                self.count_rounds(due);
                Next::Again
            }
            None => {
                if allowed < Time::MAX {
                    self.advance_to(allowed);
                }
                if due.is_none() {
                    self.pace.allowed = self.pace.allowed.min(self.now);
                    for waiter in self.idle_waiters.drain(..) {
                        let _waiter_went_away = waiter.send(self.now);
                    }
                }
                Next::Message
            }
        }
    }

    fn decide_in_real_time(&mut self) -> Next {
        self.catch_up();
        let starts = self.machine.start(self.now, Order::Concurrent);
        self.launch(starts);
        let due = self.next_due();
        let lane = self.machine.next_lane(self.now);
        let mut wait = [due, lane]
            .into_iter()
            .flatten()
            .min()
            .map(|at| self.real_instant(at));
        let awaited = self.ending.is_some() || !self.idle_waiters.is_empty();
        if awaited && (due.is_none() || self.director.finished()) {
            // Who owes what matters at the end alone: it takes a look at every call.
            let owes = self.world.implementation_owes();
            self.patience.owes(self.real, owes);
            match self.patience.verdict(self.real, self.touches(due, owes)) {
                Verdict::Free => {
                    let _not_yet = self.director.finished() && self.ends(due);
                    if due.is_none() {
                        for waiter in self.idle_waiters.drain(..) {
                            let _waiter_went_away = waiter.send(self.now);
                        }
                    }
                }
                Verdict::Until(at) => wait = Some(wait.map_or(at, |wait| wait.min(at))),
                Verdict::Busy => {}
            }
        }
        if awaited {
            self.check_limit(Some(self.now));
        }
        wait.map_or(Next::Message, Next::Until)
    }

    /// Ends the run where it has come to its end; tells whether it has.
    fn ends(&mut self, due: Option<Time>) -> bool {
        if self.ending.is_none() {
            return false;
        }
        let soon = self.now.saturating_add(STILL_MATTERS);
        if self.director.finished() && !self.machine.has_open_before(soon) {
            self.end(RunEnd::Finished);
            return true;
        }
        if due.is_none() {
            let why = format!(
                "nothing is due after {}, nobody works, and the people of {:?} are not done{}",
                self.now,
                self.name,
                if self.world.implementation_owes() {
                    "; the implementation owes a move and makes none"
                } else {
                    ""
                }
            );
            self.end(RunEnd::Stuck(why));
            return true;
        }
        self.check_limit(due)
    }

    fn check_limit(&mut self, due: Option<Time>) -> bool {
        let limit = self.ending.as_ref().and_then(|ending| ending.limit);
        let over = due.zip(limit).is_some_and(|(due, limit)| due > limit);
        if over {
            self.now = self
                .now
                .max(limit.unwrap_or(self.now).min(due.unwrap_or(self.now)));
            self.world.advance(self.now);
            self.settle(None);
            self.end(RunEnd::SimulatedLimit);
        }
        over
    }

    fn end(&mut self, end: RunEnd) {
        if let Some(ending) = self.ending.take() {
            self.state = RunState::Over;
            self.wake_sleepers();
            let _waiter_went_away = ending.answer.send(end);
        }
    }

    fn count_rounds(&mut self, due: Time) {
        const STEPS: u64 = 100_000;
        self.steps_here = if self.steps_at == due {
            self.steps_here + 1
        } else {
            0
        };
        self.steps_at = due;
        if self.steps_here > STEPS {
            self.state = RunState::Broken(format!("people or timers never leave {due}"));
        }
    }

    fn touches(&self, due: Option<Time>, owes: bool) -> Touches {
        let times_out = self.machine.next_is_time_out() && self.machine.next_wakeup() == due;
        if owes || times_out {
            Touches::Owed
        } else {
            Touches::Inner
        }
    }

    /// Tells whether the clock jumps, and waits for the implementation before it does.
    pub(super) fn goes_in_steps(&self) -> bool {
        self.rate().is_none()
    }

    fn rate(&self) -> Option<f64> {
        match self.pace.kind {
            ClockKind::Real => Some(1.0),
            ClockKind::Scaled(rate) => Some(rate.max(f64::MIN_POSITIVE)),
            ClockKind::Auto | ClockKind::Manual => None,
        }
    }

    pub(super) fn simulated(&self, real: Duration) -> Option<Time> {
        let (since, from) = self.pace.since;
        let passed = real.saturating_sub(since).as_secs_f64() * self.rate()?;
        Some(from.saturating_add(Span::from_secs_f64(passed)))
    }

    fn real_instant(&self, at: Time) -> Duration {
        const A_DAY: Duration = Duration::from_secs(86_400);
        let (since, from) = self.pace.since;
        let rate = self.rate().unwrap_or(1.0);
        let ahead = Duration::try_from_secs_f64(at.since(from).as_secs_f64() / rate);
        // A microsecond more, so that rounding never wakes too early.
        since + ahead.unwrap_or(A_DAY).min(self.real + A_DAY) + Duration::from_micros(1)
    }
}

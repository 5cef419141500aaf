//! How far a person has come in what they are to see and do. The director and the judge follow the same rules.

use ringback_format::{action::Action, yaml::Place};
use ringback_world::{Span, Time};

use crate::language::When;

/// What one person is to see and do, step by step.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journey {
    pub(crate) steps: Vec<Step>,
}

/// Observations that may be seen in any order; most steps have one.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) observations: Vec<Observation>,
}

/// An event to see, and what is done then.
#[derive(Clone, Debug)]
pub(crate) struct Observation {
    pub(crate) when: When,
    pub(crate) within: Option<Span>,
    pub(crate) times: u32,
    pub(crate) actions: Vec<Action>,
    pub(crate) rule: Option<String>,
    pub(crate) place: Place,
    /// The event as it is written.
    pub(crate) text: String,
}

/// Which observation: the step and the place in it.
pub(crate) type At = (usize, usize);

/// How far a person has come.
///
/// A step's turn comes when the step before has been seen whole; its times count from the moment when everything declared
/// before, waits included, is done. What comes within its last microsecond is in time.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    step: usize,
    missing: Vec<u32>,
    turn: Time,
    busy_until: Time,
    missed: Option<(At, Time)>,
}

impl Journey {
    pub(crate) fn observation(&self, at: At) -> &Observation {
        &self.steps[at.0].observations[at.1]
    }
}

impl Progress {
    /// Begins a journey, whose first step's turn comes when `actions` are done.
    pub(crate) fn begin(journey: &Journey, now: Time, actions: &[Action]) -> Self {
        let turn = now.saturating_add(declared_time(actions));
        let mut progress = Self {
            step: 0,
            missing: Vec::new(),
            turn,
            busy_until: turn,
            missed: None,
        };
        progress.arm(journey);
        progress
    }

    /// Tells since when an observation has been waited for, if its turn has come and it was not seen.
    pub(crate) fn waits_since(&self, at: At) -> Option<Time> {
        (at.0 == self.step).then_some(self.turn)
    }

    /// Lets time pass up to `now`: gives what was due by then, in order.
    pub(crate) fn pass(&mut self, journey: &Journey, now: Time) -> Vec<At> {
        let mut seen = Vec::new();
        while let Some((due, at)) = self.next_after(journey).filter(|(due, _)| *due <= now) {
            self.take(journey, at, due);
            seen.push(at);
        }
        if self.missed.is_none()
            && let Some((deadline, at)) = self.deadline(journey).filter(|(due, _)| *due < now)
        {
            self.missed = Some((at, deadline));
        }
        seen
    }

    /// Sees something: gives the observation that it was, if it was one whose turn it is.
    pub(crate) fn see(
        &mut self,
        journey: &Journey,
        now: Time,
        is: impl Fn(&When) -> bool,
    ) -> Option<At> {
        if self.missed.is_some() {
            return None;
        }
        let step = journey.steps.get(self.step)?;
        let index = step
            .observations
            .iter()
            .enumerate()
            .position(|(index, observation)| self.missing[index] > 0 && is(&observation.when))?;
        let at = (self.step, index);
        self.take(journey, at, now);
        Some(at)
    }

    /// Tells when time alone next changes something.
    pub(crate) fn next_wakeup(&self, journey: &Journey) -> Option<Time> {
        if self.is_over(journey) {
            return None;
        }
        // Just beyond the deadline: what comes at it is in time.
        let beyond = self
            .deadline(journey)
            .map(|(due, _)| due.saturating_add(Span::from_micros(1)));
        let after = self.next_after(journey).map(|(due, _)| due);
        [after, beyond].into_iter().flatten().min()
    }

    /// Tells whether nothing is left to see: everything was, or something was missed.
    pub(crate) fn is_over(&self, journey: &Journey) -> bool {
        self.missed.is_some() || self.step >= journey.steps.len()
    }

    /// Gives the observation that was missed and its deadline.
    pub(crate) fn missed(&self) -> Option<(At, Time)> {
        self.missed
    }

    /// Gives the observations of the current step that are still to be seen.
    pub(crate) fn open(&self, journey: &Journey) -> Vec<At> {
        let Some(step) = journey.steps.get(self.step) else {
            return Vec::new();
        };
        let still = |index: &usize| self.missing[*index] > 0;
        (0..step.observations.len())
            .filter(still)
            .map(|index| (self.step, index))
            .collect()
    }

    fn arm(&mut self, journey: &Journey) {
        self.missing = journey.steps.get(self.step).map_or_else(Vec::new, |step| {
            step.observations
                .iter()
                .map(|observation| observation.times)
                .collect()
        });
        self.turn = self.busy_until;
    }

    fn take(&mut self, journey: &Journey, at: At, now: Time) {
        let observation = journey.observation(at);
        self.missing[at.1] -= 1;
        let begun = self.busy_until.max(now);
        self.busy_until = begun.saturating_add(declared_time(&observation.actions));
        if self.missing.iter().all(|left| *left == 0) {
            self.step += 1;
            self.arm(journey);
        }
    }

    fn next_after(&self, journey: &Journey) -> Option<(Time, At)> {
        let due = |at: At| match journey.observation(at).when {
            When::After(span) => Some((self.turn.saturating_add(span.span()), at)),
            _ => None,
        };
        self.open_unless_missed(journey).filter_map(due).min()
    }

    fn deadline(&self, journey: &Journey) -> Option<(Time, At)> {
        let due = |at: At| {
            let within = journey.observation(at).within?;
            Some((self.turn.saturating_add(within), at))
        };
        self.open_unless_missed(journey).filter_map(due).min()
    }

    fn open_unless_missed(&self, journey: &Journey) -> impl Iterator<Item = At> {
        let open = if self.missed.is_some() {
            Vec::new()
        } else {
            self.open(journey)
        };
        open.into_iter()
    }
}

/// How long actions take by their own words.
fn declared_time(actions: &[Action]) -> Span {
    actions.iter().fold(Span::ZERO, |sum, action| {
        sum.saturating_add(match action {
            Action::Wait(span) => span.span(),
            Action::Answer(answer) => answer.after.span(),
            Action::Decline
            | Action::HangUp
            | Action::Press(_)
            | Action::Say(_)
            | Action::Mute
            | Action::Unmute
            | Action::Hold
            | Action::Resume
            | Action::Start(_)
            | Action::Stop(_)
            | Action::Chat(_)
            | Action::Edit(_)
            | Action::Delete
            | Action::Type
            | Action::Read
            | Action::Leave
            | Action::Visit(_)
            | Action::Call(_)
            | Action::FollowHandoff
            | Action::ExpireTokens(_)
            | Action::Record
            | Action::StopRecording
            | Action::Park
            | Action::Retrieve(_)
            | Action::Presence(_)
            | Action::OptIn(_)
            | Action::OptOut(_) => Span::ZERO,
        })
    })
}

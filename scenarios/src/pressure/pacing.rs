//! Letting customers set out faster or slower than by themselves.

use ringback_world::{Span, Time};

use super::Phase;

/// How fast time passes for customers who have not set out yet: they come by the same process, in the same order and with
/// the same draws, only sooner or later. Nobody sets out after the last phase.
#[derive(Clone, Debug, PartialEq)]
pub struct Pacing(Vec<Phase>);

impl Pacing {
    /// Takes phases, one after another.
    pub fn new(phases: Vec<Phase>) -> Self {
        Self(phases)
    }

    /// Makes every phase so many times as fast.
    pub fn times(&self, multiple: f64) -> Self {
        let faster = |phase: &Phase| Phase {
            from: phase.from * multiple,
            to: phase.to * multiple,
            lasts: phase.lasts,
        };
        Self(self.0.iter().map(faster).collect())
    }

    /// Shows the phases.
    pub fn phases(&self) -> &[Phase] {
        &self.0
    }

    /// Tells how long customers set out.
    pub fn lasts(&self) -> Span {
        let lengths = self.0.iter().map(|phase| phase.lasts);
        lengths.fold(Span::ZERO, Span::saturating_add)
    }

    /// Tells in which phase an instant is; what comes after the last one belongs to it.
    pub fn phase_at(&self, at: Time) -> usize {
        let mut end = Time::ZERO;
        for (number, phase) in self.0.iter().enumerate() {
            end = end.saturating_add(phase.lasts);
            if at < end {
                return number;
            }
        }
        self.0.len().saturating_sub(1)
    }

    /// Tells when a customer sets out who would set out at `own` by themselves; nothing where that is after the last phase.
    pub fn sets_out(&self, own: Time) -> Option<Time> {
        let mut left = own.since(Time::ZERO).as_secs_f64();
        let mut begins = Time::ZERO;
        for phase in &self.0 {
            let passes = phase.own_seconds();
            if left < passes {
                let into = Span::from_secs_f64(phase.seconds_at(left));
                return Some(begins.saturating_add(into.min(phase.lasts)));
            }
            left -= passes;
            begins = begins.saturating_add(phase.lasts);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secs: f64) -> Time {
        Time::ZERO.saturating_add(Span::from_secs_f64(secs))
    }

    #[test]
    fn twice_the_rate_halves_every_time() {
        let pacing = Pacing::new(vec![Phase::hold(1.0, Span::from_secs(60))]).times(2.0);
        assert_eq!(pacing.sets_out(at(0.0)), Some(at(0.0)));
        assert_eq!(pacing.sets_out(at(30.0)), Some(at(15.0)));
        assert_eq!(pacing.sets_out(at(119.0)), Some(at(59.5)));
        assert_eq!(pacing.sets_out(at(120.0)), None, "the end is open");
    }

    #[test]
    fn a_ramp_from_nothing_lets_half_as_many_set_out_and_most_of_them_late() {
        let ramp = Phase {
            from: 0.0,
            to: 1.0,
            lasts: Span::from_secs(100),
        };
        let pacing = Pacing::new(vec![ramp, Phase::hold(1.0, Span::from_secs(50))]);
        // After t seconds of the ramp, t²/200 seconds have passed for the customers.
        assert_eq!(pacing.sets_out(at(12.5)), Some(at(50.0)));
        assert_eq!(pacing.sets_out(at(50.0)), Some(at(100.0)));
        assert_eq!(pacing.sets_out(at(60.0)), Some(at(110.0)));
        assert_eq!(pacing.lasts(), Span::from_secs(150));
        assert_eq!(pacing.phase_at(at(99.0)), 0);
        assert_eq!(pacing.phase_at(at(100.0)), 1);
        assert_eq!(pacing.phase_at(at(1_000.0)), 1);
    }

    #[test]
    fn a_ramp_down_to_nothing_ends_with_everyone_out() {
        let ramp = Phase {
            from: 2.0,
            to: 0.0,
            lasts: Span::from_secs(10),
        };
        let pacing = Pacing::new(vec![ramp]);
        // After t seconds, 2t - t²/10 seconds have passed for the customers: 10 at the end.
        assert_eq!(pacing.sets_out(at(7.5)), Some(at(5.0)));
        assert_eq!(pacing.sets_out(at(10.0)), None);
    }

    #[test]
    fn nobody_sets_out_at_rate_zero() {
        let pause = Phase::hold(0.0, Span::from_secs(10));
        let pacing = Pacing::new(vec![pause, Phase::hold(1.0, Span::from_secs(10))]);
        assert_eq!(pacing.sets_out(at(0.0)), Some(at(10.0)));
        assert_eq!(pacing.sets_out(at(3.0)), Some(at(13.0)));
    }
}

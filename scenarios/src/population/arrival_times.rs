//! The instants at which the contacts of a stream set out.

use ringback_world::{
    Span, Time,
    chance::{Distribution, Source},
};

use super::{Process, Stream};

/// The instants at which the contacts of one stream set out, one after another.
#[derive(Clone, Debug)]
pub struct ArrivalTimes {
    now: Time,
    state: State,
}

#[derive(Clone, Debug)]
enum State {
    Every(Span),
    /// One rate all the time: the mean time between contacts.
    Steady(Distribution),
    /// Rates by steps, in contacts a second, and the present step.
    Steps(Vec<(Time, f64)>, usize),
    Listed(Vec<Time>, usize),
}

impl ArrivalTimes {
    /// Makes the instants of a stream on a day: `factor` says how much busier than others it is, `burst` gives the draws of bursts.
    pub fn new(stream: &Stream, factor: f64, burst: Source) -> Self {
        let state = match &stream.process {
            Process::Every(span) => State::Every(*span),
            Process::Poisson(steps) => match steps.as_slice() {
                [(Time::ZERO, rate)] => State::Steady(Distribution::exponential(
                    Span::from_secs_f64(1.0 / (rate * factor)),
                )),
                steps => {
                    let scaled = steps.iter().map(|(at, rate)| (*at, rate * factor));
                    State::Steps(scaled.collect(), 0)
                }
            },
            Process::Listed(times) => State::Listed(times.to_vec(), 0),
            Process::Burst { at, contacts, over } => {
                let mut draws = burst.draws(0);
                let mut times: Vec<Time> = (0..*contacts)
                    .map(|_| {
                        let after = Span::from_secs_f64(over.as_secs_f64() * draws.uniform());
                        at.saturating_add(after)
                    })
                    .collect();
                times.sort_unstable();
                State::Listed(times, 0)
            }
        };
        Self {
            now: Time::ZERO,
            state,
        }
    }

    /// Gives the next instant, or nothing where nobody comes any more. `uniform` is the contact's own draw.
    #[inline]
    pub fn next(&mut self, uniform: f64) -> Option<Time> {
        match &mut self.state {
            State::Steady(gap) => {
                self.now = self.now.saturating_add(gap.sample(uniform));
                Some(self.now)
            }
            State::Every(gap) => {
                self.now = self.now.saturating_add(*gap);
                Some(self.now)
            }
            State::Steps(steps, step) => {
                self.now = walk(steps, step, self.now, -libm::log(1.0 - uniform))?;
                Some(self.now)
            }
            State::Listed(times, next) => {
                let at = times.get(*next).copied()?;
                *next += 1;
                Some(at)
            }
        }
    }
}

/// Goes on from an instant until the integral of the rate has grown by `amount`.
fn walk(steps: &[(Time, f64)], step: &mut usize, mut now: Time, mut amount: f64) -> Option<Time> {
    loop {
        let (begins, rate) = *steps.get(*step)?;
        now = now.max(begins);
        let Some((ends, _)) = steps.get(*step + 1) else {
            let rest = (rate > 0.0).then(|| Span::from_secs_f64(amount / rate))?;
            return Some(now.saturating_add(rest));
        };
        let left = ends.since(now).as_secs_f64() * rate;
        if amount < left {
            return Some(now.saturating_add(Span::from_secs_f64(amount / rate)));
        }
        amount -= left;
        now = *ends;
        *step += 1;
    }
}

#[cfg(test)]
mod tests {
    use ringback_world::chance::Purpose;

    use super::*;

    fn times(process: Process, factor: f64, count: u64) -> Vec<Time> {
        let stream = Stream {
            process,
            kinds: vec![(0, 1.0)],
            busy_day: None,
        };
        let source = Source::new(1, Purpose::named("test of arrivals"));
        let mut times = ArrivalTimes::new(&stream, factor, source);
        (0..count)
            .map_while(|n| times.next(source.uniform(n, 0)))
            .collect()
    }

    fn between(times: &[Time], from: u64, to: u64) -> usize {
        let (from, to) = (Time::from_secs(from), Time::from_secs(to));
        times.iter().filter(|at| from <= **at && **at < to).count()
    }

    #[test]
    fn rates_hold_from_their_times_on_and_nobody_comes_where_the_rate_is_nothing() {
        let steps = vec![
            (Time::ZERO, 0.0),
            (Time::from_secs(1_000), 2.0),
            (Time::from_secs(2_000), 0.0),
            (Time::from_secs(3_000), 1.0),
            (Time::from_secs(4_000), 0.0),
        ];
        let times = times(Process::Poisson(steps), 1.0, 100_000);
        assert_eq!(between(&times, 0, 1_000), 0);
        assert_eq!(between(&times, 2_000, 3_000), 0);
        assert_eq!(between(&times, 4_000, u64::MAX / 2_000_000), 0);
        // Five standard deviations of Poisson counts.
        assert!(between(&times, 1_000, 2_000).abs_diff(2_000) < 224);
        assert!(between(&times, 3_000, 4_000).abs_diff(1_000) < 159);
    }

    #[test]
    fn steps_of_the_same_rate_are_the_same_as_one_rate() {
        let one = times(Process::Poisson(vec![(Time::ZERO, 0.5)]), 1.0, 500);
        let cut = vec![(Time::ZERO, 0.5), (Time::from_secs(333), 0.5)];
        let two = times(Process::Poisson(cut), 1.0, 500);
        for (one, two) in one.iter().zip(&two) {
            assert!(
                one.as_micros().abs_diff(two.as_micros()) < 1_000,
                "{one:?} {two:?}"
            );
        }
    }

    #[test]
    fn a_busy_day_has_more_and_uses_the_same_draws() {
        let normal = times(Process::Poisson(vec![(Time::ZERO, 1.0)]), 1.0, 100);
        let busy = times(Process::Poisson(vec![(Time::ZERO, 1.0)]), 2.0, 100);
        let (normal, busy) = (normal[99].as_micros(), busy[99].as_micros());
        assert!(normal.abs_diff(busy * 2) < 400, "{normal} {busy}");
    }

    #[test]
    fn bursts_keep_within_their_time_and_lists_are_as_they_are() {
        let burst = Process::Burst {
            at: Time::from_secs(60),
            contacts: 40,
            over: Span::from_secs(10),
        };
        let found = times(burst, 1.0, 1_000);
        assert_eq!((found.len(), between(&found, 60, 70)), (40, 40));
        assert!(found.is_sorted());
        let listed = [3, 5, 5].map(Time::from_secs);
        assert_eq!(times(Process::Listed(listed.into()), 1.0, 10), listed);
        let every = times(Process::Every(Span::from_secs(4)), 1.0, 3);
        assert_eq!(every, [4, 8, 12].map(Time::from_secs));
    }
}

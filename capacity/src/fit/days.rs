//! The calls of a queue by day and half-hour, and whether something is missing among them.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::{Wrong, queue_calls::QueueCall};

/// Half-hours of a day.
pub(super) const INTERVALS: usize = 48;
/// How many calls other days must let expect of a time without any, before the day counts as cut: the chance of none is then
/// below exp(-30), about 1e-13. Our choice.
const MISSED_FROM: f64 = 30.0;
/// How many other days it takes to know what to expect. Our choice.
const OTHERS_FROM: usize = 2;
/// The chance of a day without any call, below which a queue must have been closed on it. Our choice.
const CLOSED_BELOW: f64 = 1e-3;

/// The calls of a day.
#[derive(Clone, Debug)]
pub(super) struct Day {
    pub(super) counts: [u64; INTERVALS],
    /// The line of the last call of each half-hour.
    lines: [Option<u64>; INTERVALS],
}

impl Day {
    const EMPTY: Self = Self {
        counts: [0; INTERVALS],
        lines: [None; INTERVALS],
    };

    pub(super) fn total(&self) -> u64 {
        self.counts.iter().sum()
    }
}

/// The days of a queue that were seen.
#[derive(Clone, Debug)]
pub(super) struct Days(pub(super) BTreeMap<Date, Day>);

impl Days {
    /// Sorts the calls of one queue into days. Of the days on which any queue had calls, one without calls of this queue counts
    /// where so few come that chance can leave a day without.
    pub(super) fn of<'a>(calls: impl Iterator<Item = &'a QueueCall>, open: &[Date]) -> Self {
        let mut days: BTreeMap<Date, Day> = BTreeMap::new();
        for call in calls {
            let day = days.entry(call.came.date()).or_insert(Day::EMPTY);
            let interval = interval(call.came);
            day.counts[interval] += 1;
            day.lines[interval] = Some(call.line);
        }
        let all: u64 = days.values().map(Day::total).sum();
        let a_day = all as f64 / days.len().max(1) as f64;
        if libm::exp(-a_day) > CLOSED_BELOW {
            for date in open {
                days.entry(*date).or_insert(Day::EMPTY);
            }
        }
        Self(days)
    }

    /// Refuses days on which calls are missing: such a day would make the queue look quieter than it is.
    pub(super) fn check(&self, file: &str, queue: &str) -> Result<(), Wrong> {
        self.0
            .iter()
            .try_for_each(|(date, day)| match self.gap(*date, day) {
                None => Ok(()),
                Some(gap) => Err(Wrong {
                    file: file.to_owned(),
                    line: gap.line,
                    message: format!(
                        "a gap: nobody called `{queue}` on {date} from {} to {}, when {:.0} calls were to be expected \
                         after the other days",
                        clock(gap.from),
                        clock(gap.to),
                        gap.expected
                    ),
                    expected: "all calls of each day; export the table again, or leave out the rows of that day"
                        .to_owned(),
                }),
            })
    }

    /// Days of the same weekday are like it in all; with fewer than two of them, others tell only of times between its calls.
    fn gap(&self, date: Date, day: &Day) -> Option<Gap> {
        let others = |alike: bool| -> Vec<&Day> {
            let fits =
                |other: &Date| *other != date && (!alike || other.weekday() == date.weekday());
            let days = self.0.iter().filter(|(other, _)| fits(other));
            days.map(|(_, day)| day).collect()
        };
        let alike = others(true);
        if alike.len() >= OTHERS_FROM {
            return longest_gap(day, &alike, 0..INTERVALS);
        }
        let all = others(false);
        let called = |interval: &usize| day.counts[*interval] > 0;
        let first = (0..INTERVALS).find(called)?;
        let last = (0..INTERVALS).rev().find(called)?;
        (all.len() >= OTHERS_FROM).then(|| longest_gap(day, &all, first..last + 1))?
    }
}

struct Gap {
    from: usize,
    to: usize,
    expected: f64,
    line: u64,
}

/// Finds the time without calls in which most were to be expected, if they were many: as many as came on the other days, in
/// proportion to how busy the rest of the day was.
fn longest_gap(day: &Day, others: &[&Day], within: core::ops::Range<usize>) -> Option<Gap> {
    let usual = |intervals: core::ops::Range<usize>| -> f64 {
        let sum: u64 = others
            .iter()
            .flat_map(|other| &other.counts[intervals.clone()])
            .sum();
        sum as f64 / others.len() as f64
    };
    let mut found: Option<Gap> = None;
    let mut from = within.start;
    while from < within.end {
        let silent = (from..within.end).take_while(|interval| day.counts[*interval] == 0);
        let to = from + silent.count();
        if to > from {
            let missed = usual(from..to);
            let rest = usual(0..INTERVALS) - missed;
            let busy = if rest > 0.0 {
                day.total() as f64 / rest
            } else {
                0.0
            };
            let expected = missed * busy;
            if expected >= MISSED_FROM.max(found.as_ref().map_or(0.0, |gap| gap.expected)) {
                let before = day.lines[..from].iter().rev().flatten().next();
                let line = before.or_else(|| day.lines[to..].iter().flatten().next());
                found = Some(Gap {
                    from,
                    to,
                    expected,
                    line: line.copied().unwrap_or(1),
                });
            }
        }
        from = to + 1;
    }
    found
}

fn interval(at: DateTime) -> usize {
    usize::from(at.hour().unsigned_abs()) * 2 + usize::from(at.minute() >= 30)
}

/// Shows where a half-hour begins.
pub(super) fn clock(interval: usize) -> String {
    format!("{:02}:{:02}", interval / 2, interval % 2 * 30)
}

#[cfg(test)]
mod tests {
    use ringback_world::{Span, chance::Distribution};

    use crate::fit::{
        FitError, Fitted, fit,
        generated::{Known, Rows},
    };

    fn known(days: u32, per_hour: f64) -> Rows {
        let known = Known {
            days,
            per_hour,
            busy_day_cv: 0.0,
            agents: 50,
            talks: Distribution::exponential(Span::from_secs(60)),
            patience: Distribution::exponential(Span::from_secs(60)),
            timeout_s: 600.0,
        };
        known.rows("support")
    }

    fn fitted(rows: &Rows) -> Result<Fitted, FitError> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        rows.write(folder.path());
        fit(folder.path())
    }

    /// Leaves out the calls of a day whose time of day lies between two.
    fn cut(rows: &mut Rows, date: &str, from: &str, to: &str) {
        rows.calls.retain(|row| {
            let (day, time) = row[0].split_once('T').expect("it is a time");
            day != date || time < from || time >= to
        });
    }

    #[test]
    fn a_day_with_a_hole_is_refused_with_the_line_before_it() {
        let mut rows = known(5, 60.0);
        cut(&mut rows, "2026-03-04", "09:00", "10:30");
        let before = |row: &&[String; 6]| row[0].as_str() < "2026-03-04T09:00";
        let line = rows.calls.iter().filter(before).count() + 1;
        let refused = fitted(&rows).expect_err("there is a gap").to_string();
        let expected = format!(
            ".csv:{line}: a gap: nobody called `support` on 2026-03-04 from 09:00 to 10:30"
        );
        assert!(refused.contains(&expected), "{refused}");
        assert!(
            refused.contains("leave out the rows of that day"),
            "{refused}"
        );
    }

    #[test]
    fn a_day_that_was_cut_off_is_refused_where_its_weekday_is_known() {
        let mut rows = known(21, 60.0);
        cut(&mut rows, "2026-03-09", "10:30", "24:00");
        let refused = fitted(&rows).expect_err("there is a gap").to_string();
        assert!(refused.contains("2026-03-09 from 10:30 to "), "{refused}");
        // In a week alone it may be a day that ends early.
        let mut rows = known(7, 60.0);
        cut(&mut rows, "2026-03-07", "10:30", "24:00");
        assert!(fitted(&rows).is_ok());
    }

    #[test]
    fn a_quiet_time_that_chance_can_bring_is_no_hole() {
        assert!(fitted(&known(5, 4.0)).is_ok());
        let mut rows = known(5, 60.0);
        cut(&mut rows, "2026-03-04", "09:00", "09:20");
        assert!(fitted(&rows).is_ok());
        // Of a day with a tenth of the calls of others, a tenth is expected everywhere.
        let mut rows = known(5, 60.0);
        let mut number = 0;
        rows.calls.retain(|row| {
            number += 1;
            !row[0].starts_with("2026-03-04") || number % 10 == 0
        });
        cut(&mut rows, "2026-03-04", "09:00", "10:30");
        assert!(fitted(&rows).is_ok());
    }

    #[test]
    fn a_day_without_calls_counts_where_chance_can_bring_it_alone() {
        let busy = known(10, 60.0);
        let days = |rare: &[&str]| {
            let mut rows = Rows::default();
            rows.calls.clone_from(&busy.calls);
            rows.talks.clone_from(&busy.talks);
            for came in rare {
                let mut row = busy.calls[0].clone();
                (row[0], row[1]) = ((*came).to_owned(), "rare".to_owned());
                rows.calls.push(row);
            }
            let fitted = fitted(&rows).expect("nothing is wrong");
            fitted.queues[0].arrivals.clone()
        };
        // Two calls in ten days: eight days without any belong to it.
        let found = days(&["2026-03-02T09:00:00", "2026-03-05T09:00:00"]);
        assert_eq!(found.days, 10);
        assert!((found.contacts_a_day - 0.2).abs() < 1e-12);
        // Ten calls on one day and none on nine: it was open on that one alone.
        let found = days(&["2026-03-02T09:00:00"; 10]);
        assert_eq!((found.days, found.contacts_a_day), (1, 10.0));
    }
}

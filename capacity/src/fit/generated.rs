//! Report rows of a queue whose laws are known: first in, first out, with draws that depend on a seed alone.

use std::path::Path;

use jiff::{ToSpan, civil::Date};
use ringback_world::{
    Span,
    chance::{Distribution, Purpose, Source},
};

use super::{agent_calls, queue_calls};

/// A queue with known laws, open from 08:00 to 12:00.
pub(super) struct Known {
    pub(super) days: u32,
    pub(super) per_hour: f64,
    /// How much busier days are than others: a gamma factor with such a coefficient of variation.
    pub(super) busy_day_cv: f64,
    pub(super) agents: usize,
    pub(super) talks: Distribution,
    pub(super) patience: Distribution,
    pub(super) timeout_s: f64,
}

/// The hours for which the queue is open.
pub(super) const HOURS: f64 = 4.0;
pub(super) const FIRST_DAY: Date = jiff::civil::date(2026, 3, 2);

const COLUMNS: [&str; 6] = [
    "Call Start Time Local",
    "CQ Name",
    "Call Duration Seconds",
    "Call Queue Call Result",
    "Call Queue Agent Opt In Count",
    "Call Count",
];

/// The rows of both tables, each without its line of names.
#[derive(Default)]
pub(super) struct Rows {
    pub(super) calls: Vec<[String; 6]>,
    pub(super) talks: Vec<[String; 3]>,
}

impl Known {
    pub(super) fn rows(&self, queue: &str) -> Rows {
        let mut rows = Rows::default();
        for day in 0..self.days {
            self.day(queue, day, &mut rows);
        }
        rows
    }

    fn day(&self, queue: &str, day: u32, rows: &mut Rows) {
        let number = u64::from(day);
        let draws = |name| Source::new(7, Purpose::named(name));
        let factor = Distribution::gamma(Span::from_secs(1_000), self.busy_day_cv)
            .sample(draws("busy day").uniform(number, 0))
            .as_secs_f64()
            / 1_000.0;
        let gap = Distribution::exponential(Span::from_secs_f64(3_600.0 / self.per_hour / factor));
        let midnight = (FIRST_DAY + i64::from(day).days()).to_datetime(jiff::civil::Time::MIN);
        let mut free = vec![0.0_f64; self.agents];
        let mut at = 0.0;
        for call in 0.. {
            let draw = |name: &str, law: Distribution| {
                let purpose = match name {
                    "gap" => draws("gap"),
                    "talk" => draws("talk"),
                    _ => draws("patience"),
                };
                law.sample(purpose.uniform(number, call)).as_secs_f64()
            };
            at += draw("gap", gap);
            if at > HOURS * 3_600.0 {
                break;
            }
            let talk = draw("talk", self.talks);
            let patience = draw("patience", self.patience);
            let agent = (0..free.len())
                .min_by(|a, b| free[*a].total_cmp(&free[*b]))
                .expect("there are agents");
            let needed = (free[agent] - at).max(0.0);
            let (waited, result) = if needed <= patience.min(self.timeout_s) {
                free[agent] = at + needed + talk;
                let talked = format!("{talk:.0}");
                rows.talks.push([queue.to_owned(), talked, "1".to_owned()]);
                (needed, "agent_joined_conference")
            } else if patience < self.timeout_s {
                (patience, "disconnected")
            } else {
                (self.timeout_s, "timed_out")
            };
            let came = midnight + (8 * 3_600 + at as i64).seconds();
            rows.calls.push([
                came.to_string(),
                queue.to_owned(),
                format!("{waited:.0}"),
                result.to_owned(),
                self.agents.to_string(),
                "1".to_owned(),
            ]);
        }
    }
}

impl Rows {
    /// Gives the mean wait of the calls that ended so.
    pub(super) fn mean_wait_s(&self, result: &str) -> f64 {
        let of_result = self.calls.iter().filter(|row| row[3] == result);
        let waits: Vec<f64> = of_result
            .map(|row| row[2].parse().expect("it is a number"))
            .collect();
        waits.iter().sum::<f64>() / waits.len() as f64
    }

    pub(super) fn join(mut self, other: Self) -> Self {
        self.calls.extend(other.calls);
        self.talks.extend(other.talks);
        self
    }

    pub(super) fn write(&self, folder: &Path) {
        let write = |file: &str, heads: &[&str], rows: Vec<&[String]>| {
            let mut writer = csv::Writer::from_path(folder.join(file)).expect("it can be written");
            writer.write_record(heads).expect("it can be written");
            for row in rows {
                writer.write_record(row).expect("it can be written");
            }
            writer.flush().expect("it can be written");
        };
        let calls = self.calls.iter().map(<[String; 6]>::as_slice).collect();
        write(queue_calls::FILE, &COLUMNS, calls);
        let talks = self.talks.iter().map(<[String; 3]>::as_slice).collect();
        let heads = ["CQ Name", "Call Duration (Second)", "Total Call Count"];
        write(agent_calls::FILE, &heads, talks);
    }
}

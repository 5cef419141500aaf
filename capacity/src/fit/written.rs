//! A fitted population as a scenario file.

use std::fmt::Write;

use ringback_format::duration::DurationText;
use ringback_world::Span;

use super::{Candidate, Choice, Fitted, FittedQueue, Law, days::INTERVALS};

/// The variation of days that a scenario can hold.
const CV_MAX: f64 = 2.0;

impl Fitted {
    /// Writes a scenario of the given name that `ringback plan` can run: the population, queues without bounds other than the
    /// time-outs that were seen, and as many agents as were opted in. Comments say on what each figure rests.
    pub fn scenario(&self, name: &str) -> String {
        let mut text = String::new();
        self.write(name, &mut text)
            .expect("a text takes everything");
        text
    }

    fn write(&self, name: &str, to: &mut String) -> std::fmt::Result {
        let intervals = || {
            self.queues
                .iter()
                .flat_map(|queue| &queue.arrivals.intervals)
        };
        let first = intervals().map(|interval| interval.number).min();
        let first = first.unwrap_or(0);
        let end = intervals().map(|interval| interval.number + 1).max();
        let end = end.unwrap_or(INTERVALS);
        let half_hours = u64::try_from(end - first).unwrap_or(0);
        let calls: u64 = self.queues.iter().map(|queue| queue.ends.offered).sum();
        writeln!(to, "scenario: {}", quoted(name))?;
        let about = format!(
            "Fitted to {} of {}, from {} to {}.",
            counted(calls, "call"),
            counted(self.days, "day"),
            self.from,
            self.to
        );
        writeln!(to, "about: {}", quoted(&about))?;
        writeln!(
            to,
            "# Times of day are those of the report; name their zone if it matters."
        )?;
        let clock = super::days::clock(first);
        writeln!(to, "start: \"{}T{clock}[UTC]\"", self.from)?;
        writeln!(to, "population:")?;
        let lasts = DurationText::new(Span::from_secs(half_hours * 1_800));
        writeln!(to, "  lasts: {lasts}")?;
        writeln!(to, "  kinds:")?;
        for queue in &self.queues {
            queue.write_kind(end, to)?;
        }
        self.write_handling(to)?;
        writeln!(to, "queues:")?;
        for queue in &self.queues {
            queue.write_queue(to)?;
        }
        writeln!(
            to,
            "# As many agents as were opted in on average when calls came; who is in several queues counts in each."
        )?;
        writeln!(to, "staff:")?;
        for queue in &self.queues {
            if queue.ends.opted_in.is_none() {
                writeln!(
                    to,
                    "  # No row says how many agents were opted in: put in how many there are."
                )?;
            }
            let agents = libm::round(queue.ends.opted_in.unwrap_or(1.0)).max(1.0);
            let name = quoted(&queue.queue);
            writeln!(to, "  {name}: {{ agents: {agents}, queues: [{name}] }}")?;
        }
        Ok(())
    }

    fn write_handling(&self, to: &mut String) -> std::fmt::Result {
        let talks = || {
            let queues = self.queues.iter();
            queues.filter_map(|queue| Some((queue, queue.handling.as_ref()?)))
        };
        if talks().next().is_none() {
            return Ok(());
        }
        writeln!(
            to,
            "  # Wrap-up does not stand in the reports: add `wrap-up` where there is any."
        )?;
        writeln!(to, "  handling:")?;
        for (queue, handling) in talks() {
            writeln!(
                to,
                "  # {} with a mean of {:.1} s{}{}; {}.",
                counted(handling.calls, "talk"),
                handling.mean_s,
                error_s(handling.standard_error_s),
                handling
                    .cv
                    .map_or(String::new(), |cv| format!(" and a cv of {cv:.3}")),
                reasons(&handling.law),
            )?;
            writeln!(
                to,
                "  - {{ queue: {}, talks: {} }}",
                quoted(&queue.queue),
                law(handling.law.chosen.law)
            )?;
        }
        Ok(())
    }
}

impl FittedQueue {
    fn write_kind(&self, end: usize, to: &mut String) -> std::fmt::Result {
        let name = quoted(&self.queue);
        let (ends, arrivals) = (&self.ends, &self.arrivals);
        writeln!(
            to,
            "    # {} calls: {} answered, {} abandoned, {} timed out, {} overflowed, {} without agents, {} other.",
            ends.offered,
            ends.answered,
            ends.abandoned,
            ends.timed_out,
            ends.overflowed,
            ends.no_agents,
            ends.other
        )?;
        writeln!(to, "    {name}:")?;
        writeln!(to, "      queue: {name}")?;
        let error = arrivals.standard_error;
        writeln!(
            to,
            "      # {:.1} calls a day on {}{}. Who came again after giving up counts as another.",
            arrivals.contacts_a_day,
            counted(arrivals.days, "day"),
            error.map_or(String::new(), |error| format!(
                ", standard error {error:.1}"
            )),
        )?;
        writeln!(to, "      arrive:")?;
        let mut rates: Vec<String> = arrivals
            .intervals
            .iter()
            .map(|interval| format!("\"{}\": {}", interval.from, number(interval.per_hour)))
            .collect();
        if let Some(last) = arrivals.intervals.last().map(|last| last.number + 1)
            && last < end
        {
            rates.push(format!("\"{}\": 0", super::days::clock(last)));
        }
        writeln!(to, "        poisson-per-hour: {{ {} }}", rates.join(", "))?;
        self.write_busy_day(to)?;
        self.write_patience(to)
    }

    fn write_busy_day(&self, to: &mut String) -> std::fmt::Result {
        let Some(busy_day) = &self.arrivals.busy_day else {
            return writeln!(to, "        # One day does not say how days differ.");
        };
        writeln!(
            to,
            "        # The variance of the calls of a day is {:.2} times their mean; by chance alone with p = {:.4}.",
            busy_day.dispersion, busy_day.p_value
        )?;
        let Some(cv) = busy_day.cv else {
            return Ok(());
        };
        let cv = number(cv.clamp(1e-3, CV_MAX));
        writeln!(to, "        busy-day: {{ gamma: {{ cv: {cv} }} }}")
    }

    fn write_patience(&self, to: &mut String) -> std::fmt::Result {
        let patience = &self.patience;
        let Some(choice) = &patience.law else {
            match patience.abandoned {
                0 => writeln!(
                    to,
                    "      # Nobody gave up in {:.0} s of waiting.",
                    patience.waited_s
                )?,
                gone => writeln!(
                    to,
                    "      # {gone} gave up, all of them at once: nothing is known of waiting."
                )?,
            }
            return writeln!(to, "      patience: unlimited");
        };
        writeln!(
            to,
            "      # {} gave up, {} were served or taken out before; {}.",
            patience.abandoned,
            patience.censored,
            reasons(choice)
        )?;
        let survival = &patience.survival;
        match survival.median_s() {
            Some(median) => writeln!(
                to,
                "      # Without any law, half would wait longer than {median:.0} s."
            )?,
            None => writeln!(
                to,
                "      # No wait was longer than {:.0} s: what the law says beyond is a guess.",
                survival.known_up_to_s
            )?,
        }
        writeln!(to, "      patience: {}", law(choice.chosen.law))
    }

    fn write_queue(&self, to: &mut String) -> std::fmt::Result {
        let name = quoted(&self.queue);
        if self.ends.overflowed > 0 {
            writeln!(
                to,
                "  # {} overflowed: how many may wait does not stand in the reports; add `limit: {{ waiting: N }}`.",
                counted(self.ends.overflowed, "call")
            )?;
        }
        match self.ends.timeout_s {
            Some(after) if after > 0.0 => {
                writeln!(
                    to,
                    "  {name}: {{ timeout: {{ after: {} }} }}",
                    duration(after)
                )
            }
            Some(_) | None => writeln!(to, "  {name}: {{}}"),
        }
    }
}

/// A text in double quotes is the same in YAML and in JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn counted(count: u64, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    }
}

fn number(value: f64) -> String {
    let text = format!("{value:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// No shorter than can be written, and no longer than a run can hold.
fn duration(seconds: f64) -> DurationText {
    const LEAST_S: f64 = 0.001;
    const MOST_S: f64 = 31_536_000.0;
    let seconds = seconds.clamp(LEAST_S, MOST_S);
    DurationText::new(Span::from_secs_f64(
        libm::round(seconds * 1_000.0) / 1_000.0,
    ))
}

fn law(law: Law) -> String {
    let mean = duration(law.mean_s());
    match law {
        Law::Exponential { .. } => format!("{{ exponential: {mean} }}"),
        Law::Lognormal { cv, .. } => {
            format!("{{ lognormal: {{ mean: {mean}, cv: {} }} }}", number(cv))
        }
        Law::Weibull { shape, .. } => {
            format!(
                "{{ weibull: {{ mean: {mean}, shape: {} }} }}",
                number(shape)
            )
        }
    }
}

fn error_s(error: Option<f64>) -> String {
    error.map_or(String::new(), |error| {
        format!(" (standard error {error:.1} s)")
    })
}

/// Says why a law was chosen.
fn reasons(choice: &Choice) -> String {
    let shown = |candidate: &Candidate| {
        format!(
            "{} with a mean of {:.1} s{}, AIC {:.1}",
            candidate.law.word(),
            candidate.law.mean_s(),
            error_s(candidate.mean_standard_error_s),
            candidate.aic
        )
    };
    let others: Vec<String> = choice.others.iter().map(shown).collect();
    match others.is_empty() {
        true => format!("{}, too few for another law", shown(&choice.chosen)),
        false => format!("{}; refused: {}", shown(&choice.chosen), others.join("; ")),
    }
}

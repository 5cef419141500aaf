//! Which figure of a run is meant by a metric of a case.

use ringback_format::figures::{Estimate, Figures, Measure, Measures};
use serde_json::Value;

/// A metric of a case and its exact value.
#[derive(Clone, Debug)]
pub(crate) struct Expected {
    pub(crate) metric: String,
    pub(crate) value: f64,
    /// The bound of a service level.
    pub(super) within_s: Option<f64>,
    /// Which agent, of metrics with one value for each.
    agent: Option<usize>,
    kind: String,
    /// How long an interval of a day is.
    interval_s: f64,
    /// The mean patience.
    patience_s: f64,
}

/// Gives what a case expects.
pub(crate) fn expected(case: &Value) -> Vec<Expected> {
    let model = &case["model"];
    let mut all = Vec::new();
    for (metric, value) in case["expected"]
        .as_object()
        .expect("a case expects something")
    {
        let name = metric.trim_end_matches("_q2");
        let within_s = name
            .strip_prefix("sl_")
            .map(|seconds| seconds.parse().expect("a service level says within what"));
        let one = |value: &Value, agent: Option<usize>| Expected {
            metric: agent.map_or_else(|| metric.clone(), |agent| format!("{metric}[{agent}]")),
            value: value.as_f64().expect("a number"),
            within_s,
            agent,
            kind: model["kind"].as_str().unwrap_or_default().to_owned(),
            interval_s: model["intervals"][0]["length_s"].as_f64().unwrap_or(0.0),
            patience_s: model["patience"]["mean_s"].as_f64().unwrap_or(0.0),
        };
        match value.as_array() {
            Some(values) => all.extend(
                values
                    .iter()
                    .enumerate()
                    .map(|(agent, value)| one(value, Some(agent))),
            ),
            None => all.push(one(value, None)),
        }
    }
    all
}

impl Expected {
    /// Finds the figure of a run.
    pub(super) fn found(&self, figures: &Figures) -> Estimate {
        let queue = usize::from(self.metric.ends_with("_q2"));
        let metric = self.metric.trim_end_matches("_q1").trim_end_matches("_q2");
        let metric = metric.split('[').next().unwrap_or(metric);
        let queue = &figures.queues[queue];
        let group = &figures.groups[self
            .agent
            .unwrap_or(usize::from(self.metric.ends_with("_q2")))];
        let (of, kind) = (&queue.whole, &figures.kinds[0].whole);
        let share = |measure: Measure| divided(get(of, measure), get(of, Measure::Offered).value);
        let lasts_h = (figures.period.lasts_s - figures.period.warm_up_s) / 3_600.0;
        let at_end = |measure: Measure, measures: &dyn Fn(usize) -> Measures| {
            let seconds: f64 = metric
                .rsplit_once("_at_")
                .expect("an instant")
                .1
                .trim_end_matches('s')
                .parse()
                .expect("seconds");
            get(&measures((seconds / self.interval_s) as usize - 1), measure)
        };
        let queue_at = |number: usize| queue.intervals[number].figures.clone();
        let group_at = |number: usize| group.intervals[number].figures.clone();
        match metric {
            "p_delay" => get(of, Measure::Delayed),
            "p_answered" => share(Measure::Answered),
            "p_abandoned" => get(of, Measure::Abandonment),
            "p_timed_out" => share(Measure::TimedOut),
            "p_blocked" | "p_moved" | "p_lost" => share(Measure::Overflowed),
            "p_redirected_new" => share(Measure::NoAgents),
            "p_redirected_waiting" => share(Measure::TimedOut),
            "p_answered_at_once" => {
                let late = get(of, Measure::Delayed);
                let refused = share(Measure::NoAgents);
                let errors = [late, refused].map(|estimate| estimate.standard_error.unwrap_or(0.0));
                Estimate {
                    standard_error: Some(errors[0] + errors[1]),
                    ..Estimate::bare(1.0 - late.value - refused.value)
                }
            }
            "asa_s" => get(of, Measure::Asa),
            "mean_wait_s" => get(of, Measure::MeanWait),
            "mean_wait_s_c0" => get(&figures.kinds[0].whole, Measure::MeanWait),
            "mean_wait_s_c1" => get(&figures.kinds[1].whole, Measure::MeanWait),
            "occupancy" | "agent_occupancy" => get(&group.whole, Measure::Occupancy),
            "mean_waiting" => get(of, Measure::Waiting),
            "offered_per_hour" => divided(get(of, Measure::Offered), lasts_h),
            "escalations_per_hour" => divided(get(kind, Measure::Escalated), lasts_h),
            "offered_q2_per_hour" => {
                divided(get(&figures.queues[1].whole, Measure::Offered), lasts_h)
            }
            "mean_bots_busy" => get(kind, Measure::BotSessions),
            "mean_signed_in" => get(&group.whole, Measure::Staffed),
            "p_nobody_signed_in" => get(&group.whole, Measure::Unstaffed),
            "mean_busy" | "agents_talking" => get(&group.whole, Measure::Talking),
            "agents_wrapping" => get(&group.whole, Measure::WrappingUp),
            "agent_call_share" => {
                let all: f64 = figures
                    .groups
                    .iter()
                    .map(|group| get(&group.whole, Measure::Answered).value)
                    .sum();
                divided(get(&group.whole, Measure::Answered), all)
            }
            "arrivals" => get(of, Measure::Offered),
            // The chain counts those who give up within the day, `plan` also those who came within it and give up later. With
            // exponential patience as many give up in the day as the number waiting, integrated, divided by the patience.
            "abandoned" => divided(
                get(of, Measure::Waiting),
                self.patience_s / figures.period.lasts_s,
            ),
            "answered_at_once" => {
                let late = get(of, Measure::Delayed);
                let offered = get(of, Measure::Offered);
                let errors = [
                    late.standard_error.unwrap_or(0.0) * offered.value,
                    offered.standard_error.unwrap_or(0.0),
                ];
                let value = (1.0 - late.value) * offered.value;
                Estimate {
                    standard_error: Some(errors[0] + errors[1]),
                    ..Estimate::bare(value)
                }
            }
            _ if self.within_s.is_some() => get(of, Measure::ServiceLevel),
            _ if metric.starts_with("mean_busy_at_") => at_end(Measure::BusyAtEnd, &group_at),
            _ if metric.starts_with("mean_waiting_at_") => at_end(Measure::WaitingAtEnd, &queue_at),
            _ if metric.starts_with("p_all_busy_at_") => at_end(Measure::AllBusyAtEnd, &group_at),
            _ => panic!("{metric} of {} is no figure that a run has", self.kind),
        }
    }

    /// Tells how exact the estimate of the metric must be: four standard errors are at most this.
    pub(crate) fn precision(&self) -> f64 {
        let absolute = if self.metric.contains("_s")
            && !self.metric.starts_with("sl_")
            && !self.metric.contains("_at_")
        {
            0.1
        } else {
            0.002
        };
        (0.02 * self.value).max(absolute)
    }
}

fn get(measures: &Measures, measure: Measure) -> Estimate {
    *measures.get(&measure).unwrap_or(&Estimate {
        standard_error: Some(0.0),
        ..Estimate::bare(0.0)
    })
}

fn divided(estimate: Estimate, by: f64) -> Estimate {
    Estimate {
        standard_error: estimate.standard_error.map(|error| error / by),
        ..Estimate::bare(estimate.value / by)
    }
}

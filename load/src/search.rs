//! The search for the highest rate that an implementation stands.

use std::time::Duration;

use ringback_conformance::HarnessError;
use ringback_format::{
    exit_code::ExitCode,
    figures::{Limit, LoadFigures, SearchStep, Sustained},
};
use ringback_scenarios::{Pacing, Phase, Search};

use crate::{
    Loaded, figures,
    live::Live,
    run::{Bench, Measured},
};

/// How long the implementation rests between two rates: what it still does for customers who are gone is over by then.
const REST: Duration = Duration::from_secs(1);

/// Looks for the highest rate by halving, one steady run for each rate.
pub(crate) async fn search(
    bench: &mut Bench<'_>,
    live: &mut dyn Live,
) -> Result<Loaded, HarnessError> {
    let plan = bench.case.pressure().search.unwrap_or_default();
    let plan = Search {
        hold: bench.options.lasts.unwrap_or(plan.hold),
        ..plan
    };
    let factor = bench.options.rate;
    let mut halving = Halving::new(plan);
    let mut steps = Vec::new();
    let mut best: Option<Measured> = None;
    let mut latest = None;
    while let Some(rate) = halving.next() {
        if latest.is_some() {
            tokio::time::sleep(REST).await;
        }
        let pacing = Pacing::new(vec![Phase::hold(rate * factor, plan.hold)]);
        let measured = bench.run(pacing, Some(rate), live).await?;
        let found = figures::load_figures(bench, &measured);
        let step = step(rate * factor, &found);
        halving.learn(step.met);
        if step.met {
            best = Some(measured);
        } else {
            latest = Some(measured);
        }
        steps.push(step);
    }
    let sustained = best.is_some();
    let shown = best.or(latest).expect("a search tries one rate at least");
    let mut figures = figures::figures(bench, &shown);
    if let Some(load) = &mut figures.load {
        load.highest_sustained = halving.highest().map(|rate| Sustained {
            rate: rate * factor,
            intended_per_second: load.intended_per_second,
        });
        load.search = steps;
    }
    let code = match sustained {
        true => ExitCode::Passed,
        false => ExitCode::ThresholdCrossed,
    };
    Ok(Loaded { figures, code })
}

fn step(rate: f64, found: &LoadFigures) -> SearchStep {
    let crossed: Vec<String> = found
        .thresholds
        .iter()
        .filter(|one| !one.met)
        .map(|one| format!("{}: {}", one.threshold, one.found))
        .collect();
    let kept_up = found.limit != Limit::Simulator;
    SearchStep {
        rate,
        intended_per_second: found.intended_per_second,
        met: crossed.is_empty() && kept_up,
        limit: found.limit,
        why: match (crossed.is_empty(), kept_up) {
            (true, true) => "every threshold was met".to_owned(),
            (false, true) => crossed.join("; "),
            (_, false) => found.because.clone(),
        },
    }
}

/// Which rate comes next: the lowest, the highest, and then the middle of what is left.
#[derive(Debug)]
struct Halving {
    plan: Search,
    met: Option<f64>,
    failed: Option<f64>,
    tries: Option<f64>,
}

impl Halving {
    fn new(plan: Search) -> Self {
        Self {
            plan,
            met: None,
            failed: None,
            tries: None,
        }
    }

    fn next(&mut self) -> Option<f64> {
        let next = match (self.met, self.failed) {
            (None, None) => Some(self.plan.from),
            (None, Some(_)) => None,
            (Some(met), None) if met >= self.plan.to => None,
            (Some(_), None) => Some(self.plan.to),
            (Some(met), Some(failed)) if failed - met <= self.plan.step * (1.0 + 1e-9) => None,
            (Some(met), Some(failed)) => Some((met + failed) / 2.0),
        };
        self.tries = next;
        next
    }

    fn learn(&mut self, met: bool) {
        let slot = if met { &mut self.met } else { &mut self.failed };
        *slot = self.tries;
    }

    /// Gives the highest rate that was met.
    fn highest(&self) -> Option<f64> {
        self.met
    }
}

#[cfg(test)]
mod tests {
    use ringback_world::Span;

    use super::*;

    fn tried(bears: f64) -> (Vec<f64>, Option<f64>) {
        let mut halving = Halving::new(Search {
            from: 0.5,
            to: 4.5,
            step: 0.5,
            hold: Span::from_secs(1),
        });
        let mut rates = Vec::new();
        while let Some(rate) = halving.next() {
            rates.push(rate);
            halving.learn(rate <= bears);
        }
        (rates, halving.highest())
    }

    #[test]
    fn the_range_is_halved_until_the_step_is_reached() {
        assert_eq!(tried(1.7), (vec![0.5, 4.5, 2.5, 1.5, 2.0], Some(1.5)));
        assert_eq!(tried(3.9), (vec![0.5, 4.5, 2.5, 3.5, 4.0], Some(3.5)));
    }

    #[test]
    fn an_end_that_is_met_or_a_start_that_is_not_ends_the_search() {
        assert_eq!(tried(9.0), (vec![0.5, 4.5], Some(4.5)));
        assert_eq!(tried(0.1), (vec![0.5], None));
    }
}

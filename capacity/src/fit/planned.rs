//! A plan of what was fitted behaves as the days did that it was fitted to.

use ringback_format::figures::Measure;
use ringback_scenarios::load_plan;
use ringback_world::{Span, chance::Distribution};

use super::{fit, generated::Known};
use crate::{Options, run};

#[test]
fn a_plan_of_the_fitted_population_loses_and_delays_as_many_as_the_rows_did() {
    let known = Known {
        days: 40,
        per_hour: 430.0,
        busy_day_cv: 0.1,
        agents: 20,
        talks: Distribution::lognormal(Span::from_secs(180), 0.8),
        patience: Distribution::weibull(Span::from_secs(150), 0.8),
        timeout_s: 90.0,
    };
    let rows = known.rows("support");
    let folder = tempfile::tempdir().expect("a folder can be made");
    rows.write(folder.path());
    let fitted = fit(folder.path()).unwrap_or_else(|why| panic!("{why}"));
    let path = folder.path().join("fitted.yaml");
    std::fs::write(&path, fitted.scenario("fitted")).expect("it can be written");
    let plan = load_plan(&path).unwrap_or_else(|why| panic!("{why}"));
    let options = Options {
        seed: 3,
        replications: Some(100),
        threads: 1,
        partition: None,
        progress: &|_| {},
    };
    let outcome = run(&plan, &options).unwrap_or_else(|why| panic!("{why}"));
    let figures = outcome.figures.expect("it is the whole run");
    let found = |measure| figures.queues[0].whole[&measure].value;
    let ends = fitted.queues[0].ends;
    let share = |count: u64| count as f64 / ends.offered as f64;
    for (what, planned, seen) in [
        (
            "offered",
            found(Measure::Offered),
            ends.offered as f64 / 40.0,
        ),
        (
            "abandonment",
            found(Measure::Abandonment),
            share(ends.abandoned),
        ),
        (
            "asa",
            found(Measure::Asa),
            rows.mean_wait_s("agent_joined_conference"),
        ),
    ] {
        assert!(
            (planned / seen - 1.0).abs() < 0.1,
            "{what}: {planned}, and {seen} were seen"
        );
    }
    // Few wait for as long as the time-out; both are less than a hundredth.
    let timed_out = found(Measure::TimedOut) / found(Measure::Offered);
    assert!(
        (timed_out - share(ends.timed_out)).abs() < 0.005,
        "{timed_out}"
    );
    assert!(ends.timed_out > 0);
}

//! What is fitted to rows of known laws is those laws.

use std::path::Path;

use ringback_scenarios::{load_plan, population};
use ringback_world::{Span, Time, chance::Distribution};

use super::{
    Fitted, Law, fit,
    generated::{HOURS, Known, Rows},
};

const TALK_S: u64 = 180;
const PATIENCE_S: f64 = 120.0;

/// Twenty agents who cannot carry all: about one in eight gives up.
fn busy(patience: Distribution) -> Known {
    Known {
        days: 20,
        per_hour: 440.0,
        busy_day_cv: 0.0,
        agents: 20,
        talks: Distribution::lognormal(Span::from_secs(TALK_S), 0.8),
        patience,
        timeout_s: 1_200.0,
    }
}

fn fitted(rows: &Rows) -> Fitted {
    let folder = tempfile::tempdir().expect("a folder can be made");
    rows.write(folder.path());
    fit(folder.path()).unwrap_or_else(|why| panic!("{why}"))
}

fn close(what: &str, found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found / expected - 1.0).abs() < tolerance,
        "{what}: {found} instead of {expected}"
    );
}

/// The tolerance is some three standard errors of some 4,000 who gave up. The mean wait of those is far outside of it: without
/// regard to those who were answered first, customers would seem to be many times as impatient as they are.
#[test]
fn patience_is_found_as_it_is_although_most_were_answered_before_it_ended() {
    const TOLERANCE: f64 = 0.05;
    let patience = Distribution::exponential(Span::from_secs_f64(PATIENCE_S));
    let rows = busy(patience).rows("support");
    let fitted = fitted(&rows);
    let found = &fitted.queues[0].patience;
    assert!(found.abandoned > 2_000 && found.censored > 5 * found.abandoned);
    close("mean", found.mean_s.unwrap(), PATIENCE_S, TOLERANCE);
    let error = found.standard_error_s.unwrap();
    assert!((found.mean_s.unwrap() - PATIENCE_S).abs() < 3.0 * error);
    let naive = rows.mean_wait_s("disconnected");
    assert!(
        (naive / PATIENCE_S - 1.0).abs() > 4.0 * TOLERANCE,
        "{naive}"
    );
    // The estimate without a law says the same, as far as anybody waited.
    for after in [5.0, 15.0, 30.0] {
        let share = found.survival.share_waiting(after).unwrap();
        // Half a second, for waits are whole seconds.
        close("share", share, (-(after + 0.5) / PATIENCE_S).exp(), 0.02);
    }
}

#[test]
fn a_patience_of_another_law_is_recognized_with_its_form() {
    let mean = Span::from_secs_f64(PATIENCE_S);
    let rows = busy(Distribution::weibull(mean, 0.6)).rows("support");
    let choice = fitted(&rows).queues[0].patience.law.clone().unwrap();
    let Law::Weibull { mean_s, shape } = choice.chosen.law else {
        panic!("{choice:?}");
    };
    close("shape", shape, 0.6, 0.05);
    close("mean", mean_s, PATIENCE_S, 0.25);
    assert_eq!(choice.others.len(), 2);
    let better = |other: &super::Candidate| choice.chosen.aic < other.aic;
    assert!(choice.others.iter().all(better));

    let rows = busy(Distribution::lognormal(mean, 1.5)).rows("support");
    let choice = fitted(&rows).queues[0].patience.law.clone().unwrap();
    let Law::Lognormal { mean_s, cv } = choice.chosen.law else {
        panic!("{choice:?}");
    };
    let error = choice.chosen.mean_standard_error_s.unwrap();
    assert!(
        (mean_s - PATIENCE_S).abs() < 3.0 * error,
        "{mean_s} {error}"
    );
    let error = choice.chosen.other_standard_error.unwrap();
    assert!((cv - 1.5).abs() < 3.0 * error, "{cv} {error}");
}

#[test]
fn talks_are_found_with_their_mean_and_variation() {
    let patience = Distribution::exponential(Span::from_secs_f64(PATIENCE_S));
    let handling = |known: &Known| fitted(&known.rows("support")).queues[0].handling.clone();
    let known = busy(patience);
    let found = handling(&known).unwrap();
    close("mean", found.mean_s, TALK_S as f64, 0.03);
    close("cv", found.cv.unwrap(), 0.8, 0.05);
    let Law::Lognormal { mean_s, cv } = found.law.chosen.law else {
        panic!("{found:?}");
    };
    close("mean of the law", mean_s, TALK_S as f64, 0.03);
    close("cv of the law", cv, 0.8, 0.05);
    assert!(found.calls > 20_000);

    let known = Known {
        talks: Distribution::exponential(Span::from_secs(TALK_S)),
        ..known
    };
    let found = handling(&known).unwrap();
    assert!(matches!(found.law.chosen.law, Law::Exponential { .. }));
    close("mean", found.law.chosen.law.mean_s(), TALK_S as f64, 0.03);
}

#[test]
fn arrivals_are_found_by_half_hours_and_days_that_differ_by_chance_have_no_factor() {
    let patience = Distribution::exponential(Span::from_secs_f64(PATIENCE_S));
    let fitted = fitted(&busy(patience).rows("support"));
    let found = &fitted.queues[0].arrivals;
    assert_eq!((found.days, fitted.days), (20, 20));
    let from: Vec<&str> = found.intervals.iter().map(|at| at.from.as_str()).collect();
    let expected = [
        "08:00", "08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30",
    ];
    assert_eq!(from, expected);
    for interval in &found.intervals {
        close(&interval.from, interval.per_hour, 440.0, 0.05);
        close(
            "half-hour",
            interval.contacts * 2.0,
            interval.per_hour,
            1e-12,
        );
    }
    close("a day", found.contacts_a_day, 440.0 * HOURS, 0.02);
    let busy_day = found.busy_day.unwrap();
    assert!(
        busy_day.p_value > 0.05 && busy_day.cv.is_none(),
        "{busy_day:?}"
    );
}

#[test]
fn days_that_differ_more_are_found_with_their_variation() {
    let known = Known {
        days: 60,
        per_hour: 100.0,
        busy_day_cv: 0.2,
        agents: 10,
        ..busy(Distribution::exponential(Span::from_secs_f64(PATIENCE_S)))
    };
    let busy_day = fitted(&known.rows("support")).queues[0]
        .arrivals
        .busy_day
        .unwrap();
    assert!(busy_day.p_value < 1e-6);
    let error = busy_day.standard_error.unwrap();
    assert!(
        (busy_day.cv.unwrap() - 0.2).abs() < 3.0 * error,
        "{busy_day:?}"
    );
    close("cv", busy_day.cv.unwrap(), 0.2, 0.3);
}

#[test]
fn each_queue_is_fitted_alone_and_what_became_of_its_calls_is_counted() {
    let patient = Known {
        days: 20,
        per_hour: 30.0,
        agents: 1,
        timeout_s: 45.0,
        ..busy(Distribution::constant(Span::from_secs(3_600)))
    };
    let mut rows = patient.rows("sales");
    // Who is called back has let go of the line: the wait says nothing of patience.
    for result in [
        "transferred_to_callback_caller",
        "overflown",
        "no_agent",
        "error",
    ] {
        let mut row = rows.calls[0].clone();
        row[3] = result.to_owned();
        rows.calls.push(row);
    }
    let rows = rows.join(busy(Distribution::exponential(Span::from_secs(60))).rows("support"));
    let fitted = fitted(&rows);
    let [sales, support] = fitted.queues.as_slice() else {
        panic!("{:?}", fitted.queues);
    };
    assert_eq!(
        (sales.queue.as_str(), support.queue.as_str()),
        ("sales", "support")
    );
    let ends = sales.ends;
    assert_eq!((ends.overflowed, ends.no_agents, ends.other), (1, 1, 1));
    let sum = ends.answered + ends.timed_out + ends.overflowed + ends.no_agents + ends.other;
    assert_eq!((ends.abandoned, sum), (0, ends.offered));
    assert_eq!((ends.timeout_s, ends.opted_in), (Some(45.0), Some(1.0)));
    assert_eq!(sales.patience.censored, ends.offered - 1);
    assert_eq!((sales.patience.mean_s, &sales.patience.law), (None, &None));
    close("support", support.patience.mean_s.unwrap(), 60.0, 0.05);
}

fn loaded(fitted: &Fitted) -> (String, population::Plan) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("fitted.yaml");
    let text = fitted.scenario("fitted");
    std::fs::write(&path, &text).expect("it can be written");
    let plan = load_plan(&path).unwrap_or_else(|why| panic!("{why}\n{text}"));
    (text, plan)
}

#[test]
fn what_is_written_loads_as_the_population_that_was_fitted() {
    let known = Known {
        busy_day_cv: 0.3,
        timeout_s: 90.0,
        ..busy(Distribution::exponential(Span::from_secs_f64(PATIENCE_S)))
    };
    let calm = Known {
        days: 20,
        per_hour: 12.0,
        agents: 3,
        ..busy(Distribution::constant(Span::from_secs(3_600)))
    };
    let name = "Ventes: \"nord\"";
    let mut short = calm.rows(name);
    // Nobody calls them after eleven.
    short.calls.retain(|row| !row[0].contains("T11:"));
    let fitted = fitted(&known.rows("support").join(short));
    let (_, plan) = loaded(&fitted);
    assert_eq!(plan.queues(), [name, "support"]);
    let population = &plan.population;
    let names: Vec<&str> = population
        .kinds
        .iter()
        .map(|kind| kind.name.as_str())
        .collect();
    assert_eq!(names, [name, "support"]);
    assert_eq!(population.lasts, Span::from_secs(4 * 3_600));
    assert_eq!(
        population.kinds[0].patience,
        population::Patience::Unlimited
    );
    let population::Patience::For(patience) = &population.kinds[1].patience else {
        panic!("support gives up");
    };
    let law = fitted.queues[1].patience.law.as_ref().unwrap().chosen.law;
    close("patience", patience.mean_s(), law.mean_s(), 1e-4);
    let talks = |queue| {
        let entry = population
            .handling
            .iter()
            .find(|entry| entry.queue == Some(queue));
        entry
            .and_then(|entry| entry.talks.as_ref())
            .unwrap()
            .mean_s()
    };
    close("talks", talks(1), TALK_S as f64, 0.05);
    let stream = |kind| {
        let own = |stream: &&population::Stream| stream.kinds.iter().any(|(of, _)| *of == kind);
        population.streams.iter().find(own).unwrap()
    };
    assert!(stream(0).busy_day.is_none() && stream(1).busy_day.is_some());
    let steps = |kind| match &stream(kind).process {
        population::Process::Poisson(steps) => steps.clone(),
        other => panic!("{other:?}"),
    };
    let ends = (Time::from_millis(3 * 3_600_000), 0.0);
    assert_eq!(steps(0).last(), Some(&ends));
    assert!(steps(1).iter().all(|(_, rate)| *rate > 0.0));
    let expected = fitted.queues[1].arrivals.intervals[0].per_hour / 3_600.0;
    close("rate", steps(1)[0].1, expected, 1e-4);
    let sizes: Vec<usize> = plan.groups.iter().map(|group| group.agents.len()).collect();
    assert_eq!(sizes, [3, 20]);
    let timeout = plan.plain_queues[1].timeout.as_ref().unwrap().0;
    assert_eq!(timeout, Span::from_secs(90));
}

/// The tables that our own reports write are those that are read.
#[test]
fn the_reports_of_a_run_can_be_fitted_to() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sim/format/src/report/golden/call");
    let fitted = fit(&folder).unwrap_or_else(|why| panic!("{why}"));
    let [support] = fitted.queues.as_slice() else {
        panic!("{:?}", fitted.queues);
    };
    assert_eq!((support.ends.offered, support.ends.overflowed), (3, 1));
    // 13 s, 25 s and nothing were waited, and one gave up.
    assert_eq!(support.patience.mean_s, Some(38.0));
    let (text, _) = loaded(&fitted);
    insta::assert_snapshot!(text);
}

//! Figures by interval add up to the whole, and the warm-up does not count.

use ringback_format::figures::Measure;

use crate::support::{figures, value};

const DAY: &str = "scenario: a\nstart: \"2026-03-02T08:00:00Z\"\nqueues: { main: { limit: { waiting: 5 } } }\nstaff: { all: { agents: 4, queues: [main] } }\nagents: { \"*\": { talks: { exponential: 3m }, wrap-up: 20s } }\n\
     population: { lasts: 5h, warm-up: 1h, interval: 30m, arrive: { poisson-per-hour: { \"08:00\": 60, \"10:30\": 100 } }, kinds: { a: { queue: main, patience: { exponential: 2m } } } }";

#[test]
fn counts_of_intervals_add_up_and_begin_after_the_warm_up() {
    let found = figures(DAY, 5);
    let queue = &found.queues[0];
    assert_eq!(queue.intervals.len(), 8);
    assert_eq!(
        (
            queue.intervals[0].from.as_str(),
            queue.intervals[7].from.as_str()
        ),
        ("09:00", "12:30")
    );
    for measure in [
        Measure::Offered,
        Measure::Answered,
        Measure::Abandoned,
        Measure::Overflowed,
    ] {
        let sum: f64 = queue
            .intervals
            .iter()
            .map(|interval| interval.figures[&measure].value)
            .sum();
        assert!(
            (sum - value(queue, measure)).abs() < 1e-6,
            "{}: {sum}",
            measure.title()
        );
    }
    // An hour and a half at 60 and two and a half at 100.
    assert!((value(queue, Measure::Offered) - 340.0).abs() < 50.0);
}

#[test]
fn formulas_stand_beside_what_was_found() {
    let found = figures(DAY, 5);
    let of = |formula: &str| {
        found
            .formulas
            .iter()
            .filter(|row| row.formula == formula)
            .count()
    };
    // Eight intervals and the whole.
    assert_eq!(
        (of("erlang-b"), of("erlang-c"), of("erlang-a")),
        (9, 18, 27)
    );
    let busy = found
        .formulas
        .iter()
        .find(|row| row.formula == "erlang-c" && row.from.as_deref() == Some("11:00"))
        .expect("it is there");
    assert!((busy.handling_s - 200.0).abs() < 1e-6 && (busy.agents - 4.0).abs() < 1e-9);
    assert_eq!(busy.patience_s, Some(120.0));
    assert!(
        busy.value.is_none(),
        "100 an hour of 200 s are more than 4 agents carry"
    );
}

#[test]
fn steady_figures_agree_with_erlang_a() {
    let text = "scenario: a\nqueues: { main: {} }\nstaff: { all: { agents: 10, queues: [main] } }\nagents: { \"*\": { talks: { exponential: 3m } } }\n\
         population: { lasts: 101h, warm-up: 1h, interval: 101h, arrive: { poisson-per-hour: 200 }, kinds: { a: { queue: main, patience: { exponential: 2m } } } }";
    let found = figures(text, 20);
    let mut compared = 0;
    for row in found
        .formulas
        .iter()
        .filter(|row| row.formula == "erlang-a")
    {
        let simulated = row.simulated.expect("it was simulated");
        let value = row.value.expect("it has an answer");
        // The formula is asked with the arrivals that came, which makes its own answer a little uncertain too.
        let away = (simulated.value - value).abs();
        assert!(
            away < 0.03 * value
                + 5.0
                    * simulated
                        .standard_error
                        .expect("there are many replications"),
            "{:?}: {away}",
            row.measure
        );
        compared += 1;
    }
    assert_eq!(compared, 3);
}

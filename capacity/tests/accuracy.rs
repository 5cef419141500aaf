//! Agreement of `plan` with exact queueing results, on a reduced sample: the example `accuracy` has the full one.

mod cases;

use cases::Sample;

#[test]
fn plan_agrees_with_exact_queueing_results() {
    let Some(cases) = cases::cases() else {
        println!("NOT RUN: 15 checks (reference data absent)");
        return;
    };
    assert!(cases.len() >= 15, "{} cases", cases.len());
    let mut compared = 0;
    for case in &cases {
        let sample = Sample {
            seed: 1,
            replications: if case.is_terminating() { 800 } else { 64 },
            contacts: 1_000.0,
            threads: 2,
        };
        for (expected, found) in case.run(&sample) {
            let error = found.standard_error.expect("64 replications have an error");
            let away = (found.value - expected.value).abs();
            assert!(
                away <= (5.0 * error).max(1e-4),
                "{} ({}) {}: {} with standard error {error}, expected {}",
                case.id,
                case.title,
                expected.metric,
                found.value,
                expected.value
            );
            // A sample that says nothing would agree with anything.
            assert!(
                4.0 * error <= 25.0 * expected.precision(),
                "{} {}: {error}",
                case.id,
                expected.metric
            );
            compared += 1;
        }
    }
    assert!(compared >= 100, "{compared}");
}

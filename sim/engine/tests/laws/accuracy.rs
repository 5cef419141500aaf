//! Agreement with exact queueing results.
//!
//! The sample is reduced: one seed and 64 batches of about 1,500 calls, where the full rule asks
//! for ten seeds and millions of calls (the example `accuracy` does that). The rule is the same:
//! the expected value lies within five standard errors of the estimate, or 1e-4.

use super::cases::{Kind, all, batches_of};
use super::gauge::{Batch, estimate};

fn check(name: &str) {
    let cases = all();
    let case = cases
        .iter()
        .find(|case| case.name == name)
        .expect("the case is in the list");
    let calls_per_batch = match case.sample {
        Kind::SteadyState => 1_500.0,
        Kind::Days(_) => 4_000.0,
    };
    let batches = batches_of(case, 1, calls_per_batch);
    for (metric, expected, ratio) in &case.expected {
        let (estimate, error) = estimate(&batches, *ratio);
        let difference = (estimate - expected).abs();
        assert!(
            difference <= (5.0 * error).max(1e-4),
            "{name} {metric}: {estimate} with standard error {error}, expected {expected}",
        );
        // A sample that says nothing would agree with anything.
        assert!(
            5.0 * error <= (0.35 * expected).max(0.01),
            "{name} {metric}: {error}"
        );
    }
    match case.sample {
        Kind::SteadyState => check_flow_and_little(&batches),
        Kind::Days(_) => {}
    }
}

/// Calls that came in went out, and the time they waited is the integral of the number waiting.
/// Both sides are counted apart; only calls that wait at the two ends of the sample differ.
fn check_flow_and_little(batches: &[Batch]) {
    for queue in 0..batches[0].queues.len() {
        let (mut came, mut went, mut waited, mut waiting) = (0.0, 0.0, 0.0, 0.0);
        for tally in batches.iter().map(|batch| batch.queues[queue]) {
            came += tally.offered;
            went += tally.answered + tally.abandoned + tally.timed_out + tally.blocked;
            waited += tally.wait_s;
            waiting += tally.waiting_s;
        }
        assert!((came - went).abs() <= 60.0, "{came} came, {went} went");
        assert!(
            (waited - waiting).abs() <= 0.01 * waiting.max(1.0),
            "{waited} and {waiting}"
        );
    }
}

#[test]
fn a_queue_without_places_agrees_with_erlang_b() {
    check("v01");
}

#[test]
fn a_queue_of_patient_customers_agrees_with_erlang_c() {
    check("v02");
}

#[test]
fn a_queue_with_abandonment_agrees_with_erlang_a() {
    check("v03");
}

#[test]
fn a_timeout_agrees_with_the_virtual_wait() {
    check("v04");
}

#[test]
fn a_limit_agrees_with_the_virtual_wait() {
    check("v05");
}

#[test]
fn timeout_limit_and_patience_agree_together() {
    check("v06");
}

#[test]
fn lognormal_patience_agrees_with_the_virtual_wait() {
    check("v07");
}

#[test]
fn two_priorities_agree_with_cobham() {
    check("v08");
}

#[test]
fn overflow_to_a_second_queue_agrees_with_its_chain() {
    check("v09");
}

#[test]
fn serial_routing_agrees_with_its_chain() {
    check("v11");
}

#[test]
fn longest_idle_routing_agrees_with_its_chain() {
    check("v12");
}

#[test]
fn wrap_up_agrees_with_its_chain() {
    check("v13");
}

#[test]
fn absence_for_new_calls_agrees_with_its_chain() {
    check("v10");
}

#[test]
fn a_bot_in_front_leaves_the_stream_poisson() {
    check("v14");
}

#[test]
fn a_day_with_a_staffing_step_agrees_with_its_forward_equations() {
    check("v15");
}

//! Whether an implementation stood what it must.

use ringback_format::figures::ThresholdResult;
use ringback_scenarios::{Demand, Percentile, Threshold};
use ringback_world::Span;

use crate::meter::Latencies;

/// Holds what was found against what is demanded. A latency of something that never happened meets nothing.
pub(crate) fn judge(
    thresholds: &[Threshold],
    latencies: &Latencies,
    errors: u64,
    attempts: u64,
) -> Vec<ThresholdResult> {
    let one = |threshold: &Threshold| {
        let (found, met) = match threshold.demand {
            Demand::Latency {
                owed,
                percentile,
                at_most,
            } => match latencies.corrected(owed, share(percentile)) {
                Some(found) => (milliseconds(found), found <= at_most),
                None => ("it never happened".to_owned(), false),
            },
            Demand::Errors(at_most) => {
                let share = errors as f64 / attempts.max(1) as f64;
                let found = format!("{errors} of {attempts}: {:.3}%", share * 100.0);
                (found, attempts > 0 && share <= at_most)
            }
        };
        ThresholdResult {
            threshold: threshold.demand.to_string(),
            found,
            met,
        }
    };
    thresholds.iter().map(one).collect()
}

fn share(percentile: Percentile) -> f64 {
    match percentile {
        Percentile::P50 => 0.5,
        Percentile::P90 => 0.9,
        Percentile::P95 => 0.95,
        Percentile::P99 => 0.99,
        Percentile::P999 => 0.999,
        Percentile::Max => 1.0,
    }
}

fn milliseconds(span: Span) -> String {
    format!("{:.1} ms", span.as_secs_f64() * 1e3)
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::Owed;
    use ringback_world::Time;

    use super::*;
    use crate::meter::Paid;

    #[test]
    fn the_corrected_latency_counts_and_what_never_happened_meets_nothing() {
        let mut latencies = Latencies::new();
        for number in 1..=100 {
            latencies.add(&Paid {
                owed: Owed::Visit,
                due: Time::ZERO,
                sent: Time::from_millis(number),
                done: Time::from_millis(number),
            });
        }
        let demand = |owed, percentile, at_most| Threshold {
            demand: Demand::Latency {
                owed,
                percentile,
                at_most: Span::from_millis(at_most),
            },
            line: 1,
        };
        let errors = |share| Threshold {
            demand: Demand::Errors(share),
            line: 1,
        };
        let results = judge(
            &[
                demand(Owed::Visit, Percentile::P50, 51),
                demand(Owed::Visit, Percentile::P50, 49),
                demand(Owed::Visit, Percentile::Max, 99),
                demand(Owed::Webhook, Percentile::P99, 1_000),
                errors(0.02),
                errors(0.01),
            ],
            &latencies,
            3,
            150,
        );
        let met: Vec<bool> = results.iter().map(|result| result.met).collect();
        assert_eq!(met, [true, false, false, false, true, false]);
        assert_eq!(results[0].threshold, "p50 of visit at most 51ms");
        assert_eq!(results[4].found, "3 of 150: 2.000%");
    }
}

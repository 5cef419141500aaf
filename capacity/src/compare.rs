//! Two runs side by side, and which of their differences chance alone would hardly make.

use ringback_format::figures::{Comparison, Definitions, Estimate, Figures, Period, Subject};
use thiserror::Error;

use crate::statistics::{holm, two_sided_p};

/// The chance that is taken of calling any difference of a report significant that is none.
const LEVEL: f64 = 0.05;

/// Why two runs cannot be compared.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum CompareError {
    /// The service level means different things.
    #[error(
        "the service levels mean different things: {before} before and {after} now; give both runs the same `capacity: {{ service-level }}`"
    )]
    Definitions {
        /// The definition of the other run.
        before: String,
        /// The definition of this run.
        after: String,
    },
    /// The measured time is of different length, so counts say nothing about each other.
    #[error(
        "{before_s} s were measured before and {after_s} s now; counts of different lengths of time say nothing about each other"
    )]
    Period {
        /// The length of the other run, in seconds.
        before_s: f64,
        /// The length of this run, in seconds.
        after_s: f64,
    },
    /// Nothing has the same name.
    #[error(
        "the runs have no queue, group, channel or kind of the same name; compare runs of one scenario and its variations"
    )]
    NothingCommon,
}

/// Sets this run beside another one: every figure of the whole period that both have.
///
/// The runs count as independent. Where they share their customers (the same seed and streams) that is cautious: differences are
/// known better than it says. Significance is judged over all comparisons together, by Holm's method at 5%.
///
/// # Errors
/// The two have nothing in common, or mean different things.
pub fn compare(before: &Figures, after: &Figures) -> Result<Vec<Comparison>, CompareError> {
    if before.definitions != after.definitions {
        return Err(CompareError::Definitions {
            before: defined(&before.definitions),
            after: defined(&after.definitions),
        });
    }
    let (before_s, after_s) = (measured_s(&before.period), measured_s(&after.period));
    if before_s != after_s {
        return Err(CompareError::Period { before_s, after_s });
    }
    let kinds = [
        ("queue", &before.queues, &after.queues),
        ("group", &before.groups, &after.groups),
        ("channel", &before.channels, &after.channels),
        ("kind", &before.kinds, &after.kinds),
    ];
    let mut found: Vec<Comparison> = Vec::new();
    for (what, before, after) in kinds {
        for now in after {
            if let Some(then) = before.iter().find(|then| then.name == now.name) {
                found.extend(subject(what, then, now));
            }
        }
    }
    if found.is_empty() {
        return Err(CompareError::NothingCommon);
    }
    judge(&mut found);
    Ok(found)
}

fn measured_s(period: &Period) -> f64 {
    period.lasts_s - period.warm_up_s
}

fn defined(definitions: &Definitions) -> String {
    format!(
        "within {} s of {:?}, short abandons {:?} below {} s",
        definitions.service_level_within_s,
        definitions.service_level_of,
        definitions.short_abandons,
        definitions.short_below_s
    )
}

fn subject<'a>(
    what: &'a str,
    then: &'a Subject,
    now: &'a Subject,
) -> impl Iterator<Item = Comparison> + 'a {
    now.whole.iter().filter_map(move |(measure, after)| {
        let before = then.whole.get(measure)?;
        Some(Comparison {
            of: format!("{what} {}", now.name),
            measure: *measure,
            before: *before,
            after: *after,
            difference: after.value - before.value,
            p_value: p_value(before, after),
            significant: false,
        })
    })
}

/// Gives the chance of such a difference between equal systems; nothing where no error is known.
fn p_value(before: &Estimate, after: &Estimate) -> Option<f64> {
    let (one, other) = (before.standard_error?, after.standard_error?);
    let error = (one * one + other * other).sqrt();
    let difference = after.value - before.value;
    if error == 0.0 {
        // Neither run varies: any difference at all is one.
        return Some(if difference == 0.0 { 1.0 } else { 0.0 });
    }
    Some(two_sided_p(difference / error))
}

fn judge(found: &mut [Comparison]) {
    let known: Vec<usize> = (0..found.len())
        .filter(|at| found[*at].p_value.is_some())
        .collect();
    let p_values: Vec<f64> = known.iter().filter_map(|at| found[*at].p_value).collect();
    for (at, adjusted) in known.into_iter().zip(holm(&p_values)) {
        found[at].significant = adjusted <= LEVEL;
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::Measure;

    use super::*;
    use crate::report::sample;

    fn at<'a>(found: &'a [Comparison], of: &str, measure: Measure) -> &'a Comparison {
        found
            .iter()
            .find(|one| one.of == of && one.measure == measure)
            .expect("it is compared")
    }

    #[test]
    fn a_run_differs_from_itself_in_nothing() {
        let figures = sample::figures();
        let found = compare(&figures, &figures).expect("it can be compared");
        assert!(found.len() > 50, "{}", found.len());
        assert!(
            found
                .iter()
                .all(|one| one.difference == 0.0 && !one.significant)
        );
    }

    #[test]
    fn a_large_difference_is_significant_and_a_small_one_is_not() {
        let before = sample::figures();
        let mut after = before.clone();
        let queue = &mut after.queues[0];
        let name = format!("queue {}", queue.name);
        let shift = |estimate: &mut Estimate, errors: f64| {
            estimate.value += errors * estimate.standard_error.expect("samples have errors");
        };
        shift(
            queue
                .whole
                .get_mut(&Measure::ServiceLevel)
                .expect("it is there"),
            -20.0,
        );
        shift(
            queue.whole.get_mut(&Measure::Asa).expect("it is there"),
            1.0,
        );
        let found = compare(&before, &after).expect("they can be compared");
        let level = at(&found, &name, Measure::ServiceLevel);
        assert!(level.significant && level.difference < 0.0);
        let asa = at(&found, &name, Measure::Asa);
        // One standard error of one run is 1/sqrt(2) of the difference's.
        assert!((asa.p_value.expect("it has one") - two_sided_p(0.5_f64.sqrt())).abs() < 1e-9);
        assert!(!asa.significant);
    }

    #[test]
    fn runs_that_mean_other_things_are_refused() {
        let before = sample::figures();
        let mut after = before.clone();
        after.definitions.service_level_within_s += 10.0;
        assert!(matches!(
            compare(&before, &after),
            Err(CompareError::Definitions { .. })
        ));
        let mut after = before.clone();
        after.period.lasts_s *= 2.0;
        assert!(matches!(
            compare(&before, &after),
            Err(CompareError::Period { .. })
        ));
        let mut after = before.clone();
        for subject in [
            &mut after.queues,
            &mut after.groups,
            &mut after.channels,
            &mut after.kinds,
        ]
        .into_iter()
        .flatten()
        {
            subject.name.push('x');
        }
        assert_eq!(compare(&before, &after), Err(CompareError::NothingCommon));
    }
}

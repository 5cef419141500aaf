//! Two runs side by side: which figures differ by more than chance explains.

use ringback_format::figures::{Comparison, Estimate, Figures, RunKind, Subject};
use thiserror::Error;

use crate::statistics::{holm, two_sided_p};

/// The chance that even one difference of a comparison is called significant between equal systems.
const LEVEL: f64 = 0.05;

/// Why two runs cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CompareError {
    /// They go over different times.
    #[error(
        "the runs have different periods: {what} is {before} in the one that is compared with and {after} in this one; run both with the same period"
    )]
    Period {
        /// What differs.
        what: &'static str,
        /// In the run that is compared with.
        before: String,
        /// In this run.
        after: String,
    },
    /// Their service levels are defined differently.
    #[error(
        "the runs define service level differently: \"{before}\" in the one that is compared with, \"{after}\" in this one; run both with the same `service-level`"
    )]
    Definitions {
        /// In the run that is compared with.
        before: String,
        /// In this run.
        after: String,
    },
    /// They share no queue, group, channel or kind with a figure.
    #[error(
        "nothing is in both runs: the one that is compared with has {before}, this one has {after}; names must agree"
    )]
    NothingInCommon {
        /// In the run that is compared with.
        before: String,
        /// In this run.
        after: String,
    },
}

/// Compares each figure of the whole period that both runs have. Whether a difference is significant is said of all of them
/// together, at 5% by Holm's method; of a figure without a standard error it is not known.
///
/// # Errors
/// The runs are about different things.
pub fn compare(before: &Figures, after: &Figures) -> Result<Vec<Comparison>, CompareError> {
    comparable(before, after)?;
    let pairs = [
        ("queue", &before.queues, &after.queues),
        ("group", &before.groups, &after.groups),
        ("channel", &before.channels, &after.channels),
        ("kind", &before.kinds, &after.kinds),
    ];
    let mut compared = Vec::new();
    for (of, before, after) in pairs {
        for one in after {
            if let Some(other) = before.iter().find(|other| other.name == one.name) {
                compared.extend(of_subject(of, other, one));
            }
        }
    }
    if compared.is_empty() {
        return Err(CompareError::NothingInCommon {
            before: names(before),
            after: names(after),
        });
    }
    mark_significant(&mut compared);
    Ok(compared)
}

/// Says what a reader of a comparison must know besides the figures; nothing of two like runs.
pub fn remarks(before: &Figures, after: &Figures) -> Vec<String> {
    let mut remarks = Vec::new();
    if before.run != after.run {
        remarks.push(format!(
            "a {} is compared with a {}: they differ in the implementation too, and one run in real time knows no standard error",
            spoken(after.run),
            spoken(before.run)
        ));
    }
    if before.scenario != after.scenario {
        remarks.push(format!(
            "two scenarios are compared: {} with {}",
            after.scenario, before.scenario
        ));
    }
    if before.run == RunKind::Plan && after.run == RunKind::Plan && before.seed == after.seed {
        remarks.push(format!(
            "both runs have the seed {}: what they have in common makes differences look less certain than they are",
            after.seed
        ));
    }
    remarks
}

const fn spoken(run: RunKind) -> &'static str {
    match run {
        RunKind::Plan => "plan",
        RunKind::Load => "load",
    }
}

fn comparable(before: &Figures, after: &Figures) -> Result<(), CompareError> {
    let (one, other) = (&before.period, &after.period);
    let seconds =
        |what, before: f64, after: f64| (what, format!("{before} s"), format!("{after} s"));
    let start = ("the start", one.start.clone(), other.start.clone());
    for (what, before, after) in [
        start,
        seconds("the length", one.lasts_s, other.lasts_s),
        seconds("the warm-up", one.warm_up_s, other.warm_up_s),
    ] {
        if before != after {
            return Err(CompareError::Period {
                what,
                before,
                after,
            });
        }
    }
    if before.definitions == after.definitions {
        return Ok(());
    }
    Err(CompareError::Definitions {
        before: crate::report::service_level(&before.definitions),
        after: crate::report::service_level(&after.definitions),
    })
}

fn of_subject<'a>(
    of: &'a str,
    before: &'a Subject,
    after: &'a Subject,
) -> impl Iterator<Item = Comparison> + 'a {
    after.whole.iter().filter_map(move |(measure, found)| {
        let other = before.whole.get(measure)?;
        let difference = found.value - other.value;
        Some(Comparison {
            of: format!("{of} {}", after.name),
            measure: *measure,
            before: *other,
            after: *found,
            difference,
            p_value: standard_error(other, found).map(|error| p_value(difference, error)),
            significant: false,
        })
    })
}

/// Gives the standard error of the difference of two independent figures.
fn standard_error(one: &Estimate, other: &Estimate) -> Option<f64> {
    let (one, other) = (one.standard_error?, other.standard_error?);
    Some((one * one + other * other).sqrt())
}

/// Two figures that do not vary are equal or they are not.
fn p_value(difference: f64, error: f64) -> f64 {
    if error > 0.0 {
        two_sided_p(difference / error)
    } else if difference == 0.0 {
        1.0
    } else {
        0.0
    }
}

fn mark_significant(compared: &mut [Comparison]) {
    let known: Vec<f64> = compared.iter().filter_map(|one| one.p_value).collect();
    let tested = compared.iter_mut().filter(|one| one.p_value.is_some());
    for (one, adjusted) in tested.zip(holm(&known)) {
        one.significant = adjusted < LEVEL;
    }
}

fn names(figures: &Figures) -> String {
    let all = [
        ("queue", &figures.queues),
        ("group", &figures.groups),
        ("kind", &figures.kinds),
    ];
    let named: Vec<String> = all
        .iter()
        .flat_map(|(of, subjects)| {
            subjects
                .iter()
                .map(move |subject| format!("{of} {}", subject.name))
        })
        .collect();
    if named.is_empty() {
        "none".to_owned()
    } else {
        named.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::{Measure, ShortAbandons};

    use super::*;
    use crate::report::sample;

    fn pair() -> (Figures, Figures) {
        let before = sample::figures();
        let after = Figures {
            seed: 8,
            ..before.clone()
        };
        (before, after)
    }

    fn find(compared: &[Comparison], of: &str, measure: Measure) -> Comparison {
        let found = compared
            .iter()
            .find(|one| one.of == of && one.measure == measure);
        found.expect("both have it").clone()
    }

    fn with_error(value: f64, error: f64) -> Estimate {
        Estimate {
            standard_error: Some(error),
            ..Estimate::bare(value)
        }
    }

    #[test]
    fn equal_runs_differ_in_nothing() {
        let (before, after) = pair();
        let compared = compare(&before, &after).unwrap();
        assert_eq!(
            compared.len(),
            [&after.queues, &after.groups, &after.channels, &after.kinds]
                .into_iter()
                .flatten()
                .map(|subject| subject.whole.len())
                .sum::<usize>()
        );
        assert!(compared.iter().all(|one| !one.significant));
        assert_eq!(remarks(&before, &after), Vec::<String>::new());
    }

    #[test]
    fn a_difference_is_held_against_the_errors_of_both() {
        let (mut before, mut after) = pair();
        before.queues[0]
            .whole
            .insert(Measure::Asa, with_error(20.0, 3.0));
        after.queues[0]
            .whole
            .insert(Measure::Asa, with_error(30.0, 4.0));
        let asa = find(
            &compare(&before, &after).unwrap(),
            "queue billing",
            Measure::Asa,
        );
        assert_eq!(asa.difference, 10.0);
        // Ten apart with a standard error of five: the tables give 0.0455 for two standard errors.
        assert!((asa.p_value.unwrap() - 0.045_500_263_9).abs() < 1e-9);
        assert!(!asa.significant, "it is one of many");
    }

    #[test]
    fn one_difference_among_many_must_be_all_the_clearer() {
        let (mut before, mut after) = pair();
        for figures in [&mut before, &mut after] {
            figures.queues.truncate(1);
            figures.queues[0].whole.truncate(2);
            figures.groups.clear();
            figures.channels.clear();
            figures.kinds.clear();
        }
        after.queues[0].whole[0] = with_error(22.3, 1.0);
        before.queues[0].whole[0] = with_error(20.0, 0.0);
        let alone =
            |compared: Vec<Comparison>| (compared[0].p_value.unwrap(), compared[0].significant);
        // p = 0.0214 is below 5% and below half of it, which two comparisons ask for.
        let (p, significant) = alone(compare(&before, &after).unwrap());
        assert!((0.021..0.022).contains(&p) && significant, "{p}");
        after.queues[0].whole[0] = with_error(22.0, 1.0);
        let (p, significant) = alone(compare(&before, &after).unwrap());
        assert!((0.045..0.046).contains(&p) && !significant, "{p}");
    }

    #[test]
    fn a_figure_without_an_error_is_compared_and_not_judged() {
        let (before, mut after) = pair();
        after.run = RunKind::Load;
        after.queues[1]
            .whole
            .insert(Measure::Asa, Estimate::bare(500.0));
        let asa = find(
            &compare(&before, &after).unwrap(),
            "queue sales",
            Measure::Asa,
        );
        assert_eq!((asa.p_value, asa.significant), (None, false));
        assert!(asa.difference > 400.0);
        assert!(remarks(&before, &after)[0].contains("a load is compared with a plan"));
    }

    #[test]
    fn figures_that_do_not_vary_are_equal_or_not() {
        assert_eq!(p_value(0.0, 0.0), 1.0);
        assert_eq!(p_value(-1.0, 0.0), 0.0);
    }

    #[test]
    fn only_what_both_have_is_compared() {
        let (mut before, after) = pair();
        before.queues.remove(0);
        before.queues[0].whole.shift_remove(&Measure::Asa);
        let compared = compare(&before, &after).unwrap();
        assert!(compared.iter().all(|one| one.of != "queue billing"));
        let asa = |one: &&Comparison| one.of == "queue sales" && one.measure == Measure::Asa;
        assert_eq!(compared.iter().find(asa), None);
    }

    #[test]
    fn runs_about_different_things_are_not_compared() {
        let (before, after) = pair();
        let mut longer = after.clone();
        longer.period.lasts_s = 3_600.0;
        assert_eq!(
            compare(&before, &longer).unwrap_err().to_string(),
            "the runs have different periods: the length is 25200 s in the one that is compared with and 3600 s in this one; run both with the same period"
        );
        let mut lenient = after.clone();
        lenient.definitions.short_abandons = ShortAbandons::Against;
        let error = compare(&before, &lenient).unwrap_err();
        assert!(matches!(error, CompareError::Definitions { .. }), "{error}");
        assert!(error.to_string().contains("however short"), "{error}");
        let mut other = after;
        for subject in [
            &mut other.queues,
            &mut other.groups,
            &mut other.channels,
            &mut other.kinds,
        ]
        .into_iter()
        .flatten()
        {
            subject.name.push_str("-2");
        }
        let error = compare(&before, &other).unwrap_err().to_string();
        assert!(error.contains("queue billing, queue sales"), "{error}");
        assert!(error.contains("kind member-2"), "{error}");
    }

    #[test]
    fn runs_of_one_seed_are_not_independent() {
        let (before, mut after) = pair();
        after.seed = before.seed;
        assert!(remarks(&before, &after)[0].contains("both runs have the seed 7"));
    }
}

//! Figures of a subject by interval, as plots take them.

use ringback_format::figures::{Estimate, Measure, Subject};

use crate::report::html::{
    number,
    plot::{Key, Mark},
};

/// Gives when the intervals begin.
pub(super) fn begins(subject: &Subject) -> Vec<String> {
    subject
        .intervals
        .iter()
        .map(|interval| interval.from.clone())
        .collect()
}

/// Gives a measure of each interval.
pub(super) fn estimates(subject: &Subject, measure: Measure) -> Vec<Option<Estimate>> {
    subject
        .intervals
        .iter()
        .map(|interval| interval.figures.get(&measure).copied())
        .collect()
}

/// Gives the value of a measure of each interval.
pub(super) fn values(subject: &Subject, measure: Measure) -> Vec<Option<f64>> {
    estimates(subject, measure)
        .iter()
        .map(|estimate| estimate.map(|estimate| estimate.value))
        .collect()
}

/// Finds out whether a measure exists in any interval.
pub(super) fn exists(subject: &Subject, measure: Measure) -> bool {
    subject
        .intervals
        .iter()
        .any(|interval| interval.figures.contains_key(&measure))
}

/// Gives the largest of some values.
pub(super) fn most<'a>(values: impl IntoIterator<Item = &'a Option<f64>>) -> f64 {
    values.into_iter().flatten().copied().fold(0.0, f64::max)
}

/// Says some measures of each interval.
pub(super) fn said(subject: &Subject, measures: &[Measure]) -> Vec<String> {
    let one = |measure: &Measure, estimate: &Estimate| {
        format!(
            "{} {}",
            measure.title(),
            number::estimate(*measure, estimate)
        )
    };
    subject
        .intervals
        .iter()
        .map(|interval| {
            let found: Vec<String> = measures
                .iter()
                .filter_map(|measure| Some(one(measure, interval.figures.get(measure)?)))
                .collect();
            format!("{}: {}", interval.from, found.join(", "))
        })
        .collect()
}

/// Makes an entry of a legend.
pub(super) fn key(class: &'static str, mark: Mark, text: impl Into<String>) -> Key {
    Key {
        class,
        mark,
        text: text.into(),
    }
}

//! Figures over all queues or all groups, where the figures of each suffice for them.
//!
//! How the figures of two queues vary together is not known, so a total of several has no interval; that of one keeps its own.

use ringback_format::figures::{
    Definitions, Estimate, Figures, Measure, Of, ShortAbandons, Subject,
};

fn value(subject: &Subject, measure: Measure) -> f64 {
    subject
        .whole
        .get(&measure)
        .map_or(0.0, |estimate| estimate.value)
}

/// Adds a measure up.
fn sum(subjects: &[Subject], measure: Measure) -> Option<Estimate> {
    let mut found = subjects
        .iter()
        .filter_map(|subject| subject.whole.get(&measure));
    let first = *found.next()?;
    let rest: Vec<f64> = found.map(|estimate| estimate.value).collect();
    if rest.is_empty() {
        return Some(first);
    }
    Some(Estimate::bare(
        rest.iter().fold(first.value, |sum, next| sum + next),
    ))
}

/// Averages a measure, each subject by its weight.
fn mean(
    subjects: &[Subject],
    measure: Measure,
    weight: impl Fn(&Subject) -> f64,
) -> Option<Estimate> {
    let found: Vec<(Estimate, f64)> = subjects
        .iter()
        .filter_map(|subject| Some((*subject.whole.get(&measure)?, weight(subject))))
        .collect();
    if let [(only, _)] = found[..] {
        return Some(only);
    }
    let weights: f64 = found.iter().map(|(_, weight)| weight).sum();
    let weighted: f64 = found
        .iter()
        .map(|(estimate, weight)| estimate.value * weight)
        .sum();
    (weights > 0.0).then(|| Estimate::bare(weighted / weights))
}

/// The contacts that a queue's service level is a share of.
fn base(subject: &Subject, definitions: &Definitions) -> f64 {
    let short = value(subject, Measure::ShortAbandoned);
    let (more, less) = match definitions.short_abandons {
        ShortAbandons::Against => (0.0, 0.0),
        ShortAbandons::LeftOut => (0.0, short),
        ShortAbandons::AsAnswered => (short, 0.0),
    };
    match definitions.service_level_of {
        Of::Offered => value(subject, Measure::Offered) - less,
        Of::Answered => value(subject, Measure::Answered) + more,
        Of::AnsweredOrAbandoned => {
            value(subject, Measure::Answered) + value(subject, Measure::Abandoned) - less
        }
    }
}

/// Gives the figures that head the report; one that does not exist is not there.
pub(super) fn totals(figures: &Figures) -> Vec<(Measure, Estimate)> {
    let (queues, groups) = (&figures.queues[..], &figures.groups[..]);
    let level = |subject: &Subject| base(subject, &figures.definitions);
    let weighted_by = |measure| move |subject: &Subject| value(subject, measure);
    let found = [
        (Measure::Offered, sum(queues, Measure::Offered)),
        (
            Measure::ServiceLevel,
            mean(queues, Measure::ServiceLevel, level),
        ),
        (
            Measure::Abandonment,
            mean(queues, Measure::Abandonment, weighted_by(Measure::Offered)),
        ),
        (
            Measure::Asa,
            mean(queues, Measure::Asa, weighted_by(Measure::Answered)),
        ),
        (
            Measure::Occupancy,
            mean(
                groups,
                Measure::Occupancy,
                weighted_by(Measure::StaffedTime),
            ),
        ),
        (Measure::Cost, sum(groups, Measure::Cost)),
    ];
    found
        .into_iter()
        .filter_map(|(measure, estimate)| Some((measure, estimate?)))
        .collect()
}

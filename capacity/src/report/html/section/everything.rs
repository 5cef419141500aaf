//! All figures, subject by subject.

use maud::{Markup, html};
use ringback_format::figures::{Estimate, Figures, Measure, Measures, Subject};

use super::Section;
use crate::report::html::number;

/// Shows all figures of queues, groups, channels and kinds.
pub(in crate::report::html) fn everything(figures: &Figures) -> Option<Section> {
    let sorts = [
        ("Queues", &figures.queues),
        ("Groups of agents", &figures.groups),
        ("Channels", &figures.channels),
        ("Kinds of customers", &figures.kinds),
    ];
    if sorts.iter().all(|(_, subjects)| subjects.is_empty()) {
        return None;
    }
    let body = html! {
        @for (heading, subjects) in sorts.into_iter().filter(|(_, subjects)| !subjects.is_empty()) {
            h3 { (heading) }
            (whole(subjects))
            @for subject in subjects.iter().filter(|subject| !subject.intervals.is_empty()) {
                details {
                    summary { (subject.name) " by interval" }
                    (intervals(subject))
                }
            }
        }
    };
    Some(Section {
        anchor: "figures",
        heading: "All figures",
        body,
    })
}

/// Gives the measures that any of some rows has, in the order in which figures are shown.
fn present<'a>(rows: impl Iterator<Item = &'a Measures> + Clone) -> Vec<Measure> {
    Measure::ALL
        .into_iter()
        .filter(|measure| rows.clone().any(|row| row.contains_key(measure)))
        .collect()
}

/// The whole period: a measure a row, a subject a column.
fn whole(subjects: &[Subject]) -> Markup {
    html! {
        div class="scroll" {
            table {
                thead {
                    tr {
                        th scope="col" class="words" { "whole period" }
                        @for subject in subjects { th scope="col" { (subject.name) } }
                    }
                }
                tbody {
                    @for measure in present(subjects.iter().map(|subject| &subject.whole)) {
                        tr {
                            th scope="row" class="words" { (measure.title()) }
                            @for subject in subjects { (cell(measure, subject.whole.get(&measure))) }
                        }
                    }
                }
            }
        }
    }
}

/// The intervals of a subject: an interval a row, a measure a column.
fn intervals(subject: &Subject) -> Markup {
    let measures = present(subject.intervals.iter().map(|interval| &interval.figures));
    html! {
        div class="scroll" {
            table {
                thead {
                    tr {
                        th scope="col" class="words" { "from" }
                        @for measure in &measures { th scope="col" { (measure.title()) } }
                    }
                }
                tbody {
                    @for interval in &subject.intervals {
                        tr {
                            th scope="row" class="words" { (interval.from) }
                            @for measure in &measures { (cell(*measure, interval.figures.get(measure))) }
                        }
                    }
                }
            }
        }
    }
}

fn cell(measure: Measure, estimate: Option<&Estimate>) -> Markup {
    let unit = measure.unit();
    html! {
        td {
            @if let Some(estimate) = estimate {
                (number::value(unit, estimate.value))
                @if let Some(half) = estimate.half_width() {
                    " " i { (number::plus_minus(unit, half)) }
                }
            } @else {
                "–"
            }
        }
    }
}

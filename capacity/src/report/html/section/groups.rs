//! Each group of agents through the day.

use maud::{Markup, html};
use ringback_format::figures::{Figures, Measure, Subject, Unit};

use super::{
    Section,
    series::{begins, exists, key, most, said, values},
};
use crate::report::html::plot::{Chart, Frame, Mark, Scale, Ways, chart, level, steps};

/// Draws each group that has intervals.
pub(in crate::report::html) fn groups(figures: &Figures) -> Option<Section> {
    let drawn: Vec<(&Subject, [Option<Markup>; 2])> = figures
        .groups
        .iter()
        .filter(|group| !group.intervals.is_empty())
        .map(|group| (group, [agents(group), occupancy(figures, group)]))
        .filter(|(_, plots)| plots.iter().any(Option::is_some))
        .collect();
    if drawn.is_empty() {
        return None;
    }
    let body = html! {
        @for (group, plots) in &drawn {
            h3 { "Group " (group.name) }
            div class="plots" {
                @for plot in plots.iter().flatten() { (plot) }
            }
        }
    };
    Some(Section {
        anchor: "groups",
        heading: "Groups of agents by interval",
        body,
    })
}

fn agents(group: &Subject) -> Option<Markup> {
    let measures = [Measure::Staffed, Measure::Talking, Measure::WrappingUp];
    if !exists(group, Measure::Staffed) {
        return None;
    }
    let staffed = values(group, Measure::Staffed);
    let wrapping_up = values(group, Measure::WrappingUp);
    let busy: Vec<Option<f64>> = values(group, Measure::Talking)
        .into_iter()
        .zip(wrapping_up)
        .map(|(talking, wrapping_up)| match (talking, wrapping_up) {
            (None, None) => None,
            (talking, wrapping_up) => Some(talking.unwrap_or(0.0) + wrapping_up.unwrap_or(0.0)),
        })
        .collect();
    let frame = Frame::PLOT;
    let scale = Scale::upto(Unit::Mean, most(staffed.iter().chain(&busy)));
    Some(chart(&Chart {
        title: format!("Agents of group {}", group.name),
        described: "How many agents were on duty and how many of them talked or wrapped up, on average over each interval."
            .to_owned(),
        scale: &scale,
        ways: Ways::Times(&begins(group), said(group, &measures)),
        legend: vec![
            key("c5", Mark::Line, "staffed"),
            key("c4 dash2", Mark::Line, "busy: talking or wrapping up"),
        ],
        layers: vec![
            steps(&frame, &scale, "c5", &staffed),
            steps(&frame, &scale, "c4 dash2", &busy),
        ],
    }))
}

fn occupancy(figures: &Figures, group: &Subject) -> Option<Markup> {
    let measure = Measure::Occupancy;
    if !exists(group, measure) {
        return None;
    }
    let values = values(group, measure);
    // Overtime can be more than all of the staffed time.
    let (frame, scale) = (
        Frame::PLOT,
        Scale::upto(Unit::Share, most(&values).max(1.0)),
    );
    let of = format!("group {}", group.name);
    let bounds: Vec<f64> = figures
        .targets
        .iter()
        .filter(|target| target.of == of && target.demand.measure == measure)
        .flat_map(|target| [target.demand.at_least, target.demand.at_most])
        .flatten()
        .collect();
    let mut legend = vec![key("c2", Mark::Line, measure.title())];
    legend.extend(bounds.iter().map(|bound| {
        let text = crate::report::html::number::value(Unit::Share, *bound);
        key("", Mark::Target, format!("target {text}"))
    }));
    let mut layers: Vec<Markup> = bounds
        .iter()
        .map(|bound| level(&frame, &scale, *bound))
        .collect();
    layers.push(steps(&frame, &scale, "c2", &values));
    Some(chart(&Chart {
        title: format!("Occupancy of group {}", group.name),
        described:
            "The share of the staffed time in which agents talked or wrapped up, by interval."
                .to_owned(),
        scale: &scale,
        ways: Ways::Times(&begins(group), said(group, &[measure])),
        legend,
        layers,
    }))
}

//! Each queue through the day.

use maud::{Markup, html};
use ringback_format::figures::{Estimate, Figures, Measure, Subject, Unit};

use super::{
    Section,
    series::{begins, estimates, exists, key, most, said, values},
};
use crate::report::html::{
    number,
    plot::{Chart, Frame, Mark, Scale, Ways, band, bars, chart, level, line},
    words,
};

/// The waits that are drawn, with the class of their line.
const WAITS: [(Measure, &str); 5] = [
    (Measure::Asa, "c0"),
    (Measure::WaitP50, "c1 dash1"),
    (Measure::WaitP90, "c2 dash2"),
    (Measure::WaitP95, "c3 dash3"),
    (Measure::WaitP99, "c4 dash4"),
];

/// What becomes of contacts, with the class of its bar.
const VOLUMES: [(Measure, &str); 3] = [
    (Measure::Offered, "c5"),
    (Measure::Answered, "c0"),
    (Measure::Abandoned, "c4"),
];

/// Draws each queue that has intervals.
pub(in crate::report::html) fn queues(figures: &Figures) -> Option<Section> {
    let drawn: Vec<(&Subject, [Option<Markup>; 3])> = figures
        .queues
        .iter()
        .filter(|queue| !queue.intervals.is_empty())
        .map(|queue| {
            let plots = [service_level(figures, queue), waits(queue), volumes(queue)];
            (queue, plots)
        })
        .filter(|(_, plots)| plots.iter().any(Option::is_some))
        .collect();
    if drawn.is_empty() {
        return None;
    }
    let body = html! {
        @for (queue, plots) in &drawn {
            h3 { "Queue " (queue.name) }
            div class="plots" {
                @for plot in plots.iter().flatten() { (plot) }
            }
        }
    };
    Some(Section {
        anchor: "queues",
        heading: "Queues by interval",
        body,
    })
}

/// Gives a line the middles of its intervals.
fn along<T>(values: Vec<T>) -> Vec<(f64, T)> {
    let middles = Frame::PLOT.middles(values.len());
    middles.into_iter().zip(values).collect()
}

fn ends(estimate: Option<Estimate>) -> Option<(f64, f64)> {
    let estimate = estimate?;
    Some((estimate.low?, estimate.high?))
}

fn service_level(figures: &Figures, queue: &Subject) -> Option<Markup> {
    let measure = Measure::ServiceLevel;
    if !exists(queue, measure) {
        return None;
    }
    let (frame, scale) = (Frame::PLOT, Scale::upto(Unit::Share, 1.0));
    let of = format!("queue {}", queue.name);
    let wanted: Vec<f64> = figures
        .targets
        .iter()
        .filter(|target| target.of == of && target.demand.measure == measure)
        .filter_map(|target| target.demand.at_least)
        .collect();
    let limits: Vec<_> = estimates(queue, measure).into_iter().map(ends).collect();
    let mut legend = vec![key("c0", Mark::Line, measure.title())];
    if limits.iter().any(Option::is_some) {
        let text = format!("{} confidence", words::confidence(figures.confidence));
        legend.push(key("c0 pale", Mark::Area, text));
    }
    legend.extend(wanted.iter().map(|least| {
        let text = format!("target {}", number::value(Unit::Share, *least));
        key("", Mark::Target, text)
    }));
    let mut layers = vec![band(&frame, &scale, "c0", &along(limits))];
    layers.extend(wanted.iter().map(|least| level(&frame, &scale, *least)));
    layers.push(line(&frame, &scale, "c0", &along(values(queue, measure))));
    Some(chart(&Chart {
        title: format!("Service level of queue {}", queue.name),
        described: "The service level of each interval, with its confidence interval.".to_owned(),
        scale: &scale,
        ways: Ways::Times(&begins(queue), said(queue, &[measure])),
        legend,
        layers,
    }))
}

fn waits(queue: &Subject) -> Option<Markup> {
    let found: Vec<(Measure, &'static str)> = WAITS
        .into_iter()
        .filter(|(measure, _)| exists(queue, *measure))
        .collect();
    if found.is_empty() {
        return None;
    }
    let frame = Frame::PLOT;
    let lines: Vec<Vec<Option<f64>>> = found
        .iter()
        .map(|(measure, _)| values(queue, *measure))
        .collect();
    let scale = Scale::upto(Unit::Seconds, most(lines.iter().flatten()));
    let measures: Vec<Measure> = found.iter().map(|(measure, _)| *measure).collect();
    Some(chart(&Chart {
        title: format!("Waits in queue {}", queue.name),
        described:
            "The mean wait of the answered (ASA) and percentiles of their wait, by interval."
                .to_owned(),
        scale: &scale,
        ways: Ways::Times(&begins(queue), said(queue, &measures)),
        legend: found
            .iter()
            .map(|(measure, class)| key(class, Mark::Line, measure.title()))
            .collect(),
        layers: found
            .iter()
            .zip(lines)
            .map(|((_, class), values)| line(&frame, &scale, class, &along(values)))
            .collect(),
    }))
}

fn volumes(queue: &Subject) -> Option<Markup> {
    let found: Vec<(Measure, &'static str)> = VOLUMES
        .into_iter()
        .filter(|(measure, _)| exists(queue, *measure))
        .collect();
    if found.is_empty() {
        return None;
    }
    let series: Vec<(&str, Vec<Option<f64>>)> = found
        .iter()
        .map(|(measure, class)| (*class, values(queue, *measure)))
        .collect();
    let scale = Scale::upto(
        Unit::Count,
        most(series.iter().flat_map(|(_, values)| values)),
    );
    let measures: Vec<Measure> = found.iter().map(|(measure, _)| *measure).collect();
    Some(chart(&Chart {
        title: format!("Contacts of queue {}", queue.name),
        described: "How many contacts were offered, answered and abandoned, by interval."
            .to_owned(),
        scale: &scale,
        ways: Ways::Times(&begins(queue), said(queue, &measures)),
        legend: found
            .iter()
            .map(|(measure, class)| key(class, Mark::Area, measure.title()))
            .collect(),
        layers: vec![bars(&Frame::PLOT, &scale, queue.intervals.len(), &series)],
    }))
}

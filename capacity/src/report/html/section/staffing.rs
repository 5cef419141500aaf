//! The staffing that was found, and what more or fewer agents would do.

use maud::{Markup, html};
use ringback_format::figures::{CurvePoint, Figures, Measure, Staffing, Unit};

use super::{Section, series::key};
use crate::report::html::{
    number,
    plot::{Chart, Frame, Mark, Scale, Ways, band, chart, dot, line},
    words,
};

/// Shows the solution and its curve.
pub(in crate::report::html) fn staffing(figures: &Figures) -> Option<Section> {
    let staffing = figures.staffing.as_ref()?;
    let body = html! {
        p {
            "Objective: " (staffing.objective) ". It takes "
            b { (number::value(Unit::Hours, staffing.agent_hours)) " of agents" }
            @if let Some(cost) = staffing.cost {
                ", at a cost of " b { (number::value(Unit::Money, cost)) }
            }
            "; " (staffing.candidates) " staffings were simulated."
        }
        @if staffing.curve.len() > 1 {
            div class="plots" { (curve(figures, staffing)) }
        }
        (agents(figures, staffing))
    };
    Some(Section {
        anchor: "staffing",
        heading: "Staffing",
        body,
    })
}

fn curve(figures: &Figures, staffing: &Staffing) -> Markup {
    let mut points: Vec<&CurvePoint> = staffing.curve.iter().collect();
    points.sort_by(|one, other| one.agent_hours.total_cmp(&other.agent_hours));
    let frame = Frame::PLOT;
    let levels = Scale::upto(Unit::Share, 1.0);
    let hours = Scale::between(
        Unit::Hours,
        points[0].agent_hours,
        points[points.len() - 1].agent_hours,
    );
    let along = |point: &CurvePoint| frame.along(&hours, point.agent_hours);
    let limits: Vec<_> = points
        .iter()
        .map(|point| {
            let level = point.service_level;
            (along(point), level.low.zip(level.high))
        })
        .collect();
    let values: Vec<_> = points
        .iter()
        .map(|point| (along(point), Some(point.service_level.value)))
        .collect();
    let mut layers = vec![
        band(&frame, &levels, "c0", &limits),
        line(&frame, &levels, "c0", &values),
    ];
    let mut legend = vec![
        key("c0", Mark::Line, "service level of all queues"),
        key(
            "c0 pale",
            Mark::Area,
            format!("{} confidence", words::confidence(figures.confidence)),
        ),
    ];
    let solution = points
        .iter()
        .find(|point| (point.factor - 1.0).abs() < 1e-9);
    if let Some(solution) = solution {
        let y = frame.y(&levels, solution.service_level.value);
        layers.push(dot(&frame, along(solution), y));
        legend.push(key("", Mark::Target, "the solution"));
    }
    chart(&Chart {
        title: "Service level against agent hours".to_owned(),
        described: points
            .iter()
            .map(|point| said(point))
            .collect::<Vec<_>>()
            .join("; "),
        scale: &levels,
        ways: Ways::Numbers(&hours),
        legend,
        layers,
    })
}

fn said(point: &CurvePoint) -> String {
    format!(
        "{}: {}",
        number::value(Unit::Hours, point.agent_hours),
        number::estimate(Measure::ServiceLevel, &point.service_level)
    )
}

/// Shows how many agents are on duty, an interval a row.
fn agents(figures: &Figures, staffing: &Staffing) -> Markup {
    let begins: Vec<&str> = figures
        .groups
        .iter()
        .map(|group| &group.intervals)
        .find(|intervals| !intervals.is_empty())
        .map(|intervals| intervals.iter().map(|interval| &*interval.from).collect())
        .unwrap_or_default();
    let rows = staffing
        .groups
        .iter()
        .map(|staffed| staffed.agents.len())
        .max()
        .unwrap_or(0);
    html! {
        @if rows > 0 {
            details open[rows <= 12] {
                summary { "Agents on duty by interval" }
                div class="scroll" {
                    table {
                        thead {
                            tr {
                                th scope="col" { "from" }
                                @for staffed in &staffing.groups { th scope="col" { (staffed.group) } }
                            }
                        }
                        tbody {
                            @for row in 0..rows {
                                tr {
                                    th scope="row" {
                                        @match begins.get(row) {
                                            Some(from) => (from),
                                            None => (row + 1),
                                        }
                                    }
                                    @for staffed in &staffing.groups {
                                        td { @if let Some(agents) = staffed.agents.get(row) { (agents) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

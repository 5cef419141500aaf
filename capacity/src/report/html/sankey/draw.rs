//! The drawing of flows.

use std::collections::BTreeMap;

use maud::{Markup, html};
use ringback_format::figures::{Flow, Measure};

use super::{
    graph::{Graph, Role},
    layout::{COLUMN, Layout, NODE_WIDTH, Placed, Ribbon, layout},
};
use crate::report::html::{number, plot::px};

/// How many colours there are.
const COLOURS: usize = 7;
/// What a character of a label takes at most, in user units.
const CHARACTER: f64 = 7.2;
const MARGIN: f64 = 10.0;
/// What stays free around a label.
const LABEL: f64 = 14.0;
/// The width of the last column: the names of ends are long.
const LAST: f64 = 270.0;

/// Draws flows; nothing where nobody goes anywhere.
pub(in crate::report::html) fn sankey(title: &str, flows: &[Flow]) -> Option<Markup> {
    let graph = Graph::new(flows);
    if graph.edges.is_empty() {
        return None;
    }
    let layout = layout(&graph);
    let width = graph.columns().saturating_sub(1) as f64 * COLUMN + LAST + MARGIN;
    let sources = sources(flows);
    let height = layout.height + 2.0 * MARGIN;
    Some(html! {
        figure {
            figcaption { (title) }
            div class="scroll" {
                svg role="img" class="sankey" style={ "min-width:" (px(width * 0.8)) "px;max-width:" (px(width * 1.35)) "px" } viewBox={ (px(-MARGIN)) " " (px(-MARGIN)) " " (px(width)) " " (px(height)) } {
                    title { (title) }
                    desc { (described(flows)) }
                    @for (flow, parts) in by_flow(&layout) {
                        path class={ "ribbon " (colour(&sources, &flows[flow])) } d=(curve(&layout, &parts)) {
                            title { (said(&flows[flow])) }
                        }
                    }
                    @for placed in layout.nodes.iter().filter(|placed| placed.node.role != Role::Passage) {
                        (node(placed, if placed.node.column + 1 == graph.columns() { LAST } else { COLUMN } - NODE_WIDTH - LABEL))
                    }
                }
            }
        }
    })
}

fn said(flow: &Flow) -> String {
    format!(
        "{} \u{2192} {}: {}",
        flow.from,
        flow.to,
        number::estimate(Measure::Contacts, &flow.contacts)
    )
}

fn described(flows: &[Flow]) -> String {
    flows.iter().map(said).collect::<Vec<_>>().join("; ")
}

/// Gives the places that flows leave, in the order of the flows: each has the colour of its number.
fn sources(flows: &[Flow]) -> Vec<&str> {
    let mut sources: Vec<&str> = Vec::new();
    for flow in flows {
        if !sources.contains(&&*flow.from) {
            sources.push(&flow.from);
        }
    }
    sources
}

fn colour(sources: &[&str], flow: &Flow) -> String {
    let number = sources.iter().position(|source| *source == flow.from);
    format!("c{}", number.unwrap_or(0) % COLOURS)
}

/// Gives the parts of each flow that is drawn, from its beginning to its end.
fn by_flow(layout: &Layout) -> BTreeMap<usize, Vec<&Ribbon>> {
    let mut flows: BTreeMap<usize, Vec<&Ribbon>> = BTreeMap::new();
    for ribbon in &layout.ribbons {
        flows.entry(ribbon.edge.flow).or_default().push(ribbon);
    }
    flows
}

/// Draws a flow as one area: along its upper side to its end, and back along its lower side.
fn curve(layout: &Layout, parts: &[&Ribbon]) -> String {
    let ends: Vec<[(f64, f64); 2]> = parts.iter().map(|part| ends(layout, part)).collect();
    let width = parts.first().map_or(0.0, |part| part.width);
    let mut path = String::new();
    for (number, [from, to]) in ends.iter().enumerate() {
        if number == 0 {
            path += &format!("M{} {}", px(from.0), px(from.1));
        }
        path += &bend(*from, *to);
    }
    for (number, [from, to]) in ends.iter().rev().enumerate() {
        let (from, to) = ((from.0, from.1 + width), (to.0, to.1 + width));
        if number == 0 {
            path += &format!("L{} {}", px(to.0), px(to.1));
        }
        path += &bend(to, from);
    }
    path + "Z"
}

/// Goes on to a point by a cubic curve that is level at both ends.
fn bend(from: (f64, f64), to: (f64, f64)) -> String {
    let middle = px((from.0 + to.0) / 2.0);
    let (before, after) = (px(from.1), px(to.1));
    format!("C{middle} {before} {middle} {after} {} {after}", px(to.0))
}

/// Gives the upper points where a part of a flow begins and ends.
fn ends(layout: &Layout, part: &Ribbon) -> [(f64, f64); 2] {
    let (from, to) = (&layout.nodes[part.edge.from], &layout.nodes[part.edge.to]);
    // A passage has no node to be seen: its flow goes through to the middle.
    let left = match from.node.role {
        Role::Passage => from.x + NODE_WIDTH / 2.0,
        Role::Place | Role::Again => from.x + NODE_WIDTH,
    };
    let right = match to.node.role {
        Role::Passage => to.x + NODE_WIDTH / 2.0,
        Role::Place | Role::Again => to.x,
    };
    [(left, part.start), (right, part.end)]
}

fn node(placed: &Placed, room: f64) -> Markup {
    let count = number::grouped(placed.size, if placed.size < 99.95 { 1 } else { 0 });
    let name = match placed.node.role {
        Role::Again => format!("{} (again)", placed.node.name),
        Role::Place | Role::Passage => placed.node.name.clone(),
    };
    let room = ((room / CHARACTER) as usize).saturating_sub(count.chars().count() + 1);
    html! {
        g {
            title { (name) ": " (count) }
            rect class="node" x=(px(placed.x)) y=(px(placed.y)) width=(px(NODE_WIDTH)) height=(px(placed.height.max(1.0))) {}
            text class="label" x=(px(placed.x + NODE_WIDTH + 5.0)) y=(px(placed.y + placed.height / 2.0 + 4.0)) {
                (shortened(&name, room)) " " tspan class="count" { (count) }
            }
        }
    }
}

fn shortened(name: &str, room: usize) -> String {
    if name.chars().count() <= room {
        return name.to_owned();
    }
    let mut short: String = name.chars().take(room.saturating_sub(1)).collect();
    short.push('…');
    short
}

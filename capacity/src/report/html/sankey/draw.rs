//! The drawing of flows.

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

/// Draws flows; nothing where nobody goes anywhere.
pub(in crate::report::html) fn sankey(title: &str, flows: &[Flow]) -> Option<Markup> {
    let graph = Graph::new(flows);
    if graph.edges.is_empty() {
        return None;
    }
    let layout = layout(&graph);
    let width = graph.columns() as f64 * COLUMN + MARGIN;
    let height = layout.height + 2.0 * MARGIN;
    Some(html! {
        figure {
            figcaption { (title) }
            div class="scroll" {
                svg role="img" class="sankey" style={ "min-width:" (px(width * 0.8)) "px;max-width:" (px(width * 1.35)) "px" } viewBox={ (px(-MARGIN)) " " (px(-MARGIN)) " " (px(width)) " " (px(height)) } {
                    title { (title) }
                    desc { (described(flows)) }
                    @for ribbon in &layout.ribbons {
                        path class={ "ribbon " (colour(flows, &layout, ribbon)) } d=(curve(&layout, ribbon)) {
                            title { (said(&flows[ribbon.edge.flow])) }
                        }
                    }
                    @for placed in layout.nodes.iter().filter(|placed| placed.node.role != Role::Passage) {
                        (node(placed))
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

/// Gives a flow the colour of the place that it leaves.
fn colour(flows: &[Flow], layout: &Layout, ribbon: &Ribbon) -> String {
    let from = &flows[ribbon.edge.flow].from;
    let place = layout
        .nodes
        .iter()
        .position(|placed| placed.node.role == Role::Place && placed.node.name == *from);
    format!("c{}", place.unwrap_or(0) % COLOURS)
}

fn curve(layout: &Layout, ribbon: &Ribbon) -> String {
    let (from, to) = (
        &layout.nodes[ribbon.edge.from],
        &layout.nodes[ribbon.edge.to],
    );
    // A passage has no node to be seen: its ribbon goes through to the middle.
    let left = match from.node.role {
        Role::Passage => from.x + NODE_WIDTH / 2.0,
        Role::Place | Role::Again => from.x + NODE_WIDTH,
    };
    let right = match to.node.role {
        Role::Passage => to.x + NODE_WIDTH / 2.0,
        Role::Place | Role::Again => to.x,
    };
    let middle = px((left + right) / 2.0);
    let (left, right) = (px(left), px(right));
    let (start, end) = (px(ribbon.start), px(ribbon.end));
    let (start_low, end_low) = (
        px(ribbon.start + ribbon.width),
        px(ribbon.end + ribbon.width),
    );
    format!(
        "M{left} {start}C{middle} {start} {middle} {end} {right} {end}L{right} {end_low}\
         C{middle} {end_low} {middle} {start_low} {left} {start_low}Z"
    )
}

fn node(placed: &Placed) -> Markup {
    let count = number::grouped(placed.size, if placed.size < 99.95 { 1 } else { 0 });
    let name = match placed.node.role {
        Role::Again => format!("{} (again)", placed.node.name),
        Role::Place | Role::Passage => placed.node.name.clone(),
    };
    let room = ((COLUMN - NODE_WIDTH - 14.0) / CHARACTER) as usize - count.chars().count() - 1;
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

//! Flows as a Sankey diagram: graph, layout and drawing.

mod draw;
mod graph;
mod layout;

pub(super) use draw::sankey;

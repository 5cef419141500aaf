//! Where nodes stand and ribbons go.

use super::graph::{Edge, Graph, Node, Role};

/// The width of a node, in user units like all that follows.
pub(super) const NODE_WIDTH: f64 = 12.0;
/// The distance of two columns, with room for the labels of the first.
pub(super) const COLUMN: f64 = 190.0;
/// What a line of text takes in height.
pub(super) const LINE: f64 = 17.0;
const GAP: f64 = 14.0;
const HEIGHT_MIN: f64 = 300.0;
/// The height that each node of the fullest column adds.
const HEIGHT_EACH: f64 = 36.0;
const SWEEPS: usize = 8;

/// A node in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    /// It.
    pub(super) node: Node,
    /// How many contacts pass it.
    pub(super) size: f64,
    /// Its left end.
    pub(super) x: f64,
    /// Its upper end.
    pub(super) y: f64,
    /// Its height, in proportion to its size.
    pub(super) height: f64,
}

/// A part of a flow in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ribbon {
    /// What it is.
    pub(super) edge: Edge,
    /// Its upper end where it leaves.
    pub(super) start: f64,
    /// Its upper end where it enters.
    pub(super) end: f64,
    /// Its width, in proportion to its size.
    pub(super) width: f64,
}

/// A whole diagram in its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// The nodes, as in the graph.
    pub(super) nodes: Vec<Placed>,
    /// The ribbons, as the edges of the graph.
    pub(super) ribbons: Vec<Ribbon>,
    /// The lower end of the lowest.
    pub(super) height: f64,
}

/// Places a graph.
pub(super) fn layout(graph: &Graph) -> Layout {
    let sizes = graph.sizes();
    let mut columns = vec![Vec::new(); graph.columns()];
    for (number, node) in graph.nodes.iter().enumerate() {
        columns[node.column].push(number);
    }
    let per_contact = per_contact(&columns, &sizes);
    let heights: Vec<f64> = sizes.iter().map(|size| size * per_contact).collect();
    let mut tops = vec![0.0; graph.nodes.len()];
    let mut height = stack(&columns, graph, &heights, &mut tops);
    for sweep in 0..SWEEPS {
        sort(&mut columns, graph, &heights, &tops, sweep % 2 == 0);
        height = stack(&columns, graph, &heights, &mut tops);
    }
    let nodes: Vec<Placed> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(number, node)| Placed {
            node: node.clone(),
            size: sizes[number],
            x: node.column as f64 * COLUMN,
            y: tops[number],
            height: heights[number],
        })
        .collect();
    let ribbons = ribbons(graph, &nodes, per_contact);
    Layout {
        nodes,
        ribbons,
        height,
    }
}

/// Gives the height of one contact: as much as the fullest column leaves room for.
fn per_contact(columns: &[Vec<usize>], sizes: &[f64]) -> f64 {
    let most = columns.iter().map(Vec::len).max().unwrap_or(0) as f64;
    let height = (most * HEIGHT_EACH).max(HEIGHT_MIN);
    columns
        .iter()
        .map(|column| {
            let all: f64 = column.iter().map(|node| sizes[*node]).sum();
            (height - GAP * (column.len() as f64 - 1.0)) / all.max(f64::MIN_POSITIVE)
        })
        .fold(f64::INFINITY, f64::min)
}

/// Stacks each column around one middle line, labels a line apart; gives the height of the whole.
fn stack(columns: &[Vec<usize>], graph: &Graph, heights: &[f64], tops: &mut [f64]) -> f64 {
    let mut column_heights = Vec::new();
    for column in columns {
        let mut next = 0.0;
        let mut last_label = f64::NEG_INFINITY;
        for &node in column {
            let half = heights[node] / 2.0;
            let labelled = graph.nodes[node].role != Role::Passage;
            let mut top = next;
            if labelled {
                // The first label has half a line above its middle as well.
                top = f64::max(top, (last_label + LINE).max(LINE / 2.0) - half);
                last_label = top + half;
            }
            tops[node] = top;
            next = top + heights[node] + GAP;
        }
        column_heights.push(f64::max(next - GAP, last_label + LINE / 2.0));
    }
    let height = column_heights.iter().copied().fold(0.0, f64::max);
    for (column, own) in columns.iter().zip(&column_heights) {
        for &node in column {
            tops[node] += (height - own) / 2.0;
        }
    }
    height
}

/// Sorts each column by where its neighbours stand, on the left on the way there and on the right on the way back.
fn sort(columns: &mut [Vec<usize>], graph: &Graph, heights: &[f64], tops: &[f64], there: bool) {
    let mut sums = vec![(0.0, 0.0); heights.len()];
    for edge in &graph.edges {
        let (own, other) = if there {
            (edge.to, edge.from)
        } else {
            (edge.from, edge.to)
        };
        sums[own].0 += (tops[other] + heights[other] / 2.0) * edge.size;
        sums[own].1 += edge.size;
    }
    let middle = |node: usize| match sums[node] {
        (_, 0.0) => tops[node] + heights[node] / 2.0,
        (weighted, weight) => weighted / weight,
    };
    for column in columns {
        column.sort_by(|one, other| middle(*one).total_cmp(&middle(*other)));
    }
}

/// Puts the ribbons of each node side by side, in the order of where they lead.
fn ribbons(graph: &Graph, nodes: &[Placed], per_contact: f64) -> Vec<Ribbon> {
    let mut ribbons: Vec<Ribbon> = graph
        .edges
        .iter()
        .map(|edge| Ribbon {
            edge: *edge,
            start: nodes[edge.from].y,
            end: nodes[edge.to].y,
            width: edge.size * per_contact,
        })
        .collect();
    let mut order: Vec<usize> = (0..ribbons.len()).collect();
    let mut used = vec![0.0; nodes.len()];
    order.sort_by(|one, other| {
        let y = |number: usize| nodes[graph.edges[number].to].y;
        y(*one).total_cmp(&y(*other))
    });
    for &number in &order {
        let ribbon = &mut ribbons[number];
        ribbon.start += used[ribbon.edge.from];
        used[ribbon.edge.from] += ribbon.width;
    }
    used.fill(0.0);
    order.sort_by(|one, other| {
        let y = |number: usize| nodes[graph.edges[number].from].y;
        y(*one).total_cmp(&y(*other))
    });
    for &number in &order {
        let ribbon = &mut ribbons[number];
        ribbon.end += used[ribbon.edge.to];
        used[ribbon.edge.to] += ribbon.width;
    }
    ribbons
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ringback_format::figures::{Estimate, Flow};

    use super::*;

    const CLOSE: f64 = 1e-6;

    /// Checks the ribbons at one end of all nodes: within the node, one below the other, as wide as they are large.
    fn check_side(layout: &Layout, side: impl Fn(&Ribbon) -> (usize, f64)) {
        let mut sides: Vec<Vec<(f64, f64)>> = vec![Vec::new(); layout.nodes.len()];
        for ribbon in &layout.ribbons {
            let (node, top) = side(ribbon);
            sides[node].push((top, top + ribbon.width));
        }
        for (placed, ribbons) in layout.nodes.iter().zip(&mut sides) {
            ribbons.sort_by(|one, other| one.0.total_cmp(&other.0));
            let mut free_from = placed.y - CLOSE;
            for (top, low) in ribbons {
                assert!(
                    *top >= free_from,
                    "{top} is above {free_from} in {placed:?}"
                );
                free_from = *low - CLOSE;
            }
            assert!(free_from <= placed.y + placed.height, "{placed:?}");
        }
    }

    fn check(layout: &Layout) {
        let scale = layout.nodes[0].height / layout.nodes[0].size;
        for placed in &layout.nodes {
            assert!((placed.height - placed.size * scale).abs() < CLOSE);
            assert!(placed.y >= -CLOSE && placed.y + placed.height <= layout.height + CLOSE);
        }
        for ribbon in &layout.ribbons {
            assert!((ribbon.width - ribbon.edge.size * scale).abs() < CLOSE);
        }
        check_side(layout, |ribbon| (ribbon.edge.from, ribbon.start));
        check_side(layout, |ribbon| (ribbon.edge.to, ribbon.end));
        for (number, one) in layout.nodes.iter().enumerate() {
            for other in &layout.nodes[number + 1..] {
                if one.x != other.x {
                    continue;
                }
                let apart = one.y + one.height <= other.y || other.y + other.height <= one.y;
                assert!(apart, "{one:?} and {other:?} overlap");
                let labelled = [one, other].map(|placed| placed.node.role != Role::Passage);
                let middles = [one, other].map(|placed| placed.y + placed.height / 2.0);
                if labelled == [true, true] {
                    let apart = (middles[0] - middles[1]).abs();
                    assert!(apart >= LINE - CLOSE, "labels of {one:?} and {other:?}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn nodes_and_ribbons_are_in_proportion_and_never_overlap(
            flows in prop::collection::vec((0_u8..12, 0_u8..12, 0.01..5_000.0_f64), 1..40)
        ) {
            let flows: Vec<Flow> = flows
                .into_iter()
                .map(|(from, to, contacts)| Flow {
                    from: format!("place {from}"),
                    to: format!("place {to}"),
                    contacts: Estimate::bare(contacts),
                })
                .collect();
            let graph = Graph::new(&flows);
            let layout = layout(&graph);
            check(&layout);
            // What goes into the picture comes out of it: each flow arrives whole where it leads.
            for (number, flow) in flows.iter().enumerate() {
                let parts: Vec<&Ribbon> = layout
                    .ribbons
                    .iter()
                    .filter(|ribbon| ribbon.edge.flow == number)
                    .collect();
                let (first, last) = (parts[0], parts[parts.len() - 1]);
                prop_assert_eq!(&layout.nodes[first.edge.from].node.name, &flow.from);
                prop_assert_eq!(&layout.nodes[last.edge.to].node.name, &flow.to);
                for pair in parts.windows(2) {
                    prop_assert_eq!(pair[0].edge.to, pair[1].edge.from);
                    prop_assert_eq!(pair[0].end, pair[1].start);
                }
            }
        }
    }
}

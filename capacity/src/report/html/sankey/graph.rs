//! Flows as a graph without cycles, in columns.

use std::collections::BTreeMap;

use ringback_format::figures::Flow;

/// A place that contacts pass.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Its name.
    pub(super) name: String,
    /// What it is.
    pub(super) role: Role,
    /// Its column, from 0: as far from the sources as the longest way to it.
    pub(super) column: usize,
}

/// What a node of the drawing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A place.
    Place,
    /// A place that is shown elsewhere already: contacts come back to it.
    Again,
    /// Room for a flow on its way past a column.
    Passage,
}

/// A flow from one node to the next column that it touches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Edge {
    /// The node that it leaves.
    pub(super) from: usize,
    /// The node that it enters.
    pub(super) to: usize,
    /// How many contacts.
    pub(super) size: f64,
    /// Which flow it is a part of.
    pub(super) flow: usize,
}

/// Flows as nodes and edges, each edge from one column to the next.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Graph {
    /// The nodes.
    pub(super) nodes: Vec<Node>,
    /// The edges.
    pub(super) edges: Vec<Edge>,
}

impl Graph {
    /// Makes the graph. Of a cycle, the smallest flow leads to its place's name once more; flows of nothing are left out.
    pub(super) fn new(flows: &[Flow]) -> Self {
        let mut nodes = Vec::new();
        let mut numbers = BTreeMap::new();
        let mut edges = Vec::new();
        for (number, flow) in flows.iter().enumerate() {
            let size = flow.contacts.value;
            if !(size > 0.0 && size.is_finite()) {
                continue;
            }
            let mut place = |name: &str| {
                *numbers.entry(name.to_owned()).or_insert_with(|| {
                    nodes.push(node(name, Role::Place));
                    nodes.len() - 1
                })
            };
            edges.push(Edge {
                from: place(&flow.from),
                to: place(&flow.to),
                size,
                flow: number,
            });
        }
        let mut graph = Self { nodes, edges };
        graph.break_cycles();
        graph.place_in_columns();
        graph.make_passages();
        graph
    }

    /// Takes flows from the largest to the smallest, and bends each that would close a cycle.
    fn break_cycles(&mut self) {
        let mut order: Vec<usize> = (0..self.edges.len()).collect();
        order.sort_by(|one, other| self.edges[*other].size.total_cmp(&self.edges[*one].size));
        let mut kept = vec![Vec::new(); self.nodes.len()];
        for number in order {
            let edge = self.edges[number];
            if leads_to(&kept, edge.to, edge.from) {
                let again = node(&self.nodes[edge.to].name, Role::Again);
                self.nodes.push(again);
                self.edges[number].to = self.nodes.len() - 1;
            } else {
                kept[edge.from].push(edge.to);
            }
        }
    }

    /// Gives each node the length of the longest way to it.
    fn place_in_columns(&mut self) {
        // Without cycles no way is longer than there are nodes.
        for _ in 0..self.nodes.len() {
            let mut moved = false;
            for edge in &self.edges {
                let least = self.nodes[edge.from].column + 1;
                if self.nodes[edge.to].column < least {
                    self.nodes[edge.to].column = least;
                    moved = true;
                }
            }
            if !moved {
                return;
            }
        }
    }

    /// Leads each flow that is longer than a column through nodes of its own, so that no ribbon crosses a place.
    fn make_passages(&mut self) {
        let mut edges = Vec::new();
        for edge in std::mem::take(&mut self.edges) {
            let mut from = edge.from;
            for column in self.nodes[edge.from].column + 1..self.nodes[edge.to].column {
                self.nodes.push(Node {
                    column,
                    ..node("", Role::Passage)
                });
                let to = self.nodes.len() - 1;
                edges.push(Edge { from, to, ..edge });
                from = to;
            }
            edges.push(Edge { from, ..edge });
        }
        self.edges = edges;
    }

    /// Gives how many columns there are.
    pub(super) fn columns(&self) -> usize {
        let last = self.nodes.iter().map(|node| node.column).max();
        last.map_or(0, |last| last + 1)
    }

    /// Gives how many contacts pass each node: those that come or those that go, whichever are more.
    pub(super) fn sizes(&self) -> Vec<f64> {
        let mut ins = vec![0.0; self.nodes.len()];
        let mut outs = vec![0.0; self.nodes.len()];
        for edge in &self.edges {
            outs[edge.from] += edge.size;
            ins[edge.to] += edge.size;
        }
        ins.iter()
            .zip(&outs)
            .map(|(a, b): (&f64, &f64)| a.max(*b))
            .collect()
    }
}

fn node(name: &str, role: Role) -> Node {
    Node {
        name: name.to_owned(),
        role,
        column: 0,
    }
}

/// Finds out whether one can come from one node to another.
fn leads_to(next: &[Vec<usize>], from: usize, to: usize) -> bool {
    let mut seen = vec![false; next.len()];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if !std::mem::replace(&mut seen[node], true) {
            open.extend(&next[node]);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::Estimate;

    use super::*;

    fn graph(flows: &[(&str, &str, f64)]) -> Graph {
        let flows: Vec<Flow> = flows
            .iter()
            .map(|(from, to, contacts)| Flow {
                from: (*from).to_owned(),
                to: (*to).to_owned(),
                contacts: Estimate::bare(*contacts),
            })
            .collect();
        Graph::new(&flows)
    }

    #[test]
    fn a_column_is_the_longest_way_and_long_flows_pass_between() {
        let graph = graph(&[
            ("kind", "queue", 5.0),
            ("kind", "bot", 9.0),
            ("bot", "queue", 3.0),
            ("queue", "answered", 8.0),
        ]);
        let column = |name: &str| {
            graph
                .nodes
                .iter()
                .find(|node| node.name == name)
                .unwrap()
                .column
        };
        assert_eq!(
            ["kind", "bot", "queue", "answered"].map(column),
            [0, 1, 2, 3]
        );
        let passages = graph.nodes.iter().filter(|node| node.role == Role::Passage);
        assert_eq!(passages.map(|node| node.column).collect::<Vec<_>>(), [1]);
        for edge in &graph.edges {
            assert_eq!(
                graph.nodes[edge.from].column + 1,
                graph.nodes[edge.to].column
            );
        }
    }

    #[test]
    fn the_smallest_flow_of_a_cycle_leads_to_a_place_that_is_shown_again() {
        let graph = graph(&[
            ("kind", "a", 10.0),
            ("a", "b", 1.0),
            ("b", "a", 4.0),
            ("a", "a", 2.0),
            ("kind", "b", 6.0),
        ]);
        let again: Vec<&str> = graph
            .nodes
            .iter()
            .filter(|node| node.role == Role::Again)
            .map(|node| &*node.name)
            .collect();
        assert_eq!(again, ["a", "b"]);
    }

    #[test]
    fn flows_of_nothing_are_left_out() {
        assert_eq!(graph(&[("a", "b", 0.0), ("b", "c", f64::NAN)]).nodes, []);
    }
}

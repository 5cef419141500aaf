//! A plot with its title, its legend and its axes.

use maud::{Markup, html};

use super::{Frame, Scale, axis, px};

/// How a series is drawn, as its legend shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report::html) enum Mark {
    /// A line.
    Line,
    /// A bar or an area.
    Area,
    /// A dashed line.
    Target,
}

/// One entry of a legend.
#[derive(Clone, Debug)]
pub(in crate::report::html) struct Key {
    /// The class of its colour.
    pub(in crate::report::html) class: &'static str,
    /// How it is drawn.
    pub(in crate::report::html) mark: Mark,
    /// What it is.
    pub(in crate::report::html) text: String,
}

/// What lies along the lower axis.
pub(in crate::report::html) enum Ways<'a> {
    /// Intervals by their beginnings, each with what is said where one points at it.
    Times(&'a [String], Vec<String>),
    /// A quantity.
    Numbers(&'a Scale),
}

/// A plot before it is drawn.
pub(in crate::report::html) struct Chart<'a> {
    /// Its title.
    pub(in crate::report::html) title: String,
    /// What it shows, for those who do not see it.
    pub(in crate::report::html) described: String,
    /// Its upright axis.
    pub(in crate::report::html) scale: &'a Scale,
    /// Its lower axis.
    pub(in crate::report::html) ways: Ways<'a>,
    /// Its legend.
    pub(in crate::report::html) legend: Vec<Key>,
    /// What is drawn, from the back to the front.
    pub(in crate::report::html) layers: Vec<Markup>,
}

/// Draws a plot.
pub(in crate::report::html) fn chart(chart: &Chart<'_>) -> Markup {
    let frame = Frame::PLOT;
    html! {
        figure {
            figcaption { (chart.title) }
            ul class="legend" {
                @for key in &chart.legend {
                    li { (swatch(key)) (key.text) }
                }
            }
            div class="scroll" {
                svg role="img" viewBox={ "0 0 " (px(frame.width)) " " (px(frame.height)) } {
                    title { (chart.title) }
                    desc { (chart.described) }
                    (axis::upright(&frame, chart.scale))
                    @match &chart.ways {
                        Ways::Times(begins, _) => (axis::times(&frame, begins)),
                        Ways::Numbers(scale) => (axis::lower(&frame, scale)),
                    }
                    @for layer in &chart.layers {
                        (layer)
                    }
                    @if let Ways::Times(_, said) = &chart.ways {
                        (pointed_at(&frame, said))
                    }
                }
            }
        }
    }
}

fn swatch(key: &Key) -> Markup {
    html! {
        svg class="swatch" aria-hidden="true" viewBox="0 0 26 12" {
            @match key.mark {
                Mark::Line => path class={ "line " (key.class) } d="M1 6L25 6" {},
                Mark::Area => rect class={ "bar " (key.class) } x="6" y="1" width="14" height="10" {},
                Mark::Target => line class="target" x1="1" x2="25" y1="6" y2="6" {},
            }
        }
    }
}

/// Puts what an interval's figures are behind its place in the plot.
fn pointed_at(frame: &Frame, said: &[String]) -> Markup {
    let width = (frame.right - frame.left) / said.len().max(1) as f64;
    html! {
        @for (slot, text) in said.iter().enumerate() {
            rect class="slot" x=(px(frame.left + width * slot as f64)) y=(px(frame.top)) width=(px(width)) height=(px(frame.bottom - frame.top)) {
                title { (text) }
            }
        }
    }
}

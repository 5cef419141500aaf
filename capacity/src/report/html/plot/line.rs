//! Lines through figures.

use maud::{Markup, html};

use super::{Frame, Scale, px};

/// Draws a line through the figures that exist; where one is absent the line is broken, and a figure alone is a point.
pub(in crate::report::html) fn line(
    frame: &Frame,
    scale: &Scale,
    class: &str,
    points: &[(f64, Option<f64>)],
) -> Markup {
    let runs: Vec<Vec<(f64, f64)>> = points
        .split(|(_, value)| value.is_none())
        .map(|run| {
            let point = |(x, value): &(f64, Option<f64>)| Some((*x, frame.y(scale, (*value)?)));
            run.iter().filter_map(point).collect()
        })
        .collect();
    html! {
        @for run in &runs {
            @match run[..] {
                [] => {}
                [(x, y)] => circle class={ "point " (class) } cx=(px(x)) cy=(px(y)) r="2.5" {},
                _ => path class={ "line " (class) } d=(path(run)) {},
            }
        }
    }
}

/// Writes straight lines from point to point.
pub(super) fn path(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (number, (x, y)) in points.iter().enumerate() {
        let step = if number == 0 { 'M' } else { 'L' };
        path.push(step);
        path += &px(*x);
        path.push(' ');
        path += &px(*y);
    }
    path
}

/// Draws one value as a dashed line across.
pub(in crate::report::html) fn level(frame: &Frame, scale: &Scale, value: f64) -> Markup {
    let y = px(frame.y(scale, value));
    html! { line class="target" x1=(px(frame.left)) x2=(px(frame.right)) y1=(y) y2=(y) {} }
}

/// Marks one point, with a dashed line down to the axis.
pub(in crate::report::html) fn dot(frame: &Frame, x: f64, y: f64) -> Markup {
    html! {
        line class="target" x1=(px(x)) x2=(px(x)) y1=(px(y)) y2=(px(frame.bottom)) {}
        circle class="mark" cx=(px(x)) cy=(px(y)) r="5" {}
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::Unit;

    use super::*;

    #[test]
    fn a_figure_that_is_absent_breaks_the_line() {
        let scale = Scale::upto(Unit::Share, 1.0);
        let points = [
            (1.0, Some(0.5)),
            (2.0, Some(0.6)),
            (3.0, None),
            (4.0, Some(0.7)),
        ];
        let drawn = line(&Frame::PLOT, &scale, "c0", &points).into_string();
        assert_eq!(drawn.matches("<path").count(), 1);
        assert_eq!(drawn.matches("<circle").count(), 1);
        assert!(drawn.contains("d=\"M1 106L2 87.6\""), "{drawn}");
    }
}

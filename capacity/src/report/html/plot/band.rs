//! Confidence bands.

use maud::{Markup, html};

use super::{Frame, Scale, line::path};

/// Draws the area between the ends of confidence intervals; where one is absent there is none.
pub(in crate::report::html) fn band(
    frame: &Frame,
    scale: &Scale,
    class: &str,
    ends: &[(f64, Option<(f64, f64)>)],
) -> Markup {
    let runs: Vec<String> = ends
        .split(|(_, ends)| ends.is_none())
        .filter(|run| run.len() > 1)
        .map(|run| {
            let upper = run
                .iter()
                .filter_map(|(x, ends)| Some((*x, frame.y(scale, (*ends)?.1))));
            let lower = run
                .iter()
                .rev()
                .filter_map(|(x, ends)| Some((*x, frame.y(scale, (*ends)?.0))));
            path(&upper.chain(lower).collect::<Vec<_>>()) + "Z"
        })
        .collect();
    html! {
        @for run in &runs {
            path class={ "band " (class) } d=(run) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::Unit;

    use super::*;

    #[test]
    fn a_band_goes_along_the_upper_ends_and_back_along_the_lower() {
        let scale = Scale::upto(Unit::Share, 1.0);
        let ends = [
            (1.0, Some((0.0, 0.5))),
            (2.0, Some((0.25, 1.0))),
            (3.0, None),
        ];
        let drawn = band(&Frame::PLOT, &scale, "c0", &ends).into_string();
        assert!(drawn.contains("d=\"M1 106L2 14L2 152L1 198Z\""), "{drawn}");
    }
}

//! Lines that keep their height through each interval.

use maud::{Markup, html};

use super::{Frame, Scale, line::path};

/// Draws a line that is level within each interval; where a figure is absent the line is broken.
pub(in crate::report::html) fn steps(
    frame: &Frame,
    scale: &Scale,
    class: &str,
    values: &[Option<f64>],
) -> Markup {
    let edge = |slot: usize| frame.x(slot as f64 / values.len() as f64);
    let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (slot, value) in values.iter().enumerate() {
        match (value, runs.last_mut()) {
            (Some(value), Some(run)) => {
                let y = frame.y(scale, *value);
                run.extend([(edge(slot), y), (edge(slot + 1), y)]);
            }
            _ => runs.push(Vec::new()),
        }
    }
    html! {
        @for run in runs.iter().filter(|run| !run.is_empty()) {
            path class={ "line " (class) } d=(path(run)) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::Unit;

    use super::*;

    #[test]
    fn each_interval_is_level_from_its_beginning_to_its_end() {
        let scale = Scale::upto(Unit::Mean, 10.0);
        let values = [Some(5.0), Some(10.0), None, Some(0.0)];
        let drawn = steps(&Frame::PLOT, &scale, "c0", &values).into_string();
        assert!(
            drawn.contains("d=\"M54 106L176.5 106L176.5 14L299 14\""),
            "{drawn}"
        );
        assert!(drawn.contains("d=\"M421.5 198L544 198\""), "{drawn}");
    }
}

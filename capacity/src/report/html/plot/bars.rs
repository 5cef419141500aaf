//! Bars side by side in each interval.

use maud::{Markup, html};

use super::{Frame, Scale, px};

/// The part of an interval's width that its bars take.
const FILLED: f64 = 0.84;

/// Draws a bar for each figure of each interval, in the order and the colours of the series.
pub(in crate::report::html) fn bars(
    frame: &Frame,
    scale: &Scale,
    slots: usize,
    series: &[(&str, Vec<Option<f64>>)],
) -> Markup {
    let slot = (frame.right - frame.left) / slots.max(1) as f64;
    let width = slot * FILLED / series.len().max(1) as f64;
    html! {
        @for (number, (class, values)) in series.iter().enumerate() {
            @for (place, value) in values.iter().enumerate() {
                @if let Some(value) = value.filter(|value| *value > 0.0) {
                    @let y = frame.y(scale, value);
                    @let x = frame.left + slot * (place as f64 + (1.0 - FILLED) / 2.0) + width * number as f64;
                    rect class={ "bar " (class) } x=(px(x)) y=(px(y)) width=(px(width)) height=(px(frame.bottom - y)) {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::Unit;

    use super::*;

    #[test]
    fn bars_of_an_interval_stand_side_by_side_and_nothing_has_none() {
        let scale = Scale::upto(Unit::Count, 10.0);
        let series = [
            ("c0", vec![Some(10.0), Some(0.0)]),
            ("c1", vec![Some(5.0), None]),
        ];
        let drawn = bars(&Frame::PLOT, &scale, 2, &series).into_string();
        assert_eq!(drawn.matches("<rect").count(), 2);
        // Two slots of 245; the bars take 84% of the first.
        assert!(
            drawn.contains("x=\"73.6\" y=\"14\" width=\"102.9\" height=\"184\""),
            "{drawn}"
        );
        assert!(drawn.contains("x=\"176.5\" y=\"106\""), "{drawn}");
    }
}

//! Axes with their grid.

use maud::{Markup, html};

use super::{Frame, Scale, px};

/// What a character of an axis takes at most, in user units.
const CHARACTER: f64 = 6.8;
/// What stays free between two labels.
const FREE: f64 = 14.0;

/// Draws the upright axis with a line across for each mark.
pub(super) fn upright(frame: &Frame, scale: &Scale) -> Markup {
    html! {
        @for (share, text) in scale.marks() {
            @let y = frame.bottom - share * (frame.bottom - frame.top);
            line class=(if share > 0.0 { "grid" } else { "axis" }) x1=(px(frame.left)) x2=(px(frame.right)) y1=(px(y)) y2=(px(y)) {}
            text class="tick" text-anchor="end" x=(px(frame.left - 6.0)) y=(px(y + 4.0)) { (text) }
        }
    }
}

/// Draws a lower axis of numbers.
pub(super) fn lower(frame: &Frame, scale: &Scale) -> Markup {
    html! {
        @for (share, text) in scale.marks() {
            (mark(frame, frame.x(share), &text))
        }
    }
}

/// Draws a lower axis of intervals: a label where one begins, as many as do not touch each other.
pub(super) fn times(frame: &Frame, begins: &[String]) -> Markup {
    let every = every(begins, frame.right - frame.left);
    html! {
        @for (slot, text) in begins.iter().enumerate().step_by(every) {
            (mark(frame, frame.x(slot as f64 / begins.len() as f64), text))
        }
    }
}

fn mark(frame: &Frame, x: f64, text: &str) -> Markup {
    // A label does not leave the picture.
    let half = text.chars().count() as f64 * CHARACTER / 2.0;
    let middle = x.clamp(half, frame.width - half);
    html! {
        line class="axis" x1=(px(x)) x2=(px(x)) y1=(px(frame.bottom)) y2=(px(frame.bottom + 4.0)) {}
        text class="tick" text-anchor="middle" x=(px(middle)) y=(px(frame.bottom + 18.0)) { (text) }
    }
}

/// Gives which labels are written: every so many, a number that divides hours and days well.
fn every(labels: &[String], width: f64) -> usize {
    let longest = labels.iter().map(|label| label.chars().count()).max();
    let needed = longest.unwrap_or(0) as f64 * CHARACTER + FREE;
    let slot = width / labels.len().max(1) as f64;
    [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 96, 192, 336, 672]
        .into_iter()
        .find(|every| *every as f64 * slot >= needed)
        .unwrap_or(labels.len().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_intervals_do_not_touch() {
        for count in [1, 2, 13, 26, 52, 96, 672, 5_000] {
            for text in ["09:30", "2026-03-02 09:30"] {
                let labels = vec![text.to_owned(); count];
                let every = every(&labels, 490.0);
                let apart = every as f64 * 490.0 / count as f64;
                let width = text.len() as f64 * CHARACTER;
                assert!(
                    every >= count || apart > width,
                    "{count} of {text}: {apart} apart, {width} wide"
                );
            }
        }
        assert_eq!(every(&vec!["09:30".to_owned(); 26], 490.0), 3);
    }
}

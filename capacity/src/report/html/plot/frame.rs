//! The area in which a plot is drawn.

use super::Scale;

/// Writes a place in user units; a hundredth of a pixel is enough.
pub(in crate::report::html) fn px(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

/// A plot's area, in user units, with room for its axes around it.
#[derive(Clone, Copy, Debug)]
pub(in crate::report::html) struct Frame {
    /// The width of the whole.
    pub(super) width: f64,
    /// The height of the whole.
    pub(super) height: f64,
    /// Where the area begins.
    pub(super) left: f64,
    /// Where it ends.
    pub(super) right: f64,
    /// Its upper end.
    pub(super) top: f64,
    /// Its lower end.
    pub(super) bottom: f64,
}

impl Frame {
    /// The area of every plot.
    pub(in crate::report::html) const PLOT: Self = Self {
        width: 560.0,
        height: 230.0,
        left: 54.0,
        right: 544.0,
        top: 14.0,
        bottom: 198.0,
    };

    /// Gives the place of a share of the width.
    pub(in crate::report::html) fn x(&self, share: f64) -> f64 {
        self.left + share * (self.right - self.left)
    }

    /// Gives the place of a value.
    pub(in crate::report::html) fn y(&self, scale: &Scale, value: f64) -> f64 {
        self.bottom - scale.share(value) * (self.bottom - self.top)
    }

    /// Gives the place of a value along the lower axis.
    pub(in crate::report::html) fn along(&self, scale: &Scale, value: f64) -> f64 {
        self.x(scale.share(value))
    }

    /// Gives the middles of so many slots.
    pub(in crate::report::html) fn middles(&self, slots: usize) -> Vec<f64> {
        (0..slots)
            .map(|slot| self.x((slot as f64 + 0.5) / slots as f64))
            .collect()
    }
}

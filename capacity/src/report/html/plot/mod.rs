//! Small plots as SVG, one mark a file.

mod axis;
mod band;
mod bars;
mod chart;
mod frame;
mod line;
mod scale;
mod steps;
mod ticks;

pub(super) use band::band;
pub(super) use bars::bars;
pub(super) use chart::{Chart, Key, Mark, Ways, chart};
pub(super) use frame::{Frame, px};
pub(super) use line::{dot, level, line};
pub(super) use scale::Scale;
pub(super) use steps::steps;

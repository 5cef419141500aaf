//! What tables say.

mod comparison;
mod flows;
mod formulas;
mod intervals;
mod staffing;
mod table;
mod whole;

pub(super) use comparison::comparison;
pub(super) use flows::flows;
pub(super) use formulas::{WHOLE, formulas};
pub(super) use intervals::{Detail, intervals};
pub(super) use staffing::{agents, curve};
pub(super) use table::{Align, Cell, Column, Mark, Table, in_words};
pub(super) use whole::whole;

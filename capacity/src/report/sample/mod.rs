//! A small airline's morning as figures, for the tests of reports: three queues, four half hours, two groups, a bot, a solution.

mod document;
mod judged;
mod subjects;

pub(crate) use document::{changed, estimate, figures};

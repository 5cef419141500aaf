//! How far figures of a sample can be trusted: intervals, tests and moments. Pure functions, the same on every machine.

mod holm;
mod moments;
mod normal;
mod student;

pub use holm::holm;
pub use moments::Moments;
pub use normal::two_sided_p;
pub use student::student_quantile;

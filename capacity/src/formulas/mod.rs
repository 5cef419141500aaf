//! What the formulas of the literature say of one queue in the steady state: blocked calls cleared (Erlang B), calls
//! that wait without end (Erlang C), and calls that give up (Erlang A).
//!
//! The formulas speak of Poisson arrivals, exponential handling times (Erlang B: any), agents who are all alike and serve
//! whoever waits longest, and no limits. Nothing here draws lots; the same input gives the same bits on every machine.

mod erlang_a;
mod erlang_b;
mod erlang_c;
mod integral;
#[cfg(test)]
mod reference;
mod traffic;
mod wait_density;

pub use erlang_a::{ErlangA, erlang_a};
pub use erlang_b::{ErlangB, erlang_b};
pub use erlang_c::{ErlangC, Waits, erlang_c};
pub use traffic::{FormulaError, Patience, Traffic};

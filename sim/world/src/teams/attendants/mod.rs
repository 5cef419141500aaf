//! Auto attendants: which flow runs, its menu, and what a selection does.
//!
//! Source: "Set up an auto attendant for Microsoft Teams", Microsoft Learn, 2024-01-31; "New-CsAutoAttendant" and its
//! family, Microsoft Teams PowerShell reference, 2026.

mod call_flow;
mod hours;
mod input;
mod leave;
mod menu;
mod view;
mod visit;
mod words;

pub(crate) use input::heard;
pub(super) use leave::caller_gone;
pub(super) use menu::{begin, next};
pub use view::{AttendantCallView, AttendantCounts, AttendantStep, AttendantView};
pub(super) use visit::Visit;

//! Queries name what is known, and nothing else.

use super::error::bad_request;
use crate::respond::{Query, WireError};

/// Refuses a query with a name that is not among these, which are called so (`filter`).
pub(super) fn only(query: &Query, known: &[&str], called: &str) -> Result<(), WireError> {
    let mut names = query.0.iter().map(|(name, _)| name);
    let stranger = names.find(|name| !known.contains(&name.as_str()));
    let Some(name) = stranger else {
        return Ok(());
    };
    let wrong = bad_request(format!("there is no {called} {name:?}"));
    let nearest = ringback_format::yaml::nearest(name, known.iter().copied());
    Err(match nearest {
        Some(nearest) => wrong.hint(format!("did you mean {nearest:?}?")),
        None => wrong.hint(format!("the {called}s are {}", known.join(", "))),
    })
}

//! Identity: identities and user access tokens.
//!
//! Not here: the exchange of Entra tokens below `/access`, and the assignments beside it, which are refused with 501.

mod exchange;
mod identities;
mod refuse;
mod route;
mod tokens;

pub(crate) use route::router;

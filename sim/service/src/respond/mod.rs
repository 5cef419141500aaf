//! What handlers take from a request and how they refuse one.

mod api_version;
mod body;
mod origin;
mod path;
mod principal;
mod wire_error;

pub(crate) use api_version::ApiVersion;
pub(crate) use body::{Body, BodyOrDefault};
pub(crate) use origin::Origin;
pub(crate) use path::{PathSegments, Query, percent_decode, service_of, split_verb};
pub(crate) use principal::{Broken, Principal, RequestName};
pub(crate) use wire_error::{Envelope, HINT, WireError};

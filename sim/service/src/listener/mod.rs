//! One port for HTTP and TLS: the first byte of a connection decides.

mod accept;
mod watched;
mod work;

pub(crate) use accept::serve;
pub(crate) use work::{ConnectionState, WorkSource};

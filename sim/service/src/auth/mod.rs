//! Who asks: signatures, user tokens, Entra tokens, and the tokens that callbacks carry.

mod access;
mod callback_tokens;
mod candidates;
mod development_key;
mod resources;
mod signature;
mod tokens;
mod trust;

pub(crate) use access::{Access, Asker, authenticate};
pub(crate) use callback_tokens::{CallbackTokens, router};
pub(crate) use development_key::{DevelopmentKey, key_set};
pub(crate) use resources::Resources;
pub(crate) use signature::{Signed, parse_http_date};
pub(crate) use tokens::{IssuedToken, Tokens, scope_of};
pub(crate) use trust::Trust;

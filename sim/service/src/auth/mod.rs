//! Who asks: signatures, user tokens, Entra tokens, and the tokens that callbacks carry.

mod development_key;
mod tokens;

pub(crate) use development_key::{DevelopmentKey, key_set};
pub(crate) use tokens::{IssuedToken, TokenError, Tokens, UserToken, scope_name, scope_of};

//! Who asks, as the credentials say.

use axum::extract::FromRequestParts;
use http::request::Parts;
use ringback_world::{
    Guid, RawId,
    directory::{Scope, TokenId},
};
use std::convert::Infallible;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Principal {
    /// Somebody with the access key of a resource.
    Resource {
        /// The resource's name.
        name: String,
        /// Its id.
        id: Guid,
    },
    /// Somebody with a user token.
    User {
        /// Whose token.
        identity: RawId,
        /// What it allows.
        scopes: Vec<Scope>,
        /// Its number among its identity's.
        token: TokenId,
    },
    /// Somebody with an Entra token.
    Entra {
        /// The token's subject.
        subject: String,
    },
    /// Somebody without credentials, where none are asked for.
    Nobody,
}

impl Principal {
    /// Names the principal, so that what two of them do is kept apart.
    pub(crate) fn key(&self) -> String {
        match self {
            Self::Resource { name, .. } => format!("resource {name}"),
            Self::User { identity, .. } => format!("user {identity}"),
            Self::Entra { subject } => format!("entra {subject}"),
            Self::Nobody => String::new(),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Principal {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned().unwrap_or(Self::Nobody))
    }
}

/// Marks a reply that must not go out: the connection is closed instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// The name of the request that is being answered, as the world's task knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RequestName(pub(crate) crate::delivery::RequestId);

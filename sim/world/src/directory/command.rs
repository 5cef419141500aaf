//! What can be asked of the directory. Tokens are only ids here; what clients hold is made and checked at the edge, whose
//! lifetimes are outer time.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{RawId, declaration::Declaration};

/// A scope of a user token.
///
/// Source: "Authenticate to Azure Communication Services", 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Scope {
    /// `chat`: everything in chat.
    #[serde(rename = "chat")]
    Chat,
    /// `chat.join`: no threads of one's own.
    #[serde(rename = "chat.join")]
    ChatJoin,
    /// `chat.join.limited`: neither threads of one's own nor the roster.
    #[serde(rename = "chat.join.limited")]
    ChatJoinLimited,
    /// `voip`: everything in calling.
    #[serde(rename = "voip")]
    Voip,
    /// `voip.join`: joining running calls.
    #[serde(rename = "voip.join")]
    VoipJoin,
}

/// Names one issued token: the number of the token among its identity's, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenId(pub u32);

/// Asked of the directory. `resource` is the resource's name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// What exists is declared anew; everything declared before is still there.
    Redeclare(Box<Declaration>),
    /// Makes an identity, with a token where scopes are given.
    CreateIdentity {
        /// The resource.
        resource: String,
        /// Scopes of a token to issue with it; empty for none.
        scopes: Vec<Scope>,
    },
    /// Deletes an identity and all of its tokens.
    DeleteIdentity {
        /// The resource.
        resource: String,
        /// The identity.
        identity: RawId,
    },
    /// Issues a token.
    IssueToken {
        /// The resource.
        resource: String,
        /// The identity.
        identity: RawId,
        /// Its scopes.
        scopes: Vec<Scope>,
    },
    /// Revokes every token issued so far.
    RevokeTokens {
        /// The resource.
        resource: String,
        /// The identity.
        identity: RawId,
    },
    /// Lets every token issued so far expire, as an act of the control API or a fault.
    ExpireTokens {
        /// The identity.
        identity: RawId,
    },
}

/// What the directory answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An identity, with the token issued with it.
    Identity {
        /// The identity.
        identity: RawId,
        /// The token, where one was asked for.
        token: Option<TokenId>,
    },
    /// A token.
    Token {
        /// The identity.
        identity: RawId,
        /// The token.
        token: TokenId,
    },
}

/// What the directory thinks of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenVerdict {
    /// It is live.
    Live,
    /// It was revoked.
    Revoked,
    /// It was made to expire.
    Expired,
    /// Its identity is unknown or deleted, or it was never issued.
    Unknown,
}

/// Why the directory refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The new declaration lacks something.
    #[error(
        "the declaration lacks something that was declared before; begin another world with it"
    )]
    SomethingLacks,
    /// No resource of that name.
    #[error("unknown resource {0:?}")]
    UnknownResource(String),
    /// The identity is not one of the resource's, or no longer.
    #[error("identity {0} does not belong to the resource; create it first")]
    IdentityNotOwned(RawId),
}

/// What happened in the directory.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// An identity was made.
    IdentityCreated {
        /// The identity.
        identity: RawId,
    },
    /// An identity was deleted.
    IdentityDeleted {
        /// The identity.
        identity: RawId,
    },
    /// A token was issued.
    TokenIssued {
        /// Whose.
        identity: RawId,
        /// Which.
        token: TokenId,
        /// Its scopes.
        scopes: Vec<Scope>,
    },
    /// Every token so far was revoked.
    TokensRevoked {
        /// Whose.
        identity: RawId,
    },
    /// Every token so far was made to expire.
    TokensExpired {
        /// Whose.
        identity: RawId,
    },
}

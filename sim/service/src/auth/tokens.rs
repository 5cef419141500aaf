//! User access tokens: signed and checked here; what they mean is the directory's.
//!
//! Source: the claims of a token recorded with the service ("Authenticate to Azure Communication Services", 2024).

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Validation};
use ringback_world::{
    Guid, RawId,
    directory::{Scope, TokenId},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{development_key::DevelopmentKey, trust::Trust};
use crate::outer_time;

/// The number that the service's tokens carry for ACS users.
const SCP_OF_ACS_USERS: u32 = 1792;
const KEPT: usize = 10_000;

/// Signs and checks user tokens.
#[derive(Clone)]
pub(crate) struct Tokens {
    key: Arc<DevelopmentKey>,
    checked: Arc<Mutex<BTreeMap<[u8; 32], UserToken>>>,
    /// Those that the directory was found to know.
    pub(crate) trust: Trust,
}

/// A token as a client receives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IssuedToken {
    /// The JWT.
    pub(crate) token: String,
    /// When it expires, in outer time.
    pub(crate) expires_on: Timestamp,
}

/// What a user token says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UserToken {
    /// Whose it is.
    pub(crate) identity: RawId,
    /// What it allows.
    pub(crate) scopes: Vec<Scope>,
    /// Its number among its identity's.
    pub(crate) token: TokenId,
    /// The scenario-independent id of its resource.
    pub(crate) resource: Guid,
    expires: i64,
}

/// Why a token is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TokenError {
    /// It is none of ours.
    #[error("the token is not a user token of this service: {0}")]
    NotOurs(String),
    /// Its time is over.
    #[error("the token expired at {0}; issue a new one")]
    Expired(Timestamp),
}

#[derive(Serialize, Deserialize)]
struct Claims {
    skypeid: String,
    scp: u32,
    csi: String,
    exp: i64,
    iat: i64,
    #[serde(rename = "acsScope")]
    acs_scope: String,
    #[serde(rename = "resourceId")]
    resource_id: String,
    #[serde(rename = "tokenNumber")]
    token_number: u32,
}

impl Tokens {
    pub(crate) fn new(key: Arc<DevelopmentKey>) -> Self {
        Self {
            key,
            checked: Arc::default(),
            trust: Trust::default(),
        }
    }

    /// Signs a token that lives for so many minutes of outer time.
    pub(crate) fn issue(
        &self,
        identity: &RawId,
        resource: &Guid,
        token: TokenId,
        scopes: &[Scope],
        minutes: u32,
    ) -> IssuedToken {
        let now = outer_time::unix_seconds();
        let exp = now + i64::from(minutes) * 60;
        let claims = Claims {
            skypeid: identity.as_str().trim_start_matches("8:").to_owned(),
            scp: SCP_OF_ACS_USERS,
            csi: now.to_string(),
            exp,
            iat: now,
            acs_scope: scopes
                .iter()
                .map(|s| scope_name(*s))
                .collect::<Vec<_>>()
                .join(","),
            resource_id: resource.as_str().to_owned(),
            token_number: token.0,
        };
        IssuedToken {
            token: self.key.sign(&claims),
            expires_on: Timestamp::from_second(exp).unwrap_or(Timestamp::MAX),
        }
    }

    /// Reads a user token and checks signature and outer expiry. What the directory thinks of it is another question.
    pub(crate) fn check(&self, token: &str) -> Result<UserToken, TokenError> {
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let known = self.cache().get(&hash).cloned();
        let user = match known {
            Some(user) => user,
            None => {
                let user = self.read(token)?;
                let mut cache = self.cache();
                if cache.len() >= KEPT {
                    cache.clear();
                }
                cache.insert(hash, user.clone());
                user
            }
        };
        if user.expires <= outer_time::unix_seconds() {
            let at = Timestamp::from_second(user.expires).unwrap_or(Timestamp::MAX);
            return Err(TokenError::Expired(at));
        }
        Ok(user)
    }

    fn read(&self, token: &str) -> Result<UserToken, TokenError> {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        let claims: Claims = jsonwebtoken::decode(token, self.key.public(), &validation)
            .map_err(|error| TokenError::NotOurs(error.to_string()))?
            .claims;
        Ok(UserToken {
            identity: RawId::new(format!("8:{}", claims.skypeid)),
            scopes: claims.acs_scope.split(',').filter_map(scope_of).collect(),
            token: TokenId(claims.token_number),
            resource: Guid::new(claims.resource_id),
            expires: claims.exp,
        })
    }

    fn cache(&self) -> std::sync::MutexGuard<'_, BTreeMap<[u8; 32], UserToken>> {
        self.checked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Spells a scope as published.
pub(crate) fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Chat => "chat",
        Scope::ChatJoin => "chat.join",
        Scope::ChatJoinLimited => "chat.join.limited",
        Scope::Voip => "voip",
        Scope::VoipJoin => "voip.join",
    }
}

/// Reads a published scope.
pub(crate) fn scope_of(name: &str) -> Option<Scope> {
    match name {
        "chat" => Some(Scope::Chat),
        "chat.join" => Some(Scope::ChatJoin),
        "chat.join.limited" => Some(Scope::ChatJoinLimited),
        "voip" => Some(Scope::Voip),
        "voip.join" => Some(Scope::VoipJoin),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
    use serde_json::Value;

    use super::*;

    fn tokens() -> Tokens {
        Tokens::new(Arc::new(DevelopmentKey::new()))
    }

    fn issue(tokens: &Tokens, minutes: u32) -> String {
        let identity = RawId::communication_user("res", "user");
        let scopes = [Scope::Chat, Scope::VoipJoin];
        tokens
            .issue(&identity, &Guid::new("res"), TokenId(3), &scopes, minutes)
            .token
    }

    #[test]
    fn a_token_says_whose_it_is() {
        let tokens = tokens();
        let user = tokens.check(&issue(&tokens, 60)).expect("valid");
        assert_eq!(user.identity.as_str(), "8:acs:res_user");
        assert_eq!(user.scopes, [Scope::Chat, Scope::VoipJoin]);
        assert_eq!((user.token, user.resource), (TokenId(3), Guid::new("res")));
    }

    #[test]
    fn the_claims_are_those_of_the_service_and_read_as_standard_base64() {
        let token = issue(&tokens(), 1440);
        let payload = token.split('.').nth(1).expect("a payload");
        let claims: Value =
            serde_json::from_slice(&STANDARD_NO_PAD.decode(payload).expect("standard base64"))
                .expect("JSON");
        assert_eq!(claims["skypeid"], "acs:res_user");
        assert_eq!(
            (&claims["scp"], &claims["acsScope"]),
            (&1792.into(), &"chat,voip.join".into())
        );
        assert_eq!(claims["csi"], claims["iat"].to_string());
        let lifetime = claims["exp"]
            .as_i64()
            .zip(claims["iat"].as_i64())
            .map(|(e, i)| e - i);
        assert_eq!(lifetime, Some(1440 * 60));
        assert_eq!(claims["resourceId"], "res");
    }

    #[test]
    fn an_expired_or_foreign_token_is_refused() {
        let tokens = tokens();
        assert!(matches!(
            tokens.check(&issue(&tokens, 0)),
            Err(TokenError::Expired(_))
        ));
        let mut forged = issue(&tokens, 60);
        forged.truncate(forged.len() - 8);
        forged.push_str("AAAAAAAA");
        assert!(matches!(tokens.check(&forged), Err(TokenError::NotOurs(_))));
        assert!(matches!(
            tokens.check("nonsense"),
            Err(TokenError::NotOurs(_))
        ));
    }
}

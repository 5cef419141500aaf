//! The tokens by which the channel and a bot with an app id prove themselves to each other.
//!
//! Source: "Authentication with the Bot Connector API", Bot Framework documentation, 2023.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use jsonwebtoken::{Algorithm, Validation};
use ringback_world::Guid;
use serde::Deserialize;
use serde_json::json;

use crate::{auth::DevelopmentKey, outer_time};

/// Who signs what bots receive, and for whom what they send is made out.
pub(super) const ISSUER: &str = "https://api.botframework.com";
/// Who signs what bots send.
const AUTHORITY: &str = "https://sts.windows.net/ringback/";
const CHANNEL_SECONDS: i64 = 5 * 60;
/// One token serves all activities of a minute: signing costs more than everything else together.
const REUSED_SECONDS: i64 = 60;
/// How long a bot's token lives, in seconds.
pub(super) const BOT_SECONDS: i64 = 24 * 60 * 60 - 1;

/// Signs and checks tokens of the Bot Framework.
#[derive(Clone)]
pub(crate) struct BotTokens {
    key: Arc<DevelopmentKey>,
    made: Arc<Mutex<Made>>,
}

/// When each token was made, by app id and service address.
type Made = BTreeMap<(Guid, String), (i64, String)>;

/// Why a bot's token is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum TokenRefused {
    /// It is none of ours.
    #[error("the token is none of this authority, or its time is over: {0}")]
    NotOurs(String),
    /// It belongs to another bot.
    #[error("the token was issued to the app id {0:?}")]
    NotOfThisBot(String),
}

#[derive(Deserialize)]
struct Claims {
    appid: String,
}

impl BotTokens {
    pub(crate) fn new(key: Arc<DevelopmentKey>) -> Self {
        Self {
            key,
            made: Arc::default(),
        }
    }

    /// Gives the token that an activity for a bot carries.
    pub(crate) fn of_channel(&self, app_id: &Guid, service_url: &str) -> String {
        let now = outer_time::unix_seconds();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let whose = (app_id.clone(), service_url.to_owned());
        if let Some((at, token)) = made.get(&whose)
            && (*at..*at + REUSED_SECONDS).contains(&now)
        {
            return token.clone();
        }
        let token = self.key.sign(&json!({
            "iss": ISSUER,
            "aud": app_id,
            "serviceurl": service_url,
            "iat": now,
            "nbf": now,
            "exp": now + CHANNEL_SECONDS,
        }));
        made.insert(whose, (now, token.clone()));
        token
    }

    /// Issues the token with which a bot asks the connector.
    pub(super) fn of_bot(&self, app_id: &Guid) -> String {
        let now = outer_time::unix_seconds();
        self.key.sign(&json!({
            "iss": AUTHORITY,
            "aud": ISSUER,
            "appid": app_id,
            "ver": "1.0",
            "iat": now,
            "nbf": now,
            "exp": now + BOT_SECONDS,
        }))
    }

    /// Checks the token of a bot.
    pub(super) fn check(&self, token: &str, app_id: &Guid) -> Result<(), TokenRefused> {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_audience(&[ISSUER]);
        validation.set_issuer(&[AUTHORITY]);
        let claims = jsonwebtoken::decode::<Claims>(token, self.key.public(), &validation)
            .map_err(|error| TokenRefused::NotOurs(error.to_string()))?
            .claims;
        if claims.appid.eq_ignore_ascii_case(app_id.as_str()) {
            Ok(())
        } else {
            Err(TokenRefused::NotOfThisBot(claims.appid))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_for_the_bot_that_it_was_issued_to() {
        let tokens = BotTokens::new(Arc::new(DevelopmentKey::new()));
        let (one, other) = (Guid::new("one"), Guid::new("other"));
        let token = tokens.of_bot(&one);
        assert_eq!(tokens.check(&token, &one), Ok(()));
        let of_other = TokenRefused::NotOfThisBot("one".to_owned());
        assert_eq!(tokens.check(&token, &other), Err(of_other));
        let of_channel = tokens.of_channel(&one, "http://localhost/");
        for wrong in ["nonsense", of_channel.as_str()] {
            let refused = tokens.check(wrong, &one);
            assert!(matches!(refused, Err(TokenRefused::NotOurs(_))), "{wrong}");
        }
    }
}

//! The authority of the Bot Framework: the keys of the channel, and tokens for bots
//! (Bot Framework documentation, "Authentication with the Bot Connector API").

use std::collections::BTreeMap;

use serde_json::Value;

use super::connection::text_of;
use super::{Connection, Failure, encoded};

/// What a bot with an app id is known by. Here it is no secret: the authority of the simulator takes any.
const SECRET: &str = "not-a-secret";

/// A public key, as its two numbers in base64url.
#[derive(Clone)]
pub(crate) struct Key {
    pub(crate) modulus: String,
    pub(crate) exponent: String,
}

/// Asks for the keys of the channel, by their ids.
pub(crate) async fn keys(
    connection: &Connection,
    authority: &str,
) -> Result<BTreeMap<String, Key>, Failure> {
    let url = format!("{authority}/v1/.well-known/openidconfiguration");
    let configuration = connection.get_at(&url).await?;
    let set = text_of(&url, &configuration, "/jwks_uri")?;
    let set = connection.get_at(&set).await?;
    let keys = set["keys"].as_array().into_iter().flatten();
    let read = |key: &Value| {
        let text = |name: &str| key[name].as_str().map(str::to_owned);
        let numbers = Key {
            modulus: text("n")?,
            exponent: text("e")?,
        };
        Some((text("kid")?, numbers))
    };
    Ok(keys.filter_map(read).collect())
}

/// Asks for a token as a bot.
pub(crate) async fn token(
    connection: &Connection,
    authority: &str,
    app_id: &str,
) -> Result<String, Failure> {
    let url = format!("{authority}/botframework.com/oauth2/v2.0/token");
    let scope = encoded("https://api.botframework.com/.default");
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={SECRET}&scope={scope}",
        encoded(app_id),
    );
    let reply = connection.post_form(&url, form).await?;
    text_of(&url, &reply, "/access_token")
}

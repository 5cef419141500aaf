//! The Identity API.

use serde_json::json;

use super::connection::text_of;
use super::{Connection, Failure};

const CREATE: &str = "/identities?api-version=2023-10-01";

/// A user of the resource with a token for chat.
#[derive(Clone)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) token: String,
}

/// Creates a user who may chat.
pub(crate) async fn create_user(connection: &Connection) -> Result<User, Failure> {
    let reply = connection
        .post(CREATE, Some(json!({ "createTokenWithScopes": ["chat"] })))
        .await?;
    Ok(User {
        id: text_of(CREATE, &reply, "/identity/id")?,
        token: text_of(CREATE, &reply, "/accessToken/token")?,
    })
}

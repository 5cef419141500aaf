//! The Identity API.

use serde_json::json;

use super::connection::text_of;
use super::{Connection, Failure, encoded};

const API_VERSION: &str = "api-version=2023-10-01";

/// A user of the resource with a token.
#[derive(Clone)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) token: String,
}

/// Creates a user who may do what the scopes say.
pub(crate) async fn create_user(connection: &Connection, scopes: &[&str]) -> Result<User, Failure> {
    let path = format!("/identities?{API_VERSION}");
    let body = json!({ "createTokenWithScopes": scopes });
    let reply = connection.post(&path, Some(body)).await?;
    Ok(User {
        id: text_of(&path, &reply, "/identity/id")?,
        token: text_of(&path, &reply, "/accessToken/token")?,
    })
}

/// Issues a new token for chat to a user.
pub(crate) async fn issue_token(connection: &Connection, id: &str) -> Result<String, Failure> {
    let path = format!(
        "/identities/{}/:issueAccessToken?{API_VERSION}",
        encoded(id)
    );
    let body = json!({ "scopes": ["chat"] });
    let reply = connection.post(&path, Some(body)).await?;
    text_of(&path, &reply, "/token")
}

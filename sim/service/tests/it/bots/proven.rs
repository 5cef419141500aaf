//! Bots with an app id: both sides prove themselves.

use http::Method;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};
use serde_json::{Value, json};

use super::{
    BotBench,
    bench::{APP_ID, encoded},
};
use crate::support::Answer;

const TOKEN: &str = "/botframework/botframework.com/oauth2/v2.0/token";
const FORM: &str = "application/x-www-form-urlencoded";

async fn document(bench: &BotBench, path: &str) -> Value {
    let path = format!("/botframework{path}");
    bench
        .plain(Method::GET, &path, "", "application/json")
        .await
        .expect(200)
}

async fn ask_for_token(bench: &BotBench, form: &str) -> Answer {
    bench.plain(Method::POST, TOKEN, form, FORM).await
}

fn credentials(app_id: &str) -> String {
    format!(
        "grant_type=client_credentials&client_id={app_id}&client_secret=any&scope=https%3A%2F%2Fapi.botframework.com%2F.default"
    )
}

#[tokio::test]
async fn an_activity_carries_a_token_that_passes_the_checks_of_the_libraries() {
    let bench = BotBench::with_app_id().await;
    let maya = bench.user().await;
    bench.thread(&maya, &[(&bench.identity, "Contoso")]).await;
    let heard = bench.bot.next().await;
    let header = heard.headers.get("authorization").expect("a token");
    let token = header
        .to_str()
        .ok()
        .and_then(|text| text.strip_prefix("Bearer "))
        .expect("a bearer");
    let about = document(&bench, "/v1/.well-known/openidconfiguration").await;
    assert_eq!(about["issuer"], "https://api.botframework.com");
    let keys = about["jwks_uri"].as_str().expect("an address");
    assert!(
        keys.ends_with("/botframework/v1/.well-known/keys"),
        "{keys}"
    );
    let keys = document(&bench, "/v1/.well-known/keys").await;
    let keys: JwkSet = serde_json::from_value(keys).expect("keys");
    let kid = jsonwebtoken::decode_header(token)
        .expect("a header")
        .kid
        .expect("a key id");
    let key = DecodingKey::from_jwk(keys.find(&kid).expect("the key")).expect("an RSA key");
    let mut checks = Validation::new(Algorithm::RS256);
    checks.set_audience(&[APP_ID]);
    checks.set_issuer(&["https://api.botframework.com"]);
    checks.validate_nbf = true;
    let claims = jsonwebtoken::decode::<Value>(token, &key, &checks)
        .expect("valid")
        .claims;
    assert_eq!(claims["serviceurl"], heard.activity["serviceUrl"]);
    let lives = claims["exp"].as_i64().zip(claims["nbf"].as_i64());
    assert_eq!(lives.map(|(exp, nbf)| exp - nbf), Some(300));
}

#[tokio::test]
async fn the_connector_takes_a_token_of_the_authority_and_nothing_else() {
    let bench = BotBench::with_app_id().await;
    let maya = bench.user().await;
    let thread = bench.thread(&maya, &[(&bench.identity, "Contoso")]).await;
    let heard = bench.bot.next().await;
    let ours = heard.headers.get("authorization").expect("a token");
    let ours = ours.to_str().expect("a text");
    let issued = ask_for_token(&bench, &credentials(APP_ID))
        .await
        .expect(200);
    assert_eq!(issued["token_type"], "Bearer");
    let good = format!(
        "Bearer {}",
        issued["access_token"].as_str().expect("a token")
    );
    let path = format!("/{}/activities", encoded(&thread));
    let say = async |headers: &[(&str, &str)]| {
        let body = r#"{"type": "message", "text": "hi"}"#;
        bench
            .connector_with(Method::POST, &path, body, headers)
            .await
    };
    say(&[("authorization", good.as_str())]).await.expect(200);
    let user = format!("Bearer {}", maya.token);
    for wrong in ["Bearer nonsense", "Basic abc", ours, user.as_str()] {
        let answer = say(&[("authorization", wrong)]).await;
        answer.refused(401, "Unauthorized");
        assert!(answer.header("x-ringback-hint").is_some(), "{wrong}");
    }
    say(&[]).await.refused(401, "Unauthorized");
}

#[tokio::test]
async fn a_token_needs_client_credentials_of_a_declared_bot() {
    let bench = BotBench::with_app_id().await;
    let error = async |form: &str| {
        let body = ask_for_token(&bench, form).await.expect(400);
        assert!(body["error_description"].is_string(), "{body}");
        body["error"].as_str().expect("a code").to_owned()
    };
    let unknown = "00000000-0000-4000-8000-000000000000";
    assert_eq!(error(&credentials(unknown)).await, "unauthorized_client");
    assert_eq!(error("").await, "unsupported_grant_type");
    assert_eq!(
        error("grant_type=client_credentials").await,
        "invalid_request"
    );
    let form = format!("grant_type=client_credentials&client_id={APP_ID}");
    assert_eq!(error(&form).await, "invalid_client");
    let about = document(&bench, "/b2c_bots/v2.0/.well-known/openid-configuration").await;
    let endpoint = about["token_endpoint"].as_str().expect("an address");
    assert!(endpoint.ends_with(TOKEN), "{endpoint}");
}

#[tokio::test]
async fn a_bot_without_an_app_id_may_send_any_token() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    let path = format!("/{}/activities", encoded(&thread));
    let body = json!({"type": "message", "text": "hi"}).to_string();
    let headers = [("authorization", "Bearer nonsense")];
    bench
        .connector_with(Method::POST, &path, &body, &headers)
        .await
        .expect(200);
}

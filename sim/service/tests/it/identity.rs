//! Identity over HTTP. Clauses are those of the messaging reference, section 1.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Sim, Who};

const VERSION: &str = "api-version=2023-10-01";

async fn issue(sim: &Sim, who: Who<'_>, id: &str, body: Value) -> crate::support::Answer {
    let target = format!(
        "/identities/{}/:issueAccessToken?{VERSION}",
        id.replace(':', "%3A")
    );
    sim.send(who, Method::POST, &target, Some(body)).await
}

fn assert_error(body: &Value, code: &str, target: Option<&str>) {
    assert_eq!(body["error"]["code"], code, "{body}");
    assert_eq!(
        body["error"].get("target").and_then(Value::as_str),
        target,
        "{body}"
    );
    assert!(body["error"]["message"].is_string(), "{body}");
}

#[tokio::test]
async fn an_identity_is_made_with_and_without_a_token() {
    let sim = Sim::start().await;
    let target = format!("/identities?{VERSION}");
    for body in [
        None,
        Some(json!({})),
        Some(json!({"createTokenWithScopes": []})),
    ] {
        let made = sim.send(Who::Contoso, Method::POST, &target, body).await;
        let versions = made.header("api-supported-versions").unwrap();
        assert!(versions.contains("2023-10-01"), "{versions}");
        assert_eq!(
            made.header("content-type"),
            Some("application/json; charset=utf-8")
        );
        let made = made.expect(201);
        assert!(
            made["identity"]["id"]
                .as_str()
                .unwrap()
                .starts_with("8:acs:357e39d2-")
        );
        assert!(made.get("accessToken").is_none());
    }
    let body = json!({"createTokenWithScopes": ["chat", "voip"], "expiresInMinutes": null});
    let made = sim
        .send(Who::Contoso, Method::POST, &target, Some(body))
        .await
        .expect(201);
    let token = &made["accessToken"];
    assert_eq!(token["token"].as_str().unwrap().split('.').count(), 3);
    let expires = token["expiresOn"].as_str().unwrap();
    let (_, fraction) = expires.split_once('.').unwrap();
    assert_eq!(fraction.len(), "9545774+00:00".len(), "{expires}");
    assert!(fraction.ends_with("+00:00"), "{expires}");
}

#[tokio::test]
async fn a_token_is_issued_for_the_time_that_was_asked() {
    let sim = Sim::start().await;
    let user = sim.user().await;
    let body = json!({"scopes": ["chat"], "expiresInMinutes": 60});
    let issued = issue(&sim, Who::Contoso, &user.id, body).await.expect(200);
    let expires: jiff::Timestamp = issued["expiresOn"].as_str().unwrap().parse().unwrap();
    let left = expires.as_second() - jiff::Timestamp::now().as_second();
    assert!((3590..=3600).contains(&left), "{left}");
    // An unencoded id reaches the same identity.
    let target = format!("/identities/{}/:issueAccessToken?{VERSION}", user.id);
    let body = Some(json!({"scopes": ["voip"]}));
    sim.send(Who::Contoso, Method::POST, &target, body)
        .await
        .expect(200);
}

#[tokio::test]
async fn what_a_token_request_lacks_is_named() {
    let sim = Sim::start().await;
    let user = sim.user().await;
    for body in [json!({}), json!({"scopes": null}), json!({"scopes": []})] {
        let refused = issue(&sim, Who::Contoso, &user.id, body).await.expect(400);
        assert_error(&refused, "ValidationError", Some("Scopes"));
        assert_eq!(
            refused["error"]["message"],
            "Scopes: The Scopes field is required."
        );
    }
    let refused = issue(&sim, Who::Contoso, &user.id, json!({"scopes": ["sms"]}))
        .await
        .expect(400);
    assert_error(&refused, "ValidationError", Some("Scopes"));
    for minutes in [59, 1441, -60] {
        let body = json!({"scopes": ["chat"], "expiresInMinutes": minutes});
        let refused = issue(&sim, Who::Contoso, &user.id, body).await.expect(400);
        assert_error(&refused, "ValidationError", Some("ExpiresInMinutes"));
    }
    let refused = issue(&sim, Who::Contoso, &user.id, json!({"scopes": "chat"}))
        .await
        .expect(400);
    assert_error(&refused, "ValidationError", None);
}

#[tokio::test]
async fn an_identity_of_another_resource_or_none_is_refused() {
    let sim = Sim::start().await;
    let user = sim.user().await;
    let body = || json!({"scopes": ["chat"]});
    for (who, id) in [
        (Who::Fabrikam, user.id.as_str()),
        (Who::Contoso, "sanitized"),
    ] {
        let refused = issue(&sim, who, id, body()).await.expect(401);
        assert_error(&refused, "IdentityNotOwned", None);
        for (method, verb) in [(Method::POST, "/:revokeAccessTokens"), (Method::DELETE, "")] {
            let target = format!("/identities/{id}{verb}?{VERSION}");
            let refused = sim.send(who, method, &target, None).await.expect(401);
            assert_error(&refused, "IdentityNotOwned", None);
        }
    }
}

#[tokio::test]
async fn revoked_tokens_and_those_of_deleted_identities_are_worth_nothing() {
    let sim = Sim::start().await;
    let user = sim.user().await;
    sim.get(&user, "/chat/threads").await.expect(200);
    let target = format!("/identities/{}/:revokeAccessTokens?{VERSION}", user.id);
    let revoked = sim.send(Who::Contoso, Method::POST, &target, None).await;
    assert!(revoked.header("api-supported-versions").is_some());
    assert_eq!(revoked.expect(204), Value::Null);
    sim.get(&user, "/chat/threads")
        .await
        .refused_by_chat(401, "Unauthorized");

    let body = json!({"scopes": ["chat"]});
    let issued = issue(&sim, Who::Contoso, &user.id, body).await.expect(200);
    let token = issued["token"].as_str().unwrap();
    let target = "/chat/threads?api-version=2024-03-07";
    sim.send(Who::Bearer(token), Method::GET, target, None)
        .await
        .expect(200);
    let delete = format!("/identities/{}?{VERSION}", user.id);
    sim.send(Who::Contoso, Method::DELETE, &delete, None)
        .await
        .expect(204);
    sim.send(Who::Bearer(token), Method::GET, target, None)
        .await
        .refused_by_chat(401, "Unauthorized");
}

#[tokio::test]
async fn a_request_without_version_or_credentials_is_refused() {
    let sim = Sim::start().await;
    let refused = sim
        .send(Who::Contoso, Method::POST, "/identities", None)
        .await
        .expect(400);
    assert!(refused["error"]["code"].is_string(), "{refused}");
    let target = format!("/identities?{VERSION}");
    let refused = sim
        .send(Who::Nobody, Method::POST, &target, None)
        .await
        .expect(401);
    assert!(refused["error"]["code"].is_string(), "{refused}");
    let user = sim.user().await;
    sim.send(user.who(), Method::POST, &target, None)
        .await
        .expect(401);
}

#[tokio::test]
async fn a_request_id_is_echoed() {
    let sim = Sim::start().await;
    let target = format!("/identities?{VERSION}");
    let headers = [("x-ms-client-request-id", "7d774a29")];
    let made = sim
        .send_with(Who::Contoso, Method::POST, &target, None, &headers)
        .await;
    assert_eq!(made.header("x-ms-client-request-id"), Some("7d774a29"));
    assert!(made.header("ms-cv").is_some());
    made.expect(201);
}

#[tokio::test]
async fn a_teams_users_token_is_exchanged_after_its_shape_was_checked() {
    let sim = Sim::start().await;
    let target = format!("/teamsUser/:exchangeAccessToken?{VERSION}");
    let guid = "7c1fbb43-0000-4000-8000-000000000001";
    // {"alg":"RS256"} and {"sub":"x"}.
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmVk";
    let ask = async |token: &str, app: &str, user: &str| {
        let body = json!({"token": token, "appId": app, "userId": user});
        sim.send(Who::Contoso, Method::POST, &target, Some(body))
            .await
    };
    let exchanged = ask(token, guid, guid).await.expect(200);
    assert!(exchanged["token"].is_string() && exchanged["expiresOn"].is_string());
    assert_error(
        &ask(token, "x", guid).await.expect(400),
        "ValidationError",
        Some("appId"),
    );
    assert_error(
        &ask(token, guid, "x").await.expect(400),
        "ValidationError",
        Some("userId"),
    );
    for bad in ["", "sanitized", "a.b.c"] {
        let refused = ask(bad, guid, guid).await.expect(401);
        assert_error(&refused, "InvalidAccessToken", None);
    }
}

#[tokio::test]
async fn what_is_not_simulated_says_so() {
    let sim = Sim::start().await;
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmVk";
    for path in [
        "/access/entra/:exchangeAccessToken",
        "/access/teamsExtension/:exchangeAccessToken",
    ] {
        let target = format!("{path}?api-version=2025-06-30");
        let refused = sim
            .send(Who::Bearer(token), Method::POST, &target, Some(json!({})))
            .await;
        assert_error(&refused.expect(501), "NotImplemented", None);
    }
    let target = format!("/identities?{VERSION}");
    let unknown = sim.send(Who::Contoso, Method::PATCH, &target, None).await;
    assert_error(&unknown.expect(404), "NotFound", None);
}

//! What every request passes, whatever service it asks.

use http::Method;

use crate::support::{Client, idle, start};

#[tokio::test]
async fn one_port_speaks_http_and_tls() {
    let service = start(idle(), |_| ()).await;
    for client in [Client::new(&service), Client::over_tls(&service)] {
        let reply = client
            .plain(
                Method::GET,
                "/calling/.well-known/acsopenidconfiguration",
                "",
                &[],
            )
            .await;
        assert_eq!(reply.status, 200);
        assert_eq!(
            reply.body["jwks_uri"],
            format!("{}/calling/keys", client.base)
        );
    }
}

#[tokio::test]
async fn a_published_operation_that_is_missing_answers_501_and_an_unknown_path_404() {
    let service = start(idle(), |_| ()).await;
    let client = Client::new(&service);
    let reply = client
        .plain(Method::POST, "/sms?api-version=2021-03-07", "{}", &[])
        .await;
    assert_eq!(reply.status, 501);
    assert!(
        reply.body["error"]["message"]
            .as_str()
            .expect("a message")
            .contains("SUPPORT.md")
    );
    let reply = client.plain(Method::GET, "/nowhere", "", &[]).await;
    assert_eq!(
        (reply.status, reply.body["error"]["code"].as_str()),
        (404, Some("NotFound"))
    );
    assert_eq!(
        client.plain(Method::GET, "/", "", &[]).await.headers["location"],
        "/sim/"
    );
    let console = client.plain(Method::GET, "/sim/", "", &[]).await;
    assert_eq!(console.status, 501, "{:?}", console.body);
}

#[tokio::test]
async fn a_signature_is_needed_and_the_hint_shows_what_should_have_been_signed() {
    let service = start(idle(), |_| ()).await;
    let client = Client::new(&service);
    let path = "/identities/x/:nothing?api-version=2023-10-01";
    let reply = client.plain(Method::POST, path, "{}", &[]).await;
    assert_eq!(reply.status, 401);
    assert_eq!(reply.body["error"]["code"], "Denied");
    let wrong = "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=AAAA";
    let reply = client
        .signed_with(Method::POST, path, "{}", &[("authorization", wrong)])
        .await;
    assert_eq!(reply.status, 401);
    let hint = reply.headers["x-ringback-hint"].to_str().expect("ASCII");
    assert!(hint.contains("POST") && hint.contains(path), "{hint}");
    let reply = client.signed(Method::POST, path, "{}").await;
    assert_ne!(reply.status, 401);
}

#[tokio::test]
async fn a_body_that_was_changed_on_the_way_is_refused() {
    let service = start(idle(), |_| ()).await;
    let client = Client::new(&service);
    let path = "/identities?api-version=2023-10-01";
    let other = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    let headers = [("x-ms-content-sha256", other)];
    let reply = client.signed_with(Method::POST, path, "{}", &headers).await;
    assert_eq!(reply.status, 401);
    assert!(
        reply.headers["x-ringback-hint"]
            .to_str()
            .expect("ASCII")
            .contains(other)
    );
}

#[tokio::test]
async fn an_old_date_is_refused() {
    let service = start(idle(), |_| ()).await;
    let headers = [("x-ms-date", "Tue, 01 Jan 2019 00:00:00 GMT")];
    let reply = Client::new(&service)
        .signed_with(
            Method::POST,
            "/identities?api-version=2023-10-01",
            "{}",
            &headers,
        )
        .await;
    assert_eq!(reply.status, 401);
    assert!(
        reply.headers["x-ringback-hint"]
            .to_str()
            .expect("ASCII")
            .contains("5 minutes")
    );
}

#[tokio::test]
async fn a_missing_version_is_refused_in_the_shape_of_the_service() {
    let service = start(idle(), |_| ()).await;
    let client = Client::new(&service);
    let reply = client.signed(Method::POST, "/identities", "{}").await;
    assert_eq!(reply.status, 400);
    assert_eq!(reply.body["error"]["code"], "MissingApiVersionParameter");
}

#[tokio::test]
async fn a_chat_request_without_a_token_is_refused_as_chat_does() {
    let service = start(idle(), |_| ()).await;
    let client = Client::over_tls(&service);
    let path = "/chat/threads?api-version=2024-03-07";
    for headers in [&[][..], &[("authorization", "Bearer nonsense")]] {
        let reply = client.plain(Method::GET, path, "", headers).await;
        assert_eq!(reply.status, 401);
        assert_eq!(reply.body["CommunicationError"]["Code"], "Unauthorized");
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let service = start(idle(), |options| options.body_limit = 10).await;
    let client = Client::new(&service);
    let reply = client
        .signed(
            Method::POST,
            "/identities?api-version=2023-10-01",
            "0123456789a",
        )
        .await;
    assert_eq!(
        (reply.status, reply.body["error"]["code"].as_str()),
        (413, Some("RequestTooLarge"))
    );
}

#[tokio::test]
async fn every_reply_echoes_the_clients_id_and_lists_versions() {
    let service = start(idle(), |_| ()).await;
    let headers = [("x-ms-client-request-id", "abc")];
    let reply = Client::new(&service)
        .plain(
            Method::GET,
            "/calling/x?api-version=2024-04-15",
            "",
            &headers,
        )
        .await;
    assert_eq!(reply.headers["x-ms-client-request-id"], "abc");
    assert!(
        reply.headers["api-supported-versions"]
            .to_str()
            .expect("ASCII")
            .contains("2024-04-15")
    );
    assert!(reply.headers.contains_key("ms-cv") && reply.headers.contains_key("date"));
}

#[tokio::test]
async fn one_repeatability_header_without_the_other_is_refused() {
    let service = start(idle(), |_| ()).await;
    let headers = [("repeatability-request-id", "abc")];
    let path = "/calling/callConnections?api-version=2024-04-15";
    let reply = Client::new(&service)
        .signed_with(Method::POST, path, "{}", &headers)
        .await;
    assert_eq!(
        (reply.status, reply.body["error"]["code"].as_str()),
        (400, Some("8523"))
    );
}

#[tokio::test]
async fn exchanges_are_kept_without_secrets() {
    let service = start(idle(), |_| ()).await;
    let client = Client::new(&service);
    client
        .plain(
            Method::POST,
            "/sms?key=topsecret",
            r#"{"token":"topsecret"}"#,
            &[],
        )
        .await;
    let record = service.finish().await;
    let text = serde_json::to_string(&record.exchanges).expect("JSON");
    assert_eq!(record.exchanges.len(), 1);
    assert!(
        text.contains("/sms?key=***") && !text.contains("topsecret"),
        "{text}"
    );
}

#[tokio::test]
async fn malformed_json_is_refused_as_the_service_does() {
    let service = start(idle(), |_| ()).await;
    let client = Client::new(&service);
    let reply = client
        .signed(
            Method::POST,
            "/calling/callConnections:answer?api-version=2024-04-15",
            "{nonsense",
        )
        .await;
    assert_eq!(
        (reply.status, reply.body["error"]["code"].as_str()),
        (400, Some("8523"))
    );
    let reply = client
        .signed(
            Method::POST,
            "/identities?api-version=2023-10-01",
            r#"{"a":"#,
        )
        .await;
    assert_eq!(reply.status, 400);
    assert!(reply.body["error"]["message"].is_string());
}

#[tokio::test]
async fn a_token_is_good_until_it_is_revoked() {
    let service = start(idle(), |_| ()).await;
    let client = Client::over_tls(&service);
    let body = r#"{"createTokenWithScopes":["chat"]}"#;
    let made = client
        .signed(Method::POST, "/identities?api-version=2023-10-01", body)
        .await;
    assert_eq!(made.status, 201);
    let token = made.body["accessToken"]["token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let id = made.body["identity"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let authorization = format!("Bearer {token}");
    let headers = [("authorization", authorization.as_str())];
    let threads = "/chat/threads?api-version=2024-03-07";
    assert_eq!(
        client
            .plain(Method::GET, threads, "", &headers)
            .await
            .status,
        200
    );
    let revoke = format!("/identities/{id}/:revokeAccessTokens?api-version=2023-10-01");
    assert_eq!(client.signed(Method::POST, &revoke, "").await.status, 204);
    let refused = client.plain(Method::GET, threads, "", &headers).await;
    assert_eq!(refused.status, 401);
    assert!(
        refused.headers["x-ringback-hint"]
            .to_str()
            .expect("ASCII")
            .contains("revoked")
    );
}

#[tokio::test]
async fn a_token_of_another_run_is_unknown() {
    let service = start(idle(), |_| ()).await;
    let client = Client::over_tls(&service);
    let body = r#"{"createTokenWithScopes":["chat"]}"#;
    let made = client
        .signed(Method::POST, "/identities?api-version=2023-10-01", body)
        .await;
    let token = made.body["accessToken"]["token"]
        .as_str()
        .expect("a token")
        .to_owned();
    service.begin(idle()).await.expect("it begins");
    let authorization = format!("Bearer {token}");
    let headers = [("authorization", authorization.as_str())];
    let path = "/chat/threads?api-version=2024-03-07";
    assert_eq!(
        client.plain(Method::GET, path, "", &headers).await.status,
        401
    );
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer_and_happens_once() {
    let service = start(idle(), |_| ()).await;
    let client = Client::new(&service);
    let path = "/identities?api-version=2023-10-01";
    let headers = [
        ("repeatability-request-id", "one"),
        ("repeatability-first-sent", "Wed, 25 Nov 2026 02:00:00 GMT"),
    ];
    let first = client.signed_with(Method::POST, path, "{}", &headers).await;
    let again = client.signed_with(Method::POST, path, "{}", &headers).await;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    let identities = service
        .handle()
        .read(|world| world.directory().identities().count())
        .await;
    assert_eq!(identities, 1);
}

#[tokio::test]
async fn a_browser_may_ask_from_anywhere() {
    let service = start(idle(), |_| ()).await;
    let headers = [(
        "access-control-request-headers",
        "authorization,x-ms-useragent",
    )];
    let reply = Client::new(&service)
        .plain(Method::OPTIONS, "/chat/threads", "", &headers)
        .await;
    assert_eq!(reply.status, 204);
    assert_eq!(reply.headers["access-control-allow-origin"], "*");
    assert_eq!(
        reply.headers["access-control-allow-headers"],
        "authorization,x-ms-useragent"
    );
}

#[tokio::test]
async fn a_taken_port_is_told() {
    let service = start(idle(), |_| ()).await;
    let taken = service
        .announcement()
        .http
        .trim_start_matches("http://")
        .to_owned();
    let folder = tempfile::tempdir().expect("a folder");
    let mut options = ringback_service::Options::new(folder.path());
    options.listen = taken.parse().expect("an address");
    let error = ringback_service::Service::start(options, idle())
        .await
        .err()
        .expect("refused");
    assert!(error.to_string().contains(&taken), "{error}");
}

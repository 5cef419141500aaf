//! Playing people over the control API: callers, far ends, agents, chat customers.

use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, CALLER},
    support::Client,
};

#[tokio::test]
async fn a_call_is_found_by_each_of_its_names() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (call, leg) = bench.connected(&application).await;
    let shown = bench
        .control("GET", &format!("/calls/{call}"), Value::Null)
        .await;
    assert_eq!(shown.text("state"), "connected");
    assert_eq!(shown.body["callConnectionIds"], json!([leg]));
    let server = shown
        .text("serverCallId")
        .replace('/', "%2F")
        .replace('+', "%2B");
    for name in [leg, server] {
        let found = bench
            .control("GET", &format!("/calls/{name}"), Value::Null)
            .await;
        assert_eq!(found.text("id"), call, "{name}");
    }
}

#[tokio::test]
async fn a_far_end_does_what_it_was_told() {
    let bench = Bench::start().await;
    let busy = json!({"mode": "busy", "after": "2s"});
    let told = bench
        .control("PUT", "/parties/4:+14255550155/answering", busy)
        .await;
    assert_eq!(told.status, 204);
    let call = json!({"from": CALLER, "to": "+14255550155"});
    let placed = bench.control("POST", "/calls", call).await;
    assert_eq!(placed.status, 201, "{:#}", placed.body);
    bench
        .control("POST", "/clock/advance", json!({"by": "3s"}))
        .await;
    let path = format!("/calls/{}", placed.text("id"));
    let shown = bench.control("GET", &path, Value::Null).await;
    assert_eq!(shown.body["ended"]["code"], 486, "{:#}", shown.body);
}

#[tokio::test]
async fn an_agent_is_played_by_short_name() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let queue = bench
        .control("GET", "/queues/support", Value::Null)
        .await
        .text("rawId");
    let call = json!({"from": CALLER, "to": queue});
    let placed = bench.control("POST", "/calls", call).await.text("id");
    bench
        .control("POST", "/clock/advance", json!({"by": "1s"}))
        .await;
    let shown = bench.control("GET", "/queues/support", Value::Null).await;
    assert_eq!(shown.body["waiting"][0]["call"], placed, "{:#}", shown.body);
    let agents = bench.control("GET", "/agents", Value::Null).await;
    let offered = agents.body["value"].as_array().expect("agents").iter();
    let mut offered = offered.filter(|one| one["offers"][0]["call"] == placed);
    let agent = offered.next().expect("it rings somewhere")["id"]
        .as_str()
        .expect("a name")
        .to_owned();
    let path = format!("/agents/{agent}/actions");
    let answered = bench
        .control("POST", &path, json!({"answer": {}, "call": placed}))
        .await;
    assert_eq!(answered.status, 200, "{:#}", answered.body);
    assert_eq!(answered.body["calls"], json!([placed]));
    let hung_up = bench.control("POST", &path, json!("hang-up")).await;
    assert_eq!(hung_up.body["calls"], json!([]), "{:#}", hung_up.body);
    bench
        .control("POST", &path, json!({"answer": {}}))
        .await
        .refused(409, "Conflict");
    let away = bench
        .control(
            "PUT",
            &format!("/agents/{agent}"),
            json!({"presence": "away"}),
        )
        .await;
    assert_eq!(away.text("presence"), "away");
    bench
        .control("PUT", "/agents/nobody", json!({}))
        .await
        .refused(404, "NotFound");
    bench
        .control("POST", &path, json!({"transfer": {}}))
        .await
        .refused(501, "NotImplemented");
}

#[tokio::test]
async fn a_far_end_is_played_by_hand() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let ignore = json!({"mode": "ignore"});
    bench
        .control("PUT", "/parties/4:+14255550156/answering", ignore)
        .await;
    let call = json!({"from": CALLER, "to": "+14255550156"});
    let placed = bench.control("POST", "/calls", call).await.text("id");
    let path = format!("/calls/{placed}/parties/4:+14255550156/actions");
    bench
        .control("POST", &path, json!({"hold": {}}))
        .await
        .refused(409, "Conflict");
    bench
        .control("POST", &path, json!("read"))
        .await
        .refused(400, "BadRequest");
    bench
        .control("POST", &path, json!({"press": ["one"]}))
        .await
        .refused(409, "Conflict");
    let declined = bench.control("POST", &path, json!({"decline": {}})).await;
    assert_eq!(declined.status, 200, "{:#}", declined.body);
    assert_eq!(
        (declined.text("state"), &declined.body["ended"]["code"]),
        ("ended".to_owned(), &json!(603))
    );
}

#[tokio::test]
async fn a_chat_customer_is_played() {
    let bench = Bench::start().await;
    let scopes = json!({"createTokenWithScopes": ["chat"]});
    let user = bench.post("/identities", scopes).await.body;
    let id = user["identity"]["id"].as_str().expect("an id");
    let path = format!("/identities/{id}/actions");
    bench
        .control("POST", &path, json!({"send": "hi"}))
        .await
        .refused(400, "BadRequest");
    let client = Client::new(&bench.service);
    let bearer = format!(
        "Bearer {}",
        user["accessToken"]["token"].as_str().expect("a token")
    );
    let headers = [("authorization", bearer.as_str())];
    let threads = "/chat/threads?api-version=2025-03-15";
    let topic = json!({"topic": "t"}).to_string();
    let created = client
        .plain(http::Method::POST, threads, &topic, &headers)
        .await;
    assert_eq!(created.status, 201, "{:#}", created.body);
    let sent = bench.control("POST", &path, json!({"send": "hi"})).await;
    assert!(!sent.text("messageId").is_empty(), "{:#}", sent.body);
    for action in [
        json!({"edit": "hello"}),
        json!({"type": {}}),
        json!("read"),
        json!("delete"),
        json!("leave"),
    ] {
        let done = bench.control("POST", &path, action.clone()).await;
        assert_eq!(done.status, 200, "{action} {:#}", done.body);
    }
    let expired = bench.control("POST", &path, json!("expire-tokens")).await;
    assert_eq!(expired.status, 200, "{:#}", expired.body);
    let listed = client.plain(http::Method::GET, threads, "", &headers).await;
    assert_eq!(listed.status, 401);
    bench
        .control("POST", &path, json!({"say": "hi"}))
        .await
        .refused(400, "BadRequest");
}

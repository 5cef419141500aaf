//! Visits to the website, and what the service says in a chat itself.

use serde_json::{Value, json};

use crate::fake::{BOT, Stage};

const THREAD: &str = "/chat/threads/19%3Ahelp%40thread.v2?api-version=2024-03-07";
const MESSAGES: &str = "/chat/threads/19%3Ahelp%40thread.v2/messages?api-version=2024-03-07";

fn event(id: &str, event_type: &str, data: &Value) -> Value {
    json!([{ "id": id, "eventType": format!("Microsoft.Communication.{event_type}"), "data": data }])
}

fn call_ended(id: &str, caller: &str) -> Value {
    let by = json!({ "communicationIdentifier": { "rawId": caller } });
    event(id, "CallEnded", &json!({ "startedBy": by }))
}

#[tokio::test]
async fn a_visit_opens_a_chat_with_the_bot_and_says_nothing_itself() {
    let stage = Stage::new().await;
    assert_eq!(stage.get("/health").await, 200);
    let (status, window) = stage.post("/chats", &json!({ "name": "Maya" })).await;
    assert_eq!(status, 200);
    assert_eq!(window["threadId"], "19:help@thread.v2");
    assert_eq!(window["userId"], "8:acs:2");
    assert_eq!(window["token"], "token-2");
    assert!(
        window["endpoint"]
            .as_str()
            .unwrap()
            .starts_with("http://127.0.0.1:")
    );

    let requests = stage.requests();
    assert_eq!(requests.len(), 3, "{requests:#?}");
    let scopes = |number: usize| requests[number].body["createTokenWithScopes"].clone();
    assert_eq!(scopes(0), json!(["chat"]));
    assert_eq!(scopes(1), json!(["chat", "voip"]));
    assert_eq!(requests[2].token, "token-1");
    assert_eq!(requests[2].body["topic"], "Help for Maya");
    let participants = requests[2].body["participants"].as_array().unwrap();
    let shown: Vec<_> = participants
        .iter()
        .map(|one| {
            let id = &one["communicationIdentifier"]["communicationUser"]["id"];
            (id.as_str().unwrap(), one["displayName"].as_str().unwrap())
        })
        .collect();
    let expected = [
        ("8:acs:1", "Contoso"),
        (BOT, "Contoso"),
        ("8:acs:2", "Maya"),
    ];
    assert_eq!(shown, expected);
}

#[tokio::test]
async fn without_a_bot_the_chat_has_none() {
    let stage = Stage::with(&[("BOT_ID", "")]).await;
    stage.post("/chats", &json!({ "name": "Maya" })).await;
    let participants = stage.requests()[2].body["participants"].clone();
    assert_eq!(participants.as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_visit_that_the_resource_refuses_fails() {
    let stage = Stage::new().await;
    stage.refuse("/identities", 500, "ServiceUnavailable", 1);
    assert_eq!(
        stage.post("/chats", &json!({ "name": "Maya" })).await.0,
        500
    );
}

#[tokio::test]
async fn who_has_called_from_the_chat_is_thanked_there_once() {
    let stage = Stage::new().await;
    stage.post("/chats", &json!({ "name": "Maya" })).await;
    stage.requests();
    assert_eq!(
        stage
            .post("/api/events", &call_ended("1", "8:acs:7"))
            .await
            .0,
        200
    );
    assert_eq!(stage.requests(), [], "a stranger's call");
    for _ in 0..2 {
        assert_eq!(
            stage
                .post("/api/events", &call_ended("2", "8:acs:2"))
                .await
                .0,
            200
        );
    }
    let thanks = stage.request();
    assert_eq!(
        (thanks.target.as_str(), thanks.token.as_str()),
        (MESSAGES, "token-1")
    );
    assert_eq!(thanks.body["content"], "Thank you for calling.");
    assert_eq!(thanks.body["senderDisplayName"], "Contoso");
    assert_eq!(thanks.body.get("metadata"), None);
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once() {
    let stage = Stage::new().await;
    stage.post("/chats", &json!({ "name": "Maya" })).await;
    stage.requests();
    stage.refuse("/messages?", 401, "Unauthorized", 1);
    assert_eq!(
        stage
            .post("/api/events", &call_ended("1", "8:acs:2"))
            .await
            .0,
        200
    );
    let requests = stage.requests();
    let [refused, renewed, again] = requests.as_slice() else {
        panic!("{requests:#?}")
    };
    assert_eq!(refused.token, "token-1");
    assert_eq!(
        renewed.target,
        "/identities/8%3Aacs%3A1/:issueAccessToken?api-version=2023-10-01"
    );
    assert_eq!(renewed.body, json!({ "scopes": ["chat"] }));
    assert_eq!(again.token, "token-renewed");
    assert_eq!(again.body, refused.body);

    stage.refuse("/messages?", 401, "Unauthorized", 2);
    assert_eq!(
        stage
            .post("/api/events", &call_ended("2", "8:acs:2"))
            .await
            .0,
        500
    );
    assert_eq!(
        stage.requests().len(),
        3,
        "it is tried once more, not for ever"
    );
}

#[tokio::test]
async fn a_chat_that_was_closed_is_deleted_and_left_alone() {
    let stage = Stage::new().await;
    stage.post("/chats", &json!({ "name": "Maya" })).await;
    stage.requests();
    let closed = stage
        .post("/chats/close", &json!({ "thread": "19:help@thread.v2" }))
        .await;
    assert_eq!(closed.0, 204);
    let request = stage.request();
    assert_eq!(
        (request.method.as_str(), request.target.as_str()),
        ("DELETE", THREAD)
    );
    assert_eq!(request.token, "token-1");
    stage.post("/api/events", &call_ended("1", "8:acs:2")).await;
    stage
        .post("/chats/close", &json!({ "thread": "19:help@thread.v2" }))
        .await;
    assert_eq!(stage.requests(), []);
}

#[tokio::test]
async fn a_chat_that_others_deleted_is_left_alone() {
    let stage = Stage::new().await;
    for deleted_first in [true, false] {
        stage.post("/chats", &json!({ "name": "Maya" })).await;
        let customer = if deleted_first { "8:acs:2" } else { "8:acs:4" };
        stage.requests();
        if deleted_first {
            let deleted = event(
                "1",
                "ChatThreadDeleted",
                &json!({ "threadId": "19:help@thread.v2" }),
            );
            assert_eq!(stage.post("/api/events", &deleted).await.0, 200);
        } else {
            stage.refuse("/messages?", 404, "NotFound", 1);
            assert_eq!(
                stage
                    .post("/api/events", &call_ended("2", customer))
                    .await
                    .0,
                200
            );
            stage.requests();
        }
        stage
            .post(
                "/api/events",
                &call_ended(&format!("3-{deleted_first}"), customer),
            )
            .await;
        assert_eq!(stage.requests(), [], "{deleted_first}");
    }
}

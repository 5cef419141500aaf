//! Visits to the website and the messages that follow.

use serde_json::{Value, json};

use crate::fake::Stage;

const MESSAGES: &str = "/chat/threads/19%3Ahelp%40thread.v2/messages?api-version=2024-03-07";

fn message_event(id: &str, event_type: &str, data: Value) -> Value {
    let mut event = json!({
        "id": id,
        "eventType": format!("Microsoft.Communication.{event_type}"),
        "data": { "threadId": "19:help@thread.v2", "messageId": "1700000000000", "type": "Text" },
    });
    for (name, value) in data.as_object().unwrap() {
        event["data"][name] = value.clone();
    }
    json!([event])
}

fn said_by(raw_id: &str, text: &str) -> Value {
    json!({ "senderCommunicationIdentifier": { "rawId": raw_id }, "messageBody": text })
}

#[tokio::test]
async fn a_visit_opens_a_chat_between_the_bot_and_the_customer() {
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
    assert_eq!(requests.len(), 4, "{requests:#?}");
    assert_eq!(
        requests[0].body,
        json!({ "createTokenWithScopes": ["chat"] })
    );
    assert_eq!(requests[2].token, "token-1");
    assert_eq!(requests[2].body["topic"], "Help for Maya");
    let ids = [0, 1].map(|number| {
        let path = format!("/participants/{number}/communicationIdentifier/communicationUser/id");
        requests[2].body.pointer(&path).unwrap().clone()
    });
    assert_eq!(ids, ["8:acs:1", "8:acs:2"]);
    assert_eq!(requests[3].target, MESSAGES);
    assert_eq!(requests[3].token, "token-1");
    assert_eq!(requests[3].body["content"], "Hello Maya, how can we help?");
    assert_eq!(requests[3].body["type"], "text");
}

#[tokio::test]
async fn the_bot_answers_the_question_of_a_visit() {
    let stage = Stage::new().await;
    stage
        .post(
            "/chats",
            &json!({ "name": "Li", "question": "Your hours?" }),
        )
        .await;
    let requests = stage.requests();
    assert_eq!(requests.len(), 5, "{requests:#?}");
    assert!(
        requests[4].body["content"]
            .as_str()
            .unwrap()
            .contains("open")
    );
}

#[tokio::test]
async fn a_visit_that_the_resource_refuses_fails() {
    let stage = Stage::new().await;
    stage.refuse("/identities", 503, "ServiceUnavailable", 1);
    assert_eq!(
        stage.post("/chats", &json!({ "name": "Maya" })).await.0,
        500
    );
}

#[tokio::test]
async fn simple_questions_are_answered() {
    let stage = Stage::new().await;
    stage.post("/chats", &json!({ "name": "Maya" })).await;
    stage.requests();
    let questions = [
        ("What are your HOURS?", "open Monday"),
        ("a person, please", "+18005550100"),
        ("Is there a human?", "+18005550100"),
        ("agent", "+18005550100"),
        ("good morning", "I can help"),
    ];
    for (number, (question, answer)) in questions.into_iter().enumerate() {
        let mut data = said_by("8:acs:2", question);
        data["messageId"] = number.to_string().into();
        let event = message_event(&number.to_string(), "ChatMessageReceivedInThread", data);
        assert_eq!(stage.post("/api/events", &event).await.0, 200);
        let request = stage.request();
        assert_eq!(
            (request.target.as_str(), request.token.as_str()),
            (MESSAGES, "token-1")
        );
        let content = request.body["content"].as_str().unwrap();
        assert!(content.contains(answer), "{question}: {content}");
    }
}

#[tokio::test]
async fn the_bot_answers_neither_itself_nor_a_message_twice() {
    let stage = Stage::new().await;
    stage.post("/chats", &json!({ "name": "Maya" })).await;
    stage.requests();
    let own = message_event(
        "1",
        "ChatMessageReceivedInThread",
        said_by("8:acs:1", "hours"),
    );
    stage.post("/api/events", &own).await;
    let mut for_customer = said_by("8:acs:1", "hours");
    for_customer["recipientCommunicationIdentifier"] = json!({ "rawId": "8:acs:2" });
    stage
        .post(
            "/api/events",
            &message_event("2", "ChatMessageReceived", for_customer),
        )
        .await;
    assert_eq!(stage.requests(), []);

    let mut for_bot = said_by("8:acs:2", "hours");
    for_bot["recipientCommunicationIdentifier"] = json!({ "rawId": "8:acs:1" });
    let first = message_event("3", "ChatMessageReceived", for_bot);
    let same = message_event(
        "4",
        "ChatMessageReceivedInThread",
        said_by("8:acs:2", "hours"),
    );
    for event in [&first, &same, &first] {
        assert_eq!(stage.post("/api/events", event).await.0, 200);
    }
    assert_eq!(stage.requests().len(), 1);
}

#[tokio::test]
async fn a_reply_that_could_not_be_sent_is_sent_when_the_event_comes_again() {
    let stage = Stage::new().await;
    stage.post("/chats", &json!({ "name": "Maya" })).await;
    stage.refuse("/messages?", 503, "ServiceUnavailable", 1);
    let event = message_event(
        "1",
        "ChatMessageReceivedInThread",
        said_by("8:acs:2", "hours"),
    );
    assert_eq!(stage.post("/api/events", &event).await.0, 500);
    stage.requests();
    assert_eq!(stage.post("/api/events", &event).await.0, 200);
    assert_eq!(stage.requests().len(), 1);
}

#[tokio::test]
async fn threads_that_are_closed_or_of_others_are_left_alone() {
    let stage = Stage::new().await;
    let event = |id| {
        message_event(
            id,
            "ChatMessageReceivedInThread",
            said_by("8:acs:2", "hours"),
        )
    };
    assert_eq!(stage.post("/api/events", &event("1")).await.0, 200);
    assert_eq!(stage.requests(), [], "the thread is not of this service");

    stage.post("/chats", &json!({ "name": "Maya" })).await;
    stage.requests();
    stage.refuse("/messages?", 403, "Forbidden", 1);
    let mut second = event("2");
    second[0]["data"]["messageId"] = "2".into();
    for event in [event("3"), second] {
        assert_eq!(stage.post("/api/events", &event).await.0, 200);
    }
    assert_eq!(
        stage.requests().len(),
        1,
        "the thread is closed after the first reply"
    );
}

//! Defects that were asked for do what their names say; the library shows what becomes of them.

use serde_json::{Value, json};

use crate::bot::activity;
use crate::fake::{Request, Stage};

async fn with(defect: &str) -> Stage {
    let stage = Stage::with(&[("MISBEHAVE", defect)]).await;
    stage.post("/chats", &json!({ "name": "Maya" })).await;
    stage.requests();
    stage
}

/// Delivers a callback of a call and gives what the service asked for.
async fn callback(stage: &Stage, event_type: &str, data: Value) -> Vec<Request> {
    let mut event = json!([{
        "id": event_type,
        "type": format!("Microsoft.Communication.{event_type}"),
        "data": { "callConnectionId": "call-1" },
    }]);
    for (name, value) in data.as_object().unwrap() {
        event[0]["data"][name] = value.clone();
    }
    let path = "/api/calls/event-1?caller=4%3A%2B14255550123";
    assert_eq!(stage.post(path, &event).await.0, 200);
    stage.requests()
}

/// Delivers a message to the bot and gives what it and the service asked for.
async fn message(stage: &Stage, id: &str, text: &str) -> Vec<Request> {
    let activity = activity(stage, "message", id, &json!({ "text": text }));
    assert_eq!(stage.post("/api/messages", &activity).await.0, 200);
    stage.requests()
}

fn incoming_call() -> Value {
    json!([{
        "id": "event-1",
        "eventType": "Microsoft.Communication.IncomingCall",
        "data": { "from": { "rawId": "4:+14255550123" }, "incomingCallContext": "context-1" },
    }])
}

#[tokio::test]
async fn one_that_answers_twice_asks_for_the_same_again() {
    let stage = with("answers-twice").await;
    assert_eq!(stage.post("/api/events", &incoming_call()).await.0, 200);
    let requests = stage.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0], requests[1]);
}

#[tokio::test]
async fn one_that_answers_late_acknowledges_at_once_and_sleeps_first() {
    let stage = with("answers-late").await;
    assert_eq!(stage.post("/api/events", &incoming_call()).await.0, 200);
    let asked = stage.requests();
    assert_eq!(asked[0].target, "/sim/v1/clock/sleeps");
    assert_eq!(asked[0].body, json!({ "for": "40s" }));
}

#[tokio::test]
async fn each_defect_of_the_phone_takes_its_wrong_step() {
    let transfer = json!({ "operationContext": "bye:Sales" });
    assert_eq!(
        callback(
            &with("loses-callback").await,
            "PlayCompleted",
            transfer.clone()
        )
        .await,
        []
    );
    let asked = callback(&with("wrong-queue").await, "PlayCompleted", transfer).await;
    assert_eq!(
        asked[0].body["targetParticipant"]["microsoftTeamsApp"]["appId"],
        "support-app"
    );
    let asked = callback(
        &with("ignores-hang-up").await,
        "CallDisconnected",
        json!({}),
    )
    .await;
    assert!(asked[0].target.contains(":recognize?"), "{asked:#?}");
    for (defect, event_type) in [
        ("leaves-customer", "AddParticipantSucceeded"),
        ("drops-declined", "AddParticipantFailed"),
    ] {
        let asked = callback(&with(defect).await, event_type, json!({})).await;
        assert!(asked[0].target.contains(":terminate?"), "{asked:#?}");
    }
    let failed = |sub_code: u32| json!({ "operationContext": "menu-1", "resultInformation": { "subCode": sub_code } });
    let asked = callback(
        &with("wrong-menu-on-silence").await,
        "RecognizeFailed",
        failed(8510),
    )
    .await;
    let said = asked[0].body["playPrompt"]["text"]["text"]
        .as_str()
        .unwrap();
    assert!(
        said.starts_with("Sorry, that is not in the menu."),
        "{said}"
    );
    let asked = callback(
        &with("guesses-choice").await,
        "RecognizeFailed",
        failed(8534),
    )
    .await;
    assert_eq!(asked[0].body["operationContext"], "bye:Sales");
}

#[tokio::test]
async fn one_that_handles_callbacks_doubly_takes_a_step_again() {
    let stage = with("doubled-callback").await;
    for _ in 0..2 {
        assert_eq!(callback(&stage, "CallConnected", json!({})).await.len(), 1);
    }
}

#[tokio::test]
async fn one_that_never_calls_back_says_it_will() {
    let stage = with("never-calls-back").await;
    let asked = json!({ "name": "Maya", "number": "+14255550123" });
    assert_eq!(stage.post("/callbacks", &asked).await.0, 202);
    assert_eq!(stage.requests(), []);
}

#[tokio::test]
async fn each_defect_of_the_bot_says_the_wrong_thing() {
    let asked = message(&with("never-escalates").await, "1", "a person").await;
    assert_eq!(asked.len(), 1);
    assert!(
        asked[0].body["text"]
            .as_str()
            .unwrap()
            .starts_with("I can help")
    );
    assert_eq!(
        message(&with("escalates-unasked").await, "1", "hours")
            .await
            .len(),
        4
    );
    let asked = message(&with("one-skill").await, "1", "a person of sales").await;
    assert_eq!(asked[2].body["metadata"]["teamsAppId"], "support-app");
    let asked = message(&with("wrong-number").await, "1", "phone").await;
    assert!(
        asked[0].body["text"]
            .as_str()
            .unwrap()
            .ends_with("+18005550199.")
    );
    let stage = with("silent-bot").await;
    let came = json!({ "membersAdded": [{ "id": crate::fake::BOT, "name": "Contoso" }] });
    let came = activity(&stage, "conversationUpdate", "1", &came);
    assert_eq!(stage.post("/api/messages", &came).await.0, 200);
    assert_eq!(stage.requests(), []);
}

#[tokio::test]
async fn one_that_mixes_chats_writes_into_the_first() {
    let stage = with("mixes-chats").await;
    message(&stage, "1", "hours").await;
    let other = json!({ "text": "hours", "conversation": { "id": "19:other@thread.v2" } });
    let other = activity(&stage, "message", "2", &other);
    assert_eq!(stage.post("/api/messages", &other).await.0, 200);
    assert!(stage.request().target.contains("19%3Ahelp%40thread.v2"));
}

#[tokio::test]
async fn each_defect_of_the_chat_forgets_or_remembers_too_much() {
    let ended = json!([{
        "id": "1",
        "eventType": "Microsoft.Communication.CallEnded",
        "data": { "startedBy": { "communicationIdentifier": { "rawId": "8:acs:2" } } },
    }]);
    let stage = with("forgets-thanks").await;
    assert_eq!(stage.post("/api/events", &ended).await.0, 200);
    assert_eq!(stage.requests(), []);

    let stage = with("talks-to-deleted-thread").await;
    stage
        .post("/chats/close", &json!({ "thread": "19:help@thread.v2" }))
        .await;
    stage.requests();
    assert_eq!(stage.post("/api/events", &ended).await.0, 200);
    assert_eq!(stage.requests().len(), 1);

    let stage = with("stale-token").await;
    stage.refuse("/messages?", 401, "Unauthorized", 1);
    assert_eq!(stage.post("/api/events", &ended).await.0, 500);
    assert_eq!(stage.requests().len(), 1);
}

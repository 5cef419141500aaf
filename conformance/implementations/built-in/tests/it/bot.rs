//! What the bot does with activities.

use serde_json::{Value, json};

use crate::fake::{BOT, Request, Stage};

const MESSAGES: &str = "/chat/threads/19%3Ahelp%40thread.v2/messages?api-version=2024-03-07";
const ANSWERS: &str = "/v3/conversations/19%3Ahelp%40thread.v2/activities";

/// An activity of the open chat.
pub(crate) fn activity(stage: &Stage, kind: &str, id: &str, more: &Value) -> Value {
    let mut activity = json!({
        "type": kind,
        "id": id,
        "timestamp": "2026-01-20T10:15:03Z",
        "channelId": "acschat",
        "serviceUrl": stage.service_url(),
        "conversation": { "id": "19:help@thread.v2", "isGroup": true },
        "from": { "id": "8:acs:2", "name": "Maya" },
        "recipient": { "id": BOT, "name": "Contoso" },
    });
    for (name, value) in more.as_object().unwrap() {
        activity[name] = value.clone();
    }
    activity
}

/// Lets the bot handle an activity and gives what it asked for.
async fn requests(stage: &Stage, kind: &str, id: &str, more: Value) -> Vec<Request> {
    let activity = activity(stage, kind, id, &more);
    assert_eq!(stage.post("/api/messages", &activity).await.0, 200);
    stage.requests()
}

async fn opened() -> Stage {
    let stage = Stage::new().await;
    stage.post("/chats", &json!({ "name": "Maya" })).await;
    stage.requests();
    stage
}

#[tokio::test]
async fn who_came_with_the_bot_is_welcomed_by_name() {
    let stage = opened().await;
    let member = |id: &str, name: &str| json!({ "id": id, "name": name });
    for (id, others, welcome) in [
        (
            "1",
            vec![member("8:acs:1", "Contoso"), member("8:acs:2", "Maya")],
            "Hello Maya, how can we help?",
        ),
        ("2", vec![], "Hello, how can we help?"),
    ] {
        let mut members = vec![member(BOT, "Contoso")];
        members.extend(others);
        let asked = requests(
            &stage,
            "conversationUpdate",
            id,
            json!({ "membersAdded": members }),
        )
        .await;
        let [said] = asked.as_slice() else {
            panic!("{asked:#?}")
        };
        assert_eq!(said.target, format!("{ANSWERS}/{id}"));
        assert_eq!(said.body["text"], welcome);
    }
    let other = json!({ "membersAdded": [member("8:acs:9", "Li")] });
    assert_eq!(requests(&stage, "conversationUpdate", "3", other).await, []);
}

#[tokio::test]
async fn questions_are_answered_through_the_connector() {
    let stage = opened().await;
    for (id, question, answer) in [
        (
            "1",
            "What are your HOURS?",
            "We are open Monday to Friday, from 9:00 to 17:00.",
        ),
        (
            "2",
            "your phone number?",
            "You can reach us by phone at +18005550100.",
        ),
        (
            "3",
            "good morning",
            "I can help with our opening hours, or connect you to a person.",
        ),
    ] {
        let asked = requests(&stage, "message", id, json!({ "text": question })).await;
        let [said] = asked.as_slice() else {
            panic!("{asked:#?}")
        };
        assert_eq!(
            (said.target.clone(), said.token.as_str()),
            (format!("{ANSWERS}/{id}"), "")
        );
        let expected = json!({
            "type": "message",
            "channelId": "acschat",
            "from": { "id": BOT, "name": "Contoso" },
            "recipient": { "id": "8:acs:2", "name": "Maya" },
            "conversation": { "id": "19:help@thread.v2" },
            "replyToId": id,
            "text": answer,
        });
        assert_eq!(said.body, expected, "{question}");
    }
}

#[tokio::test]
async fn who_asks_for_a_person_is_handed_over_to_the_right_voice_app() {
    for (text, queue, app) in [
        ("a person, please", "support", "support-app"),
        ("Is there a HUMAN in sales?", "sales", "sales-app"),
        ("an agent at the reception", "reception", "attendant-app"),
    ] {
        let stage = opened().await;
        let asked = requests(&stage, "message", "1", json!({ "text": text })).await;
        let [said, handoff, invited] = asked.as_slice() else {
            panic!("{asked:#?}")
        };
        assert_eq!(said.body["text"], "I am connecting you to one of us.");
        assert_eq!(handoff.body["type"], "event");
        assert_eq!(handoff.body["name"], "handoff.initiate");
        assert_eq!(handoff.body["value"], json!({ "queue": queue }));
        assert_eq!(
            (invited.target.as_str(), invited.token.as_str()),
            (MESSAGES, "token-1")
        );
        assert_eq!(invited.body["content"], "Please call us from this window.");
        let metadata = json!({ "handoff": "call", "teamsAppId": app });
        assert_eq!(invited.body["metadata"], metadata);
    }
}

#[tokio::test]
async fn what_comes_twice_is_answered_once_and_what_is_nothing_to_the_bot_not_at_all() {
    let stage = opened().await;
    let hours = || json!({ "text": "hours" });
    assert_eq!(requests(&stage, "message", "1", hours()).await.len(), 1);
    assert_eq!(requests(&stage, "message", "1", hours()).await, []);
    for kind in [
        "typing",
        "messageUpdate",
        "messageDelete",
        "event",
        "invoke",
    ] {
        assert_eq!(requests(&stage, kind, kind, hours()).await, [], "{kind}");
    }
}

#[tokio::test]
async fn an_answer_that_could_not_be_sent_is_sent_when_the_activity_comes_again() {
    let stage = opened().await;
    stage.refuse("/v3/", 500, "ServiceUnavailable", 1);
    let message = activity(&stage, "message", "1", &json!({ "text": "hours" }));
    assert_eq!(stage.post("/api/messages", &message).await.0, 500);
    stage.requests();
    assert_eq!(stage.post("/api/messages", &message).await.0, 200);
    assert_eq!(stage.requests().len(), 1);
}

#[tokio::test]
async fn a_chat_that_is_closed_is_no_error() {
    let stage = opened().await;
    stage.refuse("/v3/", 404, "NotFound", 1);
    let message = activity(&stage, "message", "1", &json!({ "text": "hours" }));
    assert_eq!(stage.post("/api/messages", &message).await.0, 200);
}

#[tokio::test]
async fn a_bot_with_an_app_id_trusts_nobody_who_cannot_prove_it() {
    let stage = Stage::with(&[("BOT_APP_ID", "app-1")]).await;
    let message = activity(&stage, "message", "1", &json!({ "text": "hours" }));
    assert_eq!(stage.post("/api/messages", &message).await.0, 401);
    let forged = stage
        .post_as("no.such.token", "/api/messages", &message)
        .await;
    assert_eq!(forged.0, 401);
    assert_eq!(stage.requests(), []);
}

//! What the connector refuses: whatever comes, a typed error with a hint.

use http::Method;
use serde_json::{Value, json};

use super::{BotBench, bench::encoded};
use crate::support::Answer;

#[track_caller]
fn hinted(answer: &Answer, status: u16, code: &str) {
    answer.refused(status, code);
    assert!(answer.header("x-ringback-hint").is_some(), "{code}");
}

#[tokio::test]
async fn unknown_conversations_and_activities_are_not_found() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    let hers = bench.say(&maya, &thread, json!({"content": "hi"})).await;
    let message = || json!({"type": "message", "text": "x"});
    for unknown in ["nonsense", "19%3Anobody%40thread.v2"] {
        let path = format!("/{unknown}/activities");
        let answer = bench.connector(Method::POST, &path, message()).await;
        hinted(&answer, 404, "ConversationNotFound");
    }
    let at = format!("/{}/activities", encoded(&thread));
    for unknown in ["1", "a", "99999999999999999999999"] {
        let path = format!("{at}/{unknown}");
        let answer = bench.connector(Method::PUT, &path, message()).await;
        hinted(&answer, 404, "ActivityNotFoundInConversation");
        let answer = bench.connector(Method::DELETE, &path, Value::Null).await;
        hinted(&answer, 404, "ActivityNotFoundInConversation");
    }
    let answer = bench
        .connector(Method::PUT, &format!("{at}/{hers}"), message())
        .await;
    hinted(&answer, 403, "Forbidden");
    let path = "/botframework/bots/nobody/v3/conversations";
    let answer = bench.plain(Method::GET, path, "", "application/json").await;
    hinted(&answer, 404, "BotNotFound");
}

#[tokio::test]
async fn broken_and_empty_bodies_are_bad_requests() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    let at = format!("/{}/activities", encoded(&thread));
    for broken in [
        "",
        "{",
        "[]",
        "7",
        "null",
        "{\"attachments\": 7}",
        "{\"type\": {}}",
    ] {
        for (method, path) in [
            (Method::POST, at.clone()),
            (Method::PUT, format!("{at}/1")),
            (Method::POST, String::new()),
        ] {
            let answer = bench
                .connector_with(method.clone(), &path, broken, &[])
                .await;
            // A conversation needs no more than an object.
            if path.is_empty() && answer.status == 201 && broken.starts_with('{') {
                continue;
            }
            hinted(&answer, 400, "BadSyntax");
        }
    }
    let empty = bench
        .connector(Method::POST, &at, json!({"type": "message"}))
        .await;
    hinted(&empty, 400, "MissingProperty");
    let large = json!({"type": "message", "text": "x".repeat(28 * 1024 + 1)});
    let answer = bench.connector(Method::POST, &at, large).await;
    hinted(&answer, 413, "MessageSizeTooBig");
    let member = json!({"members": [{"id": "maya"}]});
    let answer = bench.connector(Method::POST, "", member).await;
    hinted(&answer, 400, "BadArgument");
}

#[tokio::test]
async fn a_conversation_whose_first_activity_is_refused_is_not_opened() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let open = async |activity: Value| {
        let body = json!({"members": [{"id": maya.id}], "activity": activity});
        bench.connector(Method::POST, "", body).await
    };
    hinted(
        &open(json!({"type": "message"})).await,
        400,
        "MissingProperty",
    );
    let large = json!({"type": "message", "text": "x".repeat(28 * 1024 + 1)});
    hinted(&open(large).await, 413, "MessageSizeTooBig");
    let opened = open(json!({"type": "message", "text": "hello"})).await;
    opened.expect(201);
    assert_eq!(bench.facts("thread-created", 1).await.len(), 1);
}

#[tokio::test]
async fn a_removed_bot_has_no_say() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    let body = json!({"communicationUser": {"id": bench.identity}});
    let at = format!("/{}/participants/:remove", encoded(&thread));
    bench.chat(&maya, Method::POST, &at, body).await;
    let at = format!("/{}", encoded(&thread));
    for activity in [
        json!({"type": "message", "text": "x"}),
        json!({"type": "typing"}),
        json!({"type": "trace"}),
        json!({"type": "event", "name": "handoff.initiate"}),
    ] {
        let path = format!("{at}/activities");
        let answer = bench.connector(Method::POST, &path, activity).await;
        hinted(&answer, 403, "BotNotInConversationRoster");
    }
    let answer = bench
        .connector(Method::GET, &format!("{at}/members"), Value::Null)
        .await;
    hinted(&answer, 403, "BotNotInConversationRoster");
    let answer = bench.connector(Method::GET, "", Value::Null).await;
    assert_eq!(answer.expect(200), json!({"conversations": []}));
}

#[tokio::test]
async fn what_the_connector_does_not_do_says_so() {
    let bench = BotBench::start().await;
    for (method, path) in [
        (Method::POST, "/x/attachments"),
        (Method::PATCH, ""),
        (Method::GET, "/x/y/z"),
    ] {
        let answer = bench.connector(method, path, Value::Null).await;
        hinted(&answer, 501, "NotImplemented");
    }
}

//! What a bot says.

use http::Method;
use serde_json::{Value, json};

use super::{BotBench, bench::encoded, fake::Answer};

#[tokio::test]
async fn a_reply_is_a_message_of_the_bot_and_its_id_changes_and_deletes_it() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    let asked = bench.say(&maya, &thread, json!({"content": "hi"})).await;
    let at = format!("/{}/activities", encoded(&thread));
    let reply = json!({
        "type": "message", "text": "Hello", "from": {"id": bench.identity, "name": "Bea"},
        "replyToId": asked, "channelData": {"a": "b"}, "textFormat": "plain",
    });
    let answer = bench
        .connector(Method::POST, &format!("{at}/{asked}"), reply)
        .await;
    let id = answer.expect(200)["id"].as_str().expect("an id").to_owned();
    let message = bench.message(&maya, &thread, &id).await;
    assert_eq!(message["content"]["message"], "Hello");
    assert_eq!(
        (&message["senderDisplayName"], &message["type"]),
        (&json!("Bea"), &json!("text"))
    );
    assert_eq!(message["metadata"], json!({"a": "b"}));
    assert_eq!(
        message["senderCommunicationIdentifier"]["rawId"],
        bench.identity.as_str()
    );

    let path = format!("{at}/{id}");
    let changed = json!({"type": "message", "text": "Hello!"});
    let answer = bench.connector(Method::PUT, &path, changed).await;
    assert_eq!(answer.expect(200), json!({"id": id}));
    let message = bench.message(&maya, &thread, &id).await;
    assert_eq!(message["content"]["message"], "Hello!");
    bench
        .connector(Method::DELETE, &path, Value::Null)
        .await
        .expect(200);
    let message = bench.message(&maya, &thread, &id).await;
    assert!(message["deletedOn"].is_string(), "{message:#}");
}

#[tokio::test]
async fn choices_are_sent_as_json_that_the_metadata_names() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    let actions = json!({"actions": [{"type": "imBack", "title": "Yes", "value": "yes"}]});
    let id = bench
        .bot_says(
            &thread,
            json!({"type": "message", "suggestedActions": actions}),
        )
        .await;
    let message = bench.message(&maya, &thread, &id).await;
    let kind = &message["metadata"]["microsoft.azure.communication.chat.bot.contenttype"];
    assert_eq!(kind, "azurebotservice.adaptivecard");
    let content = message["content"]["message"].as_str().expect("a text");
    let content: Value = serde_json::from_str(content).expect("JSON");
    assert_eq!(content, json!({"suggestedActions": actions}));
}

#[tokio::test]
async fn typing_and_handoffs_are_facts_and_other_events_nothing() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    bench.bot_says(&thread, json!({"type": "typing"})).await;
    let handoff =
        json!({"type": "event", "name": "handoff.initiate", "value": {"queue": "support", "n": 2}});
    bench.bot_says(&thread, handoff).await;
    let status = json!({"type": "event", "name": "handoff.status", "value": {"state": "failed", "message": "nobody"}});
    bench.bot_says(&thread, status).await;
    bench
        .bot_says(&thread, json!({"type": "event", "name": "else"}))
        .await;
    bench
        .bot_says(&thread, json!({"type": "endOfConversation"}))
        .await;
    bench
        .bot_says(&thread, json!({"type": "message", "text": "end"}))
        .await;
    assert_eq!(
        bench.facts("typing-shown", 1).await[0]["by"],
        bench.identity.as_str()
    );
    let initiated = &bench.facts("handoff-initiated", 1).await[0];
    assert_eq!(initiated["value"], json!({"queue": "support", "n": "2"}));
    assert_eq!(initiated["thread"], thread.as_str());
    let reported = &bench.facts("handoff-reported", 1).await[0];
    assert_eq!(
        (&reported["state"], &reported["message"]),
        (&json!("failed"), &json!("nobody"))
    );
    let sent = bench.facts("message-sent", 1).await;
    assert_eq!(sent.len(), 1, "{sent:?}");
}

#[tokio::test]
async fn replies_may_stand_in_the_answer_to_an_activity() {
    let bench = BotBench::replying_in_answers().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    let replies = json!({"activities": [{"type": "message", "text": "one"}, {"type": "message"}, 7, {"text": "two"}]});
    bench.bot.answers([Answer::Body(replies)]);
    bench.say(&maya, &thread, json!({"content": "hi"})).await;
    let asked = bench.bot.expect("message").await;
    assert_eq!(asked["deliveryMode"], "expectReplies");
    let sent = bench.facts("message-sent", 3).await;
    let said: Vec<_> = sent.iter().map(|one| one["content"].clone()).collect();
    assert_eq!(said, ["hi", "one", "two"]);
}

#[tokio::test]
async fn a_bot_opens_conversations_and_sees_who_is_there() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let stranger =
        "8:acs:00000000-0000-4000-8000-000000000009_00000000-0000-4000-8000-000000000009";
    let body = json!({
        "isGroup": true, "bot": {"id": bench.identity}, "topicName": "News",
        "members": [{"id": maya.id, "name": "Maya"}, {"id": stranger}],
        "activity": {"type": "message", "text": "Good news"},
    });
    let made = bench.connector(Method::POST, "", body).await;
    assert!(
        made.header("x-ringback-hint")
            .is_some_and(|hint| hint.contains(stranger))
    );
    let made = made.expect(201);
    let thread = made["id"].as_str().expect("an id").to_owned();
    let first = made["activityId"].as_str().expect("an id");
    assert_eq!(
        bench.message(&maya, &thread, first).await["content"]["message"],
        "Good news"
    );
    let get = async |path: String| bench.connector(Method::GET, &path, Value::Null).await;
    let at = format!("/{}", encoded(&thread));
    let members = get(format!("{at}/members")).await.expect(200);
    assert_eq!(members[0], json!({"id": bench.identity, "name": "Contoso"}));
    assert_eq!(members[1], json!({"id": maya.id, "name": "Maya"}));
    assert_eq!(
        get(format!("{at}/activities/{first}/members"))
            .await
            .expect(200),
        members
    );
    let page = get(format!("{at}/pagedmembers?pageSize=1"))
        .await
        .expect(200);
    assert_eq!(page["members"], json!([members[0]]));
    let token = page["continuationToken"].as_str().expect("more");
    let path = format!("{at}/pagedmembers?pageSize=1&continuationToken={token}");
    assert_eq!(
        get(path).await.expect(200),
        json!({"members": [members[1]]})
    );
    let one = get(format!("{at}/members/{}", encoded(&maya.id)))
        .await
        .expect(200);
    assert_eq!(one, members[1]);
    let all = get(String::new()).await.expect(200);
    assert_eq!(
        all,
        json!({"conversations": [{"id": thread, "members": members}]})
    );
    let history = json!({"activities": []});
    let taken = bench
        .connector(Method::POST, &format!("{at}/activities/history"), history)
        .await;
    assert!(taken.expect(200)["id"].is_string());
    let path = format!("{at}/members/{}", encoded(&maya.id));
    bench
        .connector(Method::DELETE, &path, Value::Null)
        .await
        .expect(200);
    get(path).await.refused(404, "MemberNotFoundInConversation");
}

//! What a bot hears.

use http::Method;
use serde_json::{Value, json};

use super::{BotBench, bench::encoded, fake::Answer};

fn ids(members: &Value) -> Vec<&str> {
    let members = members.as_array().expect("members").iter();
    members
        .map(|one| one["id"].as_str().expect("an id"))
        .collect()
}

#[tokio::test]
async fn a_new_thread_lists_everyone_with_names_and_the_bot_itself() {
    let bench = BotBench::start().await;
    let (contoso, maya) = (bench.user().await, bench.user().await);
    let others = [
        (bench.identity.as_str(), "Contoso"),
        (maya.id.as_str(), "Maya"),
    ];
    let thread = bench.thread(&contoso, &others).await;
    let heard = bench.bot.next().await;
    let update = heard.activity;
    assert_eq!(heard.headers.get("authorization"), None);
    assert_eq!(update["type"], "conversationUpdate");
    assert_eq!(
        ids(&update["membersAdded"]),
        [&contoso.id, &bench.identity, &maya.id]
    );
    assert_eq!(update["membersAdded"][2]["name"], "Maya");
    assert_eq!(
        update["conversation"],
        json!({"id": thread, "isGroup": true})
    );
    assert_eq!(
        update["recipient"],
        json!({"id": bench.identity, "name": "Contoso"})
    );
    assert_eq!(update["from"]["id"], contoso.id.as_str());
    assert_eq!(update["topicName"], "Help");
    assert_eq!(update["channelId"], "acschat");
    assert!(
        update["timestamp"]
            .as_str()
            .is_some_and(|at| at.starts_with("2026-03-02T08:00"))
    );
    let service_url = update["serviceUrl"].as_str().expect("an address");
    assert!(
        service_url.ends_with("/botframework/bots/help/"),
        "{service_url}"
    );
}

#[tokio::test]
async fn messages_edits_deletions_typing_and_topics_are_heard() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    let at = format!("/{}", encoded(&thread));
    let said = json!({"content": "hi", "senderDisplayName": "Maya", "metadata": {"a": "b"}});
    let id = bench.say(&maya, &thread, said).await;
    let message = bench.bot.expect("message").await;
    assert_eq!(
        (&message["id"], &message["text"]),
        (&json!(id), &json!("hi"))
    );
    assert_eq!(message["channelData"], json!({"a": "b"}));
    assert_eq!(message["from"], json!({"id": maya.id, "name": "Maya"}));

    let path = format!("{at}/messages/{id}");
    bench
        .chat(&maya, Method::PATCH, &path, json!({"content": "hello"}))
        .await;
    let update = bench.bot.expect("messageUpdate").await;
    assert_eq!(
        (&update["id"], &update["text"]),
        (&json!(id), &json!("hello"))
    );
    bench.chat(&maya, Method::DELETE, &path, Value::Null).await;
    let deleted = bench.bot.expect("messageDelete").await;
    assert_eq!(deleted["id"], json!(id));
    assert!(deleted.get("text").is_none());

    bench
        .chat(&maya, Method::POST, &format!("{at}/typing"), json!({}))
        .await;
    bench.bot.expect("typing").await;
    bench
        .chat(&maya, Method::PATCH, &at, json!({"metadata": {"x": "y"}}))
        .await;
    bench
        .chat(&maya, Method::PATCH, &at, json!({"topic": "Sales"}))
        .await;
    let topic = bench.bot.expect("conversationUpdate").await;
    assert_eq!(topic["topicName"], "Sales");
    assert!(topic.get("membersAdded").is_none());
}

#[tokio::test]
async fn who_joins_in_one_request_is_told_in_one_activity() {
    let bench = BotBench::start().await;
    let (contoso, maya) = (bench.user().await, bench.user().await);
    let thread = bench.thread(&contoso, &[]).await;
    let member = |id: &str| json!({"communicationIdentifier": {"communicationUser": {"id": id}}});
    let body = json!({"participants": [member(&bench.identity), member(&maya.id)]});
    let at = format!("/{}/participants", encoded(&thread));
    bench
        .chat(&contoso, Method::POST, &format!("{at}/:add"), body)
        .await;
    let update = bench.bot.expect("conversationUpdate").await;
    assert_eq!(ids(&update["membersAdded"]), [&bench.identity, &maya.id]);
    assert_eq!(
        update["membersAdded"][0]["name"], "Contoso",
        "its declared name"
    );

    let body = json!({"communicationUser": {"id": maya.id}});
    bench
        .chat(&contoso, Method::POST, &format!("{at}/:remove"), body)
        .await;
    let update = bench.bot.expect("conversationUpdate").await;
    assert_eq!(ids(&update["membersRemoved"]), [&maya.id]);

    let body = json!({"communicationUser": {"id": bench.identity}});
    bench
        .chat(&contoso, Method::POST, &format!("{at}/:remove"), body)
        .await;
    let update = bench.bot.expect("conversationUpdate").await;
    assert_eq!(ids(&update["membersRemoved"]), [&bench.identity]);
    bench
        .say(&contoso, &thread, json!({"content": "gone?"}))
        .await;
    bench.facts("message-sent", 1).await;
    assert_eq!(bench.facts("delivery-attempted", 3).await.len(), 3);
}

#[tokio::test]
async fn json_contents_become_cards_and_events_and_broken_ones_stay_texts() {
    const KEY: &str = "microsoft.azure.communication.chat.bot.contenttype";
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    let say = async |content: &str, kind: &str| {
        let body = json!({"content": content, "metadata": {KEY: kind}});
        bench.say(&maya, &thread, body).await;
        bench.bot.next().await.activity
    };
    let card = r#"{"text": "pick", "attachments": [{"contentType": "x", "content": {"a": 1}}]}"#;
    let heard = say(card, "azurebotservice.adaptivecard").await;
    assert_eq!(
        (&heard["type"], &heard["text"]),
        (&json!("message"), &json!("pick"))
    );
    assert_eq!(heard["attachments"][0]["content"], json!({"a": 1}));
    let heard = say(
        r#"{"name": "opened", "page": "home"}"#,
        "azurebotservice.event",
    )
    .await;
    assert_eq!(
        (&heard["type"], &heard["name"]),
        (&json!("event"), &json!("opened"))
    );
    assert_eq!(heard["value"], json!({"page": "home"}));
    let heard = say("{ no JSON", "azurebotservice.event").await;
    assert_eq!(
        (&heard["type"], &heard["text"]),
        (&json!("message"), &json!("{ no JSON"))
    );
}

#[tokio::test]
async fn an_error_and_a_silence_are_tried_once_more_and_then_given_up() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    bench
        .bot
        .answers([Answer::Status(500), Answer::Never, Answer::Status(401)]);
    let mut heard = Vec::new();
    bench.say(&maya, &thread, json!({"content": "one"})).await;
    heard.push(bench.bot.expect("message").await["text"].clone());
    heard.push(bench.bot.expect("message").await["text"].clone());
    let attempts = bench.facts("delivery-attempted", 3).await;
    bench.say(&maya, &thread, json!({"content": "two"})).await;
    heard.push(bench.bot.expect("message").await["text"].clone());
    assert_eq!(heard, ["one", "one", "two"]);
    assert_eq!(attempts[0]["next"], "delivered");
    assert_eq!(
        (&attempts[1]["channel"], &attempts[1]["event_type"]),
        (&json!("bot"), &json!("message"))
    );
    assert_eq!(
        (&attempts[1]["outcome"], &attempts[1]["next"]),
        (&json!({"answered": 500}), &json!("retried"))
    );
    assert_eq!(
        (&attempts[2]["outcome"], &attempts[2]["next"]),
        (&json!("timed-out"), &json!("given-up"))
    );
    let attempts = bench.facts("delivery-attempted", 4).await;
    assert_eq!(
        (&attempts[3]["outcome"], &attempts[3]["next"]),
        (&json!({"answered": 401}), &json!("given-up"))
    );
}

#[tokio::test]
async fn bots_are_added_while_the_world_goes_on() {
    let bench = BotBench::start().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    bench.declare(&["help", "second"]).await.expect(200);
    let listed = bench
        .control(Method::GET, "/bots", Value::Null)
        .await
        .expect(200);
    let second = &listed["value"][1];
    assert_eq!(second["name"], "second");
    let declared = bench
        .control(Method::GET, "/world", Value::Null)
        .await
        .expect(200);
    assert!(declared["bots"]["second"].is_object(), "{declared:#}");
    let identity = second["identity"].as_str().expect("an identity");
    let body = json!({"participants": [{"communicationIdentifier": {"communicationUser": {"id": identity}}}]});
    let at = format!("/{}/participants/:add", encoded(&thread));
    bench.chat(&maya, Method::POST, &at, body).await;
    let mut told = [
        bench.bot.next().await.activity,
        bench.bot.next().await.activity,
    ];
    told.sort_by_key(|one| one["recipient"]["name"].to_string());
    assert_eq!(told[0]["recipient"]["id"], bench.identity.as_str());
    assert_eq!(told[1]["recipient"]["id"], identity);
    // Each bot hears what the other says, and none itself.
    bench
        .bot_says(&thread, json!({"type": "message", "text": "hi"}))
        .await;
    let heard = bench.bot.expect("message").await;
    assert_eq!(heard["recipient"]["id"], identity);
    assert_eq!(bench.facts("delivery-attempted", 4).await.len(), 4);
}

#[tokio::test]
async fn what_a_bot_has_heard_is_shown_and_sent_again() {
    let bench = BotBench::with_app_id().await;
    let maya = bench.user().await;
    let thread = bench.thread_with_bot(&maya).await;
    bench.say(&maya, &thread, json!({"content": "one"})).await;
    let first = bench.bot.expect("message").await;
    bench.facts("delivery-attempted", 2).await;
    let path = "/deliveries?type=message&outcome=delivered";
    let all = bench
        .control(Method::GET, path, Value::Null)
        .await
        .expect(200);
    let shown = &all["value"][0];
    assert_eq!(shown["channel"], "bot");
    assert_eq!(shown["body"], first);
    assert_eq!(shown["headers"]["authorization"], "***");
    let path = format!(
        "/deliveries/{}/resend",
        shown["id"].as_str().expect("an id")
    );
    bench
        .control(Method::POST, &path, Value::Null)
        .await
        .expect(202);
    assert_eq!(bench.bot.expect("message").await, first);
}

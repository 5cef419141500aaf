//! Messages and receipts over HTTP. Clauses are those of the messaging reference, sections 2.3 and 2.5.

use http::Method;
use serde_json::{Value, json};

use crate::support::Sim;

#[tokio::test]
async fn a_message_is_sent_read_edited_and_deleted() {
    let sim = Sim::start().await;
    let (ana, bo) = (sim.user().await, sim.user().await);
    let thread = sim.thread(&ana, &[&bo]).await;
    let body = json!({
        "content": "helo", "senderDisplayName": "Ana", "type": "text", "metadata": {"k": "v"},
    });
    let sent = sim.post(&ana, &format!("{thread}/messages"), body).await;
    let location = sent.header("location").unwrap().to_owned();
    let id = sent.expect(201)["id"].as_str().unwrap().to_owned();
    let path = format!("{thread}/messages/{id}");
    assert_eq!(location, format!("{}{path}", sim.base));

    let found = sim.get(&bo, &path).await.expect(200);
    let from = json!({
        "kind": "communicationUser", "rawId": ana.id, "communicationUser": {"id": ana.id},
    });
    let expected = json!({
        "id": id, "type": "text", "sequenceId": "3", "version": id, "content": {"message": "helo"},
        "senderDisplayName": "Ana", "createdOn": found["createdOn"],
        "senderCommunicationIdentifier": from, "metadata": {"k": "v"},
    });
    assert_eq!(found, expected);

    let patch = json!({"content": "hello", "metadata": {"l": "w"}});
    assert_eq!(sim.patch(&ana, &path, patch).await.expect(204), Value::Null);
    let found = sim.get(&bo, &path).await.expect(200);
    assert_eq!(found["content"]["message"], "hello");
    assert_eq!(found["metadata"], json!({"k": "v", "l": "w"}));
    assert_ne!(found["version"], found["id"]);
    assert!(found["editedOn"].is_string());

    assert_eq!(sim.delete(&ana, &path).await.expect(204), Value::Null);
    let found = sim.get(&bo, &path).await.expect(200);
    assert!(
        found["deletedOn"].is_string() && found.get("content").is_none(),
        "{found}"
    );
    sim.patch(&ana, &path, json!({"content": "x"}))
        .await
        .refused_by_chat(404, "NotFound");
}

#[tokio::test]
async fn messages_are_listed_newest_first_page_by_page() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let thread = sim.thread(&ana, &[]).await;
    for text in ["one", "two", "three"] {
        sim.say(&ana, &thread, text).await;
    }
    let mut numbers = Vec::new();
    let mut page = sim
        .get(&ana, &format!("{thread}/messages?maxPageSize=2"))
        .await
        .expect(200);
    loop {
        let value = page["value"].as_array().unwrap();
        numbers.push(
            value
                .iter()
                .map(|m| m["sequenceId"].as_str().unwrap().to_owned())
                .collect(),
        );
        let Some(link) = page["nextLink"].as_str() else {
            break;
        };
        page = sim.follow(&ana, link).await.expect(200);
    }
    let expected: [Vec<&str>; 3] = [vec!["5", "4"], vec!["3", "2"], vec!["1"]];
    let numbers: Vec<Vec<String>> = numbers;
    assert_eq!(numbers, expected);
    let roster = &page["value"][0];
    assert_eq!(roster["type"], "participantAdded");
    assert!(roster.get("senderCommunicationIdentifier").is_none());
    assert_eq!(
        roster["content"]["participants"][0]["shareHistoryTime"],
        "1970-01-01T00:00:00Z"
    );
    assert_eq!(
        roster["content"]["initiatorCommunicationIdentifier"]["rawId"],
        json!(ana.id)
    );
    let later = format!("{thread}/messages?startTime=2099-01-01T00:00:00Z");
    assert_eq!(sim.get(&ana, &later).await.expect(200)["value"], json!([]));
}

#[tokio::test]
async fn only_text_and_html_are_sent_and_html_is_cleaned() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let thread = sim.thread(&ana, &[]).await;
    let messages = format!("{thread}/messages");
    let body = json!({"content": "<br>hello!<br><script>x</script>", "type": "html"});
    let sent = sim.post(&ana, &messages, body).await.expect(201);
    let path = format!("{messages}/{}", sent["id"].as_str().unwrap());
    let found = sim.get(&ana, &path).await.expect(200);
    assert_eq!(
        (&found["type"], &found["content"]["message"]),
        (&json!("html"), &json!("<br>hello!<br>"))
    );
    for kind in ["topicUpdated", "participantAdded", "TEXT", ""] {
        let body = json!({"content": "x", "type": kind});
        sim.post(&ana, &messages, body)
            .await
            .refused_by_chat(400, "BadRequest");
    }
    sim.post(&ana, &messages, json!({"type": "text"}))
        .await
        .refused_by_chat(400, "BadRequest");
}

#[tokio::test]
async fn a_message_over_28_kilobytes_is_too_large() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let messages = format!("{}/messages", sim.thread(&ana, &[]).await);
    let body = |bytes| json!({"content": "x".repeat(bytes)});
    sim.post(&ana, &messages, body(28 * 1024)).await.expect(201);
    sim.post(&ana, &messages, body(28 * 1024 + 1))
        .await
        .refused_by_chat(413, "RequestTooLarge");
}

#[tokio::test]
async fn a_message_that_is_none_is_not_found() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let thread = sim.thread(&ana, &[]).await;
    let message = sim
        .delete(&ana, &format!("{thread}/messages/invalid_chat_message_id"))
        .await;
    let message = message.refused_by_chat(400, "BadRequest");
    assert_eq!(
        message,
        "Value for MessageId (invalid_chat_message_id) is not valid."
    );
    for bad in ["-1", "+1", "99999999999999999999999"] {
        sim.get(&ana, &format!("{thread}/messages/{bad}"))
            .await
            .refused_by_chat(400, "BadRequest");
    }
    sim.get(&ana, &format!("{thread}/messages/1"))
        .await
        .refused_by_chat(404, "NotFound");
    let receipt = json!({"chatMessageId": "1"});
    sim.post(&ana, &format!("{thread}/readReceipts"), receipt)
        .await
        .refused_by_chat(404, "NotFound");
}

#[tokio::test]
async fn receipts_are_sent_and_listed() {
    let sim = Sim::start().await;
    let (ana, bo) = (sim.user().await, sim.user().await);
    let thread = sim.thread(&ana, &[&bo]).await;
    let receipts = format!("{thread}/readReceipts");
    assert_eq!(
        sim.get(&ana, &receipts).await.expect(200),
        json!({"value": []})
    );
    let first = sim.say(&ana, &thread, "one").await;
    let second = sim.say(&ana, &thread, "two").await;
    for (user, message) in [(&bo, &second), (&bo, &first), (&ana, &second)] {
        let sent = sim
            .post(user, &receipts, json!({"chatMessageId": message}))
            .await;
        assert_eq!(sent.expect(200), Value::Null);
    }
    let page = sim
        .get(&ana, &format!("{receipts}?maxPageSize=1"))
        .await
        .expect(200);
    assert_eq!(
        page["value"][0]["chatMessageId"],
        json!(second),
        "a receipt moves forward only"
    );
    assert_eq!(
        page["value"][0]["senderCommunicationIdentifier"]["rawId"],
        json!(bo.id)
    );
    let next = sim
        .follow(&ana, page["nextLink"].as_str().unwrap())
        .await
        .expect(200);
    assert_eq!(
        next["value"][0]["senderCommunicationIdentifier"]["rawId"],
        json!(ana.id)
    );
    assert!(next.get("nextLink").is_none());
}

#[tokio::test]
async fn typing_needs_no_body() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let typing = format!("{}/typing", sim.thread(&ana, &[]).await);
    for body in [json!({}), json!({"senderDisplayName": "Ana"})] {
        assert_eq!(sim.post(&ana, &typing, body).await.expect(200), Value::Null);
    }
    let target = format!("{typing}?api-version=2024-03-07");
    let typed = sim.send(ana.who(), Method::POST, &target, None).await;
    assert!(typed.header("api-supported-versions").is_some());
    typed.expect(200);
}

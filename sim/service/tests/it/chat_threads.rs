//! Threads over HTTP. Clauses are those of the messaging reference, section 2.2.

use http::Method;
use serde_json::{Value, json};

use crate::support::{Sim, Who};

#[tokio::test]
async fn a_thread_is_opened_with_its_address() {
    let sim = Sim::start().await;
    let (ana, bo) = (sim.user().await, sim.user().await);
    let body = json!({"topic": "help", "participants": [ana.participant(), bo.participant()]});
    let made = sim.post(&ana, "/chat/threads", body).await;
    let location = made.header("location").unwrap().to_owned();
    let made = made.expect(201);
    let thread = &made["chatThread"];
    let id = thread["id"].as_str().unwrap();
    assert_eq!(
        location,
        format!("{}/chat/threads/{}", sim.base, id.replace(':', "%3A"))
    );
    assert_eq!(thread["topic"], "help");
    let by = json!({
        "kind": "communicationUser", "rawId": ana.id, "communicationUser": {"id": ana.id},
    });
    assert_eq!(thread["createdByCommunicationIdentifier"], by);
    assert_eq!(
        thread["createdOn"].as_str().unwrap().len(),
        "2025-03-27T06:34:22Z".len()
    );
    // Some clients send the colon as it is.
    for id in [id.to_owned(), id.replace(':', "%3A").replace('@', "%40")] {
        let found = sim
            .get(&bo, &format!("/chat/threads/{id}"))
            .await
            .expect(200);
        assert_eq!(&found, thread);
    }
}

#[tokio::test]
async fn the_kind_of_an_identifier_is_sent_since_2025_03_15() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let thread = sim.thread(&ana, &[]).await;
    let target = format!("{thread}?api-version=2024-03-07");
    let found = sim
        .send(ana.who(), Method::GET, &target, None)
        .await
        .expect(200);
    assert_eq!(found["createdByCommunicationIdentifier"], ana.identifier());
}

#[tokio::test]
async fn who_cannot_be_added_is_set_aside_and_a_bad_shape_spoils_everything() {
    let sim = Sim::start().await;
    let (ana, other) = (
        sim.user().await,
        sim.user_of(Who::Fabrikam, &["chat"]).await,
    );
    let body = json!({"topic": "help", "participants": [other.participant()]});
    let made = sim.post(&ana, "/chat/threads", body).await.expect(201);
    let invalid = json!([{
        "code": "403", "message": "Permissions check failed", "target": other.id,
    }]);
    assert_eq!(made["invalidParticipants"], invalid);

    let bad =
        json!({"communicationIdentifier": {"communicationUser": {"id": "8:acs:invalidUserId"}}});
    let body = json!({"topic": "help", "participants": [bad]});
    let message = sim
        .post(&ana, "/chat/threads", body)
        .await
        .refused_by_chat(400, "BadRequest");
    assert_eq!(
        message,
        "Identifier format is invalid (8:acs:invalidUserId)."
    );
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_thread() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let target = "/chat/threads?api-version=2025-03-15";
    let body = || Some(json!({"topic": "help"}));
    let open = async |id: &str| {
        let headers = [("repeatability-request-id", id)];
        let made = sim
            .send_with(ana.who(), Method::POST, target, body(), &headers)
            .await;
        made.expect(201)["chatThread"]["id"].clone()
    };
    let first = open("a").await;
    assert_eq!(open("a").await, first);
    assert_ne!(open("b").await, first);
    let path = format!("/chat/threads/{}", first.as_str().unwrap());
    sim.delete(&ana, &path).await.expect(204);
    assert_eq!(open("a").await, first, "the id outlives the thread");
}

#[tokio::test]
async fn a_thread_is_changed_by_a_merge_patch() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let thread = sim.thread(&ana, &[]).await;
    let patch = json!({
        "topic": "more help", "metadata": {"a": "1", "b": "2"},
        "retentionPolicy": {"kind": "threadCreationDate", "deleteThreadAfterDays": 60},
    });
    assert_eq!(
        sim.patch(&ana, &thread, patch).await.expect(204),
        Value::Null
    );
    let patch = json!({"metadata": {"a": null, "c": "3"}});
    sim.patch(&ana, &thread, patch).await.expect(204);
    let found = sim.get(&ana, &thread).await.expect(200);
    assert_eq!(found["topic"], "more help");
    assert_eq!(found["metadata"], json!({"b": "2", "c": "3"}));
    let policy = json!({"kind": "threadCreationDate", "deleteThreadAfterDays": 60});
    assert_eq!(found["retentionPolicy"], policy);
    sim.patch(
        &ana,
        &thread,
        json!({"retentionPolicy": null, "metadata": null}),
    )
    .await
    .expect(204);
    let found = sim.get(&ana, &thread).await.expect(200);
    assert!(
        found.get("retentionPolicy").is_none() && found.get("metadata").is_none(),
        "{found}"
    );
    for policy in [
        json!({"kind": "threadCreationDate", "deleteThreadAfterDays": 29}),
        json!({"kind": "threadCreationDate", "deleteThreadAfterDays": 91}),
        json!({"kind": "threadCreationDate"}),
        json!({"kind": "forever"}),
    ] {
        let patch = json!({"retentionPolicy": policy});
        sim.patch(&ana, &thread, patch)
            .await
            .refused_by_chat(400, "BadRequest");
    }
    let big = json!({"metadata": {"k": "v".repeat(1024)}});
    sim.patch(&ana, &thread, big)
        .await
        .refused_by_chat(400, "BadRequest");
}

#[tokio::test]
async fn older_versions_know_no_metadata_of_threads() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let thread = sim.thread(&ana, &[]).await;
    sim.patch(&ana, &thread, json!({"metadata": {"a": "1"}}))
        .await
        .expect(204);
    let target = format!("{thread}?api-version=2024-03-07");
    let found = sim
        .send(ana.who(), Method::GET, &target, None)
        .await
        .expect(200);
    assert!(found.get("metadata").is_none(), "{found}");
}

#[tokio::test]
async fn threads_are_listed_page_by_page_newest_activity_first() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let mut threads = Vec::new();
    for _ in 0..3 {
        threads.push(sim.thread(&ana, &[]).await);
    }
    sim.say(&ana, &threads[0], "hello").await;
    sim.delete(&ana, &threads[1]).await.expect(204);
    let first = sim
        .get(&ana, "/chat/threads?maxPageSize=2")
        .await
        .expect(200);
    let link = first["nextLink"].as_str().unwrap();
    assert!(
        link.contains("syncState=") && link.contains("api-version=2025-03-15"),
        "{link}"
    );
    let second = sim.follow(&ana, link).await.expect(200);
    assert!(second.get("nextLink").is_none(), "{second}");
    let items = |page: &Value| page["value"].as_array().unwrap().clone();
    let all = [items(&first), items(&second)].concat();
    let ids: Vec<_> = all
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    let expected: Vec<_> = [&threads[1], &threads[0], &threads[2]]
        .map(|path| path.rsplit('/').next().unwrap().replace("%3A", ":"))
        .to_vec();
    assert_eq!(ids, expected);
    assert!(all[0]["deletedOn"].is_string() && all[1].get("deletedOn").is_none());
    for item in &all {
        assert_eq!(
            item["lastMessageReceivedOn"].as_str().unwrap().len(),
            20,
            "{item}"
        );
    }
    let later = sim
        .get(&ana, "/chat/threads?startTime=2099-01-01T00:00:00Z")
        .await
        .expect(200);
    assert_eq!(later["value"], json!([]));
}

#[tokio::test]
async fn a_bad_page_is_refused() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    for query in [
        "maxPageSize=0",
        "maxPageSize=201",
        "maxPageSize=x",
        "startTime=x",
        "syncState=%21",
        "syncState=eA",
    ] {
        let found = sim.get(&ana, &format!("/chat/threads?{query}")).await;
        found.refused_by_chat(400, "BadRequest");
    }
    sim.get(&ana, "/chat/threads?maxPageSize=200")
        .await
        .expect(200);
}

#[tokio::test]
async fn a_thread_that_is_none_is_not_found() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let thread = sim.thread(&ana, &[]).await;
    assert_eq!(sim.delete(&ana, &thread).await.expect(204), Value::Null);
    let none = "/chat/threads/19:00000000000000000000000000000000@thread.v2";
    for gone in [thread.as_str(), none] {
        for path in [
            "",
            "/messages",
            "/messages/1",
            "/participants",
            "/readReceipts",
        ] {
            let message = sim
                .get(&ana, &format!("{gone}{path}"))
                .await
                .refused_by_chat(404, "NotFound");
            assert_eq!(message, "The specified thread id was not found.");
        }
        sim.post(&ana, &format!("{gone}/messages"), json!({"content": "x"}))
            .await
            .refused_by_chat(404, "NotFound");
    }
    let refused = sim
        .delete(&ana, "/chat/threads/invalid_chat_thread_id")
        .await;
    assert_eq!(refused.body["CommunicationError"].get("Message"), None);
    refused.refused_by_chat(400, "BadRequest");
}

#[tokio::test]
async fn a_malformed_body_is_refused_and_nothing_happens() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let target = "/chat/threads?api-version=2025-03-15";
    for body in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"topic": 7}"#,
        r#"{"topic": "a", "participants": [{}]}"#,
    ] {
        let refused = sim
            .send_text(ana.who(), Method::POST, target, body, &[])
            .await;
        refused.refused_by_chat(400, "BadRequest");
    }
    let listed = sim.get(&ana, "/chat/threads").await.expect(200);
    assert_eq!(listed["value"], json!([]));
    let refused = sim
        .send(ana.who(), Method::GET, "/chat/threads", None)
        .await;
    refused.refused_by_chat(400, "MissingApiVersionParameter");
    let unknown = sim.delete(&ana, "/chat/threads").await;
    unknown.refused_by_chat(404, "NotFound");
}

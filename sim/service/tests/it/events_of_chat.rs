//! Chat events: all of them, in both schemas, against the published document.

use std::collections::BTreeMap;

use http::Method;
use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, Received},
    support::{Answer, Client, Document, EVENT_GRID, document},
};

/// A user with a token for chat.
struct User {
    id: String,
    token: String,
}

async fn user(bench: &Bench) -> User {
    let scopes = json!({"createTokenWithScopes": ["chat"]});
    let made = bench.post("/identities", scopes).await.body;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    User {
        id: text(&made["identity"]["id"]),
        token: text(&made["accessToken"]["token"]),
    }
}

/// Asks the chat service as a user.
async fn ask(bench: &Bench, user: &User, method: Method, path: &str, body: Value) -> Answer {
    let bearer = format!("Bearer {}", user.token);
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    let path = format!("{path}?api-version=2025-03-15");
    let headers = [("authorization", bearer.as_str())];
    let answer = Client::new(&bench.service)
        .plain(method, &path, &body, &headers)
        .await;
    assert!(answer.status < 300, "{path} {:#}", answer.body);
    answer
}

fn participant(user: &User, name: &str) -> Value {
    json!({
        "communicationIdentifier": {"communicationUser": {"id": user.id}},
        "displayName": name,
        "metadata": {"k": name},
    })
}

/// What one action brings: an event for the thread, and one for each recipient.
struct Expected<'a> {
    thread: (&'a str, String),
    users: (&'a str, String),
    recipients: Vec<&'a User>,
}

/// Takes the events of one action, looks at their envelopes, and gives their data by name, one for each name.
async fn take(
    application: &Application,
    schema: &str,
    published: Option<&Document>,
    thread: &str,
    expected: Expected<'_>,
) -> BTreeMap<String, Value> {
    let mut left = vec![(expected.thread.0, expected.thread.1.clone(), None)];
    for recipient in &expected.recipients {
        let subject = format!("{}/recipient/{}", expected.users.1, recipient.id);
        left.push((expected.users.0, subject, Some(recipient.id.clone())));
    }
    let mut data = BTreeMap::new();
    let mut transactions = Vec::new();
    while !left.is_empty() {
        let received: Received = application.next().await;
        let event = received.event();
        let subject = event["subject"].as_str().expect("a subject");
        let name = received.name();
        let at = left.iter().position(|(event, of, _)| {
            *event == name && format!("thread/{thread}/{of}") == subject
        });
        let at = at.unwrap_or_else(|| panic!("unexpected {name} of {subject}"));
        let (_, _, recipient) = left.remove(at);
        let said = received.data();
        assert_eq!(said["threadId"], thread);
        assert_eq!(said["recipientId"], json!(recipient));
        assert_eq!(
            said["recipientCommunicationIdentifier"]["rawId"],
            json!(recipient)
        );
        transactions.push(said["transactionId"].clone());
        match schema {
            "eventGrid" => {
                assert_eq!(event["dataVersion"], "1.0");
                assert!(
                    event["topic"]
                        .as_str()
                        .is_some_and(|topic| topic.ends_with("/default"))
                );
            }
            _ => {
                assert_eq!(event["specversion"], "1.0");
                assert!(
                    event["source"]
                        .as_str()
                        .is_some_and(|topic| topic.ends_with("/default"))
                );
            }
        }
        if let Some(published) = published {
            published.check_event(&definition(&name), said);
        }
        data.insert(name, said.clone());
    }
    transactions.dedup();
    assert_eq!(transactions.len(), 1, "one transaction for one action");
    data
}

/// The document names two of its types otherwise than their events.
fn definition(name: &str) -> String {
    match name {
        "ChatThreadParticipantAdded" => "AcsChatParticipantAddedToThreadEventData".to_owned(),
        "ChatThreadParticipantRemoved" => "AcsChatParticipantRemovedFromThreadEventData".to_owned(),
        other => format!("Acs{other}EventData"),
    }
}

async fn everything_that_happens_in_a_thread(schema: &str) {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, schema).await;
    let published = document(EVENT_GRID);
    let (ana, bo, cem) = (user(&bench).await, user(&bench).await, user(&bench).await);
    let of_ana = |role: &str| format!("{role}/{}", ana.id);

    let body = json!({
        "topic": "help",
        "metadata": {"case": "1"},
        "participants": [participant(&bo, "Bo")],
    });
    let created = ask(&bench, &ana, Method::POST, "/chat/threads", body).await;
    let thread = created.body["chatThread"]["id"].as_str().expect("an id");
    let path = format!("/chat/threads/{thread}");
    let take = |thread_event, thread_subject, user_event, user_subject, recipients| {
        let expected = Expected {
            thread: (thread_event, thread_subject),
            users: (user_event, user_subject),
            recipients,
        };
        take(&application, schema, published.as_ref(), thread, expected)
    };
    let told = take(
        "ChatThreadCreated",
        of_ana("createdBy"),
        "ChatThreadCreatedWithUser",
        of_ana("createdBy"),
        vec![&bo],
    )
    .await;
    let for_user = &told["ChatThreadCreatedWithUser"];
    assert_eq!(for_user["properties"]["topic"], "help");
    assert_eq!(for_user["metadata"], json!({"case": "1"}));
    assert_eq!(for_user["participants"][1]["metadata"], json!({"k": "Bo"}));
    assert_eq!(
        for_user["members"][1],
        json!({"displayName": "Bo", "memberId": bo.id})
    );
    assert_eq!(for_user["createdBy"], ana.id.as_str());
    assert_eq!(told["ChatThreadCreated"]["members"], Value::Null);

    ask(&bench, &ana, Method::PATCH, &path, json!({"topic": "more"})).await;
    let told = take(
        "ChatThreadPropertiesUpdated",
        of_ana("editedBy"),
        "ChatThreadPropertiesUpdatedPerUser",
        of_ana("editedBy"),
        vec![&bo],
    )
    .await;
    assert_eq!(
        told["ChatThreadPropertiesUpdated"]["properties"]["topic"],
        "more"
    );

    let body = json!({"participants": [participant(&cem, "Cem")]});
    ask(
        &bench,
        &ana,
        Method::POST,
        &format!("{path}/participants/:add"),
        body,
    )
    .await;
    let told = take(
        "ChatThreadParticipantAdded",
        format!("participantadded/{}", cem.id),
        "ChatParticipantAddedToThreadWithUser",
        format!("participantAdded/{}", cem.id),
        vec![&bo, &cem],
    )
    .await;
    let added = &told["ChatThreadParticipantAdded"]["participantAdded"];
    assert_eq!(
        (&added["displayName"], &added["metadata"]),
        (&json!("Cem"), &json!({"k": "Cem"}))
    );

    let messages = format!("{path}/messages");
    let body = json!({"content": "hi", "type": "text", "senderDisplayName": "Ana", "metadata": {"m": "1"}});
    let sent = ask(&bench, &ana, Method::POST, &messages, body).await;
    let message = format!("{messages}/{}", sent.text("id"));
    let told = take(
        "ChatMessageReceivedInThread",
        of_ana("sender"),
        "ChatMessageReceived",
        of_ana("sender"),
        vec![&bo, &cem],
    )
    .await;
    let received = &told["ChatMessageReceived"];
    assert_eq!(received["messageBody"], "hi");
    assert_eq!(received["metadata"], json!({"m": "1"}));
    assert_eq!(
        (&received["type"], &received["senderDisplayName"]),
        (&json!("Text"), &json!("Ana"))
    );
    assert_eq!(received["senderId"], ana.id.as_str());
    assert_eq!(received["messageId"], sent.text("id"));
    assert_eq!(told["ChatMessageReceivedInThread"]["senderId"], Value::Null);

    ask(
        &bench,
        &ana,
        Method::PATCH,
        &message,
        json!({"content": "hello"}),
    )
    .await;
    let told = take(
        "ChatMessageEditedInThread",
        of_ana("sender"),
        "ChatMessageEdited",
        of_ana("sender"),
        vec![&bo, &cem],
    )
    .await;
    assert_eq!(told["ChatMessageEdited"]["messageBody"], "hello");
    assert!(told["ChatMessageEditedInThread"]["editTime"].is_string());

    ask(&bench, &ana, Method::DELETE, &message, Value::Null).await;
    let told = take(
        "ChatMessageDeletedInThread",
        of_ana("sender"),
        "ChatMessageDeleted",
        of_ana("sender"),
        vec![&bo, &cem],
    )
    .await;
    assert_eq!(told["ChatMessageDeleted"]["messageBody"], Value::Null);

    let remove = json!({"communicationUser": {"id": cem.id}});
    ask(
        &bench,
        &ana,
        Method::POST,
        &format!("{path}/participants/:remove"),
        remove,
    )
    .await;
    let told = take(
        "ChatThreadParticipantRemoved",
        format!("participantremoved/{}", cem.id),
        "ChatParticipantRemovedFromThreadWithUser",
        format!("participantRemoved/{}", cem.id),
        vec![&bo, &cem],
    )
    .await;
    let removed = &told["ChatThreadParticipantRemoved"]["participantRemoved"];
    assert_eq!(removed["displayName"], "Cem");

    ask(&bench, &ana, Method::DELETE, &path, Value::Null).await;
    let told = take(
        "ChatThreadDeleted",
        of_ana("deletedBy"),
        "ChatThreadWithUserDeleted",
        of_ana("deletedBy"),
        vec![&bo],
    )
    .await;
    assert!(told["ChatThreadDeleted"]["deleteTime"].is_string());
    assert_eq!(application.leftovers().await, Vec::<String>::new());
}

#[tokio::test]
async fn everything_in_a_thread_is_told_once_for_it_and_once_for_every_other_user() {
    everything_that_happens_in_a_thread("eventGrid").await;
}

#[tokio::test]
async fn cloud_events_tell_the_same() {
    everything_that_happens_in_a_thread("cloudEvents").await;
}

#[tokio::test]
async fn typing_and_reading_are_not_told() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (ana, bo) = (user(&bench).await, user(&bench).await);
    let body = json!({"topic": "help", "participants": [participant(&bo, "Bo")]});
    let created = ask(&bench, &ana, Method::POST, "/chat/threads", body).await;
    let thread = created.body["chatThread"]["id"].as_str().expect("an id");
    bench.subscribe(&application, "eventGrid").await;
    ask(
        &bench,
        &bo,
        Method::POST,
        &format!("/chat/threads/{thread}/typing"),
        Value::Null,
    )
    .await;
    let body = json!({"content": "hi", "type": "text"});
    ask(
        &bench,
        &bo,
        Method::POST,
        &format!("/chat/threads/{thread}/messages"),
        body,
    )
    .await;
    let mut names = vec![
        application.next().await.name(),
        application.next().await.name(),
    ];
    names.sort();
    assert_eq!(
        names,
        ["ChatMessageReceived", "ChatMessageReceivedInThread"]
    );
}

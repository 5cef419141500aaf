//! Participants over HTTP. Clauses are those of the messaging reference, section 2.4.

use serde_json::{Value, json};

use crate::support::{Sim, Who};

#[tokio::test]
async fn participants_join_are_listed_and_leave() {
    let sim = Sim::start().await;
    let (ana, bo) = (sim.user().await, sim.user().await);
    let thread = sim.thread(&ana, &[]).await;
    let mut joining = bo.participant();
    joining["displayName"] = json!("Bo");
    joining["shareHistoryTime"] = json!("2026-01-01T00:00:00Z");
    joining["metadata"] = json!({"k": "v"});
    let body = json!({"participants": [joining]});
    let added = sim
        .post(&ana, &format!("{thread}/participants/:add"), body)
        .await;
    assert_eq!(added.expect(201), json!({}));

    let participants = format!("{thread}/participants");
    let page = sim
        .get(&bo, &format!("{participants}?maxPageSize=1"))
        .await
        .expect(200);
    assert_eq!(
        page["value"][0]["communicationIdentifier"]["rawId"],
        json!(ana.id)
    );
    let link = page["nextLink"].as_str().unwrap();
    let next = sim.follow(&bo, link).await.expect(200);
    let expected = json!({
        "communicationIdentifier": {
            "kind": "communicationUser", "rawId": bo.id, "communicationUser": {"id": bo.id},
        },
        "displayName": "Bo", "shareHistoryTime": "2026-01-01T00:00:00Z", "metadata": {"k": "v"},
    });
    assert_eq!(next, json!({"value": [expected]}));

    let removed = sim
        .post(
            &ana,
            &format!("{thread}/participants/:remove"),
            bo.identifier(),
        )
        .await;
    assert_eq!(removed.expect(204), Value::Null);
    sim.get(&bo, &participants)
        .await
        .refused_by_chat(403, "Forbidden");
    sim.post(&bo, &format!("{thread}/messages"), json!({"content": "x"}))
        .await
        .refused_by_chat(403, "Forbidden");
    let past = sim
        .get(&bo, &format!("{thread}/messages"))
        .await
        .expect(200);
    assert_eq!(past["value"][0]["type"], "participantRemoved");
    let listed = sim.get(&bo, "/chat/threads").await.expect(200);
    assert_eq!(listed["value"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn who_cannot_be_added_or_removed_is_named() {
    let sim = Sim::start().await;
    let (ana, other) = (
        sim.user().await,
        sim.user_of(Who::Fabrikam, &["chat"]).await,
    );
    let thread = sim.thread(&ana, &[]).await;
    let add = format!("{thread}/participants/:add");
    let added = sim
        .post(&ana, &add, json!({"participants": [other.participant()]}))
        .await;
    assert_eq!(
        added.expect(201)["invalidParticipants"][0]["target"],
        json!(other.id)
    );

    let named = |id: &str| json!({"communicationUser": {"id": id}});
    let body = json!({"participants": [{"communicationIdentifier": named("8:acs:fakeid===")}]});
    let message = sim
        .post(&ana, &add, body)
        .await
        .refused_by_chat(400, "BadRequest");
    assert_eq!(message, "Identifier format is invalid (8:acs:fakeid===).");
    let remove = format!("{thread}/participants/:remove");
    let message = sim.post(&ana, &remove, named("8:acs:invalidUserId")).await;
    let message = message.refused_by_chat(400, "BadRequest");
    assert_eq!(
        message,
        "Identifier format is invalid (8:acs:invalidUserId)."
    );
    let two =
        json!({"communicationUser": {"id": ana.id}, "phoneNumber": {"value": "+14255550100"}});
    for bad in [json!({}), two] {
        sim.post(&ana, &remove, bad)
            .await
            .refused_by_chat(400, "BadRequest");
    }
    let late = json!({"communicationIdentifier": ana.identifier(), "shareHistoryTime": "soon"});
    sim.post(&ana, &add, json!({"participants": [late]}))
        .await
        .refused_by_chat(400, "BadRequest");
}

#[tokio::test]
async fn two_hundred_and_one_at_once_are_too_many() {
    let sim = Sim::start().await;
    let ana = sim.user().await;
    let many: Vec<_> = (0..201).map(|_| ana.participant()).collect();
    let body = json!({"topic": "help", "participants": many});
    sim.post(&ana, "/chat/threads", body)
        .await
        .refused_by_chat(400, "BadRequest");
    let add = format!("{}/participants/:add", sim.thread(&ana, &[]).await);
    sim.post(&ana, &add, json!({"participants": many}))
        .await
        .refused_by_chat(400, "BadRequest");
}

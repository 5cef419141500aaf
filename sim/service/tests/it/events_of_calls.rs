//! Event Grid's events about calls: for whom they are published, and what they say.

use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::automation::{Application, Bench, CALLER, MAIN_NUMBER, Received};

/// A user of the resource who calls over the internet.
async fn user(bench: &Bench) -> String {
    let scopes = json!({"createTokenWithScopes": ["voip"]});
    let created = bench.post("/identities", scopes).await;
    let id = created.body["identity"]["id"].as_str();
    id.expect("an identity").to_owned()
}

async fn place(bench: &Bench, from: &str, to: &str) -> Value {
    let call = json!({"from": from, "to": to, "displayName": "Maya"});
    let placed = bench.control("POST", "/calls", call).await;
    assert_eq!(placed.status, 201, "{:#}", placed.body);
    placed.body
}

async fn advance(bench: &Bench, by: &str) {
    let moved = bench
        .control("POST", "/clock/advance", json!({"by": by}))
        .await;
    assert_eq!(moved.status, 200, "{:#}", moved.body);
}

async fn queue(bench: &Bench) -> String {
    let shown = bench.control("GET", "/queues/support", Value::Null).await;
    shown.text("rawId")
}

/// Lets whoever it rings at answer.
async fn an_agent_answers(bench: &Bench) {
    let agents = bench.control("GET", "/agents", Value::Null).await;
    let mut agents = agents.body["value"].as_array().expect("agents").iter();
    let rung = agents.find(|one| one["offers"][0].is_object());
    let name = rung.expect("it rings somewhere")["id"]
        .as_str()
        .expect("a name");
    let path = format!("/agents/{name}/actions");
    let answered = bench.control("POST", &path, json!({"answer": {}})).await;
    assert_eq!(answered.status, 200, "{:#}", answered.body);
}

#[track_caller]
fn started_by(event: &Received, user: &str) {
    let by = &event.data()["startedBy"];
    assert_eq!(
        *by,
        json!({
            "communicationIdentifier": {
                "kind": "communicationUser",
                "rawId": user,
                "communicationUser": {"id": user},
            },
            "role": "Unknown",
        })
    );
}

#[tokio::test]
async fn a_users_call_to_a_queue_is_told_from_its_start_to_its_end() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let application = Application::start().await;
    bench.subscribe(&application, "eventGrid").await;
    let (maya, queue) = (user(&bench).await, queue(&bench).await);
    let call = place(&bench, &maya, &queue).await;
    let server = call["serverCallId"].as_str().expect("a name");

    let started = application.expect("CallStarted").await;
    started_by(&started, &maya);
    assert_eq!(
        started.event()["subject"],
        format!("call/{server}/startedBy/{maya}")
    );
    assert_eq!(
        started.data().as_object().map(|data| {
            let mut names: Vec<&str> = data.keys().map(String::as_str).collect();
            names.sort_unstable();
            names
        }),
        Some(vec![
            "correlationId",
            "group",
            "isRoomsCall",
            "isTwoParty",
            "serverCallId",
            "startedBy",
        ])
    );
    assert_eq!(started.data()["serverCallId"], server);
    assert_eq!(started.data()["correlationId"], call["correlationId"]);
    assert_eq!(started.data()["isTwoParty"], true);
    assert_eq!(started.data()["isRoomsCall"], false);

    advance(&bench, "10s").await;
    an_agent_answers(&bench).await;
    let added = application.expect("CallParticipantAdded").await;
    assert_eq!(
        added.event()["subject"],
        format!("call/{server}/participant/{maya}")
    );
    assert_eq!(added.data()["user"], added.data()["startedBy"]);
    assert_eq!(added.data()["displayName"], "Maya");
    assert!(added.data()["userAgent"].is_string());

    advance(&bench, "90s").await;
    let path = format!(
        "/calls/{}/parties/{maya}/actions",
        call["id"].as_str().expect("an id")
    );
    bench.control("POST", &path, json!("hang-up")).await;
    let removed = application.expect("CallParticipantRemoved").await;
    assert_eq!(
        removed.data()["participantId"],
        added.data()["participantId"]
    );
    let ended = application.expect("CallEnded").await;
    started_by(&ended, &maya);
    assert_eq!(ended.event()["subject"], format!("call/{server}"));
    assert_eq!(ended.data()["callDurationInSeconds"], 100.0);
    assert_eq!(
        ended.data()["reason"],
        json!({"code": 0, "subCode": 0, "phrase": "OK"})
    );
    let by = &ended.data()["endedBy"];
    assert_eq!(by["communicationIdentifier"]["rawId"], maya.as_str());
    assert_eq!(
        (&by["type"], &by["name"]),
        (&json!("Participant"), &json!("Maya"))
    );
    assert_eq!(application.leftovers().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_phone_call_is_told_as_incoming_and_no_further() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "cloudEvents").await;
    let call = place(&bench, CALLER, MAIN_NUMBER).await;
    let incoming = application.expect("IncomingCall").await;
    let context = incoming.data()["incomingCallContext"].as_str();
    bench
        .answer(&application, context.expect("a context"), "op")
        .await;
    application
        .expect_both(["CallConnected", "ParticipantsUpdated"])
        .await;
    let id = call["id"].as_str().expect("an id");
    bench.customer(id, json!("hang-up")).await;
    application.expect("CallDisconnected").await;
    assert_eq!(application.leftovers().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_implementations_own_leg_is_no_user_and_ends_a_call_as_a_participant() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "cloudEvents").await;
    let maya = user(&bench).await;
    place(&bench, &maya, MAIN_NUMBER).await;
    let mut incoming = None;
    for _ in 0..2 {
        let one = application.next().await;
        match one.name().as_str() {
            "IncomingCall" => {
                incoming = one.data()["incomingCallContext"]
                    .as_str()
                    .map(str::to_owned)
            }
            other => assert_eq!(other, "CallStarted"),
        }
    }
    let leg = bench
        .answer(&application, &incoming.expect("it rings"), "op")
        .await;
    let mut names = Vec::new();
    for _ in 0..3 {
        let one = application.next().await;
        if one.name() == "CallParticipantAdded" {
            let user = &one.data()["user"]["communicationIdentifier"];
            assert_eq!(user["rawId"], maya.as_str());
        }
        names.push(one.name());
    }
    names.sort();
    assert_eq!(
        names,
        [
            "CallConnected",
            "CallParticipantAdded",
            "ParticipantsUpdated"
        ]
    );
    let path = format!("/calling/callConnections/{leg}:terminate");
    assert_eq!(bench.post(&path, Value::Null).await.status, 204);
    let mut ended = Vec::new();
    for _ in 0..3 {
        let one = application.next().await;
        if one.name() == "CallEnded" {
            assert_eq!(one.data()["endedBy"]["type"], "Participant");
            assert_eq!(one.data()["reason"]["subCode"], 7000);
        }
        ended.push(one.name());
    }
    ended.sort();
    assert_eq!(
        ended,
        ["CallDisconnected", "CallEnded", "CallParticipantRemoved"]
    );
    assert_eq!(application.leftovers().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_call_that_nobody_takes_ends_without_anyone_having_been_in_it() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "eventGrid").await;
    let maya = user(&bench).await;
    place(&bench, &maya, "+14255550191").await;
    application.expect("CallStarted").await;
    let ended = application.expect("CallEnded").await;
    assert_eq!(ended.data()["reason"]["code"], 486);
    assert_eq!(ended.data()["reason"]["phrase"], "Busy Here");
    assert_eq!(application.leftovers().await, Vec::<String>::new());
}

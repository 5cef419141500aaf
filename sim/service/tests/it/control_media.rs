//! Video, screen, mute and hold of people, played over the control API.

use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::automation::{Application, Bench, CALLER};

/// A customer of an app who waits in a queue until an agent answers: the identity, the call, the agent.
async fn answered_by_agent(bench: &Bench) -> (String, String, String) {
    let created = bench.ask("POST", "/identities", json!({})).await;
    let identity = created.body["identity"]["id"]
        .as_str()
        .expect("an identity")
        .to_owned();
    let queue = bench
        .control("GET", "/queues/support", Value::Null)
        .await
        .text("rawId");
    let call = json!({"from": identity, "to": queue});
    let placed = bench.control("POST", "/calls", call).await.text("id");
    bench
        .control("POST", "/clock/advance", json!({"by": "1s"}))
        .await;
    let agents = bench.control("GET", "/agents", Value::Null).await;
    let agents = agents.body["value"].as_array().expect("agents").clone();
    let offered = agents.iter().find(|one| one["offers"][0]["call"] == placed);
    let agent = offered.expect("it rings somewhere")["id"]
        .as_str()
        .expect("a name")
        .to_owned();
    let path = format!("/agents/{agent}/actions");
    let answered = bench.control("POST", &path, json!("answer")).await;
    assert_eq!(answered.status, 200, "{:#}", answered.body);
    (identity, placed, agent)
}

fn party<'a>(call: &'a Value, raw_id: &str) -> &'a Value {
    let parties = call["parties"].as_array().expect("parties");
    let mut parties = parties.iter();
    parties
        .find(|one| one["rawId"] == raw_id)
        .expect("a party of the call")
}

#[tokio::test]
async fn both_sides_show_and_hide_what_they_have() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let (identity, call, agent) = answered_by_agent(&bench).await;
    let customer = format!("/calls/{call}/parties/{identity}/actions");
    let agents = format!("/agents/{agent}/actions");
    for (action, media) in [
        (json!({"start": "video"}), json!(["video"])),
        (
            json!({"start": "screen-share"}),
            json!(["video", "screen-share"]),
        ),
        (json!({"stop": "video"}), json!(["screen-share"])),
        (json!({"stop": "screen-share"}), json!([])),
    ] {
        let shown = bench.control("POST", &customer, action.clone()).await;
        assert_eq!(shown.status, 200, "{:#}", shown.body);
        assert_eq!(party(&shown.body, &identity)["media"], media);
        let acted = bench.control("POST", &agents, action).await;
        assert_eq!(acted.status, 200, "{:#}", acted.body);
        let raw_id = acted.text("rawId");
        let path = format!("/calls/{call}");
        let shown = bench.control("GET", &path, Value::Null).await;
        assert_eq!(party(&shown.body, &raw_id)["media"], media);
    }
}

#[tokio::test]
async fn an_agent_mutes_and_holds_the_call_that_they_are_in() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let (_, call, agent) = answered_by_agent(&bench).await;
    let path = format!("/agents/{agent}/actions");
    for (action, muted, on_hold) in [
        ("mute", true, false),
        ("hold", true, true),
        ("unmute", false, true),
        ("resume", false, false),
    ] {
        let acted = bench
            .control("POST", &path, json!({action: {}, "call": call}))
            .await;
        assert_eq!(acted.status, 200, "{:#}", acted.body);
        let shown = bench
            .control("GET", &format!("/calls/{call}"), Value::Null)
            .await;
        let agent = party(&shown.body, &acted.text("rawId"));
        assert_eq!(
            (&agent["muted"], &agent["onHold"]),
            (&json!(muted), &json!(on_hold))
        );
    }
    bench.control("POST", &path, json!("hang-up")).await;
    bench
        .control("POST", &path, json!("mute"))
        .await
        .refused(409, "Conflict");
}

#[tokio::test]
async fn a_phone_is_told_why_it_shows_no_video() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (call, _) = bench.connected(&application).await;
    let path = format!("/calls/{call}/parties/4:{CALLER}/actions");
    let refused = bench
        .control("POST", &path, json!({"start": "video"}))
        .await;
    refused.refused(409, "Conflict");
    let message = refused.body["error"]["message"]
        .as_str()
        .unwrap_or_default();
    assert!(message.contains("sound alone"), "{message}");
    let misspelt = bench
        .control("POST", &path, json!({"start": "vidio"}))
        .await;
    misspelt.refused(400, "BadRequest");
    let message = misspelt.body.to_string();
    assert!(message.contains("screen-share"), "{message}");
}

#[tokio::test]
async fn the_application_sees_whom_it_did_not_hold_itself() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (call, _) = bench.connected(&application).await;
    for (action, muted, on_hold) in [("mute", true, false), ("hold", true, true)] {
        bench.customer(&call, json!(action)).await;
        let roster = application.expect("ParticipantsUpdated").await;
        let first = &roster.data()["participants"][0];
        assert_eq!(
            (&first["isMuted"], &first["isOnHold"]),
            (&json!(muted), &json!(on_hold))
        );
    }
}

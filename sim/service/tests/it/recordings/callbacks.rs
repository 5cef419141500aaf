//! Recorded callbacks and incoming calls: each has a twin with the same keys among those that calls here bring about.

use serde_json::{Value, json};

use crate::{
    automation::{Bench, MAIN_NUMBER},
    support::reference,
};

use super::{compare::keys, seen::Seen};

/// How many recorded payloads are of events that are simulated.
const CHECKS: usize = 27;
/// The others.
const NOT_SIMULATED: [&str; 3] = [
    "RecordingStateChanged",
    "RecordingStateChanged",
    "TranscriptionStarted",
];
/// The version that the recorded calls were made with.
const VERSION: &str = "2025-06-15";

#[tokio::test]
async fn every_recorded_payload_has_its_twin() {
    let Some(reference) = reference(CHECKS) else {
        return;
    };
    let mut ours: Vec<(String, Value)> = Vec::new();
    for context in [None, Some("op")] {
        ours.extend(between_users(context).await);
        ours.extend(brought_in(context).await);
    }
    ours.extend(to_a_number().await);
    ours.extend(sounds().await);
    let (mut twins, mut others, mut alone) = (0, Vec::new(), Vec::new());
    for line in reference
        .text("recordings/callautomation-events.jsonl")
        .lines()
    {
        let recorded: Value = serde_json::from_str(line).expect("lines are JSON");
        let event = &recorded["event"];
        let full = event["type"].as_str().unwrap_or("IncomingCall");
        let name = full.trim_start_matches("Microsoft.Communication.");
        let same = ours.iter().filter(|(other, _)| other == name);
        let differences: Vec<String> = same
            .map(|(_, ours)| {
                let ours = if name == "IncomingCall" {
                    &ours["data"]
                } else {
                    ours
                };
                keys("", event, ours).unwrap_or_default()
            })
            .collect();
        if NOT_SIMULATED.contains(&name) {
            assert!(differences.is_empty(), "{name} is simulated: count it");
            others.push(name.to_owned());
        } else if differences.iter().any(String::is_empty) {
            twins += 1;
        } else {
            alone.push(format!("{name}: {differences:?}"));
        }
    }
    println!("{twins} of {CHECKS} recorded payloads of Call Automation have their twin");
    println!("not simulated: {}", others.join(", "));
    assert!(alone.is_empty(), "{}", alone.join("\n"));
    assert_eq!(twins, CHECKS);
    assert_eq!(others, NOT_SIMULATED);
}

async fn bench() -> Bench {
    Bench::start().await.speaking(VERSION)
}

fn user(id: &str) -> Value {
    json!({"kind": "communicationUser", "rawId": id, "communicationUser": {"id": id}})
}

/// A call from one user to another, both played by the application; ended for everyone.
async fn between_users(context: Option<&str>) -> Vec<(String, Value)> {
    let bench = bench().await;
    let mut seen = Seen::start(&bench).await;
    let (leg, _) = call(&bench, &mut seen, context).await;
    bench
        .post(
            &format!("/calling/callConnections/{leg}:terminate"),
            Value::Null,
        )
        .await;
    for _ in 0..2 {
        seen.until("CallDisconnected").await;
    }
    seen.events
}

/// A call into which somebody is brought, somebody is not, and out of which the other one is sent.
async fn brought_in(context: Option<&str>) -> Vec<(String, Value)> {
    let bench = bench().await;
    let mut seen = Seen::start(&bench).await;
    let (leg, callee) = call(&bench, &mut seen, context).await;
    let base = format!("/calling/callConnections/{leg}/participants");
    let third = Seen::identity(&bench).await;
    let add = json!({"participantToAdd": user(&third), "operationContext": "added"});
    bench.post(&format!("{base}:add"), add).await;
    answer(&bench, &mut seen, context).await;
    let fourth = Seen::identity(&bench).await;
    let add = json!({"participantToAdd": user(&fourth)});
    let invited = bench.post(&format!("{base}:add"), add).await;
    let invitation = invited.text("invitationId");
    let cancel = json!({"invitationId": invitation, "operationContext": "withdrawn"});
    bench
        .post(&format!("{base}:cancelAddParticipant"), cancel)
        .await;
    seen.until("CancelAddParticipantSucceeded").await;
    for gone in [third, callee] {
        let remove = json!({"participantToRemove": user(&gone), "operationContext": "removed"});
        bench.post(&format!("{base}:remove"), remove).await;
        seen.until("RemoveParticipantSucceeded").await;
    }
    seen.until("CallDisconnected").await;
    seen.events
}

/// A call to a number of the application, with tones to it and keys that are followed until it ends.
async fn to_a_number() -> Vec<(String, Value)> {
    let bench = bench().await;
    let mut seen = Seen::start(&bench).await;
    let number = json!({"value": "+18005550100"});
    let phone = json!({"kind": "phoneNumber", "phoneNumber": number});
    let create = json!({
        "targets": [phone],
        "sourceCallerIdNumber": {"value": MAIN_NUMBER},
        "callbackUri": seen.url("/callbacks"),
    });
    let leg = bench
        .post("/calling/callConnections", create)
        .await
        .text("callConnectionId");
    answer(&bench, &mut seen, None).await;
    let base = format!("/calling/callConnections/{leg}");
    let target = json!({"targetParticipant": phone, "operationContext": "keys"});
    let mut tones = target.clone();
    tones["tones"] = json!(["one"]);
    let sent = bench.post(&format!("{base}:sendDtmfTones"), tones).await;
    assert_eq!(sent.status, 202, "{:#}", sent.body);
    seen.until("SendDtmfTonesCompleted").await;
    let followed = bench
        .post(&format!("{base}:startContinuousDtmfRecognition"), target)
        .await;
    assert_eq!(followed.status, 200, "{:#}", followed.body);
    bench.post(&format!("{base}:terminate"), Value::Null).await;
    seen.until("ContinuousDtmfRecognitionStopped").await;
    seen.events
}

/// A call in which a sound is played, and something that is none.
async fn sounds() -> Vec<(String, Value)> {
    let bench = bench().await;
    let mut seen = Seen::start(&bench).await;
    let (leg, _) = call(&bench, &mut seen, None).await;
    for (sound, ends) in [
        ("two-seconds.wav", "PlayCompleted"),
        ("no-sound.txt", "PlayFailed"),
    ] {
        let uri = seen.url(&format!("/sounds/{sound}"));
        let play = json!({
            "playSources": [{"kind": "file", "file": {"uri": uri}}],
            "operationContext": "sound",
        });
        bench
            .post(&format!("/calling/callConnections/{leg}:play"), play)
            .await;
        seen.until(ends).await;
    }
    seen.events
}

/// One user calls another; gives the caller's leg and the other user.
async fn call(bench: &Bench, seen: &mut Seen, context: Option<&str>) -> (String, String) {
    let (caller, callee) = (Seen::identity(bench).await, Seen::identity(bench).await);
    let create = json!({
        "targets": [user(&callee)],
        "source": {"id": caller},
        "callbackUri": seen.url("/callbacks"),
        "operationContext": context,
    });
    let made = bench.post("/calling/callConnections", create).await;
    assert_eq!(made.status, 201, "{:#}", made.body);
    answer(bench, seen, context).await;
    (made.text("callConnectionId"), callee)
}

async fn answer(bench: &Bench, seen: &mut Seen, context: Option<&str>) {
    let body = json!({
        "incomingCallContext": seen.rings().await,
        "callbackUri": seen.url("/callbacks"),
        "operationContext": context,
    });
    let answered = bench.post("/calling/callConnections:answer", body).await;
    assert_eq!(answered.status, 200, "{:#}", answered.body);
    seen.until("CallConnected").await;
}

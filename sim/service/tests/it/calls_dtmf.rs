//! Sending tones and following keys over HTTP. Clauses are those of the Call Automation reference.

use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, CALLER, Received},
    support::document,
};

const DOCUMENT: &str = "communication/data-plane/CallAutomation/stable/2026-03-12/communicationservicescallautomation.json";

fn target(context: &str) -> Value {
    json!({
        "targetParticipant": {"kind": "phoneNumber", "phoneNumber": {"value": CALLER}},
        "operationContext": context,
    })
}

fn tones(context: &str, tones: &[&str]) -> Value {
    let mut body = target(context);
    body["tones"] = json!(tones);
    body
}

#[track_caller]
fn told(event: &Received, context: &str, code: u16, sub_code: u32) {
    let data = event.data();
    assert_eq!(data["operationContext"], context, "{data:#}");
    assert_eq!(data["resultInformation"]["code"], code, "{data:#}");
    assert_eq!(data["resultInformation"]["subCode"], sub_code, "{data:#}");
    if let Some(document) = document(DOCUMENT) {
        document.check_event(&event.name(), data);
    }
}

#[tokio::test]
async fn tones_are_sent_to_a_phone_and_heard_there() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let path = format!("/calling/callConnections/{leg}:sendDtmfTones");
    let sent = bench.post(&path, tones("s", &["one", "pound"])).await;
    assert_eq!(sent.status, 202, "{:#}", sent.body);
    assert_eq!(sent.body, json!({"operationContext": "s"}));
    let completed = application.expect("SendDtmfTonesCompleted").await;
    told(&completed, "s", 200, 0);
    assert_eq!(completed.data()["resultInformation"]["message"], "");
    let journal = bench.control("GET", "/journal", Value::Null).await;
    let heard = journal.body.to_string();
    assert!(heard.contains("tones-heard"), "{heard}");
    let mut many = tones("t", &["one"; 19]);
    many["operationCallbackUri"] = json!(application.url("/elsewhere"));
    assert_eq!(bench.post(&path, many).await.status, 202);
    let failed = application.expect("SendDtmfTonesFailed").await;
    told(&failed, "t", 400, 8523);
    assert_eq!(failed.path, "/elsewhere");
}

#[tokio::test]
async fn keys_are_followed_until_the_application_has_enough() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (call, leg) = bench.connected(&application).await;
    let base = format!("/calling/callConnections/{leg}");
    let start = format!("{base}:startContinuousDtmfRecognition");
    let mut elsewhere = target("follow");
    elsewhere["operationCallbackUri"] = json!(application.url("/keys"));
    let started = bench.post(&start, elsewhere).await;
    assert_eq!((started.status, &started.body), (200, &Value::Null));
    for (number, key) in (1_u32..).zip(["five", "asterisk"]) {
        bench.customer(&call, json!({"press": [key]})).await;
        let tone = application
            .expect("ContinuousDtmfRecognitionToneReceived")
            .await;
        told(&tone, "follow", 200, 0);
        assert_eq!(tone.path, "/keys");
        assert_eq!(tone.data()["sequenceId"], number);
        assert_eq!(tone.data()["tone"], key);
    }
    let cancel = format!("{base}:cancelAllMediaOperations");
    assert_eq!(bench.post(&cancel, Value::Null).await.status, 202);
    let stop = format!("{base}:stopContinuousDtmfRecognition");
    assert_eq!(bench.post(&stop, target("enough")).await.status, 200);
    let stopped = application.expect("ContinuousDtmfRecognitionStopped").await;
    told(&stopped, "enough", 200, 7000);
    assert_eq!(
        stopped.data()["resultInformation"]["message"],
        "The conversation has ended. DiagCode: 0#7000.@"
    );
    bench.customer(&call, json!({"press": ["one"]})).await;
    assert_eq!(bench.post(&start, target("again")).await.status, 200);
    bench.post(&format!("{base}:terminate"), Value::Null).await;
    let stopped = application.expect("ContinuousDtmfRecognitionStopped").await;
    told(&stopped, "again", 200, 7000);
    application.expect("CallDisconnected").await;
}

#[tokio::test]
async fn keys_of_an_agent_cannot_be_followed() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let ana = bench.control("GET", "/agents", Value::Null).await;
    let ana = ana.body["value"][0]["rawId"]
        .as_str()
        .expect("an agent")
        .to_owned();
    let call = json!({"from": ana, "to": "+14255550100"});
    let placed = bench.control("POST", "/calls", call).await;
    let leg = bench
        .answer(&application, &placed.text("incomingCallContext"), "op")
        .await;
    application
        .expect_both(["CallConnected", "ParticipantsUpdated"])
        .await;
    let path = format!("/calling/callConnections/{leg}:startContinuousDtmfRecognition");
    let body = json!({
        "targetParticipant": {"microsoftTeamsUser": {"userId": ana.trim_start_matches("8:orgid:")}},
        "operationContext": "follow",
    });
    assert_eq!(bench.post(&path, body).await.status, 200);
    let failed = application
        .expect("ContinuousDtmfRecognitionToneFailed")
        .await;
    told(&failed, "follow", 400, 12_323);
}

#[tokio::test]
async fn one_participant_has_one_operation_at_a_time() {
    // 4.3: 412 / 8583.
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    bench
        .control("POST", "/clock/holds", json!({"why": "tones sound"}))
        .await;
    let base = format!("/calling/callConnections/{leg}");
    let send = format!("{base}:sendDtmfTones");
    assert_eq!(bench.post(&send, tones("a", &["one"])).await.status, 202);
    bench
        .post(&send, tones("b", &["one"]))
        .await
        .refused(412, "8583");
    let start = format!("{base}:startContinuousDtmfRecognition");
    bench.post(&start, target("c")).await.refused(412, "8583");
    let text = json!({"kind": "text", "text": {"text": "hi", "voiceName": "v"}});
    let play = json!({"playSources": [text]});
    let played = bench.post(&format!("{base}:play"), play).await;
    assert_eq!(played.status, 202);
}

#[tokio::test]
async fn tones_are_refused_when_the_call_does_not_allow_them() {
    // 4.2, 3.1 and 2.4.
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let base = format!("/calling/callConnections/{leg}");
    let verbs = [
        "sendDtmfTones",
        "startContinuousDtmfRecognition",
        "stopContinuousDtmfRecognition",
    ];
    let mut nobody = tones("x", &["one"]);
    nobody["targetParticipant"]["phoneNumber"]["value"] = json!("+14255550199");
    for verb in verbs {
        let path = format!("{base}:{verb}");
        bench.post(&path, nobody.clone()).await.refused(404, "8522");
    }
    bench
        .control("POST", "/clock/holds", json!({"why": "it rings"}))
        .await;
    let to = json!({"targetParticipant": {"phoneNumber": {"value": "+14255550192"}}});
    let transfer = format!("{base}:transferToParticipant");
    assert_eq!(bench.post(&transfer, to).await.status, 202);
    for verb in verbs {
        let path = format!("{base}:{verb}");
        let body = tones("x", &["one"]);
        bench.post(&path, body).await.refused(400, "8585");
    }
    bench.post(&format!("{base}:terminate"), Value::Null).await;
    for verb in verbs {
        let path = format!("{base}:{verb}");
        let body = tones("x", &["one"]);
        bench.post(&path, body).await.refused(400, "8528");
    }
}

#[tokio::test]
async fn a_version_before_tones_refuses_them() {
    // 2.4 and 3.1: 405 / 8520.
    let bench = Bench::start().await.speaking("2023-03-06");
    let application = Application::start().await;
    let (_, leg) = bench.connected(&application).await;
    for verb in ["sendDtmfTones", "startContinuousDtmfRecognition"] {
        let path = format!("/calling/callConnections/{leg}:{verb}");
        bench
            .post(&path, tones("x", &["one"]))
            .await
            .refused(405, "8520");
    }
}

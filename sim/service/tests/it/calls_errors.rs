//! What Call Automation refuses, with the published codes.

use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, CALLER},
    support::{Answer, document},
};

const DOCUMENT: &str = "communication/data-plane/CallAutomation/stable/2026-03-12/communicationservicescallautomation.json";

#[track_caller]
fn names(answer: &Answer, field: &str) {
    answer.refused(400, "8523");
    let message = answer.body["error"]["message"].as_str().unwrap_or_default();
    assert!(message.contains(field), "{message} names {field}");
}

#[tokio::test]
async fn an_invalid_body_is_refused_with_the_name_of_the_field() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let base = "/calling/callConnections";
    let callback = application.url("/c");
    let number = json!({"phoneNumber": {"value": CALLER}});
    let two = json!({"phoneNumber": {"value": CALLER}, "communicationUser": {"id": "8:acs:a_b"}});
    let dtmf = |options: Value| {
        let mut all = json!({"targetParticipant": number});
        for (name, value) in options.as_object().expect("an object") {
            all[name] = value.clone();
        }
        json!({"recognizeInputType": "dtmf", "recognizeOptions": all})
    };
    let max = json!({"maxTonesToCollect": 1});
    for (path, body, field) in [
        (
            ":answer".to_owned(),
            json!({"callbackUri": callback}),
            "incomingCallContext",
        ),
        (
            ":answer".to_owned(),
            json!({"incomingCallContext": "x"}),
            "callbackUri",
        ),
        (
            ":answer".to_owned(),
            json!({"incomingCallContext": "x", "callbackUri": "ftp://a"}),
            "callbackUri",
        ),
        (
            ":answer".to_owned(),
            json!({"incomingCallContext": 5, "callbackUri": callback}),
            "incomingCallContext",
        ),
        (
            ":reject".to_owned(),
            json!({"incomingCallContext": "x", "callRejectReason": "tired"}),
            "callRejectReason",
        ),
        (
            ":redirect".to_owned(),
            json!({"incomingCallContext": "x"}),
            "target",
        ),
        (
            ":redirect".to_owned(),
            json!({"incomingCallContext": "x", "target": two}),
            "target",
        ),
        (
            format!("/{leg}:play"),
            json!({"playSources": []}),
            "playSources",
        ),
        (
            format!("/{leg}:play"),
            json!({"playSources": [{"kind": "text"}]}),
            "playSources[0].text",
        ),
        (
            format!("/{leg}:play"),
            json!({"playSources": [{"kind": "text", "text": {"text": "a".repeat(4001)}}]}),
            "playSources[0].text.text",
        ),
        (
            format!("/{leg}:recognize"),
            json!({"recognizeInputType": "dtmf"}),
            "recognizeOptions",
        ),
        (format!("/{leg}:recognize"), dtmf(json!({})), "dtmfOptions"),
        (
            format!("/{leg}:recognize"),
            dtmf(json!({"dtmfOptions": max, "initialSilenceTimeoutInSeconds": 301})),
            "initialSilenceTimeoutInSeconds",
        ),
        (
            format!("/{leg}:recognize"),
            dtmf(json!({"dtmfOptions": {"interToneTimeoutInSeconds": 0, "maxTonesToCollect": 1}})),
            "interToneTimeoutInSeconds",
        ),
        (
            format!("/{leg}:transferToParticipant"),
            json!({}),
            "targetParticipant",
        ),
        (
            format!("/{leg}/participants:mute"),
            json!({}),
            "targetParticipants",
        ),
        (
            format!("/{leg}/participants:mute"),
            json!({"targetParticipants": [number, number]}),
            "targetParticipants",
        ),
        (
            format!("/{leg}/participants:mute"),
            json!({"targetParticipants": [number]}),
            "targetParticipants",
        ),
        (format!("/{leg}:hold"), json!({}), "targetParticipant"),
        (
            format!("/{leg}:hold"),
            json!({"targetParticipant": number, "playSourceInfo": {"kind": "file"}}),
            "playSourceInfo.file",
        ),
        (format!("/{leg}:unhold"), json!({}), "targetParticipant"),
        (
            format!("/{leg}:sendDtmfTones"),
            json!({"targetParticipant": number}),
            "tones",
        ),
        (
            format!("/{leg}:sendDtmfTones"),
            json!({"targetParticipant": number, "tones": []}),
            "tones",
        ),
        (
            format!("/{leg}:sendDtmfTones"),
            json!({"targetParticipant": number, "tones": ["hash"]}),
            "tones[0]",
        ),
        (
            format!("/{leg}:startContinuousDtmfRecognition"),
            json!({}),
            "targetParticipant",
        ),
        (
            format!("/{leg}:stopContinuousDtmfRecognition"),
            json!({"targetParticipant": number, "operationCallbackUri": "nowhere"}),
            "operationCallbackUri",
        ),
    ] {
        let answer = bench.post(&format!("{base}{path}"), body.clone()).await;
        assert_eq!(answer.status, 400, "{path} {body}: {:#}", answer.body);
        names(&answer, field);
        if let Some(document) = document(DOCUMENT) {
            document.check("CommunicationErrorResponse", &answer.body);
        }
    }
}

#[tokio::test]
async fn what_is_unknown_is_not_found() {
    let bench = Bench::start().await;
    let context = json!({"incomingCallContext": "nobody", "callbackUri": "http://localhost/c"});
    let unknown = bench.post("/calling/callConnections:answer", context).await;
    unknown.refused(404, "8522");
    assert!(
        unknown
            .header("x-microsoft-skype-chain-id")
            .is_some_and(|id| !id.is_empty())
    );
    let base = "/calling/callConnections/00000000-0000-4000-8000-000000000000";
    for (method, path) in [
        ("GET", base.to_owned()),
        ("DELETE", base.to_owned()),
        ("GET", format!("{base}/participants")),
        ("POST", format!("{base}:terminate")),
        ("POST", format!("{base}:cancelAllMediaOperations")),
    ] {
        let answer = bench.ask(method, &path, Value::Null).await;
        answer.refused(404, "8522");
        assert_eq!(
            answer.body["error"]["message"], "Call not found.",
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn speech_without_a_speech_service_is_refused() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, context) = bench.call().await;
    let body = json!({"incomingCallContext": context, "callbackUri": application.url("/c")});
    let leg = bench
        .post("/calling/callConnections:answer", body)
        .await
        .text("callConnectionId");
    let text = json!({"kind": "text", "text": {"text": "hi", "voiceName": "v"}});
    let path = format!("/calling/callConnections/{leg}:play");
    bench
        .post(&path, json!({"playSources": [text]}))
        .await
        .refused(400, "8567");
}

#[tokio::test]
async fn empty_text_is_refused() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let text = json!({"kind": "text", "text": {"text": "", "voiceName": "v"}});
    let path = format!("/calling/callConnections/{leg}:play");
    bench
        .post(&path, json!({"playSources": [text]}))
        .await
        .refused(400, "8582");
}

#[tokio::test]
async fn a_second_transfer_is_a_conflict() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    bench
        .control("POST", "/clock/holds", json!({"why": "two transfers"}))
        .await;
    let target = json!({"targetParticipant": {"phoneNumber": {"value": "+14255550192"}}});
    let path = format!("/calling/callConnections/{leg}:transferToParticipant");
    assert_eq!(bench.post(&path, target.clone()).await.status, 202);
    let shown = bench
        .ask(
            "GET",
            &format!("/calling/callConnections/{leg}"),
            Value::Null,
        )
        .await;
    assert_eq!(shown.text("callConnectionState"), "transferring");
    bench.post(&path, target).await.refused(409, "8607");
}

#[tokio::test]
async fn operations_that_are_not_simulated_say_so() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    for path in [
        format!("/calling/callConnections/{leg}/participants:moveHere"),
        format!("/calling/callConnections/{leg}:startTranscription"),
        "/calling/recordings".to_owned(),
    ] {
        let answer = bench.post(&path, json!({})).await;
        answer.refused(501, "NotImplemented");
        let message = answer.body["error"]["message"].as_str().unwrap_or_default();
        assert!(message.contains("SUPPORT.md"), "{message}");
    }
}

//! Every operation of Call Automation, answered as published.

use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, CALLER, MAIN_NUMBER},
    support::document,
};

const DOCUMENT: &str = "communication/data-plane/CallAutomation/stable/2026-03-12/communicationservicescallautomation.json";

#[tokio::test]
async fn an_answered_call_is_shown_as_the_document_says() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, context) = bench.call().await;
    let callback = application.url("/callbacks?key=a%20b");
    let answered = bench
        .post(
            "/calling/callConnections:answer",
            json!({"incomingCallContext": context, "callbackUri": callback}),
        )
        .await;
    assert_eq!(answered.status, 200);
    assert_eq!(answered.text("callbackUri"), callback);
    assert_eq!(answered.body["answeredFor"]["value"], MAIN_NUMBER);
    assert_eq!(
        answered.header("x-microsoft-skype-chain-id"),
        Some(answered.text("correlationId").as_str())
    );
    assert_eq!(answered.header("x-cache"), Some("CONFIG_NOCACHE"));
    assert!(
        answered
            .header("x-azure-ref")
            .is_some_and(|it| !it.is_empty())
    );
    let leg = answered.text("callConnectionId");
    let shown = bench
        .ask(
            "GET",
            &format!("/calling/callConnections/{leg}"),
            Value::Null,
        )
        .await;
    assert_eq!(shown.status, 200);
    assert_eq!(shown.text("callConnectionState"), "connected");
    assert_eq!(shown.body["source"]["rawId"], format!("4:{CALLER}"));
    if let Some(document) = document(DOCUMENT) {
        document.check("CallConnectionProperties", &answered.body);
        document.check("CallConnectionProperties", &shown.body);
    }
}

#[tokio::test]
async fn participants_are_listed_and_found_by_encoded_raw_id() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let base = format!("/calling/callConnections/{leg}/participants");
    let all = bench.ask("GET", &base, Value::Null).await;
    assert_eq!(all.status, 200);
    assert_eq!(all.body["value"].as_array().map(Vec::len), Some(2));
    let encoded = format!("{base}/4%3A%2B{}", CALLER.trim_start_matches('+'));
    let one = bench.ask("GET", &encoded, Value::Null).await;
    assert_eq!(one.status, 200, "{:#}", one.body);
    assert_eq!(one.body["identifier"]["kind"], "phoneNumber");
    let nobody = bench
        .ask("GET", &format!("{base}/4%3A%2B1999"), Value::Null)
        .await;
    nobody.refused(404, "8522");
    if let Some(document) = document(DOCUMENT) {
        document.check("GetParticipantsResponse", &all.body);
        document.check("CallParticipant", &one.body);
    }
}

#[tokio::test]
async fn hang_up_and_terminate_answer_without_a_body() {
    for (method, verb) in [("DELETE", ""), ("POST", ":terminate")] {
        let (bench, application) = (Bench::start().await, Application::start().await);
        let (_, leg) = bench.connected(&application).await;
        let path = format!("/calling/callConnections/{leg}{verb}");
        let ended = bench.ask(method, &path, Value::Null).await;
        assert_eq!((ended.status, &ended.body), (204, &Value::Null));
        let event = application.expect("CallDisconnected").await;
        assert_eq!(event.data()["resultInformation"]["subCode"], 7000);
        bench
            .ask(method, &path, Value::Null)
            .await
            .refused(404, "8522");
    }
}

#[tokio::test]
async fn media_operations_are_accepted_without_a_body() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let base = format!("/calling/callConnections/{leg}");
    let text = json!({"kind": "text", "text": {"text": "hello", "voiceName": "v"}});
    let play = json!({"playSources": [text], "playOptions": {"loop": true}});
    let played = bench.post(&format!("{base}:play"), play).await;
    assert_eq!((played.status, &played.body), (202, &Value::Null));
    let recognize = json!({
        "recognizeInputType": "dtmf",
        "recognizeOptions": {
            "targetParticipant": {"phoneNumber": {"value": CALLER}},
            "dtmfOptions": {"maxTonesToCollect": 1},
        },
    });
    let recognized = bench.post(&format!("{base}:recognize"), recognize).await;
    assert_eq!((recognized.status, &recognized.body), (202, &Value::Null));
    let cancelled = bench
        .post(&format!("{base}:cancelAllMediaOperations"), Value::Null)
        .await;
    assert_eq!((cancelled.status, &cancelled.body), (202, &Value::Null));
    application.expect("PlayStarted").await;
    application.expect("PlayCanceled").await;
    application.expect("RecognizeCanceled").await;
}

#[tokio::test]
async fn a_transfer_echoes_its_context() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let transfer = json!({
        "targetParticipant": {"kind": "phoneNumber", "phoneNumber": {"value": "+14255550190"}},
        "sourceCallerIdNumber": {"value": MAIN_NUMBER},
        "operationContext": "xfer",
    });
    let path = format!("/calling/callConnections/{leg}:transferToParticipant");
    let accepted = bench.post(&path, transfer).await;
    assert_eq!(
        (accepted.status, &accepted.body),
        (202, &json!({"operationContext": "xfer"}))
    );
    let event = application.expect("CallTransferAccepted").await;
    assert_eq!(event.data()["operationContext"], "xfer");
    assert_eq!(event.data()["transferee"]["rawId"], format!("4:{CALLER}"));
    application.expect("CallDisconnected").await;
    if let Some(document) = document(DOCUMENT) {
        document.check("TransferCallResponse", &accepted.body);
    }
}

#[tokio::test]
async fn a_repeated_request_gives_the_first_result_and_does_nothing_else() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, context) = bench.call().await;
    let body = json!({"incomingCallContext": context, "callbackUri": application.url("/c")});
    let headers = [
        (
            "repeatability-request-id",
            "5f0c1b7e-7f0d-4c52-9f0e-2f7c9f7c9f11",
        ),
        ("repeatability-first-sent", "Mon, 05 Jan 2026 09:00:00 GMT"),
    ];
    let path = "/calling/callConnections:answer";
    let first = bench.ask_with("POST", path, body.clone(), &headers).await;
    let again = bench.ask_with("POST", path, body.clone(), &headers).await;
    assert_eq!((first.status, again.status), (200, 200));
    assert_eq!(
        first.text("callConnectionId"),
        again.text("callConnectionId")
    );
    bench.post(path, body).await.refused(400, "8585");
}

#[tokio::test]
async fn files_are_looked_at_before_they_are_played() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let path = format!("/calling/callConnections/{leg}:play");
    for (file, event, sub_code) in [
        ("/sounds/two-seconds.wav", "PlayCompleted", 0),
        ("/sounds/no-sound.txt", "PlayFailed", 8535),
        ("/sounds/missing.wav", "PlayFailed", 8536),
    ] {
        let source = json!({"kind": "file", "file": {"uri": application.url(file)}});
        let played = bench
            .post(
                &path,
                json!({"playSources": [source], "operationContext": file}),
            )
            .await;
        assert_eq!(played.status, 202, "{:#}", played.body);
        let mut ended = application.next().await;
        if ended.name() == "PlayStarted" {
            ended = application.next().await;
        }
        assert_eq!(ended.name(), event, "{file}");
        assert_eq!(
            ended.data()["resultInformation"]["subCode"],
            sub_code,
            "{file}"
        );
        assert_eq!(ended.data()["operationContext"], file);
    }
}

#[tokio::test]
async fn an_operation_can_send_its_events_elsewhere() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let text = json!({"kind": "text", "text": {"text": "hi", "voiceName": "v"}});
    let path = format!("/calling/callConnections/{leg}:play");
    let elsewhere = application.url("/elsewhere");
    let play = json!({"playSources": [text], "operationCallbackUri": elsewhere});
    assert_eq!(bench.post(&path, play).await.status, 202);
    assert_eq!(application.expect("PlayStarted").await.path, "/elsewhere");
    assert_eq!(application.expect("PlayCompleted").await.path, "/elsewhere");
    assert_eq!(
        bench
            .post(&path, json!({"playSources": [text]}))
            .await
            .status,
        202
    );
    assert_eq!(
        application.expect("PlayStarted").await.path,
        "/callbacks?key=a%20b"
    );
}

#[tokio::test]
async fn operations_of_one_context_send_their_events_each_to_its_own_address() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let path = format!("/calling/callConnections/{leg}:play");
    bench.control("POST", "/clock/holds", json!({})).await;
    for elsewhere in [Some("/first"), Some("/second"), None] {
        let mut play = json!({
            "playSources": [{"kind": "text", "text": {"text": "hi", "voiceName": "v"}}],
            "operationContext": "same",
        });
        if let Some(elsewhere) = elsewhere {
            play["operationCallbackUri"] = json!(application.url(elsewhere));
        }
        assert_eq!(bench.post(&path, play).await.status, 202);
    }
    bench.control("DELETE", "/clock/holds", Value::Null).await;
    for address in ["/first", "/second", "/callbacks?key=a%20b"] {
        assert_eq!(application.expect("PlayStarted").await.path, address);
        assert_eq!(application.expect("PlayCompleted").await.path, address);
    }
}

#[tokio::test]
async fn a_file_at_a_host_that_is_not_allowed_counts_as_three_seconds() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let source = json!({"kind": "file", "file": {"uri": "https://sounds.example/a.wav"}});
    let path = format!("/calling/callConnections/{leg}:play");
    assert_eq!(
        bench
            .post(&path, json!({"playSources": [source]}))
            .await
            .status,
        202
    );
    let time = |event: crate::automation::Received| -> jiff::Timestamp {
        let text = event.event()["time"].as_str().expect("a time").to_owned();
        text.parse().expect("an instant")
    };
    let started = time(application.expect("PlayStarted").await);
    let completed = time(application.expect("PlayCompleted").await);
    assert_eq!(completed.duration_since(started).as_secs(), 3);
}

//! Whole calls as an application sees them: what it asks, and what it is told, in which order.

use serde_json::{Value, json};

use crate::automation::{Application, Bench, CALLER, Received};

fn menu(context: &str) -> Value {
    json!({
        "recognizeInputType": "dtmf",
        "playPrompt": {"kind": "text", "text": {"text": "Press a key.", "voiceName": "v"}},
        "recognizeOptions": {
            "targetParticipant": {"phoneNumber": {"value": CALLER}},
            "initialSilenceTimeoutInSeconds": 5,
            "dtmfOptions": {"maxTonesToCollect": 1},
        },
        "operationContext": context,
    })
}

fn text(text: &str, context: &str) -> Value {
    let source = json!({"kind": "text", "text": {"text": text, "voiceName": "v"}});
    json!({"playSources": [source], "operationContext": context})
}

#[track_caller]
fn said(event: &Received, context: &str, code: u16, sub_code: u32) {
    let data = event.data();
    let result = &data["resultInformation"];
    assert_eq!(
        (
            &data["operationContext"],
            &result["code"],
            &result["subCode"]
        ),
        (&json!(context), &json!(code), &json!(sub_code)),
        "{data:#}"
    );
}

#[tokio::test]
async fn a_menu_with_keys_and_a_transfer_to_a_queue() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "eventGrid").await;
    bench
        .control(
            "POST",
            "/calls",
            json!({"from": CALLER, "to": "+14255550100"}),
        )
        .await;
    let incoming = application.expect("IncomingCall").await;
    let context = incoming.data()["incomingCallContext"]
        .as_str()
        .unwrap_or_default();
    let leg = bench.answer(&application, context, "ivr").await;
    let [connected, roster] = application
        .expect_both(["CallConnected", "ParticipantsUpdated"])
        .await;
    said(&connected, "ivr", 200, 0);
    assert_eq!(connected.path, "/callbacks?key=a%20b");
    assert_eq!(roster.data()["sequenceNumber"], 1);
    assert_eq!(
        roster.data()["participants"].as_array().map(Vec::len),
        Some(2)
    );
    assert_eq!(
        connected.data()["correlationId"],
        incoming.data()["correlationId"]
    );

    let base = format!("/calling/callConnections/{leg}");
    let recognize = format!("{base}:recognize");
    assert_eq!(bench.post(&recognize, menu("menu")).await.status, 202);
    said(&application.expect("PlayStarted").await, "menu", 200, 0);
    said(
        &application.expect("RecognizeFailed").await,
        "menu",
        400,
        8510,
    );
    assert_eq!(bench.post(&recognize, menu("again")).await.status, 202);
    application.expect("PlayStarted").await;
    bench.customer("1", json!({"press": ["two"]})).await;
    let pressed = application.expect("RecognizeCompleted").await;
    said(&pressed, "again", 200, 8531);
    assert_eq!(pressed.data()["dtmfResult"]["tones"], json!(["two"]));
    assert_eq!(
        bench
            .post(&format!("{base}:play"), text("Transferring.", "bye"))
            .await
            .status,
        202
    );
    application.expect("PlayStarted").await;
    said(&application.expect("PlayCompleted").await, "bye", 200, 0);

    let queue = bench
        .control("GET", "/queues/support", Value::Null)
        .await
        .text("rawId");
    let app_id = queue.trim_start_matches("28:orgid:");
    let transfer = json!({
        "targetParticipant": {"microsoftTeamsApp": {"appId": app_id}},
        "operationContext": "xfer",
        "customCallingContext": {"voipHeaders": {"reason": "2"}},
    });
    let accepted = bench
        .post(&format!("{base}:transferToParticipant"), transfer)
        .await;
    assert_eq!(
        (accepted.status, accepted.text("operationContext")),
        (202, "xfer".to_owned())
    );
    let taken = application.expect("CallTransferAccepted").await;
    said(&taken, "xfer", 200, 7015);
    assert_eq!(taken.data()["transferTarget"]["rawId"], queue);
    said(
        &application.expect("CallDisconnected").await,
        "ivr",
        200,
        7015,
    );
    bench
        .post(&format!("{base}:play"), text("Too late.", "late"))
        .await
        .refused(400, "8528");
    bench
        .control("POST", "/clock/advance", json!({"by": "11s"}))
        .await;
    bench
        .post(&format!("{base}:play"), text("Too late.", "late"))
        .await
        .refused(404, "8522");
    assert_eq!(application.leftovers().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_customer_who_hangs_up_cancels_everything_in_order() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (call, leg) = bench.connected(&application).await;
    let base = format!("/calling/callConnections/{leg}");
    bench
        .control("POST", "/clock/holds", json!({"why": "three operations"}))
        .await;
    for (verb, body) in [
        ("play", text("One.", "p1")),
        ("play", text("Two.", "p2")),
        ("recognize", menu("r1")),
    ] {
        assert_eq!(
            bench.post(&format!("{base}:{verb}"), body).await.status,
            202
        );
    }
    said(&application.expect("PlayStarted").await, "p1", 200, 0);
    bench.customer(&call, json!("hang-up")).await;
    said(&application.expect("PlayCanceled").await, "p1", 400, 8508);
    said(&application.expect("PlayCanceled").await, "p2", 400, 8508);
    said(
        &application.expect("RecognizeCanceled").await,
        "r1",
        400,
        8508,
    );
    said(
        &application.expect("CallDisconnected").await,
        "op",
        200,
        540_000,
    );
    let late = bench
        .post(&format!("{base}:play"), text("Late.", "l"))
        .await;
    late.refused(400, "8528");
    assert!(late.text("error").is_empty());
    let message = late.body["error"]["message"].as_str().unwrap_or_default();
    assert!(message.contains("call already terminated"), "{message}");
    bench
        .post(&format!("{base}:terminate"), Value::Null)
        .await
        .refused(404, "8522");
}

#[tokio::test]
async fn a_rejected_call_ends_for_the_caller_without_a_callback() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (call, context) = bench.call().await;
    let body = json!({"incomingCallContext": context, "callRejectReason": "busy"});
    let rejected = bench.post("/calling/callConnections:reject", body).await;
    assert_eq!(rejected.status, 204);
    let shown = bench
        .control("GET", &format!("/calls/{call}"), Value::Null)
        .await;
    assert_eq!(
        (shown.text("state"), &shown.body["ended"]["code"]),
        ("ended".to_owned(), &json!(486))
    );
    assert_eq!(application.leftovers().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_redirect_to_an_own_identity_rings_at_the_application_again() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "eventGrid").await;
    let user = bench.post("/identities", json!({})).await.body["identity"]["id"].clone();
    let (_, context) = bench.call().await;
    let first = application.expect("IncomingCall").await;
    let body =
        json!({"incomingCallContext": context, "target": {"communicationUser": {"id": user}}});
    assert_eq!(
        bench
            .post("/calling/callConnections:redirect", body)
            .await
            .status,
        204
    );
    let second = application.expect("IncomingCall").await;
    assert_eq!(second.data()["to"]["rawId"], user);
    assert_eq!(
        second.data()["correlationId"],
        first.data()["correlationId"]
    );
    assert_ne!(second.data()["incomingCallContext"], json!(context));
}

#[tokio::test]
async fn an_answer_that_comes_too_late_fails_by_event() {
    for (version, events) in [
        ("2024-09-15", vec!["AnswerFailed", "CallDisconnected"]),
        ("2024-04-15", vec!["CallDisconnected"]),
    ] {
        let bench = Bench::start().await.speaking(version);
        let application = Application::start().await;
        let (call, context) = bench.call().await;
        bench
            .control("POST", "/clock/advance", json!({"by": "31s"}))
            .await;
        let shown = bench
            .control("GET", &format!("/calls/{call}"), Value::Null)
            .await;
        assert_eq!(
            (
                &shown.body["ended"]["code"],
                &shown.body["ended"]["subCode"]
            ),
            (&json!(487), &json!(10_004))
        );
        bench.answer(&application, &context, "late").await;
        for name in events {
            let event = application.expect(name).await;
            assert_eq!(event.data()["version"], version);
        }
        assert_eq!(application.leftovers().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn choices_are_made_by_speech_and_by_key_and_a_prompt_can_be_interrupted() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (call, leg) = bench.connected(&application).await;
    let base = format!("/calling/callConnections/{leg}");
    let choices = |context: &str| {
        let mut body = menu(context);
        body["recognizeInputType"] = json!("choices");
        body["recognizeOptions"]["choices"] = json!([
            {"label": "Sales", "phrases": ["sales"], "tone": "one"},
            {"label": "Support", "phrases": ["support please"], "tone": "two"},
        ]);
        body
    };
    let recognize = format!("{base}:recognize");
    assert_eq!(bench.post(&recognize, choices("c1")).await.status, 202);
    application.expect("PlayStarted").await;
    bench
        .customer(&call, json!({"say": "support please"}))
        .await;
    let spoken = application.expect("RecognizeCompleted").await;
    said(&spoken, "c1", 200, 8545);
    assert_eq!(spoken.data()["choiceResult"]["label"], "Support");
    assert_eq!(
        spoken.data()["choiceResult"]["recognizedPhrase"],
        "support please"
    );

    assert_eq!(bench.post(&recognize, choices("c2")).await.status, 202);
    application.expect("PlayStarted").await;
    bench.customer(&call, json!({"press": ["one"]})).await;
    let pressed = application.expect("RecognizeCompleted").await;
    said(&pressed, "c2", 200, 8533);
    assert_eq!(pressed.data()["recognitionType"], "choices");
    assert_eq!(pressed.data()["choiceResult"], json!({"label": "Sales"}));

    assert_eq!(bench.post(&recognize, choices("c3")).await.status, 202);
    application.expect("PlayStarted").await;
    bench.customer(&call, json!({"press": ["nine"]})).await;
    said(
        &application.expect("RecognizeFailed").await,
        "c3",
        400,
        8534,
    );

    bench
        .control("POST", "/clock/holds", json!({"why": "barge in"}))
        .await;
    let long = "This goes on and on. ".repeat(30);
    assert_eq!(
        bench
            .post(&format!("{base}:play"), text(&long, "l"))
            .await
            .status,
        202
    );
    application.expect("PlayStarted").await;
    let mut barge = menu("k");
    barge["interruptCallMediaOperation"] = json!(true);
    assert_eq!(bench.post(&recognize, barge).await.status, 202);
    said(&application.expect("PlayCanceled").await, "l", 400, 8508);
    said(&application.expect("PlayStarted").await, "k", 200, 0);
}

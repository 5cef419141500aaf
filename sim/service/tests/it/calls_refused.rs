//! The rarer refusals of Call Automation and of the control API, and free speech.

use http::Method;
use ringback_service::{ClockKind, Keep};
use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, CALLER, MAIN_NUMBER},
    support::{Client, idle, start},
};

fn text(text: &str) -> Value {
    json!({"kind": "text", "text": {"text": text, "voiceName": "v"}})
}

fn number(number: &str) -> Value {
    json!({"phoneNumber": {"value": number}})
}

#[tokio::test]
async fn a_caller_id_that_the_resource_does_not_own_is_refused() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let path = format!("/calling/callConnections/{leg}:transferToParticipant");
    let transfer = |own: &str| {
        json!({
            "targetParticipant": number("+14255550188"),
            "sourceCallerIdNumber": {"value": own},
        })
    };
    bench
        .post(&path, transfer("+14255550199"))
        .await
        .refused(403, "7507");
    assert_eq!(bench.post(&path, transfer(MAIN_NUMBER)).await.status, 202);
}

#[tokio::test]
async fn a_call_over_the_internet_is_not_redirected_to_a_phone_number() {
    let bench = Bench::start().await;
    let made = bench.post("/identities", json!({})).await;
    let from = made.body["identity"]["id"].clone();
    let call = json!({"from": from, "to": MAIN_NUMBER});
    let placed = bench.control("POST", "/calls", call).await;
    assert_eq!(placed.status, 201, "{:#}", placed.body);
    let redirect = json!({
        "incomingCallContext": placed.text("incomingCallContext"),
        "target": number("+14255550188"),
    });
    bench
        .post("/calling/callConnections:redirect", redirect)
        .await
        .refused(405, "8520");
}

#[tokio::test]
async fn a_second_play_to_the_same_participant_is_refused() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    bench.control("POST", "/clock/holds", json!({})).await;
    let path = format!("/calling/callConnections/{leg}:play");
    let to_one = json!({"playSources": [text("hello")], "playTo": [number(CALLER)]});
    assert_eq!(bench.post(&path, to_one.clone()).await.status, 202);
    bench.post(&path, to_one).await.refused(412, "8583");
    let to_all = json!({"playSources": [text("hello")]});
    assert_eq!(bench.post(&path, to_all).await.status, 202);
}

#[tokio::test]
async fn free_speech_is_recognized_when_silence_follows() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (call, leg) = bench.connected(&application).await;
    bench.control("POST", "/clock/holds", json!({})).await;
    let recognize = json!({
        "recognizeInputType": "speech",
        "recognizeOptions": {
            "targetParticipant": number(CALLER),
            "speechOptions": {"endSilenceTimeoutInMs": 700},
        },
        "operationContext": "speech",
    });
    let path = format!("/calling/callConnections/{leg}:recognize");
    assert_eq!(bench.post(&path, recognize).await.status, 202);
    for words in ["my order", "is late"] {
        bench.customer(&call, json!({"say": words})).await;
    }
    assert_eq!(application.leftovers().await, Vec::<String>::new());
    bench.control("DELETE", "/clock/holds", Value::Null).await;
    let completed = application.expect("RecognizeCompleted").await;
    let data = completed.data();
    assert_eq!(data["recognitionType"], "speech");
    assert_eq!(data["speechResult"]["speech"], "my order is late");
    assert_eq!(data["operationContext"], "speech");
    let result = &data["resultInformation"];
    assert_eq!(
        (&result["code"], &result["subCode"]),
        (&json!(200), &json!(8569))
    );
    assert!(data.get("dtmfResult").is_none(), "{data:#}");
}

#[tokio::test]
async fn an_agent_with_two_offers_has_to_name_the_call() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let queue = json!({"language": "en-US", "agents": ["ana"]});
    let world = json!({"teams": {"agents": ["ana"], "queues": {"one": queue, "two": queue}}});
    let put = bench.control("PUT", "/world", world).await;
    assert_eq!(put.status, 200, "{:#}", put.body);
    let mut calls = Vec::new();
    for (name, from) in [("one", "+14255550177"), ("two", "+14255550178")] {
        let shown = bench
            .control("GET", &format!("/queues/{name}"), Value::Null)
            .await;
        let call = json!({"from": from, "to": shown.text("rawId")});
        calls.push(bench.control("POST", "/calls", call).await.text("id"));
    }
    bench
        .control("POST", "/clock/advance", json!({"by": "1s"}))
        .await;
    let act = |action: Value| bench.control("POST", "/agents/ana/actions", action);
    let ambiguous = act(json!({"answer": {}})).await;
    ambiguous.refused(409, "Ambiguous");
    let message = ambiguous.body["error"]["message"].as_str();
    assert!(
        message.is_some_and(|text| text.contains("2 calls")),
        "{message:?}"
    );
    let answered = act(json!({"answer": {}, "call": calls[1]})).await;
    assert_eq!(answered.status, 200, "{:#}", answered.body);
    assert_eq!(answered.body["calls"], json!([calls[1]]));
}

#[tokio::test]
async fn a_position_that_is_no_longer_kept_is_refused_with_the_oldest_one() {
    let running = start(idle(), |options| options.keep_facts = Keep::Last(2)).await;
    let client = Client::new(&running);
    for _ in 0..5 {
        let path = "/identities?api-version=2025-06-30";
        let made = client.signed(Method::POST, path, "{}").await;
        assert_eq!(made.status, 201, "{:#}", made.body);
    }
    let journal = |after: u32| {
        let (client, path) = (client.clone(), format!("/sim/v1/journal?after={after}"));
        async move { client.plain(Method::GET, &path, "", &[]).await }
    };
    let refused = journal(0).await;
    assert_eq!(
        (refused.status, &refused.body["error"]["code"]),
        (410, &json!("Forgotten"))
    );
    let message = refused.body["error"]["message"].as_str();
    assert_eq!(
        message,
        Some("the facts after 0 are no longer kept; the oldest is 3")
    );
    assert_eq!(journal(2).await.status, 200);
}

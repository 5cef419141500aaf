//! Events: their shapes, headers and tokens.

use jsonwebtoken::{Algorithm, DecodingKey, Validation, jwk::JwkSet};
use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, CALLER, Received},
    support::{Client, EVENT_GRID, document},
};

fn automation(version: &str) -> String {
    format!(
        "communication/data-plane/CallAutomation/stable/{version}/communicationservicescallautomation.json"
    )
}

/// Lets an application go through calls that bring every event, and gives what it received.
async fn everything(version: &str) -> Vec<Received> {
    let bench = Bench::start().await.speaking(version);
    let application = Application::start().await;
    let mut events = Vec::new();
    let (call, context) = bench.call().await;
    let leg = bench.answer(&application, &context, "op").await;
    events.push(application.next().await);
    events.push(application.next().await);
    let base = format!("/calling/callConnections/{leg}");
    let text = json!({"kind": "text", "text": {"text": "hello", "voiceName": "v"}});
    let missing = json!({"kind": "file", "file": {"uri": application.url("/sounds/missing.wav")}});
    let recognize = json!({
        "recognizeInputType": "dtmf",
        "recognizeOptions": {
            "targetParticipant": {"phoneNumber": {"value": CALLER}},
            "dtmfOptions": {"maxTonesToCollect": 1},
        },
    });
    for (verb, body, last) in [
        ("play", json!({"playSources": [text]}), "PlayCompleted"),
        ("play", json!({"playSources": [missing]}), "PlayFailed"),
        ("recognize", recognize.clone(), "RecognizeFailed"),
    ] {
        assert_eq!(
            bench.post(&format!("{base}:{verb}"), body).await.status,
            202
        );
        take_until(&application, &mut events, last).await;
    }
    bench.control("POST", "/clock/holds", json!({})).await;
    assert_eq!(
        bench
            .post(&format!("{base}:recognize"), recognize)
            .await
            .status,
        202
    );
    bench.customer(&call, json!({"press": ["one"]})).await;
    take_until(&application, &mut events, "RecognizeCompleted").await;
    bench.control("DELETE", "/clock/holds", Value::Null).await;
    for (target, last) in [
        ("+14255550193", "CallTransferFailed"),
        ("+14255550188", "CallDisconnected"),
    ] {
        let transfer = json!({"targetParticipant": {"phoneNumber": {"value": target}}});
        let accepted = bench
            .post(&format!("{base}:transferToParticipant"), transfer)
            .await;
        assert_eq!(accepted.status, 202, "{:#}", accepted.body);
        take_until(&application, &mut events, last).await;
    }
    events
}

async fn take_until(application: &Application, events: &mut Vec<Received>, last: &str) {
    loop {
        events.push(application.next().await);
        if events.last().is_some_and(|event| event.name() == last) {
            return;
        }
    }
}

#[tokio::test]
async fn callbacks_have_the_published_shape_and_the_recorded_envelope() {
    let events = everything("2026-03-12").await;
    let document = document(&automation("2026-03-12"));
    for received in &events {
        let event = received.event();
        let leg = event["data"]["callConnectionId"]
            .as_str()
            .unwrap_or_default();
        let place = format!("calling/callConnections/{leg}");
        assert_eq!(
            (&event["source"], &event["subject"]),
            (&json!(place), &json!(place))
        );
        assert_eq!(event["specversion"], "1.0");
        assert_eq!(event["datacontenttype"], "application/json");
        assert_eq!(event["data"]["publicEventType"], event["type"]);
        assert_eq!(event["data"]["version"], "2026-03-12");
        assert!(
            event["time"]
                .as_str()
                .is_some_and(|time| time.ends_with("+00:00"))
        );
        assert!(event["data"]["resultInformation"].is_object(), "{event:#}");
        assert_eq!(
            received.header("content-type"),
            "application/json; charset=utf-8"
        );
        if let Some(document) = &document {
            document.check_event(&received.name(), received.data());
        }
    }
    let mut ids: Vec<String> = events
        .iter()
        .map(|one| one.event()["id"].to_string())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), events.len(), "every event has an id of its own");
}

#[tokio::test]
async fn an_older_leg_receives_no_newer_event_or_member() {
    let events = everything("2024-04-15").await;
    let names: Vec<String> = events.iter().map(Received::name).collect();
    assert!(!names.contains(&"PlayStarted".to_owned()), "{names:?}");
    assert!(names.contains(&"RecognizeCompleted".to_owned()));
    let Some(document) = document(&automation("2024-04-15")) else {
        return;
    };
    for received in &events {
        document.check_event(&received.name(), received.data());
    }
}

#[tokio::test]
async fn the_same_run_has_the_same_events() {
    let ids = |events: Vec<Received>| -> Vec<String> {
        events
            .iter()
            .map(|one| format!("{} {}", one.name(), one.event()["id"]))
            .collect()
    };
    let first = ids(everything("2024-09-15").await);
    assert_eq!(first, ids(everything("2024-09-15").await));
}

#[tokio::test]
async fn a_callback_carries_a_token_that_the_served_keys_verify() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, context) = bench.call().await;
    bench.answer(&application, &context, "op").await;
    let token = application.next().await.header("authorization");
    let token = token.strip_prefix("Bearer ").expect("a bearer token");
    let client = Client::new(&bench.service);
    let configuration = "/calling/.well-known/acsopenidconfiguration";
    let configuration = client
        .plain(http::Method::GET, configuration, "", &[])
        .await
        .body;
    assert!(
        configuration["jwks_uri"]
            .as_str()
            .is_some_and(|uri| uri.ends_with("/calling/keys"))
    );
    let keys = client
        .plain(http::Method::GET, "/calling/keys", "", &[])
        .await
        .body;
    let keys: JwkSet = serde_json::from_value(keys).expect("a key set");
    let header = jsonwebtoken::decode_header(token).expect("a token");
    let key = keys
        .find(&header.kid.expect("a key id"))
        .expect("the key is served");
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_issuer(&["https://acscallautomation.communication.azure.com"]);
    let world = bench.service.handle();
    let resource = world
        .read(|world| world.declaration().resources[0].id.clone())
        .await;
    validation.set_audience(&[resource.as_str()]);
    let key = DecodingKey::from_jwk(key).expect("a key");
    let claims = jsonwebtoken::decode::<Value>(token, &key, &validation)
        .expect("it verifies")
        .claims;
    let issued = claims["iat"]
        .as_i64()
        .or(claims["nbf"].as_i64())
        .expect("when it was issued");
    assert_eq!(
        claims["exp"].as_i64().expect("when it expires") - issued,
        300
    );
}

#[tokio::test]
async fn an_incoming_call_is_published_in_both_schemas() {
    for (schema, content_type) in [
        ("eventGrid", "application/json; charset=utf-8"),
        ("cloudEvents", "application/cloudevents+json; charset=utf-8"),
    ] {
        let (bench, application) = (Bench::start().await, Application::start().await);
        bench.subscribe(&application, schema).await;
        let headers = json!({"sipHeaders": {"User-To-User": "abc"}, "voipHeaders": {"a": "b"}});
        let call = json!({"from": CALLER, "to": "+14255550100", "customContext": headers});
        assert_eq!(bench.control("POST", "/calls", call).await.status, 201);
        let received = application.expect("IncomingCall").await;
        let event = received.event();
        assert_eq!(received.body.is_array(), schema == "eventGrid");
        assert_eq!(received.header("aeg-event-type"), "Notification");
        assert_eq!(received.header("aeg-subscription-name"), "ALL");
        assert_eq!(received.header("aeg-delivery-count"), "0");
        assert_eq!(received.header("content-type"), content_type);
        assert_eq!(
            event["subject"],
            format!("/caller/4:{CALLER}/recipient/4:+14255550100")
        );
        assert_eq!(
            event["data"]["customContext"]["sipHeaders"]["user-To-User"],
            "abc"
        );
        assert_eq!(event["data"]["callerDisplayName"], "");
        if let Some(document) = document(EVENT_GRID) {
            document.check_event("AcsIncomingCallEventData", received.data());
        }
    }
}

#[tokio::test]
async fn a_subscription_takes_only_its_event_types() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let body = json!({
        "endpoint": application.url("/events"),
        "eventTypes": ["Microsoft.Communication.ChatThreadCreated"],
    });
    bench
        .control("PUT", "/event-subscriptions/chat", body)
        .await;
    bench.call().await;
    bench
        .control("POST", "/clock/advance", json!({"by": "40s"}))
        .await;
    assert_eq!(application.leftovers().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_subscription_takes_only_its_subjects_whatever_their_case() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    for (name, filter) in [
        ("other-begin", json!({"subjectBeginsWith": "/recipient/"})),
        ("other-end", json!({"subjectEndsWith": "+14255550199"})),
        (
            "other-type",
            json!({"includedEventTypes": ["Microsoft.Communication.SMSReceived"]}),
        ),
        (
            "fitting",
            json!({
                "subjectBeginsWith": "/CALLER/4:+1425",
                "subjectEndsWith": "/Recipient/4:+14255550100",
                "includedEventTypes": ["microsoft.communication.INCOMINGCALL"],
            }),
        ),
    ] {
        let mut body = filter;
        body["endpoint"] = json!(application.url(&format!("/{name}")));
        let path = format!("/event-subscriptions/{name}");
        let made = bench.control("PUT", &path, body).await;
        assert_eq!(made.text("handshake"), "succeeded", "{:#}", made.body);
    }
    bench.call().await;
    assert_eq!(application.expect("IncomingCall").await.path, "/fitting");
    bench
        .control("POST", "/clock/advance", json!({"by": "40s"}))
        .await;
    assert_eq!(application.leftovers().await, Vec::<String>::new());
    let shown = bench
        .control("GET", "/event-subscriptions/fitting", Value::Null)
        .await;
    assert_eq!(shown.text("subjectBeginsWith"), "/CALLER/4:+1425");
    assert_eq!(
        shown.body["eventTypes"],
        json!(["microsoft.communication.INCOMINGCALL"])
    );
}

#[tokio::test]
async fn an_unknown_filter_is_refused_with_the_nearest_right_word() {
    let bench = Bench::start().await;
    let body = json!({"endpoint": "http://localhost/x", "subjectBeginWith": "/caller"});
    let answer = bench.control("PUT", "/event-subscriptions/a", body).await;
    answer.refused(400, "BadRequest");
    assert_eq!(
        answer.body["error"]["hint"],
        "did you mean \"subjectBeginsWith\"?"
    );
}

//! The Event Grid webhook and the answer of calls.

use serde_json::{Value, json};

use crate::fake::Stage;

const ANSWER: &str = "/calling/callConnections:answer?api-version=2026-03-12";

fn incoming_call(id: &str) -> Value {
    json!([{
        "id": id,
        "eventType": "Microsoft.Communication.IncomingCall",
        "data": {
            "from": { "rawId": "4:+14255550123" },
            "to": { "rawId": "4:+18005550100" },
            "incomingCallContext": "context-1",
        },
    }])
}

#[tokio::test]
async fn the_subscription_is_confirmed() {
    let stage = Stage::new().await;
    let event = json!([{
        "id": "1",
        "eventType": "Microsoft.EventGrid.SubscriptionValidationEvent",
        "data": { "validationCode": "a-code" },
    }]);
    let reply = stage.post("/api/events", &event).await;
    assert_eq!(reply, (200, json!({ "validationResponse": "a-code" })));
}

#[tokio::test]
async fn a_call_is_answered_once() {
    let stage = Stage::new().await;
    for _ in 0..2 {
        assert_eq!(
            stage.post("/api/events", &incoming_call("event-1")).await.0,
            200
        );
    }
    let request = stage.request();
    assert_eq!(request.target, ANSWER);
    let expected = json!({
        "incomingCallContext": "context-1",
        "callbackUri": "http://center.test:5000/api/calls/event-1?caller=4%3A%2B14255550123",
        "operationContext": "ivr",
        "callIntelligenceOptions": { "cognitiveServicesEndpoint": "https://ai.test/" },
    });
    assert_eq!(request.body, expected);
}

#[tokio::test]
async fn a_caller_who_has_gone_is_no_error_and_another_refusal_is_one() {
    let stage = Stage::new().await;
    for (status, code, expected) in [
        (404, "8522", 200),
        (400, "8528", 200),
        (403, "7507", 500),
        (500, "9999", 500),
    ] {
        stage.refuse(":answer", status, code, 1);
        let event = incoming_call(&format!("event-{code}"));
        assert_eq!(
            stage.post("/api/events", &event).await.0,
            expected,
            "{status} {code}"
        );
    }
}

#[tokio::test]
async fn other_events_are_acknowledged_and_broken_ones_refused() {
    let stage = Stage::new().await;
    let other =
        json!([{ "id": "1", "eventType": "Microsoft.Communication.CallEnded", "data": {} }]);
    assert_eq!(stage.post("/api/events", &other).await.0, 200);
    assert_eq!(stage.post("/api/events", &json!({ "id": 1 })).await.0, 422);
    assert_eq!(stage.requests(), []);
}

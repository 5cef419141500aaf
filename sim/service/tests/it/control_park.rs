//! Parking and retrieving calls over the control API.

use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::automation::{Bench, CALLER};

/// A call of the queue `support` that ana has answered.
pub(crate) async fn answered(bench: &Bench) -> String {
    let queue = bench.control("GET", "/queues/support", Value::Null).await;
    let call = json!({"from": CALLER, "to": queue.text("rawId")});
    let placed = bench.control("POST", "/calls", call).await.text("id");
    let answer = json!({"answer": {}});
    let answered = bench.control("POST", "/agents/ana/actions", answer).await;
    assert_eq!(answered.status, 200, "{:#}", answered.body);
    placed
}

#[tokio::test]
async fn an_agent_parks_a_call_and_another_one_retrieves_it() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let call = answered(&bench).await;
    let parks = json!({"park": {}, "call": call});
    let parked = bench.control("POST", "/agents/ana/actions", parks).await;
    assert_eq!(parked.status, 200, "{:#}", parked.body);
    assert_eq!(parked.body["calls"], json!([]));
    assert_eq!(parked.body["presence"], "available");
    let list = bench.control("GET", "/parked-calls", Value::Null).await;
    let shown = &list.body["value"][0];
    assert_eq!(shown["call"], call, "{:#}", list.body);
    assert_eq!(shown["code"], 10);
    assert_eq!(shown["policy"], "global");
    assert_eq!(shown["by"], "ana");
    assert!(shown["comesBack"].is_string(), "{:#}", list.body);
    let path = format!("/calls/{call}");
    let seen = bench.control("GET", &path, Value::Null).await;
    let caller = seen.body["parties"].as_array().expect("parties").iter();
    let mut caller = caller.filter(|party| party["rawId"] == format!("4:{CALLER}"));
    assert_eq!(caller.next().expect("the caller")["onHold"], true);
    let unknown = json!({"retrieve": 11});
    bench
        .control("POST", "/agents/bo/actions", unknown)
        .await
        .refused(409, "Conflict");
    let retrieves = json!({"retrieve": 10});
    let retrieved = bench.control("POST", "/agents/bo/actions", retrieves).await;
    assert_eq!(retrieved.body["calls"], json!([call]));
    let list = bench.control("GET", "/parked-calls", Value::Null).await;
    assert_eq!(list.body["value"], json!([]));
}

#[tokio::test]
async fn a_call_that_cannot_be_parked_says_why() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let policies = json!({"global": {"allow-call-park": false}});
    let queues = json!({"support": {"agents": ["ana"]}});
    let teams = json!({"agents": ["ana"], "queues": queues, "call-park-policies": policies});
    let put = bench
        .control("PUT", "/world", json!({"teams": teams}))
        .await;
    assert!(put.status < 300, "{:#}", put.body);
    answered(&bench).await;
    let refused = bench
        .control("POST", "/agents/ana/actions", json!("park"))
        .await;
    assert_eq!(refused.status, 409, "{:#}", refused.body);
    let message = refused.body["error"]["message"].as_str().expect("a text");
    assert!(message.contains("allow-call-park"), "{message}");
}

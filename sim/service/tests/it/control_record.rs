//! Recording by the Teams side over the control API.

use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::{automation::Bench, control_park::answered};

#[tokio::test]
async fn an_agent_records_a_call_which_shows_it() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let agents = json!({"ana": {"allow-cloud-recording": true}});
    let queues = json!({"support": {"agents": ["ana"]}});
    let teams = json!({"agents": agents, "queues": queues});
    let put = bench
        .control("PUT", "/world", json!({"teams": teams}))
        .await;
    assert!(put.status < 300, "{:#}", put.body);
    let call = answered(&bench).await;
    let path = "/agents/ana/actions";
    let records = bench.control("POST", path, json!("record")).await;
    assert_eq!(records.status, 200, "{:#}", records.body);
    let shown = bench
        .control("GET", &format!("/calls/{call}"), Value::Null)
        .await;
    let by = shown.body["recordedBy"].as_array().expect("a list");
    assert_eq!(by.len(), 1, "{:#}", shown.body);
    assert_eq!(by[0], records.body["rawId"]);
    bench
        .control("POST", path, json!({"record": {}}))
        .await
        .refused(409, "Conflict");
    let stops = bench.control("POST", path, json!("stop-recording")).await;
    assert_eq!(stops.status, 200, "{:#}", stops.body);
    let shown = bench
        .control("GET", &format!("/calls/{call}"), Value::Null)
        .await;
    assert_eq!(shown.body["recordedBy"], json!([]));
}

#[tokio::test]
async fn who_may_not_record_is_told_what_to_set() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    answered(&bench).await;
    let refused = bench
        .control("POST", "/agents/ana/actions", json!("record"))
        .await;
    assert_eq!(refused.status, 409, "{:#}", refused.body);
    let message = refused.body["error"]["message"].as_str().expect("a text");
    assert!(message.contains("allow-cloud-recording"), "{message}");
}

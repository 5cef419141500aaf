//! The control API of auto attendants and mailboxes.

use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::automation::{Bench, CALLER};

#[tokio::test]
async fn a_caller_is_seen_in_an_attendant_and_leads_on_by_a_key() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let shown = bench.control("GET", "/attendants/main", Value::Null).await;
    assert_eq!(shown.status, 200, "{:#}", shown.body);
    assert_eq!(shown.body["flow"], "business-hours");
    let call = json!({"from": CALLER, "to": shown.text("rawId")});
    let placed = bench.control("POST", "/calls", call).await.text("id");
    let list = bench.control("GET", "/attendants", Value::Null).await;
    let calls = &list.body["value"][0]["calls"];
    assert_eq!(calls[0]["call"], placed);
    assert_eq!(calls[0]["state"], "greeting");
    let path = format!("/calls/{placed}/parties/4:{CALLER}/actions");
    let pressed = bench
        .control("POST", &path, json!({"press": ["one"]}))
        .await;
    assert_eq!(pressed.status, 200, "{:#}", pressed.body);
    let shown = bench.control("GET", "/attendants/main", Value::Null).await;
    assert_eq!(shown.body["calls"], json!([]));
    let counts = json!({"arrived": 1, "results": {"transferred_to_cq": 1}});
    assert_eq!(shown.body["counts"], counts);
    let queue = bench.control("GET", "/queues/support", Value::Null).await;
    assert_eq!(queue.body["waiting"][0]["call"], placed);
    let unknown = bench.control("GET", "/attendants/none", Value::Null).await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn a_message_is_listed_with_whom_it_is_for() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let timeout = json!({"after": "15s", "action": {"voicemail": "ana"}});
    let world = json!({"teams": {"agents": ["ana"], "queues": {"support": {"timeout": timeout}}}});
    let put = bench.control("PUT", "/world", world).await;
    assert!(put.status < 300, "{:#}", put.body);
    let queue = bench.control("GET", "/queues/support", Value::Null).await;
    let call = json!({"from": CALLER, "to": queue.text("rawId")});
    let placed = bench.control("POST", "/calls", call).await.text("id");
    let advance = json!({"by": "30s"});
    bench.control("POST", "/clock/advance", advance).await;
    let path = format!("/calls/{placed}/parties/4:{CALLER}/actions");
    let says = json!({"say": "please call me back"});
    bench.control("POST", &path, says).await;
    bench.control("POST", &path, json!("hang-up")).await;
    let list = bench.control("GET", "/voicemails", Value::Null).await;
    let message = &list.body["value"][0];
    assert_eq!(message["of"], "ana");
    assert_eq!(message["kind"], "personal");
    assert_eq!(message["app"], "support");
    assert_eq!(message["transcript"], "please call me back");
    assert_eq!(message["call"], placed);
}

#[tokio::test]
async fn a_message_for_a_person_who_was_called_straight_names_no_voice_app() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let ana = json!({"forwarding": "voicemail", "voicemail-policy": {"transcription": false}});
    let world = json!({"teams": {"agents": {"ana": ana}}});
    let put = bench.control("PUT", "/world", world).await;
    assert!(put.status < 300, "{:#}", put.body);
    let agents = bench.control("GET", "/agents", Value::Null).await;
    let call = json!({"from": CALLER, "to": agents.body["value"][0]["rawId"]});
    let placed = bench.control("POST", "/calls", call).await.text("id");
    let advance = json!({"by": "10s"});
    bench.control("POST", "/clock/advance", advance).await;
    let path = format!("/calls/{placed}/parties/4:{CALLER}/actions");
    bench.control("POST", &path, json!("hang-up")).await;
    let list = bench.control("GET", "/voicemails", Value::Null).await;
    let message = &list.body["value"][0];
    assert_eq!(
        (&message["of"], &message["kind"]),
        (&json!("ana"), &json!("personal"))
    );
    assert_eq!(
        (&message["app"], &message["transcript"]),
        (&Value::Null, &Value::Null)
    );
}

#[tokio::test]
async fn a_caller_is_seen_in_a_search_of_the_directory() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let people =
        json!({"amos": {"display-name": "Amos Marble"}, "ann": {"display-name": "Ann Marble"}});
    let menu = json!({"directory-search": "by-name"});
    let world =
        json!({"teams": {"agents": people, "attendants": {"main": {"flow": {"menu": menu}}}}});
    let put = bench.control("PUT", "/world", world).await;
    assert!(put.status < 300, "{:#}", put.body);
    let shown = bench.control("GET", "/attendants/main", Value::Null).await;
    let call = json!({"from": CALLER, "to": shown.text("rawId")});
    let placed = bench.control("POST", "/calls", call).await.text("id");
    let path = format!("/calls/{placed}/parties/4:{CALLER}/actions");
    for (keys, state) in [
        ("9", "typing"),
        ("#", "not-found"),
        ("627", "typing"),
        ("#", "names"),
    ] {
        bench.control("POST", &path, json!({"press": keys})).await;
        let shown = bench.control("GET", "/attendants/main", Value::Null).await;
        assert_eq!(shown.body["calls"][0]["state"], state, "{keys}");
    }
    let advance = json!({"by": "6s"});
    bench.control("POST", "/clock/advance", advance).await;
    let shown = bench.control("GET", "/attendants/main", Value::Null).await;
    assert_eq!(shown.body["calls"][0]["state"], "choosing");
    bench.control("POST", &path, json!({"press": "2"})).await;
    let shown = bench.control("GET", "/attendants/main", Value::Null).await;
    let counts = json!({"arrived": 1, "results": {"transferred_to_user": 1}});
    assert_eq!(shown.body["counts"], counts);
}

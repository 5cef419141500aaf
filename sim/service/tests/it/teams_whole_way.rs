//! A whole way through voice apps, over the wire: an attendant, a search by voice, a queue that overflows into another one,
//! a timeout into shared voicemail, and the report rows of it.

use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::automation::Bench;

const DIALLED: &str = "+14255550123";
const PHONE: &str = "+14252345678";
const WEB: &str = "8:acs:5f0c1d2e-8700-4a11-9b11-00c0ffee0001_maya";

fn tenant() -> Value {
    json!({
        "agents": {"ana": {"display-name": "Ana Ruiz"}, "bo": {}},
        "groups": ["front-desk"],
        "queues": {
            "sales": {
                "agents": ["ana"],
                "overflow": {"threshold": 0, "action": {"queue": {"name": "second", "by": "direct"}}}
            },
            "second": {
                "language": "en-US",
                "agents": ["bo"],
                "resource-account": "none",
                "timeout": {
                    "after": "45s",
                    "action": {
                        "shared-voicemail": "front-desk",
                        "greeting": {"say": "Please leave a message.", "takes": "3s"},
                        "system-prompt": "suppressed"
                    }
                }
            }
        },
        "attendants": {
            "main": {
                "voice-response": true,
                "resource-account": {"phone-number": DIALLED, "external-calls": "calling-plan"},
                "flow": {
                    "greeting": {"say": "Welcome.", "takes": "3s"},
                    "menu": {
                        "prompt": {"say": "Say a name.", "takes": "5s"},
                        "options": [{"key": 5, "phrase": "sales", "action": {"queue": "sales"}}],
                        "directory-search": "by-name"
                    }
                }
            }
        }
    })
}

/// Lets a customer call, say a name that nobody has, ask for sales, wait until the voicemail listens, and leave a message.
async fn leaves_a_message(bench: &Bench, from: &str, to: &str) {
    let placed = bench
        .control("POST", "/calls", json!({"from": from, "to": to}))
        .await;
    let call = placed.text("id");
    let party = if from.starts_with('+') {
        format!("4:{from}")
    } else {
        from.to_owned()
    };
    let actions = format!("/calls/{call}/parties/{party}/actions");
    for (act, then) in [
        (json!({"say": "Zebulon Quark"}), "15s"),
        (json!({"say": "sales"}), "50s"),
        (json!({"say": "Please call back."}), "10s"),
        (json!("hang-up"), "1s"),
    ] {
        let wait = json!({"by": "5s"});
        bench.control("POST", "/clock/advance", wait).await;
        let done = bench.control("POST", &actions, act.clone()).await;
        assert_eq!(done.status, 200, "{act}: {:#}", done.body);
        let wait = json!({"by": then});
        bench.control("POST", "/clock/advance", wait).await;
    }
}

async fn rows(bench: &Bench, path: &str) -> Vec<Value> {
    let answer = bench.control("GET", path, Value::Null).await.expect(200);
    answer["value"].as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn from_the_internet_and_by_phone_the_way_ends_in_a_message_and_in_the_reports() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let declared = json!({"teams": tenant()});
    let declared = bench.control("PUT", "/world", declared).await;
    assert_eq!(declared.status, 200, "{:#}", declared.body);
    let attendant = bench.control("GET", "/attendants/main", Value::Null).await;
    leaves_a_message(&bench, WEB, &attendant.text("rawId")).await;
    leaves_a_message(&bench, PHONE, DIALLED).await;

    let messages = rows(&bench, "/voicemails").await;
    assert_eq!(messages.len(), 2, "{messages:#?}");
    for message in &messages {
        assert_eq!(message["of"], "front-desk");
    }
    let attendants = rows(&bench, "/reports/auto-attendants").await;
    let queues = rows(&bench, "/reports/call-queues").await;
    assert_eq!((attendants.len(), queues.len()), (2, 2));
    for (row, came) in attendants.iter().zip(["ACS Call", "CallingPlan"]) {
        assert_eq!(row["AA Name"], "main");
        assert_eq!(row["AAConnectivityType"], came);
        assert_eq!(row["AADirectorySearchMethod"], "abs_search_voice");
        assert_eq!(row["AACallResult"], "transferred_to_cq");
        assert_eq!(row["AACallResultLegend"], "Transferred (CQ)");
    }
    for (row, came) in queues.iter().zip(["ACS Call", "CallingPlan"]) {
        // The second queue of the call, in which it timed out, has no row.
        assert_eq!(row["CQ Name"], "sales");
        assert_eq!(row["PSTN Connectivity Type"], came);
        assert_eq!(row["Call Queue Call Result"], "overflown");
        assert_eq!(
            row["Call Queue Target Type Legend"],
            "Overflowed (Application)"
        );
    }
    assert!(rows(&bench, "/reports/agents").await.is_empty());
}

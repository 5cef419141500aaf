//! The historical reports over the control API.

use http::Method;
use ringback_service::{ClockKind, Keep};
use serde_json::{Value, json};

use crate::{
    automation::{Bench, CALLER},
    support::{Client, idle, start},
};

/// A caller who comes through the attendant `main` to the queue `support`, waits there for 17 s and hangs up.
async fn abandoned() -> Bench {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let attendant = bench.control("GET", "/attendants/main", Value::Null).await;
    let call = json!({"from": CALLER, "to": attendant.text("rawId")});
    let call = bench.control("POST", "/calls", call).await.text("id");
    let path = format!("/calls/{call}/parties/4:{CALLER}/actions");
    bench
        .control("POST", &path, json!({"press": ["one"]}))
        .await;
    let advance = json!({"by": "17s"});
    bench.control("POST", "/clock/advance", advance).await;
    bench.control("POST", &path, json!("hang-up")).await;
    bench
}

async fn report(bench: &Bench, path: &str) -> Value {
    let answer = bench.control("GET", path, Value::Null).await;
    answer.expect(200)
}

#[tokio::test]
async fn a_call_stands_in_the_reports_of_its_queue_and_its_attendant() {
    let bench = abandoned().await;
    let queues = report(&bench, "/reports/call-queues").await;
    assert_eq!(queues["table"], "fCallQueueAnalytics");
    assert_eq!(queues["complete"], true);
    let row = &queues["value"][0];
    assert_eq!(row["CQ Name"], "support");
    assert_eq!(row["Call Queue Call Result"], "disconnected");
    assert_eq!(row["Call Count Abandoned"], 1);
    assert_eq!(row["Call Duration Seconds"], 17);
    assert_eq!(row["CQHour"], 9);
    assert!(queues["value"][1].is_null());
    let last = "/reports/call-queues?table=fCallQueueFinalStateAction";
    let last = report(&bench, last).await;
    assert_eq!(last["table"], "fCallQueueFinalStateAction");
    assert_eq!(last["value"][0]["IsAbandoned"], true);
    let attendants = report(&bench, "/reports/auto-attendants").await;
    assert_eq!(attendants["value"][0]["AA Name"], "main");
    assert_eq!(attendants["value"][0]["AACallResult"], "transferred_to_cq");
    let agents = report(&bench, "/reports/agents").await;
    assert_eq!(agents["table"], "fAgentTimelineAnalytics");
    assert_eq!(agents["value"], json!([]));
}

#[tokio::test]
async fn an_agents_call_is_reported_with_its_length() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let queue = bench.control("GET", "/queues/support", Value::Null).await;
    let agent = queue.body["agents"][0]["id"].as_str().unwrap_or_default();
    let call = json!({"from": CALLER, "to": queue.text("rawId")});
    bench.control("POST", "/calls", call).await;
    let act = format!("/agents/{agent}/actions");
    let answered = bench.control("POST", &act, json!({"answer": {}})).await;
    assert_eq!(answered.status, 200, "{:#}", answered.body);
    let advance = json!({"by": "2m"});
    bench.control("POST", "/clock/advance", advance).await;
    bench.control("POST", &act, json!("hang-up")).await;
    let agents = report(&bench, "/reports/agents").await;
    assert_eq!(agents["value"][0]["Agent Name"], agent);
    assert_eq!(agents["value"][0]["Call Duration (HH:MM:SS)"], "00:02:00");
    let summary = "/reports/agents?table=fAgentTimelineAnalyticsSummary";
    let summary = report(&bench, summary).await;
    assert_eq!(summary["value"][0]["Total Call Count"], 1);
}

#[tokio::test]
async fn local_times_and_days_are_asked_for() {
    let bench = abandoned().await;
    for offset in ["+05:30", "%2B05:30"] {
        let path = format!("/reports/call-queues?utc-offset={offset}");
        let row = report(&bench, &path).await["value"][0].clone();
        assert_eq!(row["CQHour"], 14, "{offset}");
        assert_eq!(row["Date"], "2026-01-05T14:00:00");
    }
    let path = "/reports/call-queues?utc-offset=-10:00&level=day";
    let row = report(&bench, path).await["value"][0].clone();
    assert_eq!(row["Date"], "2026-01-05T00:00:00");
    assert!(row["ConferenceID"].is_null());
}

#[tokio::test]
async fn a_report_is_a_file_of_comma_separated_values() {
    let bench = abandoned().await;
    let path = "/reports/call-queues?format=csv&table=fCallQueueFinalStateAction";
    let answer = bench.control("GET", path, Value::Null).await;
    let kind = answer.header("content-type").unwrap_or_default().to_owned();
    assert_eq!(kind, "text/csv; charset=utf-8; header=present");
    let text = answer.expect(200);
    let lines: Vec<&str> = text.as_str().unwrap_or_default().split("\r\n").collect();
    let [header, row, ""] = lines.as_slice() else {
        panic!("a header and a row: {lines:?}");
    };
    assert!(
        header.starts_with("Average Call Duration (Seconds),"),
        "{header}"
    );
    assert!(
        row.contains(",disconnected,Abandoned,other,support,9,"),
        "{row}"
    );
}

#[tokio::test]
async fn a_wrong_parameter_of_a_report_is_refused_with_the_right_words() {
    let bench = Bench::start().await;
    for (query, message, hint) in [
        (
            "call-queues?tabel=x",
            "there is no parameter \"tabel\"",
            "did you mean \"table\"?",
        ),
        (
            "call-queues?table=fAutoAttendant",
            "table: \"fAutoAttendant\" is no table of this report",
            "fCallQueue",
        ),
        (
            "agents?format=xml",
            "format: \"xml\" is neither json nor csv",
            "csv a file",
        ),
        (
            "agents?level=week",
            "level: \"week\" is neither call nor day",
            "a day of UTC",
        ),
        (
            "auto-attendants?utc-offset=5",
            "utc-offset: \"5\" is no offset from UTC",
            "%2B",
        ),
        (
            "auto-attendants?utc-offset=-13:00",
            "utc-offset: \"-13:00\" is outside the offsets that are in use",
            "-12:00 to +14:00",
        ),
    ] {
        let answer = bench
            .control("GET", &format!("/reports/{query}"), Value::Null)
            .await;
        answer.refused(400, "BadRequest");
        let error = &answer.body["error"];
        assert_eq!(error["message"], message);
        let given = error["hint"].as_str().unwrap_or_default();
        assert!(given.contains(hint), "{query}: {given:?}");
    }
    let api = bench.control("GET", "/openapi.json", Value::Null).await;
    for report in ["call-queues", "agents", "auto-attendants"] {
        let path = format!("/sim/v1/reports/{report}");
        let query = &api.body["paths"][path]["get"]["parameters"];
        assert_eq!(query.as_array().map(Vec::len), Some(4), "{report}");
        assert_eq!(query[2]["name"], "utc-offset");
    }
}

#[tokio::test]
async fn a_query_is_answered_with_rows_in_the_order_in_which_they_were_asked_for() {
    let bench = abandoned().await;
    let named = |name: &str| json!({"DataModelName": name});
    let query = json!({
        "Filters": [{"DataModelName": "Date", "Value": "2026-01-05", "Operand": 5}],
        "Dimensions": [named("CallQueueIdentity"), named("CallQueueCallResult"), named("HasAA")],
        "Measurements": [named("TotalCallCount"), named("AvgCallQueueDurationSeconds")],
        "Parameters": {"UserAgent": "Power BI Desktop"},
        "LimitResultRowsCount": 100_000,
    });
    let answer = bench.control("POST", "/reports/query", query).await;
    assert_eq!(
        answer.expect(200),
        json!({"dataResult": [["support", "disconnected", true, 1, 17]]})
    );
    for (query, message, hint) in [
        (
            json!({"Dimensions": [named("CallQueueIdentit")]}),
            "DataModelName: \"CallQueueIdentit\" is no dimension",
            "did you mean CallQueueIdentity?",
        ),
        (
            json!({"Filter": []}),
            "unknown key `Filter`",
            "did you mean \"Filters\"?",
        ),
    ] {
        let answer = bench.control("POST", "/reports/query", query).await;
        answer.refused(400, "BadRequest");
        let error = &answer.body["error"];
        let said = error["message"].as_str().unwrap_or_default();
        assert!(said.contains(message), "{said}");
        assert_eq!(error["hint"], hint);
    }
}

#[tokio::test]
async fn a_report_says_when_older_facts_are_no_longer_kept() {
    let running = start(idle(), |options| options.keep_facts = Keep::Last(2)).await;
    let client = Client::new(&running);
    let complete = async || {
        let path = "/sim/v1/reports/agents";
        let answer = client.plain(Method::GET, path, "", &[]).await;
        answer.expect(200)["complete"].clone()
    };
    assert_eq!(complete().await, true);
    for _ in 0..3 {
        let path = "/identities?api-version=2025-06-30";
        let made = client.signed(Method::POST, path, "{}").await;
        assert_eq!(made.status, 201, "{:#}", made.body);
    }
    assert_eq!(complete().await, false);
}

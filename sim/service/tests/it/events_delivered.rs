//! What becomes of events on their way: retries, dead letters, the list of deliveries, and sending again.

use std::time::Duration;

use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::automation::{Application, Bench, Received};

/// Lists the attempts that a query asks for, once there are so many.
pub(super) async fn attempts(bench: &Bench, query: &str, count: usize) -> Vec<Value> {
    let path = format!("/deliveries{query}");
    values(bench, &path, count).await
}

async fn values(bench: &Bench, path: &str, count: usize) -> Vec<Value> {
    for _ in 0..500 {
        let all = bench.control("GET", path, Value::Null).await;
        assert_eq!(all.status, 200, "{:#}", all.body);
        let values = all.body["value"].as_array().cloned().unwrap_or_default();
        if values.len() >= count {
            return values;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{count} of {path} in time")
}

/// Lists the facts of one name.
async fn facts(bench: &Bench, name: &str) -> Vec<Value> {
    let journal = bench.control("GET", "/journal", Value::Null).await;
    let lines = journal.body.as_str().unwrap_or_default().to_owned();
    let found = lines.lines().filter_map(|line| {
        let fact: Value = serde_json::from_str(line).expect("a fact");
        fact["what"]
            .as_object()?
            .values()
            .next()?
            .get(name)
            .cloned()
    });
    found.collect()
}

/// Subscribes an application that answers events with this status.
async fn subscribe(bench: &Bench, application: &Application, status: u16, mut body: Value) {
    body["endpoint"] = json!(application.url(&format!("/answers/{status}")));
    let made = bench
        .control("PUT", "/event-subscriptions/calls", body)
        .await;
    assert_eq!(made.text("handshake"), "succeeded", "{:#}", made.body);
}

async fn advance(bench: &Bench, by: &str) {
    let moved = bench
        .control("POST", "/clock/advance", json!({"by": by}))
        .await;
    assert_eq!(moved.status, 200, "{:#}", moved.body);
}

fn count(received: &Received) -> String {
    received.header("aeg-delivery-count")
}

const LETTERS: &str = "/event-subscriptions/calls/dead-letters";

#[tokio::test]
async fn a_failed_event_comes_again_after_what_its_status_asks_until_its_attempts_are_used_up() {
    for (status, early, late) in [(500, "9s", "1s"), (503, "29s", "1s"), (404, "299s", "1s")] {
        let bench = Bench::start_with(ClockKind::Manual).await;
        let application = Application::start().await;
        let retry = json!({"retryPolicy": {"maxDeliveryAttempts": 2}});
        subscribe(&bench, &application, status, retry).await;
        bench.call().await;
        let first = application.expect("IncomingCall").await;
        assert_eq!(count(&first), "0");
        attempts(&bench, "", 1).await;
        advance(&bench, early).await;
        assert_eq!(application.leftovers().await, Vec::<String>::new());
        advance(&bench, late).await;
        let second = application.expect("IncomingCall").await;
        assert_eq!(count(&second), "1");
        assert_eq!(second.event()["id"], first.event()["id"]);
        let shown = attempts(&bench, "", 2).await;
        assert_eq!(shown[0]["next"], "retried");
        assert_eq!(shown[1]["next"], "given-up");
        assert_eq!(shown[1]["why"], "attempts-used-up");
        advance(&bench, "2h").await;
        assert_eq!(application.leftovers().await, Vec::<String>::new());
        let told = facts(&bench, "delivery-attempted").await;
        assert_eq!(told.last().expect("a fact")["next"], "given-up");
        assert_eq!(facts(&bench, "dead-lettered").await, Vec::<Value>::new());
    }
}

#[tokio::test]
async fn an_event_that_would_be_too_old_is_given_up() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let retry = json!({"retryPolicy": {"eventTimeToLiveInMinutes": 4}});
    subscribe(&bench, &application, 404, retry).await;
    bench.call().await;
    let shown = attempts(&bench, "?outcome=given-up", 1).await;
    assert_eq!(shown[0]["attempt"], 1);
    assert_eq!(shown[0]["why"], "time-to-live-over");
}

#[tokio::test]
async fn what_cannot_be_delivered_is_kept_as_a_dead_letter_and_told() {
    for (status, policy, reason, outcome) in [
        (
            500,
            json!({"maxDeliveryAttempts": 1}),
            "MaxDeliveryAttemptsExceeded",
            "GenericError",
        ),
        (
            404,
            json!({"eventTimeToLiveInMinutes": 1}),
            "TimeToLiveExceeded",
            "NotFound",
        ),
        (
            413,
            json!({}),
            "UndeliverableDueToHttpRequestEntityTooLarge",
            "PayloadTooLarge",
        ),
        (
            400,
            json!({}),
            "UndeliverableDueToHttpBadRequest",
            "BadRequest",
        ),
    ] {
        let (bench, application) = (Bench::start().await, Application::start().await);
        let body = json!({"retryPolicy": policy, "deadLetterDestination": "undelivered"});
        subscribe(&bench, &application, status, body).await;
        bench.call().await;
        let received = application.expect("IncomingCall").await;
        let letters = values(&bench, LETTERS, 1).await;
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0]["destination"], "undelivered");
        let mut event = letters[0]["event"].clone();
        let fields = event.as_object_mut().expect("an event");
        let mut take = |name: &str| fields.remove(name).unwrap_or_default();
        assert_eq!(take("deadLetterReason"), reason);
        assert_eq!(take("deliveryAttempts"), 1);
        assert_eq!(take("lastDeliveryOutcome"), outcome);
        assert_eq!(take("lastHttpStatusCode"), status);
        let times = [take("publishTime"), take("lastDeliveryAttemptTime")];
        assert!(
            times
                .iter()
                .all(|time| time.as_str().is_some_and(|time| time.ends_with('Z'))),
            "{times:?}"
        );
        assert_eq!(event, *received.event());
        let told = facts(&bench, "dead-lettered").await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0]["subscription"], "calls");
        assert_eq!(told[0]["destination"], "undelivered");
        assert_eq!(told[0]["event_id"], received.event()["id"]);
    }
}

#[tokio::test]
async fn a_dead_letter_of_a_cloud_event_has_attributes_in_small_letters() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let body = json!({"schema": "cloudEvents", "deadLetterDestination": "undelivered"});
    subscribe(&bench, &application, 400, body).await;
    bench.call().await;
    let letters = values(&bench, LETTERS, 1).await;
    let event = &letters[0]["event"];
    assert_eq!(
        event["deadletterreason"],
        "UndeliverableDueToHttpBadRequest"
    );
    assert_eq!(event["deliveryattempts"], 1);
    assert_eq!(event["specversion"], "1.0");
}

#[tokio::test]
async fn who_keeps_no_dead_letters_has_none_to_show() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench
        .control("GET", LETTERS, Value::Null)
        .await
        .refused(404, "NotFound");
    subscribe(&bench, &application, 200, json!({})).await;
    let answer = bench.control("GET", LETTERS, Value::Null).await;
    answer.refused(409, "Conflict");
    assert_eq!(
        answer.body["error"]["hint"],
        "give it a deadLetterDestination"
    );
    let keeps = json!({"deadLetterDestination": "undelivered"});
    subscribe(&bench, &application, 200, keeps).await;
    assert_eq!(values(&bench, LETTERS, 0).await, Vec::<Value>::new());
}

#[tokio::test]
async fn every_attempt_is_shown_with_its_request_its_answer_and_its_cause() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let body = json!({"retryPolicy": {"maxDeliveryAttempts": 1}});
    subscribe(&bench, &application, 500, body).await;
    bench.call().await;
    let received = application.expect("IncomingCall").await;
    let shown = attempts(&bench, "", 1).await.remove(0);
    assert_eq!(shown["body"], received.body);
    assert_eq!(shown["target"], application.url("/answers/500"));
    assert_eq!(shown["headers"]["aeg-event-type"], "Notification");
    assert_eq!(shown["outcome"], json!({"answered": 500}));
    assert_eq!(shown["answer"]["status"], 500);
    assert_eq!(shown["answer"]["body"], "no");
    assert_eq!(shown["cause"], "it answered 500");
}

#[tokio::test]
async fn the_list_of_deliveries_is_filtered_and_paged() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let body = json!({"retryPolicy": {"maxDeliveryAttempts": 1}});
    subscribe(&bench, &application, 404, body).await;
    bench.subscribe(&application, "eventGrid").await;
    let (_, context) = bench.call().await;
    bench.answer(&application, &context, "op").await;
    attempts(&bench, "", 4).await;
    for (query, names) in [
        (
            "?subscription=calls",
            vec!["Microsoft.Communication.IncomingCall"],
        ),
        (
            "?type=callconnected",
            vec!["Microsoft.Communication.CallConnected"],
        ),
        (
            "?outcome=given-up",
            vec!["Microsoft.Communication.IncomingCall"],
        ),
        (
            "?outcome=4xx&type=Microsoft.Communication.IncomingCall",
            vec!["Microsoft.Communication.IncomingCall"],
        ),
        ("?outcome=5xx", vec![]),
        ("?outcome=unreachable", vec![]),
        (
            "?outcome=200&subscription=all",
            vec!["Microsoft.Communication.IncomingCall"],
        ),
    ] {
        let shown = attempts(&bench, query, names.len()).await;
        let types: Vec<&str> = shown
            .iter()
            .filter_map(|one| one["eventType"].as_str())
            .collect();
        assert_eq!(types, names, "{query}");
    }
    let page = bench
        .control("GET", "/deliveries?limit=3", Value::Null)
        .await;
    assert_eq!(page.body["value"].as_array().map(Vec::len), Some(3));
    let next = page.text("nextLink");
    let next = next.strip_prefix("/sim/v1").expect("a path").to_owned();
    let rest = bench.control("GET", &next, Value::Null).await;
    assert_eq!(rest.body["value"][0]["number"], 3);
    assert!(rest.body["nextLink"].is_null());
}

#[tokio::test]
async fn a_wrong_filter_of_deliveries_is_refused_with_the_right_words() {
    let bench = Bench::start().await;
    for (query, message, hint) in [
        (
            "?outcom=404",
            "there is no filter \"outcom\"",
            "did you mean \"outcome\"?",
        ),
        (
            "?outcome=lost",
            "outcome: there is no \"lost\"",
            "it is one of answered",
        ),
        ("?limit=0", "limit: \"0\" is no number from 1 to 1000", ""),
        ("?after=x", "after: \"x\" is no number of an attempt", ""),
    ] {
        let answer = bench
            .control("GET", &format!("/deliveries{query}"), Value::Null)
            .await;
        answer.refused(400, "BadRequest");
        let error = &answer.body["error"];
        assert_eq!(error["message"], message);
        let given = error["hint"].as_str().unwrap_or_default();
        assert!(given.contains(hint), "{given:?}");
    }
}

#[tokio::test]
async fn a_callback_is_sent_again_with_a_token_that_stays_hidden() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.connected(&application).await;
    let shown = attempts(&bench, "?type=CallConnected", 1).await.remove(0);
    assert_eq!(shown["channel"], "callback");
    assert_eq!(shown["subscription"], Value::Null);
    assert_eq!(shown["headers"]["authorization"], "***");
    assert_eq!(shown["target"], application.url("/callbacks?key=***"));
    let id = shown["id"].as_str().expect("an id");
    let path = format!("/deliveries/{id}/resend");
    let again = bench.control("POST", &path, Value::Null).await;
    assert_eq!(again.status, 202, "{:#}", again.body);
    let received = application.expect("CallConnected").await;
    assert_eq!(received.body, shown["body"]);
    assert_eq!(received.path, "/callbacks?key=a%20b");
    assert!(received.header("authorization").starts_with("Bearer "));
    let both = attempts(&bench, "?type=CallConnected", 2).await;
    assert_eq!(both[1]["id"], again.body["id"]);
    assert_eq!(both[1]["eventId"], both[0]["eventId"]);
}

#[tokio::test]
async fn what_is_still_tried_is_not_sent_again() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let application = Application::start().await;
    subscribe(&bench, &application, 500, json!({})).await;
    bench.call().await;
    let shown = attempts(&bench, "", 1).await.remove(0);
    assert_eq!(shown["next"], "retried");
    let path = format!(
        "/deliveries/{}/resend",
        shown["id"].as_str().expect("an id")
    );
    let answer = bench.control("POST", &path, Value::Null).await;
    answer.refused(409, "Conflict");
    let hint = answer.body["error"]["hint"].as_str().unwrap_or_default();
    assert!(hint.contains("come to their end"), "{hint}");
}

#[tokio::test]
async fn the_description_of_the_control_api_names_filters_and_settings() {
    let bench = Bench::start().await;
    let api = bench.control("GET", "/openapi.json", Value::Null).await;
    let paths = &api.body["paths"];
    let query = paths["/sim/v1/deliveries"]["get"]["parameters"].as_array();
    let names: Vec<&str> = query
        .expect("parameters")
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    assert_eq!(names, ["subscription", "type", "outcome", "after", "limit"]);
    let body = &paths["/sim/v1/event-subscriptions/{name}"]["put"]["requestBody"];
    let settings = &body["content"]["application/json"]["schema"]["properties"];
    assert!(
        settings["advancedFilters"]["items"]["properties"]["operatorType"]["enum"]
            .as_array()
            .is_some_and(|operators| operators.len() == 19)
    );
    assert!(paths["/sim/v1/event-subscriptions/{name}/dead-letters"]["get"].is_object());
}

//! Subscriptions: which events they take, the headers that they add, and what is refused of them.

use serde_json::{Value, json};

use crate::automation::{Application, Bench, CALLER, MAIN_NUMBER};

/// Makes a subscription whose events go to the path of its name.
async fn subscribe(bench: &Bench, application: &Application, name: &str, mut body: Value) {
    body["endpoint"] = json!(application.url(&format!("/{name}")));
    let path = format!("/event-subscriptions/{name}");
    let made = bench.control("PUT", &path, body).await;
    assert_eq!(made.text("handshake"), "succeeded", "{:#}", made.body);
}

/// Lets the customer call, with a display name and a header of its own.
async fn call(bench: &Bench) {
    let call = json!({
        "from": CALLER,
        "to": MAIN_NUMBER,
        "customContext": {"voipHeaders": {"Language": "de"}},
    });
    let placed = bench.control("POST", "/calls", call).await;
    assert_eq!(placed.status, 201, "{:#}", placed.body);
}

/// Waits until every event has gone to where it goes; gives the paths that received one.
async fn taken(bench: &Bench, application: &Application) -> Vec<String> {
    subscribe(bench, application, "~all", json!({})).await;
    call(bench).await;
    let mut paths = Vec::new();
    loop {
        let next = application.expect("IncomingCall").await;
        if next.path == "/~all" {
            return paths;
        }
        paths.push(next.path);
    }
}

#[tokio::test]
async fn advanced_filters_find_nested_fields_in_any_case_and_all_of_them_must_hold() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let condition = |operator: &str, key: &str, values: Value| json!({"operatorType": operator, "key": key, "values": values});
    let to_us = || {
        condition(
            "StringIn",
            "data.To.PhoneNumber.Value",
            json!(["+1", MAIN_NUMBER]),
        )
    };
    let from_us = || {
        condition(
            "stringBeginsWith",
            "Data.from.rawid",
            json!(["4:+49", "4:+1425"]),
        )
    };
    let german = || {
        condition(
            "StringContains",
            "data.customContext.voipHeaders.LANGUAGE",
            json!(["DE"]),
        )
    };
    for (name, filters) in [
        ("both", json!([to_us(), from_us(), german()])),
        (
            "one-fails",
            json!([
                to_us(),
                condition("StringNotEndsWith", "subject", json!(["00", "99"]))
            ]),
        ),
        (
            "not-there",
            json!([{"operatorType": "IsNullOrUndefined", "key": "data.to.rawId"}]),
        ),
        (
            "there",
            json!([{"operatorType": "IsNotNull", "key": "data.to.rawId"}]),
        ),
        (
            "absent-is-not",
            json!([condition(
                "NumberNotIn",
                "data.callDurationInSeconds",
                json!([1])
            )]),
        ),
        (
            "absent-is",
            json!([{"operatorType": "NumberLessThan", "key": "data.callDurationInSeconds", "value": 1}]),
        ),
    ] {
        subscribe(
            &bench,
            &application,
            name,
            json!({"advancedFilters": filters}),
        )
        .await;
    }
    let paths = taken(&bench, &application).await;
    assert_eq!(paths, ["/both", "/there", "/absent-is-not"]);
}

#[tokio::test]
async fn a_subscription_adds_headers_of_its_own_and_shows_no_secret() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let headers = json!([
        {"name": "X-Route", "type": "Static", "properties": {"value": "east", "isSecret": false}},
        {"name": "X-Pass", "properties": {"value": "pssst", "isSecret": true}},
        {"name": "X-Caller", "type": "Dynamic", "properties": {"sourceField": "data.from.rawId"}},
    ]);
    let body = json!({"deliveryAttributeMappings": headers});
    subscribe(&bench, &application, "headers", body).await;
    call(&bench).await;
    let received = application.expect("IncomingCall").await;
    let sent = ["x-route", "x-pass", "x-caller"].map(|name| received.header(name));
    assert_eq!(sent, ["east", "pssst", &format!("4:{CALLER}")]);
    let shown = bench
        .control("GET", "/event-subscriptions/headers", Value::Null)
        .await;
    let shown = &shown.body["deliveryAttributeMappings"];
    assert_eq!(shown[0], headers[0]);
    assert_eq!(
        shown[1]["properties"],
        json!({"value": "***", "isSecret": true})
    );
    assert_eq!(shown[2], headers[2]);
    let attempt = super::events_delivered::attempts(&bench, "", 1)
        .await
        .remove(0);
    assert_eq!(attempt["headers"]["X-Route"], "east");
    assert_eq!(attempt["headers"]["X-Pass"], "***");
}

#[tokio::test]
async fn what_a_subscription_cannot_have_is_refused_with_the_place_and_a_hint() {
    let bench = Bench::start().await;
    let filter = |operator: &str, key: &str, values: Value| json!({"advancedFilters": [{"operatorType": operator, "key": key, "values": values}]});
    let header = |name: &str, properties: Value| json!({"deliveryAttributeMappings": [{"name": name, "properties": properties}]});
    let texts: Vec<String> = (0..26).map(|n| n.to_string()).collect();
    for (body, message, hint) in [
        (
            filter("~", "subject", json!(["a"])),
            "advancedFilters[0].operatorType: there is no \"~\"",
            "the operators are",
        ),
        (
            filter("StringsIn", "subject", json!(["a"])),
            "advancedFilters[0].operatorType: there is no \"StringsIn\"",
            "did you mean \"StringIn\"?",
        ),
        (
            filter("StringIn", "data..x", json!(["a"])),
            "advancedFilters[0].key: name a field",
            "such as subject",
        ),
        (
            filter("NumberIn", "data.x", json!(["a"])),
            "advancedFilters[0].values: \"a\" is no number",
            "",
        ),
        (
            filter("StringIn", "data.x", json!([])),
            "advancedFilters[0].values: give at least one text",
            "",
        ),
        (
            filter("StringIn", "data.x", json!(["x".repeat(513)])),
            "advancedFilters[0].values: a text may have 512 characters",
            "",
        ),
        (
            filter("StringIn", "data.x", json!(texts)),
            "advancedFilters: 26 values are more than 25",
            "together",
        ),
        (
            json!({"retryPolicy": {"maxDeliveryAttempts": 31}}),
            "retryPolicy.maxDeliveryAttempts: 31 is not between 1 and 30",
            "",
        ),
        (
            json!({"retryPolicy": {"eventTimeToLiveInMinutes": 0}}),
            "retryPolicy.eventTimeToLiveInMinutes: 0 is not between 1 and 1440",
            "",
        ),
        (
            json!({"deadLetterDestination": ""}),
            "deadLetterDestination: name a container",
            "any name does",
        ),
        (
            header("aeg-event-type", json!({"value": "x"})),
            "deliveryAttributeMappings: aeg-event-type is set by the service itself",
            "",
        ),
        (
            header("X-A", json!({})),
            "deliveryAttributeMappings: X-A needs properties.value",
            "",
        ),
    ] {
        let mut body = body;
        body["endpoint"] = json!("http://localhost/x");
        let answer = bench.control("PUT", "/event-subscriptions/a", body).await;
        answer.refused(400, "BadRequest");
        let error = &answer.body["error"];
        assert_eq!(error["message"], message);
        let given = error["hint"].as_str().unwrap_or_default();
        assert!(given.contains(hint), "{message}: {given:?}");
    }
}

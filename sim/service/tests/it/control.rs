//! The control API, as a person, a script or another tool uses it.

use ringback_service::ClockKind;
use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, CALLER, MAIN_NUMBER},
    support::Client,
};

#[tokio::test]
async fn the_description_names_every_route_and_the_router_takes_each() {
    let bench = Bench::start().await;
    let described = bench.control("GET", "/openapi.json", Value::Null).await;
    assert_eq!(described.text("openapi"), "3.1.0");
    let paths = described.body["paths"].as_object().expect("paths");
    assert!(paths.len() > 25);
    for (path, methods) in paths {
        for method in methods.as_object().expect("methods").keys() {
            let path = path.strip_prefix("/sim/v1").expect("below /sim/v1");
            let filled = path
                .replace("{id}", "0")
                .replace("{rawId}", "4:+1")
                .replace("{name}", "x");
            let filled = filled.replace("{channel}", "sms");
            if filled == "/journal" || filled == "/clock/sleeps" {
                continue;
            }
            let answer = bench
                .control(&method.to_uppercase(), &filled, Value::Null)
                .await;
            let code = &answer.body["error"]["code"];
            assert!(
                *code != "UnknownPath" && *code != "WrongMethod",
                "{method} {path}: {code}"
            );
        }
    }
}

#[tokio::test]
async fn an_error_names_the_nearest_right_word() {
    let bench = Bench::start().await;
    let answer = bench
        .control("POST", "/calls", json!({"form": CALLER, "to": MAIN_NUMBER}))
        .await;
    answer.refused(400, "BadRequest");
    assert_eq!(answer.body["error"]["hint"], "did you mean \"from\"?");
    let answer = bench.control("GET", "/cals", Value::Null).await;
    answer.refused(404, "UnknownPath");
    assert_eq!(answer.body["error"]["hint"], "did you mean /sim/v1/calls?");
    bench
        .control("PATCH", "/calls", Value::Null)
        .await
        .refused(405, "WrongMethod");
}

#[tokio::test]
async fn a_page_of_another_origin_is_refused() {
    let bench = Bench::start().await;
    let client = Client::new(&bench.service);
    let get = http::Method::GET;
    let headers = [("origin", "https://evil.example")];
    let reply = client
        .plain(get.clone(), "/sim/v1/status", "", &headers)
        .await;
    assert_eq!(
        (reply.status, &reply.body["error"]["code"]),
        (403, &json!("ForeignOrigin"))
    );
    let headers = [("host", "evil.example")];
    let reply = client.plain(get, "/sim/v1/status", "", &headers).await;
    assert_eq!(
        (reply.status, &reply.body["error"]["code"]),
        (403, &json!("UnknownHost"))
    );
}

#[tokio::test]
async fn the_status_tells_what_runs() {
    let bench = Bench::start().await;
    bench.call().await;
    let status = bench.control("GET", "/status", Value::Null).await;
    assert_eq!(status.text("name"), "ringback");
    assert_eq!(status.body["seed"], 1);
    assert_eq!(status.body["counts"]["calls"], 1);
    assert_eq!(status.body["clock"]["kind"], "auto");
}

#[tokio::test]
async fn the_world_reads_back_as_it_was_declared() {
    let bench = Bench::start().await;
    let world = json!({"teams": {"agents": ["dee"], "queues": {"billing": {"language": "en-US", "agents": ["dee"]}}}});
    let put = bench.control("PUT", "/world", world).await;
    assert_eq!(put.status, 200, "{:#}", put.body);
    let shown = bench.control("GET", "/world", Value::Null).await;
    assert_eq!(shown.body, put.body);
    let agents = bench.control("GET", "/agents", Value::Null).await;
    assert_eq!(agents.body["value"][0]["id"], "dee");
    let wrong = json!({"teams": {"agnets": ["dee"]}});
    let refused = bench.control("PUT", "/world", wrong).await;
    assert_eq!(
        refused.refused(400, "BadRequest").body["error"]["hint"],
        "did you mean \"agents\"?"
    );
}

#[tokio::test]
async fn a_reset_forgets_what_happened_and_keeps_the_world() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "eventGrid").await;
    let (call, _) = bench.call().await;
    application.expect("IncomingCall").await;
    assert_eq!(
        bench.control("POST", "/reset", Value::Null).await.status,
        204
    );
    bench
        .control("GET", &format!("/calls/{call}"), Value::Null)
        .await
        .refused(404, "NotFound");
    let agents = bench.control("GET", "/agents", Value::Null).await;
    assert_eq!(agents.body["value"].as_array().map(Vec::len), Some(3));
    bench.call().await;
    application.expect("IncomingCall").await;
}

#[tokio::test]
async fn a_manual_clock_moves_when_told() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let (call, _) = bench.call().await;
    let path = format!("/calls/{call}");
    let moved = bench
        .control("POST", "/clock/advance", json!({"by": "29s"}))
        .await;
    assert_eq!(
        (moved.status, moved.text("elapsed")),
        (200, "29s".to_owned())
    );
    assert_eq!(
        bench.control("GET", &path, Value::Null).await.text("state"),
        "ringing"
    );
    let to = json!({"to": "2026-01-05T09:00:31Z"});
    assert_eq!(
        bench.control("POST", "/clock/advance", to).await.status,
        200
    );
    assert_eq!(
        bench.control("GET", &path, Value::Null).await.text("state"),
        "ended"
    );
    let past = json!({"to": "2026-01-05T09:00:00Z"});
    bench
        .control("POST", "/clock/advance", past)
        .await
        .refused(400, "BadRequest");
    bench
        .control("POST", "/clock/advance", json!({}))
        .await
        .refused(400, "BadRequest");
    let idle = bench
        .control("POST", "/clock/advance", json!({"until": "idle"}))
        .await;
    assert_eq!(idle.status, 200);
    let put = bench
        .control("PUT", "/clock", json!({"kind": "scaled", "factor": 5}))
        .await;
    assert_eq!(
        (put.text("kind"), &put.body["factor"]),
        ("scaled".to_owned(), &json!(5.0))
    );
}

#[tokio::test]
async fn holds_keep_the_automatic_clock_still_and_sleeps_pass() {
    let bench = Bench::start().await;
    let hold = bench
        .control("POST", "/clock/holds", json!({"why": "debugging"}))
        .await;
    assert_eq!(hold.status, 201);
    let id = hold.text("id");
    let clock = bench.control("GET", "/clock", Value::Null).await;
    assert_eq!(clock.body["holds"], json!([{"id": id, "why": "debugging"}]));
    let path = format!("/clock/holds/{id}");
    assert_eq!(
        bench.control("DELETE", &path, Value::Null).await.status,
        204
    );
    bench
        .control("DELETE", &path, Value::Null)
        .await
        .refused(404, "NotFound");
    let slept = bench
        .control("POST", "/clock/sleeps", json!({"for": "20m"}))
        .await;
    assert_eq!(
        (slept.status, slept.text("elapsed")),
        (200, "20m".to_owned())
    );
}

#[tokio::test]
async fn the_journal_gives_facts_as_lines_and_from_a_position_on() {
    let bench = Bench::start().await;
    bench.call().await;
    let client = Client::new(&bench.service);
    let lines = |path: &'static str| {
        let client = client.clone();
        async move {
            let reply = client.plain(http::Method::GET, path, "", &[]).await;
            assert_eq!(reply.status, 200);
            let text = match reply.body {
                Value::String(text) => text,
                one => one.to_string(),
            };
            let facts = text
                .lines()
                .map(|line| serde_json::from_str::<Value>(line).expect("a fact"));
            facts.collect::<Vec<_>>()
        }
    };
    let all = lines("/sim/v1/journal").await;
    assert!(all.len() >= 2, "{all:#?}");
    assert_eq!(all[0]["seq"], 0);
    assert!(all[0]["what"]["call"]["placed"].is_object(), "{:#}", all[0]);
    let later = lines("/sim/v1/journal?after=0").await;
    assert_eq!(later.first(), all.get(1));
    bench
        .control("GET", "/journal?after=x", Value::Null)
        .await
        .refused(400, "BadRequest");
}

#[tokio::test]
async fn a_follower_is_sent_what_happens_next() {
    let bench = Bench::start().await;
    let url = format!("{}/sim/v1/journal", bench.service.announcement().http);
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let mut response = client
        .get(url)
        .header("accept", "text/event-stream")
        .send()
        .await
        .expect("an answer");
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    bench.call().await;
    let chunk = response
        .chunk()
        .await
        .expect("it goes on")
        .expect("a piece");
    let text = String::from_utf8_lossy(&chunk).into_owned();
    assert!(text.starts_with("id: 0\ndata: {\"seq\":0,"), "{text}");
}

#[tokio::test]
async fn a_subscription_is_made_with_its_handshake() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let body = |path: &str| json!({"endpoint": application.url(path), "schema": "cloudEvents"});
    let made = bench
        .control("PUT", "/event-subscriptions/a", body("/x"))
        .await;
    assert_eq!(
        (made.status, made.text("handshake")),
        (201, "succeeded".to_owned())
    );
    let again = bench
        .control("PUT", "/event-subscriptions/a", body("/y"))
        .await;
    assert_eq!(again.status, 200);
    let all = bench
        .control("GET", "/event-subscriptions", Value::Null)
        .await;
    assert_eq!(all.body["value"].as_array().map(Vec::len), Some(1));
    let nobody = json!({"endpoint": "http://127.0.0.1:9/x"});
    let failed = bench.control("PUT", "/event-subscriptions/b", nobody).await;
    assert_eq!(failed.text("handshake"), "failed");
    assert!(!failed.text("why").is_empty());
    let unknown = json!({"endpoint": "http://localhost/x", "resource": "nope"});
    bench
        .control("PUT", "/event-subscriptions/c", unknown)
        .await
        .refused(404, "NotFound");
    let gone = bench
        .control("DELETE", "/event-subscriptions/a", Value::Null)
        .await;
    assert_eq!(gone.status, 204);
    bench
        .control("GET", "/event-subscriptions/a", Value::Null)
        .await
        .refused(404, "NotFound");
}

#[tokio::test]
async fn a_delivery_is_shown_and_sent_again() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "eventGrid").await;
    bench.call().await;
    let first = application.expect("IncomingCall").await;
    let shown = loop {
        let all = bench.control("GET", "/deliveries", Value::Null).await;
        if let Some(one) = all.body["value"].get(0) {
            break one.clone();
        }
    };
    assert_eq!(shown["eventType"], "Microsoft.Communication.IncomingCall");
    assert_eq!(shown["next"], "delivered");
    assert_eq!(shown["outcome"], json!({"answered": 200}));
    let id = shown["id"].as_str().expect("an id");
    let again = bench
        .control("POST", &format!("/deliveries/{id}/resend"), Value::Null)
        .await;
    assert_eq!(again.status, 202);
    let second = application.expect("IncomingCall").await;
    assert_eq!(second.event()["id"], first.event()["id"]);
    bench
        .control("POST", "/deliveries/99/resend", Value::Null)
        .await
        .refused(404, "NotFound");
}

#[tokio::test]
async fn what_is_designed_and_not_there_says_so() {
    let bench = Bench::start().await;
    for (method, path) in [("POST", "/inbound/sms"), ("GET", "/outbox/email")] {
        bench
            .control(method, path, Value::Null)
            .await
            .refused(501, "NotImplemented");
    }
}

#[tokio::test]
async fn a_world_that_lacks_something_begins_anew_and_says_so() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "eventGrid").await;
    bench.call().await;
    let body = json!({"teams": {"agents": ["ana"]}});
    let other = bench.control("PUT", "/world", body).await;
    let hint = other.header("x-ringback-hint");
    assert!(hint.is_some_and(|hint| hint.contains("began anew")));
    let calls = bench.control("GET", "/calls", Value::Null).await;
    assert_eq!(calls.body["value"], json!([]));
    let kept = bench
        .control("GET", "/event-subscriptions/all", Value::Null)
        .await;
    assert_eq!(kept.text("handshake"), "succeeded");
}

#[tokio::test]
async fn what_is_declared_further_is_added_while_calls_go_on() {
    let bench = Bench::start_with(ClockKind::Manual).await;
    let world =
        |people: Value, queues: Value| json!({"teams": {"agents": people, "queues": queues}});
    let queue = |agents: Value| json!({"language": "en-US", "agents": agents});
    let first = world(json!(["ana"]), json!({"one": queue(json!(["ana"]))}));
    bench.control("PUT", "/world", first).await;
    bench
        .control("PUT", "/agents/ana", json!({"presence": "away"}))
        .await;
    let raw = |name: &'static str| {
        let bench = &bench;
        async move {
            let path = format!("/queues/{name}");
            bench.control("GET", &path, Value::Null).await.text("rawId")
        }
    };
    let call = json!({"from": CALLER, "to": raw("one").await});
    let placed = bench.control("POST", "/calls", call).await.text("id");
    let advance = async || {
        let by = json!({"by": "1s"});
        bench.control("POST", "/clock/advance", by).await
    };
    advance().await;
    let later = world(
        json!(["bo", "ana"]),
        json!({"two": queue(json!(["bo"])), "one": queue(json!(["ana", "bo"]))}),
    );
    let put = bench.control("PUT", "/world", later.clone()).await;
    assert_eq!(
        (put.status, put.header("x-ringback-hint")),
        (200, None),
        "{:#}",
        put.body
    );
    let read = bench.control("GET", "/world", Value::Null).await;
    assert_eq!(read.body, put.body);
    advance().await;
    let agents = bench.control("GET", "/agents", Value::Null).await;
    let agent = |name: &str| {
        let mut all = agents.body["value"].as_array().expect("agents").iter();
        all.find(|one| one["id"] == name).expect("declared").clone()
    };
    assert_eq!(agent("ana")["presence"], "away");
    assert_eq!(
        agent("bo")["offers"][0]["call"],
        placed,
        "{:#}",
        agent("bo")
    );
    let call = json!({"from": "+14255550178", "to": raw("two").await});
    assert_eq!(bench.control("POST", "/calls", call).await.status, 201);
    advance().await;
    let second = bench.control("GET", "/queues/two", Value::Null).await;
    assert_eq!(second.body["waiting"].as_array().map(Vec::len), Some(1));
}

//! The versions that Call Automation is asked with.

use http::Method;
use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, MAIN_NUMBER},
    support::Client,
};

#[tokio::test]
async fn a_version_that_is_no_date_is_refused_in_the_shape_of_the_service() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let client = Client::new(&bench.service);
    let base = format!("/calling/callConnections/{leg}");
    for (method, path) in [
        (Method::GET, base.clone()),
        (Method::DELETE, base.clone()),
        (Method::GET, format!("{base}/participants")),
        (Method::POST, format!("{base}:play")),
        (Method::POST, format!("{base}:terminate")),
    ] {
        for version in ["latest", "1", "2024", "20240415", "2024-04-15x"] {
            let target = format!("{path}?api-version={version}");
            let reply = client.signed(method.clone(), &target, "").await;
            let code = &reply.body["error"]["code"];
            assert_eq!(
                (reply.status, code),
                (400, &json!("UnsupportedApiVersionValue")),
                "{method} {target}"
            );
        }
        let reply = client.signed(method.clone(), &path, "").await;
        let code = &reply.body["error"]["code"];
        let expected = (400, &json!("MissingApiVersionParameter"));
        assert_eq!((reply.status, code), expected, "{method} {path}");
    }
    let shown = bench.ask("GET", &base, Value::Null).await;
    assert_eq!(shown.text("callConnectionState"), "connected");
}

#[tokio::test]
async fn what_an_older_version_lacks_is_taken_all_the_same() {
    let bench = Bench::start().await.speaking("2023-03-06");
    let application = Application::start().await;
    let (_, leg) = bench.connected(&application).await;
    let base = format!("/calling/callConnections/{leg}");
    let text = |text: &str| json!({"kind": "text", "text": {"text": text, "voiceName": "v"}});
    let play = json!({
        "playSources": [text("one"), text("two")],
        "interruptCallMediaOperation": true,
        "operationCallbackUri": application.url("/elsewhere"),
    });
    let accepted = bench.post(&format!("{base}:play"), play).await;
    assert_eq!(accepted.status, 202, "{:#}", accepted.body);
    // Newer events stay away all the same.
    assert_eq!(application.expect("PlayCompleted").await.path, "/elsewhere");
    let transfer = json!({
        "targetParticipant": {"phoneNumber": {"value": "+14255550188"}},
        "sourceCallerIdNumber": {"value": MAIN_NUMBER},
        "customCallingContext": {"voipHeaders": {"reason": "2"}},
    });
    let path = format!("{base}:transferToParticipant");
    let accepted = bench.post(&path, transfer).await;
    assert_eq!(accepted.status, 202, "{:#}", accepted.body);
}

//! Calls that the implementation makes and joins, and those whom it brings in and sends away.

use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, CALLER, MAIN_NUMBER},
    support::document,
};

const DOCUMENT: &str = "communication/data-plane/CallAutomation/stable/2026-03-12/communicationservicescallautomation.json";
/// A number that nobody declared: it answers after a second.
const OTHER: &str = "+14255550178";

fn phone(number: &str) -> Value {
    json!({"kind": "phoneNumber", "phoneNumber": {"value": number}})
}

fn create(application: &Application, targets: &[&str]) -> Value {
    json!({
        "targets": targets.iter().map(|number| phone(number)).collect::<Vec<_>>(),
        "sourceCallerIdNumber": {"value": MAIN_NUMBER},
        "callbackUri": application.url("/callbacks"),
        "operationContext": "remind",
    })
}

#[tokio::test]
async fn a_call_is_made_and_connects_when_somebody_answers() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let made = bench
        .post("/calling/callConnections", create(&application, &[OTHER]))
        .await;
    assert_eq!(made.status, 201, "{:#}", made.body);
    assert_eq!(made.text("callConnectionState"), "connecting");
    assert_eq!(made.body["serverCallId"], Value::Null);
    assert_eq!(made.body["sourceCallerIdNumber"]["value"], MAIN_NUMBER);
    let [connected, _] = application
        .expect_both(["CallConnected", "ParticipantsUpdated"])
        .await;
    assert_eq!(connected.data()["operationContext"], "remind");
    let leg = made.text("callConnectionId");
    let path = format!("/calling/callConnections/{leg}");
    let shown = bench.ask("GET", &path, Value::Null).await;
    assert_eq!(shown.text("callConnectionState"), "connected");
    assert!(!shown.text("serverCallId").is_empty());
    if let Some(document) = document(DOCUMENT) {
        document.check("CallConnectionProperties", &made.body);
        document.check("CallConnectionProperties", &shown.body);
    }
}

#[tokio::test]
async fn a_call_that_nobody_takes_fails_and_disconnects_with_the_same_pair() {
    for (number, pair) in [
        ("+14255550191", (486, 560_486)),
        ("+14255550192", (480, 560_480)),
        ("+14255550193", (603, 560_603)),
        ("+14255550194", (408, 560_408)),
    ] {
        let (bench, application) = (Bench::start().await, Application::start().await);
        let body = create(&application, &[number]);
        bench.post("/calling/callConnections", body).await;
        for event in ["CreateCallFailed", "CallDisconnected"] {
            let event = application.expect(event).await;
            let result = &event.data()["resultInformation"];
            assert_eq!(
                (&result["code"], &result["subCode"]),
                (&json!(pair.0), &json!(pair.1)),
                "{number}"
            );
        }
    }
}

#[tokio::test]
async fn a_version_without_the_event_is_told_of_a_failed_call_by_its_end_alone() {
    let bench = Bench::start().await.speaking("2024-04-15");
    let application = Application::start().await;
    let body = create(&application, &["+14255550193"]);
    bench.post("/calling/callConnections", body).await;
    application.expect("CallDisconnected").await;
}

#[tokio::test]
async fn what_is_wrong_with_a_call_to_be_made_is_told() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let good = create(&application, &[OTHER]);
    let with = |field: &str, value: Value| {
        let mut body = good.clone();
        body[field] = value;
        body
    };
    for (body, member) in [
        (with("targets", json!([])), "targets"),
        (
            with("targets", json!([phone(OTHER), phone(OTHER)])),
            "targets",
        ),
        (with("callbackUri", json!("nowhere")), "callbackUri"),
        (with("source", json!({"id": "4:+1425"})), "source"),
        (
            with("sourceCallerIdNumber", Value::Null),
            "sourceCallerIdNumber",
        ),
    ] {
        let answer = bench.post("/calling/callConnections", body).await;
        answer.refused(400, "8523");
        let message = answer.body["error"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(member), "{message}");
    }
    for member in ["mediaStreamingOptions", "teamsAppSource"] {
        let body = with(member, json!({}));
        let answer = bench.post("/calling/callConnections", body).await;
        answer.refused(501, "NotImplemented");
    }
}

#[tokio::test]
async fn somebody_is_added_and_sent_away_again() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let base = format!("/calling/callConnections/{leg}/participants");
    let add = json!({
        "participantToAdd": phone(OTHER),
        "sourceCallerIdNumber": {"value": MAIN_NUMBER},
        "operationContext": "expert",
        "operationCallbackUri": application.url("/elsewhere"),
    });
    let added = bench.post(&format!("{base}:add"), add).await;
    assert_eq!(added.status, 202, "{:#}", added.body);
    assert_eq!(added.text("operationContext"), "expert");
    assert!(!added.text("invitationId").is_empty());
    let event = application.expect("AddParticipantSucceeded").await;
    assert_eq!(event.data()["operationContext"], "expert");
    assert_eq!(event.data()["participant"]["rawId"], format!("4:{OTHER}"));
    let updated = application.expect("ParticipantsUpdated").await;
    assert_eq!(
        updated.data()["participants"].as_array().map(Vec::len),
        Some(3)
    );
    let remove = json!({"participantToRemove": phone(OTHER), "operationContext": "release"});
    let removed = bench.post(&format!("{base}:remove"), remove.clone()).await;
    assert_eq!(
        (removed.status, removed.text("operationContext").as_str()),
        (202, "release")
    );
    application.expect("RemoveParticipantSucceeded").await;
    let updated = application.expect("ParticipantsUpdated").await;
    assert_eq!(
        updated.data()["participants"].as_array().map(Vec::len),
        Some(2)
    );
    bench.post(&format!("{base}:remove"), remove).await;
    let failed = application.expect("RemoveParticipantFailed").await;
    assert_eq!(failed.data()["resultInformation"]["subCode"], 8522);
    if let Some(document) = document(DOCUMENT) {
        document.check("AddParticipantResponse", &added.body);
        document.check("RemoveParticipantResponse", &removed.body);
    }
}

#[tokio::test]
async fn an_invitation_that_nobody_takes_leaves_the_call_as_it_was() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let path = format!("/calling/callConnections/{leg}/participants:add");
    let add = json!({
        "participantToAdd": phone("+14255550192"),
        "sourceCallerIdNumber": {"value": MAIN_NUMBER},
        "invitationTimeoutInSeconds": 15,
    });
    bench.post(&path, add).await;
    let failed = application.expect("AddParticipantFailed").await;
    let result = &failed.data()["resultInformation"];
    assert_eq!(
        (&result["code"], &result["subCode"]),
        (&json!(487), &json!(10_004))
    );
    let updated = application.expect("ParticipantsUpdated").await;
    assert_eq!(
        updated.data()["participants"].as_array().map(Vec::len),
        Some(2)
    );
}

#[tokio::test]
async fn an_invitation_is_withdrawn_once() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    bench
        .control("POST", "/clock/holds", json!({"why": "it goes on ringing"}))
        .await;
    let base = format!("/calling/callConnections/{leg}/participants");
    let add = json!({
        "participantToAdd": phone("+14255550192"),
        "sourceCallerIdNumber": {"value": MAIN_NUMBER},
    });
    let added = bench.post(&format!("{base}:add"), add).await;
    let cancel = json!({"invitationId": added.text("invitationId"), "operationContext": "no"});
    let path = format!("{base}:cancelAddParticipant");
    let cancelled = bench.post(&path, cancel.clone()).await;
    assert_eq!(cancelled.status, 202, "{:#}", cancelled.body);
    assert_eq!(cancelled.text("invitationId"), added.text("invitationId"));
    let event = application.expect("CancelAddParticipantSucceeded").await;
    let result = &event.data()["resultInformation"];
    assert_eq!(
        (&result["code"], &result["subCode"]),
        (&json!(487), &json!(5234))
    );
    bench.post(&path, cancel).await;
    let event = application.expect("CancelAddParticipantFailed").await;
    assert_eq!(event.data()["resultInformation"]["subCode"], 8523);
    if let Some(document) = document(DOCUMENT) {
        document.check("CancelAddParticipantResponse", &cancelled.body);
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_invitation_is_told() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let path = format!("/calling/callConnections/{leg}/participants:add");
    let number = json!({"value": MAIN_NUMBER});
    for body in [
        json!({"participantToAdd": phone(OTHER)}),
        json!({"participantToAdd": phone(CALLER), "sourceCallerIdNumber": number}),
        json!({"participantToAdd": phone(OTHER), "sourceCallerIdNumber": number, "invitationTimeoutInSeconds": 181}),
        json!({"participantToAdd": phone(OTHER), "sourceCallerIdNumber": number, "operationCallbackUri": "x"}),
        json!({}),
    ] {
        bench.post(&path, body).await.refused(400, "8523");
    }
}

#[tokio::test]
async fn a_call_goes_on_without_the_application_which_joins_it_again() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let path = format!("/calling/callConnections/{leg}");
    let server_call_id = bench
        .ask("GET", &path, Value::Null)
        .await
        .text("serverCallId");
    let add =
        json!({"participantToAdd": phone(OTHER), "sourceCallerIdNumber": {"value": MAIN_NUMBER}});
    bench.post(&format!("{path}/participants:add"), add).await;
    application.expect("AddParticipantSucceeded").await;
    application.expect("ParticipantsUpdated").await;
    assert_eq!(bench.ask("DELETE", &path, Value::Null).await.status, 204);
    let left = application.expect("CallDisconnected").await;
    assert_eq!(left.data()["resultInformation"]["subCode"], 0);
    let locator = json!({"kind": "serverCallLocator", "serverCallId": server_call_id});
    let body = json!({"callLocator": locator, "callbackUri": application.url("/callbacks")});
    let joined = bench
        .post("/calling/callConnections:connect", body.clone())
        .await;
    assert_eq!(joined.status, 200, "{:#}", joined.body);
    assert_eq!(joined.text("callConnectionState"), "connecting");
    assert_ne!(joined.text("callConnectionId"), leg);
    let [_, updated] = application
        .expect_both(["CallConnected", "ParticipantsUpdated"])
        .await;
    assert_eq!(
        updated.data()["participants"].as_array().map(Vec::len),
        Some(3)
    );
    if let Some(document) = document(DOCUMENT) {
        document.check("CallConnectionProperties", &joined.body);
    }
    let old = bench.speaking("2024-04-15");
    old.post("/calling/callConnections:connect", body)
        .await
        .refused(405, "8520");
}

#[tokio::test]
async fn a_locator_names_one_call_that_is_there() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let connect = |locator: Value| {
        let body = json!({"callLocator": locator, "callbackUri": application.url("/callbacks")});
        bench.post("/calling/callConnections:connect", body)
    };
    for locator in [
        json!({}),
        json!({"serverCallId": "a", "roomId": "b"}),
        json!({"kind": "roomCallLocator", "serverCallId": "a"}),
    ] {
        connect(locator).await.refused(400, "8523");
    }
    for locator in [
        json!({"kind": "serverCallLocator", "serverCallId": "a"}),
        json!({"kind": "groupCallLocator", "groupCallId": "a"}),
        json!({"roomId": "a"}),
    ] {
        connect(locator).await.refused(404, "8522");
    }
}

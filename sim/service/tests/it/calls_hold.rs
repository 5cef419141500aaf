//! Mute and hold over HTTP. Clauses are those of the Call Automation reference.

use serde_json::{Value, json};

use crate::{
    automation::{Application, Bench, CALLER, MAIN_NUMBER},
    support::document,
};

const DOCUMENT: &str = "communication/data-plane/CallAutomation/stable/2026-03-12/communicationservicescallautomation.json";

fn caller() -> Value {
    json!({"kind": "phoneNumber", "phoneNumber": {"value": CALLER}})
}

/// A call from an identity of the resource that the application has answered: the identity, the call, the leg.
async fn from_identity(bench: &Bench, application: &Application) -> (String, String, String) {
    let created = bench.ask("POST", "/identities", json!({})).await;
    let identity = created.body["identity"]["id"]
        .as_str()
        .expect("an identity")
        .to_owned();
    let body = json!({"from": identity, "to": MAIN_NUMBER});
    let placed = bench.control("POST", "/calls", body).await;
    let leg = bench
        .answer(application, &placed.text("incomingCallContext"), "op")
        .await;
    application
        .expect_both(["CallConnected", "ParticipantsUpdated"])
        .await;
    (identity, placed.text("id"), leg)
}

#[tokio::test]
async fn a_user_is_muted_and_unmutes_itself() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (identity, call, leg) = from_identity(&bench, &application).await;
    let path = format!("/calling/callConnections/{leg}/participants:mute");
    let user = json!({"kind": "communicationUser", "communicationUser": {"id": identity}});
    let body = json!({"targetParticipants": [user], "operationContext": "quiet"});
    let repeated = [
        (
            "repeatability-request-id",
            "6f2d1c1e-0e6e-4d0b-9a64-0b1d5b9d2f10",
        ),
        ("repeatability-first-sent", "Mon, 05 Jan 2026 09:00:00 GMT"),
    ];
    for _ in 0..2 {
        let muted = bench.ask_with("POST", &path, body.clone(), &repeated).await;
        assert_eq!(muted.status, 200, "{:#}", muted.body);
        assert_eq!(muted.body, json!({"operationContext": "quiet"}));
    }
    let roster = application.expect("ParticipantsUpdated").await;
    let data = roster.data();
    assert_eq!(data["sequenceNumber"], 2);
    assert_eq!(data["participants"][0]["isMuted"], true, "{data:#}");
    assert_eq!(data.get("operationContext"), None);
    let participants = format!("/calling/callConnections/{leg}/participants");
    let listed = bench.ask("GET", &participants, Value::Null).await;
    assert_eq!(listed.body["value"][0]["isMuted"], true);
    if let Some(document) = document(DOCUMENT) {
        document.check(
            "MuteParticipantsResult",
            &json!({"operationContext": "quiet"}),
        );
        document.check_event("ParticipantsUpdated", data);
    }
    let act = format!("/calls/{call}/parties/{identity}/actions");
    let unmuted = bench.control("POST", &act, json!("unmute")).await;
    assert_eq!(
        unmuted.body["parties"][0]["muted"], false,
        "{:#}",
        unmuted.body
    );
    let roster = application.expect("ParticipantsUpdated").await;
    assert_eq!(roster.data()["participants"][0]["isMuted"], false);
}

#[tokio::test]
async fn the_oldest_version_accepts_a_mute_with_202() {
    // 4.1, recorded.
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (identity, _, leg) = from_identity(&bench, &application).await;
    let bench = bench.speaking("2023-01-15-preview");
    let user = json!({"rawId": identity, "communicationUser": {"id": identity}});
    let path = format!("/calling/callConnections/{leg}/participants:mute");
    let muted = bench
        .post(&path, json!({"targetParticipants": [user]}))
        .await;
    assert_eq!((muted.status, &muted.body), (202, &json!({})));
}

#[tokio::test]
async fn a_participant_is_put_on_hold_and_taken_off_it() {
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (call, leg) = bench.connected(&application).await;
    let base = format!("/calling/callConnections/{leg}");
    let music =
        json!({"kind": "file", "file": {"uri": application.url("/sounds/two-seconds.wav")}});
    let body = json!({"targetParticipant": caller(), "playSourceInfo": music});
    for (verb, on_hold) in [("hold", true), ("unhold", false)] {
        let done = bench.post(&format!("{base}:{verb}"), body.clone()).await;
        assert_eq!((done.status, &done.body), (200, &Value::Null), "{verb}");
        let roster = application.expect("ParticipantsUpdated").await;
        let first = &roster.data()["participants"][0];
        assert_eq!(first["isOnHold"], on_hold, "{first:#}");
        let raw = format!("4%3A%2B{}", CALLER.trim_start_matches('+'));
        let path = format!("{base}/participants/{raw}");
        let shown = bench.ask("GET", &path, Value::Null).await;
        assert_eq!(shown.body["isOnHold"], on_hold, "{:#}", shown.body);
        let path = format!("/calls/{call}");
        let shown = bench.control("GET", &path, Value::Null).await;
        assert_eq!(shown.body["parties"][0]["onHold"], on_hold);
        // A second time nothing changes.
        let again = bench.post(&format!("{base}:{verb}"), body.clone()).await;
        assert_eq!(again.status, 200);
    }
    assert_eq!(application.leftovers().await, [""; 0]);
}

#[tokio::test]
async fn a_hold_that_fails_is_told_at_its_own_address() {
    // 2.5, 3.2 and 4.6.
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (_, leg) = bench.connected(&application).await;
    let path = format!("/calling/callConnections/{leg}:hold");
    for (sound, sub_code) in [("no-sound.txt", 8535), ("missing.wav", 8536)] {
        let uri = application.url(&format!("/sounds/{sound}"));
        let body = json!({
            "targetParticipant": caller(),
            "playSourceInfo": {"kind": "file", "file": {"uri": uri}},
            "operationContext": sound,
            "operationCallbackUri": application.url("/elsewhere"),
        });
        assert_eq!(bench.post(&path, body).await.status, 200);
        let failed = application.expect("HoldFailed").await;
        assert_eq!(failed.path, "/elsewhere");
        let data = failed.data();
        assert_eq!(data["operationContext"], sound);
        assert_eq!(data["resultInformation"]["code"], 400);
        assert_eq!(data["resultInformation"]["subCode"], sub_code);
        if let Some(document) = document(DOCUMENT) {
            document.check_event("HoldFailed", data);
        }
    }
}

#[tokio::test]
async fn an_older_version_has_no_hold_and_does_not_show_it() {
    // 2.4 and 3.1: 405 / 8520.
    let bench = Bench::start().await.speaking("2024-04-15");
    let application = Application::start().await;
    let (call, leg) = bench.connected(&application).await;
    for verb in ["hold", "unhold"] {
        let path = format!("/calling/callConnections/{leg}:{verb}");
        let refused = bench
            .post(&path, json!({"targetParticipant": caller()}))
            .await;
        refused.refused(405, "8520");
    }
    bench.customer(&call, json!("hold")).await;
    let roster = application.expect("ParticipantsUpdated").await;
    assert_eq!(roster.data()["participants"][0].get("isOnHold"), None);
}

#[tokio::test]
async fn mute_and_hold_are_refused_when_the_call_does_not_allow_them() {
    // 4.2 and 3.1.
    let (bench, application) = (Bench::start().await, Application::start().await);
    let (identity, _, leg) = from_identity(&bench, &application).await;
    let base = format!("/calling/callConnections/{leg}");
    let user = json!({"communicationUser": {"id": identity}});
    let mute = json!({"targetParticipants": [user]});
    let hold = json!({"targetParticipant": user});
    for (path, body) in [
        (
            format!("{base}/participants:mute"),
            json!({"targetParticipants": [caller()]}),
        ),
        (
            format!("{base}:hold"),
            json!({"targetParticipant": caller()}),
        ),
        (
            format!("{base}:unhold"),
            json!({"targetParticipant": caller()}),
        ),
    ] {
        let unknown = bench.post(&path, body).await;
        unknown.refused(404, "8522");
        assert_eq!(unknown.body["error"]["message"], "Participant not found.");
    }
    bench
        .control("POST", "/clock/holds", json!({"why": "it rings"}))
        .await;
    let target = json!({"targetParticipant": {"phoneNumber": {"value": "+14255550192"}}});
    let transfer = format!("{base}:transferToParticipant");
    assert_eq!(bench.post(&transfer, target).await.status, 202);
    let mute_path = format!("{base}/participants:mute");
    bench
        .post(&mute_path, mute.clone())
        .await
        .refused(409, "8519");
    for verb in ["hold", "unhold"] {
        let path = format!("{base}:{verb}");
        bench.post(&path, hold.clone()).await.refused(400, "8585");
    }
    bench.post(&format!("{base}:terminate"), Value::Null).await;
    for (path, body) in [
        (mute_path, &mute),
        (format!("{base}:hold"), &hold),
        (format!("{base}:unhold"), &hold),
    ] {
        bench.post(&path, body.clone()).await.refused(400, "8528");
    }
}

#[tokio::test]
async fn nothing_is_done_to_media_before_the_call_is_established() {
    // 4.2: 400 / 8501 while connecting.
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench
        .control("POST", "/clock/holds", json!({"why": "it rings"}))
        .await;
    let callee = json!({"kind": "phoneNumber", "phoneNumber": {"value": "+14255550192"}});
    let create = json!({
        "targets": [callee],
        "sourceCallerIdNumber": {"value": MAIN_NUMBER},
        "callbackUri": application.url("/callbacks"),
    });
    let made = bench.post("/calling/callConnections", create).await;
    let base = format!("/calling/callConnections/{}", made.text("callConnectionId"));
    let body = json!({
        "targetParticipants": [callee],
        "targetParticipant": callee,
        "tones": ["one"],
    });
    for operation in [
        "/participants:mute",
        ":hold",
        ":unhold",
        ":sendDtmfTones",
        ":startContinuousDtmfRecognition",
        ":stopContinuousDtmfRecognition",
    ] {
        let path = format!("{base}{operation}");
        bench.post(&path, body.clone()).await.refused(400, "8501");
    }
}

#[tokio::test]
async fn a_user_whom_the_application_plays_itself_is_muted_too() {
    // Recorded: both ends of the call are legs of the application.
    let (bench, application) = (Bench::start().await, Application::start().await);
    bench.subscribe(&application, "eventGrid").await;
    let created = bench.ask("POST", "/identities", json!({})).await;
    let callee = created.body["identity"]["id"]
        .as_str()
        .expect("an identity");
    let user = json!({"communicationUser": {"id": callee}});
    let create = json!({
        "targets": [user],
        "callbackUri": application.url("/callbacks"),
    });
    let made = bench.post("/calling/callConnections", create).await;
    assert_eq!(made.status, 201, "{:#}", made.body);
    let incoming = loop {
        let next = application.next().await;
        if next.name() == "IncomingCall" {
            break next;
        }
    };
    let context = incoming.data()["incomingCallContext"]
        .as_str()
        .expect("a token");
    bench.answer(&application, context, "op").await;
    let base = format!("/calling/callConnections/{}", made.text("callConnectionId"));
    let mute = json!({"targetParticipants": [user]});
    let muted = bench.post(&format!("{base}/participants:mute"), mute).await;
    assert_eq!(muted.status, 200, "{:#}", muted.body);
    let raw = callee.replace(':', "%3A");
    let path = format!("{base}/participants/{raw}");
    let shown = bench.ask("GET", &path, Value::Null).await;
    assert_eq!(shown.body["isMuted"], true, "{:#}", shown.body);
}

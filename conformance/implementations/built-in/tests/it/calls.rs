//! The steps of a call.

use serde_json::{Value, json};

use crate::fake::{Request, Stage};

const CHOICES: &str = "For sales press 1 or say sales. For support press 2 or say support. \
                       For an expert press 3 or say expert.";

/// A call that was answered, and the events that follow.
struct Call {
    stage: Stage,
    events: u32,
}

impl Call {
    async fn new() -> Self {
        Self {
            stage: Stage::new().await,
            events: 0,
        }
    }

    async fn deliver(&self, event: &Value) -> u16 {
        self.stage
            .post("/api/calls/event-1?caller=4%3A%2B14255550123", event)
            .await
            .0
    }

    /// Delivers a new event and returns the only request that it led to.
    async fn leads_to(&mut self, event_type: &str, data: Value) -> Request {
        self.events += 1;
        let event = event(&self.events.to_string(), event_type, data);
        assert_eq!(self.deliver(&event).await, 200, "{event_type}");
        self.stage.request()
    }
}

fn event(id: &str, event_type: &str, data: Value) -> Value {
    let mut event = json!([{
        "id": id,
        "source": "calling/callConnections/call-1",
        "type": format!("Microsoft.Communication.{event_type}"),
        "specversion": "1.0",
        "data": { "callConnectionId": "call-1", "serverCallId": "server-1" },
    }]);
    for (name, value) in data.as_object().unwrap() {
        event[0]["data"][name] = value.clone();
    }
    event
}

fn failed(context: &str, sub_code: u32) -> Value {
    json!({ "operationContext": context, "resultInformation": { "code": 400, "subCode": sub_code } })
}

#[track_caller]
fn assert_menu(request: &Request, context: &str, prompt: &str) {
    assert_eq!(
        request.target,
        "/calling/callConnections/call-1:recognize?api-version=2026-03-12"
    );
    assert_eq!(request.body["operationContext"], context);
    assert_eq!(request.body["recognizeInputType"], "choices");
    assert_eq!(request.body["playPrompt"]["kind"], "text");
    assert_eq!(request.body["playPrompt"]["text"]["text"], prompt);
    let options = &request.body["recognizeOptions"];
    assert_eq!(options["interruptPrompt"], true);
    assert_eq!(options["initialSilenceTimeoutInSeconds"], 5);
    assert_eq!(options["targetParticipant"]["rawId"], "4:+14255550123");
    assert_eq!(
        options["targetParticipant"]["phoneNumber"],
        json!({ "value": "+14255550123" })
    );
    let choices = json!([
        { "label": "Sales", "phrases": ["sales", "buy"], "tone": "one" },
        { "label": "Support", "phrases": ["support", "help"], "tone": "two" },
        { "label": "Expert", "phrases": ["expert", "specialist"], "tone": "three" },
    ]);
    assert_eq!(options["choices"], choices);
}

#[track_caller]
fn assert_says(request: &Request, context: &str, text: &str) {
    assert_eq!(
        request.target,
        "/calling/callConnections/call-1:play?api-version=2026-03-12"
    );
    assert_eq!(request.body["operationContext"], context);
    assert_eq!(request.body["playSources"][0]["text"]["text"], text);
}

#[track_caller]
fn assert_terminates(request: &Request) {
    assert_eq!(
        request.target,
        "/calling/callConnections/call-1:terminate?api-version=2026-03-12"
    );
    assert_eq!(request.body, Value::Null);
}

#[track_caller]
fn assert_transfers(request: &Request, context: &str, app: &str) {
    let target = "/calling/callConnections/call-1:transferToParticipant?api-version=2026-03-12";
    assert_eq!(request.target, target);
    assert_eq!(request.body["operationContext"], context);
    assert_eq!(
        request.body["targetParticipant"]["rawId"],
        format!("28:orgid:{app}")
    );
    assert_eq!(
        request.body["targetParticipant"]["microsoftTeamsApp"]["appId"],
        app
    );
}

#[tokio::test]
async fn a_choice_leads_to_its_queue() {
    for (label, app) in [("Support", "support-app"), ("Sales", "sales-app")] {
        let mut call = Call::new().await;
        let asked = call
            .leads_to("CallConnected", json!({ "operationContext": "ivr" }))
            .await;
        assert_menu(&asked, "menu-1", &format!("Welcome to Contoso. {CHOICES}"));
        let chosen = json!({ "operationContext": "menu-1", "choiceResult": { "label": label } });
        let said = call.leads_to("RecognizeCompleted", chosen).await;
        let bye = format!("bye:{label}");
        assert_says(&said, &bye, &format!("Connecting you to {label}."));
        let transferred = call
            .leads_to("PlayCompleted", json!({ "operationContext": bye }))
            .await;
        assert_transfers(&transferred, &format!("transfer:{label}"), app);
    }
}

#[tokio::test]
async fn an_expert_joins_and_the_service_leaves() {
    let mut call = Call::new().await;
    let chosen = json!({ "operationContext": "menu-1", "choiceResult": { "label": "Expert" } });
    let said = call.leads_to("RecognizeCompleted", chosen).await;
    assert_says(&said, "bye:Expert", "Connecting you to an expert.");
    let done = json!({ "operationContext": "bye:Expert" });
    let added = call.leads_to("PlayCompleted", done).await;
    let target = "/calling/callConnections/call-1/participants:add?api-version=2026-03-12";
    assert_eq!(added.target, target);
    let expected = json!({
        "participantToAdd": {
            "kind": "microsoftTeamsUser",
            "rawId": "8:orgid:expert-user",
            "microsoftTeamsUser": { "userId": "expert-user" },
        },
        "sourceDisplayName": "Contoso",
        "invitationTimeoutInSeconds": 20,
        "operationContext": "expert",
    });
    assert_eq!(added.body, expected);
    let joined = json!({ "operationContext": "expert" });
    let left = call.leads_to("AddParticipantSucceeded", joined).await;
    assert_eq!(left.method, "DELETE");
    assert_eq!(
        left.target,
        "/calling/callConnections/call-1?api-version=2026-03-12"
    );
}

#[tokio::test]
async fn who_wanted_an_expert_that_does_not_come_is_taken_to_support() {
    let mut call = Call::new().await;
    let said = call
        .leads_to("AddParticipantFailed", failed("expert", 0))
        .await;
    let text = "The expert is not available. Connecting you to Support.";
    assert_says(&said, "bye:Support", text);
    let done = json!({ "operationContext": "bye:Support" });
    let transferred = call.leads_to("PlayCompleted", done).await;
    assert_transfers(&transferred, "transfer:Support", "support-app");
}

#[tokio::test]
async fn a_customer_who_asked_for_it_is_called_and_taken_to_support() {
    let mut call = Call::new().await;
    let asked = json!({ "name": "Maya", "number": "+14255550123" });
    assert_eq!(call.stage.post("/callbacks", &asked).await.0, 202);
    let placed = call.stage.request();
    assert_eq!(
        placed.target,
        "/calling/callConnections?api-version=2026-03-12"
    );
    let expected = json!({
        "targets": [{
            "kind": "phoneNumber",
            "rawId": "4:+14255550123",
            "phoneNumber": { "value": "+14255550123" },
        }],
        "sourceCallerIdNumber": { "value": "+18005550100" },
        "callbackUri": "http://center.test:5000/api/calls/placed-1?caller=4%3A%2B14255550123",
        "operationContext": "outbound",
        "callIntelligenceOptions": { "cognitiveServicesEndpoint": "https://ai.test/" },
    });
    assert_eq!(placed.body, expected);
    let connected = json!({ "operationContext": "outbound" });
    let said = call.leads_to("CallConnected", connected).await;
    let text = "This is Contoso. You asked us to call you. Connecting you to Support.";
    assert_says(&said, "bye:Support", text);
}

#[tokio::test]
async fn a_farewell_that_cannot_be_played_does_not_hold_up_the_transfer() {
    let mut call = Call::new().await;
    let request = call.leads_to("PlayFailed", failed("bye:Sales", 8535)).await;
    assert_transfers(&request, "transfer:Sales", "sales-app");
}

#[tokio::test]
async fn the_menu_is_read_twice_and_then_the_call_ends() {
    let not_understood = "Sorry, we did not understand.";
    let not_there = "Sorry, that is not in the menu.";
    for (sub_code, sorry) in [(8510, not_understood), (8534, not_there), (8547, not_there)] {
        let mut call = Call::new().await;
        let again = call
            .leads_to("RecognizeFailed", failed("menu-1", sub_code))
            .await;
        assert_menu(&again, "menu-2", &format!("{sorry} {CHOICES}"));
        let said = call
            .leads_to("RecognizeFailed", failed("menu-2", sub_code))
            .await;
        assert_says(&said, "goodbye", "Goodbye.");
        for event_type in ["PlayCompleted", "PlayFailed"] {
            let data = json!({ "operationContext": "goodbye" });
            assert_terminates(&call.leads_to(event_type, data).await);
        }
    }
}

#[tokio::test]
async fn a_failed_transfer_is_told_and_ends_the_call() {
    let mut call = Call::new().await;
    let said = call
        .leads_to("CallTransferFailed", failed("transfer:Sales", 10037))
        .await;
    assert_says(&said, "unavailable", "All our agents are unavailable.");
    let done = json!({ "operationContext": "unavailable" });
    assert_terminates(&call.leads_to("PlayCompleted", done).await);
}

#[tokio::test]
async fn other_events_and_repetitions_lead_to_nothing() {
    let call = Call::new().await;
    for event_type in [
        "ParticipantsUpdated",
        "PlayStarted",
        "CallTransferAccepted",
        "CallDisconnected",
        "CreateCallFailed",
        "New",
    ] {
        let event = event(event_type, event_type, json!({ "operationContext": "ivr" }));
        assert_eq!(call.deliver(&event).await, 200, "{event_type}");
    }
    assert_eq!(call.stage.requests(), []);
    let connected = event("same", "CallConnected", json!({}));
    for _ in 0..3 {
        assert_eq!(call.deliver(&connected).await, 200);
    }
    assert_eq!(call.stage.requests().len(), 1);
}

#[tokio::test]
async fn a_caller_who_has_gone_is_no_error() {
    let call = Call::new().await;
    for (status, code) in [(404, "8522"), (400, "8528")] {
        call.stage.refuse(":recognize", status, code, 1);
        assert_eq!(
            call.deliver(&event(code, "CallConnected", json!({}))).await,
            200
        );
    }
}

#[tokio::test]
async fn a_refused_step_is_taken_again_when_the_event_is() {
    let call = Call::new().await;
    call.stage.refuse(":recognize", 500, "9999", 1);
    let connected = event("1", "CallConnected", json!({}));
    assert_eq!(call.deliver(&connected).await, 500);
    assert_eq!(call.deliver(&connected).await, 200);
    assert_eq!(call.stage.requests().len(), 2);
}

#[tokio::test]
async fn a_callback_fails_once_in_each_call_where_that_was_asked_for() {
    let stage = Stage::with(&[("MISBEHAVE", "fails-callback:CallConnected")]).await;
    let call = Call { stage, events: 0 };
    for id in ["call-1", "call-2"] {
        let mut connected = event(id, "CallConnected", json!({}));
        connected[0]["data"]["callConnectionId"] = id.into();
        assert_eq!(call.deliver(&connected).await, 500);
        assert_eq!(call.stage.requests(), []);
        assert_eq!(call.deliver(&connected).await, 200);
        assert_eq!(call.stage.requests().len(), 1);
    }
    assert_eq!(
        call.deliver(&event("3", "PlayStarted", json!({}))).await,
        200
    );
}

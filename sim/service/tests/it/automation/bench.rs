//! A running service with the default world, and clients of it.

use http::Method;
use ringback_format::declaration::{WorldDeclaration, lower};
use ringback_service::{Acknowledges, ClockKind, Options, Service, Stage};
use ringback_world::{Ids, World};
use serde_json::{Value, json};

use super::Application;
use crate::support::{ACCESS_KEY, Answer, Client};

/// The version of a test that does not care.
const VERSION: &str = "2024-09-15";
/// The default world's first number.
pub(crate) const MAIN_NUMBER: &str = "+14255550100";
/// A customer.
pub(crate) const CALLER: &str = "+14255550177";

/// A running service.
pub(crate) struct Bench {
    pub(crate) service: Service,
    client: Client,
    version: String,
    _state: tempfile::TempDir,
}

impl Bench {
    pub(crate) async fn start() -> Self {
        Self::start_with(ClockKind::Auto).await
    }

    pub(crate) async fn start_with(clock: ClockKind) -> Self {
        let state = tempfile::tempdir().expect("a folder");
        let mut options = Options::new(state.path());
        options.clock = clock;
        options.pace.acknowledges = Acknowledges::AtOnce;
        // A test is slower than a service: it thinks between two events.
        options.pace.settle = std::time::Duration::from_millis(60);
        let mut declaration =
            lower(&WorldDeclaration::default_world()).expect("the default is valid");
        declaration.resources[0].access_keys[0] = ACCESS_KEY.to_owned();
        let start = "2026-01-05T09:00:00Z".parse().expect("an instant");
        let world = World::new(Ids::new(1, "test"), start, declaration);
        let service = Service::start(options, Stage::idle("test", world))
            .await
            .expect("the service starts");
        Self {
            client: Client::new(&service),
            service,
            version: VERSION.to_owned(),
            _state: state,
        }
    }

    /// Speaks another version from now on.
    pub(crate) fn speaking(mut self, version: &str) -> Self {
        self.version = version.to_owned();
        self
    }

    /// Asks as a client of the resource does, signed with its key.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: Value) -> Answer {
        self.ask_with(method, path, body, &[]).await
    }

    pub(crate) async fn ask_with(
        &self,
        method: &str,
        path: &str,
        body: Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let target = format!("{path}?api-version={}", self.version);
        let (method, body) = written(method, &body);
        self.client
            .signed_with(method, &target, &body, headers)
            .await
    }

    /// Asks in another version.
    pub(crate) async fn ask_in(
        &self,
        version: &str,
        method: &str,
        path: &str,
        body: Value,
    ) -> Answer {
        let target = format!("{path}?api-version={version}");
        let (method, body) = written(method, &body);
        self.client.signed_with(method, &target, &body, &[]).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Answer {
        self.ask("POST", path, body).await
    }

    /// Uses the control API.
    pub(crate) async fn control(&self, method: &str, path: &str, body: Value) -> Answer {
        let (method, body) = written(method, &body);
        let path = format!("/sim/v1{path}");
        self.client.plain(method, &path, &body, &[]).await
    }

    /// Subscribes an application to every event.
    pub(crate) async fn subscribe(&self, application: &Application, schema: &str) {
        let body = json!({"endpoint": application.url("/events"), "schema": schema});
        let answer = self.control("PUT", "/event-subscriptions/all", body).await;
        assert_eq!(answer.text("handshake"), "succeeded", "{:#}", answer.body);
    }

    /// Lets the customer call the main number; gives the call and its context.
    pub(crate) async fn call(&self) -> (String, String) {
        let body = json!({"from": CALLER, "to": MAIN_NUMBER});
        let answer = self.control("POST", "/calls", body).await;
        assert_eq!(answer.status, 201, "{:#}", answer.body);
        (answer.text("id"), answer.text("incomingCallContext"))
    }

    /// Lets the application answer a call; gives the leg.
    pub(crate) async fn answer(
        &self,
        application: &Application,
        context: &str,
        operation_context: &str,
    ) -> String {
        let answer = self
            .post(
                "/calling/callConnections:answer",
                json!({
                    "incomingCallContext": context,
                    "callbackUri": application.url("/callbacks?key=a%20b"),
                    "operationContext": operation_context,
                    "callIntelligenceOptions": {"cognitiveServicesEndpoint": "https://speech.example"},
                }),
            )
            .await;
        assert_eq!(answer.status, 200, "{:#}", answer.body);
        answer.text("callConnectionId")
    }

    /// A call that the application has answered: the call, its leg. The first two events are taken.
    pub(crate) async fn connected(&self, application: &Application) -> (String, String) {
        let (call, context) = self.call().await;
        let leg = self.answer(application, &context, "op").await;
        application
            .expect_both(["CallConnected", "ParticipantsUpdated"])
            .await;
        (call, leg)
    }

    /// Lets the customer do something.
    pub(crate) async fn customer(&self, call: &str, action: Value) {
        let path = format!("/calls/{call}/parties/4:{CALLER}/actions");
        let answer = self.control("POST", &path, action).await;
        assert_eq!(answer.status, 200, "{:#}", answer.body);
    }
}

/// A method and a body as they are sent; null sends none.
fn written(method: &str, body: &Value) -> (Method, String) {
    let text = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    (method.parse().expect("a method"), text)
}

//! A stand-in for the resource: it checks who asks, records what was asked, and answers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ringback_built_in::Settings;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;

/// The bot's identity.
pub(crate) const BOT: &str = "8:acs:bot";

const ACCESS_KEY: &[u8] = b"0123456789abcdef0123456789abcdef";

/// A request as it reached the stand-in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) target: String,
    /// The token of a user, empty where the access key was used.
    pub(crate) token: String,
    pub(crate) body: Value,
}

/// A refusal that the stand-in shall give.
#[derive(Clone)]
struct Refusal {
    part_of_target: String,
    status: u16,
    code: String,
    times: u32,
}

#[derive(Default)]
struct Recorded {
    requests: Vec<Request>,
    identities: u32,
    refusals: Vec<Refusal>,
}

/// The stand-in and the service that talks to it, both on free ports.
pub(crate) struct Stage {
    recorded: Arc<Mutex<Recorded>>,
    resource: String,
    service: String,
    client: reqwest::Client,
}

impl Stage {
    pub(crate) async fn new() -> Self {
        Self::with(&[]).await
    }

    /// Sets the stage with further variables in the environment of the service.
    pub(crate) async fn with(variables: &[(&str, &str)]) -> Self {
        let recorded = Arc::<Mutex<Recorded>>::default();
        let resource = serve(
            Router::new()
                .fallback(answer)
                .with_state(Arc::clone(&recorded)),
        )
        .await;
        let key = STANDARD.encode(ACCESS_KEY);
        let mut environment = BTreeMap::from([
            (
                "COMMUNICATION_CONNECTION_STRING",
                format!("endpoint={resource}/;accesskey={key}"),
            ),
            ("CALLBACK_HOST", "http://center.test:5000".to_owned()),
            ("PORT", "5000".to_owned()),
            ("SUPPORT_QUEUE", "support-app".to_owned()),
            ("SALES_QUEUE", "sales-app".to_owned()),
            ("ATTENDANT", "attendant-app".to_owned()),
            ("EXPERT", "expert-user".to_owned()),
            ("BOT_ID", BOT.to_owned()),
            ("BOT_FRAMEWORK", format!("{resource}/botframework")),
            ("RINGBACK_CONTROL", format!("{resource}/sim/v1")),
            ("COGNITIVE_SERVICES_ENDPOINT", "https://ai.test/".to_owned()),
        ]);
        environment.extend(
            variables
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        let settings = Settings::from_variables(|name| environment.get(name).cloned()).unwrap();
        let service = serve(ringback_built_in::router(settings)).await;
        let client = reqwest::Client::builder()
            .tls_certs_only([])
            .build()
            .unwrap();
        Self {
            recorded,
            resource,
            service,
            client,
        }
    }

    /// The address to which the bot answers.
    pub(crate) fn service_url(&self) -> String {
        format!("{}/", self.resource)
    }

    /// Refuses the next requests whose target holds this text.
    pub(crate) fn refuse(&self, part_of_target: &str, status: u16, code: &str, times: u32) {
        self.recorded.lock().unwrap().refusals.push(Refusal {
            part_of_target: part_of_target.to_owned(),
            status,
            code: code.to_owned(),
            times,
        });
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.post_as("", path, body).await
    }

    /// Posts with a token; none where it is empty.
    pub(crate) async fn post_as(&self, token: &str, path: &str, body: &Value) -> (u16, Value) {
        let mut request = self.client.post(format!("{}{path}", self.service));
        if !token.is_empty() {
            request = request.bearer_auth(token);
        }
        let reply = request.json(body).send().await.unwrap();
        let status = reply.status().as_u16();
        let bytes = reply.bytes().await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap_or_default())
    }

    pub(crate) async fn get(&self, path: &str) -> u16 {
        self.client
            .get(format!("{}{path}", self.service))
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    }

    /// The requests since the last call of this function.
    pub(crate) fn requests(&self) -> Vec<Request> {
        std::mem::take(&mut self.recorded.lock().unwrap().requests)
    }

    /// The only request since then.
    pub(crate) fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "{requests:#?}");
        requests[0].clone()
    }
}

async fn serve(router: Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    format!("http://{address}")
}

async fn answer(
    State(recorded): State<Arc<Mutex<Recorded>>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let target = uri.to_string();
    let header = |name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    };
    let token = header("authorization")
        .strip_prefix("Bearer ")
        .unwrap_or("")
        .to_owned();
    let is_chat = target.starts_with("/chat/");
    let is_proven = if is_chat {
        token.starts_with("token-")
    } else if ["/v3/", "/botframework/", "/sim/v1/"]
        .iter()
        .any(|part| target.starts_with(part))
    {
        true
    } else {
        header("authorization") == authorization(&method, &target, &header, &body)
    };
    if !is_proven {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let body = serde_json::from_slice(&body).unwrap_or_default();
    let mut recorded = recorded.lock().unwrap();
    recorded.requests.push(Request {
        method: method.to_string(),
        target: target.clone(),
        token,
        body,
    });
    let refusal = recorded
        .refusals
        .iter_mut()
        .find(|refusal| refusal.times > 0 && target.contains(&refusal.part_of_target));
    if let Some(refusal) = refusal {
        refusal.times -= 1;
        let error = json!({ "error": { "code": refusal.code, "message": "refused" } });
        return (StatusCode::from_u16(refusal.status).unwrap(), Json(error)).into_response();
    }
    success(&mut recorded, &target)
}

fn success(recorded: &mut Recorded, target: &str) -> Response {
    let (status, body) = match target {
        "/identities?api-version=2023-10-01" => {
            recorded.identities += 1;
            let number = recorded.identities;
            let token = json!({ "token": format!("token-{number}"), "expiresOn": "later" });
            (
                201,
                json!({ "identity": { "id": format!("8:acs:{number}") }, "accessToken": token }),
            )
        }
        "/chat/threads?api-version=2024-03-07" => (
            201,
            json!({ "chatThread": { "id": "19:help@thread.v2", "topic": "a topic" } }),
        ),
        target if target.contains("/:issueAccessToken?") => (
            200,
            json!({ "token": "token-renewed", "expiresOn": "later" }),
        ),
        target if target.starts_with("/v3/conversations/") => (201, json!({ "id": "1" })),
        "/sim/v1/clock/sleeps" => (200, json!({})),
        "/calling/callConnections?api-version=2026-03-12" => {
            (201, json!({ "callConnectionId": "call-2" }))
        }
        target if target.starts_with("/chat/threads/") && !target.contains("/messages?") => {
            (204, Value::Null)
        }
        target if target.contains("/participants:add?") => {
            (202, json!({ "invitationId": "invitation-1" }))
        }
        target if target.ends_with("/messages?api-version=2024-03-07") => {
            (201, json!({ "id": "1" }))
        }
        "/calling/callConnections:answer?api-version=2026-03-12" => {
            (200, json!({ "callConnectionId": "call-1" }))
        }
        target if target.ends_with(":terminate?api-version=2026-03-12") => (204, Value::Null),
        target if target.contains(":transferToParticipant?") => {
            (202, json!({ "operationContext": "any" }))
        }
        target if target.ends_with("?api-version=2026-03-12") => (202, Value::Null),
        _ => return StatusCode::NOT_IMPLEMENTED.into_response(),
    };
    let status = StatusCode::from_u16(status).unwrap();
    if body.is_null() {
        status.into_response()
    } else {
        (status, Json(body)).into_response()
    }
}

/// The header that a request must carry, by the definition of HMAC (RFC 2104) on a plain hash.
fn authorization<'a>(
    method: &Method,
    target: &str,
    header: &impl Fn(&'static str) -> &'a str,
    body: &[u8],
) -> String {
    let hash = STANDARD.encode(Sha256::digest(body));
    let text = format!(
        "{method}\n{target}\n{};{};{hash}",
        header("x-ms-date"),
        header("host")
    );
    let pad = |byte: u8| {
        let mut block = [byte; 64];
        block
            .iter_mut()
            .zip(ACCESS_KEY)
            .for_each(|(pad, key)| *pad ^= key);
        block
    };
    let inner = Sha256::new()
        .chain_update(pad(0x36))
        .chain_update(text)
        .finalize();
    let outer = Sha256::new()
        .chain_update(pad(0x5c))
        .chain_update(inner)
        .finalize();
    format!(
        "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={}",
        STANDARD.encode(outer)
    )
}

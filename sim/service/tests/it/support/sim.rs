//! A running service with two resources.

use base64::{Engine, prelude::BASE64_STANDARD};
use http::Method;
use ringback_service::{Options, Service, Stage};
use ringback_world::{
    Guid, Ids, World,
    declaration::{Declaration, Resource, Tenant},
};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Answer, Client};

/// The version that most requests name.
pub(crate) const VERSION: &str = "api-version=2025-03-15";

/// With whose credentials a request comes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Who<'a> {
    /// The first resource's access key.
    Contoso,
    /// The second resource's access key.
    Fabrikam,
    /// A user token, or any other bearer token.
    Bearer(&'a str),
    /// Nobody's.
    Nobody,
}

/// A chat user.
#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) token: String,
}

impl User {
    /// Names the user as a request does.
    pub(crate) fn identifier(&self) -> Value {
        json!({"rawId": self.id, "communicationUser": {"id": self.id}})
    }

    /// Names the user as a new participant.
    pub(crate) fn participant(&self) -> Value {
        json!({"communicationIdentifier": self.identifier()})
    }

    pub(crate) fn who(&self) -> Who<'_> {
        Who::Bearer(&self.token)
    }
}

pub(crate) struct Sim {
    /// Lives as long as its clients.
    _service: Service,
    client: Client,
    pub(crate) base: String,
    _state: TempDir,
}

fn key(name: &str) -> String {
    BASE64_STANDARD.encode(format!("the key of {name}, only for tests"))
}

fn resource(name: &str, id: &str) -> Resource {
    Resource {
        name: name.to_owned(),
        id: Guid::new(id),
        access_keys: [key(name), key("nobody")],
        phone_numbers: vec!["+14255550100".to_owned()],
    }
}

fn world() -> World {
    let resources = vec![
        resource("contoso", "357e39d2-a29a-4bf6-88cc-fda0afc2c0ed"),
        resource("fabrikam", "fa5c4fc3-a269-43e2-9eb6-0ca17b388993"),
    ];
    let teams = Tenant::new(Guid::new("t"));
    let start = "2026-03-02T08:00:00Z".parse().expect("a timestamp");
    World::new(
        Ids::new(1, "it"),
        start,
        Declaration {
            resources,
            teams,
            bots: vec![],
        },
    )
}

impl Sim {
    pub(crate) async fn start() -> Self {
        let state = tempfile::tempdir().expect("a folder");
        let service = Service::start(Options::new(state.path()), Stage::idle("it", world()));
        let service = service.await.expect("it starts");
        let client = Client::new(&service);
        Self {
            base: client.base.clone(),
            client,
            _service: service,
            _state: state,
        }
    }

    /// Sends a request; a missing body sends none.
    pub(crate) async fn send(
        &self,
        who: Who<'_>,
        method: Method,
        target: &str,
        body: Option<Value>,
    ) -> Answer {
        self.send_with(who, method, target, body, &[]).await
    }

    /// Sends a request with further headers.
    pub(crate) async fn send_with(
        &self,
        who: Who<'_>,
        method: Method,
        target: &str,
        body: Option<Value>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let body = body.map(|body| body.to_string()).unwrap_or_default();
        self.send_text(who, method, target, &body, headers).await
    }

    /// Sends a request with a body that may be anything.
    pub(crate) async fn send_text(
        &self,
        who: Who<'_>,
        method: Method,
        target: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let signing = match who {
            Who::Contoso => "contoso",
            Who::Fabrikam => "fabrikam",
            Who::Bearer(token) => {
                let token = format!("Bearer {token}");
                let all = [headers, &[("authorization", token.as_str())]].concat();
                return self.client.plain(method, target, body, &all).await;
            }
            Who::Nobody => return self.client.plain(method, target, body, headers).await,
        };
        let client = self.client.with_key(&key(signing));
        client.signed_with(method, target, body, headers).await
    }

    /// Follows an absolute link of an answer.
    pub(crate) async fn follow(&self, user: &User, link: &str) -> Answer {
        let target = link
            .strip_prefix(&self.base)
            .unwrap_or_else(|| panic!("foreign link {link}"));
        self.send(user.who(), Method::GET, target, None).await
    }

    pub(crate) async fn user(&self) -> User {
        self.user_with(&["chat"]).await
    }

    pub(crate) async fn user_with(&self, scopes: &[&str]) -> User {
        self.user_of(Who::Contoso, scopes).await
    }

    pub(crate) async fn user_of(&self, who: Who<'_>, scopes: &[&str]) -> User {
        let body = json!({"createTokenWithScopes": scopes});
        let target = "/identities?api-version=2023-10-01";
        let made = self
            .send(who, Method::POST, target, Some(body))
            .await
            .expect(201);
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        User {
            id: text(&made["identity"]["id"]),
            token: text(&made["accessToken"]["token"]),
        }
    }

    pub(crate) async fn get(&self, user: &User, path: &str) -> Answer {
        self.send(user.who(), Method::GET, &versioned(path), None)
            .await
    }

    pub(crate) async fn delete(&self, user: &User, path: &str) -> Answer {
        self.send(user.who(), Method::DELETE, &versioned(path), None)
            .await
    }

    pub(crate) async fn post(&self, user: &User, path: &str, body: Value) -> Answer {
        self.send(user.who(), Method::POST, &versioned(path), Some(body))
            .await
    }

    /// Sends a merge patch.
    pub(crate) async fn patch(&self, user: &User, path: &str, body: Value) -> Answer {
        let headers = [("content-type", "application/merge-patch+json")];
        let (method, target) = (Method::PATCH, versioned(path));
        self.send_with(user.who(), method, &target, Some(body), &headers)
            .await
    }

    /// Opens a thread and gives its path.
    pub(crate) async fn thread(&self, user: &User, others: &[&User]) -> String {
        let participants: Vec<_> = others.iter().map(|other| other.participant()).collect();
        let body = json!({"topic": "help", "participants": participants});
        let made = self.post(user, "/chat/threads", body).await.expect(201);
        assert!(made.get("invalidParticipants").is_none(), "{made}");
        let id = made["chatThread"]["id"].as_str().expect("an id");
        format!("/chat/threads/{}", id.replace(':', "%3A"))
    }

    /// Sends a message and gives its id.
    pub(crate) async fn say(&self, user: &User, thread: &str, text: &str) -> String {
        let body = json!({"content": text});
        let sent = self
            .post(user, &format!("{thread}/messages"), body)
            .await
            .expect(201);
        sent["id"].as_str().expect("an id").to_owned()
    }
}

fn versioned(path: &str) -> String {
    let glue = if path.contains('?') { '&' } else { '?' };
    format!("{path}{glue}{VERSION}")
}

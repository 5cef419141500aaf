//! A service with one bot, whose owner makes threads with it.

use http::Method;
use ringback_format::declaration::{WorldDeclaration, lower};
use ringback_service::Stage;
use ringback_world::{Ids, World};
use serde_json::{Value, json};

use super::FakeBot;
use crate::support::{ACCESS_KEY, Answer, Client, Running, User, start};

pub(super) const APP_ID: &str = "3b1f6a52-0a2f-4c7e-9f0e-5d1c0ffee001";

/// A running service and its bot.
pub(super) struct BotBench {
    pub(super) bot: FakeBot,
    /// The bot's identity.
    pub(super) identity: String,
    client: Client,
    _service: Running,
}

fn declaration(bots: Value) -> WorldDeclaration {
    let text = json!({"resources": {"default": {"access-keys": [ACCESS_KEY]}}, "bots": bots});
    serde_json::from_value(text).expect("a declaration")
}

impl BotBench {
    /// Starts with a bot `help` that proves nothing.
    pub(super) async fn start() -> Self {
        Self::start_with(json!({"display-name": "Contoso"})).await
    }

    /// Starts with a bot that has an app id.
    pub(super) async fn with_app_id() -> Self {
        Self::start_with(json!({"display-name": "Contoso", "app-id": APP_ID})).await
    }

    /// Starts with a bot that replies in its answers.
    pub(super) async fn replying_in_answers() -> Self {
        Self::start_with(json!({"display-name": "Contoso", "replies": "in-answer"})).await
    }

    async fn start_with(mut declared: Value) -> Self {
        let bot = FakeBot::start().await;
        declared["endpoint"] = json!(bot.endpoint());
        let world = lower(&declaration(json!({"help": declared}))).expect("a valid one");
        let identity = world.bots[0].identity.to_string();
        let began = "2026-03-02T08:00:00Z".parse().expect("a timestamp");
        let stage = Stage::idle("bots", World::new(Ids::new(1, "bots"), began, world));
        let service = start(stage, |_| ()).await;
        Self {
            bot,
            identity,
            client: Client::new(&service),
            _service: service,
        }
    }

    pub(super) async fn control(&self, method: Method, path: &str, body: Value) -> Answer {
        let path = format!("/sim/v1{path}");
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.client.plain(method, &path, &body, &[]).await
    }

    /// Declares these bots, at the fake one's address, while everything goes on.
    pub(super) async fn declare(&self, names: &[&str]) -> Answer {
        let bots: serde_json::Map<String, Value> = names
            .iter()
            .map(|name| ((*name).to_owned(), json!({"endpoint": self.bot.endpoint()})))
            .collect();
        let declared = json!(declaration(Value::Object(bots)));
        self.control(Method::PUT, "/world", declared).await
    }

    pub(super) async fn user(&self) -> User {
        let body = json!({"createTokenWithScopes": ["chat"]}).to_string();
        let path = "/identities?api-version=2023-10-01";
        let made = self
            .client
            .signed(Method::POST, path, &body)
            .await
            .expect(201);
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        User {
            id: text(&made["identity"]["id"]),
            token: text(&made["accessToken"]["token"]),
        }
    }

    /// Asks Chat as a user does.
    pub(super) async fn chat(&self, user: &User, method: Method, path: &str, body: Value) -> Value {
        let path = format!("/chat/threads{path}?api-version=2025-03-15");
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let bearer = format!("Bearer {}", user.token);
        let headers = [("authorization", bearer.as_str())];
        let answer = self.client.plain(method, &path, &body, &headers).await;
        assert!(answer.status < 300, "{path} {:#}", answer.body);
        answer.body
    }

    /// Opens a thread in which these take part, under these names; gives its id.
    pub(super) async fn thread(&self, owner: &User, others: &[(&str, &str)]) -> String {
        let member = |(id, name): &(&str, &str)| {
            json!({
                "communicationIdentifier": {"communicationUser": {"id": id}}, "displayName": name,
            })
        };
        let participants: Vec<Value> = others.iter().map(member).collect();
        let body = json!({"topic": "Help", "participants": participants});
        let made = self.chat(owner, Method::POST, "", body).await;
        assert!(made.get("invalidParticipants").is_none(), "{made:#}");
        made["chatThread"]["id"].as_str().expect("an id").to_owned()
    }

    /// Opens a thread with the bot and takes what it hears of that.
    pub(super) async fn thread_with_bot(&self, owner: &User) -> String {
        let thread = self.thread(owner, &[(&self.identity, "Contoso")]).await;
        self.bot.expect("conversationUpdate").await;
        thread
    }

    pub(super) async fn say(&self, user: &User, thread: &str, body: Value) -> String {
        let path = format!("/{}/messages", encoded(thread));
        let sent = self.chat(user, Method::POST, &path, body).await;
        sent["id"].as_str().expect("an id").to_owned()
    }

    /// Shows a message.
    pub(super) async fn message(&self, user: &User, thread: &str, id: &str) -> Value {
        let path = format!("/{}/messages/{id}", encoded(thread));
        self.chat(user, Method::GET, &path, Value::Null).await
    }

    /// Asks the connector as the bot does, below its service address.
    pub(super) async fn connector(&self, method: Method, path: &str, body: Value) -> Answer {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.connector_with(method, path, &body, &[]).await
    }

    pub(super) async fn connector_with(
        &self,
        method: Method,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let path = format!("/botframework/bots/help/v3/conversations{path}");
        self.client.plain(method, &path, body, headers).await
    }

    /// Asks for something by its whole path.
    pub(super) async fn plain(&self, method: Method, path: &str, body: &str, kind: &str) -> Answer {
        let headers = [("content-type", kind)];
        self.client.plain(method, path, body, &headers).await
    }

    /// Lets the bot say something; gives the id.
    pub(super) async fn bot_says(&self, thread: &str, activity: Value) -> String {
        let path = format!("/{}/activities", encoded(thread));
        let said = self.connector(Method::POST, &path, activity).await;
        said.expect(200)["id"].as_str().expect("an id").to_owned()
    }

    /// Lists the facts of one name, each with its fields, once there are so many.
    pub(super) async fn facts(&self, name: &str, count: usize) -> Vec<Value> {
        for _ in 0..400 {
            let answer = self.control(Method::GET, "/journal", Value::Null).await;
            let lines = answer.body.as_str().unwrap_or_default().to_owned();
            let found = lines.lines().filter_map(|line| {
                let fact: Value = serde_json::from_str(line).expect("a fact");
                let what = fact["what"].as_object()?.values().next()?;
                what.get(name).cloned()
            });
            let found: Vec<Value> = found.collect();
            if found.len() >= count {
                return found;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("{count} facts {name} in time")
    }
}

/// Encodes an id for a path, as the libraries do.
pub(super) fn encoded(id: &str) -> String {
    id.replace(':', "%3A").replace('@', "%40")
}

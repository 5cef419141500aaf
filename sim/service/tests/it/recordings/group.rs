//! One group of recorded exchanges, with the users, threads and messages that stand for the recorded ones.

use std::collections::BTreeMap;

use http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Sim, User, Who};

use super::compare::difference;

const JWT: &str = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmVk";
const GUID: &str = "7c1fbb43-0000-4000-8000-000000000001";

/// What stands for the recorded names of one group.
#[derive(Default)]
pub(super) struct Group {
    users: Vec<User>,
    names: BTreeMap<String, String>,
    threads: Vec<String>,
    messages: Vec<String>,
    next_link: String,
    issued: usize,
    revoked: usize,
    deleted: usize,
    repeats: bool,
    /// What the recording shows of the messages whose requests it did not keep.
    message: Value,
}

impl Group {
    /// Makes what the recording takes for granted: a user, and threads of earlier tests.
    pub(super) async fn prepare(sim: &Sim, exchanges: &[Value]) -> Self {
        let mut group = Self::default();
        let path = |one: &Value| one["request"]["path"].as_str().expect("a text").to_owned();
        let made = exchanges.iter().any(|one| path(one) == "/identities");
        if !made && path(&exchanges[0]).starts_with("/chat/") {
            group.users.push(sim.user().await);
        }
        let body = |one: &Value| one["response"]["body"].clone();
        let shown = exchanges
            .iter()
            .find(|one| body(one).get("metadata").is_some());
        group.message = shown.map(body).unwrap_or_default();
        group.repeats = exchanges[0]["test"]
            .as_str()
            .expect("a text")
            .contains("canRepeatCreateThread");
        let lists: Vec<_> = exchanges
            .iter()
            .filter(|one| path(one) == "/chat/threads" && one["request"]["method"] == "GET")
            .collect();
        if lists.iter().any(|one| body(one).get("nextLink").is_some()) {
            group.fill(sim, &lists).await;
        }
        group
    }

    /// Opens the threads that the recorded lists show beside the first, which the group opens itself; where the lists were
    /// cut, more than fit on a page.
    async fn fill(&self, sim: &Sim, lists: &[&Value]) {
        let cut = lists[0]["request"]["query"].get("maxPageSize").is_none();
        let shown = lists
            .iter()
            .flat_map(|one| one["response"]["body"]["value"].as_array());
        let mut deleted: Vec<_> = shown
            .flatten()
            .map(|item| item.get("deletedOn").is_some())
            .collect();
        deleted.remove(0);
        if cut {
            deleted.resize(101, false);
        }
        for deleted in deleted.into_iter().rev() {
            let thread = sim.thread(&self.users[0], &[]).await;
            if deleted {
                sim.delete(&self.users[0], &thread).await.expect(204);
            }
        }
    }

    /// Asks again what was asked, and tells the difference between the answers.
    pub(super) async fn ask(&mut self, sim: &Sim, exchange: &Value) -> Option<String> {
        let (request, recorded) = (&exchange["request"], &exchange["response"]);
        let method: Method = request["method"]
            .as_str()
            .expect("a text")
            .parse()
            .expect("a method");
        let path = request["path"]
            .as_str()
            .expect("a text")
            .replace("%3A", ":")
            .replace("%40", "@");
        let segments: Vec<_> = path.trim_start_matches('/').split('/').collect();
        let on_identity = segments[0] != "chat";
        let target = self.target(&method, &segments, &request["query"]);
        let body = self.body(&method, &segments, exchange);
        let index = exchange["seq"].as_u64().expect("a number");
        let repeat = request["headers"]
            .get("repeatability-request-id")
            .and_then(Value::as_str);
        let repeat = if self.repeats && index < 2 {
            Some("repeated")
        } else {
            repeat
        };
        let headers: Vec<_> = repeat
            .map(|id| ("repeatability-request-id", id))
            .into_iter()
            .collect();
        let who = match self.users.first() {
            Some(user) if !on_identity => user.who(),
            _ => Who::Contoso,
        };
        let answer = sim.send_with(who, method, &target, body, &headers).await;
        self.remember(&segments, recorded, &answer);
        difference(recorded, &answer)
    }

    fn target(&mut self, method: &Method, segments: &[&str], query: &Value) -> String {
        if query.get("syncState").is_some() && !self.next_link.is_empty() {
            return self.next_link.clone();
        }
        let mut path = String::new();
        for (place, segment) in segments.iter().enumerate() {
            path.push('/');
            path.push_str(
                &self
                    .segment(method, segments, place, segment)
                    .replace(':', "%3A"),
            );
        }
        let path = path.replace("/%3A", "/:");
        let pairs = query.as_object().expect("an object").iter();
        let pairs: Vec<_> = pairs
            .map(|(k, v)| format!("{k}={}", v.as_str().expect("a text")))
            .collect();
        format!("{path}?{}", pairs.join("&"))
    }

    fn segment(
        &mut self,
        method: &Method,
        segments: &[&str],
        place: usize,
        segment: &str,
    ) -> String {
        let own = match (segments[0], place) {
            ("identities", 1) => self.user_asked_for(method, segments),
            ("chat", 2) if segment == "sanitized" => self.threads.last().cloned(),
            ("chat", 4) if segment == "sanitized" => self.messages.last().cloned(),
            _ => self.names.get(segment).cloned(),
        };
        own.unwrap_or_else(|| segment.to_owned())
    }

    /// Recordings hide which user is meant: tokens are issued, and users deleted, in the order of their making.
    fn user_asked_for(&mut self, method: &Method, segments: &[&str]) -> Option<String> {
        let counter = match segments.get(2) {
            Some(&":issueAccessToken") => &mut self.issued,
            Some(_) => &mut self.revoked,
            None => {
                assert_eq!(method, Method::DELETE);
                &mut self.deleted
            }
        };
        let index = *counter;
        *counter += 1;
        Some(self.users.get(index)?.id.clone())
    }

    fn body(&self, method: &Method, segments: &[&str], exchange: &Value) -> Option<Value> {
        let (request, recorded) = (&exchange["request"], &exchange["response"]);
        if segments[0] == "teamsUser" {
            let wrong_app = recorded["status"] == 400;
            let (token, app) = if wrong_app {
                (JWT, "sanitized")
            } else {
                ("", GUID)
            };
            return Some(json!({"token": token, "appId": app, "userId": GUID}));
        }
        let mut body = request["body"].clone();
        if request["body_recorded"] == false {
            body = self.invent(method, segments, recorded);
        }
        if body.is_null() {
            return None;
        }
        if let Some(message) = body.get("chatMessageId") {
            let known = message.as_str().and_then(|id| self.names.get(id));
            body["chatMessageId"] = json!(known.or(self.messages.last()));
        }
        if body.get("participants").is_some() {
            body["participants"] = self.participants(segments, &body["participants"], recorded);
        }
        if let Some(raw) = body.get("rawId").and_then(Value::as_str) {
            let own = self
                .names
                .get(raw)
                .cloned()
                .unwrap_or_else(|| raw.to_owned());
            body = json!({"rawId": own, "communicationUser": {"id": own}});
        }
        Some(body)
    }

    /// Makes up a body that was not kept, from what the recording shows of its effect.
    fn invent(&self, method: &Method, segments: &[&str], recorded: &Value) -> Value {
        let status = recorded["status"].as_u64().expect("a number");
        let bad = "8:acs:invalidUserId";
        let identifier = json!({"communicationUser": {"id": bad}});
        let metadata = self.message.get("metadata").cloned().unwrap_or(json!({}));
        match (method.as_str(), &segments[2..]) {
            ("POST", []) if status == 400 => {
                json!({"topic": "x", "participants": [{"communicationIdentifier": identifier}]})
            }
            ("POST", []) => json!({"topic": recorded["body"]["chatThread"]["topic"]}),
            ("POST", [_, "messages"]) => json!({
                "content": "Content", "senderDisplayName": "Tester", "metadata": metadata,
            }),
            ("PATCH", [_, "messages", _]) => {
                json!({"content": "Update Test", "metadata": metadata})
            }
            ("PATCH", [_]) => json!({"topic": "Update Test"}),
            ("POST", [_, "participants", ":remove"]) => identifier,
            _ => json!({}),
        }
    }

    /// Recordings hide who was to take part; the answer tells who could not.
    fn participants(&self, segments: &[&str], given: &Value, recorded: &Value) -> Value {
        let message = recorded["body"]["CommunicationError"]["Message"].as_str();
        let bad = message.and_then(|text| text.split_once('(')?.1.split_once(')'));
        let stranger = recorded["body"]["invalidParticipants"][0]["target"].as_str();
        let ids: Vec<String> = match (bad, stranger) {
            (Some((bad, _)), _) => vec![bad.to_owned()],
            (None, Some(stranger)) => vec![stranger.to_owned()],
            (None, None) if *given == json!([]) => vec![],
            (None, None) if segments.last() == Some(&":add") => self
                .users
                .get(1)
                .iter()
                .map(|user| user.id.clone())
                .collect(),
            (None, None) => self.users.iter().map(|user| user.id.clone()).collect(),
        };
        let show =
            |id: String| json!({"communicationIdentifier": {"communicationUser": {"id": id}}});
        ids.into_iter().map(show).collect()
    }

    fn remember(&mut self, segments: &[&str], recorded: &Value, answer: &Answer) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (theirs, ours) = (&recorded["body"], &answer.body);
        self.names.remove("sanitized");
        if segments == ["identities"] {
            let (id, token) = (&ours["identity"]["id"], &ours["accessToken"]["token"]);
            self.users.push(User {
                id: text(id),
                token: text(token),
            });
            self.names.insert(text(&theirs["identity"]["id"]), text(id));
        } else if segments.last() == Some(&":issueAccessToken") {
            let index = self.issued.saturating_sub(1);
            if let Some(user) = self.users.get_mut(index) {
                user.token = text(&ours["token"]);
            }
        } else if let Some(thread) = ours.get("chatThread") {
            self.threads.push(text(&thread["id"]));
            self.names
                .insert(text(&theirs["chatThread"]["id"]), text(&thread["id"]));
        } else if segments.last() == Some(&"messages") {
            let newest = |body: &Value| body["value"][0].clone();
            let sent = if ours.get("value").is_some() {
                newest(ours)
            } else {
                ours.clone()
            };
            let old = if ours.get("value").is_some() {
                newest(theirs)
            } else {
                theirs.clone()
            };
            self.messages.push(text(&sent["id"]));
            // A system message's id is hidden, and its version is the same number.
            for name in ["id", "version"] {
                self.names.insert(text(&old[name]), text(&sent["id"]));
            }
        }
        if let Some(link) = ours.get("nextLink").and_then(Value::as_str) {
            let target = link
                .split_once("://")
                .and_then(|(_, rest)| rest.split_once('/'));
            self.next_link = format!("/{}", target.map_or("", |(_, rest)| rest));
        }
    }
}

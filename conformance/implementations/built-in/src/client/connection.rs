//! One request to the resource and its reply.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use reqwest::{Client, Method, RequestBuilder, Url};
use serde_json::Value;

use super::{Failure, retry, signing};
use crate::settings::ConnectionString;

/// How long a reply may take. Our choice.
const REPLY_WITHIN: Duration = Duration::from_secs(30);

/// The way to the resource.
pub(crate) struct Connection {
    resource: ConnectionString,
    http: Client,
}

impl Connection {
    pub(crate) fn new(resource: ConnectionString) -> Self {
        // The client wants a provider of cryptography even where, as here, nothing is encrypted.
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
        let http = Client::builder()
            .tls_certs_only([])
            .timeout(REPLY_WITHIN)
            .build()
            .expect("a client without certificates needs nothing of the system");
        Self { resource, http }
    }

    pub(crate) fn endpoint(&self) -> &str {
        &self.resource.endpoint
    }

    /// Posts with the access key of the resource.
    pub(super) async fn post(&self, path: &str, body: Option<Value>) -> Result<Value, Failure> {
        self.signed(Method::POST, path, body).await
    }

    /// Deletes with the access key of the resource.
    pub(super) async fn delete(&self, path: &str) -> Result<(), Failure> {
        self.signed(Method::DELETE, path, None).await?;
        Ok(())
    }

    /// Posts with the token of a user.
    pub(super) async fn post_as(
        &self,
        user_token: &str,
        path: &str,
        body: &Value,
    ) -> Result<Value, Failure> {
        let url = self.url(path);
        self.post_at(&url, Some(user_token), body).await
    }

    /// Deletes with the token of a user.
    pub(super) async fn delete_as(&self, user_token: &str, path: &str) -> Result<(), Failure> {
        let url = self.url(path);
        let request = self.http.delete(&url).bearer_auth(user_token);
        send(&format!("DELETE {path}"), request).await?;
        Ok(())
    }

    /// Posts to any address, with a token where there is one.
    pub(super) async fn post_at(
        &self,
        url: &str,
        token: Option<&str>,
        body: &Value,
    ) -> Result<Value, Failure> {
        let mut request = self.http.post(url);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let request = with_body(request, body.to_string().into_bytes());
        send(&format!("POST {url}"), request).await
    }

    /// Posts a form to any address.
    pub(super) async fn post_form(&self, url: &str, form: String) -> Result<Value, Failure> {
        let request = self
            .http
            .post(url)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        send(&format!("POST {url}"), request).await
    }

    /// Gets from any address.
    pub(super) async fn get_at(&self, url: &str) -> Result<Value, Failure> {
        send(&format!("GET {url}"), self.http.get(url)).await
    }

    async fn signed(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<Value, Failure> {
        let name = format!("{method} {path}");
        let url = Url::parse(&self.url(path)).map_err(|error| Failure::Broken {
            request: name.clone(),
            cause: error.to_string(),
        })?;
        let bytes = body
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default()
            .into_bytes();
        let date = DateTimePrinter::new()
            .timestamp_to_rfc9110_string(&Timestamp::now())
            .expect("the present has a date of four digits");
        let signature = signing::sign(
            &self.resource.access_key,
            &signing::Request {
                method: method.as_str(),
                path_and_query: &path_and_query(&url),
                host: &host(&url),
                date: &date,
                body: &bytes,
            },
        );
        let request = self
            .http
            .request(method, url)
            .header("x-ms-date", date)
            .header("x-ms-content-sha256", signature.content_hash)
            .header("authorization", signature.authorization);
        send(&name, with_body(request, bytes)).await
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.resource.endpoint)
    }
}

fn path_and_query(url: &Url) -> String {
    match url.query() {
        Some(query) => format!("{}?{query}", url.path()),
        None => url.path().to_owned(),
    }
}

/// The host as the `Host` header names it: with the port, unless it is the usual one.
fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port()
        .map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

fn with_body(request: RequestBuilder, bytes: Vec<u8>) -> RequestBuilder {
    if bytes.is_empty() {
        return request.header("content-length", "0");
    }
    request
        .header("content-type", "application/json")
        .body(bytes)
}

async fn send(name: &str, request: RequestBuilder) -> Result<Value, Failure> {
    let broken = |cause: String| Failure::Broken {
        request: name.to_owned(),
        cause,
    };
    let reply = retry::send(request)
        .await
        .map_err(|error| broken(error.to_string()))?;
    let status = reply.status();
    let bytes = reply
        .bytes()
        .await
        .map_err(|error| broken(error.to_string()))?;
    if status.is_success() {
        if bytes.is_empty() {
            return Ok(Value::Null);
        }
        return serde_json::from_slice(&bytes).map_err(|error| broken(error.to_string()));
    }
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    // Chat writes its envelope with capitals, the other APIs do not.
    let text = |common: &str, chat: &str| {
        let found = body
            .pointer(common)
            .or_else(|| body.pointer(chat))
            .and_then(Value::as_str);
        found.unwrap_or_default().to_owned()
    };
    Err(Failure::Refused {
        request: name.to_owned(),
        status: status.as_u16(),
        code: text("/error/code", "/CommunicationError/Code"),
        message: text("/error/message", "/CommunicationError/Message"),
    })
}

/// Takes a text out of a reply.
pub(super) fn text_of(asked: &str, reply: &Value, pointer: &str) -> Result<String, Failure> {
    reply
        .pointer(pointer)
        .and_then(Value::as_str)
        .map(str::to_owned)
        .ok_or_else(|| Failure::Broken {
            request: asked.to_owned(),
            cause: format!("the reply has no {pointer}"),
        })
}

/// Encodes a text for a segment of a path or a value of a query.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

//! The sockets towards the implementation.

use std::{net::IpAddr, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, Url, redirect};
use serde_json::Value;
use thiserror::Error;

/// What is kept of an answer's body, in bytes.
const BODY_KEPT: usize = 256 * 1024;
/// How long a file may take, in real time.
const READ_TIME_OUT: Duration = Duration::from_secs(5);

/// Sends requests to the implementation and to nobody else.
#[derive(Clone, Debug)]
pub(crate) struct Poster {
    near: Client,
    far: Client,
    allowed: Vec<String>,
}

/// One request to the implementation.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The method.
    pub(crate) method: http::Method,
    /// Where it goes.
    pub(crate) url: Url,
    /// Its headers.
    pub(crate) headers: Vec<(String, String)>,
    /// Its body, nothing for `null`.
    pub(crate) body: Value,
}

/// The answer of the implementation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The start of the body.
    pub(crate) body: String,
}

impl Answer {
    /// Reads the body as JSON; what is none is a text.
    pub(crate) fn json(&self) -> Value {
        if self.body.is_empty() {
            return Value::Null;
        }
        serde_json::from_str(&self.body).unwrap_or_else(|_| Value::String(self.body.clone()))
    }
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum PostError {
    /// The address is not one that we may call.
    #[error("{0} is outside this machine; allow it with --allow-host")]
    NotAllowed(String),
    /// The connection could not be made or broke.
    #[error("{0}")]
    Unreachable(String),
}

impl Poster {
    /// Makes the clients. Certificates of addresses on this machine are not checked; no proxy, no redirects.
    pub(crate) fn new(allowed: Vec<String>) -> Result<Self, reqwest::Error> {
        let base = || {
            Client::builder()
                .no_proxy()
                .redirect(redirect::Policy::none())
        };
        Ok(Self {
            near: base().tls_danger_accept_invalid_certs(true).build()?,
            far: base().build()?,
            allowed,
        })
    }

    /// Reads what is at an address, up to `most` bytes; nothing where it cannot be read.
    ///
    /// # Errors
    /// The address is not one that we may call.
    pub(crate) async fn read(&self, url: Url, most: usize) -> Result<Option<Vec<u8>>, PostError> {
        let client = self.client(&url)?;
        Ok(download(client, url, most).await)
    }

    /// Chooses the client for an address that we may call.
    fn client(&self, url: &Url) -> Result<&Client, PostError> {
        let host = url.host_str().unwrap_or_default();
        let allowed = || {
            self.allowed
                .iter()
                .any(|one| one.eq_ignore_ascii_case(host))
        };
        if is_loopback(host) {
            Ok(&self.near)
        } else if allowed() {
            Ok(&self.far)
        } else {
            Err(PostError::NotAllowed(host.to_owned()))
        }
    }

    /// Sends one request and waits for its answer, for as long as it takes.
    pub(crate) async fn send(&self, asked: Asked) -> Result<Answer, PostError> {
        let client = self.client(&asked.url)?;
        let mut request = client.request(asked.method, asked.url);
        if !asked.body.is_null() {
            request = request.json(&asked.body);
        }
        // After the body, so that a content type of ours wins.
        request = request.headers(header_map(&asked.headers));
        let unreachable =
            |error: reqwest::Error| PostError::Unreachable(chain(&error.without_url()));
        let mut response = request.send().await.map_err(unreachable)?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            let room = BODY_KEPT.saturating_sub(body.len());
            body.extend_from_slice(&chunk[..chunk.len().min(room)]);
        }
        let body = String::from_utf8_lossy(&body).into_owned();
        Ok(Answer {
            status,
            headers,
            body,
        })
    }
}

async fn download(client: &Client, url: Url, most: usize) -> Option<Vec<u8>> {
    let mut response = client.get(url).timeout(READ_TIME_OUT).send().await.ok()?;
    if !response.status().is_success() {
        return None;
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        let room = most.saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Some(bytes)
}

/// Tells whether a host is this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost")
        || bare.to_ascii_lowercase().ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn header_map(headers: &[(String, String)]) -> HeaderMap {
    let pairs = headers.iter().filter_map(|(name, value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        Some((name, HeaderValue::from_str(value).ok()?))
    });
    pairs.collect()
}

/// Shows an error with its causes; the address was taken out before, for its query may hold a key.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        next = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_near() {
        for near in [
            "localhost",
            "LOCALHOST",
            "a.localhost",
            "127.0.0.1",
            "127.9.9.9",
            "[::1]",
        ] {
            assert!(is_loopback(near), "{near}");
        }
        for far in [
            "example.com",
            "10.0.0.1",
            "localhost.example.com",
            "[::2]",
            "",
        ] {
            assert!(!is_loopback(far), "{far}");
        }
    }
}

//! A client that signs as the official ones do.

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use http::Method;
use ringback_service::Service;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The first access key of the default resource.
pub(crate) const ACCESS_KEY: &str = "cmluZ2JhY2sgZGV2ZWxvcG1lbnQga2V5";

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: Value,
}

/// A client of one service.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) base: String,
    http: reqwest::Client,
}

impl Client {
    /// Over plain HTTP.
    pub(crate) fn new(service: &Service) -> Self {
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        Self {
            base: service.announcement().http.clone(),
            http,
        }
    }

    /// Over TLS, trusting the local authority alone.
    pub(crate) fn over_tls(service: &Service) -> Self {
        let pem = std::fs::read(&service.announcement().ca_certificate).expect("a certificate");
        let root = reqwest::Certificate::from_pem(&pem).expect("a certificate");
        let http = reqwest::Client::builder()
            .no_proxy()
            .tls_certs_only([root])
            .build()
            .expect("a client");
        Self {
            base: service.announcement().https.clone(),
            http,
        }
    }

    /// Sends a request signed with the access key.
    pub(crate) async fn signed(&self, method: Method, path: &str, body: &str) -> Reply {
        self.signed_with(method, path, body, &[]).await
    }

    /// Sends a signed request; headers given replace those made.
    pub(crate) async fn signed_with(
        &self,
        method: Method,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Reply {
        let date = jiff::fmt::rfc2822::DateTimePrinter::new()
            .timestamp_to_rfc9110_string(&jiff::Timestamp::now())
            .expect("a date");
        let hash = STANDARD.encode(Sha256::digest(body.as_bytes()));
        let host = self.base.split("//").nth(1).expect("an authority");
        let string = format!("{method}\n{path}\n{date};{host};{hash}");
        let key = STANDARD.decode(ACCESS_KEY).expect("a key");
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("a key");
        mac.update(string.as_bytes());
        let signature = STANDARD.encode(mac.finalize().into_bytes());
        let authorization = format!(
            "HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}"
        );
        let mut all = vec![
            ("x-ms-date", date.as_str()),
            ("x-ms-content-sha256", hash.as_str()),
            ("authorization", authorization.as_str()),
        ];
        all.retain(|(name, _)| !headers.iter().any(|(given, _)| given == name));
        all.extend_from_slice(headers);
        self.plain(method, path, body, &all).await
    }

    /// Sends a request as it is.
    pub(crate) async fn plain(
        &self,
        method: Method,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Reply {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .body(body.to_owned())
            .header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = request.send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.expect("a body");
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Reply {
            status,
            headers,
            body,
        }
    }
}

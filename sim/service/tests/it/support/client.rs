//! A client that signs as the official ones do.

use http::Method;
use ringback_service::Service;

use super::{Answer, sign};

/// The first access key of the default resource.
pub(crate) const ACCESS_KEY: &str = "cmluZ2JhY2sgZGV2ZWxvcG1lbnQga2V5";

/// A client of one service.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) base: String,
    /// With which it signs.
    key: String,
    http: reqwest::Client,
}

impl Client {
    /// Over plain HTTP.
    pub(crate) fn new(service: &Service) -> Self {
        let http = reqwest::Client::builder();
        Self::built(&service.announcement().http, http)
    }

    /// Over TLS, trusting the local authority alone.
    pub(crate) fn over_tls(service: &Service) -> Self {
        let pem = std::fs::read(&service.announcement().ca_certificate).expect("a certificate");
        let root = reqwest::Certificate::from_pem(&pem).expect("a certificate");
        let http = reqwest::Client::builder().tls_certs_only([root]);
        Self::built(&service.announcement().https, http)
    }

    fn built(base: &str, http: reqwest::ClientBuilder) -> Self {
        let http = http
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .expect("a client");
        Self {
            base: base.trim_end_matches('/').to_owned(),
            key: ACCESS_KEY.to_owned(),
            http,
        }
    }

    /// The same client with another resource's key.
    pub(crate) fn with_key(&self, key: &str) -> Self {
        Self {
            key: key.to_owned(),
            ..self.clone()
        }
    }

    /// Sends a request signed with the access key.
    pub(crate) async fn signed(&self, method: Method, path: &str, body: &str) -> Answer {
        self.signed_with(method, path, body, &[]).await
    }

    /// Sends a signed request; headers given replace those made.
    pub(crate) async fn signed_with(
        &self,
        method: Method,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let signature = self.signature(&method, path, body);
        let made = signature
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        let mut all: Vec<_> = made
            .filter(|(name, _)| !headers.iter().any(|(given, _)| given == name))
            .collect();
        all.extend_from_slice(headers);
        self.plain(method, path, body, &all).await
    }

    /// Sends a request as it is; a body is JSON unless the headers say otherwise.
    pub(crate) async fn plain(
        &self,
        method: Method,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let request = self.request(method, path, body, headers);
        Answer::read(request.send().await.expect("an answer")).await
    }

    /// Sends a signed request that gets no answer.
    pub(crate) async fn in_vain(&self, method: Method, path: &str, body: &str) -> reqwest::Error {
        let signature = self.signature(&method, path, body);
        let headers = signature
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let request = self.request(method, path, body, &headers);
        request.send().await.expect_err("no answer")
    }

    fn request(
        &self,
        method: Method,
        path: &str,
        body: &str,
        headers: &[(&str, &str)],
    ) -> reqwest::RequestBuilder {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        if !body.is_empty() {
            request = request.body(body.to_owned());
            if !headers.iter().any(|(name, _)| *name == "content-type") {
                request = request.header("content-type", "application/json");
            }
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request
    }

    fn signature(&self, method: &Method, path: &str, body: &str) -> [(&'static str, String); 3] {
        let host = self.base.split("//").nth(1).expect("an authority");
        sign::headers(&self.key, method.as_str(), path, host, body.as_bytes())
    }
}

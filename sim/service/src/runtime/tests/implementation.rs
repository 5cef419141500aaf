//! An implementation under test: answers what the test says and keeps what it received.

use std::sync::{Arc, Mutex};

use axum::{Router, body::Bytes, extract::Request, response::Response};
use http_body_util::BodyExt;
use tokio::{net::TcpListener, task::JoinHandle};

/// One request that it received.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: http::HeaderMap,
    pub(crate) body: String,
}

/// A web server on a free port.
pub(crate) struct Implementation {
    pub(crate) base: String,
    received: Arc<Mutex<Vec<Received>>>,
    serving: JoinHandle<()>,
}

impl Implementation {
    /// Answers each request as `answer` says, which may take its time.
    pub(crate) async fn start<F>(
        answer: impl Fn(Received) -> F + Clone + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = (u16, String)> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&received);
        let handler = move |request: Request| {
            let (answer, kept) = (answer.clone(), Arc::clone(&kept));
            async move {
                let (parts, body) = request.into_parts();
                let body: Bytes = body.collect().await.expect("a body").to_bytes();
                let one = Received {
                    method: parts.method.to_string(),
                    path: parts.uri.to_string(),
                    headers: parts.headers,
                    body: String::from_utf8_lossy(&body).into_owned(),
                };
                kept.lock().expect("not poisoned").push(one.clone());
                let (status, text) = answer(one).await;
                let mut response = Response::new(axum::body::Body::from(text));
                *response.status_mut() = http::StatusCode::from_u16(status).expect("a status");
                response
            }
        };
        let router: Router = Router::new().fallback(handler);
        let serving = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                let service = hyper_util::service::TowerToHyperService::new(router.clone());
                tokio::spawn(async move {
                    let io = hyper_util::rt::TokioIo::new(stream);
                    let _broken = hyper::server::conn::http1::Builder::new()
                        .serve_connection(io, service)
                        .await;
                });
            }
        });
        Self {
            base,
            received,
            serving,
        }
    }

    /// Shows what it received so far.
    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().expect("not poisoned").clone()
    }
}

impl Drop for Implementation {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

//! Connections: accepted, told apart by their first byte, and served.

use std::{io, time::Duration};

use axum::{Router, body::Body, extract::Request};
use http::{Response, StatusCode};
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::{Service, service_fn},
};
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tokio_rustls::TlsAcceptor;

use super::{
    ConnectionState, WorkSource,
    watched::{Reply, Watched},
};
use crate::respond::{Broken, Origin, RequestName};

/// The first byte of a TLS connection: the record type of a handshake (RFC 8446, section 5.1).
const TLS_HANDSHAKE: u8 = 0x16;
/// How long a connection that has sent nothing counts as work.
const FIRST_BYTE_WITHIN: Duration = Duration::from_millis(250);

/// How a connection was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Http,
    Https,
}

/// Serves connections until told to stop.
pub(crate) async fn serve(
    listener: TcpListener,
    tls: TlsAcceptor,
    router: Router,
    work: WorkSource,
    mut stop: watch::Receiver<bool>,
) {
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = stop.wait_for(|stop| *stop) => return,
        };
        let Ok((stream, _)) = accepted else {
            // Out of file descriptors: what runs has to end first.
            tokio::time::sleep(Duration::from_millis(10)).await;
            continue;
        };
        let (tls, router, state) = (tls.clone(), router.clone(), work.accepted());
        let mut stop = stop.clone();
        tokio::spawn(async move {
            tokio::select! {
                () = connection(stream, tls, router, state) => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
        });
    }
}

async fn connection(stream: TcpStream, tls: TlsAcceptor, router: Router, state: ConnectionState) {
    let _without_it_replies_are_only_slower = stream.set_nodelay(true);
    let resting = state.clone();
    let rest = tokio::spawn(async move {
        tokio::time::sleep(FIRST_BYTE_WITHIN).await;
        resting.rest_if_untouched();
    });
    let mut first = [0];
    if !matches!(stream.peek(&mut first).await, Ok(1)) {
        rest.abort();
        return;
    }
    if first[0] == TLS_HANDSHAKE {
        match tls.accept(stream).await {
            Ok(stream) => exchange(stream, Scheme::Https, router, state).await,
            Err(error) => tracing::info!(
                %error,
                "a TLS handshake failed; does the client trust the local authority?"
            ),
        }
    } else {
        exchange(stream, Scheme::Http, router, state).await;
    }
    rest.abort();
}

async fn exchange<S>(stream: S, scheme: Scheme, router: Router, state: ConnectionState)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let watched = Watched::new(stream, state.clone());
    let inner = TowerToHyperService::new(router);
    let service = service_fn(move |request: Request<Incoming>| {
        let (inner, state) = (inner.clone(), state.clone());
        async move {
            let request = prepared(request, scheme, &state);
            let response = inner
                .call(request)
                .await
                .unwrap_or_else(|never| match never {});
            if response.extensions().get::<Broken>().is_some() {
                return Err(io::Error::from(io::ErrorKind::ConnectionAborted));
            }
            if response.status() == StatusCode::SWITCHING_PROTOCOLS {
                state.upgraded();
            }
            Ok::<Response<Reply>, io::Error>(response.map(|body| Reply::new(body, state)))
        }
    });
    let served = http1::Builder::new()
        .serve_connection(TokioIo::new(watched), service)
        .with_upgrades()
        .await;
    if let Err(error) = served {
        tracing::debug!(%error, "a connection broke");
    }
}

/// Notes how the request came, and whether it is work.
fn prepared(request: Request<Incoming>, scheme: Scheme, state: &ConnectionState) -> Request<Body> {
    let mut request = request.map(Body::new);
    let path = request.uri().path();
    if path == "/sim" || path.starts_with("/sim/") {
        state.begin_unwatched();
    } else {
        request.extensions_mut().insert(RequestName(state.begin()));
    }
    let origin = origin(&request, scheme);
    request.extensions_mut().insert(origin);
    request
}

fn origin(request: &Request<Body>, scheme: Scheme) -> Origin {
    let header = request
        .headers()
        .get(http::header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = header
        .or_else(|| request.uri().host())
        .unwrap_or("localhost");
    Origin(match scheme {
        Scheme::Http => format!("http://{host}"),
        Scheme::Https => format!("https://{host}"),
    })
}

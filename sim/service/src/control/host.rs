//! Who may use the control API: pages of other origins and names that are not ours may not.

use axum::{
    extract::Request,
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};

use super::error::error;
use crate::respond::WireError;

/// Lets a request through whose Host is this machine and whose origin, if it has one, is the same.
pub(super) async fn check(request: Request, next: Next) -> Response {
    match judge(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

fn judge(headers: &HeaderMap) -> Result<(), WireError> {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &http::HeaderValue| value.to_str().ok())
    };
    let host = text(header::HOST).unwrap_or_default();
    if !is_known(host) {
        let message = format!("the host {host:?} is not this machine");
        return Err(error(StatusCode::FORBIDDEN, "UnknownHost", message)
            .hint("use localhost or 127.0.0.1 with the port of the service"));
    }
    let Some(origin) = text(header::ORIGIN) else {
        return Ok(());
    };
    let same = origin
        .split_once("://")
        .is_some_and(|(_, rest)| rest == host);
    if same {
        return Ok(());
    }
    let message = format!("the origin {origin:?} may not use the control API");
    Err(error(StatusCode::FORBIDDEN, "ForeignOrigin", message)
        .hint("only pages of the service itself may use it"))
}

fn is_known(authority: &str) -> bool {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        _ => authority,
    };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let bare = bare.to_ascii_lowercase();
    bare == "localhost"
        || bare.ends_with(".localhost")
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(pairs: &[(&'static str, &'static str)]) -> Result<(), String> {
        let pairs = pairs.iter().map(|(name, value)| {
            let name: http::HeaderName = name.parse().expect("a name");
            (name, http::HeaderValue::from_static(value))
        });
        judge(&pairs.collect()).map_err(|error| error.code)
    }

    #[test]
    fn only_this_machine_and_the_same_origin_may() {
        for host in ["127.0.0.1:8700", "localhost", "[::1]:8700", "a.localhost:1"] {
            assert_eq!(judged(&[("host", host)]), Ok(()), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example:8700", ""] {
            assert_eq!(
                judged(&[("host", host)]),
                Err("UnknownHost".to_owned()),
                "{host}"
            );
        }
        let host = ("host", "localhost:1");
        assert_eq!(judged(&[host, ("origin", "http://localhost:1")]), Ok(()));
        for origin in ["http://localhost:2", "https://evil.example", "null"] {
            assert_eq!(
                judged(&[host, ("origin", origin)]),
                Err("ForeignOrigin".to_owned()),
                "{origin}"
            );
        }
    }
}

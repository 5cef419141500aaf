//! Who may use the control API: pages of other origins and names that are not ours may not, and where others than this
//! machine can reach it, nobody without its key.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use sha2::{Digest, Sha256};

use super::error::error;
use crate::respond::WireError;

/// The header that carries the key; a bearer token does as well.
const KEY: &str = "x-ringback-key";

/// Whom the control API lets in. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Door(Arc<Rules>);

struct Rules {
    names: Vec<String>,
    address: SocketAddr,
    /// The digest of the key; nobody needs one where there is none.
    key: Option<[u8; 32]>,
}

impl Door {
    /// Knows the loopback names, `names` and the address on which the service listens.
    pub(crate) fn new(names: &[String], address: SocketAddr, key: Option<&str>) -> Self {
        Self(Arc::new(Rules {
            names: names.iter().map(|name| name.to_ascii_lowercase()).collect(),
            address,
            key: key.map(digest),
        }))
    }

    fn judge(&self, headers: &HeaderMap) -> Result<(), WireError> {
        self.host_and_origin(headers)?;
        match self.0.key {
            Some(key) if given_key(headers).map(digest) != Some(key) => {
                let message = "the control API of this service needs its key";
                let mut error = error(StatusCode::UNAUTHORIZED, "KeyNeeded", message).hint(
                    "send the header x-ringback-key, or Authorization: Bearer; serve prints the key when it starts",
                );
                let scheme = HeaderValue::from_static("Bearer");
                error.headers.push((header::WWW_AUTHENTICATE, scheme));
                Err(error)
            }
            Some(_) | None => Ok(()),
        }
    }

    fn host_and_origin(&self, headers: &HeaderMap) -> Result<(), WireError> {
        let host = text(headers, header::HOST.as_str()).unwrap_or_default();
        if !self.knows(host) {
            let message = format!("the host {host:?} is not a name of this service");
            return Err(error(StatusCode::FORBIDDEN, "UnknownHost", message)
                .hint("use localhost or 127.0.0.1 with the port of the service, or a name given with --host"));
        }
        let Some(origin) = text(headers, header::ORIGIN.as_str()) else {
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

    fn knows(&self, authority: &str) -> bool {
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
            _ => authority,
        };
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let bare = bare.to_ascii_lowercase();
        if bare == "localhost" || bare.ends_with(".localhost") || self.0.names.contains(&bare) {
            return true;
        }
        let listens = self.0.address.ip();
        // A page can make its own name stand for our address, never an address for its name.
        bare.parse::<std::net::IpAddr>()
            .is_ok_and(|ip| ip.is_loopback() || ip == listens || listens.is_unspecified())
    }
}

/// Lets a request through whose Host is ours, whose origin, if it has one, is the same, and that has the key.
pub(super) async fn check(State(door): State<Door>, request: Request, next: Next) -> Response {
    match door.judge(request.headers()) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

fn given_key(headers: &HeaderMap) -> Option<&str> {
    let bearer = || {
        let (scheme, key) = text(headers, header::AUTHORIZATION.as_str())?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
    };
    text(headers, KEY).or_else(bearer)
}

fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// Digests are compared instead of keys, so that the time it takes tells nothing.
fn digest(key: &str) -> [u8; 32] {
    Sha256::digest(key.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pairs = [(&'static str, &'static str)];

    fn judged_by(door: &Door, pairs: &Pairs) -> Result<(), String> {
        let pairs = pairs.iter().map(|(name, value)| {
            let name: http::HeaderName = name.parse().expect("a name");
            (name, HeaderValue::from_static(value))
        });
        door.judge(&pairs.collect()).map_err(|error| error.code)
    }

    fn door(names: &[&str], address: &str, key: Option<&str>) -> Door {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Door::new(&names, address.parse().expect("an address"), key)
    }

    fn refused(code: &str) -> Result<(), String> {
        Err(code.to_owned())
    }

    #[test]
    fn only_this_machine_and_the_same_origin_may() {
        let door = door(&[], "127.0.0.1:8700", None);
        let judged = |pairs: &Pairs| judged_by(&door, pairs);
        for host in ["127.0.0.1:8700", "localhost", "[::1]:8700", "a.localhost:1"] {
            assert_eq!(judged(&[("host", host)]), Ok(()), "{host}");
        }
        for host in [
            "evil.example",
            "127.0.0.1.evil.example:8700",
            "192.0.2.1:8700",
            "",
        ] {
            assert_eq!(judged(&[("host", host)]), refused("UnknownHost"), "{host}");
        }
        let host = ("host", "localhost:1");
        assert_eq!(judged(&[host, ("origin", "http://localhost:1")]), Ok(()));
        for origin in ["http://localhost:2", "https://evil.example", "null"] {
            assert_eq!(
                judged(&[host, ("origin", origin)]),
                refused("ForeignOrigin"),
                "{origin}"
            );
        }
    }

    #[test]
    fn names_that_were_given_and_the_address_listened_on_are_known() {
        let named = door(&["Sim.Test"], "192.0.2.1:8700", None);
        for host in ["sim.test:8700", "SIM.test", "192.0.2.1:8700", "localhost"] {
            assert_eq!(judged_by(&named, &[("host", host)]), Ok(()), "{host}");
        }
        for host in ["other.test", "192.0.2.2:8700"] {
            let judged = judged_by(&named, &[("host", host)]);
            assert_eq!(judged, refused("UnknownHost"), "{host}");
        }
        let everywhere = door(&[], "0.0.0.0:8700", None);
        assert_eq!(
            judged_by(&everywhere, &[("host", "192.0.2.7:8700")]),
            Ok(())
        );
        assert_eq!(
            judged_by(&everywhere, &[("host", "evil.example:8700")]),
            refused("UnknownHost")
        );
    }

    #[test]
    fn a_key_is_demanded_where_there_is_one() {
        let door = door(&[], "0.0.0.0:8700", Some("k-1"));
        let host = ("host", "localhost:8700");
        assert_eq!(judged_by(&door, &[host]), refused("KeyNeeded"));
        assert_eq!(judged_by(&door, &[host, (KEY, "k-1")]), Ok(()));
        for bearer in ["Bearer k-1", "bearer k-1"] {
            let given = [host, ("authorization", bearer)];
            assert_eq!(judged_by(&door, &given), Ok(()), "{bearer}");
        }
        for (name, value) in [
            (KEY, "k-2"),
            (KEY, ""),
            ("authorization", "Bearer k-2"),
            ("authorization", "Basic k-1"),
        ] {
            let judged = judged_by(&door, &[host, (name, value)]);
            assert_eq!(judged, refused("KeyNeeded"), "{name}: {value}");
        }
    }
}

//! The strings that a client may have signed. Clients do not agree on path and query, nor on the host.

use http::HeaderMap;

use super::signature::Signed;
use crate::respond::percent_decode;

/// Lists the strings that a client may have signed, the likeliest first, without repeats.
pub(super) fn strings_to_sign(signed: Signed<'_>, date: &str, hash: &str) -> Vec<String> {
    let query = signed.uri.query();
    let targets = targets(signed.uri.path(), query);
    let hosts = hosts(signed.headers, signed.own);
    let mut strings = Vec::with_capacity(targets.len() * hosts.len());
    for host in &hosts {
        for target in &targets {
            strings.push(format!("{}\n{target}\n{date};{host};{hash}", signed.method));
        }
    }
    strings
}

fn targets(path: &str, query: Option<&str>) -> Vec<String> {
    let with = |path: &str, query: Option<&str>| match query {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let raw = with(path, query);
    let mut targets = Vec::new();
    for target in [
        raw.clone(),
        percent_decode(&raw),
        with(&percent_decode(path), query),
        with(&path.replace(':', "%3A"), query),
        with(path, query.map(form_serialized).as_deref()),
        path.to_owned(),
        // Recordings are signed as the endpoint followed by the path without its slash.
        raw.trim_start_matches('/').to_owned(),
    ] {
        push_new(&mut targets, target);
    }
    targets
}

fn hosts(headers: &HeaderMap, own: &[String]) -> Vec<String> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text("host").unwrap_or_default();
    let port = host
        .rsplit_once(':')
        .map(|(_, port)| port)
        .filter(|port| is_port(port));
    let mut hosts = Vec::new();
    let named = [Some(host), text("x-forwarded-host"), text("x-ms-host")];
    for name in named
        .into_iter()
        .flatten()
        .chain(own.iter().map(String::as_str))
    {
        push_new(&mut hosts, name.to_owned());
        for default in [":443", ":80"] {
            match name.strip_suffix(default) {
                Some(bare) => push_new(&mut hosts, bare.to_owned()),
                None => push_new(&mut hosts, format!("{name}{default}")),
            }
        }
        if let Some(port) = port {
            push_new(&mut hosts, format!("{name}:{port}"));
        }
    }
    for name in hosts.clone() {
        if let Some((bare, port)) = name.rsplit_once(':')
            && is_port(port)
        {
            push_new(&mut hosts, bare.to_owned());
        }
    }
    let slashed: Vec<String> = hosts.iter().map(|host| format!("{host}/")).collect();
    hosts.extend(slashed);
    hosts
}

fn is_port(text: &str) -> bool {
    text.parse::<u16>().is_ok()
}

fn push_new(list: &mut Vec<String>, item: String) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Writes a query as `URLSearchParams` does ("application/x-www-form-urlencoded serializing", WHATWG URL standard).
fn form_serialized(query: &str) -> String {
    let pairs = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            format!("{}={}", form_encoded(name), form_encoded(value))
        });
    pairs.collect::<Vec<_>>().join("&")
}

fn form_encoded(text: &str) -> String {
    let decoded = percent_decode(&text.replace('+', " "));
    let mut encoded = String::new();
    for byte in decoded.bytes() {
        match byte {
            b' ' => encoded.push('+'),
            b'*' | b'-' | b'.' | b'_' => encoded.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => encoded.push(char::from(byte)),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_serialized_as_browsers_do() {
        assert_eq!(form_serialized("a=W%20A&b=x~*&c"), "a=W+A&b=x%7E*&c=");
    }
}

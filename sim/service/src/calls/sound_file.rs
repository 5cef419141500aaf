//! Sound files at the addresses of play sources: looked at before the world hears of them.

use std::{net::IpAddr, sync::LazyLock, time::Duration};

use reqwest::{Client, Url, redirect};
use ringback_world::{Span, calls::FileFound};

use super::wav;

/// How long a prompt outside this machine is taken to be: it is never fetched.
const LENGTH_FAR: Span = Span::from_secs(3);
const WAITED: Duration = Duration::from_secs(5);
/// The most that is read of a file: an hour of sound.
const READ_MAX: usize = 3600 * 32_000 + 4096;

/// Certificates on this machine are not checked; no proxy, no redirects.
static CLIENT: LazyLock<Option<Client>> = LazyLock::new(|| {
    Client::builder()
        .no_proxy()
        .redirect(redirect::Policy::none())
        .tls_danger_accept_invalid_certs(true)
        .timeout(WAITED)
        .build()
        .ok()
});

/// Tells what is at an address.
pub(super) async fn look_at(url: Url) -> FileFound {
    if !url.host_str().is_some_and(is_loopback) {
        tracing::warn!(
            host = url.host_str(),
            "prompt outside this machine: taken as 3 s long"
        );
        return FileFound::Sound(LENGTH_FAR);
    }
    match fetch(url).await {
        Some(bytes) => wav::examine(&bytes),
        None => FileFound::Unreachable,
    }
}

async fn fetch(url: Url) -> Option<Vec<u8>> {
    let mut response = CLIENT.as_ref()?.get(url).send().await.ok()?;
    if !response.status().is_success() {
        return None;
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.ok()? {
        let room = READ_MAX.saturating_sub(bytes.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(room)]);
    }
    Some(bytes)
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare.eq_ignore_ascii_case("localhost")
        || bare.to_ascii_lowercase().ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

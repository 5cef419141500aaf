//! Asking an address whether it answers.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// How long one question may take.
const WITHIN: Duration = Duration::from_secs(2);

/// Tells whether a GET of `url` (plain http) is answered with a success.
pub(crate) async fn answers(url: &str) -> bool {
    tokio::time::timeout(WITHIN, status(url))
        .await
        .ok()
        .flatten()
        .is_some_and(|status| status < 400)
}

async fn status(url: &str) -> Option<u16> {
    let rest = url.strip_prefix("http://")?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let path = if path.is_empty() { "/" } else { path };
    let mut stream = TcpStream::connect(authority).await.ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut start = [0; 12];
    stream.read_exact(&mut start).await.ok()?;
    std::str::from_utf8(&start)
        .ok()?
        .split(' ')
        .nth(1)?
        .parse()
        .ok()
}

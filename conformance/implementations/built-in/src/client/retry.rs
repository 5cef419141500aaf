//! Requests that the resource puts off are made again.

use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::{RequestBuilder, Response, StatusCode};

/// How often a request is made again. As the official clients for JavaScript do.
const RETRIES: u32 = 3;

/// How long to wait where the reply does not say. Our choice.
const PAUSE: Duration = Duration::from_secs(1);

/// Sends a request, and again while the resource is throttled or not available.
pub(super) async fn send(mut request: RequestBuilder) -> Result<Response, reqwest::Error> {
    for _ in 0..RETRIES {
        let again = request.try_clone();
        let reply = request.send().await?;
        let put_off = matches!(
            reply.status(),
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
        );
        match again {
            Some(again) if put_off => {
                tokio::time::sleep(pause(reply.headers())).await;
                request = again;
            }
            _ => return Ok(reply),
        }
    }
    request.send().await
}

/// How long the resource asks its client to wait (Azure documentation, "Throttling patterns").
fn pause(headers: &HeaderMap) -> Duration {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.parse::<u64>().ok();
    number("retry-after-ms")
        .map(Duration::from_millis)
        .or_else(|| number("retry-after").map(Duration::from_secs))
        .unwrap_or(PAUSE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&'static str, &'static str)]) -> Duration {
        let pairs = pairs.iter().map(|(name, value)| {
            (
                reqwest::header::HeaderName::from_static(name),
                reqwest::header::HeaderValue::from_static(value),
            )
        });
        pause(&pairs.collect())
    }

    #[test]
    fn the_pause_is_what_the_reply_asks_for() {
        assert_eq!(asked(&[]), PAUSE);
        assert_eq!(asked(&[("retry-after", "3")]), Duration::from_secs(3));
        let both = [("retry-after", "1"), ("retry-after-ms", "50")];
        assert_eq!(asked(&both), Duration::from_millis(50));
    }
}

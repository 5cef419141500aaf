//! A refused request in the shape of the service that it asked.
//!
//! Sources: "Call Automation error codes", 2025 (9999 for faults of the service); "Chat error codes", 2025
//! (`TooManyRequests`, `ServiceUnavailable`); "Throttling patterns", Azure documentation, 2024 (`Retry-After` in seconds).

use http::{HeaderName, HeaderValue, StatusCode};
use ringback_format::faults::Refusal;
use ringback_world::Span;

use crate::{
    clock::ClockKind,
    respond::{Envelope, WireError, service_of},
};

/// How long a client waits that knows `retry-after-ms`, where simulated time stands still meanwhile. Our choice.
const SHORT_MS: u64 = 50;
/// What 429 and 503 say where the fault does not.
const RETRY_AFTER: Span = Span::from_secs(1);

/// Makes the error of a request that a fault refuses.
pub(crate) fn refuse(name: &str, refusal: Refusal, path: &str, clock: ClockKind) -> WireError {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
    let envelope = Envelope::of(path);
    let code = if service_of(path) == "calling" && status.is_server_error() {
        "9999".to_owned()
    } else {
        words(status).replace(' ', "")
    };
    let message = match status {
        StatusCode::TOO_MANY_REQUESTS => "Too many requests. Try again later.".to_owned(),
        StatusCode::SERVICE_UNAVAILABLE => {
            "The service is not available. Try again later.".to_owned()
        }
        other => format!("{}.", words(other)),
    };
    let mut error = WireError::new(status, envelope, code, message)
        .hint(format!("the fault {name} refuses this request"));
    let standard = match status {
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Some(RETRY_AFTER),
        _ => None,
    };
    if let Some(after) = refusal.retry_after.map(Span::from).or(standard) {
        error.headers.extend(retry_headers(after, clock));
    }
    error
}

fn words(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("Refused")
}

/// Says when to come again: whole seconds, never 0, which some clients read as 30. Where simulated time stands still until the
/// client is back, one second stands for any time, and clients that know `retry-after-ms` come sooner.
fn retry_headers(after: Span, clock: ClockKind) -> Vec<(HeaderName, HeaderValue)> {
    let seconds = after.as_micros().div_ceil(1_000_000).max(1);
    let number = |name, number: u64| (HeaderName::from_static(name), HeaderValue::from(number));
    match clock {
        ClockKind::Auto => vec![number("retry-after-ms", SHORT_MS), number("retry-after", 1)],
        ClockKind::Real | ClockKind::Scaled(_) | ClockKind::Manual => {
            vec![number("retry-after", seconds)]
        }
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::duration::DurationText;

    use super::*;

    fn refused(status: u16, path: &str) -> (u16, String, Vec<String>) {
        let refusal = Refusal {
            status,
            retry_after: Some(DurationText::new(Span::from_millis(2_500))),
        };
        let error = refuse("f", refusal, path, ClockKind::Real);
        let headers = error.headers.iter();
        let headers = headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()));
        let headers = headers.collect();
        let (status, _, body) = error.into_parts();
        (status.as_u16(), String::from_utf8(body).unwrap(), headers)
    }

    #[test]
    fn each_service_refuses_in_its_own_words() {
        let (status, body, headers) = refused(429, "/chat/threads");
        assert_eq!((status, headers), (429, vec!["retry-after: 3".to_owned()]));
        assert!(
            body.starts_with(r#"{"CommunicationError":{"Code":"TooManyRequests","#),
            "{body}"
        );
        let (_, body, _) = refused(503, "/calling/callConnections:answer");
        assert!(body.starts_with(r#"{"error":{"code":"9999","#), "{body}");
        let (_, body, _) = refused(503, "/identities");
        assert!(
            body.starts_with(r#"{"error":{"code":"ServiceUnavailable","#),
            "{body}"
        );
    }

    #[test]
    fn the_automatic_clock_asks_clients_back_soon() {
        let shown = |after, clock| {
            let headers = retry_headers(after, clock).into_iter();
            let headers =
                headers.map(|(name, value)| format!("{name}: {}", value.to_str().unwrap()));
            headers.collect::<Vec<_>>()
        };
        assert_eq!(
            shown(Span::from_secs(20), ClockKind::Auto),
            ["retry-after-ms: 50", "retry-after: 1"]
        );
        assert_eq!(shown(Span::ZERO, ClockKind::Manual), ["retry-after: 1"]);
    }
}

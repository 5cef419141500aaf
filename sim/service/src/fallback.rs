//! What no service answers: published operations that are not implemented, unknown paths, and the front door.

use axum::response::{IntoResponse, Redirect, Response};
use http::{Method, StatusCode, Uri};

use crate::respond::{Envelope, WireError, service_of};

/// First segments of every published path of Azure Communication Services.
const PUBLISHED: [&str; 17] = [
    "access",
    "availablePhoneNumbers",
    "calling",
    "chat",
    "deliveryReports",
    "emails",
    "entraUsers",
    "identities",
    "messages",
    "operatorInformation",
    "phoneNumbers",
    "recording",
    "rooms",
    "routing",
    "sip",
    "sms",
    "teamsUser",
];

/// Answers what no route takes.
pub(crate) async fn fallback(method: Method, uri: Uri) -> Response {
    if uri.path() == "/" {
        return Redirect::temporary("/sim/").into_response();
    }
    unknown(&method, uri.path()).into_response()
}

/// Refuses an operation that nobody here answers: 501 where it is published, 404 elsewhere. Never 500, which clients repeat.
pub(crate) fn unknown(method: &Method, path: &str) -> WireError {
    let first = service_of(path);
    if PUBLISHED.contains(&first) {
        let message = format!("{method} {path} is not implemented; SUPPORT.md lists what is.");
        let status = StatusCode::NOT_IMPLEMENTED;
        return WireError::new(status, Envelope::of(path), "NotImplemented", message)
            .hint("SUPPORT.md lists every operation with its state");
    }
    let message = format!("{method} {path} is no operation of this service.");
    WireError::new(
        StatusCode::NOT_FOUND,
        Envelope::of(path),
        "NotFound",
        message,
    )
    .hint("check the path; the control API is below /sim/v1")
}

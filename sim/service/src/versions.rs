//! The published API versions of each service, as its replies list them.
//!
//! Source: the OpenAPI documents of Azure Communication Services, read in 2026.

use crate::respond::service_of;

/// Lists the versions of the service that a path belongs to.
pub(crate) fn supported(path: &str) -> Option<&'static str> {
    let first = service_of(path);
    match first {
        "calling" => Some(
            "2023-01-15-preview, 2023-03-06, 2023-06-15-preview, 2023-10-15, 2024-04-15, \
             2024-06-15-preview, 2024-09-15, 2025-05-15, 2025-06-15, 2026-03-12",
        ),
        "chat" => Some("2021-03-07, 2021-09-07, 2023-11-07, 2024-03-07, 2024-09-01, 2025-03-15"),
        "identities" | "teamsUser" => {
            Some("2021-03-07, 2022-06-01, 2022-10-01, 2023-10-01, 2025-03-02-preview, 2025-06-30")
        }
        "access" => Some("2025-03-02-preview, 2025-06-30"),
        _ => None,
    }
}

//! What the service says once it listens.

use serde::Serialize;

/// Where the service is and how to reach it; `ringback serve --format json` prints it as one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Announcement {
    /// The address over plain HTTP.
    pub http: String,
    /// The address over TLS, the same port.
    pub https: String,
    /// The control API.
    pub control: String,
    /// The console.
    pub console: String,
    /// The first resource's first access key.
    pub access_key: String,
    /// The first resource's connection string.
    pub connection_string: String,
    /// The file with the certificate of the local authority.
    pub ca_certificate: String,
    /// The file with the system's roots and the local authority's.
    #[serde(skip)]
    pub ca_bundle: String,
}

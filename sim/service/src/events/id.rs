//! Names of events: from what they belong to and their number there, so the same run has the same names.

use sha2::{Digest, Sha256};

use crate::callbacks::CallbackUris;

/// Names the next event of `parent`, itself named from the run's seed.
pub(crate) fn next(callbacks: &CallbackUris, parent: &str) -> String {
    let n = callbacks.next_event(parent);
    guid(&format!("event {n} of {parent}"))
}

/// Makes a GUID of a text.
pub(super) fn guid(text: &str) -> String {
    let hash = Sha256::digest(text);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .to_string()
}

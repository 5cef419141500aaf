//! Requests that did not succeed.

use thiserror::Error;

/// A request that did not succeed.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("{request} was refused: {status} {code} {message}")]
    Refused {
        /// The method and the path.
        request: String,
        status: u16,
        code: String,
        message: String,
    },
    #[error("{request} got no reply that can be read: {cause}")]
    Broken {
        /// The method and the path.
        request: String,
        cause: String,
    },
}

impl Failure {
    /// The call ended in the meantime. Callers hang up when they like, so this is no error.
    pub(crate) fn call_has_gone(&self) -> bool {
        match self {
            Self::Refused {
                status,
                code,
                message,
                ..
            } => *status == 404 || code == "8528" || message.contains("call already terminated"),
            Self::Broken { .. } => false,
        }
    }

    /// The thread or its user is deleted, or the user is not in it.
    pub(crate) fn thread_is_closed(&self) -> bool {
        self.has_status(&[403, 404])
    }

    /// The token of the user has expired or was revoked.
    pub(crate) fn token_is_refused(&self) -> bool {
        self.has_status(&[401])
    }

    fn has_status(&self, wanted: &[u16]) -> bool {
        match self {
            Self::Refused { status, .. } => wanted.contains(status),
            Self::Broken { .. } => false,
        }
    }
}

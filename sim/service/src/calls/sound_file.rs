//! Sound files at the addresses of play sources: looked at before the world hears of them.

use reqwest::Url;
use ringback_world::{Span, calls::FileFound};

use super::wav;
use crate::delivery::Poster;

/// How long a prompt at a host that we may not call is taken to be: it is never fetched.
const LENGTH_FAR: Span = Span::from_secs(3);
/// The most that is read of a file: an hour of sound.
const READ_MAX: usize = 3600 * 32_000 + 4096;

/// Tells what is at an address.
pub(super) async fn look_at(poster: &Poster, url: Url) -> FileFound {
    match poster.read(url, READ_MAX).await {
        Ok(Some(bytes)) => wav::examine(&bytes),
        Ok(None) => FileFound::Unreachable,
        Err(error) => {
            tracing::warn!(%error, "the prompt is taken as reachable and 3 s long");
            FileFound::Sound(LENGTH_FAR)
        }
    }
}

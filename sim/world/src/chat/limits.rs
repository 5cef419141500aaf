//! How much chat takes.
//!
//! Source: "Service limits for Azure Communication Services", section Chat, 2023. A kilobyte is 1024 bytes, and the size of a
//! message counts its content and its metadata.

use std::collections::BTreeMap;

use super::{Limit, Refusal as Refused, Retention};

/// Bytes of a message.
pub const MESSAGE_BYTES: usize = 28 * 1024;
/// Participants of a thread.
pub const PARTICIPANTS: usize = 250;
/// Participants of one request.
pub const PARTICIPANTS_PER_REQUEST: usize = 200;
/// Participants of a thread in which receipts and typing work.
pub const PARTICIPANTS_WITH_RECEIPTS: usize = 20;
/// Bytes of a thread's or a participant's metadata.
pub const METADATA_BYTES: usize = 1024;
/// Days for which a thread may be kept.
pub const RETENTION_DAYS: std::ops::RangeInclusive<u16> = 30..=90;

pub(super) fn check(what: Limit, given: usize, limit: usize) -> Result<(), Refused> {
    if given > limit {
        return Err(Refused::OverLimit { what, given, limit });
    }
    Ok(())
}

/// Checks the size of a message.
///
/// # Errors
/// It is larger than [`MESSAGE_BYTES`].
pub fn message(content: &str, metadata: &BTreeMap<String, String>) -> Result<(), Refused> {
    check(
        Limit::MessageBytes,
        content.len() + bytes(metadata),
        MESSAGE_BYTES,
    )
}

pub(super) fn metadata(metadata: &BTreeMap<String, String>) -> Result<(), Refused> {
    check(Limit::MetadataBytes, bytes(metadata), METADATA_BYTES)
}

pub(super) fn retention(retention: Retention) -> Result<(), Refused> {
    match retention {
        Retention::ThreadCreationDate { days } if !RETENTION_DAYS.contains(&days) => {
            Err(Refused::Invalid {
                field: "retentionPolicy.deleteThreadAfterDays".to_owned(),
                why: format!("{days} is not within 30 to 90 days"),
            })
        }
        Retention::ThreadCreationDate { .. } | Retention::None => Ok(()),
    }
}

fn bytes(metadata: &BTreeMap<String, String>) -> usize {
    metadata
        .iter()
        .map(|(key, value)| key.len() + value.len())
        .sum()
}

//! Codes and the published texts that go with them.
//!
//! Source: "Troubleshooting response codes for Call Automation SDK" and "Troubleshoot call end response codes",
//! Azure Communication Services documentation, 2025.

use super::ResultInformation;
use crate::{IdentifierKind, RawId};

/// A code and its sub-code.
pub(super) type Pair = (u16, u32);

pub(super) const OK: Pair = (200, 0);
pub(super) const MEDIA_DONE: &str = "Action completed successfully.";
/// A play or recognition was cancelled.
pub(super) const CANCELED: Pair = (400, 8508);
/// Nobody took the call while it rang.
pub(super) const NOT_TAKEN: Pair = (487, 10_004);
/// The caller went away before an answer.
pub(super) const CALLER_CANCELED: Pair = (487, 0);
/// The one who asked for it withdrew it.
pub(super) const ORIGINATOR_CANCELED: Pair = (487, 540_487);
/// The call was gone before it could be answered.
pub(super) const GONE: Pair = (404, 8522);
/// Call Automation ended the call.
pub(super) const ENDED_BY_AUTOMATION: Pair = (200, 7000);
/// The transfer succeeded.
pub(super) const TRANSFERRED: Pair = (200, 7015);
/// Another endpoint has answered.
pub(super) const ANSWERED_ELSEWHERE: Pair = (487, 10_003);
/// The caller's number is not one that it may show.
pub(super) const CALLER_NOT_ALLOWED: Pair = (403, 510_403);
/// Another participant removed this one.
pub(super) const REMOVED: Pair = (200, 5000);
/// The only other participant was removed.
pub(super) const LAST_REMOVED: Pair = (200, 5002);
/// The last other participant of a larger call has gone.
pub(super) const LAST_GONE: Pair = (200, 5010);
/// The invitation was withdrawn.
pub(super) const INVITATION_WITHDRAWN: Pair = (487, 5234);
/// A request named something that cannot be acted on.
pub(super) const NOT_VALID: Pair = (400, 8523);
/// Only bots are left.
pub(super) const ONLY_BOTS: Pair = (200, 5020);
/// The only other participant, not on a phone, has gone.
pub(super) const OTHER_ENDED: Pair = (200, 4521);

/// Makes a result with the text that is published for the pair.
pub(super) fn result((code, sub_code): Pair) -> ResultInformation {
    let text = match (code, sub_code) {
        (_, 8508) => {
            return plain(
                (code, sub_code),
                "Action failed, the operation was cancelled.",
            );
        }
        (200, 0) => return plain((code, sub_code), ""),
        TRANSFERRED => {
            return plain(
                (code, sub_code),
                "The transfer operation completed successfully.",
            );
        }
        REMOVED => {
            "Call ended for this participant as it was removed from the conversation by another participant."
        }
        ENDED_BY_AUTOMATION => {
            "Call was ended by Azure Communication Service Call Automation API or a server bot."
        }
        (487, 10_004) => "Call was canceled, the target neither accepted nor rejected it in time.",
        ANSWERED_ELSEWHERE => "Call was answered by another endpoint.",
        (487, _) => "Call was canceled by the originator.",
        (486, _) => "The callee is busy.",
        (480, _) => "The callee did not answer or cannot be reached.",
        (408, _) => "The callee's network did not respond.",
        CALLER_NOT_ALLOWED => "Call was blocked, the caller id is not supplied or not allowed.",
        (403, _) => "Call was forbidden by the callee.",
        (429, _) => "Too many calls were started within a minute.",
        (404, 8522) => "Call not found.",
        (603, _) => "Call was declined by the callee.",
        _ => "The conversation has ended.",
    };
    let signalling = if code == 200 { 0 } else { code };
    let message = format!("{text} DiagCode: {signalling}#{sub_code}.@");
    ResultInformation {
        code,
        sub_code,
        message,
    }
}

/// Makes a result with a text of its own.
pub(super) fn plain((code, sub_code): Pair, message: &str) -> ResultInformation {
    ResultInformation {
        code,
        sub_code,
        message: message.to_owned(),
    }
}

/// Tells whether a party is on a phone.
pub(crate) fn on_phone(party: &RawId) -> bool {
    match party.kind() {
        IdentifierKind::PhoneNumber(_) => true,
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => false,
    }
}

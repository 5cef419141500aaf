//! Identifiers as Chat spells and reads them.

use ringback_wire::identifier::CommunicationIdentifier;
use ringback_world::RawId;

use super::{asked::Asked, refuse};
use crate::{identifier, respond::WireError};

/// Chat names the kind of an identifier since this version; it was recorded without up to 2024-03-07.
const KIND_SINCE: &str = "2025-03-15";

/// Spells an identifier as the request's version has it.
pub(super) fn spell(asked: &Asked, id: &RawId) -> CommunicationIdentifier {
    let mut shown = identifier::published(id);
    shown.kind = shown.kind.filter(|_| asked.since(KIND_SINCE));
    shown
}

/// Reads an identifier of a request.
pub(super) fn read(given: &CommunicationIdentifier) -> Result<RawId, WireError> {
    identifier::read(given).map_err(|why| {
        let message = format!("Value for CommunicationIdentifier is not valid: {why}.");
        refuse::bad_request(message).hint(why)
    })
}

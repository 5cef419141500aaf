//! What parties show beside their sound: video and their screen.
//!
//! Source: "Contact center integration with Teams Phone: capabilities", Azure Communication Services documentation, 2025:
//! both sides turn video and screen share on and off.

use serde::{Deserialize, Serialize};

use super::{CallId, Fact, condition, state::record};
use crate::{IdentifierKind, RawId, World};

/// What a party can show beside its sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Medium {
    /// The camera.
    Video,
    /// The screen.
    ScreenShare,
}

/// A party shows something. A phone cannot: then this tells why.
pub(super) fn start(
    world: &mut World,
    call: CallId,
    party: &RawId,
    media: Medium,
) -> Result<(), &'static str> {
    match party.kind() {
        IdentifierKind::PhoneNumber(_) => {
            return Err(
                "a phone carries sound alone; let them call as their identity to show something",
            );
        }
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => {}
    }
    let Some(condition) = condition::of_mut(world, call, party) else {
        return Ok(());
    };
    if condition.media.insert(media) {
        let party = party.clone();
        record(world, call, Fact::MediaStarted { call, party, media });
    }
    Ok(())
}

/// A party shows it no longer.
pub(super) fn stop(world: &mut World, call: CallId, party: &RawId, media: Medium) {
    let Some(condition) = condition::of_mut(world, call, party) else {
        return;
    };
    if condition.media.remove(&media) {
        let party = party.clone();
        record(world, call, Fact::MediaStopped { call, party, media });
    }
}

/// A party leaves: what it shows is over.
pub(super) fn over(world: &mut World, call: CallId, party: &RawId) {
    let Some(condition) = condition::of_mut(world, call, party) else {
        return;
    };
    for media in std::mem::take(&mut condition.media) {
        let party = party.clone();
        record(world, call, Fact::MediaStopped { call, party, media });
    }
}

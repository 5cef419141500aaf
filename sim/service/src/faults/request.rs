//! Whose contact a request belongs to, as far as its path says.

use ringback_world::{Contact, World, chat::ThreadId};

use crate::respond::{PathSegments, split_verb};

/// Tells whose contact a request belongs to: that of the connection or of the thread in its path.
pub(crate) fn contact_of(world: &World, path: &str) -> Option<Contact> {
    let segments = PathSegments::of(path);
    match segments.as_strs().as_slice() {
        ["calling", "callConnections", connection, ..] => {
            let calls = world.calls();
            calls.contact(calls.find(split_verb(connection).0)?)
        }
        ["chat", "threads", thread, ..] => {
            let thread = ThreadId((*thread).to_owned());
            let participants = world.chat().participants(&thread);
            participants
                .iter()
                .find_map(|one| world.contact_of(&one.id))
        }
        _ => None,
    }
}

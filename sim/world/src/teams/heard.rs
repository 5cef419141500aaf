//! Voice apps hear their callers: keys and words go to the attendant or queue that has the call.

use super::{attendants, callback, voicemail};
use crate::{
    World,
    calls::{CallId, Heard},
};

/// Lets the voice app that has a call hear its caller.
pub(crate) fn heard(world: &mut World, call: CallId, heard: Heard<'_>) {
    attendants::heard(world, call, heard);
    match heard {
        Heard::Keys(tones) => callback::pressed(world, call, tones),
        // A queue listens to keys alone.
        Heard::Words(text) => voicemail::said(world, call, text),
    }
}

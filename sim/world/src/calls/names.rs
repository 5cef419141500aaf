//! Public names of calls, legs and tokens, derived from the run's seed.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};

use super::{CallConnectionId, CallId, IncomingCallContext, InvitationId, ServerCallId};
use crate::{Contact, Guid, RawId, World, declaration::Resource};

/// How many times 16 bytes a token is long: real ones have hundreds of characters.
const CONTEXT_BLOCKS: u64 = 24;

/// Numbers the next call and names it below its contact, or its caller where it has none.
pub(super) fn next_call(
    world: &mut World,
    from: &RawId,
    contact: Option<Contact>,
) -> (CallId, Guid, ServerCallId) {
    let parent = match contact {
        Some(Contact(number)) => format!("contact {number}"),
        None => from.as_str().to_owned(),
    };
    let made = world.calls.children.entry(parent.clone()).or_default();
    let child = *made;
    *made += 1;
    world.calls.placed += 1;
    let correlation_id = world.ids.guid("call", &parent, child);
    let server_call_id = server_call_id(world, &correlation_id);
    (CallId(world.calls.placed), correlation_id, server_call_id)
}

fn server_call_id(world: &World, correlation_id: &Guid) -> ServerCallId {
    let bytes = world.ids.bytes("conversation", correlation_id.as_str(), 0);
    let name = URL_SAFE_NO_PAD.encode(bytes);
    let (shard, ticks) = bytes.iter().fold((1_u64, 0_u64), |(shard, ticks), byte| {
        let byte = u64::from(*byte);
        (
            (shard + byte) % 90 + 1,
            (ticks * 257 + byte) % 1_000_000_000_000_000,
        )
    });
    let url = format!("https://conv.invalid/conv/{name}?i={shard}&e=638{ticks:015}");
    ServerCallId(STANDARD.encode(url))
}

/// Names the `n`-th leg of a call.
pub(super) fn connection(world: &World, correlation_id: &Guid, n: usize) -> CallConnectionId {
    CallConnectionId(
        world
            .ids
            .guid("connection", correlation_id.as_str(), n as u64),
    )
}

/// Makes the identity of the `n`-th leg of a call that was given none.
pub(super) fn bot(world: &World, resource: &str, correlation_id: &Guid, n: usize) -> RawId {
    let user = world.ids.guid("bot", correlation_id.as_str(), n as u64);
    let owner = resource_named(world, resource).map_or("", |resource| resource.id.as_str());
    RawId::communication_user(owner, user.as_str())
}

/// Names the invitation that is the `n`-th operation of a leg.
pub(super) fn invitation(world: &World, connection: &CallConnectionId, n: u64) -> InvitationId {
    InvitationId(world.ids.guid("invitation", connection.0.as_str(), n))
}

/// Makes the `n`-th token of a call.
pub(super) fn context(world: &World, correlation_id: &Guid, n: usize) -> IncomingCallContext {
    let parent = format!("{correlation_id} {n}");
    let bytes: Vec<u8> = (0..CONTEXT_BLOCKS)
        .flat_map(|block| world.ids.bytes("incoming call context", &parent, block))
        .collect();
    IncomingCallContext(URL_SAFE_NO_PAD.encode(bytes))
}

fn resource_named<'w>(world: &'w World, name: &str) -> Option<&'w Resource> {
    let resources = &world.declaration.resources;
    resources.iter().find(|resource| resource.name == name)
}

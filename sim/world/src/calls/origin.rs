//! Where a call that reaches Teams comes from: a client of an ACS resource, an application of one, or neither.

use super::{CallId, rings::Purpose};
use crate::{RawId, World};

/// Where a call comes from. Resources are named by their immutable ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// A client that is signed in with an identity of this resource has called.
    Client(String),
    /// An application of this resource has brought the call about.
    Application(String),
    /// The phone network or the tenant itself.
    Elsewhere,
}

impl Origin {
    /// Names the resource, where there is one.
    pub(crate) fn resource(&self) -> Option<&str> {
        match self {
            Self::Client(resource) | Self::Application(resource) => Some(resource),
            Self::Elsewhere => None,
        }
    }
}

/// Tells where something that rings for this purpose comes from.
pub(super) fn of(world: &World, call: CallId, purpose: &Purpose) -> Origin {
    let connection = match purpose {
        Purpose::Dial => {
            let caller = world.calls.caller(call).and_then(RawId::acs_resource);
            return caller.map_or(Origin::Elsewhere, |resource| {
                Origin::Client(resource.to_owned())
            });
        }
        Purpose::VoiceApp(_) | Purpose::Return(_) => return Origin::Elsewhere,
        Purpose::Create(run) => &run.connection,
        Purpose::Add(run) => &run.connection,
        Purpose::Transfer(run) => &run.connection,
    };
    let leg = world.calls.legs.get(connection);
    let mut resources = world.declaration.resources.iter();
    let resource = leg.and_then(|leg| resources.find(|one| one.name == leg.resource));
    resource.map_or(Origin::Elsewhere, |resource| {
        Origin::Application(resource.id.as_str().to_owned())
    })
}

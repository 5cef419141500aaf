//! Who is reached by a raw id: a resource of ours, a voice app or a far end.

use crate::{IdentifierKind, RawId, World, declaration::Resource, teams};

/// What answers for a raw id.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Reached {
    /// The implementation, through this resource.
    Resource(String),
    /// A Teams voice app, by its resource account.
    VoiceApp(RawId),
    /// A person or a number outside.
    FarEnd,
}

/// Tells what answers for a raw id.
///
/// An identity belongs to the resource whose id its name carries, whether the identity is known or not.
pub(super) fn reached(world: &World, target: &RawId) -> Reached {
    match target.kind() {
        IdentifierKind::PhoneNumber(number) => number_reaches(world, number),
        IdentifierKind::CommunicationUser(_) => world
            .declaration
            .resources
            .iter()
            .find(|resource| owns_identity(resource, target))
            .map_or(Reached::FarEnd, |resource| {
                Reached::Resource(resource.name.clone())
            }),
        IdentifierKind::TeamsApp(_) => Reached::VoiceApp(target.clone()),
        IdentifierKind::TeamsUser(_) | IdentifierKind::Unknown(_) => Reached::FarEnd,
    }
}

/// Tells whether a resource owns a phone number.
pub(super) fn owns_number(world: &World, resource: &str, number: &str) -> bool {
    let mut resources = world.declaration.resources.iter();
    resources.any(|one| one.name == resource && one.phone_numbers.iter().any(|own| own == number))
}

fn number_reaches(world: &World, number: &str) -> Reached {
    let owner = world
        .declaration
        .resources
        .iter()
        .find(|resource| resource.phone_numbers.iter().any(|own| own == number));
    if let Some(resource) = owner {
        return Reached::Resource(resource.name.clone());
    }
    teams::app_of_number(world, number).map_or(Reached::FarEnd, Reached::VoiceApp)
}

fn owns_identity(resource: &Resource, identity: &RawId) -> bool {
    identity.acs_resource() == Some(resource.id.as_str())
}

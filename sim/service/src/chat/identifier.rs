//! Raw ids and the published identifier model, both ways.

use ringback_wire::identifier::{
    Cloud, CommunicationIdentifier, CommunicationUser, IdentifierKind as Kind, MicrosoftTeamsApp,
    MicrosoftTeamsUser, PhoneNumber,
};
use ringback_world::{IdentifierKind, RawId};

use super::{asked::Asked, refuse};
use crate::respond::WireError;

/// Chat names the kind of an identifier since this version; it was recorded without up to 2024-03-07.
const KIND_SINCE: &str = "2025-03-15";

/// Spells an identifier as the request's version has it.
pub(super) fn spell(asked: &Asked, id: &RawId) -> CommunicationIdentifier {
    let mut model = CommunicationIdentifier {
        raw_id: Some(id.to_string()),
        ..CommunicationIdentifier::default()
    };
    let kind = match id.kind() {
        IdentifierKind::CommunicationUser(raw) => {
            model.communication_user = Some(CommunicationUser { id: raw.to_owned() });
            Kind::CommunicationUser
        }
        IdentifierKind::PhoneNumber(number) => {
            let value = number.to_owned();
            let phone = PhoneNumber {
                value,
                is_anonymous: None,
                asserted_id: None,
            };
            model.phone_number = Some(phone);
            Kind::PhoneNumber
        }
        IdentifierKind::TeamsUser(user) => {
            let (user_id, cloud) = (user.to_owned(), Some(Cloud::Public));
            let user = MicrosoftTeamsUser {
                user_id,
                is_anonymous: Some(false),
                cloud,
            };
            model.microsoft_teams_user = Some(user);
            Kind::MicrosoftTeamsUser
        }
        IdentifierKind::TeamsApp(app) => {
            let (app_id, cloud) = (app.to_owned(), Some(Cloud::Public));
            model.microsoft_teams_app = Some(MicrosoftTeamsApp { app_id, cloud });
            Kind::MicrosoftTeamsApp
        }
        IdentifierKind::Unknown(_) => Kind::Unknown,
    };
    model.kind = asked.since(KIND_SINCE).then_some(kind);
    model
}

/// Reads an identifier: its raw id, or what its one typed member names.
pub(super) fn read(model: CommunicationIdentifier) -> Result<RawId, WireError> {
    let typed = [
        model.communication_user.map(|user| RawId::new(user.id)),
        model
            .phone_number
            .map(|phone| RawId::phone_number(&phone.value)),
        model
            .microsoft_teams_user
            .map(|user| RawId::teams_user(&user.user_id)),
        model
            .microsoft_teams_app
            .map(|app| RawId::teams_app(&app.app_id)),
        model.teams_extension_user.map(|user| {
            RawId::communication_user(
                &user.resource_id,
                &format!("{}_{}", user.tenant_id, user.user_id),
            )
        }),
    ];
    let mut typed = typed.into_iter().flatten();
    let (first, second) = (typed.next(), typed.next());
    if second.is_some() {
        return Err(refuse::bad_request(
            "Only one of the identifier models may be set.",
        ));
    }
    let raw = model.raw_id.filter(|raw| !raw.is_empty()).map(RawId::new);
    raw.or(first).ok_or_else(|| {
        refuse::bad_request("The identifier is empty.")
            .hint("send rawId, or one typed member such as communicationUser: {id}")
    })
}

//! Published identifiers to and from raw ids.
//!
//! Source: "Understand identifier types", Azure Communication Services documentation, 2024.

use ringback_wire::identifier::{
    Cloud, CommunicationIdentifier, CommunicationUser, IdentifierKind, MicrosoftTeamsApp,
    MicrosoftTeamsUser, PhoneNumber,
};
use ringback_world::{IdentifierKind as Kind, RawId};

/// Shows a raw id as every service publishes it: kind and raw id always, one typed member where there is one.
pub(crate) fn published(id: &RawId) -> CommunicationIdentifier {
    let mut shown = CommunicationIdentifier {
        raw_id: Some(id.as_str().to_owned()),
        ..CommunicationIdentifier::default()
    };
    let cloud = Some(match id.cloud() {
        ringback_world::Cloud::Public => Cloud::Public,
        ringback_world::Cloud::Gcch => Cloud::Gcch,
        ringback_world::Cloud::Dod => Cloud::Dod,
    });
    shown.kind = Some(match id.kind() {
        Kind::CommunicationUser(raw) => {
            shown.communication_user = Some(CommunicationUser { id: raw.to_owned() });
            IdentifierKind::CommunicationUser
        }
        Kind::PhoneNumber(number) => {
            shown.phone_number = Some(phone_number(number));
            IdentifierKind::PhoneNumber
        }
        Kind::TeamsUser(user) => {
            shown.microsoft_teams_user = Some(MicrosoftTeamsUser {
                user_id: user.to_owned(),
                is_anonymous: Some(false),
                cloud,
            });
            IdentifierKind::MicrosoftTeamsUser
        }
        Kind::TeamsApp(app) => {
            shown.microsoft_teams_app = Some(MicrosoftTeamsApp {
                app_id: app.to_owned(),
                cloud,
            });
            IdentifierKind::MicrosoftTeamsApp
        }
        Kind::Unknown(_) => IdentifierKind::Unknown,
    });
    shown
}

/// Shows a phone number.
pub(crate) fn phone_number(number: &str) -> PhoneNumber {
    PhoneNumber {
        value: number.to_owned(),
        is_anonymous: None,
        asserted_id: None,
    }
}

/// Reads an identifier of a request.
///
/// # Errors
/// It names nobody, or two parties at once; the text says which members.
pub(crate) fn read(given: &CommunicationIdentifier) -> Result<RawId, String> {
    let mut typed = typed_members(given);
    if typed.len() > 1 {
        let names: Vec<&str> = typed.iter().map(|(name, _)| *name).collect();
        return Err(format!("only one of {} may be given", names.join(", ")));
    }
    let raw = given.raw_id.as_deref().filter(|raw| !raw.is_empty());
    match (typed.pop(), raw) {
        (Some((name, from_member)), Some(raw)) if from_member != raw => {
            Err(format!("rawId {raw} and {name} name different parties"))
        }
        (Some((_, id)), _) => Ok(RawId::new(id)),
        (None, Some(raw)) => Ok(RawId::new(raw)),
        (None, None) => Err(
            "an identifier needs a rawId or one member such as communicationUser or phoneNumber"
                .to_owned(),
        ),
    }
}

fn typed_members(given: &CommunicationIdentifier) -> Vec<(&'static str, String)> {
    let mut typed = Vec::new();
    if let Some(user) = &given.communication_user {
        typed.push(("communicationUser", user.id.clone()));
    }
    if let Some(number) = &given.phone_number {
        typed.push(("phoneNumber", format!("4:{}", number.value)));
    }
    if let Some(user) = &given.microsoft_teams_user {
        let prefix = match (user.is_anonymous, user.cloud.unwrap_or_default()) {
            (Some(true), _) => "8:teamsvisitor:",
            (_, Cloud::Public) => "8:orgid:",
            (_, Cloud::Dod) => "8:dod:",
            (_, Cloud::Gcch) => "8:gcch:",
        };
        typed.push(("microsoftTeamsUser", format!("{prefix}{}", user.user_id)));
    }
    if let Some(app) = &given.microsoft_teams_app {
        let prefix = match app.cloud.unwrap_or_default() {
            Cloud::Public => "28:orgid:",
            Cloud::Dod => "28:dod:",
            Cloud::Gcch => "28:gcch:",
        };
        typed.push(("microsoftTeamsApp", format!("{prefix}{}", app.app_id)));
    }
    if let Some(user) = &given.teams_extension_user {
        let (resource, tenant) = (&user.resource_id, &user.tenant_id);
        typed.push((
            "teamsExtensionUser",
            format!("8:acs:{resource}_{tenant}_{}", user.user_id),
        ));
    }
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_published_reads_back() {
        for raw in [
            "4:+14255550100",
            "8:orgid:7c1f",
            "28:orgid:9a2b",
            "8:acs:r_u",
            "8:gcch:7c1f",
            "28:gcch:9a2b",
            "8:gcch-acs:r_u",
            "8:dod:7c1f",
            "28:dod:9a2b",
            "8:dod-acs:r_u",
            "28:bot",
        ] {
            let id = RawId::new(raw);
            let shown = published(&id);
            assert_eq!(shown.raw_id.as_deref(), Some(raw));
            assert!(shown.kind.is_some());
            assert_eq!(read(&shown), Ok(id));
        }
    }

    #[test]
    fn a_member_names_its_cloud_and_the_raw_id_follows() {
        // Case 129.
        for (cloud, raw) in [
            (Cloud::Public, "28:orgid:x"),
            (Cloud::Gcch, "28:gcch:x"),
            (Cloud::Dod, "28:dod:x"),
        ] {
            let app = MicrosoftTeamsApp {
                app_id: "x".to_owned(),
                cloud: Some(cloud),
            };
            let given = CommunicationIdentifier {
                microsoft_teams_app: Some(app.clone()),
                ..CommunicationIdentifier::default()
            };
            assert_eq!(read(&given), Ok(RawId::new(raw)));
            assert_eq!(published(&RawId::new(raw)).microsoft_teams_app, Some(app));
        }
    }

    #[test]
    fn a_typed_member_or_a_raw_id_is_enough() {
        let number = CommunicationIdentifier {
            phone_number: Some(phone_number("+1425")),
            ..CommunicationIdentifier::default()
        };
        assert_eq!(read(&number), Ok(RawId::phone_number("+1425")));
        let raw = CommunicationIdentifier {
            raw_id: Some("8:orgid:a".to_owned()),
            ..CommunicationIdentifier::default()
        };
        assert_eq!(read(&raw), Ok(RawId::teams_user("a")));
    }

    #[test]
    fn two_members_or_none_or_a_contradiction_name_nobody() {
        let mut given = published(&RawId::phone_number("+1425"));
        given.raw_id = Some("4:+1426".to_owned());
        assert!(read(&given).is_err());
        given.raw_id = None;
        given.communication_user = Some(CommunicationUser {
            id: "8:acs:a_b".to_owned(),
        });
        assert!(read(&given).is_err_and(|why| why.contains("communicationUser, phoneNumber")));
        assert!(read(&CommunicationIdentifier::default()).is_err());
    }
}

//! Raw ids: the one textual name that every kind of party has.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names a party: `8:acs:…`, `4:+1425…`, `8:orgid:…`, `28:orgid:…`.
///
/// Source: "Understand identifier types", Azure Communication Services documentation, 2024.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawId(String);

/// The cloud in which a Teams user, a Teams app or an identity lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cloud {
    /// The public one.
    #[default]
    Public,
    /// That of the government, GCC High.
    Gcch,
    /// That of the Department of Defense.
    Dod,
}

impl Cloud {
    const ALL: [Self; 3] = [Self::Public, Self::Gcch, Self::Dod];

    fn user_prefix(self) -> &'static str {
        match self {
            Self::Public => "8:orgid:",
            Self::Gcch => "8:gcch:",
            Self::Dod => "8:dod:",
        }
    }

    fn app_prefix(self) -> &'static str {
        match self {
            Self::Public => "28:orgid:",
            Self::Gcch => "28:gcch:",
            Self::Dod => "28:dod:",
        }
    }

    fn identity_prefix(self) -> &'static str {
        match self {
            Self::Public => "8:acs:",
            Self::Gcch => "8:gcch-acs:",
            Self::Dod => "8:dod-acs:",
        }
    }
}

/// What a raw id stands for, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentifierKind<'a> {
    /// An identity of an ACS resource; the text is the whole raw id.
    CommunicationUser(&'a str),
    /// A phone number in E.164 with its plus sign.
    PhoneNumber(&'a str),
    /// A Teams user; the text is the Entra object id.
    TeamsUser(&'a str),
    /// A Teams app, such as a call queue's resource account; the text is its object id.
    TeamsApp(&'a str),
    /// Anything else; the text is the whole raw id.
    Unknown(&'a str),
}

impl RawId {
    /// Takes a raw id as it stands; nothing is refused, an unknown shape is of kind `Unknown`.
    pub fn new(raw: impl Into<String>) -> Self {
        Self(raw.into())
    }

    /// Takes a raw id or a bare phone number such as `+14255550100`.
    pub fn from_loose(text: &str) -> Self {
        if text.starts_with('+') {
            Self::phone_number(text)
        } else {
            Self::new(text)
        }
    }

    /// Names a phone number, given in E.164.
    pub fn phone_number(number: &str) -> Self {
        Self(format!("4:{number}"))
    }

    /// Names a Teams user of the public cloud by Entra object id.
    pub fn teams_user(object_id: &str) -> Self {
        Self::teams_user_in(Cloud::Public, object_id)
    }

    /// Names a Teams user of a cloud.
    pub fn teams_user_in(cloud: Cloud, object_id: &str) -> Self {
        Self(format!("{}{object_id}", cloud.user_prefix()))
    }

    /// Names a Teams app of the public cloud by the object id of its resource account.
    pub fn teams_app(object_id: &str) -> Self {
        Self::teams_app_in(Cloud::Public, object_id)
    }

    /// Names a Teams app of a cloud.
    pub fn teams_app_in(cloud: Cloud, object_id: &str) -> Self {
        Self(format!("{}{object_id}", cloud.app_prefix()))
    }

    /// Names an identity of an ACS resource.
    pub fn communication_user(resource: &str, user: &str) -> Self {
        Self(format!("8:acs:{resource}_{user}"))
    }

    /// Shows the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Tells what the id stands for.
    pub fn kind(&self) -> IdentifierKind<'_> {
        let raw = self.0.as_str();
        if let Some(number) = raw.strip_prefix("4:") {
            IdentifierKind::PhoneNumber(number)
        } else if let Some((_, id)) = self.after(Cloud::user_prefix) {
            IdentifierKind::TeamsUser(id)
        } else if let Some((_, id)) = self.after(Cloud::app_prefix) {
            IdentifierKind::TeamsApp(id)
        } else if self.after(Cloud::identity_prefix).is_some() || raw.starts_with("8:spool:") {
            IdentifierKind::CommunicationUser(raw)
        } else {
            IdentifierKind::Unknown(raw)
        }
    }

    /// Tells in which cloud the party lives; phone numbers and what is unknown count as public.
    pub fn cloud(&self) -> Cloud {
        let prefixes = [
            Cloud::user_prefix,
            Cloud::app_prefix,
            Cloud::identity_prefix,
        ];
        let found = prefixes.into_iter().find_map(|prefix| self.after(prefix));
        found.map_or(Cloud::Public, |(cloud, _)| cloud)
    }

    /// Names the ACS resource that an identity belongs to, by its immutable id.
    pub fn acs_resource(&self) -> Option<&str> {
        let (_, rest) = self.after(Cloud::identity_prefix)?;
        rest.split_once('_').map(|(resource, _)| resource)
    }

    /// Takes one cloud's prefix of a kind off.
    fn after(&self, prefix: fn(Cloud) -> &'static str) -> Option<(Cloud, &str)> {
        Cloud::ALL
            .into_iter()
            .find_map(|cloud| Some((cloud, self.0.strip_prefix(prefix(cloud))?)))
    }
}

impl fmt::Display for RawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_id_tells_its_kind() {
        assert_eq!(
            RawId::from_loose("+1425").kind(),
            IdentifierKind::PhoneNumber("+1425")
        );
        assert_eq!(
            RawId::teams_user("a").kind(),
            IdentifierKind::TeamsUser("a")
        );
        assert_eq!(RawId::teams_app("a").kind(), IdentifierKind::TeamsApp("a"));
        assert_eq!(
            RawId::communication_user("r", "u").kind(),
            IdentifierKind::CommunicationUser("8:acs:r_u")
        );
        assert_eq!(RawId::new("x").kind(), IdentifierKind::Unknown("x"));
    }

    #[test]
    fn each_cloud_has_its_raw_ids() {
        // Case 129.
        for (cloud, user, app) in [
            (Cloud::Public, "8:orgid:x", "28:orgid:x"),
            (Cloud::Gcch, "8:gcch:x", "28:gcch:x"),
            (Cloud::Dod, "8:dod:x", "28:dod:x"),
        ] {
            let named = [
                (RawId::teams_user_in(cloud, "x"), user),
                (RawId::teams_app_in(cloud, "x"), app),
            ];
            for (id, raw) in named {
                assert_eq!((id.as_str(), id.cloud()), (raw, cloud));
            }
            assert_eq!(RawId::new(user).kind(), IdentifierKind::TeamsUser("x"));
            assert_eq!(RawId::new(app).kind(), IdentifierKind::TeamsApp("x"));
        }
    }

    #[test]
    fn an_identity_names_its_resource() {
        for (raw, resource, cloud) in [
            ("8:acs:r_u", Some("r"), Cloud::Public),
            ("8:gcch-acs:r_u", Some("r"), Cloud::Gcch),
            ("8:dod-acs:r_u", Some("r"), Cloud::Dod),
            ("8:acs:r", None, Cloud::Public),
            ("8:orgid:r_u", None, Cloud::Public),
            ("4:+1425", None, Cloud::Public),
        ] {
            let id = RawId::new(raw);
            assert_eq!((id.acs_resource(), id.cloud()), (resource, cloud), "{raw}");
        }
        let kind = RawId::new("8:gcch-acs:r_u");
        assert_eq!(
            kind.kind(),
            IdentifierKind::CommunicationUser("8:gcch-acs:r_u")
        );
    }
}

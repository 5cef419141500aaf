//! Raw ids: the one textual name that every kind of party has.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Names a party: `8:acs:…`, `4:+1425…`, `8:orgid:…`, `28:orgid:…`.
///
/// Source: "Understand identifier types", Azure Communication Services documentation, 2024.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawId(String);

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

    /// Names a Teams user by Entra object id.
    pub fn teams_user(object_id: &str) -> Self {
        Self(format!("8:orgid:{object_id}"))
    }

    /// Names a Teams app by the object id of its resource account.
    pub fn teams_app(object_id: &str) -> Self {
        Self(format!("28:orgid:{object_id}"))
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
        } else if let Some(id) = raw.strip_prefix("8:orgid:") {
            IdentifierKind::TeamsUser(id)
        } else if let Some(id) = raw.strip_prefix("28:orgid:") {
            IdentifierKind::TeamsApp(id)
        } else if raw.starts_with("8:acs:") || raw.starts_with("8:spool:") {
            IdentifierKind::CommunicationUser(raw)
        } else {
            IdentifierKind::Unknown(raw)
        }
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
}

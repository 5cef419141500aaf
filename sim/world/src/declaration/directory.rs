//! What the address book says of people, and what callers of an attendant may look for in it.
//!
//! Source: "New-CsAutoAttendant", "New-CsAutoAttendantMenu" and "New-CsAutoAttendantDialScope", Microsoft Teams PowerShell
//! reference, 2026; "Dial and voice recognition reference for auto attendants", Microsoft Learn, 2024.

use serde::{Deserialize, Serialize};

use super::Person;

/// What the address book says of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DirectoryEntry {
    /// The first name; without one it is taken from the display name.
    pub first_name: Option<String>,
    /// The last name; without one it is taken from the display name.
    pub last_name: Option<String>,
    /// The extension, in digits. A number that Teams assigned is none.
    pub extension: Option<String>,
    /// The department.
    pub department: Option<String>,
    /// The office.
    pub office: Option<String>,
    /// Whether the address book lists them.
    pub address_list: AddressList,
}

/// Whether the address book lists a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressList {
    /// It does.
    #[default]
    Shown,
    /// It does not: no search finds them.
    Hidden,
}

/// By what callers look for people in a menu; a menu has one method.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DirectorySearch {
    /// They cannot.
    #[default]
    None,
    /// By name.
    ByName,
    /// By extension.
    ByExtension,
}

/// Whom a search may find, by groups as indices into [`super::Tenant::groups`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DialScope {
    /// Their members alone; everybody where there is none.
    pub include: Vec<usize>,
    /// Their members never, whatever else they are in.
    pub exclude: Vec<usize>,
}

/// What follows a name where several people are read out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserNameExtension {
    /// Nothing.
    #[default]
    None,
    /// The office.
    Office,
    /// The department.
    Department,
}

impl Person {
    /// Shows first and last name. Of a display name the last word is the last name, and everything before it the first; a
    /// single word is a first name.
    pub fn first_and_last_name(&self) -> (&str, &str) {
        let display = self.display_name.trim();
        let parts = display.rsplit_once(char::is_whitespace);
        let (first, last) = parts.unwrap_or((display, ""));
        let DirectoryEntry {
            first_name,
            last_name,
            ..
        } = &self.directory;
        (
            first_name.as_deref().unwrap_or(first).trim(),
            last_name.as_deref().unwrap_or(last).trim(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Guid;

    fn named(display_name: &str) -> Person {
        Person {
            display_name: display_name.to_owned(),
            ..Person::new("p", Guid::new("person-p"))
        }
    }

    #[test]
    fn names_are_taken_from_the_display_name_unless_they_are_said() {
        for (display, first, last) in [
            ("Amos Marble", "Amos", "Marble"),
            ("Anna Maria  Lopez", "Anna Maria", "Lopez"),
            ("Ana", "Ana", ""),
            (" ", "", ""),
        ] {
            assert_eq!(named(display).first_and_last_name(), (first, last));
        }
        let mut person = named("Dr. Amos Marble");
        person.directory.first_name = Some("Amos".to_owned());
        assert_eq!(person.first_and_last_name(), ("Amos", "Marble"));
        person.directory.last_name = Some("van der Berg".to_owned());
        assert_eq!(person.first_and_last_name(), ("Amos", "van der Berg"));
    }
}

//! What the address book may say of people.
//!
//! Source: "Dial and voice recognition reference for auto attendants", Microsoft Learn, 2024.

use ringback_world::declaration as world;

use super::{
    AddressListDeclaration, AgentDeclaration,
    error::{Findings, Problem},
};

/// How many digits an extension has at most, those of a whole number in E.164; our choice, as it is not published.
const EXTENSION_DIGITS_MAX: usize = 15;

/// Turns around what the address book says of a person.
pub(super) fn entry(
    name: &str,
    declared: &AgentDeclaration,
    findings: &mut Findings,
) -> world::DirectoryEntry {
    let mut said = |field: &str, text: &Option<String>| {
        if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            let problem = Problem::NotHere {
                given: "a text without letters".to_owned(),
                expected: format!("a {field}; leave it out where there is none"),
            };
            findings.add(format!("teams.agents.{name}.{field}"), problem);
        }
        text.clone()
    };
    let first_name = said("first-name", &declared.first_name);
    let last_name = said("last-name", &declared.last_name);
    let department = said("department", &declared.department);
    let office = said("office", &declared.office);
    world::DirectoryEntry {
        first_name,
        last_name,
        extension: extension(name, declared, findings),
        department,
        office,
        address_list: match declared.address_list {
            AddressListDeclaration::Shown => world::AddressList::Shown,
            AddressListDeclaration::Hidden => world::AddressList::Hidden,
        },
    }
}

fn extension(name: &str, declared: &AgentDeclaration, findings: &mut Findings) -> Option<String> {
    let digits = &declared.extension.as_ref()?.0;
    let is_one = (1..=EXTENSION_DIGITS_MAX).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_one {
        let problem = Problem::OutOfRange {
            given: format!("{digits:?}"),
            expected: format!(
                "1 to {EXTENSION_DIGITS_MAX} digits, such as 1234 (our choice: it is not published)"
            ),
        };
        findings.add(format!("teams.agents.{name}.extension"), problem);
    }
    Some(digits.clone())
}

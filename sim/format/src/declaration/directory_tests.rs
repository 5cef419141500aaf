use ringback_world::declaration as world;

use super::{
    tests::{read, refuses_as},
    *,
};

fn with_person(settings: &str) -> WorldDeclaration {
    read(&format!("teams: {{ agents: {{ ana: {{ {settings} }} }} }}"))
}

#[track_caller]
fn person(settings: &str) -> world::Person {
    lower(&with_person(settings))
        .unwrap_or_else(|errors| panic!("{settings}: {errors:?}"))
        .teams
        .people
        .swap_remove(0)
}

#[test]
fn a_person_has_an_entry_in_the_address_book() {
    assert_eq!(person("").directory, world::DirectoryEntry::default());
    let all = person(
        "display-name: Dr. Ana Silva, first-name: Ana, last-name: da Silva, extension: 1234, department: Sales, office: Lisbon, address-list: hidden",
    );
    assert_eq!(
        all.directory,
        world::DirectoryEntry {
            first_name: Some("Ana".to_owned()),
            last_name: Some("da Silva".to_owned()),
            extension: Some("1234".to_owned()),
            department: Some("Sales".to_owned()),
            office: Some("Lisbon".to_owned()),
            address_list: world::AddressList::Hidden,
        }
    );
    let quoted = person("extension: \"0123\"").directory.extension;
    assert_eq!(quoted.as_deref(), Some("0123"));
}

#[test]
fn what_an_address_book_cannot_say_is_refused() {
    for wrong in ["\"12 34\"", "\"\"", "\"1234567890123456\"", "\"+1234\""] {
        let person = with_person(&format!("extension: {wrong}"));
        refuses_as(&person, &["teams.agents.ana.extension", "1 to 15 digits"]);
    }
    let blank = with_person("department: \" \"");
    refuses_as(&blank, &["teams.agents.ana.department", "leave it out"]);
}

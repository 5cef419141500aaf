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

/// A tenant with sixteen people, two groups, and the attendant `main` of these settings and this menu.
fn with_menu(settings: &str, menu: &str) -> WorldDeclaration {
    let people: Vec<String> = (0..16).map(|number| format!("p{number}")).collect();
    read(&format!(
        "teams: {{ agents: [{}], groups: {{ staff: {{ members: [p0] }}, board: {{ members: [p1] }} }}, attendants: {{ main: {{ {settings} flow: {{ menu: {{ {menu} }} }} }} }} }}",
        people.join(", ")
    ))
}

#[track_caller]
fn attendant(settings: &str, menu: &str) -> world::Attendant {
    lower(&with_menu(settings, menu))
        .unwrap_or_else(|errors| panic!("{settings} {menu}: {errors:?}"))
        .teams
        .attendants
        .swap_remove(0)
}

const KEY: &str = "options: [ { key: 1, action: disconnect } ]";

#[test]
fn a_menu_searches_the_directory_in_one_way() {
    let search = |menu: &str| attendant("", menu).flow.search;
    for (menu, expected) in [
        ("directory-search: by-name", world::DirectorySearch::ByName),
        (
            "directory-search: by-extension, enable-dial-by-name: true",
            world::DirectorySearch::ByExtension,
        ),
        ("enable-dial-by-name: true", world::DirectorySearch::ByName),
        (
            &format!("enable-dial-by-name: false, directory-search: none, {KEY}"),
            world::DirectorySearch::None,
        ),
        (KEY, world::DirectorySearch::None),
    ] {
        assert_eq!(search(menu), expected, "{menu}");
    }
}

#[test]
fn a_switch_that_contradicts_the_method_is_refused() {
    for menu in [
        "enable-dial-by-name: true, directory-search: none",
        "enable-dial-by-name: false, directory-search: by-name",
        "enable-dial-by-name: false, directory-search: by-extension",
    ] {
        refuses_as(
            &with_menu("", &format!("{menu}, {KEY}")),
            &[
                "teams.attendants.main.flow.menu.enable-dial-by-name",
                "New-CsAutoAttendantMenu",
            ],
        );
    }
    let nothing = with_menu("", "directory-search: none");
    refuses_as(&nothing, &["what a caller can select is missing"]);
}

#[test]
fn a_search_finds_groups_without_others() {
    let main = attendant(
        "inclusion-scope: [board, staff], exclusion-scope: [staff], user-name-extension: department,",
        "directory-search: by-name",
    );
    assert_eq!(main.scope.include, [1, 0]);
    assert_eq!(main.scope.exclude, [0]);
    assert_eq!(
        main.user_name_extension,
        world::UserNameExtension::Department
    );
    refuses_as(
        &with_menu("exclusion-scope: [staf],", "directory-search: by-name"),
        &["exclusion-scope[0]", "did you mean \"staff\"?"],
    );
    refuses_as(
        &with_menu(
            "inclusion-scope: [staff, staff],",
            "directory-search: by-name",
        ),
        &["inclusion-scope[1]", "leave out one"],
    );
}

#[test]
fn fifteen_people_at_most_may_change_an_attendant() {
    let users = |count: usize| {
        let names: Vec<String> = (0..count).map(|number| format!("p{number}")).collect();
        with_menu(&format!("authorized-users: [{}],", names.join(", ")), KEY)
    };
    assert!(lower(&users(15)).is_ok());
    refuses_as(&users(16), &["authorized-users", "at most 15"]);
    refuses_as(
        &with_menu("authorized-users: [nobody],", KEY),
        &["authorized-users[0]", "unknown person"],
    );
}

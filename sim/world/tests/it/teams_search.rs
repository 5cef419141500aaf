//! The search in the directory by name, with keys and words; the numbers are those of the conformance cases.

use ringback_world::{
    Guid,
    calls::Tone,
    declaration::{
        AddressList, DirectorySearch, Endpoint, Flow, ForceListen, MenuAction, MenuOption, Person,
        Tenant, VoiceResponse,
    },
};

use crate::{
    teams_attendants::{attendant, option, to_first},
    teams_run::{Run, check, prompt, secs, to_second},
};

/// People by short and display name; they come after A, B and C, which are hidden.
pub(crate) const DIRECTORY: [(&str, &str); 4] = [
    ("jones", "Mary Jones"),
    ("marcus", "Amos Marcus"),
    ("marble", "Amos Marble"),
    ("mary", "Mary Marble"),
];

pub(crate) fn person(name: &str, display_name: &str) -> Person {
    Person {
        display_name: display_name.to_owned(),
        ..Person::new(name, Guid::new(format!("person-{name}")))
    }
}

/// The attendant `main` that searches in this way, with these options, in a directory of these people alone.
pub(crate) fn searching<Change: FnOnce(&mut Tenant)>(
    by: DirectorySearch,
    options: Vec<MenuOption>,
    people: &[(&str, &str)],
    change: Change,
) -> impl FnOnce(&mut Tenant) + use<Change> {
    let people: Vec<Person> = people
        .iter()
        .map(|(name, display_name)| person(name, display_name))
        .collect();
    move |tenant| {
        for person in &mut tenant.people {
            person.directory.address_list = AddressList::Hidden;
        }
        tenant.people.extend(people);
        let flow = Flow {
            prompt: Some(prompt("menu", 10)),
            options,
            search: by,
            ..Flow::new()
        };
        tenant.attendants.push(attendant("main", flow));
        change(tenant);
    }
}

pub(crate) fn by_name(change: impl FnOnce(&mut Tenant)) -> impl FnOnce(&mut Tenant) {
    searching(DirectorySearch::ByName, Vec::new(), &DIRECTORY, change)
}

fn nothing(_: &mut Tenant) {}

pub(crate) fn speaks(tenant: &mut Tenant) {
    tenant.attendants[0].voice_response = VoiceResponse::On;
}

/// The lines of one call to `main` after a script, without what the attendant heard key by key.
#[track_caller]
pub(crate) fn lines(set: impl FnOnce(&mut Tenant), script: &str, until: u64) -> Vec<String> {
    let script = format!("0 c1 calls account-main\n{script}");
    let mut lines = Run::script(set, &script).until(until).lines();
    lines.retain(|line| !line.ends_with("Searched"));
    lines
}

pub(crate) fn found(lines: &[String]) -> Vec<&str> {
    lines
        .iter()
        .filter(|line| line.contains(" finds "))
        .map(String::as_str)
        .collect()
}

#[test]
fn several_names_that_fit_are_listed_in_their_order_and_a_digit_chooses() {
    let lines = lines(
        by_name(nothing),
        "1 c1 presses 26670627#
         3 c1 presses 2",
        4,
    );
    assert_eq!(
        lines,
        [
            "0 c1 reaches main BusinessHours",
            "0 c1 hears menu",
            "1 c1 searches 26670627 finds 2 marble marcus",
            "1 c1 hears Press",
            "3 c1 says two Selected",
            "3 c1 chooses 2 marcus",
            "3 c1 left TransferredToUser person marcus selections 2",
            "3 c1 dials 8:orgid:person-marcus",
        ],
        "114"
    );
}

#[test]
fn a_first_name_lists_everyone_who_has_it_and_a_whole_name_leads_to_one() {
    let first = lines(by_name(nothing), "1 c1 presses 2667#", 2);
    assert_eq!(
        found(&first),
        ["1 c1 searches 2667 finds 2 marble marcus"],
        "115"
    );
    let whole = lines(by_name(nothing), "1 c1 presses 26670627253#", 2);
    assert_eq!(
        whole[2..],
        [
            "1 c1 searches 26670627253 finds 1 marble",
            "1 c1 left TransferredToUser person marble selections 1",
            "1 c1 dials 8:orgid:person-marble",
        ],
        "115"
    );
}

#[test]
fn an_options_key_comes_before_the_search_and_a_search_keeps_its_keys() {
    let options = || vec![option(Tone::Two, "sales", to_first())];
    let set = searching(DirectorySearch::ByName, options(), &DIRECTORY, nothing);
    check(
        "113",
        set,
        "0 c1 calls account-main
         1 c1 presses 2667",
        2,
        "0 c1 reaches main BusinessHours
         0 c1 hears menu
         1 c1 says two Selected
         1 c1 left TransferredToCq queue Q selections 1
         1 c1 queued Q behind 0
         1 c1 rings A B C",
    );
    // The key of the option is a letter once the name has begun.
    let set = searching(DirectorySearch::ByName, options(), &DIRECTORY, nothing);
    let lines = lines(set, "1 c1 presses 627253026#", 2);
    assert_eq!(found(&lines), ["1 c1 searches 627253026 finds 1 marble"]);
}

#[test]
fn a_star_repeats_the_list_and_silence_too_until_the_rounds_are_used_up() {
    let lines = lines(
        by_name(nothing),
        "1 c1 presses 2667#
         2 c1 presses *",
        100,
    );
    // The list is spoken in 3.267 s and waits for 5 s.
    assert_eq!(
        lines[2..],
        [
            "1 c1 searches 2667 finds 2 marble marcus",
            "1 c1 hears Press",
            "2 c1 says asterisk Repeated",
            "2 c1 hears Press",
            "10.267 c1 hears Press",
            "18.534 c1 hears Press",
            "26.801 c1 hears Sorry,",
            "26.801 c1 left TerminatedNoOperator selections 1",
            "26.801 c1 ended 0",
        ]
    );
}

#[test]
fn a_key_that_chooses_nobody_is_the_menus_or_uses_up_a_round() {
    let options = vec![option(Tone::Zero, "desk", MenuAction::Operator)];
    let set = searching(DirectorySearch::ByName, options, &DIRECTORY, |tenant| {
        tenant.attendants[0].operator = Some(to_second(Endpoint::Direct));
    });
    let lines = lines(
        set,
        "1 c1 presses 2667#
         2 c1 presses 3
         3 c1 presses 0",
        4,
    );
    assert_eq!(
        lines[3..],
        [
            "1 c1 hears Press",
            "2 c1 says three NotAnOption",
            "2 c1 hears Press",
            "3 c1 says zero Selected",
            "3 c1 left TransferredToOperator queue Q2 selections 2",
            "3 c1 queued Q2 behind 0",
        ]
    );
}

#[test]
fn nobody_who_fits_is_told_and_the_menu_comes_again_three_times() {
    let lines = lines(
        by_name(nothing),
        "1 c1 presses 999#
         10 c1 presses 999#
         20 c1 presses 999#",
        100,
    );
    // The sentence takes 1.733 s.
    assert_eq!(
        lines[2..],
        [
            "1 c1 searches 999 finds 0",
            "1 c1 hears Nobody",
            "2.733 c1 hears menu",
            "10 c1 searches 999 finds 0",
            "10 c1 hears Nobody",
            "11.733 c1 hears menu",
            "20 c1 searches 999 finds 0",
            "20 c1 hears Nobody",
            "21.733 c1 hears Sorry,",
            "21.733 c1 left TerminatedNoOperator selections 0",
            "21.733 c1 ended 0",
        ]
    );
}

#[test]
fn five_people_are_read_out_and_six_are_too_many() {
    let names: Vec<String> = (1..=6)
        .map(|number| format!("Ada Number{number}"))
        .collect();
    let short: Vec<String> = (1..=6).map(|number| format!("p{number}")).collect();
    let people = |count: usize| -> Vec<(&str, &str)> {
        let pairs = short.iter().zip(&names).take(count);
        pairs.map(|(name, display)| (&**name, &**display)).collect()
    };
    let search = |count| searching(DirectorySearch::ByName, Vec::new(), &people(count), nothing);
    let five = lines(search(5), "1 c1 presses 232#\n2 c1 presses 5", 3);
    assert_eq!(found(&five), ["1 c1 searches 232 finds 5 p1 p2 p3 p4 p5"]);
    assert_eq!(five[5], "2 c1 chooses 5 p5");
    let six = lines(search(6), "1 c1 presses 232#", 3);
    assert_eq!(six[2..], ["1 c1 searches 232 finds 6", "1 c1 hears Too"]);
}

#[test]
fn a_pause_ends_what_is_typed() {
    let set = by_name(|tenant| tenant.switches.menu_input_window = secs(2));
    let lines = lines(set, "1 c1 presses 26\n2.5 c1 presses 67", 5);
    assert_eq!(
        found(&lines),
        ["4.500 c1 searches 2667 finds 2 marble marcus"],
        "S17"
    );
}

#[test]
fn keys_without_letters_begin_no_name() {
    let lines = lines(
        by_name(nothing),
        "1 c1 presses 0\n2 c1 presses 1\n3 c1 presses #",
        4,
    );
    assert_eq!(
        lines[2..],
        [
            "1 c1 says zero NotAnOption",
            "1 c1 hears menu",
            "2 c1 says one NotAnOption",
            "2 c1 hears menu",
            "3 c1 says pound NotAnOption",
            "3 c1 hears Sorry,",
            "3 c1 left TerminatedNoOperator selections 0",
            "3 c1 ended 0",
        ]
    );
}

#[test]
fn names_are_said_where_callers_may_speak() {
    let one = lines(by_name(speaks), "1 c1 says i want Mary Jones please", 2);
    assert_eq!(
        one[2..],
        [
            "1 c1 searches i want Mary Jones please finds 1 jones",
            "1 c1 left TransferredToUser person jones selections 1",
            "1 c1 dials 8:orgid:person-jones",
        ]
    );
    for (choice, told) in [
        ("two", "two"),
        ("marcus please", "marcus please"),
        ("2", "2"),
    ] {
        let script = format!("1 c1 says Amos\n2 c1 says {choice}");
        let several = lines(by_name(speaks), &script, 3);
        let expected = [
            "1 c1 searches Amos finds 2 marble marcus".to_owned(),
            "1 c1 hears Press".to_owned(),
            format!("2 c1 says {told} Selected"),
            "2 c1 chooses 2 marcus".to_owned(),
        ];
        assert_eq!(several[2..6], expected, "{choice}");
    }
    let silent = lines(by_name(nothing), "1 c1 says Amos Marble", 2);
    assert_eq!(silent.len(), 2, "{silent:?}");
}

#[test]
fn a_list_is_repeated_and_left_by_word() {
    let lines = lines(
        by_name(speaks),
        "1 c1 says Amos
         2 c1 says repeat
         3 c1 says what
         4 c1 says main menu",
        20,
    );
    assert_eq!(
        lines[3..],
        [
            "1 c1 hears Press",
            "2 c1 says repeat Repeated",
            "2 c1 hears Press",
            "3 c1 says what NotAnOption",
            "3 c1 hears Press",
            "4 c1 says main menu MainMenu",
            "4 c1 hears menu",
            "19 c1 hears menu",
        ]
    );
}

#[test]
fn a_found_person_follows_their_own_rules() {
    let set = by_name(|tenant| tenant.people[3].unanswered_after = secs(10));
    let lines = lines(
        set,
        "0 jones does ignores 0
         1 c1 presses 5663706279#",
        12,
    );
    assert_eq!(
        lines[3..],
        [
            "1 c1 left TransferredToUser person jones selections 1",
            "1 c1 dials 8:orgid:person-jones",
            "11 c1 voicemail jones",
        ],
        "122"
    );
}

#[test]
fn who_must_listen_is_heard_in_a_search() {
    let set = by_name(|tenant| tenant.attendants[0].flow.force_listen = ForceListen::On);
    let lines = lines(
        set,
        "1 c1 presses 2667#
         11 c1 presses 2667#
         12 c1 presses 1",
        13,
    );
    let ignored = lines.iter().filter(|line| line.ends_with("Ignored"));
    assert_eq!(ignored.count(), 5);
    assert!(
        lines.contains(&"12 c1 chooses 1 marble".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn who_must_listen_is_not_heard_while_nobody_is_told_of() {
    let set = by_name(|tenant| tenant.attendants[0].flow.force_listen = ForceListen::On);
    let lines = lines(set, "11 c1 presses 999#\n12 c1 presses 2667#", 13);
    assert_eq!(
        lines[3..],
        [
            "11 c1 hears Nobody",
            "12 c1 says two Ignored",
            "12 c1 says six Ignored",
            "12 c1 says six Ignored",
            "12 c1 says seven Ignored",
            "12 c1 says pound Ignored",
            "12.733 c1 hears menu",
        ]
    );
}

#[test]
fn a_search_that_finds_somebody_gives_all_rounds_back() {
    let lines = lines(
        by_name(nothing),
        "1 c1 presses 999#
         10 c1 presses 999#
         20 c1 presses 2667#
         21 c1 presses 9
         22 c1 presses 9
         23 c1 presses 1",
        24,
    );
    assert!(
        lines.contains(&"23 c1 chooses 1 marble".to_owned()),
        "{lines:?}"
    );
}

#[test]
fn what_played_before_a_spoken_name_is_over() {
    let lines = lines(by_name(speaks), "1 c1 says Amos", 12);
    // The list is spoken in 4.2 s and waits for 5 s; the menu would have ended at 10.
    assert_eq!(lines[3..], ["1 c1 hears Press", "10.200 c1 hears Press"]);
}

#[test]
fn a_search_that_was_left_begins_anew() {
    let news = vec![option(
        Tone::Nine,
        "news",
        MenuAction::Announcement(prompt("news", 9)),
    )];
    let set = searching(DirectorySearch::ByName, news, &DIRECTORY, speaks);
    let lines = lines(
        set,
        "1 c1 presses 77
         2 c1 says news
         3 c1 presses 2667#",
        4,
    );
    assert_eq!(found(&lines), ["3 c1 searches 2667 finds 2 marble marcus"]);
}

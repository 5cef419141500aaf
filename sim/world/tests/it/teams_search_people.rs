//! Whom a search in the directory finds, what is read out of them, and what the record tells; the numbers are those of the
//! conformance cases.

use ringback_world::{
    Guid, What,
    calls::Tone,
    declaration::{
        Account, AddressList, DirectorySearch, Group, Mailbox, MenuAction, Tenant,
        UserNameExtension, Voice, VoiceResponse,
    },
    teams::{self, CallFlow, SearchMethod},
};

use crate::{
    teams_attendants::{attendant, automatic, option, to_first},
    teams_run::{Run, prompt},
    teams_search::{DIRECTORY, by_name, found, lines, person, searching, speaks},
};

#[test]
fn exclusion_wins_over_inclusion_and_who_is_hidden_deleted_or_without_voice_is_not_found() {
    let group = |name: &str, members: &[usize]| Group {
        members: members.to_vec(),
        ..Group::new(name, Guid::new(format!("group-{name}")))
    };
    // jones 3, marcus 4, marble 5, mary 6
    let all = |tenant: &mut Tenant| {
        tenant.groups.push(group("staff", &[3, 4, 5, 6]));
        tenant.groups.push(group("board", &[4]));
        tenant.attendants[0].scope.include = vec![1];
    };
    let found_by = |change: &dyn Fn(&mut Tenant)| {
        let set = by_name(|tenant| {
            all(tenant);
            change(tenant);
        });
        found(&lines(set, "1 c1 presses 2667#", 2))
            .first()
            .map(|line| (*line).to_owned())
    };
    let both = "1 c1 searches 2667 finds 2 marble marcus";
    let one = "1 c1 searches 2667 finds 1 marble";
    let none = "1 c1 searches 2667 finds 0";
    for (why, change, expected) in [
        (
            "everybody",
            &(|_: &mut Tenant| {}) as &dyn Fn(&mut Tenant),
            both,
        ),
        (
            "excluded",
            &|tenant| tenant.attendants[0].scope.exclude = vec![2],
            one,
        ),
        (
            "not included",
            &|tenant| tenant.groups[1].members = vec![3, 5, 6],
            one,
        ),
        (
            "hidden",
            &|tenant| tenant.people[4].directory.address_list = AddressList::Hidden,
            one,
        ),
        (
            "deleted",
            &|tenant| tenant.people[4].account = Account::Deleted,
            one,
        ),
        (
            "no voice",
            &|tenant| tenant.people[4].voice = Voice::NotEnabled,
            one,
        ),
        (
            "deleted group",
            &|tenant| tenant.groups[1].mailbox = Mailbox::Deleted,
            none,
        ),
    ] {
        assert_eq!(found_by(change).as_deref(), Some(expected), "116: {why}");
    }
}

fn says(run: &Run) -> Vec<String> {
    let facts = run.facts.iter().filter_map(|fact| match &fact.what {
        What::Teams(teams::Fact::VoiceAppPrompt { says, .. }) => Some(says.clone()),
        _ => None,
    });
    facts.collect()
}

#[test]
fn what_follows_a_name_is_read_out_where_it_is_asked_for() {
    let list = |extension: UserNameExtension, voice: VoiceResponse| {
        let people = [
            ("j1", "John Smith"),
            ("j2", "John Smith"),
            ("j3", "John Smith"),
        ];
        let set = searching(DirectorySearch::ByName, Vec::new(), &people, |tenant| {
            tenant.people[3].directory.department = Some("Sales".to_owned());
            tenant.people[3].directory.office = Some("Rome".to_owned());
            tenant.people[4].directory.department = Some("Service".to_owned());
            tenant.attendants[0].user_name_extension = extension;
            tenant.attendants[0].voice_response = voice;
        });
        let run = Run::script(set, "0 c1 calls account-main\n1 c1 presses 76484#");
        says(&run).pop().expect("the list is read out")
    };
    assert_eq!(
        list(UserNameExtension::Department, VoiceResponse::Off),
        "Press 1 for John Smith, Sales. Press 2 for John Smith, Service. Press 3 for John Smith.",
        "117"
    );
    assert_eq!(
        list(UserNameExtension::None, VoiceResponse::Off),
        "Press 1 for John Smith. Press 2 for John Smith. Press 3 for John Smith.",
        "117"
    );
    assert_eq!(
        list(UserNameExtension::Office, VoiceResponse::On),
        "Press or say 1 for John Smith, Rome. Press or say 2 for John Smith. Press or say 3 for John Smith."
    );
}

#[test]
fn beyond_eighty_thousand_people_names_are_typed_and_not_said() {
    // Everybody else is called alike, so that only the number matters.
    let crowd = |count: usize| {
        searching(
            DirectorySearch::ByName,
            Vec::new(),
            &[("amos", "Amos Marble")],
            move |tenant| {
                speaks(tenant);
                let missing = count - 1;
                tenant
                    .people
                    .extend((0..missing).map(|number| person(&format!("x{number}"), "X")));
            },
        )
    };
    let within = lines(crowd(80_000), "1 c1 says Amos", 2);
    assert_eq!(found(&within), ["1 c1 searches Amos finds 1 amos"], "118");
    let beyond = lines(crowd(80_001), "1 c1 says Amos\n2 c1 presses 2667#", 3);
    assert_eq!(beyond[2], "1 c1 says Amos NotAnOption", "118");
    assert_eq!(found(&beyond), ["2 c1 searches 2667 finds 1 amos"], "118");
}

#[test]
fn an_extension_is_needed_in_full() {
    let set = || {
        searching(
            DirectorySearch::ByExtension,
            Vec::new(),
            &DIRECTORY,
            |tenant| {
                speaks(tenant);
                tenant.people[3].directory.extension = Some("1234".to_owned());
                tenant.people[4].directory.extension = Some("0123".to_owned());
            },
        )
    };
    for (act, expected) in [
        ("presses 1234#", "1 c1 searches 1234 finds 1 jones"),
        ("presses 0123#", "1 c1 searches 0123 finds 1 marcus"),
        ("presses 123#", "1 c1 searches 123 finds 0"),
        ("presses 12340#", "1 c1 searches 12340 finds 0"),
        (
            "says extension one two three four",
            "1 c1 searches extension one two three four finds 1 jones",
        ),
        ("says 1234", "1 c1 searches 1234 finds 1 jones"),
    ] {
        let lines = lines(set(), &format!("1 c1 {act}"), 2);
        assert_eq!(found(&lines), [expected]);
    }
    let words = lines(set(), "1 c1 says Mary Jones", 2);
    assert_eq!(words[2], "1 c1 says Mary Jones NotAnOption");
}

/// What the record of the first attendant carries beside the result.
fn record(run: &Run) -> (Option<SearchMethod>, Option<CallFlow>, u64) {
    let mut left = run.facts.iter().filter_map(|fact| match &fact.what {
        What::Teams(teams::Fact::AttendantLeft {
            search,
            call_flow,
            stayed,
            ..
        }) => Some((*search, *call_flow, stayed.as_secs())),
        _ => None,
    });
    left.next().expect("it has left")
}

#[test]
fn the_record_tells_how_was_searched_where_the_call_was_and_for_how_long() {
    let options = || {
        vec![
            option(Tone::One, "sales", to_first()),
            option(Tone::Zero, "end", MenuAction::Disconnect),
            option(
                Tone::Pound,
                "hear",
                MenuAction::Announcement(prompt("news", 2)),
            ),
        ]
    };
    let dtmf = Some(SearchMethod::AbsSearchDtmf);
    let voice = Some(SearchMethod::AbsSearchVoice);
    for (script, expected) in [
        ("3 c1 presses 26670627253#", (dtmf, CallFlow::AbsSearch, 3)),
        ("3 c1 says Mary Jones", (voice, CallFlow::AbsSearch, 3)),
        (
            "3 c1 presses 2667#\n4 c1 presses 1",
            (dtmf, CallFlow::AbsSearch, 4),
        ),
        (
            "3 c1 presses 2667#\n4 c1 leaves",
            (dtmf, CallFlow::AbsSearch, 4),
        ),
        (
            "3 c1 presses 26\n4 c1 leaves",
            (None, CallFlow::AbsSearch, 4),
        ),
        (
            "3 c1 presses 999#\n4 c1 presses 1",
            (dtmf, CallFlow::CallTransfer, 4),
        ),
        (
            "3 c1 presses 999#\n9 c1 leaves",
            (dtmf, CallFlow::AbsSearch, 9),
        ),
        ("3 c1 presses 1", (None, CallFlow::CallTransfer, 3)),
        ("3 c1 presses 0", (None, CallFlow::CallTermination, 3)),
        ("3 c1 leaves", (None, CallFlow::MainMenu, 3)),
        (
            "3 c1 presses #\n4 c1 leaves",
            (None, CallFlow::Announcement, 4),
        ),
        (
            "3 c1 presses #\n9 c1 leaves",
            (None, CallFlow::UserSelection, 9),
        ),
        (
            "3 c1 says hear\n9 c1 leaves",
            (None, CallFlow::SpeechInputConfirmation, 9),
        ),
        ("99 settles", (None, CallFlow::CallTermination, 45)),
    ] {
        let set = searching(DirectorySearch::ByName, options(), &DIRECTORY, speaks);
        let run = Run::script(set, &format!("0 c1 calls account-main\n{script}"));
        let (search, flow, stayed) = expected;
        assert_eq!(record(&run), (search, Some(flow), stayed), "{script}");
    }
}

#[test]
fn the_record_of_a_flow_without_input_says_so() {
    for action in [MenuAction::Disconnect, to_first()] {
        let set = |tenant: &mut Tenant| {
            tenant.attendants.push(attendant("main", automatic(action)));
        };
        let run = Run::script(set, "0 c1 calls account-main");
        assert_eq!(record(&run), (None, Some(CallFlow::AutomaticMenu), 0));
    }
}

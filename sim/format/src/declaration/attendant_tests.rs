use ringback_world::declaration::{
    self as world, Endpoint, ExternalCalls, MenuAction, SelectedBy, Target,
};

use super::{
    tests::{read, refuses_as, unreadable},
    *,
};

/// A tenant with the attendant `main` of these settings.
fn with_attendant(settings: &str) -> WorldDeclaration {
    read(&format!(
        "teams: {{ agents: [ana], queues: {{ sales: {{ agents: [ana] }} }}, attendants: {{ main: {{ {settings} }}, second: {{ resource-account: none, flow: {{ then: disconnect }} }} }} }}"
    ))
}

fn attendant(settings: &str) -> world::Attendant {
    lower(&with_attendant(settings))
        .unwrap_or_else(|errors| panic!("{settings}: {errors:?}"))
        .teams
        .attendants
        .swap_remove(0)
}

#[track_caller]
fn refuses(settings: &str, parts: &[&str]) {
    refuses_as(&with_attendant(settings), parts);
}

const ENDS: &str = "flow: { then: disconnect }";

#[test]
fn an_attendant_without_settings_has_an_account_and_no_hours() {
    let plain = attendant(ENDS);
    assert_eq!(plain.time_zone, "UTC");
    assert_eq!(plain.voice_response, world::VoiceResponse::Off);
    let account = plain.resource_account.expect("it has one");
    assert_eq!(account.object_id, attendant_object_id("main"));
    assert_eq!(account.licence, world::Licence::Assigned);
    assert_eq!(account.external_calls, ExternalCalls::None);
    assert_eq!((plain.after_hours, plain.holidays), (None, Vec::new()));
    assert_eq!(plain.flow.options[0].by, SelectedBy::Automatic);
}

#[test]
fn a_menu_holds_keys_phrases_and_every_target() {
    let menu = attendant(
        "operator: { person: ana }, flow: { menu: { prompt: \"Press.\", options: [ { key: 1, phrase: sales, action: { queue: { name: sales, by: direct, priority: 2 } } }, \
         { key: \"*\", action: operator }, { key: pound, action: { announcement: hello } }, { key: 4, action: { attendant: second } }, \
         { key: 5, action: { external: \"+14255550177\" } }, { key: 6, action: { shared-voicemail: desk } } ] } }",
    );
    assert_eq!(menu.operator, Some(Target::Person { person: 0 }));
    let actions: Vec<&MenuAction> = menu.flow.options.iter().map(|one| &one.action).collect();
    assert_eq!(
        *actions[0],
        MenuAction::Redirect(Target::Queue {
            queue: 0,
            by: Endpoint::Direct,
            priority: Some(2)
        })
    );
    assert_eq!(*actions[1], MenuAction::Operator);
    assert!(matches!(actions[2], MenuAction::Announcement(said) if said.says == "hello"));
    // It has no resource account, so it is reached directly.
    assert_eq!(
        *actions[3],
        MenuAction::Redirect(Target::Attendant {
            attendant: 1,
            by: Endpoint::Direct,
            priority: None
        })
    );
    assert!(matches!(
        actions[5],
        MenuAction::Redirect(Target::SharedVoicemail { group: 0, .. })
    ));
}

#[test]
fn what_a_menu_cannot_hold_is_refused() {
    refuses("flow: {}", &["what a caller can select is missing"]);
    refuses(
        "flow: { then: disconnect, menu: { options: [ { key: 1, action: operator } ] } }",
        &["flow.menu", "one of the two"],
    );
    refuses(
        "flow: { menu: { options: [ { key: 1, action: disconnect }, { key: one, action: operator } ] } }",
        &["options[1].key", "option 0"],
    );
    refuses(
        "flow: { then: { announcement: hello } }",
        &["an announcement cannot stand here"],
    );
    refuses(
        "flow: { then: { voicemail: ana } }",
        &["no personal voicemail", "New-CsAutoAttendantCallableEntity"],
    );
    refuses(
        "flow: { then: { person: anna } }",
        &["did you mean \"ana\""],
    );
    refuses(
        "flow: { then: { attendant: mani } }",
        &["unknown attendant", "did you mean \"main\""],
    );
    refuses(
        "flow: { then: { attendant: { name: second, by: resource-account } } }",
        &["a resource account of attendant \"second\" is missing"],
    );
    refuses(
        "flow: { then: { queue: { name: sales, priority: 6 } } }",
        &["6 is out of range", "1 to 5"],
    );
    let key = unreadable(
        "teams: { attendants: { a: { flow: { menu: { options: [ { key: \"12\", action: operator } ] } } } } }",
    );
    assert!(key.contains("one for each option"), "{key}");
    let two = unreadable("teams: { attendants: { a: { operator: { person: a, queue: b } } } }");
    assert!(two.contains("an action has one target"), "{two}");
}

#[test]
fn speech_is_understood_in_fourteen_languages() {
    let on = attendant(&format!("voice-response: true, language: de-DE, {ENDS}"));
    assert_eq!(on.voice_response, world::VoiceResponse::On);
    refuses(
        &format!("voice-response: true, language: pl-PL, {ENDS}"),
        &["voice response in pl-PL", "de-DE"],
    );
}

#[test]
fn a_time_zone_has_its_name_or_that_of_windows() {
    let zone = |name: &str| attendant(&format!("time-zone: {name}, {ENDS}")).time_zone;
    assert_eq!(zone("W. Europe Standard Time"), "Europe/Berlin");
    assert_eq!(zone("America/Los_Angeles"), "America/Los_Angeles");
    refuses(
        &format!("time-zone: Middle/Earth, {ENDS}"),
        &["time-zone", "Europe/Berlin"],
    );
}

#[test]
fn hours_stand_on_quarters_and_have_a_flow_for_the_rest() {
    let closed = "after-hours: { then: disconnect }";
    let open = attendant(&format!(
        "{ENDS}, {closed}, hours: {{ weekdays: [\"9:00-12:00\", \"13:00-24:00\"], sunday: [\"00:00-00:15\"] }}"
    ));
    let days = open.after_hours.expect("it has hours").open;
    assert_eq!(
        days[0][1],
        world::HoursRange {
            from: 780,
            to: 1440
        }
    );
    assert_eq!((days[5].len(), days[6].len()), (0, 1));
    for range in ["09:10-17:00", "17:00-09:00", "09:00-09:00"] {
        refuses(
            &format!("{ENDS}, {closed}, hours: {{ monday: [\"{range}\"] }}"),
            &["hours.monday[0]", "quarters of an hour"],
        );
    }
    refuses(
        &format!(
            "{ENDS}, {closed}, hours: {{ monday: [\"09:00-10:00\"], weekdays: [\"09:00-10:00\"] }}"
        ),
        &["\"monday\" stands here and in hours.monday"],
    );
    refuses(
        &format!("{ENDS}, {closed}, hours: {{ monday: [\"09:00-10:00\"], mondy: [] }}"),
        &["hours.mondy", "every-day"],
    );
    refuses(
        &format!("{ENDS}, {closed}"),
        &["an hour of the week in which it is open"],
    );
    refuses(
        &format!("{ENDS}, {closed}, hours: {{ monday: [] }}"),
        &["hours"],
    );
    refuses(
        &format!("{ENDS}, hours: {{ monday: [\"09:00-10:00\"] }}"),
        &["what happens outside the hours"],
    );
    let wrong = unreadable("teams: { attendants: { a: { hours: { monday: [\"9 to 5\"] } } } }");
    assert!(wrong.contains("09:00-17:00"), "{wrong}");
}

#[test]
fn holidays_are_half_open_and_twenty_at_most() {
    let day = |dates: &str| format!("{ENDS}, holidays: {{ day: {{ dates: [{dates}], {ENDS} }} }}");
    let christmas = attendant(&day(
        "{ from: 2017-12-24, to: 2017-12-26 }, 2017-12-31T12:00, { from: 2018-01-01 }",
    ));
    let dates: Vec<String> = christmas.holidays[0]
        .dates
        .iter()
        .map(|range| format!("{} {}", range.from, range.to))
        .collect();
    assert_eq!(
        dates,
        [
            "2017-12-24T00:00:00 2017-12-26T00:00:00",
            "2017-12-31T12:00:00 2018-01-01T00:00:00",
            "2018-01-01T00:00:00 2018-01-02T00:00:00"
        ]
    );
    assert!(attendant(&day("")).holidays[0].dates.is_empty());
    refuses(
        &day("{ from: 2017-12-26, to: 2017-12-24 }"),
        &["dates[0]", "a start before its end"],
    );
    refuses(&day("2017-12-26T12:20"), &["half hours"]);
    for other in [
        "2017-12-26 12:00",
        "2017-12-26t12:00",
        "2017-12-26T12:00:00",
    ] {
        let holiday = format!("{{ day: {{ dates: [\"{other}\"], {ENDS} }} }}");
        let wrong = unreadable(&format!(
            "teams: {{ attendants: {{ a: {{ {ENDS}, holidays: {holiday} }} }} }}"
        ));
        assert!(wrong.contains("2026-12-24T12:00"), "{other}: {wrong}");
    }
    refuses(
        &day("2017-12-26, 2017-12-26T12:00"),
        &["stands here and in"],
    );
    let eleven: Vec<String> = (1..=11).map(|day| format!("2017-12-{day:02}")).collect();
    refuses(&day(&eleven.join(", ")), &["11 ranges", "at most 10"]);
    let many: Vec<String> = (1..=21)
        .map(|number| format!("h{number}: {{ {ENDS} }}"))
        .collect();
    refuses(
        &format!("{ENDS}, holidays: {{ {} }}", many.join(", ")),
        &["21 holidays", "at most 20"],
    );
}

#[test]
fn licences_are_words_and_plans_need_numbers() {
    let account = |details: &str| format!("{ENDS}, resource-account: {{ {details} }}");
    let planned = attendant(&account(
        "licence: missing, external-calls: calling-plan, phone-number: \"+14255550123\"",
    ));
    let planned = planned.resource_account.expect("it has one");
    assert_eq!(planned.licence, world::Licence::Missing);
    assert_eq!(planned.external_calls, ExternalCalls::CallingPlan);
    for by in ["calling-plan", "operator-connect"] {
        refuses(
            &account(&format!("external-calls: {by}")),
            &[
                "resource-account.phone-number",
                "external-calls: voice-routing-policy",
            ],
        );
    }
    let policy = attendant(&account("external-calls: voice-routing-policy"));
    let policy = policy.resource_account.expect("it has one");
    assert_eq!(policy.external_calls, ExternalCalls::VoiceRoutingPolicy);
    let credits = lower(&read("teams: { communications-credits: true }")).expect("right");
    assert_eq!(
        credits.teams.communications_credits,
        world::CommunicationsCredits::Available
    );
}

#[test]
fn queues_send_calls_to_every_target() {
    let target = |action: &str| {
        let declaration = read(&format!(
            "teams: {{ agents: [ana], queues: {{ q: {{ timeout: {{ action: {action} }} }} }}, attendants: {{ main: {{ {ENDS} }} }} }}"
        ));
        lower(&declaration).map(|world| world.teams.queues[0].timeout.target.clone())
    };
    let number = |number: &str| Target::External {
        number: number.to_owned(),
    };
    assert_eq!(target("{ person: ana }"), Ok(Target::Person { person: 0 }));
    assert_eq!(
        target("{ voicemail: ana }"),
        Ok(Target::Voicemail { person: 0 })
    );
    assert_eq!(
        target("{ external: \"+14255550177\" }"),
        Ok(number("+14255550177"))
    );
    assert_eq!(
        target("{ external: \"4255550177\" }"),
        Ok(number("4255550177")),
        "Direct Routing"
    );
    assert_eq!(
        target("{ attendant: main }"),
        Ok(Target::Attendant {
            attendant: 0,
            by: Endpoint::ResourceAccount,
            priority: None
        })
    );
    let wrong = target("{ external: \"tel:+14255550177\" }").expect_err("no number");
    assert!(wrong[0].to_string().contains("E.164"), "{wrong:?}");
    let misplaced = unreadable(
        "teams: { queues: { q: { timeout: { action: { person: a, greeting: hi } } } } }",
    );
    assert!(misplaced.contains("shared-voicemail"), "{misplaced}");
}

#[test]
fn a_person_has_a_rule_for_unanswered_calls() {
    let person = |settings: &str| {
        let declaration = read(&format!("teams: {{ agents: {{ ana: {{ {settings} }} }} }}"));
        lower(&declaration).map(|world| world.teams.people[0].clone())
    };
    let plain = person("").expect("right");
    assert_eq!(plain.unanswered_after, ringback_world::Span::from_secs(20));
    assert_eq!(plain.voicemail, world::PersonalVoicemail::On);
    let other = person("unanswered-after: 60s, voicemail: false, account: deleted").expect("right");
    assert_eq!(other.unanswered_after, ringback_world::Span::from_secs(60));
    assert_eq!(other.voicemail, world::PersonalVoicemail::Off);
    assert_eq!(other.account, world::Account::Deleted);
    let wrong = person("unanswered-after: 25s").expect_err("not one of the steps");
    let wrong = wrong[0].to_string();
    assert!(
        wrong.contains("25s") && wrong.contains("5s, 10s"),
        "{wrong}"
    );
}

#[test]
fn an_attendant_that_is_written_reads_back() {
    let rich = with_attendant(
        "voice-response: true, operator: { person: ana }, flow: { greeting: hi, force-listen: true, menu: { options: [ { key: \"#\", phrase: bye, action: disconnect } ] } }, \
         hours: { weekend: [\"10:00-12:30\"] }, after-hours: { then: operator }, holidays: { h: { dates: [2026-12-24, { from: 2026-12-25T12:30 }], flow: { then: { announcement: x } } } }, \
         resource-account: { licence: missing, external-calls: operator-connect, phone-number: \"+14255550123\" }",
    );
    let text = serde_json::to_string(&rich).expect("it can be written");
    let again: WorldDeclaration = serde_json::from_str(&text).expect("it can be read");
    assert_eq!(rich, again);
}

#[test]
fn the_default_world_has_an_attendant() {
    let world = lower(&WorldDeclaration::default_world()).expect("it is right");
    assert_eq!(world.teams.attendants[0].name, "main");
}

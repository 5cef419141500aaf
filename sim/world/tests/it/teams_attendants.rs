//! Auto attendants: greeting, menu, silence, words, redirects; the numbers are those of the conformance cases.

use ringback_world::{
    Guid,
    calls::Tone,
    declaration::{
        Account, Attendant, Endpoint, Flow, ForceListen, MenuAction, MenuOption, SelectedBy,
        SystemPrompt, Target, Tenant, VoiceResponse,
    },
    teams::Presence,
};

use crate::teams_run::{Run, account, check, overflow_at, prompt, secs, to_second, voicemail};

/// An attendant without hours, whose flow is this.
pub(crate) fn attendant(name: &str, flow: Flow) -> Attendant {
    Attendant {
        resource_account: Some(account(name)),
        ..Attendant::new(name, Guid::new(format!("attendant-{name}")), flow)
    }
}

pub(crate) fn option(tone: Tone, phrase: &str, action: MenuAction) -> MenuOption {
    MenuOption {
        by: SelectedBy::Key(tone),
        phrase: Some(phrase.to_owned()),
        action,
    }
}

pub(crate) fn automatic(action: MenuAction) -> Flow {
    Flow {
        options: vec![MenuOption {
            by: SelectedBy::Automatic,
            phrase: None,
            action,
        }],
        ..Flow::new()
    }
}

/// A greeting of 5 s and a menu of 10 s, as the cases have them.
fn menu(options: Vec<MenuOption>) -> Flow {
    Flow {
        greeting: Some(prompt("welcome", 5)),
        prompt: Some(prompt("menu", 10)),
        options,
        ..Flow::new()
    }
}

pub(crate) fn to_first() -> MenuAction {
    MenuAction::Redirect(Target::Queue {
        queue: 0,
        by: Endpoint::ResourceAccount,
        priority: None,
    })
}

/// The attendant `main` with this flow, and these changes.
fn with(flow: Flow, change: impl FnOnce(&mut Tenant)) -> impl FnOnce(&mut Tenant) {
    move |tenant| {
        tenant.attendants.push(attendant("main", flow));
        change(tenant);
    }
}

fn nothing(_: &mut Tenant) {}

#[test]
fn a_key_interrupts_the_menu_and_leads_to_a_queue() {
    check(
        "106",
        with(menu(vec![option(Tone::One, "sales", to_first())]), nothing),
        "0 c1 calls account-main
         8 c1 presses 1",
        9,
        "0 c1 reaches main BusinessHours
         0 c1 hears welcome
         5 c1 hears menu
         8 c1 says one Selected
         8 c1 left TransferredToCq queue Q selections 1
         8 c1 queued Q behind 0
         8 c1 rings A B C",
    );
}

#[test]
fn who_must_listen_is_not_heard_before_the_menu_has_ended() {
    let mut flow = menu(vec![option(Tone::One, "sales", to_first())]);
    flow.force_listen = ForceListen::On;
    check(
        "107",
        with(flow, nothing),
        "0 c1 calls account-main
         8 c1 presses 1
         16 c1 presses 1",
        17,
        "0 c1 reaches main BusinessHours
         0 c1 hears welcome
         5 c1 hears menu
         8 c1 says one Ignored
         16 c1 says one Selected
         16 c1 left TransferredToCq queue Q selections 1
         16 c1 queued Q behind 0
         16 c1 rings A B C",
    );
}

#[test]
fn three_silent_rounds_lead_to_the_operator() {
    let mut flow = menu(vec![option(Tone::One, "sales", to_first())]);
    flow.greeting = None;
    check(
        "108",
        with(flow.clone(), |tenant| {
            tenant.attendants[0].operator = Some(to_second(Endpoint::Direct));
        }),
        "0 c1 calls account-main",
        46,
        "0 c1 reaches main BusinessHours
         0 c1 hears menu
         15 c1 hears menu
         30 c1 hears menu
         45 c1 left TransferredToOperator queue Q2 selections 0
         45 c1 queued Q2 behind 0",
    );
    check(
        "109",
        with(flow, nothing),
        "0 c1 calls account-main",
        100,
        "0 c1 reaches main BusinessHours
         0 c1 hears menu
         15 c1 hears menu
         30 c1 hears menu
         45 c1 hears Sorry,
         45 c1 left TerminatedNoOperator selections 0
         45 c1 ended 0",
    );
}

#[test]
fn a_tenant_chooses_how_long_a_menu_waits_and_a_call_may_stay() {
    let mut flow = menu(vec![option(Tone::One, "sales", to_first())]);
    flow.greeting = None;
    check(
        "S17",
        with(flow.clone(), |tenant| {
            tenant.switches.menu_input_window = secs(2)
        }),
        "0 c1 calls account-main",
        30,
        "0 c1 reaches main BusinessHours
         0 c1 hears menu
         12 c1 hears menu
         24 c1 hears menu",
    );
    check(
        "S16",
        with(flow, |tenant| {
            tenant.switches.max_attendant_session = secs(13)
        }),
        "0 c1 calls account-main",
        100,
        "0 c1 reaches main BusinessHours
         0 c1 hears menu
         13 c1 left OaaSessionTooLong selections 0
         13 c1 ended 0",
    );
}

#[test]
fn a_wrong_key_uses_up_a_round() {
    let mut flow = menu(vec![option(Tone::One, "sales", to_first())]);
    flow.greeting = None;
    check(
        "S17",
        with(flow, nothing),
        "0 c1 calls account-main
         3 c1 presses 7
         4 c1 presses 8",
        100,
        "0 c1 reaches main BusinessHours
         0 c1 hears menu
         3 c1 says seven NotAnOption
         3 c1 hears menu
         4 c1 says eight NotAnOption
         4 c1 hears menu
         19 c1 hears Sorry,
         19 c1 left TerminatedNoOperator selections 0
         19 c1 ended 0",
    );
}

#[test]
fn an_announcement_plays_and_the_menu_comes_again() {
    let says = MenuAction::Announcement(prompt("address", 7));
    let mut flow = menu(vec![option(Tone::Two, "where", says)]);
    flow.greeting = None;
    check(
        "110 and 124",
        with(flow, nothing),
        "0 c1 calls account-main
         4 c1 presses 2
         12 c1 leaves",
        100,
        "0 c1 reaches main BusinessHours
         0 c1 hears menu
         4 c1 says two Selected
         4 c1 hears address
         11 c1 hears menu
         12 c1 left UserTerminated selections 1
         12 c1 ended 0 by someone",
    );
}

#[test]
fn words_select_where_callers_may_speak_and_do_nothing_elsewhere() {
    let options = || {
        menu(vec![
            option(Tone::Two, "Sales", to_first()),
            option(Tone::Zero, "help", MenuAction::Disconnect),
        ])
    };
    let speaks = |tenant: &mut Tenant| tenant.attendants[0].voice_response = VoiceResponse::On;
    for words in ["two", "sales please"] {
        let script = format!("0 c1 calls account-main\n 6 c1 says {words}");
        let lines = Run::script(with(options(), speaks), &script)
            .until(7)
            .lines();
        assert_eq!(
            lines[3..5],
            [
                format!("6 c1 says {words} Selected"),
                "6 c1 left TransferredToCq queue Q selections 1".to_owned()
            ],
            "111"
        );
    }
    let script = "0 c1 calls account-main\n 6 c1 says sales";
    let lines = Run::script(with(options(), nothing), script)
        .until(7)
        .lines();
    assert_eq!(
        lines.last().map(String::as_str),
        Some("5 c1 hears menu"),
        "111, off"
    );
    let script = "0 c1 calls account-main\n 6 c1 says operator";
    let without = with(options(), |tenant| {
        speaks(tenant);
        tenant.attendants[0].operator = Some(to_second(Endpoint::Direct));
    });
    let lines = Run::script(without, script).until(7).lines();
    assert!(
        lines.contains(&"6 c1 says operator NotAnOption".to_owned()),
        "112: {lines:?}"
    );
}

#[test]
fn the_operator_is_reached_by_key_and_by_word_and_missed_where_there_is_none() {
    let flow = || menu(vec![option(Tone::Zero, "desk", MenuAction::Operator)]);
    let speaks = |tenant: &mut Tenant| {
        tenant.attendants[0].voice_response = VoiceResponse::On;
        tenant.attendants[0].operator = Some(to_second(Endpoint::Direct));
    };
    for act in ["presses 0", "says operator"] {
        let script = format!("0 c1 calls account-main\n 6 c1 {act}");
        let lines = Run::script(with(flow(), speaks), &script).until(7).lines();
        assert_eq!(
            lines[4],
            "6 c1 left TransferredToOperator queue Q2 selections 1"
        );
    }
    let script = "0 c1 calls account-main\n 6 c1 presses 0";
    let lines = Run::script(with(flow(), nothing), script).until(7).lines();
    assert_eq!(
        lines[4..],
        [
            "6 c1 left TerminatedNoOperator selections 1",
            "6 c1 ended 0"
        ]
    );
}

#[test]
fn an_option_without_input_follows_the_greeting() {
    let mut flow = automatic(MenuAction::Disconnect);
    flow.greeting = Some(prompt("closed", 6));
    check(
        "105",
        with(flow, nothing),
        "0 c1 calls account-main",
        100,
        "0 c1 reaches main BusinessHours
         0 c1 hears closed
         6 c1 left TerminatedAutomaticSelection selections 0
         6 c1 ended 0",
    );
}

#[test]
fn a_call_may_go_back_to_the_start_ten_times_and_no_further() {
    let own = MenuAction::Redirect(Target::Attendant {
        attendant: 0,
        by: Endpoint::Direct,
        priority: None,
    });
    let set = with(menu(vec![option(Tone::One, "again", own.clone())]), nothing);
    check(
        "121",
        set,
        "0 c1 calls account-main
         8 c1 presses 1",
        9,
        "0 c1 reaches main BusinessHours
         0 c1 hears welcome
         5 c1 hears menu
         8 c1 says one Selected
         8 c1 left TransferredToSelf attendant main selections 1
         8 c1 reaches main BusinessHours
         8 c1 hears welcome",
    );
    let lines = Run::script(with(automatic(own), nothing), "0 c1 calls account-main")
        .until(1)
        .lines();
    let reached = lines.iter().filter(|line| line.contains("reaches"));
    assert_eq!(reached.count(), 10);
    assert_eq!(
        lines[lines.len() - 3..],
        [
            "0 c1 left OaaChainTooLong attendant main selections 0",
            "0 c1 failed the call went through too many voice apps",
            "0 c1 ended 0"
        ]
    );
}

#[test]
fn attendants_and_queues_nest_and_the_chain_of_both_has_an_end() {
    let to_attendant = Target::Attendant {
        attendant: 0,
        by: Endpoint::ResourceAccount,
        priority: None,
    };
    let set = with(automatic(to_first()), |tenant| {
        overflow_at(0)(tenant);
        tenant.queues[0].overflow.target = to_attendant;
    });
    let lines = Run::script(set, "0 c1 calls account-main").until(1).lines();
    let entered = lines
        .iter()
        .filter(|line| line.contains("reaches") || line.contains("Overflow"));
    assert_eq!(entered.count(), 10);
    assert_eq!(
        lines[lines.len() - 2..],
        [
            "0 c1 failed the call went through too many voice apps",
            "0 c1 ended 0"
        ]
    );
}

#[test]
fn an_attendant_has_a_call_for_half_an_hour_at_most() {
    let says = MenuAction::Announcement(prompt("long", 1000));
    let mut flow = menu(vec![option(Tone::One, "tell", says)]);
    flow.greeting = None;
    let script = "0 c1 calls account-main
        1 c1 presses 1
        1002 c1 presses 1";
    let lines = Run::script(with(flow, nothing), script).until(2000).lines();
    assert_eq!(
        lines[lines.len() - 2..],
        [
            "1800 c1 left OaaSessionTooLong selections 2",
            "1800 c1 ended 0"
        ],
        "S16"
    );
}

#[test]
fn a_person_who_was_deleted_leaves_the_call_to_the_operator() {
    let gone = || {
        let person = MenuAction::Redirect(Target::Person { person: 2 });
        menu(vec![option(Tone::One, "cleo", person)])
    };
    let deleted = |tenant: &mut Tenant| tenant.people[2].account = Account::Deleted;
    let script = "0 c1 calls account-main\n 6 c1 presses 1";
    let with_operator = with(gone(), |tenant| {
        deleted(tenant);
        tenant.attendants[0].operator = Some(to_second(Endpoint::Direct));
    });
    let lines = Run::script(with_operator, script).until(7).lines();
    assert_eq!(
        lines[4], "6 c1 left FailoverToOperator queue Q2 selections 1",
        "119"
    );
    let lines = Run::script(with(gone(), deleted), script).until(7).lines();
    assert_eq!(
        lines[4..],
        [
            "6 c1 left TerminatedNoOperator selections 1",
            "6 c1 ended 0"
        ],
        "119"
    );
}

#[test]
fn shared_voicemail_of_an_attendant_takes_a_message() {
    let set = with(
        automatic(MenuAction::Redirect(voicemail(4, SystemPrompt::Suppressed))),
        nothing,
    );
    check(
        "svm",
        set,
        "0 c1 calls account-main
         9 c1 leaves",
        20,
        "0 c1 reaches main BusinessHours
         0 c1 left TransferredToSharedVoicemail shared-voicemail team selections 0
         0 c1 voicemail team
         9 c1 left-message 5
         9 c1 ended 0 by someone",
    );
}

#[test]
fn the_menus_priority_counts_before_the_accounts_own() {
    // X waits with 3, then Y comes through the attendant with 2: Y is served first, though the account says 4.
    let mut run = Run::script(
        with(
            automatic(MenuAction::Redirect(Target::Queue {
                queue: 0,
                by: Endpoint::ResourceAccount,
                priority: Some(2),
            })),
            |tenant| {
                tenant.queues[0].priority = 3;
                for person in &mut tenant.people {
                    person.presence = Presence::Busy;
                }
            },
        ),
        "0 c1 calls account-Q
         5 c2 calls account-main
         10 A is available",
    );
    run = run.until(11);
    let rings: Vec<String> = run
        .lines()
        .into_iter()
        .filter(|line| line.contains("rings"))
        .collect();
    assert_eq!(rings, ["10 c2 rings A"], "69");
}

#[test]
fn an_attendant_shows_what_is_in_it() {
    let set = with(menu(vec![option(Tone::One, "sales", to_first())]), nothing);
    let run = Run::script(set, "0 c1 calls account-main").until(6);
    let shown = run.world.attendant("main").expect("it is declared");
    assert_eq!(shown.calls.len(), 1);
    assert_eq!(shown.counts.arrived, 1);
    assert_eq!(shown.calls[0].since, secs(6));
    assert!(run.world.attendant("28:orgid:account-main").is_some());
}

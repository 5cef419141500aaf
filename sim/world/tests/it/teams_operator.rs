//! Where an attendant sends calls that nothing else takes: the operator, and broken targets; the numbers are those of the
//! conformance cases.

use ringback_world::{
    calls::Tone,
    declaration::{
        Endpoint, Flow, Mailbox, MenuAction, SystemPrompt, Target, Tenant, VoiceResponse,
    },
};

use crate::{
    teams_attendants::{attendant, option, to_first},
    teams_run::{Run, prompt, to_second, voicemail},
};

/// The attendant `main` with key 1, and this operator.
fn with(
    action: MenuAction,
    operator: Option<Target>,
    change: impl FnOnce(&mut Tenant),
) -> impl FnOnce(&mut Tenant) {
    move |tenant| {
        let flow = Flow {
            prompt: Some(prompt("menu", 10)),
            options: vec![option(Tone::One, "one", action)],
            ..Flow::new()
        };
        let mut main = attendant("main", flow);
        main.operator = operator;
        tenant.attendants.push(main);
        change(tenant);
    }
}

fn team() -> Target {
    voicemail(4, SystemPrompt::Spoken)
}

fn to_team() -> MenuAction {
    MenuAction::Redirect(team())
}

fn mailbox(mailbox: Mailbox) -> impl FnOnce(&mut Tenant) {
    move |tenant| tenant.groups[0].mailbox = mailbox
}

/// What happens from the key on.
#[track_caller]
fn after_key(set: impl FnOnce(&mut Tenant)) -> Vec<String> {
    let mut lines = Run::script(set, "0 c1 calls account-main\n6 c1 presses 1")
        .until(7)
        .lines();
    lines.split_off(3)
}

#[test]
fn a_group_that_was_deleted_leaves_the_call_to_the_operator() {
    let operator = Some(to_second(Endpoint::Direct));
    assert_eq!(
        after_key(with(to_team(), operator, mailbox(Mailbox::Deleted)))[0],
        "6 c1 left FailoverToOperator queue Q2 selections 1",
        "119"
    );
    assert_eq!(
        after_key(with(to_team(), None, mailbox(Mailbox::Deleted))),
        [
            "6 c1 left TerminatedNoOperator selections 1",
            "6 c1 ended 0"
        ],
        "119"
    );
}

#[test]
fn a_group_that_takes_no_mail_from_outside_makes_the_transfer_fail() {
    let operator = Some(to_second(Endpoint::Direct));
    assert_eq!(
        after_key(with(to_team(), operator, mailbox(Mailbox::InsideOnly))),
        [
            "6 c1 left TerminatedTransferFailed shared-voicemail team selections 1",
            "6 c1 failed the mailbox of team takes no mail from outside the organization",
            "6 c1 ended 0"
        ]
    );
}

#[test]
fn the_operator_may_be_any_destination() {
    let to = |operator: Target| {
        after_key(with(MenuAction::Operator, Some(operator), |_| {}))[..2].to_vec()
    };
    assert_eq!(
        to(team()),
        [
            "6 c1 left TransferredToOperator shared-voicemail team selections 1",
            "6 c1 voicemail team"
        ]
    );
    assert_eq!(
        to(Target::Person { person: 1 }),
        [
            "6 c1 left TransferredToOperator person B selections 1",
            "6 c1 dials 8:orgid:person-B"
        ]
    );
    let again = Target::Attendant {
        attendant: 0,
        by: Endpoint::Direct,
        priority: None,
    };
    assert_eq!(
        to(again),
        [
            "6 c1 left TransferredToOperator attendant main selections 1",
            "6 c1 reaches main BusinessHours"
        ]
    );
    let outside = Target::External {
        number: "+14255550123".to_owned(),
    };
    assert_eq!(
        to(outside)[0],
        "6 c1 left TerminatedTransferFailed external +14255550123 selections 1",
        "120"
    );
}

#[test]
fn a_number_outside_that_the_account_may_not_call_makes_the_transfer_fail() {
    let outside = MenuAction::Redirect(Target::External {
        number: "+14255550123".to_owned(),
    });
    let lines = after_key(with(outside, Some(to_second(Endpoint::Direct)), |_| {}));
    assert_eq!(
        lines[0], "6 c1 left TerminatedTransferFailed external +14255550123 selections 1",
        "120"
    );
    assert_eq!(lines[2..], ["6 c1 ended 0"], "120");
}

#[test]
fn who_hangs_up_without_a_key_has_selected_nothing() {
    let set = with(to_first(), None, |_| {});
    let run = Run::script(set, "0 c1 calls account-main\n3 c1 leaves").until(4);
    assert_eq!(
        run.lines()[2..],
        [
            "3 c1 left UserTerminated selections 0",
            "3 c1 ended 0 by someone"
        ],
        "124"
    );
}

#[test]
fn an_operator_who_was_deleted_is_none() {
    let set = with(
        MenuAction::Operator,
        Some(team()),
        mailbox(Mailbox::Deleted),
    );
    assert_eq!(
        after_key(set),
        [
            "6 c1 left TerminatedNoOperator shared-voicemail team selections 1",
            "6 c1 failed team was deleted",
            "6 c1 ended 0"
        ]
    );
}

#[test]
fn the_words_main_menu_bring_the_menu_again() {
    let set = with(to_first(), None, |tenant| {
        tenant.attendants[0].voice_response = VoiceResponse::On;
    });
    let lines = Run::script(
        set,
        "0 c1 calls account-main
         2 c1 says seven
         3 c1 says the main menu please",
    )
    .until(40)
    .lines();
    // It is no round: two more silent ones follow.
    assert_eq!(
        lines[2..],
        [
            "2 c1 says seven NotAnOption",
            "2 c1 hears menu",
            "3 c1 says the main menu please MainMenu",
            "3 c1 hears menu",
            "18 c1 hears menu",
            "33 c1 hears Sorry,",
            "33 c1 left TerminatedNoOperator selections 0",
            "33 c1 ended 0",
        ]
    );
}

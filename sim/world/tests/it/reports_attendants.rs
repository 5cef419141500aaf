//! The report of attendants; the numbers are those of the conformance cases.

use ringback_world::{
    calls::Tone,
    declaration::{
        Account, Endpoint, ExternalCalls, Flow, MenuAction, PersonalVoicemail, SystemPrompt,
        Target, Tenant,
    },
    reports::TableName,
};

use crate::{
    reports::outcomes,
    reports_of::{check_row, column, table},
    teams_attendants::{attendant, automatic, option, to_first},
    teams_run::{Run, does, prompt, voicemail},
};

const ATTENDANTS: TableName = TableName::AutoAttendant;

#[test]
fn the_legends_of_attendants_are_those_of_their_results() {
    let person = |person| MenuAction::Redirect(Target::Person { person });
    let mail = MenuAction::Redirect(voicemail(3, SystemPrompt::Suppressed));
    let again = MenuAction::Redirect(Target::Attendant {
        attendant: 0,
        by: Endpoint::Direct,
        priority: None,
    });
    let second = MenuAction::Redirect(Target::Attendant {
        attendant: 1,
        by: Endpoint::Direct,
        priority: None,
    });
    let number = "+14255550199".to_owned();
    let outside = MenuAction::Redirect(Target::External { number });
    let cases = [
        (
            "105",
            MenuAction::Disconnect,
            "service_terminated",
            "Terminated (Disconnected)",
            "",
        ),
        (
            "106",
            to_first(),
            "transferred_to_cq",
            "Transferred (CQ)",
            "CQ",
        ),
        (
            "109",
            MenuAction::Operator,
            "terminated_no_operator",
            "Terminated (No Operator)",
            "",
        ),
        (
            "7.3",
            person(0),
            "transferred_to_user",
            "Transferred (User)",
            "Unknown",
        ),
        (
            "119",
            person(1),
            "terminated_no_operator",
            "Terminated (No Operator)",
            "",
        ),
        (
            "120",
            outside,
            "terminated_transfer_failed",
            "Terminated (Transfer Failed)",
            "external_pstn",
        ),
        (
            "121",
            again,
            "transferred_to_self",
            "Transferred (AA)",
            "AA",
        ),
        (
            "7.3",
            second,
            "transfer_in_progress",
            "Transferred (AA)",
            "AA",
        ),
        (
            "7.3",
            mail,
            "transferred_to_shared_voicemail",
            "Transferred (Voicemail)",
            "shared voicemail",
        ),
    ];
    for (case, action, result, legend, transfer) in cases {
        let flow = Flow {
            greeting: Some(prompt("welcome", 5)),
            options: vec![option(Tone::One, "one", action)],
            ..Flow::new()
        };
        let run = Run::script(
            |tenant| {
                tenant.people[1].account = Account::Deleted;
                tenant.attendants.push(attendant("main", flow));
                let ends = automatic(MenuAction::Disconnect);
                tenant.attendants.push(attendant("second", ends));
            },
            "0 c1 calls account-main\n3.5 c1 presses 1",
        );
        let told = table(&run, ATTENDANTS);
        assert_eq!(column(&told, "AACallResult"), [result], "case {case}");
        assert_eq!(column(&told, "AACallResultLegend"), [legend], "case {case}");
        assert_eq!(column(&told, "AATransferAction"), [transfer], "case {case}");
        assert_eq!(column(&told, "AACallerActionCount"), ["1"], "case {case}");
        assert_eq!(column(&told, "AAChainDuration"), ["3.5"], "case {case}");
    }
}

#[test]
fn a_hang_up_in_an_attendant_is_with_or_without_caller_action() {
    let flow = Flow {
        greeting: Some(prompt("welcome", 5)),
        options: vec![option(
            Tone::Two,
            "news",
            MenuAction::Announcement(prompt("news", 7)),
        )],
        ..Flow::new()
    };
    // Case 124.
    for (script, legend) in [
        ("3 c1 leaves", "Terminated (No Caller Action)"),
        (
            "3 c1 presses 2\n4 c1 leaves",
            "Terminated (With Caller Action)",
        ),
    ] {
        let script = format!("0 c1 calls account-main\n{script}");
        let set = |tenant: &mut Tenant| tenant.attendants.push(attendant("main", flow.clone()));
        let told = table(&Run::script(set, &script), ATTENDANTS);
        assert_eq!(column(&told, "AACallResult"), ["user_terminated"]);
        assert_eq!(column(&told, "AACallResultLegend"), [legend]);
    }
    // The flow of the attendant that nests is not reported, but counted.
    let nested = Run::script(
        |tenant| {
            let second = MenuAction::Redirect(Target::Attendant {
                attendant: 1,
                by: Endpoint::Direct,
                priority: None,
            });
            tenant.attendants.push(attendant("main", automatic(second)));
            tenant.attendants.push(attendant("second", flow.clone()));
        },
        "0 c1 calls account-main\n3 c1 leaves",
    );
    check_row(
        &table(&nested, ATTENDANTS),
        "AA Name = main
         AACount = 2
         Call Duration Seconds = 3",
    );
}

#[test]
fn the_operator_has_a_legend_of_its_own() {
    let run = Run::script(
        |tenant| {
            let mut main = attendant("main", automatic(MenuAction::Operator));
            main.operator = Some(Target::Person { person: 0 });
            tenant.people[0].voicemail = PersonalVoicemail::Off;
            tenant.attendants.push(main);
        },
        "0 c1 calls account-main",
    );
    check_row(
        &table(&run, ATTENDANTS),
        "AACallResult = transferred_to_operator
         AACallResultLegend = Transferred (Operator)",
    );
}

#[test]
fn a_call_stands_in_the_table_of_its_first_attendant_and_in_that_of_its_first_queue() {
    let run = Run::script(
        |tenant| {
            let mut main = attendant("AA1", automatic(to_first()));
            let account = main.resource_account.as_mut().expect("attendants have one");
            account.phone_number = Some("+14255550101".to_owned());
            account.external_calls = ExternalCalls::CallingPlan;
            tenant.attendants.push(main);
            tenant.queues[0].overflow_threshold = 0;
            let number = "+14255550199".to_owned();
            tenant.queues[0].overflow = does(Target::External { number });
        },
        "0 +14255550199 does answers 5\n0 c1 calls account-AA1",
    );
    let run = run.until(20);
    // Case 141.
    check_row(
        &table(&run, ATTENDANTS),
        "AA Name = AA1
         AACallResult = transferred_to_cq
         AACallResultLegend = Transferred (CQ)
         AATransferAction = CQ
         AACallFlow = automatic_menu
         AACount = 1
         AAChainIndex = 1
         AAChainDuration = 0
         TotalCallCount = 1
         TotalCallCountSum = 1
         Call End Time UTC =",
    );
    assert_eq!(
        outcomes(&run),
        ["Q overflown forward Phone 0 Overflowed; Overflowed (External); Overflowed (Xferred)"]
    );
}

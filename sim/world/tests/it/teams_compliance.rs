//! Calls of a queue are recorded for compliance. Clauses are those of section 5.4 of the Teams voice apps reference.

use ringback_world::{
    Command, Guid, Span, Time,
    calls::CallState,
    declaration::{ComplianceTemplate, RecorderBot, Required, Routing, Tenant},
    directory,
};

use crate::teams_run::{Run, baseline, check_only, prompt, secs};

const ANSWERED: &str = "0 c1 calls\n2 A answers";
const WORDS: [&str; 6] = [
    "recorder",
    "hears",
    "ended",
    "answered",
    "retrieved",
    "parked",
];

/// One template with these demands and this bot, and one more bot that always joins.
fn recorded(
    (before, during): (Required, Required),
    bot: RecorderBot,
) -> impl Fn(&mut Tenant) + Copy {
    move |tenant| {
        let strict = ComplianceTemplate {
            required_before_call: before,
            required_during_call: during,
            bot,
            ..ComplianceTemplate::new("strict", Guid::new("bot-strict"))
        };
        tenant.compliance_templates = vec![strict];
        tenant.queues[0].routing = Routing::Serial;
        let recording = &mut tenant.queues[0].compliance_recording;
        recording.templates = vec![0];
        recording.announcement = Some(prompt("recorded", 4));
        recording.failure_announcement = Some(prompt("unrecorded", 5));
    }
}

const LOOSE: (Required, Required) = (Required::No, Required::No);
const BEFORE: (Required, Required) = (Required::Yes, Required::No);
const DURING: (Required, Required) = (Required::No, Required::Yes);

#[test]
fn a_bot_records_from_the_answer_to_the_end_of_the_call() {
    for demands in [LOOSE, BEFORE, DURING] {
        check_only(
            "5.4",
            recorded(demands, RecorderBot::Joins),
            &format!("{ANSWERED}\n100 c1 leaves"),
            200,
            &WORDS,
            "2 c1 answered A after 2
             2 c1 recorder strict joined
             2 c1 hears recorded
             100 c1 ended 0 by someone",
        );
    }
    let run = Run::script(recorded(LOOSE, RecorderBot::Joins), ANSWERED);
    let shown = run.world.calls().show(run.number("c1")).unwrap();
    let by: Vec<&str> = shown.recorded_by.iter().map(|by| by.as_str()).collect();
    assert_eq!(by, ["28:orgid:bot-strict"]);
    // Nobody sees the bot among the parties.
    assert!(shown.parties.iter().all(|party| party.id.as_str() != by[0]));
}

#[test]
fn without_a_bot_that_is_required_before_there_is_no_call() {
    // The caller hears the failure announcement to its end; the agent is never connected.
    let run = Run::script(recorded(BEFORE, RecorderBot::Fails), ANSWERED);
    let call = run.number("c1");
    let agent = run
        .world
        .teams()
        .agent(run.world.declaration(), "A")
        .unwrap();
    assert!(agent.calls.is_empty());
    let lines = run.until(20).lines();
    assert_eq!(
        lines[2..],
        [
            "2 c1 answered A after 2",
            "2 c1 recorder strict failed",
            "2 c1 hears unrecorded",
            "7 c1 ended 0",
        ]
    );
    check_only(
        "5.4, caller leaves first",
        recorded(BEFORE, RecorderBot::Fails),
        &format!("{ANSWERED}\n4 c1 leaves\n10 c2 calls\n11 A answers\n17 settles"),
        30,
        &["ended", "answered"],
        "2 c1 answered A after 2
         4 c1 ended 0 by someone
         11 c2 answered A after 1
         16 c2 ended 0",
    );
    let silent = |tenant: &mut Tenant| {
        recorded(BEFORE, RecorderBot::Fails)(tenant);
        tenant.queues[0].compliance_recording.failure_announcement = None;
    };
    let run = Run::script(silent, &format!("{ANSWERED}\n2 settles"));
    let shown = run.world.calls().show(call).unwrap();
    assert_eq!(shown.state, CallState::Ended);
}

#[test]
fn without_a_bot_that_is_not_required_the_call_goes_on_unrecorded() {
    for demands in [LOOSE, DURING] {
        let script = format!("{ANSWERED}\n100 c1 leaves");
        check_only(
            "5.4, fails",
            recorded(demands, RecorderBot::Fails),
            &script,
            200,
            &WORDS,
            "2 c1 answered A after 2
             2 c1 recorder strict failed
             2 c1 hears unrecorded
             100 c1 ended 0 by someone",
        );
    }
}

#[test]
fn a_call_ends_with_a_bot_that_is_required_during_it() {
    let leaves = RecorderBot::LeavesAfter(secs(30));
    check_only(
        "5.4, drops out",
        recorded(DURING, leaves),
        ANSWERED,
        200,
        &WORDS,
        "2 c1 answered A after 2
         2 c1 recorder strict joined
         2 c1 hears recorded
         32 c1 recorder strict left
         32 c1 hears unrecorded
         32 c1 ended 0",
    );
    check_only(
        "5.4, drops out of a parked call",
        recorded(DURING, leaves),
        &format!("{ANSWERED}\n10 A parks"),
        200,
        &["left", "ended", "parked"],
        "10 c1 parked 10 by A
         32 c1 recorder strict left
         32 c1 ended 0",
    );
    check_only(
        "5.4, drops out where nobody demands it",
        recorded(BEFORE, leaves),
        &format!("{ANSWERED}\n100 c1 leaves"),
        200,
        &["left", "ended", "hears"],
        "2 c1 hears recorded
         32 c1 recorder strict left
         32 c1 hears unrecorded
         100 c1 ended 0 by someone",
    );
    check_only(
        "5.4, the call is over before",
        recorded(DURING, RecorderBot::LeavesAfter(Span::from_secs(300))),
        &format!("{ANSWERED}\n100 c1 leaves"),
        400,
        &["left", "ended"],
        "100 c1 ended 0 by someone",
    );
}

#[test]
fn two_bots_record_beside_each_other_and_one_announcement_is_heard() {
    let two = |tenant: &mut Tenant| {
        recorded(LOOSE, RecorderBot::LeavesAfter(secs(10)))(tenant);
        let second = ComplianceTemplate::new("second", Guid::new("bot-second"));
        tenant.compliance_templates.push(second);
        tenant.queues[0].compliance_recording.templates = vec![0, 1];
    };
    let run = Run::script(two, &format!("{ANSWERED}\n20 settles"));
    let told = run.facts.iter().filter(|fact| {
        let text = format!("{:?}", fact.what);
        text.contains("RecordingStateTold")
    });
    // The caller and the agent, when the first bot joins; the second one goes on recording.
    assert_eq!(told.count(), 2);
    let lines = run.lines();
    assert_eq!(
        lines[2..],
        [
            "2 c1 answered A after 2",
            "2 c1 recorder strict joined",
            "2 c1 recorder second joined",
            "2 c1 hears recorded",
            "12 c1 recorder strict left",
            "12 c1 hears unrecorded",
        ]
    );
    let shown = run.world.calls().show(run.number("c1")).unwrap();
    assert_eq!(shown.recorded_by.len(), 1);
}

#[test]
fn a_tenant_that_is_declared_further_keeps_the_templates_of_its_queues() {
    let set = recorded(LOOSE, RecorderBot::Joins);
    let mut run = Run::script(set, "");
    let mut further = baseline();
    set(&mut further.teams);
    // As it was declared, with another template before the one that the queue names.
    let other = ComplianceTemplate::new("other", Guid::new("bot-other"));
    further.teams.compliance_templates.insert(0, other);
    further.teams.queues[0].compliance_recording.templates = vec![1];
    let redeclare = directory::Command::Redeclare(Box::new(further));
    run.handle(Time::ZERO, Command::Directory(redeclare))
        .unwrap();
    run.line("0 c1 calls").unwrap();
    run.line("2 A answers").unwrap();
    assert!(
        run.lines()
            .contains(&"2 c1 recorder strict joined".to_owned())
    );
}

//! The historical reports; the numbers are those of the conformance cases.

use ringback_world::{
    Guid, Time,
    declaration::{
        Account, ConferenceMode, Endpoint, Exception, Flow, MenuAction, Person, SystemPrompt,
        Target, Tenant,
    },
    reports::TableName,
    teams::Presence,
};

use crate::{
    reports_of::{check_row, column, records_of, table},
    teams_attendants::{attendant, automatic},
    teams_run::{Run, does, everyone_is, overflow_at, prompt, to_second, voicemail},
};

const QUEUES: TableName = TableName::CallQueueAnalytics;
const FINAL: TableName = TableName::CallQueueFinalStateAction;
const ATTENDANTS: TableName = TableName::AutoAttendant;
const AGENTS: TableName = TableName::AgentTimelineAnalytics;
const SUMMARIES: TableName = TableName::AgentTimelineAnalyticsSummary;

/// R(result, final state action, target type), how long the first queue had the call, and both legends, of each call.
pub(crate) fn outcomes(run: &Run) -> Vec<String> {
    let records = records_of(run);
    let queues = records.iter().filter_map(|record| record.queue.as_ref());
    let told = queues.filter_map(|leg| {
        let outcome = leg.outcome?;
        Some(format!(
            "{} {} {} {} {} {}; {}; {}",
            leg.queue,
            outcome.result.word(),
            outcome.action.word(),
            outcome.target.word(),
            leg.waited.as_micros() / 1_000_000,
            outcome.legend().text(),
            outcome.detailed_legend().text(),
            outcome.final_state_legend().text()
        ))
    });
    told.collect()
}

#[track_caller]
fn check_outcome(case: &str, set: impl FnOnce(&mut Tenant), script: &str, expected: &str) {
    let run = Run::script(set, script).until(3000);
    assert_eq!(outcomes(&run), [expected], "case {case}");
}

#[test]
fn a_call_that_overflows_with_busy_is_not_abandoned() {
    let run = Run::script(overflow_at(2), "0 c1 calls\n1 c2 calls\n2 c3 calls").until(1300);
    // Case 139.
    let queues = table(&run, QUEUES);
    let third = |name: &str| column(&queues, name).remove(2);
    assert_eq!(column(&queues, "Call Count"), ["1", "1", "1"]);
    assert_eq!(third("Call Count Abandoned"), "0");
    assert_eq!(third("Call Queue Agent Count"), "3");
    assert_eq!(third("Call Duration Seconds"), "0");
    assert_eq!(third("Call Queue Call Result Legend"), "Overflowed");
    assert_eq!(
        third("Call Queue Target Type Legend"),
        "Overflowed (Disconnect)"
    );
    let last = table(&run, FINAL);
    assert_eq!(
        column(&last, "Call Queue Call Result Legend"),
        ["Timed Out (Disconnect)", "Overflowed (Disconnect)"]
    );
    assert_eq!(column(&last, "Call Count"), ["2", "1"]);
    assert_eq!(column(&last, "IsAbandoned"), ["false", "false"]);
}

#[test]
fn who_hangs_up_while_waiting_is_abandoned() {
    let run = Run::script(|_| {}, "0 c1 calls\n17 c1 leaves");
    // Case 140.
    assert_eq!(
        outcomes(&run),
        ["Q disconnected other Disconnect 17 Abandoned; Abandoned; Abandoned"]
    );
    check_row(
        &table(&run, QUEUES),
        "Call Count = 1
         Call Count Abandoned = 1
         Call Count Sum Abandoned = 1
         Call Duration Seconds = 17
         Call Duration Seconds AVG = 17
         Call Queue Agent Count = 3
         Call Queue Agent Opt In Count = 3
         Call Start Time UTC = 2026-01-20T10:15:00
         Call End Time UTC = 2026-01-20T10:15:17
         CQ Name = Q
         CQHour = 10
         Date = 2026-01-20T10:00:00
         DateTimeCQName = 2026-01-20T10:00:00Q
         PSTN Connectivity Type = ACS Call
         PSTN Total Minutes = 0",
    );
    check_row(
        &table(&run, FINAL),
        "IsAbandoned = true
         Average Call Duration (Seconds) = 17
         Average Call Duration (Seconds) Average = 17
         Average Call Queue Duration (Sec) =
         Average Call Queue Duration (Sec) (Measure) = 0
         Call Queue Final State Action = other
         DateTimeCQName = 2026-01-20T10:00:00Q",
    );
}

#[test]
fn an_agent_of_the_second_queue_shows_under_the_first() {
    let run = Run::script(
        |tenant| {
            tenant.people.push(Person::new("D", Guid::new("person-D")));
            tenant.queues[0].overflow_threshold = 0;
            tenant.queues[0].overflow = does(to_second(Endpoint::ResourceAccount));
            tenant.queues[1].agents = vec![3];
        },
        "0 c1 calls\n7 D answers\n100 D hangs-up",
    );
    // Case 142.
    assert_eq!(
        outcomes(&run),
        [
            "Q overflown forward ApplicationEndpoint 0 Overflowed; Overflowed (Application); Overflowed (Xferred)"
        ]
    );
    check_row(
        &table(&run, AGENTS),
        "Agent Name = D
         CQ Name = Q
         Call Duration (HH:MM:SS) = 00:01:33
         Call Duration (Minutes) = 2
         Call Duration (Second) = 93
         Call Start Time UTC = 2026-01-20T10:15:07
         Call End Time UTC = 2026-01-20T10:16:40
         DateTime = 2026-01-20T10:15:07
         AgentTimelineAnalyticsSummaryLink = 2026-01-20T10:00:00DQ
         Hour = 10
         Total Call Count = 1",
    );
    check_row(
        &table(&run, SUMMARIES),
        "Agent Name = D
         AgentTimelineAnalyticsLink = 2026-01-20T10:00:00DQ
         Average Call Duration (Seconds) = 93
         CQ Name = Q
         Date = 2026-01-20
         MM-DD = 01-20
         Total Call Count = 1
         Total Call Duration (HH:MM:SS) = 00:01:33
         Total Call Duration (Minutes) = 2",
    );
}

/// Every row of the decision table of redirects, with the exception that fires.
#[test]
fn every_redirect_has_its_result_action_target_and_legend() {
    let person = Target::Person { person: 2 };
    let number = "+14255550199".to_owned();
    let main = Target::Attendant {
        attendant: 0,
        by: Endpoint::Direct,
        priority: None,
    };
    let targets = [
        (
            Target::Disconnect,
            "disconnect Disconnect",
            "Disconnect",
            "Disconnect",
        ),
        (
            Target::DisconnectWithBusy,
            "disconnect_with_busy Disconnect",
            "Disconnect",
            "Disconnect",
        ),
        (person, "forward User", "User", "Xferred"),
        (
            to_second(Endpoint::ResourceAccount),
            "forward ApplicationEndpoint",
            "Application",
            "Xferred",
        ),
        (
            to_second(Endpoint::Direct),
            "forward ConfigurationEndpoint",
            "Application",
            "Xferred",
        ),
        (
            main,
            "forward ConfigurationEndpoint",
            "Application",
            "Xferred",
        ),
        (
            Target::External { number },
            "forward Phone",
            "External",
            "Xferred",
        ),
        (
            voicemail(3, SystemPrompt::Suppressed),
            "shared_voicemail MailBox",
            "Voicemail",
            "Voicemail",
        ),
        (
            Target::Voicemail { person: 2 },
            "voicemail User",
            "User",
            "Voicemail",
        ),
    ];
    for (target, action, detailed, last) in targets {
        let does = |target: &Target| Exception {
            prompt: None,
            target: target.clone(),
        };
        let menu = attendant("main", automatic(MenuAction::Disconnect));
        let overflow = |tenant: &mut Tenant| {
            tenant.attendants.push(menu.clone());
            tenant.queues[0].overflow_threshold = 0;
            tenant.queues[0].overflow = does(&target);
        };
        let timeout = |tenant: &mut Tenant| {
            tenant.attendants.push(menu.clone());
            tenant.queues[0].timeout_threshold = ringback_world::Span::from_secs(45);
            tenant.queues[0].timeout = does(&target);
        };
        let no_agents = |tenant: &mut Tenant| {
            tenant.attendants.push(menu.clone());
            everyone_is(tenant, Presence::Offline);
            tenant.queues[0].no_agents = Some(does(&target));
        };
        let call = "0 c1 calls";
        let line = |result: &str, waited: u32, legend: &str| {
            format!(
                "Q {result} {action} {waited} {legend}; {legend} ({detailed}); {legend} ({last})"
            )
        };
        check_outcome("7.2", overflow, call, &line("overflown", 0, "Overflowed"));
        check_outcome("7.2", timeout, call, &line("timed_out", 45, "Timed Out"));
        check_outcome("7.2", no_agents, call, &line("no_agent", 0, "No Agents"));
    }
}

#[test]
fn a_redirect_that_fails_keeps_its_result() {
    check_outcome(
        "84",
        |tenant| {
            tenant.people[2].account = Account::Deleted;
            tenant.queues[0].overflow_threshold = 0;
            tenant.queues[0].overflow = does(Target::Person { person: 2 });
        },
        "0 c1 calls",
        "Q overflown forward User 0 Overflowed; Overflowed (User); Overflowed (Xferred)",
    );
}

#[test]
fn an_answer_tells_by_its_mode_and_carries_the_wait() {
    check_outcome(
        "50",
        |_| {},
        "0 c1 calls\n6 B answers",
        "Q agent_joined_conference other User 6 Agent Answered; Agent Answered (Call); Agent Answered (Call)",
    );
    check_outcome(
        "51",
        |tenant| tenant.queues[0].mode = ConferenceMode::Off,
        "0 c1 calls\n6 B answers",
        "Q transferred_to_agent other User 6 Agent Answered; Agent Answered (Call); Agent Answered (Call)",
    );
    let run = Run::script(|_| {}, "0 c1 calls\n6 B answers\n20 c1 leaves");
    check_row(
        &table(&run, FINAL),
        "Average Call Queue Duration (Sec) = 6
         Average Call Queue Duration (Sec) (Measure) = 6
         Average Call Duration (Seconds) =
         Average Call Duration (Seconds) Average = 0",
    );
}

#[test]
fn agents_are_counted_as_they_were_when_the_call_came() {
    let run = Run::script(
        |tenant| tenant.queues[0].timeout_threshold = ringback_world::Span::from_secs(45),
        "0 A opts out\n1 c1 calls\n2 B opts out",
    );
    check_row(
        &table(&run.until(60), QUEUES),
        "Call Queue Call Result = timed_out
         Call Queue Agent Count = 3
         Call Queue Agent Opt In Count = 2",
    );
}

#[test]
fn only_the_first_queue_of_a_call_is_reported() {
    // Case 37.
    check_outcome(
        "37",
        |tenant| {
            tenant.queues[0].timeout_threshold = ringback_world::Span::from_secs(30);
            tenant.queues[0].timeout = does(to_second(Endpoint::Direct));
            tenant.queues[1].timeout_threshold = ringback_world::Span::from_secs(45);
        },
        "0 c1 calls",
        "Q timed_out forward ConfigurationEndpoint 30 Timed Out; Timed Out (Application); Timed Out (Xferred)",
    );
}

#[test]
fn a_call_has_no_row_while_its_queue_or_attendant_has_it() {
    let set = |tenant: &mut Tenant| {
        let flow = Flow {
            greeting: Some(prompt("welcome", 60)),
            ..Flow::new()
        };
        tenant.attendants.push(attendant("main", flow));
    };
    let run = Run::script(set, "0 c1 calls\n0 c2 calls account-main").until(5);
    assert_eq!(records_of(&run).len(), 2);
    assert!(table(&run, QUEUES).rows.is_empty());
    assert!(table(&run, ATTENDANTS).rows.is_empty());
}

#[test]
fn the_ids_of_a_record_are_guids_of_its_run_and_call() {
    let script = "0 c1 calls\n3 c1 leaves\n4 c2 calls\n5 A answers\n6 c2 leaves";
    let ids = |run: &Run| {
        let (queues, agents) = (table(run, QUEUES), table(run, AGENTS));
        let mut ids = Vec::new();
        for name in ["ConferenceID", "DialogID", "DocumentID"] {
            ids.extend(column(&queues, name));
            ids.extend(column(&agents, name));
        }
        ids
    };
    let run = Run::script(|_| {}, script);
    let told = ids(&run);
    assert_eq!(told, ids(&Run::script(|_| {}, script)));
    assert!(told.iter().all(|id| id.len() == 36), "{told:?}");
    // The agent's row is of the same conference as the caller's second call, and of nothing else that is told.
    let [first, second, of_agent, others @ ..] = told.as_slice() else {
        panic!("three rows have nine ids: {told:?}");
    };
    assert_eq!(second, of_agent);
    let mut all = vec![first, second];
    all.extend(others);
    all.sort();
    let count = all.len();
    all.dedup();
    assert_eq!(all.len(), count, "{told:?}");
    assert!(run.world.now() > Time::ZERO);
}

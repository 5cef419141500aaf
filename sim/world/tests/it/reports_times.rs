//! Times in reports: offsets, days, what goes on, minutes.

use ringback_world::{
    declaration::{Flow, MenuAction},
    reports::{Level, TableName},
};

use crate::{
    reports_of::{check_row, column, records_of, seen_from, table},
    teams_attendants::{attendant, automatic},
    teams_run::{Run, prompt},
};

const QUEUES: TableName = TableName::CallQueueAnalytics;
const FINAL: TableName = TableName::CallQueueFinalStateAction;
const ATTENDANTS: TableName = TableName::AutoAttendant;
const AGENTS: TableName = TableName::AgentTimelineAnalytics;
const SUMMARIES: TableName = TableName::AgentTimelineAnalyticsSummary;

#[test]
fn any_offset_per_call_but_days_of_utc_per_day() {
    let run = Run::script(|_| {}, "0 c1 calls\n17 c1 leaves");
    let records = records_of(&run);
    let start = "2024-07-01T20:45:00Z";
    // Case 145.
    let india = seen_from(start, 5, 30, Level::Call);
    check_row(
        &QUEUES.table(&records, &india),
        "Call Start Time Local = 2024-07-02T02:15:00
         Call End Time Local = 2024-07-02T02:15:17
         Call Start Time UTC = 2024-07-01T20:45:00
         CQHour = 2
         Date = 2024-07-02T02:00:00",
    );
    check_row(
        &FINAL.table(&records, &india),
        "CQHour = 2
         Local Date = 2024-07-02T02:00:00
         UTC Date = 2024-07-01T20:30:00",
    );
    let per_day = seen_from(start, 5, 30, Level::Day);
    check_row(
        &QUEUES.table(&records, &per_day),
        "Date = 2024-07-01T00:00:00
         CQHour = 0
         Call Count = 1
         Call Start Time Local =
         Call Start Time UTC =
         ConferenceID =",
    );
    check_row(
        &FINAL.table(&records, &per_day),
        "Local Date = 2024-07-01T00:00:00
         UTC Date = 2024-07-01T00:00:00",
    );
    let west = seen_from("2024-07-01T02:00:00Z", -8, 0, Level::Call);
    check_row(
        &QUEUES.table(&records, &west),
        "Call Start Time Local = 2024-06-30T18:00:00
         CQHour = 18",
    );
}

#[test]
fn a_day_counts_calls_that_are_alike_together() {
    let run = Run::script(
        |tenant| {
            let flow = Flow {
                greeting: Some(prompt("welcome", 5)),
                ..Flow::new()
            };
            tenant.attendants.push(attendant("main", flow));
            let ends = automatic(MenuAction::Disconnect);
            tenant.attendants.push(attendant("other", ends));
        },
        "0 c1 calls\n10 c1 leaves\n20 c2 calls\n30 A answers\n40 c3 calls\n54 c3 leaves
         60 c4 calls account-main\n62 c4 leaves\n70 c5 calls account-main\n75 c5 leaves\n90 A hangs-up
         100 c6 calls\n101 A answers\n111 A hangs-up\n120 c7 calls account-other
         130 c8 calls\n131 B answers\n136 B hangs-up",
    );
    let records = records_of(&run);
    let day = seen_from("2024-07-01T20:45:00Z", 0, 0, Level::Day);
    let queues = QUEUES.table(&records, &day);
    assert_eq!(
        column(&queues, "Call Queue Call Result"),
        ["disconnected", "agent_joined_conference"]
    );
    assert_eq!(column(&queues, "Call Count"), ["2", "3"]);
    assert_eq!(column(&queues, "Call Count Abandoned"), ["2", "0"]);
    assert_eq!(column(&queues, "Call Duration Seconds"), ["24", "12"]);
    assert_eq!(column(&queues, "Call Duration Seconds AVG"), ["12", "4"]);
    assert_eq!(column(&queues, "Call Queue Agent Count"), ["3", "3"]);
    for (table, columns) in [
        (
            ATTENDANTS.table(&records, &day),
            [
                ("AA Name", ["main", "other"]),
                ("TotalCallCount", ["2", "1"]),
                ("AAChainDuration", ["7", "0"]),
                ("AAChainDurationAverage", ["3.5", "0"]),
                ("AA Start Date Local", ["2024-07-01"; 2]),
                ("Call Duration Seconds", ["7", "0"]),
                ("DocumentID", [""; 2]),
            ]
            .as_slice(),
        ),
        (
            AGENTS.table(&records, &day),
            &[
                ("Agent Name", ["A", "B"]),
                ("Total Call Count", ["2", "1"]),
                ("Call Duration (Second)", ["70", "5"]),
            ],
        ),
        (
            SUMMARIES.table(&records, &day),
            &[
                ("Agent Name", ["A", "B"]),
                ("Total Call Count", ["2", "1"]),
                ("Average Call Duration (Seconds)", ["35", "5"]),
                ("Hour", ["0", "0"]),
            ],
        ),
    ] {
        for (name, cells) in columns {
            assert_eq!(column(&table, name), *cells, "{} {name}", table.name);
        }
    }
}

#[test]
fn a_call_that_goes_on_has_no_end_and_has_lasted_up_to_now() {
    let mut run = Run::script(|_| {}, "0 c1 calls\n6 B answers");
    run.line("66 c2 calls").expect("c2 may call");
    let queues = table(&run, QUEUES);
    assert_eq!(column(&queues, "Call End Time UTC"), [""]);
    check_row(
        &table(&run, AGENTS),
        "Call End Time Local =
         Call Duration (Second) = 60",
    );
}

#[test]
fn minutes_count_for_calls_over_the_phone_alone() {
    let mut run = Run::script(
        |tenant| {
            let account = tenant.queues[0].resource_account.as_mut();
            let account = account.expect("the baseline's queue has one");
            account.phone_number = Some("+14255550100".to_owned());
        },
        "",
    );
    run.call(0, "c1", "4:+14255550100").expect("it is dialled");
    run.line("1 A answers").expect("it rings");
    run.line("100 c1 leaves").expect("c1 is there");
    check_row(
        &table(&run, QUEUES),
        "PSTN Connectivity Type = CallingPlan
         PSTN Total Minutes = 2",
    );
    let web = Run::script(|_| {}, "0 c1 calls\n1 A answers\n100 c1 leaves");
    check_row(
        &table(&web, QUEUES),
        "PSTN Connectivity Type = ACS Call
         PSTN Total Minutes = 0",
    );
}

//! Queries over the calls of reports: the ten operands, rows that are alike, measurements.

use ringback_world::{
    Time,
    reports::{
        Cell, Context, Dimension, Filter, Measurement, Operand, Query, ROWS_DEFAULT, answer,
    },
};

use crate::{
    reports_of::records_of,
    teams_attendants::{attendant, automatic, to_first},
    teams_run::Run,
};

/// Two callers of the queue who wait for 10 s and 17 s, one who is answered after 4 s and talks for 60 s, and one who comes
/// through the attendant and waits for 20.5 s; the day is the 20th of January 2026.
fn run() -> Run {
    Run::script(
        |tenant| {
            tenant
                .attendants
                .push(attendant("main", automatic(to_first())));
        },
        "0 c1 calls\n10 c1 leaves
         20 c2 calls\n37 c2 leaves
         40 c3 calls\n44 A answers\n104 A hangs-up
         110 c4 calls account-main\n130.5 c4 leaves
         140 c5 calls",
    )
}

fn dimension(name: &str) -> Dimension {
    let found = Dimension::ALL.iter().find(|known| known.name == name);
    *found.unwrap_or_else(|| panic!("no dimension {name}"))
}

fn ask(
    filters: &[(&str, Operand, &str)],
    dimensions: &[&str],
    asked: &[Measurement],
) -> Vec<String> {
    let run = run();
    let context = Context {
        tenant: &run.world.declaration().teams,
        start: run.world.civil(Time::ZERO),
    };
    let query = Query {
        filters: filters
            .iter()
            .map(|(name, operand, value)| Filter {
                dimension: dimension(name),
                operand: *operand,
                value: (*value).to_owned(),
            })
            .collect(),
        dimensions: dimensions.iter().map(|name| dimension(name)).collect(),
        measurements: asked.to_vec(),
        limit: ROWS_DEFAULT,
    };
    let rows = answer(&context, &records_of(&run), &query);
    let shown = rows.iter().map(|row| {
        let cells: Vec<String> = row.iter().map(Cell::to_string).collect();
        cells.join(" ")
    });
    shown.collect()
}

/// How long the calls waited that pass a filter.
fn waits(name: &str, operand: Operand, value: &str) -> Vec<String> {
    ask(
        &[(name, operand, value)],
        &["CallQueueDurationSeconds"],
        &[],
    )
}

#[test]
fn every_operand_compares_as_its_name_says() {
    const WAITED: &str = "CallQueueDurationSeconds";
    const RESULT: &str = "CallQueueCallResult";
    for (name, operand, value, expected) in [
        (WAITED, Operand::Equals, "10", &["10"][..]),
        (WAITED, Operand::NotEquals, "10", &["17", "4", "20.5"]),
        (WAITED, Operand::Greater, "10", &["17", "20.5"]),
        (WAITED, Operand::GreaterOrEqual, "10", &["10", "17", "20.5"]),
        (WAITED, Operand::Less, "10", &["4"]),
        (WAITED, Operand::LessOrEqual, "10", &["10", "4"]),
        (WAITED, Operand::Equals, "ten", &[]),
        (RESULT, Operand::Contains, "JOINED", &["4"]),
        (
            RESULT,
            Operand::DoesNotContain,
            "joined",
            &["10", "17", "20.5"],
        ),
        (RESULT, Operand::BeginsWith, "agent", &["4"]),
        (RESULT, Operand::BeginsWith, "joined", &[]),
        (
            RESULT,
            Operand::DoesNotBeginWith,
            "agent",
            &["10", "17", "20.5"],
        ),
        (
            RESULT,
            Operand::Equals,
            "Disconnected",
            &["10", "17", "20.5"],
        ),
        ("HasAA", Operand::Equals, "true", &["20.5"]),
        (
            "AutoAttendantIdentity",
            Operand::Equals,
            "",
            &["10", "17", "4"],
        ),
        (
            "Date",
            Operand::Equals,
            "2026-01-20",
            &["10", "17", "4", "20.5"],
        ),
        ("Date", Operand::Greater, "2026-01-20", &[]),
        (
            "Date",
            Operand::Less,
            "2026-01-21",
            &["10", "17", "4", "20.5"],
        ),
        (
            "UserStartTimeUTC",
            Operand::GreaterOrEqual,
            "2026-01-20T10:15:40Z",
            &["4", "20.5"],
        ),
        ("Second", Operand::Equals, "20", &["17"]),
        ("Hour", Operand::Less, "9", &[]),
        (
            "CallQueueId",
            Operand::Equals,
            "queue-Q",
            &["10", "17", "4", "20.5"],
        ),
    ] {
        assert_eq!(
            waits(name, operand, value),
            expected,
            "{name} {operand:?} {value:?}"
        );
    }
}

#[test]
fn calls_with_the_same_dimensions_share_a_row_of_measurements() {
    let asked = [
        Measurement::TotalCallCount,
        Measurement::AvgCallDuration,
        Measurement::AvgCallQueueDurationSeconds,
        Measurement::AvgAutoAttendantChainDurationSeconds,
        Measurement::PstnTotalMinutes,
        Measurement::TotalAudioStreamDuration,
    ];
    assert_eq!(
        ask(
            &[],
            &["CallQueueIdentity", "CallQueueCallResult", "HasAA"],
            &asked
        ),
        [
            "Q disconnected false 2 13.5 13.5  0 27",
            "Q agent_joined_conference false 1 64 4  0 64",
            "Q disconnected true 1 20.5 20.5 0 0 20.5",
        ]
    );
    // Without dimensions everything is one row, and a filter that nothing passes leaves none.
    assert_eq!(ask(&[], &[], &[Measurement::TotalCallCount]), ["4"]);
    let none = [("HasCQ", Operand::Equals, "false")];
    assert!(ask(&none, &[], &[Measurement::TotalCallCount]).is_empty());
}

#[test]
fn minutes_on_the_phone_have_a_fraction() {
    let mut run = Run::script(
        |tenant| {
            let account = tenant.queues[0].resource_account.as_mut();
            let account = account.expect("the baseline's queue has one");
            account.phone_number = Some("+14255550100".to_owned());
        },
        "",
    );
    run.call(0, "c1", "4:+14255550100").expect("it is dialled");
    run.line("75 c1 leaves").expect("c1 is there");
    let context = Context {
        tenant: &run.world.declaration().teams,
        start: run.world.civil(Time::ZERO),
    };
    let query = Query {
        filters: Vec::new(),
        dimensions: vec![dimension("PSTNConnectivityType")],
        measurements: vec![Measurement::PstnTotalMinutes],
        limit: ROWS_DEFAULT,
    };
    let rows = answer(&context, &records_of(&run), &query);
    let shown: Vec<String> = rows.concat().iter().map(Cell::to_string).collect();
    assert_eq!(shown, ["CallingPlan", "1.25"]);
}

#[test]
fn all_filters_have_to_be_passed() {
    let filters = [
        ("CallQueueCallResult", Operand::Equals, "disconnected"),
        ("CallQueueDurationSeconds", Operand::Greater, "10"),
        ("HasAA", Operand::Equals, "false"),
    ];
    assert_eq!(
        ask(&filters, &["SecondUPN", "CallQueueDurationSeconds"], &[]),
        [" 17"]
    );
    let answered = [("SecondUPN", Operand::Equals, "a")];
    assert_eq!(
        ask(&answered, &["SecondUPN", "PSTNCallType", "Duration"], &[]),
        ["A External 64"]
    );
}

#[test]
fn an_answer_has_no_more_rows_than_its_limit_and_each_dimension_a_name_of_its_own() {
    let run = run();
    let context = Context {
        tenant: &run.world.declaration().teams,
        start: run.world.civil(Time::ZERO),
    };
    let records = records_of(&run);
    let query = Query {
        filters: Vec::new(),
        dimensions: Dimension::ALL.to_vec(),
        measurements: Measurement::ALL.to_vec(),
        limit: 3,
    };
    let rows = answer(&context, &records, &query);
    assert_eq!(rows.len(), 3);
    let wide = Dimension::ALL.len() + Measurement::ALL.len();
    assert!(rows.iter().all(|row| row.len() == wide));
    let mut names: Vec<&str> = Dimension::ALL.iter().map(|known| known.name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!((names.len(), count), (41, 41));
}

//! Records of facts that are made by hand: what no world of these tests lets happen.

use jiff::tz::Offset;
use ringback_world::{
    Cause, Fact, Guid, Ids, RawId, Span, Time, What,
    calls::{self, CallId, Ended},
    declaration::{ConferenceMode, Person, Tenant},
    reports::{
        AttendantLeft, AttendantResultTold, Level, Outcome, Record, Source, TableName, View,
        records,
    },
    teams::{self, AttendantResult, CallFlow, Connectivity, ReachedBy, SearchMethod, VoiceAppKind},
};

use crate::reports_of::column;

const CALL: CallId = CallId(1);

fn agent() -> RawId {
    RawId::teams_user("person-A")
}

/// Makes records of facts that happen at these seconds.
fn records_of(facts: Vec<(u64, What)>) -> Vec<Record> {
    let facts: Vec<Fact> = facts
        .into_iter()
        .zip(0..)
        .map(|((at, what), seq)| Fact {
            seq,
            at: Time::from_secs(at),
            contact: None,
            cause: Cause::Due,
            what,
        })
        .collect();
    let mut tenant = Tenant::new(Guid::new("tenant"));
    let person = |name: &str| Person::new(name, Guid::new(format!("person-{name}")));
    tenant.people = vec![person("A"), person("B")];
    let source = Source {
        ids: &Ids::new(1, "by-hand"),
        tenant: &tenant,
    };
    records(&source, &facts)
}

fn reached(app: &str, kind: VoiceAppKind) -> What {
    What::Teams(teams::Fact::VoiceAppReached {
        call: CALL,
        app: app.to_owned(),
        kind,
        by: ReachedBy::Account,
        connectivity: Connectivity::CallingPlan,
        resource_account: None,
    })
}

fn ended(call: CallId) -> What {
    What::Call(calls::Fact::CallEnded {
        call,
        ended: nobody(),
    })
}

fn nobody() -> Ended {
    Ended {
        by: None,
        code: 0,
        sub_code: 0,
    }
}

#[test]
fn a_callback_that_an_agent_takes_is_the_agents_call() {
    let placed = CallId(2);
    let records = records_of(vec![
        (0, reached("Q", VoiceAppKind::Queue)),
        (123, ended(CALL)),
        (
            200,
            What::Teams(teams::Fact::CallbackAnswered {
                call: CALL,
                queue: "Q".to_owned(),
                agent: "A".to_owned(),
                waited: Span::from_secs(200),
                placed,
            }),
        ),
        (
            250,
            What::Call(calls::Fact::PartyLeft {
                call: placed,
                party: agent(),
                ended: nobody(),
            }),
        ),
    ]);
    let [record] = records.as_slice() else {
        panic!("one call, one record: {records:?}");
    };
    let queue = record.queue.as_ref().expect("it reached a queue");
    assert_eq!(queue.outcome, Some(Outcome::CALLED_BACK));
    assert_eq!(queue.waited, Span::from_secs(200));
    let [leg] = record.agents.as_slice() else {
        panic!("one agent: {:?}", record.agents);
    };
    assert_eq!((leg.call, leg.talked), (placed, Span::from_secs(50)));
    assert_eq!(record.lasted, Span::from_secs(250));
}

#[test]
fn a_callback_is_pending_until_its_time_is_over() {
    let pending = vec![(0, reached("Q", VoiceAppKind::Queue)), (123, ended(CALL))];
    let queue = |records: &[Record]| records[0].queue.clone().expect("it reached a queue");
    assert_eq!(queue(&records_of(pending.clone())).outcome, None);
    let mut over = pending;
    over.push((
        300,
        What::Teams(teams::Fact::CallbackTimedOut {
            call: CALL,
            queue: "Q".to_owned(),
            waited: Span::from_secs(300),
        }),
    ));
    let queue = queue(&records_of(over));
    assert_eq!(queue.outcome, Some(Outcome::CALLBACK_TIMED_OUT));
    assert_eq!(queue.waited, Span::from_secs(300));
}

#[test]
fn a_call_that_goes_elsewhere_by_itself_has_failed_in_its_queue_and_is_unknown_in_its_attendant() {
    let records = records_of(vec![
        (0, reached("main", VoiceAppKind::Attendant)),
        (4, reached("Q", VoiceAppKind::Queue)),
        (10, reached("Q2", VoiceAppKind::Queue)),
    ]);
    let attendant = records[0].attendant.as_ref().expect("it reached one");
    let left = attendant.left.as_ref().expect("it left");
    assert_eq!(left.result, AttendantResultTold::Unknown);
    assert_eq!(left.legend().text(), "Other");
    assert_eq!(attendant.stayed, Span::from_secs(4));
    let queue = records[0].queue.as_ref().expect("it reached one");
    assert_eq!(queue.queue, "Q");
    assert_eq!(queue.outcome, Some(Outcome::FAILED));
    assert_eq!(queue.waited, Span::from_secs(6));
}

#[test]
fn an_attendant_whose_session_is_too_long_is_other() {
    let left = AttendantLeft {
        result: AttendantResultTold::Known(AttendantResult::OaaSessionTooLong),
        action: None,
        selections: 3,
        search: None,
        call_flow: None,
    };
    assert_eq!(left.legend().text(), "Other");
}

#[test]
fn each_agent_talks_until_they_leave_themselves() {
    let answered = |agent: &str| {
        What::Teams(teams::Fact::AnsweredByAgent {
            call: CALL,
            queue: "Q".to_owned(),
            agent: agent.to_owned(),
            waited: Span::ZERO,
            mode: ConferenceMode::On,
        })
    };
    let left = |agent: &str| {
        What::Call(calls::Fact::PartyLeft {
            call: CALL,
            party: RawId::teams_user(&format!("person-{agent}")),
            ended: nobody(),
        })
    };
    let records = records_of(vec![
        (0, reached("Q", VoiceAppKind::Queue)),
        (1, answered("A")),
        (5, reached("Q2", VoiceAppKind::Queue)),
        (6, answered("B")),
        (10, left("A")),
        (20, left("B")),
        (30, left("A")),
        (40, ended(CALL)),
    ]);
    let talked = |leg: &ringback_world::reports::AgentLeg| (leg.agent.clone(), leg.talked);
    assert_eq!(
        records[0].agents.iter().map(talked).collect::<Vec<_>>(),
        [
            ("A".to_owned(), Span::from_secs(9)),
            ("B".to_owned(), Span::from_secs(14)),
        ]
    );
}

#[test]
fn records_stand_in_the_order_in_which_calls_came_to_voice_apps() {
    let mut later = reached("Q", VoiceAppKind::Queue);
    if let What::Teams(teams::Fact::VoiceAppReached { call, .. }) = &mut later {
        *call = CallId(2);
    }
    let records = records_of(vec![(3, later), (9, reached("Q", VoiceAppKind::Queue))]);
    let calls: Vec<CallId> = records.iter().map(|record| record.call).collect();
    assert_eq!(calls, [CallId(2), CALL]);
}

#[test]
fn a_search_of_the_directory_is_told_with_its_method() {
    for (method, word, legend, counts) in [
        (
            SearchMethod::AbsSearchDtmf,
            "abs_search_dtmf",
            "DTMF",
            ["1", "0"],
        ),
        (
            SearchMethod::AbsSearchVoice,
            "abs_search_voice",
            "Voice",
            ["0", "1"],
        ),
    ] {
        let left = What::Teams(teams::Fact::AttendantLeft {
            call: CALL,
            attendant: "main".to_owned(),
            result: AttendantResult::TransferredToUser,
            action: Some("person".to_owned()),
            target: Some("A".to_owned()),
            selections: 1,
            search: Some(method),
            call_flow: Some(CallFlow::AbsSearch),
            stayed: Span::ZERO,
        });
        let records = records_of(vec![
            (0, reached("main", VoiceAppKind::Attendant)),
            (9, left),
        ]);
        let view = View {
            start: "2024-07-01T20:45:00Z".parse().expect("it is a time"),
            offset: Offset::UTC,
            level: Level::Call,
        };
        let table = TableName::AutoAttendant.table(&records, &view);
        assert_eq!(column(&table, "AADirectorySearchMethod"), [word]);
        assert_eq!(column(&table, "AADirectorySearchMethodLegend"), [legend]);
        assert_eq!(column(&table, "AACallFlow"), ["abs_search"]);
        let told = ["DTMF", "Voice"]
            .map(|name| column(&table, &format!("AADirectorySearchMethodCount{name}")).concat());
        assert_eq!(told, counts);
    }
}

#[test]
fn the_mean_of_selections_is_rounded_to_the_nearest() {
    let on = |number: u32, what: What| {
        let mut what = what;
        match &mut what {
            What::Teams(
                teams::Fact::VoiceAppReached { call, .. } | teams::Fact::AttendantLeft { call, .. },
            ) => *call = CallId(number),
            other => panic!("no other facts are needed: {other:?}"),
        }
        what
    };
    let left = |selections: u32| {
        What::Teams(teams::Fact::AttendantLeft {
            call: CALL,
            attendant: "main".to_owned(),
            result: AttendantResult::TransferredToCq,
            action: Some("queue".to_owned()),
            target: Some("Q".to_owned()),
            selections,
            search: None,
            call_flow: Some(CallFlow::CallTransfer),
            stayed: Span::ZERO,
        })
    };
    let records = records_of(vec![
        (0, on(1, reached("main", VoiceAppKind::Attendant))),
        (1, on(1, left(1))),
        (2, on(2, reached("main", VoiceAppKind::Attendant))),
        (3, on(2, left(2))),
        (4, on(3, reached("other", VoiceAppKind::Attendant))),
        (5, on(3, left(0))),
    ]);
    let view = View {
        start: "2024-07-01T20:45:00Z".parse().expect("it is a time"),
        offset: Offset::UTC,
        level: Level::Day,
    };
    let table = TableName::AutoAttendant.table(&records, &view);
    assert_eq!(column(&table, "AACallerActionCount"), ["3", "0"]);
    assert_eq!(column(&table, "AACallerActionCountAverage"), ["2", "0"]);
}

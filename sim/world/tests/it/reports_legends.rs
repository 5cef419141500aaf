//! Legends of queues pair by pair, and records of facts that are made by hand.

use ringback_world::{
    Cause, Fact, Guid, Ids, RawId, Span, Time, What,
    calls::{self, CallId, Ended},
    declaration::{Person, Tenant},
    reports::{
        AttendantResultTold, FinalStateAction, Outcome, QueueResult, Record, Source, TargetType,
        records,
    },
    teams::{self, AttendantResult, Connectivity, ReachedBy, VoiceAppKind},
};

/// The rows of the table of legends: results, target, high-level and detailed legend.
const LISTED: [(&[&str], &str, &str, &str); 22] = [
    (
        &["agent_joined_conference", "transferred_to_agent"],
        "User",
        "Agent Answered",
        "Agent Answered (Call)",
    ),
    (
        &["transferred_to_callback_caller"],
        "User",
        "Agent Answered",
        "Agent Answered (Callback)",
    ),
    (&["disconnected"], "Disconnect", "Abandoned", "Abandoned"),
    (
        &["callback_call_timed_out"],
        "Disconnect",
        "Timed Out",
        "Timed Out (Callback)",
    ),
    (
        &["overflown"],
        "ApplicationEndpoint",
        "Overflowed",
        "Overflowed (Application)",
    ),
    (
        &["overflown"],
        "ConfigurationEndpoint",
        "Overflowed",
        "Overflowed (Application)",
    ),
    (
        &["overflown"],
        "MailBox",
        "Overflowed",
        "Overflowed (Voicemail)",
    ),
    (
        &["overflown"],
        "Disconnect",
        "Overflowed",
        "Overflowed (Disconnect)",
    ),
    (
        &["overflown"],
        "Phone",
        "Overflowed",
        "Overflowed (External)",
    ),
    (&["overflown"], "User", "Overflowed", "Overflowed (User)"),
    (
        &["timed_out"],
        "ApplicationEndpoint",
        "Timed Out",
        "Timed Out (Application)",
    ),
    (
        &["timed_out"],
        "ConfigurationEndpoint",
        "Timed Out",
        "Timed Out (Application)",
    ),
    (
        &["timed_out"],
        "MailBox",
        "Timed Out",
        "Timed Out (Voicemail)",
    ),
    (
        &["timed_out"],
        "Disconnect",
        "Timed Out",
        "Timed Out (Disconnect)",
    ),
    (&["timed_out"], "Phone", "Timed Out", "Timed Out (External)"),
    (&["timed_out"], "User", "Timed Out", "Timed Out (User)"),
    (
        &["no_agent"],
        "ApplicationEndpoint",
        "No Agents",
        "No Agents (Application)",
    ),
    (
        &["no_agent"],
        "MailBox",
        "No Agents",
        "No Agents (Voicemail)",
    ),
    (
        &["no_agent"],
        "Disconnect",
        "No Agents",
        "No Agents (Disconnect)",
    ),
    (&["no_agent"], "Phone", "No Agents", "No Agents (External)"),
    (
        &["no_agent"],
        "ConfigurationEndpoint",
        "No Agents",
        "No Agents (Application)",
    ),
    (&["no_agent"], "User", "No Agents", "No Agents (User)"),
];

fn listed(result: QueueResult, target: TargetType) -> Option<(&'static str, &'static str)> {
    let mut rows = LISTED.iter();
    let row = rows.find(|row| row.0.contains(&result.word()) && row.1 == target.word())?;
    Some((row.2, row.3))
}

fn outcome(result: QueueResult, target: TargetType) -> Outcome {
    Outcome::new(result, FinalStateAction::Other, target)
}

#[test]
fn every_pair_has_its_legend_and_a_pair_that_is_not_listed_is_other() {
    let corrects = [
        QueueResult::CallbackCallTimedOut,
        QueueResult::TransferredToCallbackCaller,
    ];
    for result in QueueResult::ALL {
        for target in TargetType::ALL {
            let outcome = outcome(result, target);
            let told = (outcome.legend().text(), outcome.detailed_legend().text());
            let expected = match corrects.contains(&result) {
                true => listed(result, outcome.corrected_target()),
                false => listed(result, target),
            };
            let (high, detailed) = expected.unwrap_or(("Other", "Other"));
            assert_eq!(
                told,
                (high.to_owned(), detailed.to_owned()),
                "{} to {}",
                result.word(),
                target.word()
            );
            assert_eq!(outcome.is_abandoned(), detailed == "Abandoned");
        }
    }
}

#[test]
fn a_callback_corrects_the_target_before_its_legend_is_looked_for() {
    for target in TargetType::ALL {
        let timed_out = outcome(QueueResult::CallbackCallTimedOut, target);
        assert_eq!(timed_out.corrected_target(), TargetType::Disconnect);
        assert_eq!(timed_out.detailed_legend().text(), "Timed Out (Callback)");
        assert_eq!(
            timed_out.final_state_legend().text(),
            "Timed Out (Callback)"
        );
        let answered = outcome(QueueResult::TransferredToCallbackCaller, target);
        assert_eq!(answered.corrected_target(), TargetType::User);
        let legend = "Agent Answered (Callback)";
        assert_eq!(answered.final_state_legend().text(), legend);
    }
}

#[test]
fn both_spellings_of_the_mailbox_are_voicemail() {
    // Case 143.
    for word in ["MailBox", "Mailbox"] {
        let target = TargetType::from_word(word);
        let outcome = outcome(QueueResult::Overflown, target);
        assert_eq!(outcome.detailed_legend().text(), "Overflowed (Voicemail)");
    }
    for target in TargetType::ALL {
        assert_eq!(TargetType::from_word(target.word()), target);
    }
    assert_eq!(TargetType::from_word("Nowhere"), TargetType::Other);
}

#[test]
fn a_failed_call_and_one_with_an_unlisted_pair_are_other() {
    // Case 144.
    for outcome in [
        Outcome::FAILED,
        outcome(QueueResult::Overflown, TargetType::Other),
        outcome(QueueResult::AgentJoinedConference, TargetType::Phone),
        outcome(QueueResult::Disconnected, TargetType::User),
    ] {
        assert_eq!(outcome.legend().text(), "Other");
        assert_eq!(outcome.detailed_legend().text(), "Other");
        assert_eq!(outcome.final_state_legend().text(), "Other");
        assert!(!outcome.is_abandoned() && !outcome.is_answered());
    }
}

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
    tenant.people = vec![Person::new("A", Guid::new("person-A"))];
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
    let left = ringback_world::reports::AttendantLeft {
        result: AttendantResultTold::Known(AttendantResult::OaaSessionTooLong),
        action: None,
        selections: 3,
        search: None,
        call_flow: None,
    };
    assert_eq!(left.legend().text(), "Other");
}

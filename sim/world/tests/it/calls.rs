//! Placing, answering, rejecting, redirecting and ending calls. Clauses are those of the Call Automation reference.

use ringback_world::{
    Contact, RawId, Span, What,
    calls::{
        Act, Answering, AnsweringMode, CallState, Command, ConnectionState, Fact, HangUpReach,
        IncomingCallContext, Place, Redirect, Refusal, Reject, RejectReason, SpeechService,
    },
};

use crate::calls_run::{CUSTOMER, MAIN, RESOURCE_ID, Run};

fn user(name: &str) -> String {
    format!("8:acs:{RESOURCE_ID}_{name}")
}

fn redirect(context: &IncomingCallContext, target: &str) -> Command {
    Command::Redirect(Redirect {
        resource: "contoso".to_owned(),
        incoming_call_context: context.clone(),
        target: RawId::from_loose(target),
    })
}

fn reject(context: &IncomingCallContext, reason: RejectReason) -> Command {
    Command::Reject(Reject {
        resource: "contoso".to_owned(),
        incoming_call_context: context.clone(),
        reason,
    })
}

#[test]
fn a_call_to_an_owned_number_is_answered() {
    // 1.1, 4.5 item 1 (participants first, as recorded), S1 steps 1 to 3.
    let mut run = Run::new();
    let (call, context) = run.place(CUSTOMER, MAIN);
    assert_eq!(run.lines(), ["Placed", "IncomingCall"]);
    assert!(run.world.implementation_owes());
    let connection = run.answer(&context.unwrap()).unwrap();
    let expected = [
        "AnsweredByImplementation",
        "PartyConnected 4:+14255550100",
        "ParticipantsUpdated",
        "CallConnected ivr 200/0",
    ];
    assert_eq!(run.lines(), expected);
    let view = run.world.calls().view(&connection, run.now()).unwrap();
    assert_eq!(view.state, ConnectionState::Connected);
    assert_eq!(view.answered_for.as_deref(), Some(MAIN));
    let roster = run
        .world
        .calls()
        .participants(&connection, run.now())
        .unwrap();
    assert_eq!(roster[0].id, RawId::phone_number(CUSTOMER));
    assert!(
        roster[1].id.as_str().starts_with(&user("")),
        "the bot is last: {roster:?}"
    );
    let shown = run.world.calls().show(call).unwrap();
    assert_eq!(shown.state, CallState::Connected);
    assert_eq!(run.world.calls().find(&shown.server_call_id.0), Some(call));
    assert_eq!(run.world.calls().find(connection.0.as_str()), Some(call));
    run.wait_secs(120);
    assert_eq!(run.lines(), [""; 0], "the ringing has no time-out any more");
}

#[test]
fn every_fact_carries_the_contact_of_the_placing() {
    let mut run = Run::new();
    let place = Place {
        from: RawId::phone_number(CUSTOMER),
        to: RawId::phone_number(MAIN),
        display_name: None,
        custom_context: None,
        contact: Some(Contact(7)),
    };
    let command = ringback_world::Command::Calls(Command::Place(place));
    run.world.handle(run.now(), command).unwrap();
    run.world.advance(ringback_world::Time::from_secs(60));
    let facts = run.world.take_facts();
    assert!(facts.iter().all(|fact| fact.contact == Some(Contact(7))));
    assert!(matches!(
        &facts.last().unwrap().what,
        What::Call(Fact::CallEnded { .. })
    ));
    assert_eq!(
        run.world.contact_of(&RawId::phone_number(CUSTOMER)),
        Some(Contact(7))
    );
}

#[test]
fn an_identity_of_a_resource_rings_at_the_implementation_known_or_not() {
    // 1.1.
    let mut run = Run::new();
    run.place(CUSTOMER, &user("nobody-made-me"));
    assert_eq!(run.lines(), ["Placed", "IncomingCall"]);
    run.place(CUSTOMER, "8:acs:77777777-2222-4333-8444-555555555555_x");
    assert_eq!(
        run.lines(),
        [
            "Placed",
            "Ringing 8:acs:77777777-2222-4333-8444-555555555555_x"
        ]
    );
}

#[test]
fn an_incoming_call_rings_for_thirty_seconds() {
    // 1.7 and S8 step 3: the answer is accepted and fails, and older versions are told only of the end.
    for (version, expected) in [
        (
            "2025-06-15",
            vec![
                "AnswerFailed ivr 487/10004",
                "CallDisconnected ivr 487/10004",
            ],
        ),
        ("2024-04-15", vec!["CallDisconnected ivr 487/10004"]),
    ] {
        let mut run = Run::new();
        let (_, context) = run.place(CUSTOMER, MAIN);
        run.wait(Span::from_millis(29_999));
        assert_eq!(run.lines(), ["Placed", "IncomingCall"]);
        run.wait(Span::from_millis(1));
        assert_eq!(
            run.lines(),
            ["PartyLeft 4:+14255550100 487/10004", "CallEnded 487/10004"]
        );
        assert!(!run.world.implementation_owes());
        run.answer_as(&context.unwrap(), version, SpeechService::Linked)
            .unwrap();
        assert_eq!(run.lines(), expected);
    }
}

#[test]
fn a_caller_who_gives_up_ends_the_ringing() {
    // 3.3: 487/0 cancelled before answer; an answer after that finds the call gone.
    let mut run = Run::new();
    let (call, context) = run.place(CUSTOMER, MAIN);
    run.party(call, CUSTOMER, Act::HangUp).unwrap();
    let lines = run.lines();
    assert_eq!(
        lines[2..],
        ["PartyLeft 4:+14255550100 487/0", "CallEnded 487/0"]
    );
    run.answer(&context.unwrap()).unwrap();
    assert_eq!(
        run.lines(),
        ["AnswerFailed ivr 404/8522", "CallDisconnected ivr 487/0"]
    );
}

#[test]
fn tokens_are_good_once_and_for_their_resource() {
    // 1.1 (the first valid one wins), 3.1 (404/8522, 403/7507, 400/8585).
    let mut run = Run::new();
    let (_, context) = run.place(CUSTOMER, MAIN);
    let context = context.unwrap();
    let unknown = IncomingCallContext("unknown".to_owned());
    assert!(matches!(
        run.answer(&unknown),
        Err(Refusal::NotFound { .. })
    ));
    let (_, other) = run.place(CUSTOMER, "+18005550111");
    assert_eq!(run.answer(&other.unwrap()), Err(Refusal::NotOwned));
    run.answer(&context).unwrap();
    assert!(matches!(run.answer(&context), Err(Refusal::WrongState(_))));
    let late = run.act(reject(&context, RejectReason::None));
    assert!(matches!(late, Err(Refusal::WrongState(_))));
}

#[test]
fn a_rejected_caller_sees_the_reason() {
    // 1.7.
    for (reason, pair) in [
        (RejectReason::None, "603/0"),
        (RejectReason::Busy, "486/0"),
        (RejectReason::Forbidden, "403/0"),
    ] {
        let mut run = Run::new();
        let (_, context) = run.place(CUSTOMER, MAIN);
        run.lines();
        run.act(reject(&context.unwrap(), reason)).unwrap();
        let lines = run.lines();
        assert_eq!(lines[0], "RejectedByImplementation");
        assert_eq!(lines[2], format!("CallEnded {pair}"));
    }
}

#[test]
fn a_redirect_publishes_a_second_incoming_call() {
    // 1.1 and S8 step 2: same correlation id, new target, the original caller, a token of its own.
    let mut run = Run::new();
    let (_, context) = run.place(CUSTOMER, MAIN);
    let context = context.unwrap();
    let target = user("u3");
    run.act(redirect(&context, &target)).unwrap();
    let calls: Vec<_> = run
        .facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::IncomingCall {
                to,
                from,
                correlation_id,
                incoming_call_context,
                ..
            } => Some((to, from, correlation_id, incoming_call_context)),
            _ => None,
        })
        .collect();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[1].0.as_str(), target);
    assert_eq!((calls[0].1, calls[0].2), (calls[1].1, calls[1].2));
    let second = calls[1].3.clone();
    assert_ne!(second, context);
    run.answer(&second).unwrap();
}

#[test]
fn a_redirect_reaches_far_ends_but_no_phone_from_voip() {
    // 1.7.
    let mut run = Run::new();
    let (_, context) = run.place(CUSTOMER, MAIN);
    run.act(redirect(&context.unwrap(), "+14255550177"))
        .unwrap();
    run.lines();
    run.wait_secs(1);
    assert_eq!(
        run.lines(),
        [
            "PartyConnected 4:+14255550100",
            "PartyConnected 4:+14255550177"
        ]
    );
    let (_, context) = run.place(&user("voip"), MAIN);
    let refused = run.act(redirect(&context.unwrap(), "+14255550177"));
    assert!(matches!(refused, Err(Refusal::NotSupported(_))));
}

#[test]
fn far_ends_behave_as_their_number_says_or_as_they_are_told() {
    // Design, section 8; pairs of 3.3.
    let ended = |number: &str, answering: Option<AnsweringMode>| {
        let mut run = Run::new();
        if let Some(mode) = answering {
            let party = RawId::from_loose(number);
            let after = Span::from_secs(3);
            let answering = Answering { mode, after };
            run.act(Command::SetAnswering { party, answering }).unwrap();
        }
        run.place(CUSTOMER, number);
        run.wait_secs(200);
        run.lines().last().cloned().unwrap()
    };
    assert_eq!(ended("+14255550155", None), "PartyConnected 4:+14255550155");
    assert_eq!(ended("+14255550191", None), "CallEnded 486/560486");
    assert_eq!(ended("+14255550192", None), "CallEnded 480/560480");
    assert_eq!(ended("+14255550193", None), "CallEnded 603/560603");
    assert_eq!(ended("+14255550194", None), "CallEnded 408/560408");
    let teams = "8:orgid:expert";
    assert_eq!(
        ended(teams, Some(AnsweringMode::Decline)),
        "CallEnded 603/0"
    );
    assert_eq!(
        ended(teams, Some(AnsweringMode::Ignore)),
        "CallEnded 487/10004"
    );
    assert_eq!(
        ended(teams, Some(AnsweringMode::Unreachable)),
        "CallEnded 480/10037"
    );
    let told = Some(AnsweringMode::Answer);
    assert_eq!(ended("+14255550191", told), "PartyConnected 4:+14255550191");
}

#[test]
fn a_person_answers_or_declines_before_the_far_end_does() {
    let mut run = Run::new();
    let (call, context) = run.place(CUSTOMER, "8:orgid:ana");
    assert_eq!(context, None, "no IncomingCall for a Teams user (1.1)");
    run.party(call, "8:orgid:ana", Act::Answer).unwrap();
    run.party(call, "8:orgid:ana", Act::HangUp).unwrap();
    let (call, _) = run.place(CUSTOMER, "8:orgid:bo");
    run.party(call, "8:orgid:bo", Act::Decline).unwrap();
    run.wait_secs(200);
    let expected = [
        "Placed",
        "Ringing 8:orgid:ana",
        "PartyConnected 4:+14255550100",
        "PartyConnected 8:orgid:ana",
        "PartyLeft 8:orgid:ana 0/0",
        "PartyLeft 4:+14255550100 0/0",
        "CallEnded 0/0",
        "Placed",
        "Ringing 8:orgid:bo",
        "PartyLeft 8:orgid:bo 603/0",
        "PartyLeft 4:+14255550100 603/0",
        "CallEnded 603/0",
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn hanging_up_tells_the_leg_why() {
    // 4.5 items 10 and 11.
    for (from, pair) in [
        (CUSTOMER.to_owned(), "200/540000"),
        (user("maya"), "200/4521"),
    ] {
        let (mut run, call, _) = Run::answered(&from);
        run.party(call, &from, Act::HangUp).unwrap();
        let lines = run.lines();
        assert_eq!(lines[1], format!("CallDisconnected ivr {pair}"));
        assert!(lines[2].starts_with("CallEnded 0/"), "{lines:?}");
        assert_eq!(lines.len(), 3);
    }
    for reach in [HangUpReach::Myself, HangUpReach::Everyone] {
        let (mut run, _, connection) = Run::answered(CUSTOMER);
        run.hang_up(&connection, reach).unwrap();
        let expected = [
            "CallDisconnected ivr 200/7000",
            "PartyLeft 4:+14255550100 0/7000",
            "CallEnded 0/7000",
        ];
        assert_eq!(run.lines(), expected);
    }
}

#[test]
fn a_leg_that_has_ended_is_told_apart_for_ten_seconds() {
    // 3.1 (the rule below the table), 4.2, S1 step 13.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.hang_up(&connection, HangUpReach::Everyone).unwrap();
    let gone = |refused: Result<_, Refusal>| matches!(refused, Err(Refusal::NotFound { .. }));
    assert!(gone(run.hang_up(&connection, HangUpReach::Everyone)));
    let cancel = Command::CancelMedia {
        connection: connection.clone(),
    };
    run.wait_secs(10);
    assert_eq!(run.act(cancel.clone()), Err(Refusal::AlreadyTerminated));
    let view = run.world.calls().view(&connection, run.now()).unwrap();
    assert_eq!(view.state, ConnectionState::Disconnected);
    let listed = run.world.calls().participants(&connection, run.now());
    assert_eq!(listed, Err(Refusal::AlreadyTerminated));
    run.wait(Span::from_micros(1));
    assert!(gone(run.act(cancel)));
    assert!(run.world.calls().view(&connection, run.now()).is_err());
}

#[test]
fn people_who_are_not_in_the_call_are_told_so() {
    let (mut run, call, _) = Run::answered(CUSTOMER);
    let refused = run.party(call, "+14255550111", Act::HangUp);
    let Err(Refusal::Party { why, .. }) = refused else {
        panic!("accepted: {refused:?}");
    };
    assert!(
        why.contains("4:+14255550100"),
        "it names who is there: {why}"
    );
    run.party(call, CUSTOMER, Act::HangUp).unwrap();
    assert!(matches!(
        run.party(call, CUSTOMER, Act::HangUp),
        Err(Refusal::Party { .. })
    ));
}

#[test]
fn calls_that_are_long_over_are_forgotten() {
    let mut run = Run::new();
    let (first, context) = run.place(CUSTOMER, MAIN);
    let connection = run.answer(&context.clone().unwrap()).unwrap();
    run.party(first, CUSTOMER, Act::HangUp).unwrap();
    for _ in 0..1_100 {
        let (call, _) = run.place(CUSTOMER, MAIN);
        run.party(call, CUSTOMER, Act::HangUp).unwrap();
    }
    assert!(
        run.world.calls().show(first).is_some(),
        "ten seconds are not over"
    );
    run.wait_secs(11);
    run.place(CUSTOMER, MAIN);
    assert_eq!(run.world.calls().list().len(), 1_001);
    assert_eq!(run.world.calls().show(first), None);
    assert_eq!(run.world.calls().leg(&connection), None);
    let gone = run.answer(&context.unwrap());
    assert!(matches!(gone, Err(Refusal::NotFound { .. })));
}

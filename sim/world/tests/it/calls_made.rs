//! Calls that the implementation makes and joins, and people whom it brings in and sends away. Clauses are those of the
//! Call Automation reference.

use ringback_world::{
    RawId, Reply, Span,
    calls::{
        self, Act, AddParticipant, Answering, AnsweringMode, ApiVersion, CallConnectionId,
        CallerId, CancelAddParticipant, Command, Connect, ConnectionState, ConnectionView, Create,
        CustomContext, Fact, HangUpReach, InvitationId, Locator, Redirect, Refusal,
        RemoveParticipant, SpeechService,
    },
};

use crate::{
    calls_run::{CUSTOMER, MAIN, RESOURCE_ID, Run},
    calls_transfer::transfer,
};

const OTHER_MAIN: &str = "+18005550198";
const FABRIKAM: &str = "+18005550111";
const AGENT: &str = "+14255550177";
const BUSY: &str = "+14255550191";
const IGNORES: &str = "+14255550192";
const EXPERT: &str = "8:orgid:expert";

fn user(name: &str) -> String {
    format!("8:acs:{RESOURCE_ID}_{name}")
}

fn create(targets: &[&str]) -> Create {
    Create {
        resource: "contoso".to_owned(),
        targets: targets
            .iter()
            .map(|target| RawId::from_loose(target))
            .collect(),
        source: None,
        caller: shown(MAIN),
        operation_context: Some("made".to_owned()),
        speech: SpeechService::Linked,
        version: ApiVersion("2025-06-15".to_owned()),
    }
}

fn shown(number: &str) -> CallerId {
    CallerId {
        number: Some(number.to_owned()),
        display_name: None,
    }
}

fn add(connection: &CallConnectionId, target: &str) -> AddParticipant {
    AddParticipant {
        connection: connection.clone(),
        target: RawId::from_loose(target),
        caller: shown(MAIN),
        timeout: None,
        operation_context: Some("add".to_owned()),
        custom_context: CustomContext::default(),
    }
}

fn connect(run: &Run, resource: &str, call: calls::CallId) -> Command {
    let shown = run.world.calls().show(call).expect("it is there");
    Command::Connect(Connect {
        resource: resource.to_owned(),
        locator: Locator::ServerCall(shown.server_call_id),
        operation_context: Some("joined".to_owned()),
        speech: SpeechService::Linked,
        version: ApiVersion("2025-06-15".to_owned()),
    })
}

fn remove(connection: &CallConnectionId, target: &RawId) -> Command {
    Command::RemoveParticipant(RemoveParticipant {
        connection: connection.clone(),
        target: target.clone(),
        operation_context: Some("remove".to_owned()),
    })
}

fn cancel(connection: &CallConnectionId, invitation: &InvitationId) -> Command {
    Command::CancelAddParticipant(CancelAddParticipant {
        connection: connection.clone(),
        invitation: invitation.clone(),
        operation_context: Some("cancel".to_owned()),
    })
}

impl Run {
    fn leg(&mut self, command: Command) -> ConnectionView {
        match self.act(command) {
            Ok(Reply::Calls(calls::Reply::Connection(view))) => *view,
            other => panic!("not a leg: {other:?}"),
        }
    }

    fn make(&mut self, create: Create) -> CallConnectionId {
        self.leg(Command::Create(create)).connection
    }

    fn invite(&mut self, add: AddParticipant) -> InvitationId {
        match self.act(Command::AddParticipant(add)) {
            Ok(Reply::Calls(calls::Reply::Invited { invitation, .. })) => invitation,
            other => panic!("not invited: {other:?}"),
        }
    }

    fn answers(&mut self, party: &str, mode: AnsweringMode, after: u64) {
        let answering = Answering {
            mode,
            after: Span::from_secs(after),
        };
        let party = RawId::from_loose(party);
        self.act(Command::SetAnswering { party, answering })
            .expect("it is carried out");
    }

    /// The token of the latest event of an incoming call.
    fn token(&self) -> calls::IncomingCallContext {
        let token = self.facts.iter().rev().find_map(|fact| match fact {
            Fact::IncomingCall {
                incoming_call_context,
                ..
            } => Some(incoming_call_context.clone()),
            _ => None,
        });
        token.expect("something rings")
    }
}

/// Refuses a field of a request, and names it.
#[track_caller]
fn refuses(run: &mut Run, command: Command, field: &str) {
    match run.act(command) {
        Err(Refusal::Invalid { field: found, .. }) => assert_eq!(found, field),
        other => panic!("{field} is not refused: {other:?}"),
    }
}

#[test]
fn the_first_that_answers_brings_a_call_to_several_about_and_the_others_join_it() {
    let mut run = Run::new();
    run.make(create(&[CUSTOMER, AGENT]));
    run.lines();
    run.wait_secs(1);
    let expected = [
        &format!("PartyConnected 4:{CUSTOMER}"),
        "ParticipantsUpdated",
        "CallConnected made 200/0",
        &format!("PartyConnected 4:{AGENT}"),
        "ParticipantsUpdated",
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn only_the_last_that_does_not_answer_ends_a_call_to_several() {
    // A phone rings for 115 s at most, a user for 85 s.
    let mut run = Run::new();
    run.make(create(&[BUSY, IGNORES]));
    run.lines();
    run.wait_secs(114);
    assert_eq!(run.lines(), [format!("PartyLeft 4:{BUSY} 486/560486")]);
    run.wait_secs(1);
    let expected = [
        &format!("PartyLeft 4:{IGNORES} 480/560480"),
        "CreateCallFailed made 480/560480",
        "CallDisconnected made 480/560480",
        "CallEnded 480/560480",
    ];
    assert_eq!(run.lines(), expected);

    let mut run = Run::new();
    run.answers(EXPERT, AnsweringMode::Ignore, 0);
    run.make(create(&[EXPERT]));
    run.lines();
    run.wait_secs(84);
    assert_eq!(run.lines(), [""; 0]);
    run.wait_secs(1);
    let expected = [
        &format!("PartyLeft {EXPERT} 487/10004"),
        "CreateCallFailed made 487/10004",
        "CallDisconnected made 487/10004",
        "CallEnded 487/10004",
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn a_call_that_fails_has_an_event_of_its_own_since_june_2024() {
    for (version, told) in [("2024-04-15", false), ("2024-06-15-preview", true)] {
        let mut run = Run::new();
        run.make(Create {
            version: ApiVersion(version.to_owned()),
            ..create(&[BUSY])
        });
        run.wait_secs(1);
        let lines = run.lines();
        let failed = "CreateCallFailed made 486/560486".to_owned();
        assert_eq!(lines.contains(&failed), told, "{version}: {lines:?}");
        let down = "CallDisconnected made 486/560486".to_owned();
        assert!(lines.contains(&down), "{version}: {lines:?}");
    }
}

#[test]
fn a_hang_up_stops_what_still_rings() {
    let mut run = Run::new();
    let connection = run.make(create(&[CUSTOMER, IGNORES]));
    run.lines();
    run.hang_up(&connection, HangUpReach::Myself)
        .expect("it is carried out");
    let expected = [
        "CreateCallFailed made 487/540487",
        &format!("PartyLeft 4:{CUSTOMER} 487/540487"),
        &format!("PartyLeft 4:{IGNORES} 487/540487"),
        "CallDisconnected made 487/540487",
        "CallEnded 487/540487",
    ];
    assert_eq!(run.lines(), expected);

    let mut run = Run::new();
    let connection = run.make(create(&[CUSTOMER, IGNORES]));
    run.wait_secs(1);
    run.lines();
    run.hang_up(&connection, HangUpReach::Everyone)
        .expect("it is carried out");
    let expected = [
        &format!("PartyLeft 4:{IGNORES} 487/540487"),
        "CallDisconnected made 200/7000",
        &format!("PartyLeft 4:{CUSTOMER} 0/7000"),
        "CallEnded 0/7000",
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn a_call_to_be_made_names_each_target_once_and_a_number_for_phones() {
    let mut run = Run::new();
    let source = Some(RawId::from_loose(&user("maya")));
    let many: Vec<String> = (0..350).map(|n| user(&n.to_string())).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let nameless = CallerId::default();
    let wrong = [
        ("targets", create(&[])),
        ("targets", create(&[""])),
        ("targets", create(&[CUSTOMER, AGENT, CUSTOMER])),
        ("targets", create(&many)),
        (
            "targets",
            Create {
                source: source.clone(),
                ..create(&[&user("maya")])
            },
        ),
        (
            "sourceCallerIdNumber",
            Create {
                caller: nameless.clone(),
                ..create(&[EXPERT, CUSTOMER])
            },
        ),
    ];
    for (field, create) in wrong {
        refuses(&mut run, Command::Create(create), field);
    }
    assert_eq!(run.lines(), [""; 0]);
    run.make(create(&many[..349]));
    run.make(Create {
        caller: nameless,
        source,
        ..create(&[EXPERT])
    });
}

#[test]
fn phones_see_the_number_and_users_the_identity_that_calls() {
    for (target, sees) in [
        (OTHER_MAIN.to_owned(), format!("4:{MAIN}")),
        (user("maya"), user("ivr")),
    ] {
        let mut run = Run::new();
        run.make(Create {
            source: Some(RawId::from_loose(&user("ivr"))),
            ..create(&[&target])
        });
        let from = run.facts.iter().find_map(|fact| match fact {
            Fact::IncomingCall { from, .. } => Some(from.as_str().to_owned()),
            _ => None,
        });
        assert_eq!(from, Some(sees));
    }
}

#[test]
fn a_number_that_is_not_owned_reaches_no_phone_wherever_it_is() {
    // 7.7: 403/510403.
    for target in [AGENT, OTHER_MAIN, FABRIKAM] {
        let mut run = Run::new();
        run.make(Create {
            caller: shown(FABRIKAM),
            ..create(&[target])
        });
        run.lines();
        run.wait_secs(1);
        let expected = [
            &format!("PartyLeft 4:{target} 403/510403"),
            "CreateCallFailed made 403/510403",
            "CallDisconnected made 403/510403",
            "CallEnded 403/510403",
        ];
        assert_eq!(run.lines(), expected);
        let failed = run.facts.iter().find_map(|fact| match fact {
            Fact::CreateCallFailed(failed) => Some(failed.result.message.clone()),
            _ => None,
        });
        let text = "Call was blocked, the caller id is not supplied or not allowed. DiagCode: 403#510403.@";
        assert_eq!(failed.as_deref(), Some(text));

        let (mut run, _, connection) = Run::answered(CUSTOMER);
        run.invite(AddParticipant {
            caller: shown(FABRIKAM),
            ..add(&connection, target)
        });
        run.wait_secs(1);
        let failed = "AddParticipantFailed add 403/510403".to_owned();
        assert!(run.lines().contains(&failed), "{target}");
    }
    let mut run = Run::new();
    run.make(Create {
        caller: shown(FABRIKAM),
        ..create(&[EXPERT])
    });
    run.wait_secs(1);
    let connected = "CallConnected made 200/0".to_owned();
    assert!(run.lines().contains(&connected), "no phone sees the number");
}

#[test]
fn whoever_answers_first_has_a_call_to_an_identity_that_a_person_uses() {
    let maya = user("maya");
    let ringing = |after: u64| {
        let mut run = Run::new();
        run.answers(&maya, AnsweringMode::Answer, after);
        run.make(create(&[&maya]));
        let expected = [
            "Placed",
            "CreatedByImplementation",
            "IncomingCall",
            &format!("Ringing {maya}"),
        ];
        assert_eq!(run.lines(), expected);
        let token = run.token();
        (run, token)
    };
    let connected = [
        format!("PartyConnected {maya}"),
        "ParticipantsUpdated".to_owned(),
        "CallConnected made 200/0".to_owned(),
    ];
    // The person does: an answer after that is told so.
    let (mut run, token) = ringing(3);
    run.wait_secs(3);
    assert_eq!(run.lines(), connected);
    run.answer(&token).expect("it is carried out");
    let late = [
        "AnswerFailed ivr 404/8522",
        "CallDisconnected ivr 487/10003",
    ];
    assert_eq!(run.lines(), late);
    // The application does: the person's phone is silent.
    let (mut run, token) = ringing(3);
    run.answer(&token).expect("it is carried out");
    let expected = [
        "AnsweredByImplementation",
        &format!("PartyLeft {maya} 487/10003"),
        "ParticipantsUpdated",
        "CallConnected made 200/0",
        "ParticipantsUpdated",
        "CallConnected ivr 200/0",
    ];
    assert_eq!(run.lines(), expected);
    // The application had 30 s; the person has their time all the same.
    let (mut run, token) = ringing(40);
    run.wait_secs(31);
    run.answer(&token).expect("it is carried out");
    let late = [
        "AnswerFailed ivr 487/10004",
        "CallDisconnected ivr 487/10004",
    ];
    assert_eq!(run.lines(), late);
    run.wait_secs(9);
    assert_eq!(run.lines(), connected);
}

#[test]
fn what_a_person_is_told_anew_takes_the_place_of_what_they_were_about_to_do() {
    let mut run = Run::new();
    run.answers(EXPERT, AnsweringMode::Answer, 5);
    run.make(create(&[EXPERT]));
    run.answers(EXPERT, AnsweringMode::Decline, 10);
    run.lines();
    run.wait_secs(9);
    assert_eq!(run.lines(), [""; 0]);
    run.wait_secs(1);
    assert_eq!(run.lines()[0], format!("PartyLeft {EXPERT} 603/0"));
}

#[test]
fn an_invitation_rings_as_long_as_it_was_asked_to() {
    // 487/10004 then, and not the answer of a phone network.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    let too_long = AddParticipant {
        timeout: Some(Span::from_millis(180_001)),
        ..add(&connection, IGNORES)
    };
    let field = "invitationTimeoutInSeconds";
    refuses(&mut run, Command::AddParticipant(too_long), field);
    for (timeout, rings, pair) in [(Some(180), 180, "487/10004"), (None, 115, "480/560480")] {
        run.invite(AddParticipant {
            timeout: timeout.map(Span::from_secs),
            ..add(&connection, IGNORES)
        });
        run.lines();
        run.wait_secs(rings - 1);
        assert_eq!(run.lines(), [""; 0]);
        run.wait_secs(1);
        let expected = [
            format!("PartyLeft 4:{IGNORES} {pair}"),
            format!("AddParticipantFailed add {pair}"),
            "ParticipantsUpdated".to_owned(),
        ];
        assert_eq!(run.lines(), expected);
    }
}

#[test]
fn nobody_is_invited_twice_nor_beyond_the_size_of_a_call() {
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.invite(add(&connection, IGNORES));
    for there in [CUSTOMER, IGNORES] {
        let again = Command::AddParticipant(add(&connection, there));
        refuses(&mut run, again, "participantToAdd");
    }
    let headers = CustomContext {
        voip: [("k".repeat(65), String::new())].into(),
        ..CustomContext::default()
    };
    let wrong = AddParticipant {
        custom_context: headers,
        ..add(&connection, AGENT)
    };
    let field = "customCallingContext.voipHeaders";
    refuses(&mut run, Command::AddParticipant(wrong), field);
    // Two are in the call and one rings: 347 more make 350.
    for n in 0..347 {
        run.invite(add(&connection, &user(&n.to_string())));
    }
    let one_more = Command::AddParticipant(add(&connection, AGENT));
    refuses(&mut run, one_more, "participantToAdd");
}

#[test]
fn an_invitation_is_withdrawn_by_the_leg_that_made_it_while_it_rings() {
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    let other = connect(&run, "contoso", call);
    let other = run.leg(other).connection;
    let invitation = run.invite(add(&connection, IGNORES));
    run.lines();
    run.act(cancel(&other, &invitation))
        .expect("it is carried out");
    assert_eq!(run.lines(), ["CancelAddParticipantFailed cancel 404/8522"]);
    run.act(cancel(&connection, &invitation))
        .expect("it is carried out");
    let expected = [
        &format!("PartyLeft 4:{IGNORES} 487/5234"),
        "CancelAddParticipantSucceeded cancel 487/5234",
    ];
    assert_eq!(run.lines(), expected);
    run.act(cancel(&connection, &invitation))
        .expect("it is carried out");
    assert_eq!(run.lines(), ["CancelAddParticipantFailed cancel 400/8523"]);
}

#[test]
fn invitations_end_with_the_leg_that_made_them() {
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.invite(add(&connection, IGNORES));
    run.lines();
    run.hang_up(&connection, HangUpReach::Myself)
        .expect("it is carried out");
    let expected = [
        &format!("PartyLeft 4:{IGNORES} 487/540487"),
        "AddParticipantFailed add 487/540487",
        "CallDisconnected ivr 200/7000",
        &format!("PartyLeft 4:{CUSTOMER} 0/7000"),
        "CallEnded 0/7000",
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn a_leg_that_joins_is_connecting_first_and_everyone_is_told_of_it() {
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    let command = connect(&run, "contoso", call);
    let joined = run.leg(command);
    assert_eq!(joined.state, ConnectionState::Connecting);
    let expected = [
        "ConnectedByImplementation",
        "ParticipantsUpdated",
        "ParticipantsUpdated",
        "CallConnected joined 200/0",
    ];
    assert_eq!(run.lines(), expected);
    let told: Vec<_> = run
        .facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::ParticipantsUpdated(updated) => Some(&updated.connection),
            _ => None,
        })
        .collect();
    assert_eq!(told[told.len() - 2..], [&connection, &joined.connection]);
}

#[test]
fn calls_are_joined_by_the_resources_that_have_a_part_in_them() {
    let identity = |resource: &str| match resource {
        "contoso" => user("maya"),
        _ => "8:acs:99999999-2222-4333-8444-555555555555_maya".to_owned(),
    };
    // Its caller is an identity of the resource; the resource was called; it has no part.
    for (from, to, resource, joins) in [
        (identity("fabrikam"), AGENT.to_owned(), "fabrikam", true),
        (CUSTOMER.to_owned(), identity("fabrikam"), "fabrikam", true),
        (identity("contoso"), AGENT.to_owned(), "fabrikam", false),
    ] {
        let mut run = Run::new();
        let (call, _) = run.place(&from, &to);
        let command = connect(&run, resource, call);
        let reply = run.act(command);
        match joins {
            true => assert!(reply.is_ok(), "{from} {to}: {reply:?}"),
            false => assert_eq!(reply, Err(Refusal::NotOwned), "{from} {to}"),
        }
    }
    // It was called by an invitation, not by whoever placed the call.
    let (mut run, call, connection) = Run::answered(CUSTOMER);
    let command = connect(&run, "fabrikam", call);
    assert_eq!(run.act(command), Err(Refusal::NotOwned));
    run.invite(add(&connection, FABRIKAM));
    let command = connect(&run, "fabrikam", call);
    run.leg(command);
}

#[test]
fn a_call_that_does_not_go_on_is_not_joined() {
    let mut run = Run::new();
    let (call, _) = run.place(CUSTOMER, MAIN);
    run.lines();
    let command = connect(&run, "contoso", call);
    run.leg(command);
    let expected = [
        "ConnectFailed joined 404/8522",
        "CallDisconnected joined 404/8522",
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn a_participant_is_sent_out_and_the_last_other_one_ends_the_call() {
    // 4.4: 200/5002 where the application removed the only other participant.
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.invite(add(&connection, AGENT));
    run.wait_secs(1);
    run.lines();
    run.act(remove(&connection, &RawId::from_loose(AGENT)))
        .expect("it is carried out");
    let expected = [
        "RemoveParticipantSucceeded remove 200/0",
        &format!("PartyLeft 4:{AGENT} 0/5000"),
        "ParticipantsUpdated",
    ];
    assert_eq!(run.lines(), expected);
    run.act(remove(&connection, &RawId::from_loose(CUSTOMER)))
        .expect("it is carried out");
    let expected = [
        "RemoveParticipantSucceeded remove 200/0",
        &format!("PartyLeft 4:{CUSTOMER} 0/5000"),
        "CallDisconnected ivr 200/5002",
        "CallEnded 0/5000",
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn another_leg_is_sent_out_by_its_identity_or_its_number_and_the_own_one_is_not() {
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    for by_number in [true, false] {
        run.invite(add(&connection, OTHER_MAIN));
        let token = run.token();
        let other = run.answer(&token).expect("it is carried out");
        run.lines();
        let target = if by_number {
            RawId::from_loose(OTHER_MAIN)
        } else {
            let shown = run
                .world
                .calls()
                .view(&other, run.now())
                .expect("it is carried out");
            shown.answered_by.expect("it has an identity")
        };
        // Nobody is in a call twice, by whichever name.
        let again = Command::AddParticipant(AddParticipant {
            target: target.clone(),
            ..add(&connection, AGENT)
        });
        refuses(&mut run, again, "participantToAdd");
        run.act(remove(&connection, &target))
            .expect("it is carried out");
        let expected = [
            "RemoveParticipantSucceeded remove 200/0",
            "CallDisconnected ivr 200/5000",
            "ParticipantsUpdated",
        ];
        assert_eq!(run.lines(), expected);
    }
    let own = run
        .world
        .calls()
        .view(&connection, run.now())
        .expect("it is carried out");
    let own = own.answered_by.expect("it has an identity");
    run.act(remove(&connection, &own))
        .expect("it is carried out");
    assert_eq!(run.lines(), ["RemoveParticipantFailed remove 400/8523"]);
    run.act(remove(&connection, &RawId::from_loose(AGENT)))
        .expect("it is carried out");
    assert_eq!(run.lines(), ["RemoveParticipantFailed remove 404/8522"]);
}

#[test]
fn a_leg_that_is_left_alone_when_the_last_other_leg_is_sent_out_ends_the_call() {
    let mut run = Run::new();
    let connection = run.make(create(&[OTHER_MAIN]));
    let token = run.token();
    run.answer(&token).expect("it is carried out");
    run.lines();
    run.act(remove(&connection, &RawId::from_loose(OTHER_MAIN)))
        .expect("it is carried out");
    let expected = [
        "RemoveParticipantSucceeded remove 200/0",
        "CallDisconnected ivr 200/5000",
        "CallDisconnected made 200/5002",
        "CallEnded 0/5000",
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn the_last_of_a_call_that_has_grown_leaves_a_group_call() {
    // 4.4: 200/5010 where only one is left of more than two, 200/5020 where only bots are.
    let (mut run, call, connection) = Run::answered(&user("maya"));
    run.invite(add(&connection, EXPERT));
    run.wait_secs(1);
    run.party(call, EXPERT, Act::HangUp)
        .expect("it is carried out");
    run.lines();
    run.party(call, &user("maya"), Act::HangUp)
        .expect("it is carried out");
    assert_eq!(run.lines()[1], "CallDisconnected ivr 200/5010");

    let (mut run, call, _) = Run::answered(&user("maya"));
    let command = connect(&run, "contoso", call);
    run.leg(command);
    run.lines();
    run.party(call, &user("maya"), Act::HangUp)
        .expect("it is carried out");
    let lines = run.lines();
    assert_eq!(lines[1], "CallDisconnected ivr 200/5020");
    assert_eq!(lines[2], "CallDisconnected joined 200/5020");
}

#[test]
fn a_redirect_goes_to_nobody_who_is_there_or_called_already_and_takes_its_headers_along() {
    let headers = CustomContext {
        voip: [("case".to_owned(), "7".to_owned())].into(),
        ..CustomContext::default()
    };
    let redirect = |run: &Run, target: &str| {
        Command::Redirect(Redirect {
            resource: "contoso".to_owned(),
            incoming_call_context: run.token(),
            target: RawId::from_loose(target),
        })
    };
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.invite(add(&connection, IGNORES));
    run.invite(AddParticipant {
        custom_context: headers.clone(),
        ..add(&connection, OTHER_MAIN)
    });
    for there in [CUSTOMER, IGNORES] {
        let command = redirect(&run, there);
        refuses(&mut run, command, "target");
    }
    let command = redirect(&run, &user("maya"));
    run.act(command).expect("it is carried out");
    let given = run.facts.iter().rev().find_map(|fact| match fact {
        Fact::IncomingCall {
            to, custom_context, ..
        } => Some((to.as_str().to_owned(), custom_context.clone())),
        _ => None,
    });
    assert_eq!(given, Some((user("maya"), Some(headers))));
}

#[test]
fn a_transfer_goes_to_nobody_who_is_called_already() {
    let (mut run, _, connection) = Run::answered(CUSTOMER);
    run.invite(add(&connection, IGNORES));
    let command = Command::Transfer(transfer(&connection, IGNORES));
    refuses(&mut run, command, "targetParticipant");
}

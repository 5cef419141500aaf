//! Calls that the implementation makes and joins, and people whom it brings in and sends away. Clauses are those of the
//! Call Automation reference.

use ringback_world::{
    RawId, Reply, Span,
    calls::{
        self, AddParticipant, Answering, AnsweringMode, ApiVersion, CallConnectionId, CallerId,
        CancelAddParticipant, Command, Connect, ConnectionView, Create, CustomContext, Fact,
        HangUpReach, InvitationId, Locator, Refusal, RemoveParticipant, SpeechService,
    },
};

use crate::calls_run::{CUSTOMER, MAIN, RESOURCE_ID, Run};

pub(crate) const OTHER_MAIN: &str = "+18005550198";
pub(crate) const FABRIKAM: &str = "+18005550111";
pub(crate) const AGENT: &str = "+14255550177";
pub(crate) const BUSY: &str = "+14255550191";
pub(crate) const IGNORES: &str = "+14255550192";
pub(crate) const EXPERT: &str = "8:orgid:expert";

pub(crate) fn user(name: &str) -> String {
    format!("8:acs:{RESOURCE_ID}_{name}")
}

pub(crate) fn create(targets: &[&str]) -> Create {
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

pub(crate) fn shown(number: &str) -> CallerId {
    CallerId {
        number: Some(number.to_owned()),
        display_name: None,
    }
}

pub(crate) fn add(connection: &CallConnectionId, target: &str) -> AddParticipant {
    AddParticipant {
        connection: connection.clone(),
        target: RawId::from_loose(target),
        caller: shown(MAIN),
        timeout: None,
        operation_context: Some("add".to_owned()),
        custom_context: CustomContext::default(),
    }
}

pub(crate) fn connect(run: &Run, resource: &str, call: calls::CallId) -> Command {
    let shown = run.world.calls().show(call).expect("it is there");
    Command::Connect(Connect {
        resource: resource.to_owned(),
        locator: Locator::ServerCall(shown.server_call_id),
        operation_context: Some("joined".to_owned()),
        speech: SpeechService::Linked,
        version: ApiVersion("2025-06-15".to_owned()),
    })
}

pub(crate) fn remove(connection: &CallConnectionId, target: &RawId) -> Command {
    Command::RemoveParticipant(RemoveParticipant {
        connection: connection.clone(),
        target: target.clone(),
        operation_context: Some("remove".to_owned()),
    })
}

pub(crate) fn cancel(connection: &CallConnectionId, invitation: &InvitationId) -> Command {
    Command::CancelAddParticipant(CancelAddParticipant {
        connection: connection.clone(),
        invitation: invitation.clone(),
        operation_context: Some("cancel".to_owned()),
    })
}

impl Run {
    pub(crate) fn leg(&mut self, command: Command) -> ConnectionView {
        match self.act(command) {
            Ok(Reply::Calls(calls::Reply::Connection(view))) => *view,
            other => panic!("not a leg: {other:?}"),
        }
    }

    pub(crate) fn make(&mut self, create: Create) -> CallConnectionId {
        self.leg(Command::Create(create)).connection
    }

    pub(crate) fn invite(&mut self, add: AddParticipant) -> InvitationId {
        match self.act(Command::AddParticipant(add)) {
            Ok(Reply::Calls(calls::Reply::Invited { invitation, .. })) => invitation,
            other => panic!("not invited: {other:?}"),
        }
    }

    pub(crate) fn answers(&mut self, party: &str, mode: AnsweringMode, after: u64) {
        let answering = Answering {
            mode,
            after: Span::from_secs(after),
        };
        let party = RawId::from_loose(party);
        self.act(Command::SetAnswering { party, answering })
            .expect("it is carried out");
    }

    /// The token of the latest event of an incoming call.
    pub(crate) fn token(&self) -> calls::IncomingCallContext {
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
pub(crate) fn refuses(run: &mut Run, command: Command, field: &str) {
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

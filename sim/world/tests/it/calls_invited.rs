//! People whom the implementation brings into a call, and whose invitation it takes back. Clauses are those of the Call Automation reference.

use ringback_world::{
    Span,
    calls::{AddParticipant, Command, CustomContext, HangUpReach},
};

use crate::{
    calls_made::{AGENT, IGNORES, add, cancel, connect, refuses, user},
    calls_run::{CUSTOMER, Run},
};

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

//! Calls that the implementation joins, people whom it sends away, and calls that it sends elsewhere. Clauses are those of the Call Automation reference.

use ringback_world::{
    RawId,
    calls::{
        Act, AddParticipant, Command, ConnectionState, CustomContext, Fact, Redirect, Refusal,
    },
};

use crate::{
    calls_made::{
        AGENT, EXPERT, FABRIKAM, IGNORES, OTHER_MAIN, add, connect, create, refuses, remove, user,
    },
    calls_run::{CUSTOMER, MAIN, Run},
    calls_transfer::transfer,
};

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

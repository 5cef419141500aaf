//! Calls that the implementation hands to a call queue, through to an agent. Clauses are those of the Call Automation
//! reference.

use ringback_world::{
    Command, RawId,
    calls::{self, Act, CallConnectionId, CallId, CallState, ConnectionState, Tone},
    declaration::MenuAction,
    teams,
};

use crate::{
    calls_run::{CUSTOMER, MAIN, Run},
    calls_transfer::transfer,
    teams_attendants::{attendant, automatic, option, to_first},
    teams_run::baseline,
};

const QUEUE: &str = "28:orgid:account-Q";
const AGENT: &str = "8:orgid:person-A";

fn answered() -> (Run, CallId, CallConnectionId) {
    let mut run = Run::with(baseline());
    let (call, context) = run.place(CUSTOMER, MAIN);
    let connection = run
        .answer(&context.expect("it rings here"))
        .expect("it rings still");
    run.lines();
    (run, call, connection)
}

fn agent(run: &mut Run, command: teams::Command) {
    run.world
        .handle(run.now(), Command::Teams(command))
        .expect("the agent can do so");
    // The facts of both subjects are looked at through the calls' own.
    run.wait_secs(0);
}

#[test]
fn a_queue_takes_a_transfer_at_once_and_its_agent_the_call() {
    // 7.2, S1 steps 10 to 13: accepted before any agent picks up, no IncomingCall, customer and agent stay together.
    let (mut run, call, connection) = answered();
    run.act(calls::Command::Transfer(transfer(&connection, QUEUE)))
        .unwrap();
    let expected = [
        "TransferRequested".to_owned(),
        format!("PartyConnected {QUEUE}"),
        "CallTransferAccepted xfer 200/7015".to_owned(),
        "CallDisconnected ivr 200/7015".to_owned(),
    ];
    assert_eq!(run.lines(), expected);
    let view = run.world.calls().view(&connection, run.now()).unwrap();
    assert_eq!(view.state, ConnectionState::Disconnected);
    assert!(!run.world.implementation_owes(), "it waits in the queue");
    run.wait_secs(1);
    let answer = teams::Command::Answer {
        agent: "A".to_owned(),
        call: Some(call),
    };
    agent(&mut run, answer);
    assert_eq!(
        run.lines(),
        [
            format!("PartyConnected {AGENT}"),
            format!("PartyLeft {QUEUE} 0/0")
        ]
    );
    let hang_up = teams::Command::HangUp {
        agent: "A".to_owned(),
        call: Some(call),
    };
    agent(&mut run, hang_up);
    let expected = [
        format!("PartyLeft {AGENT} 0/0"),
        "PartyLeft 4:+14255550100 0/0".to_owned(),
        "CallEnded 0/0".to_owned(),
    ];
    assert_eq!(run.lines(), expected);
}

#[test]
fn a_caller_who_abandons_the_queue_ends_the_call() {
    let (mut run, call, connection) = answered();
    run.act(calls::Command::Transfer(transfer(&connection, QUEUE)))
        .unwrap();
    run.wait_secs(1);
    run.lines();
    run.party(call, CUSTOMER, Act::HangUp).unwrap();
    let lines = run.lines();
    run.wait_secs(1);
    assert_eq!(lines.last().unwrap(), "CallEnded 0/540000");
    assert_eq!(run.world.next_wakeup(), None, "nothing rings any more");
}

#[test]
fn a_voice_app_that_does_not_exist_fails_the_transfer_or_the_call() {
    // 3.3: the number or account is unknown.
    let (mut run, call, connection) = answered();
    run.act(calls::Command::Transfer(transfer(
        &connection,
        "28:orgid:nobody",
    )))
    .unwrap();
    assert_eq!(run.lines().last().unwrap(), "CallTransferFailed xfer 404/0");
    let shown = run.world.calls().show(call).unwrap();
    assert_eq!(shown.state, CallState::Connected);
    let (call, _) = run.place("+14255550101", "28:orgid:nobody");
    let ended = run.world.calls().show(call).unwrap().ended.unwrap();
    assert_eq!((ended.code, ended.by), (404, None));
}

#[test]
fn a_number_of_a_resource_account_reaches_its_queue() {
    // Teams reference, section 8.
    let mut declaration = baseline();
    let account = declaration.teams.queues[0]
        .resource_account
        .as_mut()
        .unwrap();
    account.phone_number = Some("+18005550150".to_owned());
    let mut run = Run::with(declaration);
    let (call, context) = run.place(CUSTOMER, "+18005550150");
    assert_eq!(context, None);
    let shown = run.world.calls().show(call).unwrap();
    assert!(
        shown
            .parties
            .iter()
            .any(|party| party.id == RawId::new(QUEUE))
    );
}

#[test]
fn an_attendant_takes_a_transfer_and_hears_the_keys_of_the_caller() {
    let mut declaration = baseline();
    let mut main = attendant("main", automatic(MenuAction::Disconnect));
    main.flow.options = vec![option(Tone::One, "queue", to_first())];
    declaration.teams.attendants.push(main);
    let mut run = Run::with(declaration);
    let (call, context) = run.place(CUSTOMER, MAIN);
    let connection = run
        .answer(&context.expect("it rings here"))
        .expect("it rings still");
    run.act(calls::Command::Transfer(transfer(
        &connection,
        "28:orgid:account-main",
    )))
    .unwrap();
    assert_eq!(run.world.attendants()[0].calls[0].call, call);
    run.party(call, CUSTOMER, Act::Press(vec![Tone::One]))
        .unwrap();
    let queue = run.world.teams().queue(run.world.declaration(), "Q");
    assert_eq!(queue.expect("it is declared").waiting[0].call, call);
}

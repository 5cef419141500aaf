//! Calls that come to a person straight or by a transfer follow that person's own rules.

use ringback_world::{
    RawId, Span,
    calls::{self, Act, Answering, AnsweringMode, ConnectionState},
    declaration::{Answerer, BusyOnBusy, Person, PersonalVoicemail, Tenant},
};

use crate::{
    calls_run::{self, CUSTOMER, MAIN},
    calls_transfer::transfer,
    teams_run::{Run, baseline, secs},
};

const B: &str = "8:orgid:person-B";

/// A customer calls B at 0, whose rules these are, and who lets it ring.
fn called(rules: impl FnOnce(&mut Person), script: &str, until: u64) -> Vec<String> {
    let set = |tenant: &mut Tenant| rules(&mut tenant.people[1]);
    let mut run = Run::script(set, &format!("0 B does ignores 0\n{script}"));
    run.call(0, "c1", B).expect("it is placed");
    run.until(until).lines()
}

#[test]
fn an_unanswered_call_reaches_the_voicemail() {
    assert_eq!(
        called(|_| {}, "", 1_000),
        [
            "0 c1 dials 8:orgid:person-B",
            "20 c1 voicemail B",
            "324.133 c1 left-message 300",
            "324.133 c1 ended 0"
        ]
    );
    let short = called(
        |person| {
            person.unanswered_after = secs(5);
            person.calling.message_max = secs(30);
        },
        "",
        1_000,
    );
    assert_eq!(short[1], "5 c1 voicemail B");
    assert_eq!(short[2], "39.133 c1 left-message 30");
}

#[test]
fn a_declined_call_and_one_to_somebody_not_to_be_disturbed_reach_it_at_once() {
    assert_eq!(
        called(|_| {}, "0 B does declines 2", 3),
        ["0 c1 dials 8:orgid:person-B", "2 c1 voicemail B"]
    );
    assert_eq!(
        called(|_| {}, "0 B is do-not-disturb", 3),
        ["0 c1 voicemail B"]
    );
    assert_eq!(
        called(|_| {}, "0 B is offline", 21),
        ["20 c1 voicemail B"],
        "nothing rings where nobody is signed in"
    );
}

#[test]
fn without_a_voicemail_a_call_fails_as_before() {
    let off = |person: &mut Person| person.voicemail = PersonalVoicemail::Off;
    assert_eq!(
        called(off, "0 B does declines 2", 100)[1..],
        ["2 c1 ended 603 by someone"]
    );
    assert_eq!(called(off, "", 100)[1..], ["85 c1 ended 487"]);
    assert_eq!(
        called(off, "0 B is do-not-disturb", 100),
        ["0 c1 ended 480"]
    );
    let nothing = |person: &mut Person| person.calling.unanswered = None;
    assert_eq!(called(nothing, "", 100)[1..], ["85 c1 ended 487"]);
}

#[test]
fn calls_are_forwarded_to_people_and_numbers() {
    let to_c = |person: &mut Person| {
        person.calling.forwarding = Some(Answerer::Person { person: 2 });
    };
    assert_eq!(
        called(to_c, "0 C does ignores 0", 21),
        [
            "0 c1 forwarded B Forwarding person C",
            "0 c1 dials 8:orgid:person-C",
            "20 c1 voicemail C"
        ]
    );
    let to_number = |person: &mut Person| {
        person.calling.unanswered = Some(Answerer::Number {
            number: "+14255550177".to_owned(),
        });
    };
    assert_eq!(
        called(to_number, "", 30)[1..],
        [
            "20 c1 forwarded B Unanswered external +14255550177",
            "20 c1 dials 4:+14255550177",
            "21 c1 connected +14255550177"
        ]
    );
}

#[test]
fn a_circle_of_forwarding_ends_the_call() {
    let set = |tenant: &mut Tenant| {
        for (person, to) in [(1, 2), (2, 1)] {
            tenant.people[person].calling.forwarding = Some(Answerer::Person { person: to });
        }
    };
    let mut run = Run::script(set, "");
    run.call(0, "c1", B).expect("it is placed");
    assert_eq!(
        run.until(100).lines(),
        [
            "0 c1 forwarded B Forwarding person C",
            "0 c1 forwarded C Forwarding person B",
            "0 c1 ended 480"
        ]
    );
}

#[test]
fn busy_on_busy_refuses_a_second_call() {
    let second = |rule: BusyOnBusy| {
        let set = move |tenant: &mut Tenant| tenant.people[1].calling.busy_on_busy = rule;
        let mut run = Run::script(set, "0 B does answers 0");
        run.call(0, "c1", B).expect("it is placed");
        run.line("4 B does ignores 0").expect("it is told");
        run.call(5, "c2", B).expect("it is placed");
        let lines = run.until(6).lines();
        lines.last().cloned().unwrap_or_default()
    };
    assert_eq!(second(BusyOnBusy::Disabled), "5 c2 dials 8:orgid:person-B");
    assert_eq!(second(BusyOnBusy::Enabled), "5 c2 ended 486");
    assert_eq!(second(BusyOnBusy::Unanswered), "5 c2 voicemail B");
}

#[test]
fn a_message_left_straight_names_no_voice_app() {
    let set = |_: &mut Tenant| {};
    let mut run = Run::script(set, "0 B is do-not-disturb");
    run.call(0, "c1", B).expect("it is placed");
    run.line("10 c1 says please call me").expect("it is said");
    run.line("12 c1 leaves").expect("the caller leaves");
    let [message] = run.world.teams().voicemails() else {
        panic!("one message is there");
    };
    assert_eq!((message.of.as_str(), &message.app), ("B", &None));
    assert_eq!(message.transcript.as_deref(), Some("please call me"));
    let agent = run.world.teams().agent(run.world.declaration(), "B");
    assert!(agent.expect("B is declared").calls.is_empty());
}

#[test]
fn a_transfer_to_a_person_who_does_not_answer_is_taken_by_their_voicemail() {
    let mut run = calls_run::Run::with(baseline());
    let (call, context) = run.place(CUSTOMER, MAIN);
    let connection = run
        .answer(&context.expect("it rings here"))
        .expect("it rings still");
    run.act(calls::Command::SetAnswering {
        party: RawId::new(B),
        answering: Answering {
            mode: AnsweringMode::Ignore,
            after: Span::ZERO,
        },
    })
    .expect("it is told");
    run.act(calls::Command::Transfer(transfer(&connection, B)))
        .expect("it is transferred");
    run.lines();
    run.wait_secs(19);
    assert_eq!(run.lines(), Vec::<String>::new());
    run.wait_secs(1);
    let lines = run.lines();
    assert_eq!(lines[0], format!("PartyLeft {B} 487/10004"));
    assert!(
        lines.contains(&"CallTransferAccepted xfer 200/7015".to_owned()),
        "{lines:?}"
    );
    let view = run.world.calls().view(&connection, run.now()).unwrap();
    assert_eq!(view.state, ConnectionState::Disconnected);
    assert_eq!(
        run.world.teams().voicemails().len(),
        0,
        "the message begins after its greeting"
    );
    run.wait_secs(10);
    run.party(call, CUSTOMER, Act::HangUp)
        .expect("the customer is in the call");
    assert_eq!(run.world.teams().voicemails().len(), 1);
}

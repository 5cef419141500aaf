//! Debts with made-up times.

use ringback_service::Seen;
use ringback_world::{Cause, Guid, Span, calls::Command as Calls};

use super::*;

fn ms(millis: u64) -> Time {
    Time::from_millis(millis)
}

fn fact(at: Time, what: What) -> Fact {
    Fact {
        seq: 0,
        at,
        contact: Some(Contact(1)),
        cause: Cause::Due,
        what,
    }
}

#[derive(Default)]
struct Bench {
    debts: Debts,
    happened: Vec<Happened>,
}

impl Bench {
    fn saw(&mut self, real: u64, seen: Seen<'_>) -> Vec<Happened> {
        self.debts.saw(ms(real), &seen, &mut self.happened);
        std::mem::take(&mut self.happened)
    }

    fn fact(&mut self, real: u64, at: u64, what: What) -> Vec<Happened> {
        self.saw(real, Seen::Facts(&[fact(ms(at), what)]))
    }

    fn sent(
        &mut self,
        real: u64,
        errand: u64,
        due: u64,
        channel: Channel,
        kind: &str,
        subject: Option<&str>,
    ) {
        let sent = Sent {
            errand,
            due: ms(due),
            channel: Some(channel),
            contact: Some(Contact(1)),
            kind,
            subject,
        };
        assert_eq!(self.saw(real, Seen::Sent(sent)), []);
    }
}

fn paid(owed: Owed, due: u64, sent: u64, done: u64) -> Vec<Happened> {
    vec![Happened::Paid(Paid {
        owed,
        due: ms(due),
        sent: ms(sent),
        done: ms(done),
    })]
}

fn leg() -> CallConnectionId {
    CallConnectionId(Guid::new("leg"))
}

fn incoming() -> What {
    What::Call(calls::Fact::IncomingCall {
        call: CallId(7),
        to: RawId::phone_number("+18005550100"),
        from: RawId::phone_number("+14255551000"),
        caller_display_name: String::new(),
        server_call_id: calls::ServerCallId("s".to_owned()),
        incoming_call_context: calls::IncomingCallContext("c".to_owned()),
        correlation_id: Guid::new("x"),
        resource: "main".to_owned(),
        custom_context: None,
    })
}

fn answer(bench: &mut Bench, arrived: u64) -> Vec<Happened> {
    let asked = Command::Calls(Calls::CancelMedia { connection: leg() });
    assert_eq!(
        bench.saw(
            arrived + 1,
            Seen::Asked {
                command: &asked,
                arrived: ms(arrived)
            }
        ),
        []
    );
    let answered = calls::Fact::AnsweredByImplementation {
        call: CallId(7),
        connection: leg(),
    };
    bench.fact(arrived + 1, arrived + 1, What::Call(answered))
}

#[test]
fn a_call_is_owed_an_answer_from_when_it_came_until_the_request_arrived() {
    let mut bench = Bench::default();
    assert_eq!(bench.fact(130, 100, incoming()), []);
    let kind = "Microsoft.Communication.IncomingCall";
    bench.sent(140, 1, 100, Channel::EventGrid, kind, None);
    assert_eq!(
        answer(&mut bench, 170),
        paid(Owed::CallToAnswer, 100, 140, 170)
    );
}

#[test]
fn a_call_that_ends_before_anybody_answers_is_an_error() {
    let mut bench = Bench::default();
    bench.fact(100, 100, incoming());
    let ended = calls::Fact::CallEnded {
        call: CallId(7),
        ended: calls::Ended {
            by: None,
            code: 487,
            sub_code: 0,
        },
    };
    let failed = Happened::Failed {
        kind: "call never answered".to_owned(),
        due: ms(100),
    };
    assert_eq!(bench.fact(900, 900, What::Call(ended)), vec![failed]);
}

#[test]
fn an_event_that_leaves_the_move_to_the_implementation_is_owed_an_action() {
    let mut bench = Bench::default();
    let asked = Command::Calls(Calls::CancelMedia { connection: leg() });
    let acts = |bench: &mut Bench, at: u64| {
        let seen = Seen::Asked {
            command: &asked,
            arrived: ms(at),
        };
        bench.saw(at, seen)
    };
    let event = |bench: &mut Bench, errand, due, kind: &str| {
        let kind = format!("Microsoft.Communication.{kind}");
        bench.sent(due + 5, errand, due, Channel::Callback, &kind, Some("leg"));
    };
    event(&mut bench, 1, 100, "CallConnected");
    event(&mut bench, 2, 200, "ParticipantsUpdated");
    assert_eq!(
        acts(&mut bench, 300),
        paid(Owed::EventToAction, 100, 105, 300)
    );
    assert_eq!(acts(&mut bench, 400), [], "it owed nothing more");
    event(&mut bench, 3, 500, "PlayCompleted");
    event(&mut bench, 4, 600, "CallDisconnected");
    assert_eq!(acts(&mut bench, 700), [], "nobody is there any more");
}

#[test]
fn a_message_of_a_customer_is_owed_a_reply_in_its_thread() {
    let mut bench = Bench::default();
    let customer = RawId::communication_user("r", "u");
    let thread = ThreadId("t".to_owned());
    bench.fact(
        1,
        1,
        What::Visit(visits::Fact::Visited {
            entry: "help".to_owned(),
            outcome: visits::Outcome::Answered {
                status: 200,
                identity: Some(customer.clone()),
                thread: Some("t".to_owned()),
                token: visits::TokenVerdict::Valid,
            },
        }),
    );
    let message = |from: &RawId| {
        What::Chat(chat::Fact::MessageSent {
            thread: thread.clone(),
            message: chat::MessageId(1),
            from: from.clone(),
            sender_display_name: None,
            kind: chat::MessageKind::Text,
            content: "x".to_owned(),
            metadata: BTreeMap::new(),
        })
    };
    let says = Command::Chat(chat::Command::Send {
        actor: RawId::communication_user("r", "bot"),
        thread: thread.clone(),
        body: chat::MessageBody {
            kind: chat::MessageKind::Text,
            content: "y".to_owned(),
            sender_display_name: None,
            metadata: BTreeMap::new(),
        },
    });
    let replies = |bench: &mut Bench, at: u64| {
        let seen = Seen::Asked {
            command: &says,
            arrived: ms(at),
        };
        bench.saw(at, seen)
    };
    bench.fact(10, 5, message(&customer));
    bench.sent(20, 1, 5, Channel::Bot, "message", Some("t"));
    bench.sent(30, 2, 5, Channel::Bot, "message", Some("t"));
    assert_eq!(
        replies(&mut bench, 50),
        paid(Owed::MessageToReply, 5, 20, 50)
    );
    bench.fact(60, 60, message(&RawId::communication_user("r", "bot")));
    assert_eq!(replies(&mut bench, 70), [], "it spoke last itself");
}

#[test]
fn a_webhook_that_waits_for_the_one_before_is_late_from_when_it_was_due() {
    let mut bench = Bench::default();
    let returned = |bench: &mut Bench, at, errand, outcome: &Outcome| {
        bench.saw(at, Seen::Returned { errand, outcome })
    };
    // Two events are due at once; the implementation stalls for a second on the first one.
    bench.sent(100, 1, 100, Channel::Callback, "A", Some("leg"));
    let well = Outcome::Answered(200);
    assert_eq!(
        returned(&mut bench, 1_100, 1, &well),
        paid(Owed::Webhook, 100, 100, 1_100)
    );
    bench.sent(1_100, 2, 100, Channel::Callback, "B", Some("leg"));
    assert!(bench.debts.has_flights());
    let second = returned(&mut bench, 1_102, 2, &well);
    assert_eq!(second, paid(Owed::Webhook, 100, 1_100, 1_102));
    let [Happened::Paid(paid)] = &second[..] else {
        panic!("{second:?}");
    };
    assert_eq!(paid.done.since(paid.due), Span::from_millis(1_002));
    assert_eq!(paid.done.since(paid.sent), Span::from_millis(2));
    assert!(!bench.debts.has_flights());
}

#[test]
fn a_webhook_that_is_not_taken_is_an_error_of_its_kind() {
    let mut bench = Bench::default();
    for (errand, outcome, kind) in [
        (1, Outcome::Answered(500), "webhook answered 500"),
        (2, Outcome::TimedOut, "webhook timed out"),
        (3, Outcome::Unreachable, "webhook unreachable"),
    ] {
        bench.sent(10, errand, 5, Channel::EventGrid, "A", None);
        let seen = Seen::Returned {
            errand,
            outcome: &outcome,
        };
        let failed = Happened::Failed {
            kind: kind.to_owned(),
            due: ms(5),
        };
        assert_eq!(bench.saw(20, seen), vec![failed]);
    }
}

//! The world's task with a real listener and a real implementation, both on loopback.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use ringback_world::{
    Command, Contact, Director, Fact, Guid, Ids, Move, RawId, Source, Span, Time, What, World,
    deliveries::{self, Channel, Next, Outcome},
    directory,
};
use serde_json::Value;

use super::Advance;
use crate::{
    ClockKind, Entry, Method, Options, ReplyPaths, RunEnd, RunLimit, Service, Stage,
    delivery::{Errand, Outgoing},
};

mod implementation;
use implementation::{Implementation, Received};

const RESOURCE: &str = "main";

fn world() -> World {
    use ringback_world::declaration::{Declaration, Resource, Tenant};
    let declaration = Declaration {
        resources: vec![Resource {
            name: RESOURCE.to_owned(),
            id: Guid::new("11111111-1111-4111-8111-111111111111"),
            access_keys: ["a2V5".to_owned(), "a2V5".to_owned()],
            phone_numbers: Vec::new(),
        }],
        teams: Tenant {
            id: Guid::new("22222222-2222-4222-8222-222222222222"),
            people: Vec::new(),
            queues: Vec::new(),
            groups: Vec::new(),
        },
    };
    let start = "2026-03-02T08:00:00Z".parse().expect("a timestamp");
    World::new(Ids::new(1, "test"), start, declaration)
}

/// Moves once at a fixed time, and is done when so many facts were seen.
struct Once {
    at: Option<Time>,
    moves: Vec<Move>,
    seen: usize,
    waits_for: usize,
}

impl Once {
    fn at(at: Time, moves: Vec<Move>, waits_for: usize) -> Box<Self> {
        Box::new(Self {
            at: Some(at),
            moves,
            seen: 0,
            waits_for,
        })
    }

    fn waits_for(facts: usize) -> Box<Self> {
        Box::new(Self {
            at: None,
            moves: Vec::new(),
            seen: 0,
            waits_for: facts,
        })
    }
}

impl Director for Once {
    fn observe(&mut self, _: Time, _: &World, facts: &[Fact]) -> Vec<Move> {
        self.seen += facts.len();
        Vec::new()
    }

    fn next_wakeup(&self) -> Option<Time> {
        self.at
    }

    fn wake(&mut self, _: Time, _: &World) -> Vec<Move> {
        self.at = None;
        std::mem::take(&mut self.moves)
    }

    fn finished(&self) -> bool {
        self.at.is_none() && self.seen >= self.waits_for
    }
}

struct Running {
    service: Service,
    _folder: tempfile::TempDir,
}

impl Running {
    /// Starts a service whose run stands still until [`Running::to_end`].
    async fn prepared(director: Box<dyn Director>, change: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let mut options = Options::new(folder.path());
        change(&mut options);
        let service = Service::start(options, Stage::idle("first", world()))
            .await
            .expect("starts");
        service
            .begin(Stage {
                director,
                ..Stage::idle("test", world())
            })
            .await;
        Self {
            service,
            _folder: folder,
        }
    }

    async fn queue(&self, implementation: &Implementation, ids: &[&str], channel: Channel) {
        let base = implementation.base.clone();
        let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
        let queue = move |run: &mut super::Run| {
            for id in ids {
                let target = format!("{base}/{id}").parse().expect("a URL");
                run.machine.queue(
                    run.now,
                    Errand::Delivery(Box::new(event(id, channel, target))),
                    None,
                );
            }
        };
        self.service.handle().inspect(queue).await;
    }

    async fn to_end(&self) -> RunEnd {
        let limit = RunLimit {
            real: Duration::from_secs(20),
            simulated: Some(Span::from_secs(90_000)),
        };
        self.service.run_to_end(limit).await
    }

    async fn attempts(&self) -> Vec<(String, u32, Outcome, Next)> {
        let record = self.service.finish().await;
        let attempts = record.facts.into_iter().filter_map(|fact| match fact.what {
            What::Delivery(deliveries::Fact::DeliveryAttempted {
                event_id,
                attempt,
                outcome,
                next,
                ..
            }) => Some((event_id, attempt, outcome, next)),
            What::Directory(_)
            | What::Call(_)
            | What::Chat(_)
            | What::Teams(_)
            | What::Visit(_) => None,
        });
        attempts.collect()
    }
}

fn event(id: String, channel: Channel, target: reqwest::Url) -> Outgoing {
    Outgoing {
        channel,
        contact: None,
        event_type: "T".to_owned(),
        event_id: id,
        target,
        body: serde_json::json!([{"n": 1}]),
        headers: Vec::new(),
        audience: Some(Guid::new("resource")),
        lane: Some("leg".to_owned()),
        subscription: Some("sub".to_owned()),
    }
}

fn create_identity() -> Command {
    Command::Directory(directory::Command::CreateIdentity {
        resource: RESOURCE.to_owned(),
        scopes: Vec::new(),
    })
}

fn answered(id: &str, status: u16, next: Next) -> (String, u32, Outcome, Next) {
    (id.to_owned(), 1, Outcome::Answered(status), next)
}

#[tokio::test]
async fn deliveries_go_out_one_at_a_time_in_order() {
    let busy = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&busy);
    let implementation = Implementation::start(move |_| {
        let counter = Arc::clone(&counter);
        async move {
            assert_eq!(counter.fetch_add(1, Ordering::SeqCst), 0, "two at a time");
            tokio::task::yield_now().await;
            counter.fetch_sub(1, Ordering::SeqCst);
            (200, String::new())
        }
    })
    .await;
    let running = Running::prepared(Once::waits_for(3), |_| ()).await;
    running
        .queue(&implementation, &["a", "b", "c"], Channel::Callback)
        .await;
    assert_eq!(running.to_end().await, RunEnd::Finished);
    let expected = ["a", "b", "c"].map(|id| answered(id, 200, Next::Delivered));
    assert_eq!(running.attempts().await, expected);
    let paths: Vec<String> = implementation
        .received()
        .into_iter()
        .map(|one| one.path)
        .collect();
    assert_eq!(paths, ["/a", "/b", "/c"]);
}

#[tokio::test]
async fn a_callback_carries_its_token_and_an_event_its_headers() {
    let implementation = Implementation::start(async |_| (200, String::new())).await;
    let running = Running::prepared(Once::waits_for(2), |_| ()).await;
    running
        .queue(&implementation, &["a"], Channel::Callback)
        .await;
    running
        .queue(&implementation, &["b"], Channel::EventGrid)
        .await;
    running.to_end().await;
    let received = implementation.received();
    let header = |one: &Received, name: &str| {
        one.headers
            .get(name)
            .map(|value| value.to_str().expect("ASCII").to_owned())
    };
    assert_eq!(
        (received[0].method.as_str(), received[0].body.as_str()),
        ("POST", r#"[{"n":1}]"#)
    );
    assert!(
        header(&received[0], "authorization").is_some_and(|value| value.starts_with("Bearer "))
    );
    assert_eq!(
        header(&received[0], "content-type").as_deref(),
        Some("application/json; charset=utf-8")
    );
    assert_eq!(header(&received[1], "authorization"), None);
    assert_eq!(
        header(&received[1], "aeg-event-type").as_deref(),
        Some("Notification")
    );
    assert_eq!(
        header(&received[1], "aeg-subscription-name").as_deref(),
        Some("SUB")
    );
    assert_eq!(
        header(&received[1], "aeg-delivery-count").as_deref(),
        Some("0")
    );
}

#[tokio::test]
async fn a_delivery_without_an_answer_times_out_in_simulated_time() {
    let implementation =
        Implementation::start(async |_| std::future::pending::<(u16, String)>().await).await;
    let running = Running::prepared(Once::waits_for(3), |options| {
        options.pace.park_after = Some(Duration::from_millis(5));
        options.pace.reacts_within = Some(Duration::from_millis(10));
    })
    .await;
    running
        .queue(&implementation, &["a"], Channel::Callback)
        .await;
    assert_eq!(running.to_end().await, RunEnd::Finished);
    let clock = running.service.handle().clock().await;
    // Three attempts of 5 s, 1 s and 5 s apart.
    assert_eq!(clock.now, Time::from_secs(21));
    let attempts = running.attempts().await;
    let nexts: Vec<Next> = attempts.iter().map(|(_, _, _, next)| *next).collect();
    assert_eq!(nexts, [Next::Retried, Next::Retried, Next::GivenUp]);
    assert!(
        attempts
            .iter()
            .all(|(_, _, outcome, _)| *outcome == Outcome::TimedOut)
    );
}

#[tokio::test]
async fn a_handler_that_waits_for_the_next_event_gets_it() {
    let (second, waits) = tokio::sync::watch::channel(false);
    let second = Arc::new(second);
    let implementation = Implementation::start(move |one: Received| {
        let (second, mut waits) = (Arc::clone(&second), waits.clone());
        async move {
            if one.path == "/a" {
                waits
                    .wait_for(|came| *came)
                    .await
                    .expect("the sender lives");
            } else {
                second.send_replace(true);
            }
            (200, String::new())
        }
    })
    .await;
    let running = Running::prepared(Once::waits_for(2), |options| {
        options.pace.park_after = Some(Duration::from_millis(5));
    })
    .await;
    running
        .queue(&implementation, &["a", "b"], Channel::Callback)
        .await;
    assert_eq!(running.to_end().await, RunEnd::Finished);
    let mut attempts = running.attempts().await;
    attempts.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(
        attempts,
        ["a", "b"].map(|id| answered(id, 200, Next::Delivered))
    );
}

#[tokio::test]
async fn nothing_is_sent_outside_this_machine() {
    let running = Running::prepared(Once::waits_for(1), |_| ()).await;
    let target = "http://example.com/".parse().expect("a URL");
    let outgoing = event("a".to_owned(), Channel::EventGrid, target);
    let queue = move |run: &mut super::Run| {
        run.machine
            .queue(Time::ZERO, Errand::Delivery(Box::new(outgoing)), None);
    };
    running.service.handle().inspect(queue).await;
    assert_eq!(running.to_end().await, RunEnd::Finished);
    let record = running.service.finish().await;
    let note = record.exchanges[0].note.clone().unwrap_or_default();
    assert!(note.contains("--allow-host"), "{note}");
    assert!(matches!(
        &record.facts[0].what,
        What::Delivery(deliveries::Fact::DeliveryAttempted {
            next: Next::GivenUp,
            ..
        })
    ));
}

#[tokio::test]
async fn a_hold_keeps_the_clock_still_until_it_is_released() {
    let running = Running::prepared(Once::at(Time::from_secs(1), Vec::new(), 0), |_| ()).await;
    let handle = running.service.handle();
    let hold = handle.hold("the test looks around".to_owned()).await;
    let (end, ()) = tokio::join!(running.to_end(), async {
        for _ in 0..100 {
            tokio::task::yield_now().await;
            assert_eq!(handle.clock().await.now, Time::ZERO);
        }
        assert!(handle.release(hold).await);
    });
    assert_eq!(end, RunEnd::Finished);
    assert_eq!(handle.clock().await.now, Time::from_secs(1));
}

#[tokio::test]
async fn a_sleeper_wakes_in_simulated_time() {
    let running = Running::prepared(Once::waits_for(1), |_| ()).await;
    let handle = running.service.handle();
    let began = tokio::time::Instant::now();
    let (end, ()) = tokio::join!(running.to_end(), async {
        assert_eq!(
            handle.sleep(Span::from_secs(1_200)).await,
            Time::from_secs(1_200)
        );
        handle
            .command(Source::Implementation, create_identity())
            .await
            .expect("made");
    });
    assert_eq!(end, RunEnd::Finished);
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
}

#[tokio::test]
async fn a_command_of_the_implementation_takes_a_millisecond_and_its_thinking() {
    for (thinks, expected) in [(Span::ZERO, 1), (Span::from_millis(300), 301)] {
        let running =
            Running::prepared(Once::waits_for(2), |options| options.pace.thinks = thinks).await;
        let handle = running.service.handle();
        let (_, ()) = tokio::join!(running.to_end(), async {
            handle
                .command(Source::Implementation, create_identity())
                .await
                .expect("made");
            assert_eq!(handle.clock().await.now, Time::from_millis(expected));
            let refused = directory::Command::CreateIdentity {
                resource: "other".to_owned(),
                scopes: Vec::new(),
            };
            let refused = handle
                .command(Source::Control, Command::Directory(refused))
                .await;
            assert!(refused.is_err());
            assert_eq!(handle.clock().await.now, Time::from_millis(expected));
            handle
                .command(Source::Control, create_identity())
                .await
                .expect("made");
        });
    }
}

#[tokio::test]
async fn the_manual_clock_moves_as_far_as_it_is_told() {
    let director = Once::at(Time::from_secs(10), Vec::new(), 0);
    let running = Running::prepared(director, |options| options.clock = ClockKind::Manual).await;
    let handle = running.service.handle();
    let (end, ()) = tokio::join!(running.to_end(), async {
        assert_eq!(
            handle.advance(Advance::By(Span::from_secs(4))).await,
            Time::from_secs(4)
        );
        assert_eq!(handle.clock().await.now, Time::from_secs(4));
        handle.advance(Advance::To(Time::from_secs(12))).await;
    });
    assert_eq!(end, RunEnd::Finished);
}

#[tokio::test]
async fn a_visit_comes_back_as_a_fact() {
    let implementation = Implementation::start(async |one: Received| {
        (200, format!(r#"{{"id":"8:acs:x","asked":{:?}}}"#, one.body))
    })
    .await;
    let visit = Move::Visit {
        contact: Contact(1),
        entry: "help".to_owned(),
        with: [("name".to_owned(), "Maya".to_owned())].into(),
    };
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let entry = Entry {
        method: Method::Post,
        url: format!("{}/chats", implementation.base),
        body: serde_json::json!({"name": "${name}"}),
        reply: ReplyPaths {
            identity: Some("$.id".to_owned()),
            ..ReplyPaths::default()
        },
    };
    let stage = Stage {
        director: Once::at(Time::from_secs(5), vec![visit], 2),
        entries: [("help".to_owned(), entry)].into(),
        ..Stage::idle("visit", world())
    };
    running.service.begin(stage).await;
    assert_eq!(running.to_end().await, RunEnd::Finished);
    assert_eq!(implementation.received()[0].body, r#"{"name":"Maya"}"#);
    let record = running.service.finish().await;
    let visited = record.facts.last().expect("facts");
    assert_eq!(visited.contact, Some(Contact(1)));
    assert!(
        matches!(&visited.what, What::Visit(ringback_world::visits::Fact::Visited {
        outcome: ringback_world::visits::Outcome::Answered { identity: Some(identity), .. }, ..
    }) if *identity == RawId::new("8:acs:x"))
    );
}

#[tokio::test]
async fn replaying_the_inputs_gives_the_facts_again() {
    let implementation = Implementation::start(async |one: Received| {
        (if one.path == "/b" { 503 } else { 200 }, String::new())
    })
    .await;
    let moves = vec![Move::Command(Box::new(create_identity()))];
    let running = Running::prepared(Once::at(Time::from_secs(40), moves, 5), |_| ()).await;
    running
        .queue(&implementation, &["a", "b"], Channel::Callback)
        .await;
    let handle = running.service.handle();
    let (end, _) = tokio::join!(
        running.to_end(),
        handle.command(Source::Implementation, create_identity())
    );
    assert_eq!(end, RunEnd::Finished);
    let record = running.service.finish().await;
    assert!(record.facts.len() >= 6 && record.inputs.len() >= 6);
    let mut again = world();
    for input in record.inputs {
        again.replay(input);
    }
    again.advance(record.ended_at);
    let text = |facts: &[Fact]| serde_json::to_string(facts).expect("JSON");
    assert_eq!(text(&again.take_facts()), text(&record.facts));
}

#[tokio::test]
async fn a_request_is_work_until_its_reply_has_left_and_an_idle_socket_is_none() {
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let base = running.service.announcement().http.clone();
    let handle = running.service.handle();
    for _ in 0..2 {
        let reply = client
            .get(format!("{base}/calling/keys"))
            .send()
            .await
            .expect("an answer");
        let keys: Value = serde_json::from_str(&reply.text().await.expect("a body")).expect("JSON");
        assert!(keys["keys"].is_array());
        assert!(!handle.inspect(|run| run.patience.has_requests()).await);
    }
    let record = running.service.finish().await;
    assert_eq!(record.exchanges.len(), 2);
}

#[tokio::test]
async fn a_request_that_names_something_of_an_earlier_run_is_a_stray() {
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let handle = running.service.handle();
    handle
        .command(Source::Control, create_identity())
        .await
        .expect("made");
    let identity = handle
        .read(|world| world.directory().identities().next().cloned())
        .await
        .expect("one");
    running.service.begin(Stage::idle("next", world())).await;
    let base = running.service.announcement().http.clone();
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    for id in [identity.as_str(), "8:acs:somebody-else-altogether"] {
        let url = format!("{base}/identities/{id}/:issueAccessToken?api-version=2023-10-01");
        client.post(url).send().await.expect("an answer");
    }
    let record = running.service.finish().await;
    assert_eq!(record.strays.len(), 1, "{:?}", record.strays);
    assert!(record.strays[0].contains(identity.as_str()));
}

#[tokio::test]
async fn a_token_whose_time_is_over_is_refused() {
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let tokens = crate::auth::Tokens::new(Arc::new(crate::auth::DevelopmentKey::new()));
    let identity = RawId::communication_user("r", "u");
    let (resource, number) = (Guid::new("r"), directory::TokenId(1));
    let issued = tokens.issue(&identity, &resource, number, &[directory::Scope::Chat], 0);
    let base = running.service.announcement().http.clone();
    let client = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    let request = client.get(format!("{base}/chat/threads?api-version=2024-03-07"));
    let reply = request
        .bearer_auth(issued.token)
        .send()
        .await
        .expect("an answer");
    assert_eq!(reply.status(), 401);
    let hint = reply.headers()["x-ringback-hint"].to_str().expect("ASCII");
    assert!(hint.contains("expired"), "{hint}");
}

#[tokio::test]
async fn a_panic_of_a_command_harms_nobody_else() {
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let handle = running.service.handle();
    let asker = handle.clone();
    let asked = tokio::spawn(async move {
        asker.inspect(|_| panic!("on purpose")).await;
    });
    assert!(asked.await.is_err());
    handle
        .command(Source::Control, create_identity())
        .await
        .expect("made");
}

#[tokio::test]
async fn a_subscription_shakes_hands_before_the_run_begins() {
    let implementation = Implementation::start(async |one: Received| {
        let events: Value = serde_json::from_str(&one.body).expect("JSON");
        let code = &events[0]["data"]["validationCode"];
        (200, format!("{{'validationResponse': {code}}}"))
    })
    .await;
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let subscription = crate::Subscription {
        name: "calls".to_owned(),
        resource: None,
        event_types: Vec::new(),
        endpoint: format!("{}/api/events", implementation.base),
        schema: crate::Schema::EventGrid,
    };
    let stage = Stage {
        subscriptions: vec![subscription],
        ..Stage::idle("test", world())
    };
    running.service.begin(stage).await;
    let subscribed = running.service.handle().subscriptions().await;
    assert_eq!(
        subscribed[0].handshake,
        crate::delivery::HandshakeState::Succeeded
    );
    let record = running.service.finish().await;
    assert_eq!(record.exchanges[0].what, "handshake");
    assert_eq!(
        record.exchanges[0].request[0]["data"]["validationCode"],
        "***"
    );
}

//! Deliveries, visits and handshakes.

use super::*;

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
    let queue = move |run: &mut crate::runtime::Run| {
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
    running.service.begin(stage).await.expect("it agrees");
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
async fn a_subscription_shakes_hands_before_the_run_begins() {
    let implementation = Implementation::start(async |one: Received| {
        let events: Value = serde_json::from_str(&one.body).expect("JSON");
        let code = &events[0]["data"]["validationCode"];
        (200, format!("{{'validationResponse': {code}}}"))
    })
    .await;
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let subscription =
        crate::Subscription::new("calls", format!("{}/api/events", implementation.base));
    let stage = Stage {
        subscriptions: vec![subscription],
        ..Stage::idle("test", world())
    };
    running.service.begin(stage).await.expect("it agrees");
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

#[tokio::test]
async fn an_endpoint_that_does_not_agree_is_told_and_a_later_run_begins() {
    let implementation = Implementation::start(async |_| (404, "no such page".to_owned())).await;
    let running = Running::prepared(Once::waits_for(0), |_| ()).await;
    let endpoint = format!("{}/nowhere", implementation.base);
    let subscription = crate::Subscription::new("calls", endpoint.clone());
    let stage = Stage {
        subscriptions: vec![subscription],
        ..Stage::idle("test", world())
    };
    let error = running.service.begin(stage).await.expect_err("it refused");
    assert_eq!(error.0.len(), 1);
    assert_eq!(error.0[0].endpoint, endpoint);
    let said = error.to_string();
    assert!(
        said.contains("subscription calls: it answered 404 no such page; expected 200"),
        "{said}"
    );
    let next = Stage::idle("next", world());
    assert_eq!(running.service.begin(next).await, Ok(()));
}

//! Time, as sleepers, holders and commands see it.

use super::*;

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

//! The clocks, as an implementation and a harness see them.

use std::time::Duration;

use ringback_service::{ClockKind, RunEnd, Stage};
use ringback_world::Time;

use crate::support::{Script, idle, start, to_end, world};

fn staged(script: Script) -> Stage {
    Stage {
        director: Box::new(script),
        ..Stage::idle("test", world(1))
    }
}

fn took(began: tokio::time::Instant) -> Duration {
    began.elapsed()
}

#[tokio::test]
async fn the_automatic_clock_jumps_twenty_minutes_at_once() {
    let script = Script::new(vec![(Time::from_secs(1_200), Vec::new())], 0);
    let service = start(idle(), |_| ()).await;
    let began = tokio::time::Instant::now();
    service.begin(staged(script)).await.expect("it begins");
    assert_eq!(to_end(&service).await, RunEnd::Finished);
    assert_eq!(service.finish().await.ended_at, Time::from_secs(1_200));
    assert!(took(began) < Duration::from_secs(1), "{:?}", took(began));
}

#[tokio::test]
async fn the_real_clock_takes_its_time() {
    let began = tokio::time::Instant::now();
    let script = Script::new(vec![(Time::from_millis(120), Vec::new())], 0);
    let service = start(staged(script), |options| options.clock = ClockKind::Real).await;
    assert_eq!(to_end(&service).await, RunEnd::Finished);
    assert!(took(began) >= Duration::from_millis(120));
}

#[tokio::test]
async fn a_scaled_clock_runs_faster() {
    let began = tokio::time::Instant::now();
    let script = Script::new(vec![(Time::from_secs(60), Vec::new())], 0);
    let service = start(staged(script), |options| {
        options.clock = ClockKind::Scaled(600.0)
    })
    .await;
    assert_eq!(to_end(&service).await, RunEnd::Finished);
    let took = took(began);
    assert!(
        took >= Duration::from_millis(100) && took < Duration::from_secs(5),
        "{took:?}"
    );
}

#[tokio::test]
async fn a_run_whose_people_wait_for_ever_is_stuck() {
    let service = start(staged(Script::new(Vec::new(), 1)), |_| ()).await;
    assert!(matches!(to_end(&service).await, RunEnd::Stuck(why) if why.contains("not done")));
}

#[tokio::test]
async fn a_run_beyond_its_simulated_limit_is_ended() {
    let script = Script::new(vec![(Time::from_secs(7_201), Vec::new())], 0);
    let service = start(idle(), |_| ()).await;
    service.begin(staged(script)).await.expect("it begins");
    assert_eq!(to_end(&service).await, RunEnd::SimulatedLimit);
    assert_eq!(service.finish().await.ended_at, Time::from_secs(7_200));
}

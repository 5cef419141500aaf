//! Memory does not grow with the number of calls served.

use ringback_engine::chance::{Distribution, Purpose, Source};
use ringback_engine::queues::{
    Arrival, Command, Engine, Event, MaxLegs, Member, Observer, Opting, Presenting, QueueConfig,
    QueueId, Readiness, Routing,
};
use ringback_engine::{Span, Time};

use super::desk::baseline;

/// Answers every second offer when it comes up.
#[derive(Default)]
struct Answers {
    offers: u64,
    pending: Vec<Command>,
}

impl Observer for Answers {
    fn observe(&mut self, _at: Time, event: Event) {
        if let Event::Offered(offer) = event {
            self.offers += 1;
            if self.offers.is_multiple_of(2) {
                self.pending.push(Command::Answer {
                    call: offer.call,
                    agent: offer.agent,
                });
            }
        }
    }
}

/// Serves calls in a queue with ten agents, and tells what is held after each stretch.
fn held_after(config: QueueConfig, stretches: usize, calls: u64) -> Vec<usize> {
    let mut engine = Engine::new(MaxLegs { legs: 1, tag: 0 });
    let members: Vec<Member> = (0..10)
        .map(|_| Member {
            agent: engine.add_agent(Readiness::Ready, 1),
            opting: Opting::In,
        })
        .collect();
    engine.add_queue(config, &members).unwrap();
    let source = Source::new(1, Purpose::named("memory"));
    let [gap, handling, patience] =
        [10, 90, 60].map(|mean| Distribution::exponential(Span::from_secs(mean)));
    let mut answers = Answers::default();
    let mut now = Time::ZERO;
    let mut number = 0;
    let mut stretch = || {
        for _ in 0..calls {
            now = now.saturating_add(gap.sample(source.uniform(number, 0)));
            let arrival = Arrival {
                queue: QueueId(0),
                priority: 1 + (number % 3) as u8,
                label: number,
                greeting: None,
                patience: Some(patience.sample(source.uniform(number, 1))),
                handling: Some(handling.sample(source.uniform(number, 2))),
                wrap_up: None,
            };
            engine.arrive(now, &arrival, &mut answers).unwrap();
            engine.advance(now, &mut answers);
            number += 1;
            while let Some(command) = answers.pending.pop() {
                // An earlier answer of the same round makes the later one void.
                let _refused = engine.handle(now, command, &mut answers);
            }
        }
        engine.held()
    };
    (0..stretches).map(|_| stretch()).collect()
}

fn check_flat(config: QueueConfig) {
    // The first half finds the largest numbers there are; the second half is the same again.
    let held = held_after(config, 12, 10_000);
    assert!(held[6..].iter().all(|later| *later == held[5]), "{held:?}");
}

#[test]
fn memory_is_flat_where_calls_are_answered_at_once() {
    let routing = Routing::LongestIdle { fan_out: 1 };
    check_flat(QueueConfig {
        presenting: Presenting::AtOnce,
        ..baseline(routing)
    });
}

#[test]
fn memory_is_flat_where_calls_ring() {
    for routing in [
        Routing::RingAll,
        Routing::Serial,
        Routing::RoundRobin,
        Routing::LongestIdle { fan_out: 2 },
    ] {
        check_flat(baseline(routing));
    }
}

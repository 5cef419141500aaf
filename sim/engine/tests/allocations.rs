//! Nothing is allocated for a call once the engine has met its largest crowd.
//!
//! The allocations of the whole process are counted while calls are served, with offers, answers, misses, hang-ups and
//! redirects, after as many calls of the same kind have warmed the engine up.

use allocation_counter::measure;
use ringback_engine::chance::{Distribution, Purpose, Source};
use ringback_engine::queues::{
    AfterMiss, Arrival, Availability, BusyAgents, Callbacks, Command, Counting, Engine, Event,
    Exit, Limit, MaxLegs, Member, NoAgents, Observer, Offers, Opting, Presenting, QueueConfig,
    QueueId, Readiness, Routing, Timeout, TimeoutCheck, WaitClock,
};
use ringback_engine::{Span, Time};

/// After so many calls chance begins anew.
const CHANCE: u64 = 20_000;
const WARM_UP: u64 = 200_000;
const MEASURED: u64 = 100_000;
const AGENTS: u32 = 10;

/// Keeps the offers that are to be answered, in memory that it holds.
struct Answers {
    offers: u64,
    pending: Vec<Command>,
}

impl Observer for Answers {
    fn observe(&mut self, _at: Time, event: Event) {
        if let Event::Offered(offer) = event {
            self.offers += 1;
            if self.offers.is_multiple_of(3) {
                self.pending.push(Command::Answer {
                    call: offer.call,
                    agent: offer.agent,
                });
            }
        }
    }
}

fn queue(routing: Routing) -> QueueConfig {
    QueueConfig {
        routing,
        presenting: Presenting::Ring {
            alert_time: Some(Span::from_secs(15)),
        },
        offers: Offers::OnePerAgent,
        availability: Availability::Required,
        busy_agents: BusyAgents::Skip,
        greeting: Span::from_secs(2),
        wait_clock: WaitClock::AfterGreeting,
        limit: Some(Limit {
            waiting: 20,
            exit: Exit::Queue {
                queue: QueueId(1),
                after: Span::from_secs(1),
                priority: None,
            },
        }),
        timeout: Some(Timeout {
            after: Span::from_secs(60),
            exit: Exit::Leave(1),
            check: TimeoutCheck::Exact,
        }),
        no_agents: NoAgents::Off,
        wrap_up: Span::from_secs(5),
        after_miss: AfterMiss::StaysIdle,
        callbacks: Callbacks {
            counting: Counting::AsWaiting,
            tag: 2,
        },
    }
}

/// Serves so many calls, and tells how many times memory was asked for after the warm-up.
fn allocations(routing: Routing) -> u64 {
    let mut engine = Engine::new(MaxLegs { legs: 5, tag: 0 });
    let members: Vec<Member> = (0..AGENTS)
        .map(|_| Member {
            agent: engine.add_agent(Readiness::Ready, 1),
            opting: Opting::In,
        })
        .collect();
    for rules in [queue(routing), queue(routing)] {
        engine
            .add_queue(rules, &members)
            .expect("every member was added");
    }
    let source = Source::new(1, Purpose::named("allocations"));
    let [gap, handling, patience] =
        [8, 70, 40].map(|mean| Distribution::exponential(Span::from_secs(mean)));
    let mut answers = Answers {
        offers: 0,
        pending: Vec::with_capacity(1_000),
    };
    let mut now = Time::ZERO;
    let mut number = 0;
    let mut serve = |calls: u64| {
        for _ in 0..calls {
            // The same chance comes round again and again, and with it crowds of the same size.
            let draw = number % CHANCE;
            now = now.saturating_add(gap.sample(source.uniform(draw, 0)));
            let arrival = Arrival {
                queue: QueueId(0),
                priority: 1 + (number % 3) as u8,
                label: number,
                greeting: None,
                patience: Some(patience.sample(source.uniform(draw, 1))),
                handling: Some(handling.sample(source.uniform(draw, 2))),
                wrap_up: None,
            };
            number += 1;
            engine
                .arrive(now, &arrival, &mut answers)
                .expect("the queue was added");
            engine.advance(now, &mut answers);
            while let Some(answer) = answers.pending.pop() {
                let _taken_or_gone = engine.handle(now, answer, &mut answers);
            }
        }
    };
    serve(WARM_UP);
    measure(|| serve(MEASURED)).count_total
}

#[test]
fn a_call_allocates_nothing_in_steady_state() {
    let every = [
        Routing::RingAll,
        Routing::Serial,
        Routing::RoundRobin,
        Routing::InTurn,
        Routing::LongestIdle { fan_out: 2 },
    ];
    for routing in every {
        let count = allocations(routing);
        assert_eq!(
            count, 0,
            "{routing:?}: {count} allocations in {MEASURED} calls"
        );
    }
    // The counter counts: one box is one allocation.
    assert_eq!(
        measure(|| drop(std::hint::black_box(Box::new(1)))).count_total,
        1
    );
}

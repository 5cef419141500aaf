//! A witness that hears every event and knows the laws, but not the engine's workings.

use std::collections::BTreeMap;

use ringback_engine::queues::{
    Activity, AgentId, CallKey, Command, Counting, Engine, Event, Exception, Exit, NoAgents,
    Observer, Offer, Offers, Opting, Presenting, QueueConfig, QueueId, Readiness, Routing,
    TimeoutCheck, WaitClock,
};
use ringback_engine::{Span, Time};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Greeting,
    /// Since when, and the order of beginning among calls of one instant.
    Waiting(Time, u64),
    Moving,
    Talking(AgentId),
}

#[derive(Clone, Copy, Debug)]
struct Known {
    queue: QueueId,
    priority: u8,
    entered: Time,
    stage: Stage,
    waits: Waits,
}

/// Who waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    Customer,
    Callback,
}

pub(crate) struct Witness {
    pub(crate) log: Vec<(Time, Event)>,
    pub(crate) arrived: usize,
    pub(crate) ended: usize,
    configs: Vec<QueueConfig>,
    calls: BTreeMap<CallKey, Known>,
    offers: Vec<(Time, Offer)>,
    readiness: Vec<Readiness>,
    opting: Vec<Vec<Opting>>,
    activity: Vec<Activity>,
    next_priority: u8,
    now: Time,
    count: u64,
}

impl Witness {
    pub(crate) fn new(configs: &[QueueConfig], agents: u32) -> Self {
        let agents = agents as usize;
        Self {
            log: Vec::new(),
            arrived: 0,
            ended: 0,
            configs: configs.to_vec(),
            calls: BTreeMap::new(),
            offers: Vec::new(),
            readiness: vec![Readiness::Ready; agents],
            opting: vec![vec![Opting::In; agents]; configs.len()],
            activity: vec![Activity::Idle; agents],
            next_priority: 0,
            now: Time::ZERO,
            count: 0,
        }
    }

    /// Notes what a command says and no event repeats.
    pub(crate) fn hear(&mut self, command: &Command) {
        match command {
            Command::Arrive(arrival) => self.next_priority = arrival.priority,
            Command::SetReadiness {
                agent, readiness, ..
            } => {
                self.readiness[agent.0 as usize] = *readiness;
            }
            Command::SetOpting {
                queue,
                agent,
                opting,
            } => {
                self.opting[queue.0 as usize][agent.0 as usize] = *opting;
            }
            _ => {}
        }
    }

    pub(crate) fn live(&self) -> Vec<CallKey> {
        self.calls.keys().copied().collect()
    }

    pub(crate) fn talking(&self) -> Vec<CallKey> {
        let talking = |(key, known): (&CallKey, &Known)| {
            matches!(known.stage, Stage::Talking(_)).then_some(*key)
        };
        self.calls.iter().filter_map(talking).collect()
    }

    /// Compares what the engine tells with what its events told.
    pub(crate) fn check_against(&self, engine: &Engine) {
        assert_eq!(engine.calls(), self.calls.len());
        for (index, config) in self.configs.iter().enumerate() {
            let id = QueueId(index as u32);
            let waiting = self.waiting(id).count();
            assert_eq!(engine.waiting(id) as usize, waiting);
            if let Some(limit) = config.limit {
                assert!(
                    waiting <= limit.waiting as usize,
                    "{waiting} wait beyond {limit:?}"
                );
            }
            let mut line: Vec<(u8, Time, u64, CallKey)> = self.line(id).collect();
            line.sort_unstable();
            let line: Vec<CallKey> = line.into_iter().map(|(.., key)| key).collect();
            assert_eq!(
                engine.line(id).collect::<Vec<_>>(),
                line,
                "best priority, longest wait"
            );
        }
        for (agent, activity) in (0..).zip(&self.activity) {
            assert_eq!(engine.activity(AgentId(agent)), Some(*activity));
            let held = self
                .offers
                .iter()
                .filter(|(_, offer)| offer.agent == AgentId(agent));
            assert_eq!(engine.offers_to(AgentId(agent)).count(), held.count());
        }
    }

    fn waiting(&self, queue: QueueId) -> impl Iterator<Item = &Known> {
        let counting = self.config(queue).callbacks.counting;
        self.calls.values().filter(move |known| {
            known.queue == queue
                && matches!(known.stage, Stage::Greeting | Stage::Waiting(..))
                && (known.waits, counting) != (Waits::Callback, Counting::Apart)
        })
    }

    /// The calls whose customers wait and ring nowhere.
    pub(crate) fn may_ask_back(&self) -> Vec<CallKey> {
        let fits = |(key, known): (&CallKey, &Known)| {
            let rings = self.offers.iter().any(|(_, offer)| offer.call == *key);
            let waits = matches!(known.stage, Stage::Waiting(..));
            (waits && !rings && known.waits == Waits::Customer).then_some(*key)
        };
        self.calls.iter().filter_map(fits).collect()
    }

    fn line(&self, queue: QueueId) -> impl Iterator<Item = (u8, Time, u64, CallKey)> {
        self.calls
            .iter()
            .filter_map(move |(key, known)| match known.stage {
                Stage::Waiting(since, order) if known.queue == queue => {
                    Some((known.priority, since, order, *key))
                }
                _ => None,
            })
    }

    fn config(&self, queue: QueueId) -> &QueueConfig {
        &self.configs[queue.0 as usize]
    }

    fn begin_wait(&mut self, call: CallKey, at: Time) {
        self.count += 1;
        let order = self.count;
        let known = self.calls.get_mut(&call).unwrap();
        let since = match self.configs[known.queue.0 as usize].wait_clock {
            WaitClock::AfterGreeting => at,
            WaitClock::FromArrival => known.entered,
        };
        known.stage = Stage::Waiting(since, order);
    }

    fn arrive(&mut self, at: Time, call: CallKey, queue: QueueId, leg: u32) {
        let priority = match self.calls.get(&call) {
            Some(known) => {
                assert!(leg > 1 && known.stage == Stage::Moving);
                known.priority
            }
            None => {
                assert_eq!(leg, 1);
                self.arrived += 1;
                self.next_priority
            }
        };
        self.calls.insert(
            call,
            Known {
                queue,
                priority,
                stage: Stage::Greeting,
                entered: at,
                waits: Waits::Customer,
            },
        );
        if self.config(queue).greeting.is_zero() {
            self.begin_wait(call, at);
        }
    }

    fn offered(&mut self, at: Time, offer: Offer) {
        let (agent, config) = (offer.agent.0 as usize, *self.config(offer.queue));
        let known = self.calls[&offer.call];
        assert!(
            matches!(known.stage, Stage::Waiting(..)),
            "only waiting calls ring"
        );
        assert!(!matches!(config.presenting, Presenting::AtOnce));
        assert_eq!(self.opting[offer.queue.0 as usize][agent], Opting::In);
        let busy = matches!(
            self.activity[agent],
            Activity::Talking | Activity::WrappingUp
        );
        assert!(!busy, "a busy agent is passed over");
        if config.availability == ringback_engine::queues::Availability::Required {
            assert_eq!(self.readiness[agent], Readiness::Ready);
        }
        let held = self.offers.iter().map(|(_, held)| held);
        let mut held = held.filter(|held| held.agent == offer.agent && held.queue == offer.queue);
        match config.offers {
            Offers::OnePerAgent => assert_eq!(held.count(), 0, "one offer an agent and queue"),
            Offers::Unlimited => assert!(held.all(|held| held.call != offer.call)),
        }
        if config.routing == Routing::RingAll {
            let ringing = self
                .offers
                .iter()
                .filter(|(_, held)| held.queue == offer.queue);
            assert!(ringing.clone().all(|(_, held)| held.call == offer.call));
            if ringing.count() == 0 {
                let head = self.line(offer.queue).min().unwrap();
                assert_eq!(head.3, offer.call, "the head call alone rings");
            }
        }
        self.offers.push((at, offer));
    }

    fn closed(&mut self, offer: Offer) -> Time {
        let index = self.offers.iter().position(|(_, held)| *held == offer);
        self.offers
            .remove(index.expect("an offer ends once, after it began"))
            .0
    }

    fn check_ring(&self, at: Time, from: Time, queue: QueueId) {
        if let Presenting::Ring {
            alert_time: Some(alert_time),
        } = self.config(queue).presenting
        {
            assert!(
                at.since(from) <= alert_time,
                "nothing rings beyond the alert time"
            );
        }
    }

    fn answered(&mut self, at: Time, offer: Offer, waited: Span) {
        let known = self.calls[&offer.call];
        self.check_wait(at, known, waited);
        let presenting = self.config(offer.queue).presenting;
        if presenting == Presenting::AtOnce {
            let head = self.line(offer.queue).min().unwrap();
            assert_eq!(
                head.3, offer.call,
                "first in, first out within the best priority"
            );
        } else {
            let from = self.closed(offer);
            self.check_ring(at, from, offer.queue);
        }
        let talking = self
            .calls
            .values()
            .any(|known| known.stage == Stage::Talking(offer.agent));
        assert!(!talking, "no agent is in two calls");
        self.calls.get_mut(&offer.call).unwrap().stage = Stage::Talking(offer.agent);
    }

    fn check_wait(&self, at: Time, known: Known, waited: Span) {
        let expected = match known.stage {
            Stage::Waiting(since, _) => at.since(since),
            Stage::Greeting | Stage::Moving | Stage::Talking(_) => Span::ZERO,
        };
        assert_eq!(waited, expected);
        if let Some(timeout) = self.config(known.queue).timeout {
            let bound = Time::ZERO.saturating_add(timeout.after);
            let bound = bound.saturating_add(self.slack(known.queue));
            assert!(
                Time::ZERO.saturating_add(waited) <= bound,
                "nobody waits beyond the timeout"
            );
        }
    }

    /// By how much a wait may pass its bound: a greeting that outlasts it, and the alert that runs at it.
    fn slack(&self, queue: QueueId) -> Span {
        let config = self.config(queue);
        let greeting = match config.wait_clock {
            WaitClock::AfterGreeting => Span::ZERO,
            WaitClock::FromArrival => config.greeting,
        };
        let alert = match (
            config.timeout.map(|timeout| timeout.check),
            config.presenting,
        ) {
            (
                Some(TimeoutCheck::RoundEnd),
                Presenting::Ring {
                    alert_time: Some(alert_time),
                },
            ) => alert_time,
            // Without an alert time it rings until somebody answers.
            (Some(TimeoutCheck::RoundEnd), Presenting::Ring { alert_time: None }) => Span::MAX,
            (Some(TimeoutCheck::Exact | TimeoutCheck::RoundEnd) | None, _) => Span::ZERO,
        };
        let slack = greeting.as_micros().saturating_add(alert.as_micros());
        Span::from_micros(slack)
    }

    fn fired(&mut self, at: Time, call: CallKey, exception: Exception, waited: Span) {
        let known = self.calls[&call];
        let config = *self.config(known.queue);
        self.check_wait(at, known, waited);
        let exit = match exception {
            Exception::Timeout => {
                let timeout = config.timeout.unwrap();
                assert!(waited >= timeout.after, "no timeout comes early");
                match known.waits {
                    Waits::Customer => timeout.exit,
                    Waits::Callback => Exit::Leave(config.callbacks.tag),
                }
            }
            Exception::Limit => {
                assert!(waited.is_zero());
                config.limit.unwrap().exit
            }
            Exception::NoAgents => match config.no_agents {
                _ if known.waits == Waits::Callback => {
                    unreachable!("absence keeps no callback waiting")
                }
                NoAgents::NewCalls(exit) | NoAgents::AllCalls(exit) => exit,
                NoAgents::Off => unreachable!("the queue does not mind absence"),
            },
        };
        let known = self.calls.get_mut(&call).unwrap();
        known.stage = Stage::Moving;
        if let Exit::Queue {
            priority: Some(priority),
            ..
        } = exit
        {
            known.priority = priority;
        }
    }

    fn end(&mut self, call: CallKey) -> Known {
        self.ended += 1;
        self.calls.remove(&call).expect("a call ends once")
    }
}

impl Observer for Witness {
    fn observe(&mut self, at: Time, event: Event) {
        assert!(at >= self.now, "time goes forward");
        self.now = at;
        self.log.push((at, event));
        match event {
            Event::Arrived {
                call,
                queue,
                leg,
                waiting,
                ..
            } => {
                assert_eq!(waiting as usize, self.waiting(queue).count());
                self.arrive(at, call, queue, leg);
            }
            Event::GreetingEnded { call, .. } => self.begin_wait(call, at),
            Event::Offered(offer) => self.offered(at, offer),
            Event::Missed(offer) => {
                let from = self.closed(offer);
                let presenting = self.config(offer.queue).presenting;
                let alert_time = Some(at.since(from));
                assert_eq!(
                    presenting,
                    Presenting::Ring { alert_time },
                    "missed means rung out"
                );
            }
            Event::Withdrawn(offer) | Event::Declined(offer) => {
                let from = self.closed(offer);
                self.check_ring(at, from, offer.queue);
            }
            Event::Answered {
                call,
                queue,
                agent,
                waited,
            } => {
                self.answered(at, Offer { call, queue, agent }, waited);
            }
            Event::CallbackRequested { call, .. } => {
                self.calls.get_mut(&call).unwrap().waits = Waits::Callback;
            }
            Event::Abandoned { call, waited, .. } => {
                self.check_wait(at, self.calls[&call], waited);
                self.end(call);
            }
            Event::Fired {
                call,
                exception,
                waited,
                ..
            } => {
                self.fired(at, call, exception, waited);
            }
            Event::Redirected { call, .. } => assert_eq!(self.calls[&call].stage, Stage::Moving),
            Event::Left { call, .. } => {
                assert_eq!(self.end(call).stage, Stage::Moving);
            }
            Event::Ended { call, agent, .. } => {
                assert_eq!(self.end(call).stage, Stage::Talking(agent));
            }
            Event::Agent { agent, activity } => {
                let before = &mut self.activity[agent.0 as usize];
                assert_ne!(*before, activity, "an activity is told when it changes");
                *before = activity;
            }
        }
    }
}

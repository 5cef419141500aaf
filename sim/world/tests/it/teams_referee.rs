//! A referee who hears the facts of a run and knows the laws of voice apps, but not their workings.

use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::TestCaseError;
use ringback_world::{
    Fact, Span, Time, What, World,
    calls::{self, CallId},
    declaration::{self, Declaration, PresenceBased, Queue, TimeoutEvaluation, WaitClock},
    teams::{self, Opted, Presence},
};

type Verdict = Result<(), TestCaseError>;

/// A call that waits.
struct Wait {
    queue: usize,
    since: Time,
    greeted: bool,
    /// At whom it rings, and since when.
    rings: BTreeMap<String, Time>,
    /// When an offer of it was declined last.
    declined: Option<Time>,
    /// Whether its caller waits for a call back.
    callback: bool,
}

/// What a person does, as far as facts tell.
struct Agent {
    presence: Presence,
    out: BTreeSet<String>,
}

/// Hears facts in order.
pub(crate) struct Referee<'a> {
    tenant: &'a declaration::Tenant,
    agents: BTreeMap<String, Agent>,
    waits: BTreeMap<CallId, Wait>,
    taken: BTreeMap<CallId, Wait>,
    placed: BTreeSet<CallId>,
    ended: BTreeSet<CallId>,
    entered: BTreeMap<CallId, u32>,
}

fn law(holds: bool, what: impl FnOnce() -> String) -> Verdict {
    if holds {
        Ok(())
    } else {
        Err(TestCaseError::fail(what()))
    }
}

impl<'a> Referee<'a> {
    pub(crate) fn new(declaration: &'a Declaration) -> Self {
        let tenant = &declaration.teams;
        let agents = tenant.people.iter().map(|person| {
            let agent = Agent {
                presence: person.presence,
                out: BTreeSet::new(),
            };
            (person.name.clone(), agent)
        });
        Self {
            tenant,
            agents: agents.collect(),
            waits: BTreeMap::new(),
            taken: BTreeMap::new(),
            placed: BTreeSet::new(),
            ended: BTreeSet::new(),
            entered: BTreeMap::new(),
        }
    }

    pub(crate) fn see(&mut self, fact: &Fact) -> Verdict {
        match &fact.what {
            What::Call(calls::Fact::Placed { call, .. }) => law(self.placed.insert(*call), || {
                format!("{call} is placed twice")
            }),
            What::Call(calls::Fact::CallEnded { call, .. }) => {
                law(self.ended.insert(*call), || format!("{call} ends twice"))?;
                let wait = self.waits.get(call);
                law(wait.is_none_or(|wait| wait.callback), || {
                    format!("{call} has ended and still waits")
                })
            }
            What::Teams(what) => self.teams(fact.at, what),
            _ => Ok(()),
        }
    }

    fn teams(&mut self, at: Time, fact: &teams::Fact) -> Verdict {
        match fact {
            teams::Fact::Queued { call, queue, .. } => self.queued(at, *call, queue),
            teams::Fact::Offered {
                call, queue, agent, ..
            } => self.offered(at, *call, queue, agent),
            teams::Fact::OfferEnded {
                call, agent, how, ..
            } => {
                // What still rings elsewhere is withdrawn after the call was taken.
                let wait = match self.waits.get_mut(call) {
                    Some(wait) => Some(wait),
                    None => self.taken.get_mut(call),
                };
                let Some(wait) = wait else {
                    return law(false, || format!("{call} never waited"));
                };
                let alert = self.tenant.queues[wait.queue].alert_time;
                let since = wait.rings.remove(agent);
                if *how == teams::OfferEnd::Declined {
                    wait.declined = Some(at);
                }
                let rang = since.map(|since| at.since(since));
                law(rang.is_some_and(|rang| rang <= alert), || {
                    format!("{call} rang at {agent} for {rang:?}")
                })?;
                let missed = *how == teams::OfferEnd::Missed;
                law(!missed || rang == Some(alert), || {
                    format!("{agent} missed {call} after {rang:?}")
                })
            }
            teams::Fact::AnsweredByAgent {
                call,
                agent,
                waited,
                ..
            } => self.taken(at, *call, Some(agent), *waited, false),
            teams::Fact::CallbackAnswered {
                call,
                agent,
                waited,
                ..
            } => self.taken(at, *call, Some(agent), *waited, true),
            teams::Fact::CallbackTimedOut { call, waited, .. } => {
                self.taken(at, *call, None, *waited, true)
            }
            teams::Fact::Abandoned { call, waited, .. } => {
                self.taken(at, *call, None, *waited, false)
            }
            teams::Fact::Redirected { call, waited, .. } => {
                if self.waits.contains_key(call) {
                    self.taken(at, *call, None, *waited, false)
                } else {
                    // It was taken at the door.
                    law(waited.is_zero(), || {
                        format!("{call} waited {waited:?} at the door")
                    })
                }
            }
            teams::Fact::CallbackOffered { call, .. } => {
                let wait = self.wait(*call)?;
                law(wait.rings.is_empty() && !wait.callback, || {
                    format!("{call} is offered a callback while it rings")
                })
            }
            teams::Fact::CallbackRequested { call, .. } => {
                let wait = self.wait(*call)?;
                let rings = std::mem::replace(&mut wait.callback, true) || !wait.rings.is_empty();
                law(!rings, || format!("{call} asks while it rings, or twice"))
            }
            teams::Fact::PresenceChanged { person, presence } => {
                if let Some(agent) = self.agents.get_mut(person) {
                    agent.presence = *presence;
                }
                Ok(())
            }
            teams::Fact::OptedChanged {
                person,
                queue,
                opted,
            } => {
                if let Some(agent) = self.agents.get_mut(person) {
                    match opted {
                        Opted::In => agent.out.remove(queue),
                        Opted::Out => agent.out.insert(queue.clone()),
                    };
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn queued(&mut self, at: Time, call: CallId, queue: &str) -> Verdict {
        let number = self.queue(queue)?;
        let declared = &self.tenant.queues[number];
        let entered = self.entered.entry(call).or_default();
        *entered += 1;
        law(*entered <= self.tenant.switches.max_voice_app_legs, || {
            format!("{call} has entered {entered} queues")
        })?;
        let waiting = self.waits.values().filter(|wait| {
            wait.queue == number
                && (!wait.callback || self.tenant.switches.callbacks_count_in_queue)
        });
        let waiting = waiting.count();
        law(
            (waiting as u64) < u64::from(declared.overflow_threshold),
            || {
                format!(
                    "{call} waits behind {waiting} of {}",
                    declared.overflow_threshold
                )
            },
        )?;
        let wait = Wait {
            queue: number,
            since: at,
            greeted: declared.greeting.is_some(),
            rings: BTreeMap::new(),
            declined: None,
            callback: false,
        };
        let before = self.waits.insert(call, wait);
        law(before.is_none(), || format!("{call} waits twice"))
    }

    fn offered(&mut self, at: Time, call: CallId, queue: &str, agent: &str) -> Verdict {
        let number = self.queue(queue)?;
        let declared = &self.tenant.queues[number];
        let known = &self.agents[agent];
        law(!known.out.contains(queue), || {
            format!("{agent} has opted out of {queue}")
        })?;
        let begins = self.begins(declared, &self.waits[&call]);
        law(at >= begins, || format!("{call} rings during its greeting"))?;
        if heeds_presence(declared) {
            law(is_available(known.presence), || {
                format!("{call} rings at {agent}, who is {:?}", known.presence)
            })?;
            let held = self
                .waits
                .iter()
                .filter(|(_, wait)| wait.queue == number && wait.rings.contains_key(agent));
            law(held.count() == 0, || {
                format!("{agent} has two offers of {queue}")
            })?;
            self.in_order(at, call, declared, number)?;
        }
        let wait = self.wait(call)?;
        let twice = wait.rings.insert(agent.to_owned(), at);
        law(twice.is_none(), || format!("{call} rings twice at {agent}"))
    }

    /// Whoever came before rings already, unless nobody could be found for them just now.
    fn in_order(&self, at: Time, call: CallId, declared: &Queue, number: usize) -> Verdict {
        let begins = self.begins(declared, &self.waits[&call]);
        for (other, wait) in &self.waits {
            let ahead = wait.queue == number && self.begins(declared, wait) < begins;
            let paused = wait
                .declined
                .is_some_and(|declined| at.since(declined) <= declared.alert_time);
            law(!ahead || !wait.rings.is_empty() || paused, || {
                format!("{call} rings before {other}, which came first")
            })?;
        }
        Ok(())
    }

    /// When the wait of a call begins in which it may ring.
    fn begins(&self, declared: &Queue, wait: &Wait) -> Time {
        let greeting = declared.greeting.as_ref().filter(|_| wait.greeted);
        let greeting = greeting.map_or(Span::ZERO, |greeting| greeting.takes);
        wait.since.saturating_add(greeting)
    }

    fn taken(
        &mut self,
        at: Time,
        call: CallId,
        agent: Option<&str>,
        waited: Span,
        callback: bool,
    ) -> Verdict {
        let Some(wait) = self.waits.remove(&call) else {
            return law(false, || format!("{call} does not wait"));
        };
        law(wait.callback == callback, || {
            format!("{call} is a callback: {}", wait.callback)
        })?;
        let declared = &self.tenant.queues[wait.queue];
        let switches = &self.tenant.switches;
        let greeting = self.begins(declared, &wait).since(wait.since);
        let alert = match switches.timeout_evaluation {
            TimeoutEvaluation::Exact => Span::ZERO,
            TimeoutEvaluation::AlertBoundary => declared.alert_time,
        };
        let bound = wait
            .since
            .saturating_add(greeting)
            .saturating_add(declared.timeout_threshold)
            .saturating_add(alert);
        law(at <= bound, || {
            format!("{call} left at {at:?}, beyond {bound:?}")
        })?;
        let clock = match switches.wait_clock {
            WaitClock::AfterGreeting => at.since(self.begins(declared, &wait)),
            WaitClock::FromArrival if at < self.begins(declared, &wait) => Span::ZERO,
            WaitClock::FromArrival => at.since(wait.since),
        };
        law(waited == clock, || {
            format!("{call} waited {clock:?}, and {waited:?} is told")
        })?;
        let rings = agent.is_none_or(|agent| wait.rings.contains_key(agent));
        self.taken.insert(call, wait);
        law(rings, || {
            format!("{agent:?} answers {call}, which does not ring there")
        })
    }

    /// Every call that was placed and is over has ended, and nobody waits who cannot.
    pub(crate) fn at_the_end(&self, world: &World) -> Verdict {
        for call in self.waits.keys() {
            law(false, || format!("{call} waits for ever"))?;
        }
        for call in &self.placed {
            let view = world.calls().show(*call);
            let goes_on = view.is_some_and(|view| view.ended.is_none());
            law(goes_on != self.ended.contains(call), || {
                format!("{call} neither goes on nor has ended")
            })?;
        }
        Ok(())
    }

    fn wait(&mut self, call: CallId) -> Result<&mut Wait, TestCaseError> {
        let wait = self.waits.get_mut(&call);
        wait.ok_or_else(|| TestCaseError::fail(format!("{call} does not wait")))
    }

    fn queue(&self, name: &str) -> Result<usize, TestCaseError> {
        let mut queues = self.tenant.queues.iter();
        let found = queues.position(|queue| queue.name == name);
        found.ok_or_else(|| TestCaseError::fail(format!("no queue {name}")))
    }
}

fn heeds_presence(queue: &Queue) -> bool {
    queue.presence_based == PresenceBased::On || queue.routing == declaration::Routing::LongestIdle
}

fn is_available(presence: Presence) -> bool {
    matches!(
        presence,
        Presence::Available | Presence::AvailableOutOfOffice
    )
}

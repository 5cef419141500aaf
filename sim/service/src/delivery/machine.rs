//! What goes to the implementation, when, and in which order: a state machine in simulated time without sockets.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use ringback_world::{
    Contact, Span, Time,
    deliveries::{Command, Kept, Outcome, WhyGivenUp},
};

use super::{
    Outgoing,
    attempt::Attempt,
    dead_letters::{DeadLetter, DeadLetters},
    put_off::PutOff,
    retry::{self, Following},
};

/// How long the next event of a lane waits for the answer to the one before.
const LANE_WAIT: Span = Span::from_millis(250);
/// How long a website may take.
const VISIT_TIME_OUT: Span = Span::from_secs(30);
/// Finished deliveries that stay known for readers and for sending again.
const KEPT: usize = 1_000;

/// Names one thing that goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ErrandId(pub(crate) u64);

/// Names one request of the implementation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RequestId(pub(crate) u64);

/// What goes out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Errand {
    /// An event.
    Delivery(Box<Outgoing>),
    /// A customer's visit to the website.
    Visit(VisitPlan),
}

/// A visit that a scripted person asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct VisitPlan {
    /// Whose visit.
    pub(crate) contact: Contact,
    /// The entry's name.
    pub(crate) entry: String,
    /// What fills the entry's places.
    pub(crate) with: BTreeMap<String, String>,
}

/// How many go out at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// One at a time, in the order of the facts.
    Lockstep,
    /// As the real service does: at once, events of one lane in order.
    Concurrent,
}

/// Something to be sent now.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Start {
    pub(crate) id: ErrandId,
    /// The number of the attempt, from 1.
    pub(crate) attempt: u32,
    /// When it should have gone out.
    pub(crate) due: Time,
    pub(crate) errand: Arc<Errand>,
    /// The fault by which it goes out just now, and for which it is not asked about again.
    pub(crate) fault: Option<String>,
}

/// What became of an attempt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ended {
    /// Of an event: to be told to the world.
    Delivery(Box<Command>),
    /// Of a visit.
    Visit(VisitPlan),
    /// It is long over.
    Late,
}

#[derive(Debug)]
struct Item {
    errand: Arc<Errand>,
    born: Time,
    /// When the next attempt should go out.
    due: Time,
    attempts: u32,
    /// The headers of the latest attempt, without secrets.
    headers: Vec<(String, String)>,
    state: State,
    /// The fault by which it goes out when it goes out next.
    fault: Option<String>,
}

#[derive(Debug)]
enum State {
    Held(RequestId),
    Ready,
    Waiting(Time),
    Flying {
        started: Time,
        deadline: Time,
        parked: bool,
    },
}

/// Everything that goes to the implementation.
#[derive(Debug, Default)]
pub(crate) struct Machine {
    made: u64,
    open: BTreeMap<ErrandId, Item>,
    ready: BTreeSet<ErrandId>,
    /// What waits for the reply to a request.
    held: BTreeMap<RequestId, Vec<ErrandId>>,
    alarms: BTreeSet<(Time, ErrandId)>,
    lanes: BTreeMap<String, (ErrandId, Time)>,
    put_off: PutOff,
    /// What waits for the next one of its lane to overtake it.
    behind: BTreeMap<String, ErrandId>,
    flying: usize,
    log: VecDeque<Attempt>,
    forgotten: u64,
    done: VecDeque<(ErrandId, Arc<Errand>)>,
    dead_letters: DeadLetters,
}

impl Machine {
    /// Takes something that goes out, at the earliest when the reply to `after` has left.
    pub(crate) fn queue(
        &mut self,
        now: Time,
        errand: Errand,
        after: Option<RequestId>,
    ) -> ErrandId {
        let state = after.map_or(State::Ready, State::Held);
        self.take(now, Arc::new(errand), state, None)
    }

    fn take(
        &mut self,
        born: Time,
        errand: Arc<Errand>,
        state: State,
        fault: Option<String>,
    ) -> ErrandId {
        let id = ErrandId(self.made);
        self.made += 1;
        match state {
            State::Ready => {
                self.ready.insert(id);
            }
            State::Waiting(at) => {
                self.alarms.insert((at, id));
            }
            State::Held(request) => self.held.entry(request).or_default().push(id),
            State::Flying { .. } => {}
        }
        let item = Item {
            errand,
            born,
            due: match state {
                State::Waiting(at) => at,
                State::Held(_) | State::Ready | State::Flying { .. } => born,
            },
            attempts: 0,
            headers: Vec::new(),
            state,
            fault,
        };
        self.open.insert(id, item);
        id
    }

    /// Learns that the reply to a request has left.
    pub(crate) fn flushed(&mut self, request: RequestId) {
        for id in self.held.remove(&request).unwrap_or_default() {
            let item = self.open.get_mut(&id);
            if let Some(item) = item.filter(|item| matches!(item.state, State::Held(_))) {
                item.state = State::Ready;
                self.ready.insert(id);
            }
        }
    }

    /// Tells what is to be sent now.
    pub(crate) fn start(&mut self, now: Time, order: Order) -> Vec<Start> {
        match order {
            Order::Lockstep => self
                .next_in_lockstep()
                .map(|id| self.fly(id, now))
                .into_iter()
                .collect(),
            Order::Concurrent => {
                let mut started = Vec::new();
                for id in self.ready.clone() {
                    if self.lane_is_free(id, now) {
                        started.push(self.fly(id, now));
                    }
                }
                started
            }
        }
    }

    /// Learns how an attempt ended.
    pub(crate) fn ended(
        &mut self,
        now: Time,
        id: ErrandId,
        attempt: u32,
        outcome: &Outcome,
        final_because: Option<&str>,
    ) -> Ended {
        let Some(item) = self.open.get_mut(&id) else {
            return Ended::Late;
        };
        let State::Flying {
            deadline,
            parked,
            started,
        } = item.state
        else {
            return Ended::Late;
        };
        if item.attempts != attempt {
            return Ended::Late;
        }
        self.alarms.remove(&(deadline, id));
        if !parked {
            self.flying -= 1;
        }
        let errand = Arc::clone(&item.errand);
        let delivery = match &*errand {
            Errand::Visit(plan) => {
                self.open.remove(&id);
                return Ended::Visit(plan.clone());
            }
            Errand::Delivery(delivery) => delivery,
        };
        let following = match final_because {
            Some(_) => Following::GivenUp(WhyGivenUp::NotAllowed),
            None => retry::following(delivery, item.born, now, attempt, outcome),
        };
        let headers = std::mem::take(&mut item.headers);
        match following {
            Following::At(at) => {
                item.state = State::Waiting(at);
                item.due = at;
                self.put_off.wait(id, delivery, at);
                self.alarms.insert((at, id));
            }
            Following::Delivered | Following::GivenUp(_) => {
                let born = item.born;
                self.open.remove(&id);
                self.leave_lane(id, &errand);
                self.keep(id, &errand);
                if let Following::GivenUp(why) = following {
                    let last = (started, attempt, outcome);
                    self.dead_letters
                        .keep(DeadLetter::of(delivery, born, last, why));
                }
            }
        }
        self.log.push_back(Attempt::new(
            id,
            attempt,
            (started, now),
            (&errand, headers),
            outcome,
            following,
            final_because,
        ));
        if self.log.len() > KEPT {
            self.log.pop_front();
            self.forgotten += 1;
        }
        Ended::Delivery(Box::new(attempted(delivery, attempt, outcome, following)))
    }

    /// Forgets a lane whose latest event is over: nothing waits for it.
    fn leave_lane(&mut self, id: ErrandId, errand: &Errand) {
        if let Some(lane) = lane_of(errand)
            && self.lanes.get(lane).is_some_and(|(last, _)| *last == id)
        {
            self.lanes.remove(lane);
        }
    }

    /// Learns that an attempt no longer counts as work.
    pub(crate) fn park(&mut self, id: ErrandId) {
        if let Some(Item {
            state: State::Flying { parked, .. },
            ..
        }) = self.open.get_mut(&id)
            && !*parked
        {
            *parked = true;
            self.flying -= 1;
        }
    }

    /// Tells when the next attempt is due or given up.
    pub(crate) fn next_wakeup(&self) -> Option<Time> {
        self.alarms.first().map(|(at, _)| *at)
    }

    /// Tells whether the next wake-up is the end of an attempt's patience: the implementation still owes an answer.
    pub(crate) fn next_is_time_out(&self) -> bool {
        self.alarms
            .first()
            .and_then(|(_, id)| self.open.get(id))
            .is_some_and(|item| matches!(item.state, State::Flying { .. }))
    }

    /// Lets everything happen that is due; tells which attempts have run out of time.
    pub(crate) fn advance(&mut self, now: Time) -> Vec<(ErrandId, u32)> {
        let mut timed_out = Vec::new();
        while let Some((at, id)) = self.alarms.first().copied().filter(|(at, _)| *at <= now) {
            self.alarms.remove(&(at, id));
            let Some(item) = self.open.get_mut(&id) else {
                continue;
            };
            match item.state {
                State::Waiting(_) => {
                    item.state = State::Ready;
                    self.ready.insert(id);
                }
                State::Flying { .. } => timed_out.push((id, item.attempts)),
                State::Ready | State::Held(_) => {}
            }
        }
        timed_out
    }

    /// Tells when a lane lets its next event go although the one before has no answer.
    pub(crate) fn next_lane(&self, now: Time) -> Option<Time> {
        self.ready
            .iter()
            .filter_map(|id| self.lane_blocked_until(*id, now))
            .min()
    }

    /// Tells whether anything is ready, held, under way, or due again before `until`.
    pub(crate) fn has_open_before(&self, until: Time) -> bool {
        self.open.values().any(|item| match item.state {
            State::Held(_) | State::Ready => true,
            State::Flying { parked, .. } => !parked,
            State::Waiting(at) => at <= until,
        })
    }

    /// Lists what is under way.
    pub(crate) fn under_way(&self) -> Vec<ErrandId> {
        let flying = self
            .open
            .iter()
            .filter(|(_, item)| matches!(item.state, State::Flying { .. }));
        flying.map(|(id, _)| *id).collect()
    }

    /// Shows a delivery that is not over.
    pub(crate) fn delivery(&self, id: ErrandId) -> Option<&Outgoing> {
        match &*self.open.get(&id)?.errand {
            Errand::Delivery(delivery) => Some(delivery),
            Errand::Visit(_) => None,
        }
    }

    /// One at a time; what a running request holds back also holds back everything after it.
    fn next_in_lockstep(&self) -> Option<ErrandId> {
        if self.flying > 0 {
            return None;
        }
        let first = self
            .open
            .iter()
            .filter(|(_, item)| matches!(item.state, State::Held(_) | State::Ready))
            .find(|(id, item)| self.stands_back_until(**id, &item.errand).is_none());
        first
            .filter(|(_, item)| matches!(item.state, State::Ready))
            .map(|(id, _)| *id)
    }

    fn lane_is_free(&self, id: ErrandId, now: Time) -> bool {
        self.lane_blocked_until(id, now).is_none()
    }

    fn lane_blocked_until(&self, id: ErrandId, now: Time) -> Option<Time> {
        let errand = &self.open.get(&id)?.errand;
        if let Some(until) = self.stands_back_until(id, errand) {
            return Some(until);
        }
        let lane = lane_of(errand)?;
        let (before, started) = self.lanes.get(lane)?;
        let flying = matches!(self.open.get(before)?.state, State::Flying { .. });
        let until = started.saturating_add(LANE_WAIT);
        (*before != id && flying && until > now).then_some(until)
    }

    fn stands_back_until(&self, id: ErrandId, errand: &Errand) -> Option<Time> {
        match errand {
            Errand::Delivery(delivery) => self.put_off.until(id, delivery),
            Errand::Visit(_) => None,
        }
    }

    fn fly(&mut self, id: ErrandId, now: Time) -> Start {
        self.ready.remove(&id);
        let item = self.open.get_mut(&id).expect("what is ready is open");
        let wait = match &*item.errand {
            Errand::Delivery(delivery) => {
                self.put_off.go(id, delivery);
                retry::time_out(delivery.channel)
            }
            Errand::Visit(_) => VISIT_TIME_OUT,
        };
        let deadline = now.saturating_add(wait);
        item.attempts += 1;
        item.state = State::Flying {
            started: now,
            deadline,
            parked: false,
        };
        self.alarms.insert((deadline, id));
        self.flying += 1;
        if let Some(lane) = lane_of(&item.errand) {
            self.lanes.insert(lane.to_owned(), (id, now));
        }
        Start {
            id,
            attempt: item.attempts,
            due: item.due,
            errand: Arc::clone(&item.errand),
            fault: item.fault.take(),
        }
    }
}

fn lane_of(errand: &Errand) -> Option<&str> {
    match errand {
        Errand::Delivery(delivery) => delivery.lane.as_deref(),
        Errand::Visit(_) => None,
    }
}

fn attempted(
    delivery: &Outgoing,
    attempt: u32,
    outcome: &Outcome,
    following: Following,
) -> Command {
    Command::Attempted {
        contact: delivery.contact,
        channel: delivery.channel,
        event_type: delivery.event_type.clone(),
        event_id: delivery.event_id.clone(),
        attempt,
        outcome: outcome.clone(),
        next: following.next(),
        kept: kept(delivery, following),
    }
}

fn kept(delivery: &Outgoing, following: Following) -> Option<Kept> {
    let subscription = delivery.subscription.as_ref()?;
    match following {
        Following::GivenUp(why) => Some(Kept {
            why,
            subscription: subscription.name.clone(),
            destination: subscription.dead_letters.clone()?,
        }),
        Following::Delivered | Following::At(_) => None,
    }
}

mod faults;
mod kept;
#[cfg(test)]
mod tests;

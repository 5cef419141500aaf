//! A scene in simulated time, on the world itself.

use std::collections::{BTreeMap, VecDeque};

use ringback_format::{action::Action, declaration::person_object_id};
use ringback_world::{
    Command, Contact, Fact, Ids, RawId, Refusal, Reply, Span, Time, What, World,
    calls::{self, Act, Answering, CallId, PartyAct, Place},
    declaration::{Declaration, OptOut, ResourceAccount},
    teams::{self, Opted},
};

use crate::{
    case::{AgentMove, AgentsAnswer, Arrival, Caller, CallerMove, Scene},
    names,
};

/// When second 0 is, where a scene does not say: an ordinary Tuesday.
pub(crate) const START: &str = "2026-01-20T10:15:00Z";

/// What happened in a scene.
pub(crate) struct Ran {
    pub(crate) world: World,
    pub(crate) facts: Vec<Fact>,
    /// The calls' names.
    pub(crate) names: BTreeMap<CallId, String>,
    /// How many refusals came as expected.
    pub(crate) refusals: usize,
}

/// One thing that somebody does.
enum Move {
    Arrive(Arrival),
    Caller(CallerMove),
    Agent(AgentMove),
    OptOut(teams::Command),
    Takes(CallId, String),
    HangsUp(CallId, String),
}

/// Runs a scene to its end.
pub(crate) fn run(scene: &Scene, declaration: Declaration) -> Result<Ran, String> {
    let start = scene.start.as_deref().unwrap_or(START);
    let start = start.parse().map_err(|why| format!("{start}: {why}"))?;
    let until = scene.until.ok_or("the scene does not say until when")?;
    let mut running = Running {
        ran: Ran {
            world: World::new(Ids::new(1, "cases"), start, declaration),
            facts: Vec::new(),
            names: BTreeMap::new(),
            refusals: 0,
        },
        calls: BTreeMap::new(),
        callers: BTreeMap::new(),
        answering: scene.answering,
        agenda: agenda(scene),
    };
    running.far_ends(scene)?;
    running.until(at(until))?;
    Ok(running.ran)
}

/// Lists the moves in their order: at one instant people who are there come before calls that arrive.
fn agenda(scene: &Scene) -> VecDeque<(Time, Move)> {
    let mut moves: Vec<(Time, Move)> = Vec::new();
    for one in scene.callers.iter().flatten() {
        moves.push((at(one.at), Move::Caller(one.clone())));
    }
    for one in scene.agents.iter().flatten() {
        moves.push((at(one.at), Move::Agent(one.clone())));
    }
    for one in scene.administrator.iter().flatten() {
        let command = teams::Command::SetOptOut {
            queue: one.queue.clone(),
            opt_out: match one.opt_out {
                true => OptOut::Allowed,
                false => OptOut::NotAllowed,
            },
        };
        moves.push((at(one.at), Move::OptOut(command)));
    }
    for arrival in scene.arrivals.iter().flatten() {
        moves.extend(
            each(arrival)
                .into_iter()
                .map(|one| (at(one.at), Move::Arrive(one))),
        );
    }
    moves.sort_by_key(|(at, _)| *at);
    moves.into()
}

/// Counts several calls out: `c1` goes on with `c2`.
fn each(arrival: &Arrival) -> Vec<Arrival> {
    let Some(count) = arrival.count else {
        return vec![arrival.clone()];
    };
    let stem = arrival.call.trim_end_matches(|c: char| c.is_ascii_digit());
    let first: u32 = arrival.call[stem.len()..].parse().unwrap_or(1);
    (0..count)
        .map(|n| Arrival {
            at: arrival.at + f64::from(n) * arrival.every.unwrap_or_default(),
            call: format!("{stem}{}", first + n),
            count: None,
            ..arrival.clone()
        })
        .collect()
}

struct Running {
    ran: Ran,
    calls: BTreeMap<String, CallId>,
    callers: BTreeMap<String, RawId>,
    answering: Option<AgentsAnswer>,
    agenda: VecDeque<(Time, Move)>,
}

impl Running {
    fn until(&mut self, until: Time) -> Result<(), String> {
        loop {
            let next = self.agenda.front().map(|(at, _)| *at);
            let due = self.ran.world.next_wakeup();
            let next = next.filter(|at| *at <= until);
            match (next, due.filter(|at| *at <= until)) {
                (Some(next), due) if due.is_none_or(|due| next <= due) => {
                    if let Some((at, one)) = self.agenda.pop_front() {
                        self.carry_out(at, one)
                            .map_err(|why| format!("at {}: {why}", seconds(at)))?;
                    }
                }
                (_, Some(due)) => self.ran.world.advance(due),
                (_, None) => break,
            }
            self.listen();
        }
        self.ran.world.advance(until);
        self.listen();
        Ok(())
    }

    /// Takes what happened; agents who take every call decide to do so.
    fn listen(&mut self) {
        for fact in self.ran.world.take_facts() {
            if let (Some(answering), What::Teams(told)) = (self.answering, &fact.what) {
                match told {
                    teams::Fact::Offered { call, agent, .. } if !self.is_taken(*call) => {
                        let takes = Move::Takes(*call, agent.clone());
                        self.schedule(fact.at, answering.after, takes);
                    }
                    teams::Fact::AnsweredByAgent { call, agent, .. } => {
                        let hangs_up = Move::HangsUp(*call, agent.clone());
                        self.schedule(fact.at, answering.talks, hangs_up);
                    }
                    _ => {}
                }
            }
            self.ran.facts.push(fact);
        }
    }

    fn is_taken(&self, call: CallId) -> bool {
        let mut agenda = self.agenda.iter();
        agenda.any(|(_, one)| matches!(one, Move::Takes(taken, _) if *taken == call))
    }

    fn schedule(&mut self, from: Time, after: f64, one: Move) {
        let at = from.saturating_add(Span::from_secs_f64(after));
        let before = self.agenda.iter().take_while(|(other, one)| {
            *other < at || (*other == at && !matches!(one, Move::Arrive(_)))
        });
        let index = before.count();
        self.agenda.insert(index, (at, one));
    }

    fn carry_out(&mut self, at: Time, one: Move) -> Result<(), String> {
        match one {
            Move::Arrive(arrival) => self.arrive(at, &arrival),
            Move::Caller(moved) => {
                let party = self.callers.get(&moved.call).cloned();
                let party = party.ok_or_else(|| format!("there is no call {}", moved.call))?;
                let act = moved.r#do.act();
                let act = act.ok_or_else(|| format!("a caller does not {}", moved.r#do.word()))?;
                self.party(at, &moved.call, party, act)
            }
            Move::Agent(moved) => self.agents(at, &moved),
            Move::OptOut(command) => self.must(at, Command::Teams(command)),
            Move::Takes(call, agent) => {
                let call = Some(call);
                self.must(at, Command::Teams(teams::Command::Answer { agent, call }))
            }
            Move::HangsUp(call, agent) => {
                let call = Some(call);
                self.must(at, Command::Teams(teams::Command::HangUp { agent, call }))
            }
        }
    }

    fn arrive(&mut self, at: Time, arrival: &Arrival) -> Result<(), String> {
        let from = self.caller(arrival)?;
        let number = self.calls.len() + 1;
        let place = Place {
            from: from.clone(),
            to: self.dialled(arrival)?,
            display_name: None,
            custom_context: None,
            contact: u32::try_from(number).ok().map(Contact),
        };
        let command = Command::Calls(calls::Command::Place(place));
        let reply = self.ran.world.handle(at, command);
        if let Some(Reply::Calls(calls::Reply::Placed { call, .. })) =
            self.meets(reply, arrival.refused.as_deref())?
        {
            self.calls.insert(arrival.call.clone(), call);
            self.callers.insert(arrival.call.clone(), from);
            self.ran.names.insert(call, arrival.call.clone());
        }
        Ok(())
    }

    fn caller(&self, arrival: &Arrival) -> Result<RawId, String> {
        let number = || format!("+1425234{:04}", 1000 + self.calls.len());
        match &arrival.from {
            None => Ok(RawId::phone_number(&number())),
            Some(Caller::Number(number)) => Ok(RawId::phone_number(number)),
            Some(Caller::Web(caller)) => {
                let mut resources = self.ran.world.declaration().resources.iter();
                let resource = resources.find(|resource| resource.name == caller.web);
                let resource = resource.ok_or_else(|| format!("no resource {}", caller.web))?;
                let user = format!("user-{}", arrival.call);
                Ok(RawId::communication_user(resource.id.as_str(), &user))
            }
        }
    }

    /// An app is dialled by its number from a phone, and reached by its account otherwise.
    fn dialled(&self, arrival: &Arrival) -> Result<RawId, String> {
        let to = arrival.to.as_deref().unwrap_or("Q");
        let tenant = &self.ran.world.declaration().teams;
        let account = tenant
            .queues
            .iter()
            .map(|queue| (&queue.name, &queue.resource_account))
            .chain(
                tenant
                    .attendants
                    .iter()
                    .map(|attendant| (&attendant.name, &attendant.resource_account)),
            )
            .find(|(name, _)| *name == to)
            .and_then(|(_, account)| account.as_ref());
        let by_phone = !matches!(arrival.from, Some(Caller::Web(_)));
        match account {
            Some(ResourceAccount {
                phone_number: Some(number),
                ..
            }) if by_phone => Ok(RawId::phone_number(number)),
            Some(account) => Ok(account.raw_id()),
            None if to.contains(':') => {
                Ok(RawId::new(names::filled(self.ran.world.declaration(), to)))
            }
            None if to.starts_with('+') => Ok(RawId::phone_number(to)),
            None => Err(format!("nothing is called {to}")),
        }
    }

    fn agents(&mut self, at: Time, moved: &AgentMove) -> Result<(), String> {
        let call = match &moved.call {
            None => None,
            Some(name) => Some(self.number(name)?),
        };
        for agent in moved.agent.names() {
            let command = command(agent, call, &moved.r#do)?;
            let reply = self.ran.world.handle(at, Command::Teams(command));
            self.meets(reply, moved.refused.as_deref())?;
        }
        Ok(())
    }

    fn party(&mut self, at: Time, call: &str, party: RawId, act: Act) -> Result<(), String> {
        let call = self.number(call)?;
        let act = PartyAct { call, party, act };
        self.must(at, Command::Calls(calls::Command::Party(act)))
    }

    fn far_ends(&mut self, scene: &Scene) -> Result<(), String> {
        for (who, far_end) in scene.far_ends.iter().flatten() {
            let party = match who.starts_with('+') {
                true => RawId::phone_number(who),
                false => RawId::teams_user(person_object_id(who).as_str()),
            };
            let answering = Answering {
                mode: far_end.mode,
                after: Span::from_secs_f64(far_end.after),
            };
            let command = calls::Command::SetAnswering { party, answering };
            self.must(Time::ZERO, Command::Calls(command))?;
        }
        Ok(())
    }

    fn number(&self, call: &str) -> Result<CallId, String> {
        let number = self.calls.get(call).copied();
        number.ok_or_else(|| format!("there is no call {call}"))
    }

    fn must(&mut self, at: Time, command: Command) -> Result<(), String> {
        let reply = self.ran.world.handle(at, command);
        self.meets(reply, None).map(|_| ())
    }

    /// Compares an answer with the refusal that is expected, if one is.
    fn meets(
        &mut self,
        reply: Result<Reply, Refusal>,
        expected: Option<&str>,
    ) -> Result<Option<Reply>, String> {
        match (reply, expected) {
            (Ok(reply), None) => Ok(Some(reply)),
            (Err(refusal), Some(words)) if refusal.to_string().contains(words) => {
                self.ran.refusals += 1;
                Ok(None)
            }
            (Err(refusal), _) => Err(format!("refused: {refusal}")),
            (Ok(_), Some(words)) => Err(format!("it was not refused: {words}")),
        }
    }
}

/// What an action of the scenario language asks of the world, when an agent does it.
fn command(agent: &str, call: Option<CallId>, action: &Action) -> Result<teams::Command, String> {
    let name = || agent.to_owned();
    let opted = |queue: &Option<String>, opted| teams::Command::SetOptedIn {
        person: name(),
        queue: queue.clone(),
        opted,
    };
    match action {
        Action::Answer(_) => Ok(teams::Command::Answer {
            agent: name(),
            call,
        }),
        Action::Decline => Ok(teams::Command::Decline {
            agent: name(),
            call,
        }),
        Action::HangUp => Ok(teams::Command::HangUp {
            agent: name(),
            call,
        }),
        Action::Presence(presence) => Ok(teams::Command::SetPresence {
            person: name(),
            presence: *presence,
        }),
        Action::Retrieve(code) => Ok(teams::Command::Retrieve {
            person: name(),
            code: *code,
        }),
        Action::OptIn(queue) => Ok(opted(queue, Opted::In)),
        Action::OptOut(queue) => Ok(opted(queue, Opted::Out)),
        other => {
            let act = other.act();
            let act = act.ok_or_else(|| format!("an agent does not {}", other.word()))?;
            let agent = name();
            Ok(teams::Command::InCall { agent, call, act })
        }
    }
}

/// An instant by its second.
pub(crate) fn at(secs: f64) -> Time {
    Time::ZERO.saturating_add(Span::from_secs_f64(secs))
}

/// The second of an instant.
pub(crate) fn seconds(at: Time) -> f64 {
    micros(at.as_micros())
}

/// Seconds, to the millisecond.
pub(crate) fn micros(micros: u64) -> f64 {
    (micros / 1_000) as f64 / 1_000.0
}

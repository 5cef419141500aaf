//! A tenant with one queue and three agents, moves and facts as short lines, for the tests of voice apps.

use std::collections::BTreeMap;

use ringback_world::{
    Command, Contact, Guid, IdentifierKind, Ids, RawId, Refusal, Reply, Span, Time, What, World,
    calls::{self, Act, Answering, AnsweringMode, CallId, PartyAct, Place, Tone},
    declaration::{
        Declaration, Endpoint, Exception, Group, OptOut, Person, Prompt, Queue, Resource,
        ResourceAccount, SystemPrompt, Target, Tenant,
    },
    teams::{self, Opted, Presence},
};

use crate::teams_told;

/// The baseline of the conformance cases: queue `Q` behind a resource account with the agents A, B and C, Attendant,
/// presence-based, alert 30, overflow 50 with busy, timeout 1200 with disconnect; and an empty queue `Q2`.
pub(crate) fn baseline() -> Declaration {
    let person = |name: &str| Person::new(name, Guid::new(format!("person-{name}")));
    Declaration {
        resources: vec![Resource {
            name: "contoso".to_owned(),
            id: Guid::new("11111111-2222-4333-8444-555555555555"),
            access_keys: [String::new(), String::new()],
            phone_numbers: vec!["+18005550199".to_owned()],
        }],
        teams: Tenant {
            people: ["A", "B", "C"].map(person).to_vec(),
            queues: vec![queue("Q", &[0, 1, 2]), queue("Q2", &[])],
            groups: vec![Group::new("team", Guid::new("group-team"))],
            ..Tenant::new(Guid::new("tenant"))
        },
        bots: Vec::new(),
    }
}

/// A licensed resource account without a number.
pub(crate) fn account(name: &str) -> ResourceAccount {
    ResourceAccount::new(Guid::new(format!("account-{name}")))
}

pub(crate) fn queue(name: &str, agents: &[usize]) -> Queue {
    Queue {
        resource_account: Some(account(name)),
        agents: agents.to_vec(),
        ..Queue::new(name, Guid::new(format!("queue-{name}")))
    }
}

pub(crate) fn secs(secs: u64) -> Span {
    Span::from_secs(secs)
}

pub(crate) fn prompt(says: &str, takes: u64) -> Prompt {
    Prompt {
        says: says.to_owned(),
        takes: secs(takes),
    }
}

pub(crate) fn does(target: Target) -> Exception {
    Exception {
        prompt: None,
        target,
    }
}

pub(crate) fn to_second(by: Endpoint) -> Target {
    Target::Queue {
        queue: 1,
        by,
        priority: None,
    }
}

pub(crate) fn voicemail(takes: u64, system_prompt: SystemPrompt) -> Target {
    Target::SharedVoicemail {
        group: 0,
        greeting: prompt("leave a message", takes),
        system_prompt,
    }
}

pub(crate) fn overflow_at(threshold: u32) -> impl Fn(&mut Tenant) + Copy {
    move |tenant| tenant.queues[0].overflow_threshold = threshold
}

pub(crate) fn everyone_is(tenant: &mut Tenant, presence: Presence) {
    for person in &mut tenant.people {
        person.presence = presence;
    }
}

/// A world under way.
pub(crate) struct Run {
    pub(crate) world: World,
    calls: BTreeMap<CallId, String>,
    pub(crate) facts: Vec<ringback_world::Fact>,
}

impl Run {
    pub(crate) fn new(declaration: Declaration) -> Self {
        let start = "2026-01-20T10:15:00Z".parse().expect("it is a time");
        Self {
            world: World::new(Ids::new(1, "teams"), start, declaration),
            calls: BTreeMap::new(),
            facts: Vec::new(),
        }
    }

    /// Lets the baseline, changed, run through a script: `time who does what`, a line each. `settles` lets everything
    /// happen that is due.
    pub(crate) fn script(set: impl FnOnce(&mut Tenant), script: &str) -> Self {
        let mut declaration = baseline();
        set(&mut declaration.teams);
        let mut run = Self::new(declaration);
        for line in script
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            run.line(line)
                .unwrap_or_else(|refusal| panic!("{line}: {refusal}"));
        }
        run
    }

    /// Carries out one line of a script.
    pub(crate) fn line(&mut self, line: &str) -> Result<Reply, Refusal> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let now = at(words[0]);
        match &words[1..] {
            ["settles"] => {
                self.world.advance(now);
                self.facts.extend(self.world.take_facts());
                Ok(Reply::Done)
            }
            [call, "calls"] => self.place(now, call, "account-Q"),
            [call, "calls", account] => self.place(now, call, account),
            [call, "presses", keys] => {
                let tones = keys.chars().map(tone).collect();
                self.party(now, call, Act::Press(tones))
            }
            [call, "says", words @ ..] => {
                let text = words.join(" ");
                self.party(now, call, Act::Say(text))
            }
            [who, "does", mode, after] => {
                let party = match who.starts_with('+') {
                    true => RawId::phone_number(who),
                    false => RawId::teams_user(&format!("person-{who}")),
                };
                let answering = Answering {
                    mode: mode_of(mode),
                    after: at(after).since(Time::ZERO),
                };
                let told = calls::Command::SetAnswering { party, answering };
                self.handle(now, Command::Calls(told))
            }
            [call, "leaves"] => {
                let act = PartyAct {
                    call: self.number(call),
                    party: caller(call),
                    act: Act::HangUp,
                };
                self.handle(now, Command::Calls(calls::Command::Party(act)))
            }
            [
                agent,
                act @ ("answers" | "declines" | "hangs-up"),
                call @ ..,
            ] => {
                let agent = (*agent).to_owned();
                let call = call.first().map(|call| self.number(call));
                let command = match *act {
                    "answers" => teams::Command::Answer { agent, call },
                    "declines" => teams::Command::Decline { agent, call },
                    _ => teams::Command::HangUp { agent, call },
                };
                self.teams(now, command)
            }
            [people, "is", presence] => {
                let presence = presence_of(presence);
                let mut reply = Ok(Reply::Done);
                for person in people.split('+') {
                    let person = person.to_owned();
                    reply = self.teams(now, teams::Command::SetPresence { person, presence });
                }
                reply
            }
            [people, "opts", way, queue @ ..] => {
                let opted = if *way == "in" { Opted::In } else { Opted::Out };
                let mut reply = Ok(Reply::Done);
                for person in people.split('+') {
                    let command = teams::Command::SetOptedIn {
                        person: person.to_owned(),
                        queue: queue.first().map(|queue| (*queue).to_owned()),
                        opted,
                    };
                    reply = self.teams(now, command);
                }
                reply
            }
            [queue, "forbids-opting-out"] => {
                let queue = (*queue).to_owned();
                let opt_out = OptOut::NotAllowed;
                self.teams(now, teams::Command::SetOptOut { queue, opt_out })
            }
            other => panic!("no such move: {other:?}"),
        }
    }

    pub(crate) fn teams(&mut self, now: Time, command: teams::Command) -> Result<Reply, Refusal> {
        self.handle(now, Command::Teams(command))
    }

    pub(crate) fn handle(&mut self, now: Time, command: Command) -> Result<Reply, Refusal> {
        let reply = self.world.handle(now, command);
        self.facts.extend(self.world.take_facts());
        reply
    }

    fn party(&mut self, now: Time, call: &str, act: Act) -> Result<Reply, Refusal> {
        let act = PartyAct {
            call: self.number(call),
            party: caller(call),
            act,
        };
        self.handle(now, Command::Calls(calls::Command::Party(act)))
    }

    fn place(&mut self, now: Time, call: &str, account: &str) -> Result<Reply, Refusal> {
        self.dial(now, call, RawId::teams_app(account))
    }

    /// Lets a customer call anybody.
    pub(crate) fn call(&mut self, secs: u64, call: &str, to: &str) -> Result<Reply, Refusal> {
        self.dial(Time::from_secs(secs), call, RawId::new(to))
    }

    fn dial(&mut self, now: Time, call: &str, to: RawId) -> Result<Reply, Refusal> {
        let place = Place {
            from: caller(call),
            to,
            display_name: None,
            custom_context: None,
            contact: call[1..].parse().ok().map(Contact),
        };
        let next = u32::try_from(self.calls.len() + 1).expect("few calls");
        self.calls.insert(CallId(next), call.to_owned());
        self.handle(now, Command::Calls(calls::Command::Place(place)))
    }

    pub(crate) fn number(&self, name: &str) -> CallId {
        let mut calls = self.calls.iter();
        let found = calls.find(|(_, call)| *call == name);
        *found.unwrap_or_else(|| panic!("no call {name}")).0
    }

    /// Lets time pass up to so many seconds.
    pub(crate) fn until(mut self, secs: u64) -> Self {
        self.world.advance(Time::from_secs(secs));
        self.facts.extend(self.world.take_facts());
        self
    }

    /// What happened, `time call what`; like things of one instant stand in one line. Presence is left out.
    pub(crate) fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for fact in &self.facts {
            let Some((what, whom)) = self.tell(&fact.what) else {
                continue;
            };
            let head = format!("{} {what}", seconds(fact.at.as_micros()));
            match lines.last_mut() {
                Some(last) if !whom.is_empty() && last.starts_with(&format!("{head} ")) => {
                    *last = format!("{last} {whom}");
                }
                Some(_) | None if whom.is_empty() => lines.push(head),
                Some(_) | None => lines.push(format!("{head} {whom}")),
            }
        }
        lines
    }

    fn tell(&self, what: &What) -> Option<(String, String)> {
        let name = |call: &CallId| self.calls[call].clone();
        match what {
            What::Teams(fact) => teams_told::tell(fact, &name),
            What::Call(calls::Fact::CallEnded { call, ended }) => {
                let by = match &ended.by {
                    Some(_) => " by someone",
                    None => "",
                };
                Some((
                    format!("{} ended {}{by}", name(call), ended.code),
                    String::new(),
                ))
            }
            What::Call(calls::Fact::PartyConnected { call, party }) => {
                let caller = caller(&self.calls[call]);
                match party.kind() {
                    IdentifierKind::PhoneNumber(number) if *party != caller => {
                        Some((format!("{} connected {number}", name(call)), String::new()))
                    }
                    _ => None,
                }
            }
            What::Call(calls::Fact::Ringing { call, party }) => {
                Some((format!("{} dials", name(call)), party.to_string()))
            }
            _ => None,
        }
    }
}

/// Compares what happened up to a time with what must have.
#[track_caller]
pub(crate) fn check(
    case: &str,
    set: impl FnOnce(&mut Tenant),
    script: &str,
    until: u64,
    expected: &str,
) {
    let lines = Run::script(set, script).until(until).lines();
    assert_eq!(lines, trimmed(expected), "case {case}");
}

/// The same, but looks only at lines with one of these words.
#[track_caller]
pub(crate) fn check_only(
    case: &str,
    set: impl FnOnce(&mut Tenant),
    script: &str,
    until: u64,
    words: &[&str],
    expected: &str,
) {
    let mut lines = Run::script(set, script).until(until).lines();
    lines.retain(|line| line.split(' ').any(|word| words.contains(&word)));
    assert_eq!(lines, trimmed(expected), "case {case}");
}

fn trimmed(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim);
    lines.filter(|line| !line.is_empty()).collect()
}

pub(crate) fn caller(call: &str) -> RawId {
    RawId::phone_number(&format!("+1425555{:0>4}", &call[1..]))
}

fn at(text: &str) -> Time {
    let secs: f64 = text.parse().expect("a time in seconds");
    Time::ZERO.saturating_add(Span::from_secs_f64(secs))
}

pub(crate) fn seconds(micros: u64) -> String {
    let millis = micros / 1_000;
    match millis % 1_000 {
        0 => (millis / 1_000).to_string(),
        rest => format!("{}.{rest:03}", millis / 1_000),
    }
}

pub(crate) fn presence_of(word: &str) -> Presence {
    match word {
        "available" => Presence::Available,
        "busy" => Presence::Busy,
        "in-a-call" => Presence::InACall,
        "do-not-disturb" => Presence::DoNotDisturb,
        "away" => Presence::Away,
        "appear-offline" => Presence::AppearOffline,
        "offline" => Presence::Offline,
        other => panic!("no such presence: {other}"),
    }
}

fn tone(key: char) -> Tone {
    match key {
        '0' => Tone::Zero,
        '1' => Tone::One,
        '2' => Tone::Two,
        '3' => Tone::Three,
        '4' => Tone::Four,
        '5' => Tone::Five,
        '6' => Tone::Six,
        '7' => Tone::Seven,
        '8' => Tone::Eight,
        '9' => Tone::Nine,
        '*' => Tone::Asterisk,
        '#' => Tone::Pound,
        other => panic!("no such key: {other}"),
    }
}

fn mode_of(word: &str) -> AnsweringMode {
    match word {
        "answers" => AnsweringMode::Answer,
        "declines" => AnsweringMode::Decline,
        "ignores" => AnsweringMode::Ignore,
        "busy" => AnsweringMode::Busy,
        other => panic!("no such way to answer: {other}"),
    }
}

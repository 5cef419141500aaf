//! A scenario and its cases, checked and ready to run.

use std::collections::BTreeMap;

use jiff::Timestamp;
use ringback_format::{
    declaration::WorldDeclaration,
    faults::{Fault, Faults},
    yaml::Located,
};
use ringback_world::{Director, Fact, RawId, Span, Time, declaration::Declaration, reports::Table};

use crate::{
    arrivals::{Arrival, arrivals, paced},
    director::Players,
    judge::{self, RunView, Verdict},
    language::{AgentBehaviour, Arrive, Expectation, Never, Patience, Phone},
    population::{Measuring, Plan},
    pressure::{Pacing, Pressure, SetOut},
    progress::Journey,
};

/// A scenario file.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its name.
    pub name: String,
    /// The file that it stands in.
    pub file: String,
    /// What it is about.
    pub about: String,
    /// Every rule that its cases check.
    pub rules: Vec<String>,
    /// Its cases; a file without `cases` has one, whose name is empty.
    pub cases: Vec<Case>,
}

/// One case: a world, people, and what must happen.
#[derive(Clone, Debug)]
pub struct Case {
    /// The scenario's name.
    pub scenario: String,
    /// The case's own name, or nothing.
    pub name: String,
    /// `scenario/case`, or the scenario's name alone.
    pub id: String,
    /// The file that it stands in.
    pub file: String,
    /// What the scenario is about.
    pub about: String,
    /// The rules that checks without a rule of their own belong to.
    pub rules: Vec<String>,
    /// The world as it was declared.
    pub world: WorldDeclaration,
    /// What the implementation's environment holds besides, such as `MISBEHAVE`.
    pub implementation_environment: BTreeMap<String, String>,
    /// How long the run may take in simulated time.
    pub limit: Span,
    pub(crate) start: Timestamp,
    pub(crate) declaration: Declaration,
    pub(crate) customers: Vec<Group>,
    /// The population, whose kinds are the last groups of the customers, in order.
    pub(crate) played: Option<Plan>,
    pub(crate) pressure: Pressure,
    pub(crate) measuring: Measuring,
    pub(crate) agents: Vec<Agent>,
    pub(crate) faults: Vec<Located<Fault>>,
    pub(crate) expect: Vec<Expectation>,
    pub(crate) never: Vec<Forbidden>,
}

/// Customers who do the same.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) name: Option<String>,
    pub(crate) count: u32,
    pub(crate) arrive: Option<Arrive>,
    pub(crate) patience: Patience,
    pub(crate) answers: Option<Phone>,
    pub(crate) actions: Vec<ringback_format::action::Action>,
    pub(crate) journey: Journey,
}

/// An agent with what they do by themselves and what they are told to do.
#[derive(Clone, Debug)]
pub(crate) struct Agent {
    pub(crate) name: String,
    pub(crate) party: RawId,
    pub(crate) behaviour: Option<AgentBehaviour>,
    /// When they work, where they are staff with shifts or levels.
    pub(crate) windows: Option<Vec<(Time, Time)>>,
    pub(crate) journey: Journey,
}

impl Agent {
    /// Tells whether they are to see something.
    pub(crate) fn looks_out(&self) -> bool {
        !self.journey.steps.is_empty()
    }
}

/// Something that must not happen.
#[derive(Clone, Debug)]
pub(crate) struct Forbidden {
    pub(crate) line: u32,
    pub(crate) text: String,
    pub(crate) never: Never,
}

impl Case {
    /// Gives the checked declaration of the world.
    pub fn declaration(&self) -> Declaration {
        self.declaration.clone()
    }

    /// Gives the civil time at the start.
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// Gives what goes wrong between the implementation and the service.
    pub fn faults(&self) -> Faults {
        Faults(
            self.faults
                .iter()
                .map(|fault| fault.value.clone())
                .collect(),
        )
    }

    /// Makes the people of the case for a seed.
    pub fn director(&self, seed: u64) -> Box<dyn Director> {
        Box::new(Players::new(self, seed))
    }

    /// Makes the people of the case for a seed, who set out by a pacing.
    pub fn director_paced(&self, seed: u64, pacing: &Pacing) -> Box<dyn Director> {
        let arrivals = paced(arrivals(self, seed), pacing);
        Box::new(Players::of(self, seed, &arrivals))
    }

    /// Tells when each customer means to set out by a pacing, in order.
    pub fn setting_out(&self, seed: u64, pacing: &Pacing) -> Vec<SetOut> {
        let arrivals = paced(arrivals(self, seed), pacing).into_iter();
        let set_out = |arrival: Arrival| SetOut {
            contact: arrival.contact,
            at: arrival.at,
            group: arrival.group,
        };
        arrivals.map(set_out).collect()
    }

    /// Tells until when customers set out by themselves.
    pub fn sets_out_for(&self, seed: u64) -> Span {
        if let Some(plan) = &self.played {
            return plan.population.lasts;
        }
        let last = arrivals(self, seed).last().map(|arrival| arrival.at);
        // The end is open, and the last one belongs to it.
        last.map_or(Span::ZERO, |at| at.since(Time::ZERO))
            .saturating_add(Span::from_micros(1))
    }

    /// Names the groups and kinds of customers.
    pub fn group_names(&self) -> Vec<String> {
        let unnamed = || "customers".to_owned();
        let groups = self.customers.iter();
        groups
            .map(|group| group.name.clone().unwrap_or_else(unnamed))
            .collect()
    }

    /// Says how hard an implementation is driven, and what it must stand.
    pub fn pressure(&self) -> &Pressure {
        &self.pressure
    }

    /// Says how figures of queues are measured.
    pub fn measuring(&self) -> &Measuring {
        &self.measuring
    }

    /// Judges a run: one verdict for each thing that was checked.
    pub fn judge(&self, run: &RunView<'_>) -> Vec<Verdict> {
        judge::judge(self, run)
    }

    /// Makes the tables of the historical reports of a run, per call in UTC.
    pub fn reports(&self, seed: u64, facts: &[Fact]) -> Vec<Table> {
        judge::tables(self, seed, facts)
    }

    /// Tells how many customers there are.
    pub fn customers_count(&self) -> u32 {
        self.customers.iter().map(|group| group.count).sum()
    }
}

impl Case {
    /// Gives every rule that the case checks, each once.
    pub fn every_rule(&self) -> Vec<String> {
        let journeys = self
            .customers
            .iter()
            .map(|group| &group.journey)
            .chain(self.agents.iter().map(|agent| &agent.journey));
        let observed = journeys
            .flat_map(|journey| &journey.steps)
            .flat_map(|step| &step.observations)
            .filter_map(|observation| observation.rule.as_ref());
        let expected = self
            .expect
            .iter()
            .filter_map(|expectation| expectation.rule.as_ref().map(|rule| &rule.value));
        let mut rules: Vec<String> = Vec::new();
        for rule in self.rules.iter().chain(observed).chain(expected) {
            if !rules.contains(rule) {
                rules.push(rule.clone());
            }
        }
        rules
    }
}

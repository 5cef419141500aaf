//! From the words of a case to what runs.

use std::path::Path;

use ringback_format::{
    duration::DurationText,
    yaml::{Located, Node, NodeError, Value, from_node},
};
use ringback_world::{RawId, Span, declaration::Person};

use super::{cases::Part, check, population, pressure, world::Declared};
use crate::{
    case::{Agent, Case, Forbidden, Group},
    language::{Arrive, Customer, Document, Entry, Expectation, Never, population::KindFields},
    population::Plan,
    progress::{Journey, Observation, Step},
};

/// How long a run may take in simulated time where the file does not say. Our choice: longer than the longest queue time-out.
const LIMIT: Span = Span::from_secs(2 * 3600);

/// The most customers of one group. Our choice: more are a population.
const CUSTOMERS_MAX: u32 = 100_000;

/// The name of who observes where an entry does not say.
const CUSTOMER: &str = "customer";

/// Makes a case.
pub(super) fn case(
    file: &str,
    part: &Part,
    mut world: Declared,
    folder: Option<&Path>,
) -> Result<Case, NodeError> {
    let mut root = part.root.clone();
    let never = root.get("never").map_or(Ok(Vec::new()), never)?;
    as_list(&mut root, "customers");
    let document: Document = from_node(&root)?;
    let rules = rules(part, &document)?;
    population::seat(&mut world.lowered, &document.staff)?;
    let played = population::played(file, &document, &world.lowered, folder)?;
    let id = match part.name.as_str() {
        "" => document.scenario.clone(),
        name => format!("{}/{name}", document.scenario),
    };
    let people = &world.lowered.teams.people;
    let agents = agents(&document, people, played.as_ref())?;
    let expect: Result<Vec<_>, _> = document
        .expect
        .iter()
        .cloned()
        .map(Expectation::from_fields)
        .collect();
    let case = Case {
        scenario: document.scenario.clone(),
        name: part.name.clone(),
        id,
        file: file.to_owned(),
        about: document.about.clone(),
        rules,
        world: world.readable,
        implementation_environment: document.implementation_environment.clone(),
        limit: document.limit.map_or(LIMIT, DurationText::span),
        start: document.start.clone().unwrap_or_default().at,
        declaration: world.lowered,
        customers: customers(&document)?,
        played,
        pressure: pressure::pressure(&document.load)?,
        measuring: population::measuring(&document.capacity)?,
        agents,
        faults: document.faults.clone(),
        expect: expect?,
        never,
    };
    check::case(&case, &document, &part.root)?;
    Ok(case)
}

/// Gives every rule that cases check, each once.
pub(super) fn rules_of(cases: &[Case]) -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    for rule in cases.iter().flat_map(Case::every_rule) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules
}

fn never(entries: &Node) -> Result<Vec<Forbidden>, NodeError> {
    let Value::Sequence(items) = &entries.value else {
        return Err(NodeError::at(entries.place, "this is no list")
            .expected("a list of what must not happen"));
    };
    let one = |node: &Node| {
        Ok(Forbidden {
            line: node.place.line,
            text: written(node),
            never: Never::from_node(node)?,
        })
    };
    items.iter().map(one).collect()
}

/// One group of customers may stand without a list.
pub(super) fn as_list(root: &mut Node, key: &str) {
    if let Some((name, value)) = root.take(key) {
        let place = value.place;
        let value = match value.value {
            Value::Mapping(_) => Node {
                place,
                value: Value::Sequence(vec![value]),
            },
            Value::Scalar { .. } | Value::Sequence(_) => value,
        };
        if let Value::Mapping(entries) = &mut root.value {
            entries.push((name, value));
        }
    }
}

fn rules(part: &Part, document: &Document) -> Result<Vec<String>, NodeError> {
    let own: Result<Vec<Located<String>>, _> = part.rules.iter().map(from_node).collect();
    let own = own?;
    let rules = if own.is_empty() {
        &document.rules
    } else {
        &own
    };
    for rule in rules {
        check::rule(rule)?;
    }
    Ok(rules.iter().map(|rule| rule.value.clone()).collect())
}

fn customers(document: &Document) -> Result<Vec<Group>, NodeError> {
    let shared: Vec<&Located<Entry>> = document
        .observe
        .iter()
        .filter(|entry| actor(entry) == CUSTOMER)
        .collect();
    let customers = document.customer.iter().chain(&document.customers);
    let mut groups: Vec<Group> = customers
        .map(|customer| group(customer, &shared))
        .collect::<Result<_, _>>()?;
    let kinds = document
        .population
        .iter()
        .flat_map(|population| &population.kinds);
    for (name, kind) in kinds {
        groups.push(kind_group(&name.value, kind, &shared)?);
    }
    Ok(groups)
}

/// Makes the group of a kind of a population: how many it has, and when they set out, chance says.
fn kind_group(
    name: &str,
    kind: &KindFields,
    shared: &[&Located<Entry>],
) -> Result<Group, NodeError> {
    let own: Vec<&Located<Entry>> = kind.observe.iter().chain(shared.iter().copied()).collect();
    Ok(Group {
        name: Some(name.to_owned()),
        count: 0,
        arrive: None,
        patience: kind.patience.clone(),
        answers: kind.answers,
        actions: population::actions(kind),
        journey: journey(&own)?,
    })
}

fn group(customer: &Located<Customer>, shared: &[&Located<Entry>]) -> Result<Group, NodeError> {
    let times = match customer.arrive.as_ref().map(|arrive| &arrive.value) {
        Some(Arrive::At(times)) => u32::try_from(times.len()).ok(),
        Some(Arrive::Every(_) | Arrive::PoissonPerHour(_)) | None => None,
    };
    let given = customer.count.as_ref();
    let count = given.map(|count| count.value).or(times).unwrap_or(1);
    let place = given.map_or(customer.place, |count| count.place);
    if count == 0 || count > CUSTOMERS_MAX {
        return Err(
            NodeError::at(place, format!("{count} customers cannot set out"))
                .expected(format!("1 to {CUSTOMERS_MAX}")),
        );
    }
    if times.is_some_and(|times| times != count) {
        return Err(NodeError::at(
            place,
            format!(
                "{count} customers cannot set out at {} times",
                times.unwrap_or(0)
            ),
        )
        .expected("as many times as customers, or no `count`"));
    }
    if let Some(arrive) = &customer.arrive
        && let Arrive::PoissonPerHour(rate) = arrive.value
        && !(rate.is_finite() && rate > 0.0)
    {
        return Err(
            NodeError::at(arrive.place, format!("{rate} customers an hour never come"))
                .expected("a number above 0"),
        );
    }
    let own: Vec<&Located<Entry>> = customer
        .observe
        .iter()
        .chain(shared.iter().copied())
        .collect();
    Ok(Group {
        name: customer.name.clone(),
        count,
        arrive: customer.arrive.as_ref().map(|arrive| arrive.value.clone()),
        patience: customer.patience.clone(),
        answers: customer.answers,
        actions: plain(&customer.actions),
        journey: journey(&own)?,
    })
}

fn agents(
    document: &Document,
    people: &[Person],
    played: Option<&Plan>,
) -> Result<Vec<Agent>, NodeError> {
    let place = |number: usize| {
        let groups = played.into_iter().flat_map(|plan| &plan.groups);
        groups
            .filter_map(|group| {
                Some((
                    group,
                    group.agents.iter().position(|agent| *agent == number)?,
                ))
            })
            .next()
    };
    let behaviour = |name: &str, group: Option<&str>| {
        let given = |wanted: &str| {
            document
                .agents
                .iter()
                .find(|(key, _)| key.value == wanted)
                .map(|(_, given)| given.clone())
        };
        let of_group = || group.and_then(given);
        given(name).or_else(of_group).or_else(|| given("*"))
    };
    let one = |(number, person): (usize, &Person)| {
        let name = person.name.as_str();
        let seat = place(number);
        let group = seat.map(|(group, _)| group.name.as_str());
        let own: Vec<&Located<Entry>> = document
            .observe
            .iter()
            .filter(|entry| actor(entry) == name)
            .collect();
        Ok(Agent {
            name: name.to_owned(),
            party: RawId::teams_user(person.object_id.as_str()),
            behaviour: behaviour(name, group),
            windows: seat.and_then(|(group, place)| group.windows(place as u32)),
            journey: journey(&own)?,
        })
    };
    people.iter().enumerate().map(one).collect()
}

/// Tells who observes; a group of entries is its first entry's.
fn actor(entry: &Located<Entry>) -> &str {
    let inner = entry
        .any_order
        .first()
        .and_then(|first| first.actor.as_ref());
    entry
        .actor
        .as_ref()
        .or(inner)
        .map_or(CUSTOMER, |actor| actor.value.as_str())
}

fn journey(entries: &[&Located<Entry>]) -> Result<Journey, NodeError> {
    let mut steps = Vec::new();
    for entry in entries {
        let observations = if entry.any_order.is_empty() {
            vec![observation(entry)?]
        } else {
            check::any_order(entry)?;
            entry
                .any_order
                .iter()
                .map(observation)
                .collect::<Result<_, _>>()?
        };
        steps.push(Step { observations });
    }
    Ok(Journey { steps })
}

fn observation(entry: &Located<Entry>) -> Result<Observation, NodeError> {
    let when = entry.when.as_ref().ok_or_else(|| {
        NodeError::at(entry.place, "the key `when` is missing")
            .expected("the event that is observed")
    })?;
    let times = entry.times.as_ref().map_or(1, |times| times.value);
    if times == 0 {
        let place = entry
            .times
            .as_ref()
            .map_or(entry.place, |times| times.place);
        return Err(
            NodeError::at(place, "an event that is seen 0 times is no observation")
                .expected("1 or more; `never` says what must not happen"),
        );
    }
    Ok(Observation {
        when: when.value.clone(),
        within: entry.within.map(DurationText::span),
        times,
        actions: plain(&entry.actions),
        rule: entry.rule.as_ref().map(|rule| rule.value.clone()),
        place: entry.place,
        text: when.value.to_string(),
    })
}

fn plain<T: Clone>(located: &[Located<T>]) -> Vec<T> {
    located
        .iter()
        .map(|located| located.value.clone())
        .collect()
}

/// Shows a part of a file on one line.
fn written(node: &Node) -> String {
    match &node.value {
        Value::Scalar { text, .. } => text.clone(),
        Value::Sequence(items) => {
            let items: Vec<String> = items.iter().map(written).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Mapping(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", written(key), written(value)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

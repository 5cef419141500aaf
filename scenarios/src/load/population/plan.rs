//! Loading a scenario for a capacity run.

use std::{fs, path::Path};

use ringback_format::yaml::{self, Located, Node, NodeError, from_node};
use ringback_world::declaration::Declaration;

use super::{
    arrive::Arrivals,
    civil::Civil,
    kinds::{self, Named},
    measuring, plain_queues, shares,
    staff::{self, Groups},
    targets,
};
use crate::{
    language::{AgentBehaviour, Document, Expectation, population::PopulationFields},
    load::{LoadError, cases, files::unreadable, world::Worlds},
    population::{Group, PlainQueue, Plan, Population, Stream, queue_names},
};

/// Loads a scenario for a capacity run.
///
/// # Errors
/// The file cannot be read, something in it is wrong, or it has no population.
pub fn load_plan(path: &Path) -> Result<Plan, LoadError> {
    let text = fs::read_to_string(path).map_err(|why| unreadable(path, why))?;
    let file = path.display().to_string();
    let folder = path.parent().unwrap_or(Path::new("."));
    let root = yaml::read(&file, &text)?;
    let located = |error: NodeError| error.in_file(&file, &text);
    if let Some(cases) = root.get("cases") {
        let error = NodeError::at(cases.place, "a capacity run has no cases")
            .expected("a file for each run; `--compare` sets two side by side");
        return Err(located(error).into());
    }
    let parts = cases::expand(root).map_err(located)?;
    let mut root = parts
        .into_iter()
        .next()
        .map(|part| part.root)
        .expect("a file without cases has one part");
    let mut worlds = Worlds {
        file: &file,
        text: &text,
        folder: Some(folder),
    };
    let mut declaration = worlds.of(&root)?.lowered;
    root.take("never");
    let plan = read(&file, &root, &mut declaration, folder).map_err(located)?;
    Ok(plan)
}

fn read(
    file: &str,
    root: &Node,
    declaration: &mut Declaration,
    folder: &Path,
) -> Result<Plan, NodeError> {
    let mut root = root.clone();
    crate::load::compile::as_list(&mut root, "customers");
    let document: Document = from_node(&root)?;
    if document.population.is_none() {
        return Err(NodeError::at(root.place, "this scenario has no population")
            .expected("the key `population`: who comes, and when"));
    }
    let plain = plain_queues::plain_queues(&document.queues)?;
    if plain.is_empty() {
        staff::seat(declaration, &document.staff)?;
    }
    plan(file, &document, declaration, plain, Some(folder))
}

/// Makes a plan of a document whose agents are seated.
pub(super) fn plan(
    file: &str,
    document: &Document,
    declaration: &Declaration,
    plain: Vec<PlainQueue>,
    folder: Option<&Path>,
) -> Result<Plan, NodeError> {
    let start = document.start.clone().unwrap_or_default();
    let civil = Civil {
        start: start.at,
        zone: start.zone,
    };
    let named = Named {
        queues: queue_names(&plain, declaration),
        groups: document
            .staff
            .keys()
            .map(|name| name.value.as_str())
            .collect(),
    };
    let fields = document.population.as_ref().ok_or_else(|| NodeError {
        place: None,
        message: "this scenario has no population".to_owned(),
        expected: Some("the key `population`".to_owned()),
        nearest: None,
    })?;
    let measuring = measuring::measuring(&document.capacity)?;
    let expect: Result<Vec<_>, _> = document
        .expect
        .iter()
        .cloned()
        .map(Expectation::from_fields)
        .collect();
    let groups = groups(document, declaration, &plain, &civil, &named)?;
    let targets = targets::targets(&expect?, &named, &measuring.service_level)?;
    let population = population(fields, &civil, &named, folder)?;
    Ok(Plan {
        scenario: document.scenario.clone(),
        about: document.about.clone(),
        file: file.to_owned(),
        start: civil.start,
        zone: civil.zone.clone(),
        population,
        groups,
        declaration: declaration.clone(),
        measuring,
        targets,
        plain_queues: plain.clone(),
    })
}

fn groups(
    document: &Document,
    declaration: &Declaration,
    plain: &[PlainQueue],
    civil: &Civil,
    named: &Named<'_>,
) -> Result<Vec<Group>, NodeError> {
    let behaviour = |wanted: &str| -> Option<AgentBehaviour> {
        let given = |name: &str| {
            document
                .agents
                .iter()
                .find(|(key, _)| key.value == name)
                .map(|(_, given)| given.clone())
        };
        given(wanted).or_else(|| given("*"))
    };
    let people = declaration.teams.people.iter();
    let people: Vec<&str> = people.map(|person| person.name.as_str()).collect();
    for name in document.agents.keys().filter(|name| name.value != "*") {
        let known = || named.groups.iter().chain(&people).copied();
        if !known().any(|known| known == name.value) {
            return Err(NodeError::unknown(
                name.place,
                "agent or group of agents",
                &name.value,
                known(),
            ));
        }
    }
    let with = Groups {
        civil,
        named,
        behaviour: &behaviour,
    };
    let mut groups = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    for (name, fields) in &document.staff {
        let names = staff::names(name, fields)?;
        let agents: Vec<usize> = if plain.is_empty() {
            let person = |name: &String| {
                declaration
                    .teams
                    .people
                    .iter()
                    .position(|person| person.name == *name)
            };
            names.iter().filter_map(person).collect()
        } else {
            (taken.len()..taken.len() + names.len()).collect()
        };
        if let Some(twice) = agents.iter().find(|agent| taken.contains(agent)) {
            let person = declaration
                .teams
                .people
                .get(*twice)
                .map_or("", |person| person.name.as_str());
            return Err(
                NodeError::at(name.place, format!("`{person}` is in two groups"))
                    .expected("each agent in one group; a group may be in several queues"),
            );
        }
        taken.extend(&agents);
        groups.push(with.group(name, fields, agents)?);
    }
    if plain.is_empty() {
        groups.extend(staff::others(declaration, &taken, &behaviour));
    }
    Ok(groups)
}

fn population(
    fields: &Located<PopulationFields>,
    civil: &Civil,
    named: &Named<'_>,
    folder: Option<&Path>,
) -> Result<Population, NodeError> {
    let lasts = fields.lasts.span();
    if lasts.is_zero() {
        return Err(
            NodeError::at(fields.lasts.place, "a population of no time has nobody")
                .expected("a time of more than 0s"),
        );
    }
    let warm_up = fields
        .warm_up
        .as_ref()
        .map_or(ringback_world::Span::ZERO, |warm_up| warm_up.span());
    if warm_up >= lasts {
        let place = fields
            .warm_up
            .as_ref()
            .map_or(fields.place, |warm_up| warm_up.place);
        return Err(NodeError::at(
            place,
            format!("a warm-up of {warm_up} leaves nothing to measure"),
        )
        .expected(format!("less than the {lasts} that customers set out")));
    }
    let interval = fields
        .interval
        .as_ref()
        .map_or(HALF_HOUR, |interval| interval.span());
    let measured = lasts.saturating_sub(warm_up);
    let too_many = measured.as_micros() / interval.as_micros().max(1) > INTERVALS_MAX;
    if interval.is_zero() || fields.interval.is_some() && too_many {
        let place = fields
            .interval
            .as_ref()
            .map_or(fields.place, |interval| interval.place);
        return Err(
            NodeError::at(place, format!("intervals of {interval} are too short"))
                .expected(format!("at most {INTERVALS_MAX} intervals")),
        );
    }
    // A long run without stated intervals is looked at as a whole.
    let interval = if too_many { measured } else { interval };
    if fields.kinds.is_empty() {
        return Err(NodeError::at(fields.place, "there is no kind of customers")
            .expected("`kinds` with one or more"));
    }
    let kinds: Result<Vec<_>, _> = fields
        .kinds
        .iter()
        .map(|(name, kind)| kinds::kind(&name.value, kind, named))
        .collect();
    let numbers = fields
        .kinds
        .keys()
        .map(|name| name.value.as_str())
        .zip(0..)
        .collect();
    let handling: Result<Vec<_>, _> = fields
        .handling
        .iter()
        .map(|entry| kinds::handling(entry, &numbers, named))
        .collect();
    Ok(Population {
        lasts,
        warm_up,
        interval,
        streams: streams(
            fields,
            &Arrivals {
                civil,
                lasts,
                folder,
            },
        )?,
        kinds: kinds?,
        handling: handling?,
    })
}

/// The length of intervals where nobody says.
const HALF_HOUR: ringback_world::Span = ringback_world::Span::from_secs(1_800);
/// The most intervals of one run. Our choice.
const INTERVALS_MAX: u64 = 2_000;

fn streams(
    fields: &Located<PopulationFields>,
    arrivals: &Arrivals<'_>,
) -> Result<Vec<Stream>, NodeError> {
    let mut streams = Vec::new();
    let mut shared = Vec::new();
    for (number, (name, kind)) in fields.kinds.iter().enumerate() {
        match (&kind.share, &kind.arrive) {
            (Some(share), None) => shared.push((number, share.value.value())),
            (None, Some(own)) => streams.extend(arrivals.streams(own, &[(number, 1.0)])?),
            (None, None) if fields.kinds.len() == 1 => shared.push((number, 1.0)),
            _ => {
                return Err(NodeError::at(
                    kind.place,
                    format!("kind `{}` does not say when its customers come", name.value),
                )
                .expected("`share` of the population's arrivals, or `arrive` of its own"));
            }
        }
    }
    match &fields.arrive {
        Some(arrive) if shared.is_empty() => Err(NodeError::at(
            arrive.place,
            "no kind has a share of these arrivals",
        )
        .expected("a `share` in the kinds")),
        Some(arrive) => {
            let kinds = shares::cumulated(shared, fields.place, "the kinds")?;
            let mut all = arrivals.streams(arrive, &kinds)?;
            all.extend(streams);
            Ok(all)
        }
        None if shared.is_empty() => Ok(streams),
        None => Err(NodeError::at(
            fields.place,
            "kinds have shares of arrivals that are not there",
        )
        .expected("the key `arrive`")),
    }
}

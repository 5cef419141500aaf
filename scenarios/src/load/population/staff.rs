//! From the words of staff to groups of agents, and to people of the world.

use indexmap::IndexMap;
use ringback_format::yaml::{Located, NodeError};
use ringback_world::{
    Ids, Span,
    declaration::{Declaration, Person},
};

use super::{civil::Civil, kinds::Named};
use crate::{
    language::{
        AgentBehaviour, Draw,
        population::{Agents, ShiftFields, ShrinkageFields, StaffFields},
    },
    population::{Behaviour, Break, Duty, Group, Shift, Shrinkage},
};

/// The most agents of one group. Our choice.
const AGENTS_MAX: u32 = 20_000;
/// The most agents of a Teams queue ("Create a call queue", Microsoft Learn, 2025-02-05).
const TEAMS_AGENTS_MAX: usize = 200;
/// How long an agent is away on average where the file does not say. Our choice.
const AWAY_FOR: Span = Span::from_secs(15 * 60);

pub(in crate::load) type Staff = IndexMap<Located<String>, Located<StaffFields>>;

/// Gives the agents of a group by name: people of the world, or new ones who are called after the group.
pub(super) fn names(
    group: &Located<String>,
    fields: &Located<StaffFields>,
) -> Result<Vec<String>, NodeError> {
    let count = match fields.agents.as_ref().map(|agents| &agents.value) {
        Some(Agents::Named(names)) => {
            return Ok(names.iter().map(|name| name.value.clone()).collect());
        }
        Some(Agents::Count(count)) => *count,
        None => needed(fields).ok_or_else(|| {
            NodeError::at(
                group.place,
                format!(
                    "group `{}` does not say how many agents it has",
                    group.value
                ),
            )
            .expected("`agents`, or shifts with `agents`, or `on-duty`")
        })?,
    };
    if count == 0 || count > AGENTS_MAX {
        let place = fields
            .agents
            .as_ref()
            .map_or(fields.place, |agents| agents.place);
        return Err(
            NodeError::at(place, format!("a group of {count} agents cannot be played"))
                .expected(format!("1 to {AGENTS_MAX}")),
        );
    }
    let width = count.to_string().len();
    Ok((1..=count)
        .map(|number| format!("{}-{number:0width$}", group.value))
        .collect())
}

/// Tells how many agents the shifts or levels of a group need.
fn needed(fields: &StaffFields) -> Option<u32> {
    use crate::language::population::Steps;
    match fields.on_duty.as_ref().map(|levels| &levels.value) {
        Some(Steps::Always(level)) => return Some(*level),
        Some(Steps::From(levels)) => return levels.iter().map(|(_, level)| *level).max(),
        None => {}
    }
    let shifts = fields
        .shifts
        .iter()
        .map(|shift| shift.agents.as_ref().map(|agents| agents.value));
    let total: Option<Vec<u32>> = shifts.collect();
    total.filter(|shifts| !shifts.is_empty()).map(|shifts| {
        shifts
            .iter()
            .fold(0_u32, |sum, shift| sum.saturating_add(*shift))
    })
}

/// Puts the agents of all groups into the world: as people where there are none of that name, and into their Teams queues.
pub(in crate::load) fn seat(declaration: &mut Declaration, staff: &Staff) -> Result<(), NodeError> {
    let ids = Ids::new(0, "staff");
    let teams = &mut declaration.teams;
    for (group, fields) in staff {
        let mut members = Vec::new();
        let is_named = matches!(
            fields.agents.as_ref().map(|agents| &agents.value),
            Some(Agents::Named(_))
        );
        for name in names(group, fields)? {
            let known = teams.people.iter().position(|person| person.name == name);
            let person = match known {
                Some(person) => person,
                None if is_named => {
                    let known = teams.people.iter().map(|person| person.name.as_str());
                    let place = named_at(fields, &name).unwrap_or(group.place);
                    return Err(NodeError::unknown(place, "agent", &name, known));
                }
                None => {
                    teams
                        .people
                        .push(Person::new(&name, ids.guid("person", &name, 0)));
                    teams.people.len() - 1
                }
            };
            members.push(person);
        }
        for name in &fields.queues {
            let known = teams
                .queues
                .iter()
                .position(|queue| queue.name == name.value);
            let Some(queue) = known else {
                let known = teams.queues.iter().map(|queue| queue.name.as_str());
                return Err(NodeError::unknown(name.place, "queue", &name.value, known));
            };
            let queue = &mut teams.queues[queue];
            for person in &members {
                if !queue.agents.contains(person) {
                    queue.agents.push(*person);
                    queue.by_group.push(*person);
                }
            }
            if queue.agents.len() > TEAMS_AGENTS_MAX {
                let message = format!("queue `{}` gets {} agents", queue.name, queue.agents.len());
                return Err(NodeError::at(name.place, message)
                    .expected(format!("at most {TEAMS_AGENTS_MAX}, as a Teams queue has (Create a call queue, 2025); a plain queue has no such bound")));
            }
        }
    }
    Ok(())
}

fn named_at(fields: &StaffFields, name: &str) -> Option<ringback_format::yaml::Place> {
    match fields.agents.as_ref().map(|agents| &agents.value) {
        Some(Agents::Named(names)) => names
            .iter()
            .find(|known| known.value == name)
            .map(|known| known.place),
        Some(Agents::Count(_)) | None => None,
    }
}

/// What a group is made with.
pub(super) struct Groups<'a> {
    pub(super) civil: &'a Civil,
    pub(super) named: &'a Named<'a>,
    pub(super) behaviour: &'a dyn Fn(&str) -> Option<AgentBehaviour>,
}

impl Groups<'_> {
    pub(super) fn group(
        &self,
        name: &Located<String>,
        fields: &Located<StaffFields>,
        agents: Vec<usize>,
    ) -> Result<Group, NodeError> {
        let queues: Result<Vec<usize>, NodeError> = fields
            .queues
            .iter()
            .map(|queue| self.named.queue(&queue.value, queue.place))
            .collect();
        let cost = fields.cost_per_hour.as_ref();
        if let Some(wrong) = cost.filter(|cost| !(cost.value.is_finite() && cost.value >= 0.0)) {
            return Err(
                NodeError::at(wrong.place, format!("an hour cannot cost {}", wrong.value))
                    .expected("0 or more"),
            );
        }
        let chats = fields.chats.as_ref();
        if let Some(wrong) = chats.filter(|chats| !(1..=50).contains(&chats.value)) {
            return Err(NodeError::at(
                wrong.place,
                format!("nobody serves {} contacts at once", wrong.value),
            )
            .expected("1 to 50"));
        }
        let count = u32::try_from(agents.len()).unwrap_or(u32::MAX);
        Ok(Group {
            name: name.value.clone(),
            duty: self.duty(fields, count)?,
            agents,
            queues: queues?,
            shrinkage: fields.shrinkage.as_ref().map(shrinkage).transpose()?,
            absence: fields.absence.map_or(0.0, |share| share.value()),
            declines: fields.declines.map_or(0.0, |share| share.value()),
            misses: fields.misses.map_or(0.0, |share| share.value()),
            chats: chats.map_or(1, |chats| chats.value),
            cost_per_hour: cost.map(|cost| cost.value),
            behaviour: behaviour((self.behaviour)(&name.value)),
        })
    }

    fn duty(&self, fields: &Located<StaffFields>, agents: u32) -> Result<Duty, NodeError> {
        let given = [
            !fields.shifts.is_empty(),
            fields.on_duty.is_some(),
            fields.comes_and_goes.is_some(),
        ];
        if given.iter().filter(|given| **given).count() > 1 {
            return Err(NodeError::at(fields.place, "a group works in one way")
                .expected("one of `shifts`, `on-duty` and `comes-and-goes`"));
        }
        if let Some(ways) = &fields.comes_and_goes {
            return Ok(Duty::ComesAndGoes {
                stays: ways.stays.clone(),
                away: ways.away.clone(),
            });
        }
        if let Some(levels) = &fields.on_duty {
            let levels_found = self.civil.steps(&levels.value, 0)?;
            if let Some((_, level)) = levels_found.iter().find(|(_, level)| *level > agents) {
                return Err(NodeError::at(
                    levels.place,
                    format!("{level} agents cannot be on duty of a group of {agents}"),
                )
                .expected(format!("at most {agents}, or more `agents`")));
            }
            return Ok(Duty::Levels(levels_found));
        }
        if fields.shifts.is_empty() {
            return Ok(Duty::Always);
        }
        let shifts: Result<Vec<Shift>, NodeError> = fields
            .shifts
            .iter()
            .map(|shift| self.shift(shift, agents))
            .collect();
        let shifts = shifts?;
        let total: u64 = shifts.iter().map(|shift| u64::from(shift.agents)).sum();
        if total > u64::from(agents) {
            return Err(NodeError::at(
                fields.place,
                format!("the shifts need {total} agents of a group of {agents}"),
            )
            .expected(format!("at most {agents}, or more `agents`")));
        }
        Ok(Duty::Shifts(shifts))
    }

    fn shift(&self, fields: &Located<ShiftFields>, agents: u32) -> Result<Shift, NodeError> {
        let from = self.civil.instant(fields.from.value);
        let to = self.civil.instant(fields.to.value);
        if to <= from {
            return Err(NodeError::at(
                fields.to.place,
                format!(
                    "a shift from {} to {} has no length",
                    fields.from.value, fields.to.value
                ),
            )
            .expected(
                "an end after the begin; a time of day before the start's is the next day's",
            ));
        }
        let mut breaks: Vec<Break> = fields
            .breaks
            .iter()
            .map(|pause| Break {
                after: pause.after.span(),
                lasts: pause.lasts.span(),
                staggered_over: pause.staggered_over.map_or(Span::ZERO, |span| span.span()),
            })
            .collect();
        breaks.sort_by_key(|pause| pause.after);
        Ok(Shift {
            from,
            to,
            agents: fields.agents.as_ref().map_or(agents, |agents| agents.value),
            breaks,
        })
    }
}

fn shrinkage(fields: &Located<ShrinkageFields>) -> Result<Shrinkage, NodeError> {
    let share = fields.share.value();
    if share >= 1.0 {
        return Err(
            NodeError::at(fields.place, "agents of such a group are never there")
                .expected("a share below 100%"),
        );
    }
    let away_for = fields.away_for.clone();
    Ok(Shrinkage {
        share,
        away_for: away_for.unwrap_or(Draw::Law(
            ringback_world::chance::Distribution::exponential(AWAY_FOR),
        )),
    })
}

fn behaviour(fields: Option<AgentBehaviour>) -> Behaviour {
    match fields {
        Some(fields) => Behaviour {
            first: fields.answers.first,
            then: fields.answers.then,
            talks: fields.talks,
            wrap_up: fields.wrap_up,
        },
        None => {
            let answers = crate::language::Answers::default();
            Behaviour {
                first: answers.first,
                then: answers.then,
                talks: None,
                wrap_up: None,
            }
        }
    }
}

/// Makes a group of the people of the world who are in no group of the staff, where there are any in a queue.
pub(super) fn others(
    declaration: &Declaration,
    taken: &[usize],
    behaviour_of: &dyn Fn(&str) -> Option<AgentBehaviour>,
) -> Vec<Group> {
    let queues = &declaration.teams.queues;
    let free = (0..declaration.teams.people.len()).filter(|person| !taken.contains(person));
    let mut groups: Vec<Group> = Vec::new();
    for person in free {
        let member: Vec<usize> = (0..queues.len())
            .filter(|queue| queues[*queue].agents.contains(&person))
            .collect();
        if member.is_empty() {
            continue;
        }
        let name = &declaration.teams.people[person].name;
        groups.push(Group {
            name: name.clone(),
            agents: vec![person],
            queues: member,
            duty: Duty::Always,
            shrinkage: None,
            absence: 0.0,
            declines: 0.0,
            misses: 0.0,
            chats: 1,
            cost_per_hour: None,
            behaviour: behaviour(behaviour_of(name)),
        });
    }
    groups
}

//! A staffing put into the plan.

use ringback_scenarios::population::{Duty, Plan};
use ringback_world::{Ids, declaration::Person};

use super::grid::Grid;

/// The most agents of a Teams queue ("Create a call queue", Microsoft Learn, 2025-02-05).
const TEAMS_AGENTS_MAX: usize = 200;

/// Gives the plan with a staffing instead of the shifts and levels of the groups that are searched.
pub(super) fn staged(plan: &Plan, grid: &Grid, staffing: &[u32]) -> Plan {
    let mut plan = plan.clone();
    for (row, group) in grid.groups.iter().enumerate() {
        let levels = grid.row(staffing, row);
        let begins = grid.begins.iter().copied();
        plan.groups[*group].duty = Duty::Levels(begins.zip(levels.iter().copied()).collect());
        // A group of nobody would have no place in its queues.
        let most = levels.iter().copied().max().unwrap_or(0).max(1) as usize;
        if plan.plain_queues.is_empty() {
            seat(&mut plan, *group, most);
        } else {
            plan.groups[*group].agents.resize(most, 0);
        }
    }
    if !plan.plain_queues.is_empty() {
        // Agents of plain queues are numbered through all groups.
        let all = plan
            .groups
            .iter_mut()
            .flat_map(|group| group.agents.iter_mut());
        for (number, agent) in all.enumerate() {
            *agent = number;
        }
    }
    plan
}

/// Makes a group as large as it must be: with new people behind its last one in each of its queues, or without its last ones.
fn seat(plan: &mut Plan, group: usize, most: usize) {
    let teams = &mut plan.declaration.teams;
    let group = &mut plan.groups[group];
    if most <= group.agents.len() {
        let gone = group.agents.split_off(most);
        for queue in &mut teams.queues {
            queue.agents.retain(|agent| !gone.contains(agent));
            queue.by_group.retain(|agent| !gone.contains(agent));
        }
        return;
    }
    let ids = Ids::new(0, "staff");
    let mut new = Vec::new();
    for number in group.agents.len()..most {
        let name = format!("{}+{}", group.name, number + 1);
        let object_id = ids.guid("person", &name, 0);
        new.push(teams.people.len());
        teams.people.push(Person::new(&name, object_id));
    }
    for queue in &group.queues {
        let queue = &mut teams.queues[*queue];
        let last = queue
            .agents
            .iter()
            .rposition(|agent| group.agents.contains(agent));
        let at = last.map_or(queue.agents.len(), |last| last + 1);
        queue.agents.splice(at..at, new.iter().copied());
        queue.by_group.extend(new.iter().copied());
    }
    group.agents.extend(new);
}

/// Tells whether all queues have room for their agents.
pub(super) fn has_room(plan: &Plan, grid: &Grid, staffing: &[u32]) -> bool {
    if !plan.plain_queues.is_empty() {
        return true;
    }
    (0..plan.declaration.teams.queues.len()).all(|queue| {
        let groups = plan.groups.iter().enumerate();
        let agents = groups
            .filter(|(_, group)| group.queues.contains(&queue))
            .map(|(number, group)| {
                match grid.groups.iter().position(|searched| *searched == number) {
                    Some(row) => {
                        let levels = grid.row(staffing, row);
                        levels.iter().copied().max().unwrap_or(0).max(1) as usize
                    }
                    None => group.agents.len(),
                }
            });
        agents.sum::<usize>() <= TEAMS_AGENTS_MAX
    })
}

//! Groups whose mailbox takes shared voicemail.

use ringback_world::{Ids, declaration as world};

use super::{
    ActionDeclaration, FlowDeclaration, MenuActionDeclaration, TeamsDeclaration, error::Findings,
    lower::twice,
};

/// Finds the groups: the listed ones, or else those that actions name.
pub(super) fn groups(
    declared: &TeamsDeclaration,
    ids: &Ids,
    findings: &mut Findings,
) -> Vec<world::Group> {
    let mut names: Vec<&str> = declared.groups.iter().map(String::as_str).collect();
    twice("teams.groups", &declared.groups, findings);
    if names.is_empty() {
        for name in actions(declared).into_iter().filter_map(named) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
        .into_iter()
        .map(|name| world::Group {
            name: name.to_owned(),
            id: ids.guid("group", name, 0),
        })
        .collect()
}

fn named(action: &ActionDeclaration) -> Option<&str> {
    match action {
        ActionDeclaration::SharedVoicemail(voicemail) => Some(&voicemail.shared_voicemail),
        ActionDeclaration::Word(_)
        | ActionDeclaration::Queue(_)
        | ActionDeclaration::Attendant(_)
        | ActionDeclaration::Person(_)
        | ActionDeclaration::External(_)
        | ActionDeclaration::Voicemail(_) => None,
    }
}

fn actions(declared: &TeamsDeclaration) -> Vec<&ActionDeclaration> {
    let mut actions = Vec::new();
    for queue in declared.queues.values() {
        actions.extend([
            &queue.overflow.action,
            &queue.timeout.action,
            &queue.no_agents.action,
        ]);
    }
    for attendant in declared.attendants.values() {
        actions.extend(&attendant.operator);
        let holidays = attendant.holidays.values();
        let flows = [&attendant.flow]
            .into_iter()
            .chain(&attendant.after_hours)
            .chain(holidays.map(|holiday| &holiday.flow));
        actions.extend(flows.flat_map(in_flow));
    }
    actions
}

fn in_flow(flow: &FlowDeclaration) -> Vec<&ActionDeclaration> {
    let options = flow.menu.iter().flat_map(|menu| &menu.options);
    flow.then
        .iter()
        .chain(options.map(|option| &option.action))
        .filter_map(|action| match action {
            MenuActionDeclaration::To(action) => Some(action),
            MenuActionDeclaration::Word(_) | MenuActionDeclaration::Announcement(_) => None,
        })
        .collect()
}

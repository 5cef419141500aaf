//! Groups with their members, and those that actions name.

use std::collections::BTreeMap;

use ringback_world::{Ids, declaration as world};

use super::{
    ActionDeclaration, FlowDeclaration, GroupsDeclaration, MailboxDeclaration,
    MenuActionDeclaration, TeamsDeclaration,
    error::{Findings, Problem},
    lower::twice,
};

/// Finds the groups: the listed ones, or else those that actions name.
pub(super) fn groups(
    declared: &TeamsDeclaration,
    ids: &Ids,
    findings: &mut Findings,
) -> Vec<world::Group> {
    let mut names = declared.groups.names();
    let listed: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    twice("teams.groups", &listed, findings);
    if names.is_empty() {
        let queues = declared.queues.values();
        let callbacks = queues.filter_map(|queue| queue.callback.as_ref()?.mail_to.as_deref());
        for name in actions(declared)
            .into_iter()
            .filter_map(named)
            .chain(callbacks)
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
        .into_iter()
        .map(|name| world::Group {
            members: members(declared, name, findings),
            mailbox: mailbox(declared, name),
            ..world::Group::new(name, ids.guid("group", name, 0))
        })
        .collect()
}

/// Lists everyone in a group and in the groups within it, in the order of their names.
fn members(declared: &TeamsDeclaration, name: &str, findings: &mut Findings) -> Vec<usize> {
    let GroupsDeclaration::Details(details) = &declared.groups else {
        return Vec::new();
    };
    let people = declared.agents.names();
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen = vec![name];
    let mut next = 0;
    while let Some(group) = seen.get(next).and_then(|name| details.get(*name)) {
        let field = format!("teams.groups.{}", seen[next]);
        next += 1;
        for (index, member) in group.members.iter().enumerate() {
            match people.iter().position(|person| person == member) {
                Some(person) => {
                    found.insert(member, person);
                }
                // Told once, where the group itself is looked at.
                None if next == 1 => findings.add(
                    format!("{field}.members[{index}]"),
                    Problem::undefined("agent", member, people.iter().copied()),
                ),
                None => {}
            }
        }
        for (index, inner) in group.groups.iter().enumerate() {
            if !details.contains_key(inner) {
                if next == 1 {
                    let known = details.keys().map(String::as_str);
                    findings.add(
                        format!("{field}.groups[{index}]"),
                        Problem::undefined("group", inner, known),
                    );
                }
            } else if !seen.contains(&inner.as_str()) {
                seen.push(inner);
            }
        }
    }
    found.into_values().collect()
}

fn mailbox(declared: &TeamsDeclaration, name: &str) -> world::Mailbox {
    let declared = match &declared.groups {
        GroupsDeclaration::Names(_) => MailboxDeclaration::TakesOutsideMail,
        GroupsDeclaration::Details(details) => details
            .get(name)
            .map_or(MailboxDeclaration::TakesOutsideMail, |group| group.mailbox),
    };
    match declared {
        MailboxDeclaration::TakesOutsideMail => world::Mailbox::TakesOutsideMail,
        MailboxDeclaration::InsideOnly => world::Mailbox::InsideOnly,
        MailboxDeclaration::Deleted => world::Mailbox::Deleted,
    }
}

fn named(action: &ActionDeclaration) -> Option<&str> {
    match action {
        ActionDeclaration::SharedVoicemail(voicemail) => Some(&voicemail.shared_voicemail),
        ActionDeclaration::Word(_)
        | ActionDeclaration::Queue(_)
        | ActionDeclaration::Attendant(_)
        | ActionDeclaration::Person(_)
        | ActionDeclaration::External(_)
        | ActionDeclaration::Voicemail(_)
        | ActionDeclaration::Forward(_) => None,
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

//! Who the agents of a queue are.
//!
//! Source: "Create a call queue", Microsoft Learn, 2025-02-05 and 2022; "Limits and supported configurations" of auto attendants
//! and call queues, Microsoft Learn, 2026.

use super::{
    QueueDeclaration,
    error::{Findings, Problem},
    lower::twice,
    queue_rules::Lowering,
};

/// How many agents are added one by one.
const AGENTS_MAX: usize = 20;
/// How many members of groups are agents.
const GROUP_MEMBERS_MAX: usize = 200;

impl Lowering<'_> {
    /// Lists those who were added one by one, in their order, then the members of groups in the order of their names.
    pub(super) fn agents(&self, queue: &QueueDeclaration, findings: &mut Findings) -> Vec<usize> {
        let mut agents = self.added(&queue.agents, findings);
        for person in self.in_groups(&queue.distribution_lists, findings) {
            if !agents.contains(&person) {
                agents.push(person);
            }
        }
        agents
    }

    fn added(&self, names: &[String], findings: &mut Findings) -> Vec<usize> {
        let field = self.at("agents");
        if names.len() > AGENTS_MAX {
            findings.add(
                &field,
                Problem::OutOfRange {
                    given: format!("a list of {} agents", names.len()),
                    expected: format!("at most {AGENTS_MAX} (Create a call queue, 2025)"),
                },
            );
        }
        twice(&field, names, findings);
        let known = self.tenant.agents.names();
        let mut found = Vec::new();
        for (index, name) in names.iter().enumerate() {
            match known.iter().position(|other| other == name) {
                Some(person) => found.push(person),
                None => findings.add(
                    format!("{field}[{index}]"),
                    Problem::undefined("agent", name, known.iter().copied()),
                ),
            }
        }
        found
    }

    fn in_groups(&self, lists: &[String], findings: &mut Findings) -> Vec<usize> {
        let field = self.at("distribution-lists");
        twice(&field, lists, findings);
        let mut found = Vec::new();
        for (index, name) in lists.iter().enumerate() {
            match self.groups.iter().find(|group| group.name == *name) {
                Some(group) => found.extend(&group.members),
                None => {
                    let known = self.groups.iter().map(|group| group.name.as_str());
                    findings.add(
                        format!("{field}[{index}]"),
                        Problem::undefined("group", name, known),
                    );
                }
            }
        }
        let names = self.tenant.agents.names();
        found.sort_by_key(|person| names[*person]);
        found.dedup();
        found.truncate(GROUP_MEMBERS_MAX);
        found
    }
}

//! Who the agents of a queue are.
//!
//! Source: "Create a call queue", Microsoft Learn, 2025-02-05 and 2022; "New-CsCallQueue", Microsoft Teams PowerShell
//! reference, 2026; "Limits and supported configurations" of auto attendants and call queues, Microsoft Learn, 2026.

use jiff::{Timestamp, tz::TimeZoneDatabase};
use ringback_world::declaration as world;

use super::{
    QueueDeclaration, ShiftDeclaration, ShiftsDeclaration,
    error::{Findings, Problem},
    lower::twice,
    queue_rules::Lowering,
    time_zone,
};

/// How many agents are added one by one.
const AGENTS_MAX: usize = 20;
/// How many members of groups, or of a channel's team, are agents.
const MEMBERS_MAX: usize = 200;

impl Lowering<'_> {
    /// Lists those who were added one by one, in their order, then the members of groups in the order of their names; or
    /// those of a channel, or of a scheduling group. Tells, too, who of them is there by a group or a channel.
    pub(super) fn agents(
        &self,
        name: &str,
        queue: &QueueDeclaration,
        findings: &mut Findings,
    ) -> (Vec<usize>, Vec<usize>) {
        let sources = [
            (
                "agents",
                !queue.agents.is_empty() || !queue.distribution_lists.is_empty(),
            ),
            ("channel", queue.channel.is_some()),
            ("shifts", queue.shifts.is_some()),
        ];
        let given: Vec<&str> = sources
            .iter()
            .filter(|(_, given)| *given)
            .map(|(field, _)| *field)
            .collect();
        if let [first, second, ..] = given.as_slice() {
            findings.add(
                self.at(second),
                Problem::NotHere {
                    given: format!("{second} beside {first}"),
                    expected: "agents with distribution-lists, or a channel, or shifts (Create a call queue, 2025)"
                        .to_owned(),
                },
            );
        }
        let mut agents = self.added(&queue.agents, findings);
        let grouped = self.in_groups(&queue.distribution_lists, findings);
        let in_channel = self.in_channel(name, queue, findings);
        let working = self.shifts(queue, findings);
        let working = self.by_name(working.iter().map(|shift| shift.person).collect());
        let mut by_group = Vec::new();
        for person in grouped.into_iter().chain(in_channel) {
            if !agents.contains(&person) {
                agents.push(person);
                by_group.push(person);
            }
        }
        agents.extend(working);
        (agents, by_group)
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
        self.named(&field, names, findings)
    }

    fn named(&self, field: &str, names: &[String], findings: &mut Findings) -> Vec<usize> {
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
        self.by_name(found)
    }

    /// The first 200 in the order of their names.
    fn by_name(&self, mut people: Vec<usize>) -> Vec<usize> {
        let names = self.tenant.agents.names();
        people.sort_by_key(|person| names[*person]);
        people.dedup();
        people.truncate(MEMBERS_MAX);
        people
    }

    /// The members of a channel's team. A channel belongs to one queue: a later one takes it where it says so.
    fn in_channel(
        &self,
        name: &str,
        queue: &QueueDeclaration,
        findings: &mut Findings,
    ) -> Vec<usize> {
        let Some(channel) = &queue.channel else {
            return Vec::new();
        };
        let Some(declared) = self.tenant.channels.get(channel) else {
            let known = self.tenant.channels.keys().map(String::as_str);
            let problem = Problem::undefined("channel", channel, known);
            findings.add(self.at("channel"), problem);
            return Vec::new();
        };
        let queues = &self.tenant.queues;
        let own = queues.get_index_of(name).unwrap_or_default();
        let others = queues
            .iter()
            .enumerate()
            .filter(|(_, (_, other))| other.channel.as_ref() == Some(channel));
        let mut before = others.clone().filter(|(index, _)| *index < own);
        if let (false, Some((_, (first, _)))) = (queue.overwrite_channel, before.next()) {
            findings.add(
                self.at("channel"),
                Problem::NotHere {
                    given: format!("{channel}, which queue {first:?} has"),
                    expected: "a channel of its own, or overwrite-channel: true to take it (New-CsCallQueue, ShouldOverwriteCallableChannelProperty)"
                        .to_owned(),
                },
            );
        }
        let mut later = others.filter(|(index, _)| *index > own);
        if later.any(|(_, (_, other))| other.overwrite_channel) {
            return Vec::new();
        }
        let field = format!("teams.channels.{channel}.members");
        self.by_name(self.named(&field, &declared.members, findings))
    }

    /// The shifts of a scheduling group.
    pub(super) fn shifts(
        &self,
        queue: &QueueDeclaration,
        findings: &mut Findings,
    ) -> Vec<world::Shift> {
        let Some(name) = &queue.shifts else {
            return Vec::new();
        };
        let Some(declared) = self.tenant.shifts.get(name) else {
            let known = self.tenant.shifts.keys().map(String::as_str);
            let problem = Problem::undefined("scheduling group", name, known);
            findings.add(self.at("shifts"), problem);
            return Vec::new();
        };
        let field = format!("teams.shifts.{name}");
        let shifts = declared.shifts.iter().enumerate();
        shifts
            .filter_map(|(index, shift)| {
                self.shift(
                    &format!("{field}.shifts[{index}]"),
                    declared,
                    shift,
                    findings,
                )
            })
            .collect()
    }

    fn shift(
        &self,
        field: &str,
        group: &ShiftsDeclaration,
        shift: &ShiftDeclaration,
        findings: &mut Findings,
    ) -> Option<world::Shift> {
        let known = self.tenant.agents.names();
        let person = known.iter().position(|other| *other == shift.agent);
        if person.is_none() {
            let problem = Problem::undefined("agent", &shift.agent, known.iter().copied());
            findings.add(format!("{field}.agent"), problem);
        }
        let zone = time_zone::iana(&group.time_zone)
            .and_then(|name| TimeZoneDatabase::bundled().get(&name).ok());
        let Some(zone) = zone else {
            findings.add(
                format!("{field}.time-zone"),
                Problem::NotHere {
                    given: format!("{:?}", group.time_zone),
                    expected: "a time zone such as Europe/Berlin or W. Europe Standard Time"
                        .to_owned(),
                },
            );
            return None;
        };
        let instant = |at: jiff::civil::DateTime| zone.to_ambiguous_timestamp(at).compatible();
        let bounds = (instant(shift.from.0), instant(shift.to.0));
        let bounds: Option<(Timestamp, Timestamp)> = match bounds {
            (Ok(from), Ok(to)) => Some((from, to)),
            (Err(_), _) | (_, Err(_)) => None,
        };
        let Some((from, to)) = bounds.filter(|(from, to)| from < to) else {
            findings.add(
                field,
                Problem::OutOfRange {
                    given: format!("{} to {}", shift.from, shift.to),
                    expected: "a start before its end".to_owned(),
                },
            );
            return None;
        };
        Some(world::Shift {
            person: person?,
            from,
            to,
        })
    }
}

//! The names that a world has.

use ringback_format::yaml::{Located, Node, NodeError, Place};
use ringback_world::declaration::Declaration;

/// The names that a world has.
pub(super) struct Names<'a> {
    pub(super) people: Vec<&'a str>,
    pub(super) queues: Vec<&'a str>,
    pub(super) reached: Vec<&'a str>,
    pub(super) attendants: Vec<&'a str>,
    pub(super) attendants_reached: Vec<&'a str>,
    pub(super) groups: Vec<&'a str>,
    pub(super) service: bool,
}

impl<'a> Names<'a> {
    pub(super) fn new(declaration: &'a Declaration) -> Self {
        let teams = &declaration.teams;
        let reached = teams
            .queues
            .iter()
            .filter(|queue| queue.resource_account.is_some());
        Self {
            people: teams
                .people
                .iter()
                .map(|person| person.name.as_str())
                .collect(),
            queues: teams
                .queues
                .iter()
                .map(|queue| queue.name.as_str())
                .collect(),
            reached: reached.map(|queue| queue.name.as_str()).collect(),
            attendants: teams
                .attendants
                .iter()
                .map(|attendant| attendant.name.as_str())
                .collect(),
            attendants_reached: teams
                .attendants
                .iter()
                .filter(|attendant| attendant.resource_account.is_some())
                .map(|attendant| attendant.name.as_str())
                .collect(),
            groups: teams
                .groups
                .iter()
                .map(|group| group.name.as_str())
                .collect(),
            service: declaration
                .resources
                .first()
                .is_some_and(|first| !first.phone_numbers.is_empty()),
        }
    }

    pub(super) fn person(&self, name: &Located<String>) -> Result<(), NodeError> {
        is_known("agent", name, &self.people)
    }

    pub(super) fn queue(&self, name: &Located<String>) -> Result<(), NodeError> {
        is_known("queue", name, &self.queues)
    }

    /// Whose voicemail it can be: a group's or a person's.
    pub(super) fn mailbox(&self, name: &Located<String>) -> Result<(), NodeError> {
        let known: Vec<&str> = self.groups.iter().chain(&self.people).copied().collect();
        is_known("group or person", name, &known)
    }

    /// Whom a call can end up connected to: a person, or a number outside.
    pub(super) fn far_end(&self, name: &Located<String>) -> Result<(), NodeError> {
        if name.value.starts_with('+') {
            return Ok(());
        }
        self.person(name)
    }
}

pub(super) fn is_known(
    what: &str,
    name: &Located<String>,
    known: &[&str],
) -> Result<(), NodeError> {
    if known.contains(&name.value.as_str()) {
        return Ok(());
    }
    let mut error = NodeError::unknown(name.place, what, &name.value, known.iter().copied());
    if known.is_empty() {
        error = error.expected(format!("nothing: the world declares no {what}"));
    }
    Err(error)
}

/// Where names stand that were read without their place.
pub(super) struct Places<'a> {
    pub(super) root: &'a Node,
}

impl Places<'_> {
    pub(super) fn of(&self, name: &Located<String>, otherwise: Place) -> Place {
        if name.place.line > 0 {
            return name.place;
        }
        self.root
            .find_text(name)
            .map_or(otherwise, |node| node.place)
    }
}

pub(super) fn forbidden_place(line: u32) -> Place {
    Place {
        line,
        column: 1,
        length: 1,
    }
}

pub(super) static NOWHERE: Node = Node {
    place: Place {
        line: 0,
        column: 0,
        length: 0,
    },
    value: ringback_format::yaml::Value::Sequence(Vec::new()),
};

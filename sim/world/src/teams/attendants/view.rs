//! What others may see of attendants.

use std::collections::BTreeMap;

use super::{hours, visit::Step};
use crate::{
    Contact, Guid, RawId, Span, World,
    calls::CallId,
    declaration::ResourceAccount,
    teams::{AttendantResult, FlowKind, line::Stage},
};

/// An auto attendant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendantView {
    /// Its short name.
    pub name: String,
    /// Its own id.
    pub id: Guid,
    /// Its resource account as a party.
    pub resource_account: Option<RawId>,
    /// Its time zone.
    pub time_zone: String,
    /// The flow that a call would get now.
    pub flow: FlowKind,
    /// The holiday, where it is one.
    pub holiday: Option<String>,
    /// The calls that are in it.
    pub calls: Vec<AttendantCallView>,
    /// What happened so far.
    pub counts: AttendantCounts,
}

/// A call in an attendant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendantCallView {
    /// The call.
    pub call: CallId,
    /// Whose contact it is.
    pub contact: Option<Contact>,
    /// What it does.
    pub step: AttendantStep,
    /// How many rounds in a row have brought no selection.
    pub rounds: u32,
    /// How many options the caller has selected.
    pub selections: u32,
    /// How long it has been there.
    pub since: Span,
}

/// What a call in an attendant does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttendantStep {
    /// Hears the greeting.
    Greeting,
    /// Hears the menu.
    Menu,
    /// Is waited for.
    Listening,
    /// Hears an announcement.
    Announcement,
    /// Types a name or an extension.
    Typing,
    /// Hears the names that fit.
    Names,
    /// Is waited for to choose one of them.
    Choosing,
    /// Hears that nobody fits, or too many do.
    NotFound,
}

/// What happened in an attendant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttendantCounts {
    /// Calls that came.
    pub arrived: u64,
    /// How they left.
    pub results: BTreeMap<AttendantResult, u64>,
}

impl AttendantCounts {
    pub(super) fn count(&mut self, result: AttendantResult) {
        *self.results.entry(result).or_default() += 1;
    }
}

impl World {
    /// Lists all attendants, in declared order.
    pub fn attendants(&self) -> Vec<AttendantView> {
        let attendants = 0..self.declaration.teams.attendants.len();
        attendants.map(|index| self.attendant_view(index)).collect()
    }

    /// Shows one attendant, by short name, own id, or its resource account's object id or raw id.
    pub fn attendant(&self, name: &str) -> Option<AttendantView> {
        let mut attendants = self.declaration.teams.attendants.iter();
        let index = attendants.position(|attendant| {
            let account = attendant.resource_account.as_ref();
            attendant.name == name
                || attendant.id.as_str() == name
                || account.is_some_and(|account| account.is_named(name))
        })?;
        Some(self.attendant_view(index))
    }

    fn attendant_view(&self, index: usize) -> AttendantView {
        let attendant = &self.declaration.teams.attendants[index];
        let flow = hours::flow_at(attendant, self.civil(self.now()));
        let (flow, holiday) = hours::told(attendant, flow);
        let calls = self.teams.lines.iter().filter_map(|(call, line)| {
            let Stage::Attendant(visit) = &line.stage else {
                return None;
            };
            (visit.attendant == index).then(|| AttendantCallView {
                call: *call,
                contact: line.contact,
                step: match visit.step {
                    Step::Greeting => AttendantStep::Greeting,
                    Step::Menu => AttendantStep::Menu,
                    Step::Window => AttendantStep::Listening,
                    Step::Announcement => AttendantStep::Announcement,
                    Step::Typing => AttendantStep::Typing,
                    Step::Names => AttendantStep::Names,
                    Step::Choosing => AttendantStep::Choosing,
                    Step::NotFound => AttendantStep::NotFound,
                },
                rounds: visit.rounds,
                selections: visit.selections,
                since: self.now().since(visit.since),
            })
        });
        AttendantView {
            name: attendant.name.clone(),
            id: attendant.id.clone(),
            resource_account: attendant
                .resource_account
                .as_ref()
                .map(ResourceAccount::raw_id),
            time_zone: attendant.time_zone.clone(),
            flow,
            holiday,
            calls: calls.collect(),
            counts: self.teams.attendants[index].clone(),
        }
    }
}

//! How far a call has come in an attendant.

use ringback_engine::WakeId;

use super::{call_flow::Last, hours::FlowAt, search::Search};
use crate::{
    Time, World,
    calls::CallId,
    declaration::{Attendant, Flow},
    teams::line::Stage,
};

/// A call in an attendant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::teams) struct Visit {
    pub(in crate::teams) attendant: usize,
    pub(in crate::teams) flow: FlowAt,
    /// When it came.
    pub(in crate::teams) since: Time,
    pub(in crate::teams) step: Step,
    /// How many rounds of the menu in a row have brought no selection.
    pub(in crate::teams) rounds: u32,
    /// How many options the caller has selected.
    pub(in crate::teams) selections: u32,
    /// What led it to where it is.
    pub(in crate::teams) last: Last,
    /// What it looks for in the directory.
    pub(in crate::teams) search: Search,
    pub(in crate::teams) timer: Option<WakeId>,
}

/// What the caller hears now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::teams) enum Step {
    /// The greeting.
    Greeting,
    /// What the menu says.
    Menu,
    /// Nothing: the attendant waits for a selection.
    Window,
    /// An announcement.
    Announcement,
    /// Nothing: keys of a name or an extension are typed.
    Typing,
    /// The names that fit.
    Names,
    /// Nothing: the attendant waits for one of these names to be chosen.
    Choosing,
    /// That nobody fits, or too many do.
    NotFound,
}

/// Shows the visit of a call that is in an attendant.
pub(super) fn of(world: &World, call: CallId) -> Option<&Visit> {
    match &world.teams.lines.get(&call)?.stage {
        Stage::Attendant(visit) => Some(visit),
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Leaving { .. }
        | Stage::Ringing { .. }
        | Stage::Voicemail { .. }
        | Stage::Callback { .. }
        | Stage::CallingBack { .. }
        | Stage::Connecting { .. }
        | Stage::Answered { .. } => None,
    }
}

/// Changes the visit of a call that is in an attendant.
pub(super) fn change(world: &mut World, call: CallId, change: impl FnOnce(&mut Visit)) {
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return;
    };
    match &mut line.stage {
        Stage::Attendant(visit) => change(visit),
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Leaving { .. }
        | Stage::Ringing { .. }
        | Stage::Voicemail { .. }
        | Stage::Callback { .. }
        | Stage::CallingBack { .. }
        | Stage::Connecting { .. }
        | Stage::Answered { .. } => {}
    }
}

/// Finds the declared attendant and the flow that runs in it for a call.
pub(super) fn declared(world: &World, call: CallId) -> Option<(&Attendant, &Flow)> {
    let visit = of(world, call)?;
    let attendant = world.declaration.teams.attendants.get(visit.attendant)?;
    Some((attendant, super::hours::flow(attendant, visit.flow)))
}

/// Names the attendant in which a call is.
pub(super) fn name(world: &World, call: CallId) -> String {
    let declared = declared(world, call);
    declared.map_or_else(String::new, |(attendant, _)| attendant.name.clone())
}

//! What an option does, and how a call leaves an attendant.

use super::{
    call_flow::{self, Last},
    menu::say,
    visit::{self, Step},
};
use crate::{
    World,
    calls::CallId,
    declaration::{MenuAction, MenuOption, SelectedBy, Target},
    teams::{
        AttendantResult, Fact,
        app::App,
        course::{self, Course, named},
        drive, enter, send,
    },
};

/// Whether a broken target is what leads to the operator already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Why {
    /// An option names the target.
    Selected,
    /// The target is the operator, with this result.
    Operator(AttendantResult),
}

/// An option is selected, by the caller or by itself.
pub(super) fn select(world: &mut World, call: CallId, option: &MenuOption) {
    stop(world, call);
    match option.by {
        SelectedBy::Automatic => visit::change(world, call, |visit| visit.last = Last::Automatic),
        SelectedBy::Key(_) => visit::change(world, call, |visit| {
            visit.selections += 1;
            visit.rounds = 0;
        }),
    }
    match (&option.action, option.by) {
        (MenuAction::Disconnect, SelectedBy::Automatic) => {
            ends(world, call, AttendantResult::TerminatedAutomaticSelection);
        }
        (MenuAction::Disconnect, SelectedBy::Key(_)) => {
            ends(world, call, AttendantResult::ServiceTerminated);
        }
        (MenuAction::Operator, _) => {
            to_operator(world, call, AttendantResult::TransferredToOperator);
        }
        (MenuAction::Announcement(prompt), _) => say(world, call, prompt, Step::Announcement),
        (MenuAction::Redirect(target), _) => redirect(world, call, target, Why::Selected),
    }
}

/// Stops what the caller hears and the wait.
pub(super) fn stop(world: &mut World, call: CallId) {
    if let Some(timer) = visit::of(world, call).and_then(|visit| visit.timer) {
        world.cancel_wake(timer);
        visit::change(world, call, |visit| visit.timer = None);
    }
}

/// The operator gets the call; without one it ends.
pub(super) fn to_operator(world: &mut World, call: CallId, result: AttendantResult) {
    let declared = visit::declared(world, call);
    match declared.and_then(|(attendant, _)| attendant.operator.clone()) {
        Some(operator) => redirect(world, call, &operator, Why::Operator(result)),
        None => ends(world, call, AttendantResult::TerminatedNoOperator),
    }
}

/// The call goes to a person whom a search has found, by their own rules as from an option.
pub(super) fn to_found(world: &mut World, call: CallId, person: usize) {
    redirect(world, call, &Target::Person { person }, Why::Selected);
}

fn redirect(world: &mut World, call: CallId, target: &Target, why: Why) {
    let Some(attendant) = visit::of(world, call).map(|visit| visit.attendant) else {
        return;
    };
    let from = App::Attendant(attendant);
    let course = send::course_for(world, call, from, target);
    if let (Course::Dangling(_), Why::Selected) = (&course, why) {
        return to_operator(world, call, AttendantResult::FailoverToOperator);
    }
    let (action, name) = named(&world.declaration.teams, target);
    let result = match &course {
        Course::Queue { .. } | Course::Attendant { .. }
            if enter::is_chain_too_long(world, call) =>
        {
            AttendantResult::OaaChainTooLong
        }
        course => result(course, attendant, why),
    };
    left(world, call, result, Some((action, name)));
    send::carry_out(world, call, from, course);
}

/// The result that the record carries.
fn result(course: &Course<'_>, attendant: usize, why: Why) -> AttendantResult {
    match (course, why) {
        (Course::Fail(_), _) => AttendantResult::TerminatedTransferFailed,
        (Course::Dangling(_), _) => AttendantResult::TerminatedNoOperator,
        (_, Why::Operator(result)) => result,
        (Course::End(_), Why::Selected) => AttendantResult::ServiceTerminated,
        (Course::Queue { .. }, Why::Selected) => AttendantResult::TransferredToCq,
        (Course::Attendant { attendant: to, .. }, Why::Selected) if *to == attendant => {
            AttendantResult::TransferredToSelf
        }
        (Course::Attendant { .. }, Why::Selected) => AttendantResult::TransferInProgress,
        (Course::Person(_) | Course::Voicemail(_), Why::Selected) => {
            AttendantResult::TransferredToUser
        }
        (Course::External(_), Why::Selected) => AttendantResult::TransferredToExternal,
        (Course::SharedVoicemail { .. }, Why::Selected) => {
            AttendantResult::TransferredToSharedVoicemail
        }
    }
}

/// The attendant ends the call.
pub(super) fn ends(world: &mut World, call: CallId, result: AttendantResult) {
    stop(world, call);
    left(world, call, result, None);
    send::end(world, call, course::ends());
}

/// The caller has hung up.
pub(in crate::teams) fn caller_gone(world: &mut World, call: CallId) {
    left(world, call, AttendantResult::UserTerminated, None);
}

fn left(
    world: &mut World,
    call: CallId,
    result: AttendantResult,
    to: Option<(&'static str, Option<String>)>,
) {
    let Some(visit) = visit::of(world, call) else {
        return;
    };
    let (attendant, selections) = (visit.attendant, visit.selections);
    let (search, call_flow) = (visit.search.method, call_flow::left_in(visit, result));
    let stayed = world.now().since(visit.since);
    let (action, target) = to.map_or((None, None), |(action, target)| {
        (Some(action.to_owned()), target)
    });
    let fact = Fact::AttendantLeft {
        call,
        attendant: world.declaration.teams.attendants[attendant].name.clone(),
        result,
        action,
        target,
        selections,
        search,
        call_flow: Some(call_flow),
        stayed,
    };
    world.teams.attendants[attendant].count(result);
    drive::record(world, call, fact);
}

//! Greeting, menu, silence: what a caller hears in an attendant, and when.

use super::{
    hours, leave,
    visit::{self, Step, Visit},
};
use crate::{
    Span, World,
    calls::CallId,
    declaration::{MenuOption, Prompt, SelectedBy},
    teams::{AttendantResult, Fact, drive, line::Stage, wake::Wake},
    wake,
};

/// How long an attendant waits for a selection after its menu; our choice, as it is published nowhere.
const WINDOW: Span = Span::from_secs(5);
/// How many rounds of the menu are offered ("Set up an auto attendant for Microsoft Teams", Microsoft Learn, 2024-01-31).
const ROUNDS: u32 = 3;
/// The longest time in one attendant; our choice, as the number behind "session too long" is not published.
const SESSION_MAX: Span = Span::from_secs(1800);

/// A call is in an attendant: its flow begins.
pub(in crate::teams) fn begin(world: &mut World, call: CallId, attendant: usize) {
    let since = world.now();
    let civil = world.civil(since);
    let declared = &world.declaration.teams.attendants[attendant];
    let flow = hours::flow_at(declared, civil);
    let (kind, holiday) = hours::told(declared, flow);
    let reached = Fact::AttendantReached {
        call,
        attendant: declared.name.clone(),
        flow: kind,
        holiday,
    };
    let greeting = hours::flow(declared, flow).greeting.clone();
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.stage = Stage::Attendant(Visit {
            attendant,
            flow,
            since,
            step: Step::Greeting,
            rounds: 0,
            selections: 0,
            timer: None,
        });
    }
    world.teams.attendants[attendant].arrived += 1;
    drive::record(world, call, reached);
    match greeting {
        Some(greeting) => say(world, call, &greeting, Step::Greeting),
        None => menu(world, call),
    }
}

/// What the caller hears, or the silence, is over.
pub(in crate::teams) fn next(world: &mut World, call: CallId) {
    let Some(visit) = visit::of(world, call) else {
        return;
    };
    let step = visit.step;
    if world.now().since(visit.since) >= SESSION_MAX {
        return leave::ends(world, call, AttendantResult::OaaSessionTooLong);
    }
    visit::change(world, call, |visit| visit.timer = None);
    match step {
        Step::Greeting | Step::Announcement => menu(world, call),
        Step::Menu => wait(world, call, Step::Window, WINDOW),
        Step::Window => round_over(world, call),
    }
}

/// The menu begins. An option that needs no input comes first.
fn menu(world: &mut World, call: CallId) {
    let Some((_, flow)) = visit::declared(world, call) else {
        return;
    };
    let automatic = |option: &&MenuOption| option.by == SelectedBy::Automatic;
    if let Some(option) = flow.options.iter().find(automatic).cloned() {
        return leave::select(world, call, &option);
    }
    match flow.prompt.clone() {
        Some(prompt) => say(world, call, &prompt, Step::Menu),
        None => wait(world, call, Step::Window, WINDOW),
    }
}

/// A round has brought no selection: silence, or input that no option has. After the third in a row the operator gets the
/// call, or it ends.
pub(super) fn round_over(world: &mut World, call: CallId) {
    visit::change(world, call, |visit| visit.rounds += 1);
    let rounds = visit::of(world, call).map_or(0, |visit| visit.rounds);
    if rounds < ROUNDS {
        menu(world, call);
    } else {
        leave::to_operator(world, call, AttendantResult::TransferredToOperator);
    }
}

/// The caller hears something.
pub(super) fn say(world: &mut World, call: CallId, prompt: &Prompt, step: Step) {
    let Some((attendant, _)) = visit::declared(world, call) else {
        return;
    };
    let said = Fact::VoiceAppPrompt {
        call,
        app: attendant.name.clone(),
        says: prompt.says.clone(),
    };
    drive::record(world, call, said);
    wait(world, call, step, prompt.takes);
}

/// Lets the next thing happen after a time, within the session's.
fn wait(world: &mut World, call: CallId, step: Step, takes: Span) {
    let Some(visit) = visit::of(world, call) else {
        return;
    };
    let spent = world.now().since(visit.since);
    let left = Span::from_micros(SESSION_MAX.as_micros().saturating_sub(spent.as_micros()));
    let timer = world.wake_in(takes.min(left), wake::Wake::Teams(Wake::Next { call }));
    visit::change(world, call, |visit| {
        visit.step = step;
        visit.timer = Some(timer);
    });
}

//! Greeting, menu, silence: what a caller hears in an attendant, and when.

use super::{
    call_flow::Last,
    hours, leave,
    search::{self, Search},
    visit::{self, Step, Visit},
};
use crate::{
    Span, World,
    calls::CallId,
    declaration::{MenuOption, Prompt, SelectedBy},
    teams::{AttendantResult, Fact, drive, line::Stage, wake::Wake},
    wake,
};

/// How many rounds of the menu are offered ("Set up an auto attendant for Microsoft Teams", Microsoft Learn, 2024-01-31).
const ROUNDS: u32 = 3;
/// What a caller hears who made no selection, where there is no operator (an administrator's report of 2023; the words are
/// ours). It takes no time of its own: the call ends with it.
const SORRY: &str = "Sorry, nothing was selected. Goodbye.";

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
            last: Last::Arrival,
            search: Search::default(),
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
    if world.now().since(visit.since) >= session_max(world) {
        return leave::ends(world, call, AttendantResult::OaaSessionTooLong);
    }
    visit::change(world, call, |visit| visit.timer = None);
    match step {
        Step::Greeting | Step::Announcement => menu(world, call),
        Step::Menu => wait_for_input(world, call, Step::Window),
        Step::Names => wait_for_input(world, call, Step::Choosing),
        Step::Window | Step::Choosing => round_over(world, call),
        Step::Typing => search::ended(world, call),
        Step::NotFound => go_on(world, call),
    }
}

/// The menu begins, for the first time or again. An option that needs no input comes first.
pub(super) fn menu(world: &mut World, call: CallId) {
    visit::change(world, call, |visit| visit.search.clear());
    let Some((_, flow)) = visit::declared(world, call) else {
        return;
    };
    let automatic = |option: &&MenuOption| option.by == SelectedBy::Automatic;
    if let Some(option) = flow.options.iter().find(automatic).cloned() {
        return leave::select(world, call, &option);
    }
    match flow.prompt.clone() {
        Some(prompt) => say(world, call, &prompt, Step::Menu),
        None => wait_for_input(world, call, Step::Window),
    }
}

/// A round has brought no selection: silence, or input that no option has.
pub(super) fn round_over(world: &mut World, call: CallId) {
    visit::change(world, call, |visit| visit.rounds += 1);
    go_on(world, call);
}

/// The menu comes again, or the names between which the caller has to choose. After the third round in a row without a
/// selection the operator gets the call, or it ends.
fn go_on(world: &mut World, call: CallId) {
    let Some(visit) = visit::of(world, call) else {
        return;
    };
    if visit.rounds >= ROUNDS {
        return give_up(world, call);
    }
    if visit.search.has_list() {
        search::read(world, call);
    } else {
        menu(world, call);
    }
}

fn give_up(world: &mut World, call: CallId) {
    let Some((attendant, _)) = visit::declared(world, call) else {
        return;
    };
    if attendant.operator.is_none() {
        let sorry = Fact::VoiceAppPrompt {
            call,
            app: attendant.name.clone(),
            says: SORRY.to_owned(),
        };
        drive::record(world, call, sorry);
    }
    leave::to_operator(world, call, AttendantResult::TransferredToOperator);
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

/// Waits for input as long as the tenant chose.
pub(super) fn wait_for_input(world: &mut World, call: CallId, step: Step) {
    let window = world.declaration.teams.switches.menu_input_window;
    wait(world, call, step, window);
}

/// How long a call may stay.
fn session_max(world: &World) -> Span {
    world.declaration.teams.switches.max_attendant_session
}

/// Lets the next thing happen after a time, within the session's.
fn wait(world: &mut World, call: CallId, step: Step, takes: Span) {
    let Some(visit) = visit::of(world, call) else {
        return;
    };
    let spent = world.now().since(visit.since);
    let left = session_max(world).saturating_sub(spent);
    let timer = world.wake_in(takes.min(left), wake::Wake::Teams(Wake::Next { call }));
    visit::change(world, call, |visit| {
        visit.step = step;
        visit.timer = Some(timer);
    });
}

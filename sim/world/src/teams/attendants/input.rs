//! Keys and words of a caller in an attendant.

use super::{
    call_flow::Last,
    leave, menu, search,
    visit::{self, Step},
    words,
};
use crate::{
    World,
    calls::{CallId, Heard, Tone},
    declaration::{ForceListen, MenuOption, SelectedBy, VoiceResponse},
    teams::{Fact, HeardOutcome, drive},
};

/// Lets an attendant hear a caller; elsewhere in voice apps nobody listens. Each key goes to wherever the call is then.
pub(crate) fn heard(world: &mut World, call: CallId, heard: Heard<'_>) {
    match heard {
        Heard::Keys(tones) => {
            for tone in tones {
                key(world, call, *tone);
            }
        }
        Heard::Words(text) => said(world, call, text),
    }
}

/// Once a search has begun its keys are the search's; before that, the menu's options come first.
fn key(world: &mut World, call: CallId, tone: Tone) {
    let Some(visit) = visit::of(world, call) else {
        return;
    };
    let step = visit.step;
    if !is_listening(world, call) {
        return record_key(world, call, tone, HeardOutcome::Ignored);
    }
    match step {
        Step::Typing => search::typed(world, call, tone),
        Step::Names | Step::Choosing => {
            if !search::heard_key(world, call, tone) {
                menu_key(world, call, tone);
            }
        }
        Step::Greeting | Step::Menu | Step::Window | Step::Announcement | Step::NotFound => {
            menu_key(world, call, tone);
        }
    }
}

fn menu_key(world: &mut World, call: CallId, tone: Tone) {
    let Some((visit, (_, flow))) = visit::of(world, call).zip(visit::declared(world, call)) else {
        return;
    };
    let mut options = flow.options.iter();
    let option = options
        .find(|option| option.by == SelectedBy::Key(tone))
        .cloned();
    // The digits of a list are its own: a search begins from the menu.
    let begins = !visit.search.has_list() && search::begins(flow.search, tone);
    match option {
        Some(option) => {
            record_key(world, call, tone, HeardOutcome::Selected);
            select(world, call, Last::Key, &option);
        }
        None if begins => search::begun(world, call, tone),
        None => not_an_option(world, call, words::named(tone).to_owned()),
    }
}

/// Without voice response, words do nothing.
fn said(world: &mut World, call: CallId, text: &str) {
    let Some((visit, (attendant, flow))) = visit::of(world, call).zip(visit::declared(world, call))
    else {
        return;
    };
    match attendant.voice_response {
        VoiceResponse::On => {}
        VoiceResponse::Off => return,
    }
    let has_list = visit.search.has_list();
    let option = words::option(&flow.options, text).cloned();
    if !is_listening(world, call) {
        return record(world, call, text.to_owned(), HeardOutcome::Ignored);
    }
    if has_list && search::heard_words(world, call, text) {
        return;
    }
    if let Some(option) = option {
        record(world, call, text.to_owned(), HeardOutcome::Selected);
        return select(world, call, Last::Words, &option);
    }
    if words::is_main_menu(text) {
        record(world, call, text.to_owned(), HeardOutcome::MainMenu);
        leave::stop(world, call);
        return menu::menu(world, call);
    }
    if has_list || !search::spoken(world, call, text) {
        not_an_option(world, call, text.to_owned());
    }
}

fn select(world: &mut World, call: CallId, by: Last, option: &MenuOption) {
    visit::change(world, call, |visit| visit.last = by);
    leave::select(world, call, option);
}

fn not_an_option(world: &mut World, call: CallId, input: String) {
    record(world, call, input, HeardOutcome::NotAnOption);
    leave::stop(world, call);
    menu::round_over(world, call);
}

/// Records a key and what came of it.
pub(super) fn record_key(world: &mut World, call: CallId, tone: Tone, outcome: HeardOutcome) {
    record(world, call, words::named(tone).to_owned(), outcome);
}

/// Records input and what came of it.
pub(super) fn record(world: &mut World, call: CallId, input: String, outcome: HeardOutcome) {
    let fact = Fact::AttendantHeard {
        call,
        attendant: visit::name(world, call),
        input,
        outcome,
    };
    drive::record(world, call, fact);
}

/// Tells whether input is processed now. A caller who must hear everything out is heard in the silence alone, and in a
/// search, which is neither greeting nor menu.
fn is_listening(world: &World, call: CallId) -> bool {
    let Some(((_, flow), visit)) = visit::declared(world, call).zip(visit::of(world, call)) else {
        return false;
    };
    match (flow.force_listen, visit.step) {
        (ForceListen::Off, _)
        | (ForceListen::On, Step::Window | Step::Typing | Step::Names | Step::Choosing) => true,
        (ForceListen::On, Step::Greeting | Step::Menu | Step::Announcement | Step::NotFound) => {
            false
        }
    }
}

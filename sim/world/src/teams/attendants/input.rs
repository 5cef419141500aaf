//! Keys and words of a caller in an attendant.

use super::{
    leave, menu,
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

fn key(world: &mut World, call: CallId, tone: Tone) {
    let Some((_, flow)) = visit::declared(world, call) else {
        return;
    };
    let mut options = flow.options.iter();
    let option = options
        .find(|option| option.by == SelectedBy::Key(tone))
        .cloned();
    take(world, call, words::named(tone).to_owned(), option);
}

/// Without voice response, words do nothing.
fn said(world: &mut World, call: CallId, text: &str) {
    let Some((attendant, flow)) = visit::declared(world, call) else {
        return;
    };
    match attendant.voice_response {
        VoiceResponse::On => {
            let option = words::option(&flow.options, text).cloned();
            take(world, call, text.to_owned(), option);
        }
        VoiceResponse::Off => {}
    }
}

fn take(world: &mut World, call: CallId, input: String, option: Option<MenuOption>) {
    let outcome = match (&option, is_listening(world, call)) {
        (_, false) => HeardOutcome::Ignored,
        (Some(_), true) => HeardOutcome::Selected,
        (None, true) => HeardOutcome::NotAnOption,
    };
    let Some((attendant, _)) = visit::declared(world, call) else {
        return;
    };
    let fact = Fact::AttendantHeard {
        call,
        attendant: attendant.name.clone(),
        input,
        outcome,
    };
    drive::record(world, call, fact);
    match (outcome, option) {
        (HeardOutcome::Ignored, _) => {}
        (HeardOutcome::Selected | HeardOutcome::NotAnOption, Some(option)) => {
            leave::select(world, call, &option);
        }
        (HeardOutcome::Selected | HeardOutcome::NotAnOption, None) => {
            leave::stop(world, call);
            menu::round_over(world, call);
        }
    }
}

/// Tells whether input is processed now. A caller who must hear everything out is heard in the silence alone.
fn is_listening(world: &World, call: CallId) -> bool {
    let Some(((_, flow), visit)) = visit::declared(world, call).zip(visit::of(world, call)) else {
        return false;
    };
    match (flow.force_listen, visit.step) {
        (ForceListen::Off, _) | (ForceListen::On, Step::Window) => true,
        (ForceListen::On, Step::Greeting | Step::Menu | Step::Announcement) => false,
    }
}

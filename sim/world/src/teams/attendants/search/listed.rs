//! Several fit: their names are read out, and a digit, or a name, chooses.

use super::{
    find::{self, among},
    run, sentences,
};
use crate::{
    World,
    calls::{CallId, Tone},
    teams::{
        Fact, HeardOutcome,
        attendants::{
            input, leave, menu,
            visit::{self, Step},
            words,
        },
        drive,
    },
};

/// What a key does while names are read out, or wait for a choice.
#[derive(Clone, Copy)]
enum Choice {
    /// It chooses the one with this place in the list, from 0.
    Person(usize),
    /// The list comes again.
    Again,
}

/// Reads the names out.
pub(in crate::teams::attendants) fn read(world: &mut World, call: CallId) {
    let listed = visit::declared(world, call).zip(visit::of(world, call));
    let Some(((attendant, _), visit)) = listed else {
        return;
    };
    let tenant = &world.declaration.teams;
    let list = sentences::list(tenant, attendant, &visit.search.listed);
    menu::say(world, call, &list, Step::Names);
}

/// Tells whether a key does something to the list, and does it. What it does not know is the menu's.
pub(in crate::teams::attendants) fn heard_key(world: &mut World, call: CallId, tone: Tone) -> bool {
    let known = choice(world, call, tone);
    if let Some(choice) = known {
        input::record_key(world, call, tone, outcome(choice));
        make(world, call, choice);
    }
    known.is_some()
}

/// The same for words: a name in the list, or a digit.
pub(in crate::teams::attendants) fn heard_words(
    world: &mut World,
    call: CallId,
    text: &str,
) -> bool {
    let known = named(world, call, text)
        .or_else(|| words::key(text).and_then(|tone| choice(world, call, tone)));
    if let Some(choice) = known {
        input::record(world, call, text.to_owned(), outcome(choice));
        make(world, call, choice);
    }
    known.is_some()
}

fn outcome(choice: Choice) -> HeardOutcome {
    match choice {
        Choice::Person(_) => HeardOutcome::Selected,
        Choice::Again => HeardOutcome::Repeated,
    }
}

fn choice(world: &World, call: CallId, tone: Tone) -> Option<Choice> {
    if tone == Tone::Asterisk {
        return Some(Choice::Again);
    }
    let digit = find::typed(tone)?.to_digit(10)?;
    let place = usize::try_from(digit).ok()?.checked_sub(1)?;
    let listed = &visit::of(world, call)?.search.listed;
    (place < listed.len()).then_some(Choice::Person(place))
}

/// The one of the list whom words name; nobody where they name several.
fn named(world: &World, call: CallId, text: &str) -> Option<Choice> {
    let listed = &visit::of(world, call)?.search.listed;
    match among(&world.declaration.teams, listed, text).as_slice() {
        [person] => {
            let place = listed.iter().position(|other| other == person)?;
            Some(Choice::Person(place))
        }
        _ => None,
    }
}

fn make(world: &mut World, call: CallId, choice: Choice) {
    leave::stop(world, call);
    match choice {
        Choice::Again => read(world, call),
        Choice::Person(place) => {
            let listed = visit::of(world, call).map(|visit| visit.search.listed.as_slice());
            let Some(person) = listed.and_then(|listed| listed.get(place)).copied() else {
                return;
            };
            run::selected(world, call);
            let people = &world.declaration.teams.people;
            let chosen = Fact::DirectoryChosen {
                call,
                attendant: visit::name(world, call),
                person: people
                    .get(person)
                    .map(|person| person.name.clone())
                    .unwrap_or_default(),
                place: u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1),
            };
            drive::record(world, call, chosen);
            leave::to_found(world, call, person);
        }
    }
}

//! A search from its first key to whom it finds.

use super::{
    find::{self, Asked, find},
    listed, sentences,
};
use crate::{
    World,
    calls::{CallId, Tone},
    declaration::{DirectorySearch, Prompt},
    teams::{
        Fact, HeardOutcome, SearchMethod,
        attendants::{
            call_flow::Last,
            input, leave, menu,
            visit::{self, Step},
        },
        drive,
    },
};

/// How many people are read out at most; where more fit, the search fails and says so ("Dial and voice recognition
/// reference for auto attendants", Microsoft Learn, 2026).
const LISTED_MAX: usize = 5;

/// Tells whether a key that no option has begins a search: a digit with letters for a name, any digit for an extension.
///
/// Source: "Set up an auto attendant for Microsoft Teams", Microsoft Learn, 2024-01-31 (key 1 carries no letters).
pub(in crate::teams::attendants) fn begins(by: DirectorySearch, tone: Tone) -> bool {
    let digit = find::typed(tone);
    match by {
        DirectorySearch::None => false,
        DirectorySearch::ByName => digit.is_some_and(|digit| ('2'..='9').contains(&digit)),
        DirectorySearch::ByExtension => digit.is_some(),
    }
}

/// The first key of a search.
pub(in crate::teams::attendants) fn begun(world: &mut World, call: CallId, tone: Tone) {
    visit::change(world, call, |visit| visit.search.clear());
    typed(world, call, tone);
}

/// A key during a search: `#` ends it, other keys without a digit are not processed.
pub(in crate::teams::attendants) fn typed(world: &mut World, call: CallId, tone: Tone) {
    match (tone, find::typed(tone)) {
        (_, Some(digit)) => {
            input::record_key(world, call, tone, HeardOutcome::Searched);
            leave::stop(world, call);
            visit::change(world, call, |visit| visit.search.typed.push(digit));
            menu::wait_for_input(world, call, Step::Typing);
        }
        (Tone::Pound, None) => {
            input::record_key(world, call, tone, HeardOutcome::Searched);
            ended(world, call);
        }
        (_, None) => input::record_key(world, call, tone, HeardOutcome::Ignored),
    }
}

/// What was typed is looked for: its end was typed, or no key has come for as long as a menu waits.
pub(in crate::teams::attendants) fn ended(world: &mut World, call: CallId) {
    let Some((attendant, flow)) = visit::declared(world, call) else {
        return;
    };
    let typed = visit::of(world, call).map_or("", |visit| &visit.search.typed);
    let tenant = &world.declaration.teams;
    // A menu that was declared anew without its search finds nobody.
    let found = find(tenant, attendant, flow.search, Asked::Keys(typed)).unwrap_or_default();
    let (by, input) = (flow.search, typed.to_owned());
    looked(world, call, (by, SearchMethod::AbsSearchDtmf), input, found);
}

/// Words that no option has are looked for. Tells whether they could be.
pub(in crate::teams::attendants) fn spoken(world: &mut World, call: CallId, text: &str) -> bool {
    let Some((attendant, flow)) = visit::declared(world, call) else {
        return false;
    };
    let by = flow.search;
    let tenant = &world.declaration.teams;
    let Some(found) = find(tenant, attendant, by, Asked::Words(text)) else {
        return false;
    };
    input::record(world, call, text.to_owned(), HeardOutcome::Searched);
    looked(
        world,
        call,
        (by, SearchMethod::AbsSearchVoice),
        text.to_owned(),
        found,
    );
    true
}

/// One who fits gets the call, several are read out; for nobody and for too many the caller starts again, a round later.
fn looked(
    world: &mut World,
    call: CallId,
    (by, method): (DirectorySearch, SearchMethod),
    input: String,
    found: Vec<usize>,
) {
    leave::stop(world, call);
    visit::change(world, call, |visit| {
        visit.search.clear();
        visit.search.method = Some(method);
        visit.last = Last::Search;
    });
    let told = found.len() <= LISTED_MAX;
    let people = &world.declaration.teams.people;
    let name = |person: &usize| Some(people.get(*person)?.name.clone());
    let names = found.iter().take(LISTED_MAX).filter_map(name);
    let searched = Fact::DirectorySearched {
        call,
        attendant: visit::name(world, call),
        method,
        by,
        input,
        found: u32::try_from(found.len()).unwrap_or(u32::MAX),
        matches: if told { names.collect() } else { Vec::new() },
    };
    drive::record(world, call, searched);
    match found.as_slice() {
        [] => failed(world, call, &sentences::nobody(by)),
        [person] => {
            let person = *person;
            selected(world, call);
            leave::to_found(world, call, person);
        }
        _ if told => {
            selected(world, call);
            visit::change(world, call, |visit| visit.search.listed = found);
            listed::read(world, call);
        }
        _ => failed(world, call, &sentences::too_many()),
    }
}

/// The caller has come further.
pub(super) fn selected(world: &mut World, call: CallId) {
    visit::change(world, call, |visit| {
        visit.selections += 1;
        visit.rounds = 0;
    });
}

/// The round is used up; the menu comes again once that was said.
fn failed(world: &mut World, call: CallId, says: &Prompt) {
    visit::change(world, call, |visit| visit.rounds += 1);
    menu::say(world, call, says, Step::NotFound);
}

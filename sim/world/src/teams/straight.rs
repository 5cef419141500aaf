//! Calls that come to a person straight, not from a voice app: the side of people's own rules that `calls` uses.

use super::{
    OwnRule, course,
    own_rules::{self, Coming},
    people, voicemail,
};
use crate::{
    RawId, Span, What, World,
    calls::CallId,
    declaration::{Account, Answerer, Target, Voice},
};

/// Nobody can be reached ("Troubleshoot call end response codes", Azure Communication Services documentation, 2025).
const UNREACHABLE: (u16, u32) = (480, 10_037);
/// The callee is busy (the same document).
const BUSY: (u16, u32) = (486, 0);

/// What becomes of a call that has come to a person straight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Straight {
    /// It rings, for this long where unanswered calls go on.
    Rings(Option<Span>),
    /// Nothing rings, for as long.
    Silent(Option<Span>),
    /// A rule of this person sends it on.
    On { person: usize, to: RawId },
    /// It is not taken.
    Refused((u16, u32)),
}

/// What becomes of a call that has come to this party, sent on by rules of those on its way; nothing is said of people
/// whom the tenant does not know or who may take no calls.
pub(crate) fn comes_straight(
    world: &mut World,
    call: CallId,
    party: &RawId,
    way: &[usize],
) -> Option<Straight> {
    let person = takes_calls(world, party)?;
    Some(match own_rules::comes(world, call, person) {
        Coming::Rings(within) => Straight::Rings(within),
        Coming::Silent(within) => Straight::Silent(within),
        Coming::GoesTo(answerer, rule) => {
            match sends_on(world, call, (person, way), &answerer, rule) {
                Some(to) => Straight::On { person, to },
                None => Straight::Refused(UNREACHABLE),
            }
        }
        Coming::Busy => Straight::Refused(BUSY),
        Coming::Ends(_) => Straight::Refused(UNREACHABLE),
    })
}

/// Who takes a call that this party has not taken, and whose rule says so.
pub(crate) fn not_taken_straight(
    world: &mut World,
    call: CallId,
    party: &RawId,
    way: &[usize],
) -> Option<(usize, RawId)> {
    let person = takes_calls(world, party)?;
    let declared = &world.declaration.teams.people[person];
    match own_rules::not_taken(declared, OwnRule::Unanswered) {
        Coming::GoesTo(answerer, rule) => {
            let to = sends_on(world, call, (person, way), &answerer, rule)?;
            Some((person, to))
        }
        Coming::Rings(_) | Coming::Silent(_) | Coming::Busy | Coming::Ends(_) => None,
    }
}

fn takes_calls(world: &World, party: &RawId) -> Option<usize> {
    let person = people::find(world, party)?;
    let declared = &world.declaration.teams.people[person];
    let may = (declared.voice, declared.account) == (Voice::Enabled, Account::Active);
    may.then_some(person)
}

/// Names who gets the call. Rules that lead in a circle, or to somebody who may take no calls, lead nowhere.
fn sends_on(
    world: &mut World,
    call: CallId,
    (person, way): (usize, &[usize]),
    answerer: &Answerer,
    rule: OwnRule,
) -> Option<RawId> {
    let (target, to) = match answerer {
        Answerer::Voicemail => return Some(voicemail::app_of(world, person)),
        Answerer::Person { person: to } => {
            let declared = world.declaration.teams.people.get(*to)?;
            let to_raw_id = RawId::teams_user(declared.object_id.as_str());
            (Target::Person { person: *to }, to_raw_id)
        }
        Answerer::Number { number } => {
            let target = Target::External {
                number: number.clone(),
            };
            (target, RawId::phone_number(number))
        }
    };
    let tenant = &world.declaration.teams;
    let fact = own_rules::forwarded(tenant, call, person, rule, &target);
    let leads_on = match course::course(tenant, &target) {
        course::Course::Person(to) => to != person && !way.contains(&to),
        course::Course::External(_) => true,
        course::Course::Queue { .. }
        | course::Course::Attendant { .. }
        | course::Course::End(_)
        | course::Course::Voicemail(_)
        | course::Course::SharedVoicemail { .. }
        | course::Course::Dangling(_)
        | course::Course::Fail(_) => false,
    };
    let contact = world.calls.contact(call);
    world.record(contact, What::Teams(fact));
    leads_on.then_some(to)
}

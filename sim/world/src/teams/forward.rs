//! A call that a voice app sends to a person or to a number outside rings there.
//!
//! Source of what happens to calls that nobody answers: "Answer auto attendant and call queue calls", Microsoft Learn,
//! 2024-10-31, and "Set-CsUserCallingSettings", Microsoft Teams PowerShell reference, 2026.

use super::{
    OwnRule,
    app::App,
    callback,
    course::{self, Course},
    drive, gate,
    line::{RingsAt, Stage},
    own_rules::{self, Coming},
    send, voicemail,
    wake::Wake,
};
use crate::{
    RawId, Span, World,
    calls::{self, CallId, Ended, Search},
    declaration::{Answerer, Target},
    wake,
};

/// How long a queue's redirect rings at a person: queue calls do not follow the person's own rules, so it is the time
/// after which Teams answers for everybody whose voicemail is always on ("New-CsTeamsCallingPolicy", Microsoft Teams
/// PowerShell reference, 2026).
const QUEUE_SENT_RINGS: Span = Span::from_secs(30);
/// How long a number outside may ring: the limit of call setup to phones ("Service limits for Azure Communication
/// Services", 2025).
const NUMBER_RINGS: Span = Span::from_secs(115);

/// How long a person's phone rings who lets calls ring on: the limit of call setup to VoIP and Teams (the same document).
const PERSON_RINGS: Span = Span::from_secs(85);

/// A call goes to a person, whose own rules it follows when an attendant sends it.
pub(super) fn to_person(world: &mut World, call: CallId, from: App, person: usize) {
    let coming = match from {
        App::Queue(_) => own_rules::comes_from_queue(world, person, QUEUE_SENT_RINGS),
        App::Attendant(_) => own_rules::comes(world, call, person),
    };
    follow(world, call, from, person, coming);
}

fn follow(world: &mut World, call: CallId, from: App, person: usize, coming: Coming) {
    match coming {
        Coming::Rings(limit) => {
            let declared = &world.declaration.teams.people[person];
            let target = RawId::teams_user(declared.object_id.as_str());
            let Some(caller) = world.calls.caller(call).cloned() else {
                return;
            };
            let search = Search {
                target: &target,
                limit: limit.unwrap_or(PERSON_RINGS),
                shows: caller,
            };
            ring(world, call, from, RingsAt::Person(person), search);
        }
        Coming::Silent(limit) => {
            let limit = limit.unwrap_or(PERSON_RINGS);
            let timer = world.wake_in(limit, wake::Wake::Teams(Wake::Next { call }));
            rings(world, call, from, RingsAt::Person(person), Some(timer));
        }
        Coming::GoesTo(Answerer::Voicemail, _) => voicemail::personal(world, call, from, person),
        Coming::GoesTo(Answerer::Person { person: to }, rule) => {
            on_to_person(world, call, from, (person, to), rule);
        }
        Coming::GoesTo(Answerer::Number { number }, rule) => {
            tell_forwarded(
                world,
                call,
                person,
                rule,
                &Target::External {
                    number: number.clone(),
                },
            );
            let own = course::own_number(&world.declaration.teams, &number);
            match own {
                Some(course) => send::carry_out(world, call, from, course),
                None => to_number(world, call, from, &number),
            }
        }
        Coming::Busy => {
            let name = &world.declaration.teams.people[person].name;
            let why = format!("{name} is in a call and takes no second one");
            send::fail_as(world, call, from, why, course::busy());
        }
        Coming::Ends(why) => send::fail(world, call, from, why),
    }
}

/// A person's rule sends a call to another person, whose own rules it follows. Rules that lead in a circle end it.
fn on_to_person(
    world: &mut World,
    call: CallId,
    from: App,
    (person, to): (usize, usize),
    rule: OwnRule,
) {
    let target = Target::Person { person: to };
    tell_forwarded(world, call, person, rule, &target);
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return;
    };
    line.forwarded_by.push(person);
    let in_a_circle = line.forwarded_by.contains(&to);
    match course::course(&world.declaration.teams, &target) {
        Course::Person(to) if in_a_circle => {
            let name = &world.declaration.teams.people[to].name;
            let why = format!("the forwarding of people leads back to {name}");
            send::fail(world, call, from, why);
        }
        course => send::carry_out(world, call, from, course),
    }
}

fn tell_forwarded(world: &mut World, call: CallId, person: usize, rule: OwnRule, to: &Target) {
    let fact = own_rules::forwarded(&world.declaration.teams, call, person, rule, to);
    drive::record(world, call, fact);
}

/// Lets a call ring at a number outside.
pub(super) fn to_number(world: &mut World, call: CallId, from: App, number: &str) {
    let at = RingsAt::Number(number.to_owned());
    let target = RawId::phone_number(number);
    if let Some(shows) = gate::shown(world, call, from) {
        let search = Search {
            target: &target,
            limit: NUMBER_RINGS,
            shows,
        };
        ring(world, call, from, at, search);
    }
}

fn ring(world: &mut World, call: CallId, from: App, at: RingsAt, search: Search<'_>) {
    rings(world, call, from, at, None);
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    let app = line.app.clone();
    calls::voice_app::ring(world, call, &app, search);
}

fn rings(
    world: &mut World,
    call: CallId,
    from: App,
    at: RingsAt,
    timer: Option<ringback_engine::WakeId>,
) {
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.stage = Stage::Ringing { from, at, timer };
    }
}

/// Whom a voice app let ring has taken the call; the app is no party of it any more.
pub(crate) fn ring_taken(world: &mut World, call: CallId) {
    if ringing(world, call).is_some() {
        drive::take(world, call);
    }
    callback::taken(world, call);
}

/// Whom a voice app let ring has not taken the call, which is still with the app.
pub(crate) fn ring_failed(world: &mut World, call: CallId, ended: Ended) {
    let Some((from, at)) = ringing(world, call) else {
        return callback::not_reached(world, call, ended);
    };
    match at {
        RingsAt::Person(person) => unanswered(world, call, from, person),
        RingsAt::Number(number) => {
            let why = format!(
                "{number} was not reached ({} / {})",
                ended.code, ended.sub_code
            );
            send::fail(world, call, from, why);
        }
    }
}

/// Nothing rang where nobody is signed in, and the time is over.
pub(super) fn next(world: &mut World, call: CallId) {
    if let Some((from, RingsAt::Person(person))) = ringing(world, call) {
        unanswered(world, call, from, person);
    }
}

fn unanswered(world: &mut World, call: CallId, from: App, person: usize) {
    let declared = &world.declaration.teams.people[person];
    let coming = match from {
        App::Queue(_) => own_rules::to_voicemail(declared, OwnRule::Unanswered),
        App::Attendant(_) => own_rules::not_taken(declared, OwnRule::Unanswered),
    };
    follow(world, call, from, person, coming);
}

fn ringing(world: &World, call: CallId) -> Option<(App, RingsAt)> {
    match &world.teams.lines.get(&call)?.stage {
        Stage::Ringing { from, at, .. } => Some((*from, at.clone())),
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Leaving { .. }
        | Stage::Attendant(_)
        | Stage::Voicemail { .. }
        | Stage::Callback { .. }
        | Stage::CallingBack { .. }
        | Stage::Connecting { .. }
        | Stage::Answered { .. } => None,
    }
}

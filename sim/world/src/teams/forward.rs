//! A call that a voice app sends to a person or to a number outside rings there.
//!
//! Source of what happens to calls that nobody answers: "Answer auto attendant and call queue calls", Microsoft Learn,
//! 2024-10-31, and "Set-CsUserCallingSettings", Microsoft Teams PowerShell reference, 2026.

use super::{
    Presence,
    app::App,
    callback, drive,
    line::{RingsAt, Stage},
    send, voicemail,
    wake::Wake,
};
use crate::{
    RawId, Span, World,
    calls::{self, CallId, Ended},
    declaration::PersonalVoicemail,
    wake,
};

/// How long a queue's redirect rings at a person: queue calls do not follow the person's own rules, so it is the time
/// after which Teams answers for everybody whose voicemail is always on ("New-CsTeamsCallingPolicy", Microsoft Teams
/// PowerShell reference, 2026).
const QUEUE_SENT_RINGS: Span = Span::from_secs(30);
/// How long a number outside may ring: the limit of call setup to phones ("Service limits for Azure Communication
/// Services", 2025).
const NUMBER_RINGS: Span = Span::from_secs(115);

/// Lets a call ring at a person. Who does not want to be disturbed gets a message at once; where nobody is signed in,
/// nothing rings for the same time.
pub(super) fn to_person(world: &mut World, call: CallId, from: App, person: usize) {
    let declared = &world.declaration.teams.people[person];
    let target = RawId::teams_user(declared.object_id.as_str());
    let limit = match from {
        App::Queue(_) => QUEUE_SENT_RINGS,
        App::Attendant(_) => declared.unanswered_after,
    };
    match world.teams.people[person].presence {
        Presence::DoNotDisturb => unanswered(world, call, from, person),
        Presence::Offline => {
            let timer = world.wake_in(limit, wake::Wake::Teams(Wake::Next { call }));
            rings(world, call, from, RingsAt::Person(person), Some(timer));
        }
        Presence::Available
        | Presence::AvailableOutOfOffice
        | Presence::Busy
        | Presence::InACall
        | Presence::InAMeeting
        | Presence::Presenting
        | Presence::Focusing
        | Presence::Away
        | Presence::BeRightBack
        | Presence::OffWork
        | Presence::AppearOffline
        | Presence::OutOfOffice => {
            ring(world, call, from, RingsAt::Person(person), &target, limit);
        }
    }
}

/// Lets a call ring at a number outside.
pub(super) fn to_number(world: &mut World, call: CallId, from: App, number: &str) {
    let at = RingsAt::Number(number.to_owned());
    let target = RawId::phone_number(number);
    ring(world, call, from, at, &target, NUMBER_RINGS);
}

fn ring(world: &mut World, call: CallId, from: App, at: RingsAt, target: &RawId, limit: Span) {
    rings(world, call, from, at, None);
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    let app = line.app.clone();
    calls::voice_app::ring(world, call, &app, target, limit);
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
    match declared.voicemail {
        PersonalVoicemail::On => voicemail::personal(world, call, from, person),
        PersonalVoicemail::Off => {
            let why = format!("{} did not answer and has no voicemail", declared.name);
            send::fail(world, call, from, why);
        }
    }
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

//! A voice app sends a call on, or ends it.

use super::{
    Fact,
    app::App,
    attendants,
    course::{self, Course, course},
    drive, enter, forward, gate,
    voicemail::{self, ToGroup},
};
use crate::{
    World,
    calls::{self, CallId, Ended},
    declaration::{PersonalVoicemailRule, Target, Voice},
};

/// What becomes of this call with this target, licences included.
pub(super) fn course_for<'a>(
    world: &World,
    call: CallId,
    from: App,
    target: &'a Target,
) -> Course<'a> {
    let tenant = &world.declaration.teams;
    match course(tenant, target) {
        Course::External(number) => match gate::external(world, call, from, number) {
            Ok(()) => course::own_number(tenant, number).unwrap_or(Course::External(number)),
            Err(why) => Course::Fail(why),
        },
        other => other,
    }
}

/// Carries out a course.
pub(super) fn carry_out(world: &mut World, call: CallId, from: App, course: Course<'_>) {
    match course {
        Course::End(ended) => end(world, call, ended),
        Course::Queue {
            queue,
            account,
            priority,
        } => enter::queue(world, call, from, queue, account, priority),
        Course::Attendant {
            attendant,
            account,
            priority,
        } => {
            if enter::attendant(world, call, from, attendant, account, priority) {
                attendants::begin(world, call, attendant);
            }
        }
        Course::Person(person) => forward::to_person(world, call, from, person),
        Course::External(number) => forward::to_number(world, call, from, number),
        Course::Voicemail(person) => to_voicemail(world, call, from, person),
        Course::SharedVoicemail {
            group,
            greeting,
            system_prompt,
            transcription,
        } => {
            let to = ToGroup {
                group,
                greeting,
                system_prompt,
                transcription,
            };
            voicemail::shared(world, call, from, to);
        }
        Course::Dangling(why) | Course::Fail(why) => fail(world, call, from, why),
    }
}

/// The message is taken at once, or after a ring where the tenant reads the rule so: documents of 2022 say that the person
/// rings ("Create a call queue", Microsoft Learn, 2022). Who may take no calls does not ring.
fn to_voicemail(world: &mut World, call: CallId, from: App, person: usize) {
    let tenant = &world.declaration.teams;
    match (
        tenant.switches.personal_voicemail,
        tenant.people[person].voice,
    ) {
        (PersonalVoicemailRule::RingFirst, Voice::Enabled) => {
            forward::to_person(world, call, from, person);
        }
        (PersonalVoicemailRule::Direct, _)
        | (PersonalVoicemailRule::RingFirst, Voice::NotEnabled) => {
            voicemail::personal(world, call, from, person);
        }
    }
}

/// A redirect that cannot be carried out ends the call.
pub(super) fn fail(world: &mut World, call: CallId, from: App, why: String) {
    fail_as(world, call, from, why, course::ends());
}

/// The same, with an end of its own.
pub(super) fn fail_as(world: &mut World, call: CallId, from: App, why: String, ended: Ended) {
    let app = from.name(&world.declaration.teams);
    drive::record(world, call, Fact::RedirectFailed { call, app, why });
    end(world, call, ended);
}

/// The voice app ends the call, and forgets it.
pub(super) fn end(world: &mut World, call: CallId, ended: Ended) {
    if let Some(app) = drive::take(world, call) {
        calls::voice_app::ended(world, call, &app, ended);
    }
}

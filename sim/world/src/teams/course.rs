//! The one table of targets: what becomes of a call that a queue or an attendant sends on.

use super::{app::App, people};
use crate::{
    RawId,
    calls::Ended,
    declaration::{
        Account, Endpoint, Licence, Mailbox, Prompt, SystemPrompt, Target, Tenant, Transcription,
    },
};

/// A normal end by the voice app.
const ENDS: (u16, u32) = (0, 0);
/// Busy ("Troubleshoot call end response codes", Azure Communication Services documentation, 2025).
const ENDS_BUSY: (u16, u32) = (486, 0);

/// What becomes of a call, once its prompt has played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Course<'a> {
    /// It enters another queue: the engine moves what comes from a queue.
    Queue {
        queue: usize,
        /// The resource account by which it arrives there.
        account: Option<RawId>,
        priority: Option<u8>,
    },
    /// It enters an attendant.
    Attendant {
        attendant: usize,
        /// The resource account by which it arrives there.
        account: Option<RawId>,
        priority: Option<u8>,
    },
    /// It ends.
    End(Ended),
    /// It rings at a person.
    Person(usize),
    /// It goes to a number outside.
    External(&'a str),
    /// The caller leaves a message for a person.
    Voicemail(usize),
    /// The caller leaves a message for a group.
    SharedVoicemail {
        group: usize,
        greeting: &'a Prompt,
        system_prompt: SystemPrompt,
        transcription: Transcription,
    },
    /// Its target is no longer in the directory.
    Dangling(String),
    /// It cannot be done, and the call ends.
    Fail(String),
}

/// What becomes of a call with this target. Whether a number outside may be called depends on the call's way, and is
/// looked at later.
///
/// Source: "New-CsCallQueue" and "New-CsAutoAttendantCallableEntity", Microsoft Teams PowerShell reference, 2026.
pub(super) fn course<'a>(tenant: &Tenant, target: &'a Target) -> Course<'a> {
    match target {
        Target::Disconnect => Course::End(ends()),
        Target::DisconnectWithBusy => Course::End(busy()),
        Target::Queue {
            queue,
            by,
            priority,
        } => {
            if *queue >= tenant.queues.len() {
                return Course::Fail(format!("there is no queue with number {queue}"));
            }
            match arrives_by(tenant, App::Queue(*queue), *by) {
                Ok(account) => Course::Queue {
                    queue: *queue,
                    account,
                    priority: *priority,
                },
                Err(why) => Course::Fail(why),
            }
        }
        Target::Attendant {
            attendant,
            by,
            priority,
        } => {
            if *attendant >= tenant.attendants.len() {
                return Course::Fail(format!("there is no attendant with number {attendant}"));
            }
            match arrives_by(tenant, App::Attendant(*attendant), *by) {
                Ok(account) => Course::Attendant {
                    attendant: *attendant,
                    account,
                    priority: *priority,
                },
                Err(why) => Course::Fail(why),
            }
        }
        Target::Person { person } => to_person(
            tenant,
            *person,
            Course::Person(*person),
            people::lacks_voice,
        ),
        Target::Voicemail { person } => {
            to_person(tenant, *person, Course::Voicemail(*person), |person| {
                (!person.has_voicemail()).then(|| format!("{} has no voicemail", person.name))
            })
        }
        Target::External { number } => Course::External(number),
        Target::SharedVoicemail {
            group,
            greeting,
            system_prompt,
            transcription,
        } => to_group(
            tenant,
            *group,
            Course::SharedVoicemail {
                group: *group,
                greeting,
                system_prompt: *system_prompt,
                transcription: *transcription,
            },
        ),
    }
}

/// What becomes of a call to a number that belongs to a voice app of the tenant: it enters that app by its account, as it
/// would from outside, and the way that it has come so far still counts.
pub(super) fn own_number<'a>(tenant: &Tenant, number: &str) -> Option<Course<'a>> {
    let app = App::find(tenant, |account| {
        account.phone_number.as_deref() == Some(number)
    })?;
    let course = arrives_by(tenant, app, Endpoint::ResourceAccount).map(|account| match app {
        App::Queue(queue) => Course::Queue {
            queue,
            account,
            priority: Some(tenant.queues[queue].priority),
        },
        App::Attendant(attendant) => Course::Attendant {
            attendant,
            account,
            priority: None,
        },
    });
    Some(course.unwrap_or_else(Course::Fail))
}

/// Names the resource account by which a call arrives. It holds the licence; an app that is reached directly needs none.
fn arrives_by(tenant: &Tenant, app: App, by: Endpoint) -> Result<Option<RawId>, String> {
    match by {
        Endpoint::Direct => Ok(None),
        Endpoint::ResourceAccount => match app.account(tenant) {
            Some(account) => match account.licence {
                Licence::Assigned => Ok(Some(account.raw_id())),
                Licence::Missing => Err(format!(
                    "the resource account of {} has no Teams Phone Resource Account licence",
                    app.described(tenant)
                )),
            },
            None => Err(format!("{} has no resource account", app.described(tenant))),
        },
    }
}

fn to_person<'a>(
    tenant: &Tenant,
    number: usize,
    course: Course<'a>,
    lacks: impl FnOnce(&crate::declaration::Person) -> Option<String>,
) -> Course<'a> {
    let Some(person) = tenant.people.get(number) else {
        return Course::Fail(format!("there is no person with number {number}"));
    };
    match (person.account, lacks(person)) {
        (Account::Deleted, _) => Course::Dangling(format!("{} was deleted", person.name)),
        (Account::Active, Some(why)) => Course::Fail(why),
        (Account::Active, None) => course,
    }
}

/// A group takes messages of callers where its mailbox takes mail from outside the organization.
///
/// Source: "Set up an auto attendant for Microsoft Teams", Microsoft Learn, 2024-01-31.
fn to_group<'a>(tenant: &Tenant, number: usize, course: Course<'a>) -> Course<'a> {
    let Some(group) = tenant.groups.get(number) else {
        return Course::Fail(format!("there is no group with number {number}"));
    };
    match group.mailbox {
        Mailbox::TakesOutsideMail => course,
        Mailbox::InsideOnly => Course::Fail(format!(
            "the mailbox of {} takes no mail from outside the organization",
            group.name
        )),
        Mailbox::Deleted => Course::Dangling(format!("{} was deleted", group.name)),
    }
}

/// How the facts name a target: the action, and who.
pub fn named(tenant: &Tenant, target: &Target) -> (&'static str, Option<String>) {
    let person = |person: &usize| tenant.people.get(*person).map(|person| person.name.clone());
    match target {
        Target::Disconnect => ("disconnect", None),
        Target::DisconnectWithBusy => ("disconnect-with-busy", None),
        Target::Queue { queue, .. } => {
            let queue = tenant.queues.get(*queue);
            ("queue", queue.map(|queue| queue.name.clone()))
        }
        Target::Attendant { attendant, .. } => {
            let attendant = tenant.attendants.get(*attendant);
            (
                "attendant",
                attendant.map(|attendant| attendant.name.clone()),
            )
        }
        Target::Person { person: number } => ("person", person(number)),
        Target::External { number } => ("external", Some(number.clone())),
        Target::Voicemail { person: number } => ("voicemail", person(number)),
        Target::SharedVoicemail { group, .. } => {
            let group = tenant.groups.get(*group);
            ("shared-voicemail", group.map(|group| group.name.clone()))
        }
    }
}

/// How a target that is a voice app is named.
pub(super) fn by(target: &Target) -> Option<Endpoint> {
    match target {
        Target::Queue { by, .. } | Target::Attendant { by, .. } => Some(*by),
        Target::Disconnect
        | Target::DisconnectWithBusy
        | Target::Person { .. }
        | Target::External { .. }
        | Target::Voicemail { .. }
        | Target::SharedVoicemail { .. } => None,
    }
}

/// An end as busy.
pub(super) fn busy() -> Ended {
    Ended::by_nobody(ENDS_BUSY)
}

/// A normal end.
pub(super) fn ends() -> Ended {
    Ended::by_nobody(ENDS)
}

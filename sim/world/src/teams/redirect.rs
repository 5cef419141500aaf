//! What an exception does with a call. A new target is a new arm of [`course`].

use super::{ExceptionKind, Fact, drive, line::Stage, voicemail, wake::Wake};
use crate::{
    RawId, Span, World,
    calls::{self, CallId, Ended},
    declaration::{Endpoint, Exception, Prompt, Queue, SystemPrompt, Target, Tenant},
    wake,
};

/// A normal end by the voice app.
const ENDS: (u16, u32) = (0, 0);
/// Busy ("Troubleshoot call end response codes", Azure Communication Services documentation, 2025).
const ENDS_BUSY: (u16, u32) = (486, 0);

/// What becomes of a call, once its prompt has played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Course<'a> {
    /// It enters another queue: the engine moves it.
    Queue {
        queue: usize,
        /// The resource account by which it arrives there.
        account: Option<RawId>,
        priority: Option<u8>,
    },
    /// It ends.
    End(Ended),
    /// The caller leaves a message.
    SharedVoicemail {
        group: usize,
        greeting: &'a Prompt,
        system_prompt: SystemPrompt,
    },
    /// It cannot be done, and the call ends.
    Fail(String),
}

/// The one table of targets.
pub(super) fn course<'a>(tenant: &Tenant, target: &'a Target) -> Course<'a> {
    match target {
        Target::Disconnect => Course::End(ended(ENDS)),
        Target::DisconnectWithBusy => Course::End(ended(ENDS_BUSY)),
        Target::Queue {
            queue,
            by,
            priority,
        } => {
            let Some(declared) = tenant.queues.get(*queue) else {
                return Course::Fail(format!("there is no queue with number {queue}"));
            };
            let account = match by {
                Endpoint::Direct => None,
                Endpoint::ResourceAccount => match &declared.resource_account {
                    Some(account) => Some(account.raw_id()),
                    None => {
                        let name = &declared.name;
                        return Course::Fail(format!("queue {name:?} has no resource account"));
                    }
                },
            };
            Course::Queue {
                queue: *queue,
                account,
                priority: *priority,
            }
        }
        Target::SharedVoicemail {
            group,
            greeting,
            system_prompt,
        } => match tenant.groups.get(*group) {
            Some(_) => Course::SharedVoicemail {
                group: *group,
                greeting,
                system_prompt: *system_prompt,
            },
            None => Course::Fail(format!("there is no group with number {group}")),
        },
    }
}

/// How the facts name a target: the action, and who.
fn named(tenant: &Tenant, target: &Target) -> (&'static str, Option<String>) {
    match target {
        Target::Disconnect => ("disconnect", None),
        Target::DisconnectWithBusy => ("disconnect-with-busy", None),
        Target::Queue { queue, .. } => {
            let queue = tenant.queues.get(*queue);
            ("queue", queue.map(|queue| queue.name.clone()))
        }
        Target::SharedVoicemail { group, .. } => {
            let group = tenant.groups.get(*group);
            ("shared-voicemail", group.map(|group| group.name.clone()))
        }
    }
}

/// An exception has fired: it is recorded, and its prompt begins. Where the engine does not move the call itself, it
/// says next that the call has left.
pub(super) fn fired(
    world: &mut World,
    call: CallId,
    queue: usize,
    exception: ExceptionKind,
    waited: Span,
) {
    let tenant = &world.declaration.teams;
    let declared = &tenant.queues[queue];
    let Some(rule) = rule(declared, exception) else {
        return;
    };
    let (action, target) = named(tenant, &rule.target);
    let next_app = match course(tenant, &rule.target) {
        Course::Queue { account, .. } => account,
        Course::End(_) | Course::SharedVoicemail { .. } | Course::Fail(_) => None,
    };
    let redirected = Fact::Redirected {
        call,
        queue: declared.name.clone(),
        exception,
        action: action.to_owned(),
        target,
        waited,
    };
    let prompt = rule.prompt.as_ref().map(|prompt| Fact::VoiceAppPrompt {
        call,
        queue: declared.name.clone(),
        says: prompt.says.clone(),
    });
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.next_app = next_app;
        line.stage = Stage::Leaving {
            queue,
            exception,
            timer: None,
        };
    }
    drive::record(world, call, redirected);
    if let Some(prompt) = prompt {
        drive::record(world, call, prompt);
    }
}

/// A call has left the engine: its prompt plays fully before anything else happens to it.
pub(super) fn left(world: &mut World, call: CallId) {
    let Some((queue, exception)) = leaving(world, call) else {
        return;
    };
    let declared = &world.declaration.teams.queues[queue];
    let takes = rule(declared, exception).map_or(Span::ZERO, prompt_takes);
    if takes.is_zero() {
        return carry_out(world, call);
    }
    let next = world.wake_in(takes, wake::Wake::Teams(Wake::Next { call }));
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.stage = Stage::Leaving {
            queue,
            exception,
            timer: Some(next),
        };
    }
}

/// The prompt is over.
pub(super) fn carry_out(world: &mut World, call: CallId) {
    let Some((queue, exception)) = leaving(world, call) else {
        return;
    };
    let tenant = &world.declaration.teams;
    let Some(rule) = rule(&tenant.queues[queue], exception) else {
        // It was declared away while the prompt played.
        return end(world, call, ends());
    };
    match course(tenant, &rule.target) {
        Course::End(ended) => end(world, call, ended),
        Course::SharedVoicemail {
            group,
            greeting,
            system_prompt,
        } => {
            let greeting = greeting.clone();
            voicemail::begin(world, call, queue, group, &greeting, system_prompt);
        }
        Course::Fail(why) => fail(world, call, queue, why),
        Course::Queue { .. } => fail(
            world,
            call,
            queue,
            "the other queue did not take it".to_owned(),
        ),
    }
}

/// A redirect that cannot be carried out ends the call.
pub(super) fn fail(world: &mut World, call: CallId, queue: usize, why: String) {
    let queue = world.declaration.teams.queues[queue].name.clone();
    drive::record(world, call, Fact::RedirectFailed { call, queue, why });
    end(world, call, ended(ENDS));
}

/// The voice app ends the call, and forgets it.
pub(super) fn end(world: &mut World, call: CallId, ended: Ended) {
    if let Some(line) = world.teams.lines.remove(&call) {
        calls::voice_app::ended(world, call, &line.app, ended);
    }
}

/// A normal end.
pub(super) fn ends() -> Ended {
    ended(ENDS)
}

/// How long the prompt of an exception takes.
pub(super) fn prompt_takes(exception: &Exception) -> Span {
    exception
        .prompt
        .as_ref()
        .map_or(Span::ZERO, |prompt| prompt.takes)
}

fn rule(queue: &Queue, exception: ExceptionKind) -> Option<&Exception> {
    match exception {
        ExceptionKind::Overflow => Some(&queue.overflow),
        ExceptionKind::Timeout => Some(&queue.timeout),
        ExceptionKind::NoAgents => queue.no_agents.as_ref(),
    }
}

fn leaving(world: &World, call: CallId) -> Option<(usize, ExceptionKind)> {
    match world.teams.lines.get(&call)?.stage {
        Stage::Leaving {
            queue, exception, ..
        } => Some((queue, exception)),
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Voicemail { .. }
        | Stage::Answered { .. } => None,
    }
}

fn ended((code, sub_code): (u16, u32)) -> Ended {
    Ended {
        by: None,
        code,
        sub_code,
    }
}

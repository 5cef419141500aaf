//! What an exception of a queue does with a call: its prompt, then its target.

use super::{
    ExceptionKind, Fact,
    app::App,
    course::{self, Course, course, named},
    drive,
    line::Stage,
    people, send,
    wake::Wake,
};
use crate::{
    Span, World,
    calls::CallId,
    declaration::{Exception, Queue},
    wake,
};

/// An exception has fired: it is recorded, and its prompt begins. Where the engine does not move the call itself, it
/// says next that the call has left.
pub(super) fn fired(
    world: &mut World,
    call: CallId,
    queue: usize,
    exception: ExceptionKind,
    waited: Span,
) {
    let (agents, opted_in) = people::counted(world, queue);
    let tenant = &world.declaration.teams;
    let declared = &tenant.queues[queue];
    let Some(rule) = rule(declared, exception) else {
        return;
    };
    let (action, target) = named(tenant, &rule.target);
    let next_app = match course(tenant, &rule.target) {
        Course::Queue { account, .. } => account,
        Course::Attendant { .. }
        | Course::End(_)
        | Course::Person(_)
        | Course::External(_)
        | Course::Voicemail(_)
        | Course::SharedVoicemail { .. }
        | Course::Dangling(_)
        | Course::Fail(_) => None,
    };
    let redirected = Fact::Redirected {
        call,
        queue: declared.name.clone(),
        exception,
        action: action.to_owned(),
        target,
        by: course::by(&rule.target),
        waited,
        agents,
        opted_in,
    };
    let prompt = rule.prompt.as_ref().map(|prompt| Fact::VoiceAppPrompt {
        call,
        app: declared.name.clone(),
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
        return send::end(world, call, course::ends());
    };
    let target = rule.target.clone();
    let from = App::Queue(queue);
    let course = send::course_for(world, call, from, &target);
    send::carry_out(world, call, from, course);
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
        | Stage::Attendant(_)
        | Stage::Ringing { .. }
        | Stage::Voicemail { .. }
        | Stage::Callback { .. }
        | Stage::CallingBack { .. }
        | Stage::Connecting { .. }
        | Stage::Answered { .. } => None,
    }
}

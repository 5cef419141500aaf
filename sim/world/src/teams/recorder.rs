//! Compliance recording of a queue's calls by bots. A bot is no participant whom others see.
//!
//! Source: "New-CsComplianceRecordingForCallQueueTemplate" and "New-CsCallQueue", Microsoft Teams PowerShell reference,
//! 2026. When bots are invited is not published: here it is when an agent answers.

use super::{Fact, course, line::Stage, send, wake::Wake};
use crate::{
    Span, What, World,
    calls::{self, CallId},
    declaration::{ComplianceTemplate, Prompt, RecorderBot, Required},
    wake,
};

/// Whether an answered call comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comes {
    /// It does.
    About,
    /// A bot that is required before the call cannot join: the caller is told, and let go.
    ToNothing,
}

/// An agent has answered: is a bot missing without which there is no call?
pub(super) fn before(world: &mut World, call: CallId, queue: usize) -> Comes {
    let missing = |one: &ComplianceTemplate| {
        (one.required_before_call, one.bot) == (Required::Yes, RecorderBot::Fails)
    };
    let all = templates(world, queue);
    let Some((_, template)) = all.into_iter().find(|(_, one)| missing(one)) else {
        return Comes::About;
    };
    failed(world, call, queue, template.name);
    let takes = heard(world, call, queue, Announcement::Failure);
    let wake = Wake::Unrecorded { call };
    world.wake_in(takes, wake::Wake::Teams(wake));
    Comes::ToNothing
}

/// The caller has been told that there is no call, and is let go.
pub(super) fn unrecorded(world: &mut World, call: CallId) {
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    let is_answered = matches!(line.stage, Stage::Answered { .. });
    if is_answered && calls::parked::is_in(world, call, &line.app.clone()) {
        send::end(world, call, course::ends());
    }
}

/// Caller and agent are connected: the bots join, or do not.
pub(super) fn join(world: &mut World, call: CallId, queue: usize) {
    let mut joined = false;
    let mut missing = false;
    for (template, one) in templates(world, queue) {
        match one.bot {
            RecorderBot::Fails => {
                failed(world, call, queue, one.name);
                missing = true;
                continue;
            }
            RecorderBot::LeavesAfter(after) => {
                let leaves = Wake::RecorderLeaves {
                    call,
                    queue,
                    template,
                };
                world.wake_in(after, wake::Wake::Teams(leaves));
            }
            RecorderBot::Joins => {}
        }
        let fact = Fact::RecorderJoined {
            call,
            queue: queue_name(world, queue),
            template: one.name.clone(),
        };
        told(world, call, fact);
        calls::recording::begins(world, call, &one.raw_id());
        joined = true;
    }
    if joined {
        heard(world, call, queue, Announcement::Recorded);
    }
    if missing {
        heard(world, call, queue, Announcement::Failure);
    }
}

/// A bot drops out of a call, which ends where the bot is required.
pub(super) fn leaves(world: &mut World, call: CallId, queue: usize, template: usize) {
    let templates = &world.declaration.teams.compliance_templates;
    let Some(one) = templates.get(template).cloned() else {
        return;
    };
    let bot = one.raw_id();
    if !calls::recording::is_recorded_by(world, call, &bot) {
        return;
    }
    let fact = Fact::RecorderLeft {
        call,
        queue: queue_name(world, queue),
        template: one.name.clone(),
    };
    told(world, call, fact);
    calls::recording::ends(world, call, &bot);
    heard(world, call, queue, Announcement::Failure);
    match one.required_during_call {
        Required::Yes => calls::voice_app::ended(world, call, &bot, course::ends()),
        Required::No => {}
    }
}

fn templates(world: &World, queue: usize) -> Vec<(usize, ComplianceTemplate)> {
    let tenant = &world.declaration.teams;
    let named = tenant.queues[queue].compliance_recording.templates.iter();
    named
        .filter_map(|index| Some((*index, tenant.compliance_templates.get(*index)?.clone())))
        .collect()
}

fn failed(world: &mut World, call: CallId, queue: usize, template: String) {
    let queue = queue_name(world, queue);
    let fact = Fact::RecorderFailed {
        call,
        queue,
        template,
    };
    told(world, call, fact);
}

#[derive(Clone, Copy, Debug)]
enum Announcement {
    Recorded,
    Failure,
}

/// The caller hears an announcement, where there is one; tells how long it takes.
fn heard(world: &mut World, call: CallId, queue: usize, which: Announcement) -> Span {
    let declared = &world.declaration.teams.queues[queue];
    let recording = &declared.compliance_recording;
    let prompt = match which {
        Announcement::Recorded => &recording.announcement,
        Announcement::Failure => &recording.failure_announcement,
    };
    let Some(Prompt { says, takes }) = prompt.clone() else {
        return Span::ZERO;
    };
    let app = declared.name.clone();
    told(world, call, Fact::VoiceAppPrompt { call, app, says });
    takes
}

fn queue_name(world: &World, queue: usize) -> String {
    world.declaration.teams.queues[queue].name.clone()
}

/// Records a fact of a call that may be out of all queues.
fn told(world: &mut World, call: CallId, fact: Fact) {
    let contact = world.calls.contact(call);
    world.record(contact, What::Teams(fact));
}

//! Shared voicemail: greeting, built-in prompt, message.

use super::{
    Fact, drive,
    line::{Stage, VoicemailStep},
    redirect,
    wake::Wake,
};
use crate::{
    Contact, Span, Time, World,
    calls::CallId,
    declaration::{Prompt, SystemPrompt},
    wake,
};

/// How long the built-in prompt takes; our choice, as it is not published.
const SYSTEM_PROMPT_TAKES: Span = Span::from_secs(5);
/// What the built-in prompt says, in our own words.
const SYSTEM_PROMPT_SAYS: &str = "Please speak after the tone, and hang up when you are done.";
/// The longest message; our choice, near Cloud Voicemail's limit.
const MESSAGE_MAX: Span = Span::from_secs(300);
/// How many messages stay visible; our choice.
const KEPT: usize = 1_000;

/// A message in the mailbox of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voicemail {
    /// The call that it was left in.
    pub call: CallId,
    /// Whose contact that was.
    pub contact: Option<Contact>,
    /// The group, by name.
    pub group: String,
    /// The queue that the call left, by name.
    pub queue: String,
    /// When the caller began to speak.
    pub at: Time,
    /// How long it is.
    pub takes: Span,
}

/// A caller reaches the mailbox of a group.
pub(super) fn begin(
    world: &mut World,
    call: CallId,
    queue: usize,
    group: usize,
    greeting: &Prompt,
    system_prompt: SystemPrompt,
) {
    let reached = Fact::VoicemailReached {
        call,
        group: world.declaration.teams.groups[group].name.clone(),
        greeting: greeting.says.clone(),
    };
    drive::record(world, call, reached);
    let step = VoicemailStep::Greeting(system_prompt);
    enter(world, call, (queue, group), step, greeting.takes);
}

/// What the caller hears is over, or the message is as long as it may be.
pub(super) fn next(world: &mut World, call: CallId) {
    let Some((queue, group, step)) = stands(world, call) else {
        return;
    };
    match step {
        VoicemailStep::Greeting(SystemPrompt::Spoken) => {
            let prompt = Fact::VoiceAppPrompt {
                call,
                queue: world.declaration.teams.queues[queue].name.clone(),
                says: SYSTEM_PROMPT_SAYS.to_owned(),
            };
            drive::record(world, call, prompt);
            let step = VoicemailStep::SystemPrompt;
            enter(world, call, (queue, group), step, SYSTEM_PROMPT_TAKES);
        }
        VoicemailStep::Greeting(SystemPrompt::Suppressed) | VoicemailStep::SystemPrompt => {
            let since = world.now();
            let step = VoicemailStep::Recording { since };
            enter(world, call, (queue, group), step, MESSAGE_MAX);
        }
        VoicemailStep::Recording { since } => {
            leave_message(world, call, (queue, group), since);
            redirect::end(world, call, redirect::ends());
        }
    }
}

/// The caller has gone: what was said so far is the message.
pub(super) fn caller_gone(world: &mut World, call: CallId) {
    let Some((queue, group, step)) = stands(world, call) else {
        return;
    };
    match step {
        VoicemailStep::Greeting(_) | VoicemailStep::SystemPrompt => {}
        VoicemailStep::Recording { since } => leave_message(world, call, (queue, group), since),
    }
}

fn leave_message(world: &mut World, call: CallId, (queue, group): (usize, usize), since: Time) {
    let takes = world.now().since(since);
    if takes.is_zero() {
        return;
    }
    let tenant = &world.declaration.teams;
    let voicemail = Voicemail {
        call,
        contact: drive::contact(world, call),
        group: tenant.groups[group].name.clone(),
        queue: tenant.queues[queue].name.clone(),
        at: since,
        takes,
    };
    let left = Fact::VoicemailLeft {
        call,
        group: voicemail.group.clone(),
        takes,
    };
    let voicemails = &mut world.teams.voicemails;
    if voicemails.len() >= KEPT {
        voicemails.remove(0);
    }
    voicemails.push(voicemail);
    drive::record(world, call, left);
}

fn enter(
    world: &mut World,
    call: CallId,
    (queue, group): (usize, usize),
    step: VoicemailStep,
    takes: Span,
) {
    let timer = world.wake_in(takes, wake::Wake::Teams(Wake::Next { call }));
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.stage = Stage::Voicemail {
            queue,
            group,
            step,
            timer,
        };
    }
}

fn stands(world: &World, call: CallId) -> Option<(usize, usize, VoicemailStep)> {
    match world.teams.lines.get(&call)?.stage {
        Stage::Voicemail {
            queue, group, step, ..
        } => Some((queue, group, step)),
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Leaving { .. }
        | Stage::Answered { .. } => None,
    }
}

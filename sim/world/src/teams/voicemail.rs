//! Voicemail of groups and people: greeting, built-in prompt, message.

use super::{
    Fact, VoicemailKind,
    app::App,
    course, drive,
    line::{Mailbox, Stage, VoicemailStep},
    send,
    wake::Wake,
};
use crate::{
    Contact, Span, Time, World,
    calls::{CallId, speaking},
    declaration::{Prompt, SystemPrompt},
    wake,
};

/// How long the built-in prompt takes; our choice, as it is not published.
const SYSTEM_PROMPT_TAKES: Span = Span::from_secs(5);
/// What the built-in prompt says, in our own words.
const SYSTEM_PROMPT_SAYS: &str = "Please speak after the tone, and hang up when you are done.";
/// The longest message: Cloud Voicemail's default ("New-CsOnlineVoicemailPolicy", Microsoft Teams PowerShell reference,
/// 2026).
const MESSAGE_MAX: Span = Span::from_secs(300);
/// How many messages stay visible; our choice.
const KEPT: usize = 1_000;

/// A message in a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voicemail {
    /// The call that it was left in.
    pub call: CallId,
    /// Whose contact that was.
    pub contact: Option<Contact>,
    /// The group or person that it is for, by name.
    pub of: String,
    /// For a group or a person.
    pub kind: VoicemailKind,
    /// The queue or attendant that sent the call there, by name.
    pub app: String,
    /// When the caller began to speak.
    pub at: Time,
    /// How long it is.
    pub takes: Span,
}

/// A caller reaches the mailbox of a group.
pub(super) fn shared(
    world: &mut World,
    call: CallId,
    from: App,
    (group, greeting): (usize, &Prompt),
    system_prompt: SystemPrompt,
) {
    begin(
        world,
        call,
        from,
        Mailbox::Group(group),
        greeting,
        system_prompt,
    );
}

/// A caller reaches the mailbox of a person, whose greeting is ours.
pub(super) fn personal(world: &mut World, call: CallId, from: App, person: usize) {
    let name = &world.declaration.teams.people[person].display_name;
    let says = format!("{name} cannot take the call. Please leave a message after the tone.");
    let greeting = Prompt {
        takes: speaking(&says),
        says,
    };
    let mailbox = Mailbox::Person(person);
    begin(
        world,
        call,
        from,
        mailbox,
        &greeting,
        SystemPrompt::Suppressed,
    );
}

fn begin(
    world: &mut World,
    call: CallId,
    from: App,
    mailbox: Mailbox,
    greeting: &Prompt,
    system_prompt: SystemPrompt,
) {
    let (of, kind) = whose(world, mailbox);
    let reached = Fact::VoicemailReached {
        call,
        of,
        kind,
        greeting: greeting.says.clone(),
    };
    drive::record(world, call, reached);
    let step = VoicemailStep::Greeting(system_prompt);
    enter(world, call, (from, mailbox), step, greeting.takes);
}

fn whose(world: &World, mailbox: Mailbox) -> (String, VoicemailKind) {
    let tenant = &world.declaration.teams;
    match mailbox {
        Mailbox::Group(group) => (tenant.groups[group].name.clone(), VoicemailKind::Shared),
        Mailbox::Person(person) => (tenant.people[person].name.clone(), VoicemailKind::Personal),
    }
}

/// What the caller hears is over, or the message is as long as it may be.
pub(super) fn next(world: &mut World, call: CallId) {
    let Some((from, mailbox, step)) = stands(world, call) else {
        return;
    };
    match step {
        VoicemailStep::Greeting(SystemPrompt::Spoken) => {
            let prompt = Fact::VoiceAppPrompt {
                call,
                app: from.name(&world.declaration.teams),
                says: SYSTEM_PROMPT_SAYS.to_owned(),
            };
            drive::record(world, call, prompt);
            let step = VoicemailStep::SystemPrompt;
            enter(world, call, (from, mailbox), step, SYSTEM_PROMPT_TAKES);
        }
        VoicemailStep::Greeting(SystemPrompt::Suppressed) | VoicemailStep::SystemPrompt => {
            let since = world.now();
            let step = VoicemailStep::Recording { since };
            enter(world, call, (from, mailbox), step, MESSAGE_MAX);
        }
        VoicemailStep::Recording { since } => {
            leave_message(world, call, (from, mailbox), since);
            send::end(world, call, course::ends());
        }
    }
}

/// The caller has gone: what was said so far is the message.
pub(super) fn caller_gone(world: &mut World, call: CallId) {
    let Some((from, mailbox, step)) = stands(world, call) else {
        return;
    };
    match step {
        VoicemailStep::Greeting(_) | VoicemailStep::SystemPrompt => {}
        VoicemailStep::Recording { since } => leave_message(world, call, (from, mailbox), since),
    }
}

fn leave_message(world: &mut World, call: CallId, (from, mailbox): (App, Mailbox), since: Time) {
    let takes = world.now().since(since);
    if takes.is_zero() {
        return;
    }
    let (of, kind) = whose(world, mailbox);
    let voicemail = Voicemail {
        call,
        contact: drive::contact(world, call),
        of,
        kind,
        app: from.name(&world.declaration.teams),
        at: since,
        takes,
    };
    let left = Fact::VoicemailLeft {
        call,
        of: voicemail.of.clone(),
        kind,
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
    (from, mailbox): (App, Mailbox),
    step: VoicemailStep,
    takes: Span,
) {
    let timer = world.wake_in(takes, wake::Wake::Teams(Wake::Next { call }));
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.stage = Stage::Voicemail {
            from,
            mailbox,
            step,
            timer,
        };
    }
}

fn stands(world: &World, call: CallId) -> Option<(App, Mailbox, VoicemailStep)> {
    match world.teams.lines.get(&call)?.stage {
        Stage::Voicemail {
            from,
            mailbox,
            step,
            ..
        } => Some((from, mailbox, step)),
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Leaving { .. }
        | Stage::Attendant(_)
        | Stage::Ringing { .. }
        | Stage::Callback { .. }
        | Stage::CallingBack { .. }
        | Stage::Connecting { .. }
        | Stage::Answered { .. } => None,
    }
}

//! Voicemail of groups and people: greeting, built-in prompt, message.

use super::{
    Fact, VoicemailKind,
    app::App,
    course, drive,
    line::{Deposit, Line, Mailbox, Stage, VoicemailStep},
    send,
    wake::Wake,
};
use crate::{
    Contact, RawId, Span, Time, World,
    calls::{self, CallId, speaking},
    declaration::{Prompt, SystemPrompt, Transcription},
    wake,
};

/// How long the built-in prompt takes; our choice, as it is not published.
const SYSTEM_PROMPT_TAKES: Span = Span::from_secs(5);
/// What the built-in prompt says, in our own words.
const SYSTEM_PROMPT_SAYS: &str = "Please speak after the tone, and hang up when you are done.";
/// The longest message to a group: Cloud Voicemail's default ("New-CsOnlineVoicemailPolicy", Microsoft Teams PowerShell reference,
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
    /// The queue or attendant that sent the call there, by name; nothing where the person was called straight.
    pub app: Option<String>,
    /// When the caller began to speak.
    pub at: Time,
    /// How long it is.
    pub takes: Span,
    /// What was said, where it is transcribed.
    pub transcript: Option<String>,
}

/// A mailbox of a group as a target.
#[derive(Clone, Copy, Debug)]
pub(super) struct ToGroup<'a> {
    pub(super) group: usize,
    pub(super) greeting: &'a Prompt,
    pub(super) system_prompt: SystemPrompt,
    pub(super) transcription: Transcription,
}

/// A caller reaches the mailbox of a group.
pub(super) fn shared(world: &mut World, call: CallId, from: App, to: ToGroup<'_>) {
    let deposit = Deposit {
        from: Some(from),
        mailbox: Mailbox::Group(to.group),
        message_max: MESSAGE_MAX,
        transcription: to.transcription,
    };
    begin(world, call, deposit, to.greeting, to.system_prompt);
}

/// A caller reaches the mailbox of a person, whose greeting is ours.
pub(super) fn personal(world: &mut World, call: CallId, from: App, person: usize) {
    at_person(world, call, Some(from), person);
}

/// A caller who called a person straight reaches their mailbox, which takes the call as a voice app does.
pub(super) fn straight(world: &mut World, call: CallId, app: &RawId, person: usize) {
    drive::take(world, call);
    let line = Line::new(world.calls.contact(call), app.clone());
    world.teams.lines.insert(call, line);
    calls::voice_app::picked_up(world, call, app);
    at_person(world, call, None, person);
}

fn at_person(world: &mut World, call: CallId, from: Option<App>, person: usize) {
    let declared = &world.declaration.teams.people[person];
    let name = &declared.display_name;
    let says = format!("{name} cannot take the call. Please leave a message after the tone.");
    let greeting = Prompt {
        takes: speaking(&says),
        says,
    };
    let deposit = Deposit {
        from,
        mailbox: Mailbox::Person(person),
        message_max: declared.calling.message_max,
        transcription: declared.calling.transcription,
    };
    begin(world, call, deposit, &greeting, SystemPrompt::Suppressed);
}

/// Names a person's voicemail as a party of calls.
pub(super) fn app_of(world: &World, person: usize) -> RawId {
    let owner = world.declaration.teams.people[person].object_id.as_str();
    RawId::teams_app(world.ids.guid("voicemail", owner, 0).as_str())
}

/// Finds the person whose voicemail this party is.
pub(super) fn owner(world: &World, app: &RawId) -> Option<usize> {
    let people = 0..world.declaration.teams.people.len();
    people
        .into_iter()
        .find(|person| app_of(world, *person) == *app)
}

fn begin(
    world: &mut World,
    call: CallId,
    deposit: Deposit,
    greeting: &Prompt,
    system_prompt: SystemPrompt,
) {
    let (of, kind) = whose(world, deposit.mailbox);
    let reached = Fact::VoicemailReached {
        call,
        of,
        kind,
        greeting: greeting.says.clone(),
    };
    drive::record(world, call, reached);
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.message.clear();
    }
    let step = VoicemailStep::Greeting(system_prompt);
    enter(world, call, deposit, step, greeting.takes);
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
    let Some((deposit, step)) = stands(world, call) else {
        return;
    };
    match step {
        VoicemailStep::Greeting(SystemPrompt::Spoken) => {
            let prompt = Fact::VoiceAppPrompt {
                call,
                app: sender(world, deposit).unwrap_or_else(|| whose(world, deposit.mailbox).0),
                says: SYSTEM_PROMPT_SAYS.to_owned(),
            };
            drive::record(world, call, prompt);
            let step = VoicemailStep::SystemPrompt;
            enter(world, call, deposit, step, SYSTEM_PROMPT_TAKES);
        }
        VoicemailStep::Greeting(SystemPrompt::Suppressed) | VoicemailStep::SystemPrompt => {
            let since = world.now();
            let step = VoicemailStep::Recording { since };
            enter(world, call, deposit, step, deposit.message_max);
        }
        VoicemailStep::Recording { since } => {
            leave_message(world, call, deposit, since);
            send::end(world, call, course::ends());
        }
    }
}

/// The caller has gone: what was said so far is the message.
pub(super) fn caller_gone(world: &mut World, call: CallId) {
    let Some((deposit, step)) = stands(world, call) else {
        return;
    };
    match step {
        VoicemailStep::Greeting(_) | VoicemailStep::SystemPrompt => {}
        VoicemailStep::Recording { since } => leave_message(world, call, deposit, since),
    }
}

/// A caller says something: a message that is being recorded holds it.
pub(super) fn said(world: &mut World, call: CallId, text: &str) {
    match stands(world, call) {
        Some((_, VoicemailStep::Recording { .. })) => {}
        Some((_, VoicemailStep::Greeting(_) | VoicemailStep::SystemPrompt)) | None => return,
    }
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.message.push(text.to_owned());
    }
}

/// Keeps the message and mails it to the group or person, with what was said where it is transcribed.
fn leave_message(world: &mut World, call: CallId, deposit: Deposit, since: Time) {
    let takes = world.now().since(since);
    if takes.is_zero() {
        return;
    }
    let (of, kind) = whose(world, deposit.mailbox);
    let line = world.teams.lines.get_mut(&call);
    let said = line.map(|line| std::mem::take(&mut line.message));
    let transcript = match deposit.transcription {
        Transcription::On => said.map(|said| said.join(" ")),
        Transcription::Off => None,
    };
    let voicemail = Voicemail {
        call,
        contact: drive::contact(world, call),
        of: of.clone(),
        kind,
        app: sender(world, deposit),
        at: since,
        takes,
        transcript: transcript.clone(),
    };
    let left = Fact::VoicemailLeft {
        call,
        of: of.clone(),
        kind,
        takes,
    };
    let voicemails = &mut world.teams.voicemails;
    if voicemails.len() >= KEPT {
        voicemails.remove(0);
    }
    voicemails.push(voicemail);
    drive::record(world, call, left);
    let mailed = Fact::VoicemailMailed {
        call,
        to: of,
        kind,
        transcript,
    };
    drive::record(world, call, mailed);
}

/// The voice app that sent the caller here, by name.
fn sender(world: &World, deposit: Deposit) -> Option<String> {
    let from = deposit.from?;
    Some(from.name(&world.declaration.teams))
}

fn enter(world: &mut World, call: CallId, deposit: Deposit, step: VoicemailStep, takes: Span) {
    let timer = world.wake_in(takes, wake::Wake::Teams(Wake::Next { call }));
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.stage = Stage::Voicemail {
            deposit,
            step,
            timer,
        };
    }
}

fn stands(world: &World, call: CallId) -> Option<(Deposit, VoicemailStep)> {
    match world.teams.lines.get(&call)?.stage {
        Stage::Voicemail { deposit, step, .. } => Some((deposit, step)),
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

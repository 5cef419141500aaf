//! The media operations of a leg: how they are queued, begin and end.

use super::{
    CallConnectionId, CallId, Fact, Interrupt, Loop, MediaFailed, OperationEnded, PlayStarted,
    Refusal as Refused,
    call::LegState,
    cancel,
    codes::{MEDIA_DONE, OK, Pair, plain},
    legs, listen,
    operation::{Hearing, Lane, Listen, Operation, Turn, Work},
    prompt::Prompt,
    send_dtmf,
    state::record,
    version,
};
use crate::{Reply, Span, World, calls, wake::Wake};

/// A recognition's prompt could not be played.
const PROMPT_FAILED: Pair = (500, 8511);

/// Names one operation of one leg.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) call: CallId,
    pub(super) connection: &'a CallConnectionId,
    pub(super) number: u64,
}

/// Refuses media on a leg that is not plainly connected.
pub(super) fn check_state(state: LegState) -> Result<(), Refused> {
    match state {
        LegState::Connecting => Err(Refused::NotEstablished),
        LegState::Connected => Ok(()),
        LegState::Transferring(_) => Err(Refused::WrongState("transferring".to_owned())),
        LegState::Down(_) => Err(Refused::AlreadyTerminated),
    }
}

/// Takes an operation on: at once, or when those before it on the main lane are done.
pub(super) fn accept(
    world: &mut World,
    connection: &CallConnectionId,
    lane: Lane,
    work: Work,
    context: Option<String>,
    interrupt: Interrupt,
) -> Result<Reply, Refused> {
    let leg = world.calls.usable(connection, world.now())?;
    if leg
        .operations
        .iter()
        .any(|other| other.lane.conflicts(&lane))
    {
        return Err(Refused::MediaConflict);
    }
    match interrupt {
        Interrupt::Yes => cancel::those(world, connection, |one| one.lane == Lane::Main),
        Interrupt::No => {}
    }
    let number = legs::next_operation(world, connection);
    if let Some(leg) = world.calls.legs.get_mut(connection) {
        leg.operations.push(Operation {
            number,
            lane,
            context,
            work,
            turn: Turn::Waiting,
            timer: None,
        });
    }
    begin_next(world, connection);
    Ok(Reply::Done)
}

/// Lets everything begin whose turn has come. An operation that fails at once makes way for the next.
fn begin_next(world: &mut World, connection: &CallConnectionId) {
    while let Some((call, number)) = next(world, connection) {
        begin(
            world,
            At {
                call,
                connection,
                number,
            },
        );
    }
}

fn next(world: &World, connection: &CallConnectionId) -> Option<(CallId, u64)> {
    let leg = world.calls.legs.get(connection)?;
    let runs = |one: &Operation| one.lane == Lane::Main && one.turn == Turn::Running;
    let main_is_taken = leg.operations.iter().any(runs);
    let mut waiting = leg
        .operations
        .iter()
        .filter(|one| one.turn == Turn::Waiting);
    let next = waiting.find(|one| one.lane != Lane::Main || !main_is_taken)?;
    Some((leg.call, next.number))
}

fn begin(world: &mut World, at: At<'_>) {
    let Some(operation) = find(world, at) else {
        return;
    };
    operation.turn = Turn::Running;
    let (prompt, listens, repeat) = match &operation.work {
        Work::Play { prompt, repeat } => (Some(prompt.clone()), false, *repeat),
        Work::Listen(listen) => (listen.prompt.clone(), true, Loop::Once),
        Work::Send(sending) => {
            let sending = sending.clone();
            send_dtmf::begin(world, at, &sending);
            return;
        }
    };
    let Some(prompt) = prompt else {
        begin_listening(world, at);
        return;
    };
    if prompt.is_silent() {
        prompt_over(world, at);
        return;
    }
    let endless = repeat == Loop::Forever && prompt.fails.is_none();
    let takes = prompt.takes;
    tell_started(world, at, prompt, listens);
    if !endless {
        set_timer(world, at, Some(takes));
    }
}

fn tell_started(world: &mut World, at: At<'_>, prompt: Prompt, listens: bool) {
    let Some(leg) = world.calls.legs.get(at.connection) else {
        return;
    };
    if !version::has_play_started(&leg.version) {
        return;
    }
    let operation = leg.operations.iter().find(|one| one.number == at.number);
    let fact = Fact::PlayStarted(PlayStarted {
        call: at.call,
        connection: at.connection.clone(),
        operation: at.number,
        operation_context: operation.and_then(|one| one.context.clone()),
        prompt: prompt.says,
        listens,
        result: plain(OK, MEDIA_DONE),
    });
    record(world, at.call, fact);
}

/// A recognition listens from now on, after its prompt or without one.
fn begin_listening(world: &mut World, at: At<'_>) {
    let Some(listen) = listening(world, at) else {
        return;
    };
    listen.hearing = Hearing::Silence;
    let (target, silence) = (listen.target.clone(), listen.initial_silence);
    set_timer(world, at, Some(silence));
    let fact = Fact::Listening {
        call: at.call,
        connection: at.connection.clone(),
        target,
    };
    record(world, at.call, fact);
}

/// What was due of an operation happens: a prompt ends, or a silence has lasted long enough.
pub(super) fn due(world: &mut World, connection: &CallConnectionId, number: u64) {
    let Some(call) = world.calls.call_of(connection) else {
        return;
    };
    let at = At {
        call,
        connection,
        number,
    };
    let Some(operation) = find(world, at) else {
        return;
    };
    operation.timer = None;
    match &operation.work {
        Work::Play { .. } => prompt_over(world, at),
        Work::Send(sending) => {
            let sending = sending.clone();
            send_dtmf::over(world, at, sending);
        }
        Work::Listen(listen) => match listen.hearing {
            Hearing::Prompting => prompt_over(world, at),
            Hearing::Silence | Hearing::Keys(_) | Hearing::Words(_) => {
                listen::silence_over(world, at);
            }
        },
    }
    begin_next(world, connection);
}

/// A prompt has come to its end, good or bad.
fn prompt_over(world: &mut World, at: At<'_>) {
    let Some(operation) = find(world, at) else {
        return;
    };
    let operation_context = operation.context.clone();
    let connection = at.connection.clone();
    let call = at.call;
    let fact = match &operation.work {
        Work::Play { prompt, .. } => match prompt.fails {
            None => Fact::PlayCompleted(OperationEnded {
                call,
                connection,
                operation: at.number,
                operation_context,
                result: plain(OK, MEDIA_DONE),
            }),
            Some((index, pair, text)) => Fact::PlayFailed(MediaFailed {
                call,
                connection,
                operation: at.number,
                operation_context,
                failed_play_source_index: Some(index),
                result: plain(pair, text),
            }),
        },
        Work::Listen(listen) => match listen.prompt.as_ref().and_then(|prompt| prompt.fails) {
            None => {
                begin_listening(world, at);
                return;
            }
            Some((index, _, _)) => Fact::RecognizeFailed(MediaFailed {
                call,
                connection,
                operation: at.number,
                operation_context,
                failed_play_source_index: Some(index),
                result: plain(
                    PROMPT_FAILED,
                    "Action failed, encountered failure while trying to play the prompt.",
                ),
            }),
        },
        Work::Send(_) => return,
    };
    finish(world, at, fact);
}

/// Takes an operation off the leg and tells its one terminal event.
pub(super) fn finish(world: &mut World, at: At<'_>, fact: Fact) {
    set_timer(world, at, None);
    if let Some(leg) = world.calls.legs.get_mut(at.connection) {
        leg.operations.retain(|one| one.number != at.number);
    }
    record(world, at.call, fact);
}

/// Lets what waited begin after input has ended an operation.
pub(super) fn resume(world: &mut World, connection: &CallConnectionId) {
    begin_next(world, connection);
}

/// Sets an operation's one timer anew, or stops it.
pub(super) fn set_timer(world: &mut World, at: At<'_>, after: Option<Span>) {
    let Some(before) = find(world, at).map(|one| one.timer.take()) else {
        return;
    };
    if let Some(before) = before {
        world.cancel_wake(before);
    }
    let Some(after) = after else {
        return;
    };
    let wake = calls::Wake::Media {
        connection: at.connection.clone(),
        operation: at.number,
    };
    let timer = world.wake_in(after, Wake::Calls(wake));
    if let Some(operation) = find(world, at) {
        operation.timer = Some(timer);
    }
}

pub(super) fn find<'w>(world: &'w mut World, at: At<'_>) -> Option<&'w mut Operation> {
    let leg = world.calls.legs.get_mut(at.connection)?;
    leg.operations
        .iter_mut()
        .find(|one| one.number == at.number)
}

/// Finds a recognition.
pub(super) fn listening<'w>(world: &'w mut World, at: At<'_>) -> Option<&'w mut Listen> {
    match &mut find(world, at)?.work {
        Work::Listen(listen) => Some(listen),
        Work::Play { .. } | Work::Send(_) => None,
    }
}

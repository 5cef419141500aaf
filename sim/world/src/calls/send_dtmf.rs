//! The implementation sends tones to a phone.

use super::{
    CallConnectionId, Fact, Interrupt, OperationEnded, Refusal as Refused, Reply as Accepted,
    SendDtmf, Tone,
    codes::{CANCELED, OK, Pair, on_phone, plain, result},
    condition,
    media::{self, At},
    operation::{Lane, Operation, Work},
    place::invalid,
    state::record,
};
use crate::{RawId, Reply, Span, World};

/// How long one tone takes: our choice of 100 ms of sound and as much silence, nothing is published.
pub(super) const TONE_TAKES: Span = Span::from_millis(200);
/// How many tones can be sent at once ("Control mid-call media actions with Call Automation", 2025).
const MOST_TONES: usize = 18;

/// Not a phone, or too many tones.
const NOT_SENT: Pair = (400, 8523);
/// The phone has left meanwhile.
const TARGET_GONE: Pair = (404, 8522);

/// Tones on their way.
#[derive(Clone, Debug)]
pub(super) struct Sending {
    /// To whom.
    pub(super) target: RawId,
    /// Which.
    pub(super) tones: Vec<Tone>,
}

impl Sending {
    /// Tells how long they take.
    pub(super) fn takes(&self) -> Span {
        let tones = u64::try_from(self.tones.len()).unwrap_or(u64::MAX);
        Span::from_micros(TONE_TAKES.as_micros().saturating_mul(tones))
    }

    /// Tells why they cannot be sent: that is only told by an event.
    pub(super) fn fails(&self) -> Option<&'static str> {
        if !on_phone(&self.target) {
            Some("Action failed, tones can be sent to phone participants only.")
        } else if self.tones.len() > MOST_TONES {
            Some("Action failed, at most 18 tones can be sent.")
        } else {
            None
        }
    }
}

pub(super) fn send_dtmf(world: &mut World, command: SendDtmf) -> Result<Reply, Refused> {
    let connection = &command.connection;
    let leg = world.calls.usable(connection, world.now())?;
    media::check_state(leg.state)?;
    if command.tones.is_empty() {
        return Err(invalid("tones", "name at least one tone"));
    }
    if !condition::is_in(world, leg.call, &command.target) {
        return Err(Refused::NotFound {
            what: "Participant".to_owned(),
        });
    }
    let lane = Lane::Sub(vec![command.target.clone()]);
    let work = Work::Send(Sending {
        target: command.target,
        tones: command.tones,
    });
    let context = command.operation_context;
    media::accept(
        world,
        connection,
        lane,
        work,
        context.clone(),
        Interrupt::No,
    )?;
    Ok(Reply::Calls(Accepted::OperationContext(context)))
}

/// The tones begin to sound, or cannot.
pub(super) fn begin(world: &mut World, at: At<'_>, sending: &Sending) {
    match sending.fails() {
        Some(why) => {
            let failed = ended(world, at, plain(NOT_SENT, why));
            media::finish(world, at, Fact::SendDtmfTonesFailed(failed));
        }
        None => media::set_timer(world, at, Some(sending.takes())),
    }
}

/// The last tone is out. One who is on hold does not hear them.
pub(super) fn over(world: &mut World, at: At<'_>, sending: Sending) {
    let completed = ended(world, at, result(OK));
    let hears = condition::of(world, at.call, &sending.target);
    if hears.is_some_and(|condition| !condition.on_hold()) {
        let heard = Fact::TonesHeard {
            call: at.call,
            party: sending.target,
            tones: sending.tones,
        };
        record(world, at.call, heard);
    }
    media::finish(world, at, Fact::SendDtmfTonesCompleted(completed));
}

/// Ends what was on its way to someone who has left.
pub(super) fn target_gone(world: &mut World, connection: &CallConnectionId, party: &RawId) {
    let Some(leg) = world.calls.legs.get(connection) else {
        return;
    };
    let call = leg.call;
    let to_them = |one: &&Operation| match &one.work {
        Work::Send(sending) => sending.target == *party,
        Work::Play { .. } | Work::Listen(_) => false,
    };
    let gone: Vec<u64> = leg
        .operations
        .iter()
        .filter(to_them)
        .map(|one| one.number)
        .collect();
    for number in gone {
        let at = At {
            call,
            connection,
            number,
        };
        let why = plain(
            TARGET_GONE,
            "Action failed, the participant has left the call.",
        );
        let failed = ended(world, at, why);
        media::finish(world, at, Fact::SendDtmfTonesFailed(failed));
    }
}

/// The leg goes down: tones that are still on their way have no event of their own for that.
pub(super) fn canceled(
    call: super::CallId,
    connection: CallConnectionId,
    operation: u64,
    operation_context: Option<String>,
) -> Fact {
    Fact::SendDtmfTonesFailed(OperationEnded {
        call,
        connection,
        operation,
        operation_context,
        result: result(CANCELED),
    })
}

fn ended(world: &mut World, at: At<'_>, result: super::ResultInformation) -> OperationEnded {
    OperationEnded {
        call: at.call,
        connection: at.connection.clone(),
        operation: at.number,
        operation_context: media::find(world, at).and_then(|one| one.context.clone()),
        result,
    }
}

//! The end of media operations before their time.

use super::{
    CallConnectionId, Fact, OperationEnded, Refusal as Refused,
    codes::{CANCELED, result},
    continuous_dtmf, media,
    operation::{Operation, Work},
    send_dtmf,
    state::record,
};
use crate::{RawId, Reply, World};

/// The implementation ends everything that runs or waits.
pub(super) fn asked(world: &mut World, connection: &CallConnectionId) -> Result<Reply, Refused> {
    let leg = world.calls.usable(connection, world.now())?;
    media::check_state(leg.state)?;
    those(world, connection, Operation::is_cancelable);
    Ok(Reply::Done)
}

/// Ends everything that runs or waits, tones too, in the order of the requests.
pub(super) fn all(world: &mut World, connection: &CallConnectionId) {
    those(world, connection, |_| true);
}

/// Ends what was only for someone who has gone.
pub(super) fn party_gone(world: &mut World, connection: &CallConnectionId, party: &RawId) {
    send_dtmf::target_gone(world, connection, party);
    those(world, connection, |one| one.is_only_for(party));
    continuous_dtmf::target_gone(world, connection, party);
    media::resume(world, connection);
}

/// Ends the operations that are meant.
pub(super) fn those(
    world: &mut World,
    connection: &CallConnectionId,
    which: impl Fn(&Operation) -> bool,
) {
    let Some(leg) = world.calls.legs.get_mut(connection) else {
        return;
    };
    let call = leg.call;
    let gone: Vec<Operation> = leg.operations.extract_if(.., |one| which(one)).collect();
    for operation in gone {
        if let Some(timer) = operation.timer {
            world.cancel_wake(timer);
        }
        let connection = connection.clone();
        let (number, operation_context) = (operation.number, operation.context);
        let result = result(CANCELED);
        let fact = match operation.work {
            Work::Play { .. } => Fact::PlayCanceled(OperationEnded {
                call,
                connection,
                operation: number,
                operation_context,
                result,
            }),
            Work::Listen(_) => Fact::RecognizeCanceled(OperationEnded {
                call,
                connection,
                operation: number,
                operation_context,
                result,
            }),
            Work::Send(_) => send_dtmf::canceled(call, connection, number, operation_context),
        };
        record(world, call, fact);
    }
}

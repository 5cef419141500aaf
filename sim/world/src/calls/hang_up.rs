//! The implementation leaves a call or ends it for everyone.

use super::{
    CallConnectionId, Ended, HangUpReach, Refusal as Refused,
    call::LegState,
    codes::{ENDED_BY_AUTOMATION, OK, ONLY_BOTS, ORIGINATOR_CANCELED},
    end, parked, roster,
    state::call_not_found,
};
use crate::{Reply, World};

/// A leg that has ended is unknown at once here, not after a grace period (recorded with the real service).
pub(super) fn hang_up(
    world: &mut World,
    connection: &CallConnectionId,
    reach: HangUpReach,
) -> Result<Reply, Refused> {
    let leg = world.calls.legs.get(connection);
    let leg = leg.filter(|leg| leg.is_up()).ok_or_else(call_not_found)?;
    let call = leg.call;
    let by = Some(leg.identity.clone());
    if leg.state == LegState::Connecting {
        let ended = Ended::new(by, ORIGINATOR_CANCELED);
        end::everyone(world, call, ended, ORIGINATOR_CANCELED);
        return Ok(Reply::Done);
    }
    let reach = match reach {
        HangUpReach::Myself
            if roster::count(world, call) <= 2 && !parked::is_parked(world, call) =>
        {
            HangUpReach::Everyone
        }
        HangUpReach::Myself | HangUpReach::Everyone => reach,
    };
    let ended = Ended::new(by, (0, ENDED_BY_AUTOMATION.1));
    match reach {
        HangUpReach::Everyone => end::everyone(world, call, ended, ENDED_BY_AUTOMATION),
        HangUpReach::Myself => {
            end::leg_down(world, connection, OK);
            end::without_leg(world, call, connection, ended, ONLY_BOTS);
        }
    }
    Ok(Reply::Done)
}

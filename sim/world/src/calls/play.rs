//! The implementation plays something.

use super::{
    Interrupt, Play, Refusal as Refused, condition, media,
    operation::{Lane, Work},
    place::invalid,
    prompt,
};
use crate::{Reply, World};

pub(super) fn play(world: &mut World, command: Play) -> Result<Reply, Refused> {
    let leg = world.calls.usable(&command.connection, world.now())?;
    media::check_state(leg.state)?;
    if command.sources.is_empty() {
        return Err(invalid("playSources", "name at least one thing to play"));
    }
    let prompt = prompt::prompt("playSources", &command.sources, leg.speech)?;
    let call = leg.call;
    if !command
        .to
        .iter()
        .all(|party| condition::is_in(world, call, party))
    {
        return Err(Refused::NotFound {
            what: "Participant".to_owned(),
        });
    }
    let (lane, interrupt) = if command.to.is_empty() {
        (Lane::Main, command.interrupt_call_media_operation)
    } else {
        // Only what is played to everyone can barge in.
        (Lane::Sub(command.to), Interrupt::No)
    };
    let work = Work::Play {
        prompt,
        repeat: command.repeat,
    };
    media::accept(
        world,
        &command.connection,
        lane,
        work,
        command.operation_context,
        interrupt,
    )
}

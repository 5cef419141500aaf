//! What people do in calls.

use super::{
    Act, CallId, Ended, Fact, Medium, PartyAct, Refusal as Refused, Tone,
    call::MemberState,
    codes::CALLER_CANCELED,
    condition, continuous_dtmf, end, far_end, hold,
    listen::{self, Heard},
    mute, picture, recording, ring,
    rings::RingId,
    state::record,
};
use crate::{IdentifierKind, RawId, Reply, World, teams};

pub(super) fn act(world: &mut World, command: PartyAct) -> Result<Reply, Refused> {
    let PartyAct { call, party, act } = command;
    let refuse = |why: &str| Refused::Party {
        party: party.clone(),
        act: name(&act).to_owned(),
        why: why.to_owned(),
    };
    let place = stands(world, call, &party)?;
    match (&act, place) {
        (_, Stands::Nowhere(why)) => return Err(refuse(&why)),
        (Act::Answer, Stands::Ringing(ring)) => ring::picked_up(world, call, ring, &party),
        (Act::Decline, Stands::Ringing(ring)) => {
            let pair = far_end::declined(&party);
            ring::not_taken(world, call, ring, pair, Some(party.clone()));
        }
        (Act::Answer | Act::Decline, Stands::Calling | Stands::Connected) => {
            return Err(refuse("the call does not ring there"));
        }
        (Act::HangUp, Stands::Calling) => cancel(world, call, &party),
        (Act::HangUp, Stands::Connected) => end::hung_up(world, call, &party),
        (
            Act::Press(_)
            | Act::Say(_)
            | Act::HangUp
            | Act::Mute
            | Act::Unmute
            | Act::Hold
            | Act::Resume
            | Act::Start(_)
            | Act::Stop(_)
            | Act::Park
            | Act::Record
            | Act::StopRecording,
            Stands::Ringing(_),
        ) => {
            return Err(refuse(
                "the call still rings there; answer or decline it first",
            ));
        }
        (
            Act::Press(_)
            | Act::Say(_)
            | Act::Mute
            | Act::Unmute
            | Act::Hold
            | Act::Resume
            | Act::Start(_)
            | Act::Stop(_)
            | Act::Park
            | Act::Record
            | Act::StopRecording,
            Stands::Calling,
        ) => {
            return Err(refuse(
                "nobody has taken the call yet; wait until it is connected",
            ));
        }
        (Act::Press(tones), Stands::Connected) => {
            press(world, call, &party, tones).map_err(refuse)?
        }
        (Act::Say(text), Stands::Connected) => say(world, call, &party, text).map_err(refuse)?,
        (Act::Mute, Stands::Connected) => mute::off(world, call, &party, party.clone()),
        (Act::Unmute, Stands::Connected) => mute::on(world, call, &party),
        (Act::Hold, Stands::Connected) => hold::holds(world, call, &party),
        (Act::Resume, Stands::Connected) => hold::resumes(world, call, &party).map_err(refuse)?,
        (Act::Start(media), Stands::Connected) => {
            picture::start(world, call, &party, *media).map_err(refuse)?;
        }
        (Act::Park, Stands::Connected) => {
            teams::park(world, call, &party).map_err(|why| refuse(&why))?;
        }
        (Act::Record, Stands::Connected) => {
            recording::start(world, call, &party).map_err(|why| refuse(&why))?;
        }
        (Act::StopRecording, Stands::Connected) => {
            recording::stop(world, call, &party).map_err(|why| refuse(&why))?;
        }
        (Act::Stop(media), Stands::Connected) => picture::stop(world, call, &party, *media),
    }
    Ok(Reply::Done)
}

/// Presses keys. On hold they are not heard.
fn press(
    world: &mut World,
    call: CallId,
    party: &RawId,
    tones: &[Tone],
) -> Result<(), &'static str> {
    if tones.is_empty() {
        return Err("no key is named");
    }
    let pressed = Fact::Pressed {
        call,
        party: party.clone(),
        tones: tones.to_vec(),
    };
    record(world, call, pressed);
    if condition::of(world, call, party).is_some_and(|condition| !condition.on_hold()) {
        continuous_dtmf::heard(world, call, party, tones);
        listen::heard(world, call, party, Heard::Keys(tones));
    }
    Ok(())
}

/// Says something. Muted or on hold it is not heard.
fn say(world: &mut World, call: CallId, party: &RawId, text: &str) -> Result<(), &'static str> {
    if text.trim().is_empty() {
        return Err("nothing is said; give the words");
    }
    let said = Fact::Said {
        call,
        party: party.clone(),
        text: text.to_owned(),
    };
    record(world, call, said);
    if condition::of(world, call, party)
        .is_some_and(|condition| !condition.muted && !condition.on_hold())
    {
        listen::heard(world, call, party, Heard::Words(text));
    }
    Ok(())
}

enum Stands {
    Ringing(RingId),
    Calling,
    Connected,
    Nowhere(String),
}

fn stands(world: &World, call: CallId, party: &RawId) -> Result<Stands, Refused> {
    let known = world.calls.call(call)?;
    if known.is_over() {
        return Ok(Stands::Nowhere("the call has ended".to_owned()));
    }
    match party.kind() {
        IdentifierKind::TeamsApp(_) => {
            let why = "a voice app acts by its own rules; play the caller or an agent";
            return Ok(Stands::Nowhere(why.to_owned()));
        }
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::PhoneNumber(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::Unknown(_) => {}
    }
    if let Some(member) = known.member(party) {
        return Ok(match member.state {
            MemberState::Calling => Stands::Calling,
            MemberState::Connected => Stands::Connected,
            MemberState::Left => Stands::Nowhere("they have left the call".to_owned()),
        });
    }
    if let Some(ring) = known.ring_at_person(party) {
        return Ok(Stands::Ringing(ring));
    }
    if known.rings.iter().any(|ring| ring.target == *party) {
        let why = "the call rings at the implementation, which answers through its own requests";
        return Ok(Stands::Nowhere(why.to_owned()));
    }
    let here: Vec<&str> = known
        .members
        .iter()
        .filter(|member| member.state != MemberState::Left)
        .map(|member| member.id.as_str())
        .collect();
    let here = here.join(", ");
    Ok(Stands::Nowhere(format!(
        "they are not in call {call}; in it are {here}"
    )))
}

/// The caller gives up before anybody has answered.
fn cancel(world: &mut World, call: CallId, party: &RawId) {
    let ended = Ended::new(Some(party.clone()), CALLER_CANCELED);
    end::everyone(world, call, ended, CALLER_CANCELED);
}

fn name(act: &Act) -> &'static str {
    match act {
        Act::Answer => "answer",
        Act::Decline => "decline",
        Act::Press(_) => "press",
        Act::Say(_) => "say",
        Act::Mute => "mute",
        Act::Unmute => "unmute",
        Act::Hold => "hold",
        Act::Resume => "resume",
        Act::Start(Medium::Video) => "start video",
        Act::Start(Medium::ScreenShare) => "start a screen share",
        Act::Stop(Medium::Video) => "stop video",
        Act::Stop(Medium::ScreenShare) => "stop a screen share",
        Act::Park => "park",
        Act::Record => "record",
        Act::StopRecording => "stop the recording",
        Act::HangUp => "hang up",
    }
}

//! Call park: codes, policies and times of parked calls.
//!
//! Source: "Configure Call park and retrieve", Microsoft Learn, 2023-12-14; "New-CsTeamsCallParkPolicy", Microsoft Teams
//! PowerShell reference, 2026.

use std::collections::BTreeMap;

use ringback_engine::WakeId;

use super::{Fact, ParkCode, Refusal as Refused, people, wake::Wake};
use crate::{
    RawId, Time, What, World,
    calls::{self, CallId},
    declaration::{CallPark, CallParkPolicy, Switches},
    wake,
};

/// Everything that is parked.
#[derive(Debug, Default)]
pub(super) struct Parking {
    pub(super) calls: BTreeMap<CallId, Parked>,
    /// The latest code of each policy.
    latest: BTreeMap<usize, u16>,
    /// How many calls were parked so far.
    made: u64,
}

/// A parked call. Policy and person are indices into the declaration.
#[derive(Clone, Debug)]
pub(super) struct Parked {
    pub(super) code: u16,
    pub(super) policy: usize,
    pub(super) by: usize,
    pub(super) at: Time,
    /// When it comes back, and the timer; nothing while it rings at who parked it.
    pub(super) comes_back: Option<(Time, WakeId)>,
    /// The how many-th parked call it is.
    number: u64,
}

/// A party parks a call that it is in: it gets a code, and leaves. Where it cannot, this tells why, and nothing happens.
pub(crate) fn park(world: &mut World, call: CallId, party: &RawId) -> Result<(), String> {
    let by = people::find(world, party)
        .ok_or_else(|| "only people of the Teams tenant park calls".to_owned())?;
    let (policy, rules) = may(world, by)?;
    let code_range = (rules.pickup_range_start, rules.pickup_range_end);
    let no_code_left = format!(
        "all codes from {} to {} of call park policy {:?} are in use; retrieve a call or widen the range",
        code_range.0, code_range.1, rules.name
    );
    if world.teams.parking.calls.contains_key(&call) {
        return Err("the call is parked already".to_owned());
    }
    is_possible(world, call, party)?;
    let code = next_code(world, policy, code_range).ok_or(no_code_left)?;
    let parking = &mut world.teams.parking;
    parking.latest.insert(policy, code);
    parking.made += 1;
    let parked = Parked {
        code,
        policy,
        by,
        at: world.now,
        comes_back: None,
        number: parking.made,
    };
    parking.calls.insert(call, parked);
    wait(world, call);
    let by = name(world, by);
    record(world, call, Fact::Parked { call, by, code });
    calls::parked::park(world, call, party);
    Ok(())
}

/// A person takes up the call that is parked with a code under their own policy.
pub(super) fn retrieve(world: &mut World, person: usize, code: ParkCode) -> Result<(), Refused> {
    let refused = |why: String| Refused::NotRetrieved {
        person: world.declaration.teams.people[person].name.clone(),
        code,
        why,
    };
    let (policy, rules) = may(world, person).map_err(refused)?;
    let parked = world.teams.parking.calls.iter();
    let mut here = parked.clone().filter(|(_, parked)| parked.policy == policy);
    let found = match code {
        ParkCode::Number(code) => here.find(|(_, parked)| parked.code == code),
        ParkCode::Last => here.max_by_key(|(_, parked)| parked.number),
    };
    let Some((call, parked)) = found.map(|(call, parked)| (*call, parked.clone())) else {
        let elsewhere = parked
            .filter(|(_, parked)| code == ParkCode::Number(parked.code) || code == ParkCode::Last)
            .count();
        let hint = match elsewhere {
            0 => "",
            _ => "; one is parked under another policy, which only people of that one retrieve",
        };
        let name = &rules.name;
        return Err(refused(format!(
            "no such call is parked under their call park policy {name:?}{hint}"
        )));
    };
    let party = people::raw_id(world, person);
    if calls::parked::is_in(world, call, &party) {
        return Err(refused("they are in that call".to_owned()));
    }
    end(world, call);
    let by = name(world, person);
    let code = parked.code;
    record(world, call, Fact::Retrieved { call, by, code });
    calls::parked::retrieve(world, call, &party);
    Ok(())
}

/// Nobody has retrieved a call in time: it rings at who parked it. Where nothing rings there, it stays parked as long
/// again.
pub(super) fn waited(world: &mut World, call: CallId) {
    let Some(parked) = world.teams.parking.calls.get_mut(&call) else {
        return;
    };
    parked.comes_back = None;
    let by = parked.by;
    if !people::hears(world.teams.people[by].presence) {
        return wait(world, call);
    }
    let to = name(world, by);
    record(world, call, Fact::ParkReturned { call, to });
    let limit = world.declaration.teams.people[by].unanswered_after;
    let party = people::raw_id(world, by);
    calls::parked::rings_back(world, call, &party, limit);
}

/// Who parked the call has taken it back.
pub(crate) fn taken_back(world: &mut World, call: CallId) {
    if let Some(parked) = end(world, call) {
        let by = name(world, parked.by);
        let code = parked.code;
        record(world, call, Fact::Retrieved { call, by, code });
    }
}

/// Who parked the call has not taken it back: it stays parked as long again.
pub(crate) fn not_taken_back(world: &mut World, call: CallId) {
    if world.teams.parking.calls.contains_key(&call) {
        wait(world, call);
    }
}

/// The call is over, or somebody else has it: it is not parked any longer, and its code is free.
pub(crate) fn call_over(world: &mut World, call: CallId) {
    end(world, call);
}

fn end(world: &mut World, call: CallId) -> Option<Parked> {
    let parked = world.teams.parking.calls.remove(&call)?;
    if let Some((_, timer)) = parked.comes_back {
        world.cancel_wake(timer);
    }
    Some(parked)
}

/// Sets the time after which a call comes back.
fn wait(world: &mut World, call: CallId) {
    let Some(parked) = world.teams.parking.calls.get(&call) else {
        return;
    };
    let policies = &world.declaration.teams.call_park_policies;
    let Some(policy) = policies.get(parked.policy) else {
        return;
    };
    let after = policy.park_timeout;
    let timer = world.wake_in(after, wake::Wake::Teams(Wake::ParkedTooLong { call }));
    let at = world.now.saturating_add(after);
    if let Some(parked) = world.teams.parking.calls.get_mut(&call) {
        parked.comes_back = Some((at, timer));
    }
}

/// Finds the policy of somebody who may park and retrieve.
fn may(world: &World, person: usize) -> Result<(usize, &CallParkPolicy), String> {
    let tenant = &world.declaration.teams;
    let declared = &tenant.people[person];
    if let Some(why) = people::lacks_voice(declared) {
        return Err(why);
    }
    let policy = declared.call_park_policy;
    let rules = tenant.call_park_policies.get(policy);
    let rules = rules.ok_or_else(|| format!("{} has no call park policy", declared.name))?;
    match rules.parking {
        CallPark::Allowed => Ok((policy, rules)),
        CallPark::NotAllowed => Err(format!(
            "call park policy {:?} of {} does not allow it; set its allow-call-park",
            rules.name, declared.name
        )),
    }
}

/// Tells whether such a call can be parked, whoever parks it.
fn is_possible(world: &World, call: CallId, parker: &RawId) -> Result<(), String> {
    let switches: &Switches = &world.declaration.teams.switches;
    if !switches.acs_park_supported && calls::parked::concerns_acs(world, call) {
        let why =
            "the call is one with an ACS user, and teams.switches.acs-park-supported is false";
        return Err(why.to_owned());
    }
    let others = calls::parked::others(world, call, parker);
    match others.iter().any(calls::voice_app::is_app) {
        true => Err("a call with a voice app is not parked; wait for a person".to_owned()),
        false => Ok(()),
    }
}

/// Finds the code after the latest one, from the start again after the last, which no parked call has.
fn next_code(world: &World, policy: usize, (start, end): (u16, u16)) -> Option<u16> {
    let parking = &world.teams.parking;
    let is_free = |code: &u16| {
        let mut parked = parking.calls.values();
        !parked.any(|parked| parked.policy == policy && parked.code == *code)
    };
    let latest = parking.latest.get(&policy).copied();
    let first = latest
        .map(|code| code.saturating_add(1))
        .filter(|code| (start..=end).contains(code))
        .unwrap_or(start);
    (first..=end).chain(start..first).find(is_free)
}

fn name(world: &World, person: usize) -> String {
    world.declaration.teams.people[person].name.clone()
}

fn record(world: &mut World, call: CallId, fact: Fact) {
    let contact = world.calls.contact(call);
    world.record(contact, What::Teams(fact));
}

//! A person of the tenant: presence, membership, offers and calls.

use ringback_engine::{
    WakeId,
    queues::{self, Readiness},
};

use super::{Fact, Opted, Presence, drive, state::agent_id, wake::Wake};
use crate::{
    IdentifierKind, RawId, What, World,
    calls::CallId,
    declaration::{self, Account, CloudRecording, Tenant, Voice},
    wake,
};

/// One person.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) presence: Presence,
    /// What the presence goes back to when the last call ends; nothing where it was set by hand meanwhile.
    pub(super) afterwards: Option<Presence>,
    /// When they will have done nothing for a while.
    pub(super) inactive: Option<WakeId>,
    /// Whether the client shows Away by itself.
    pub(super) went_away: bool,
    /// The calls that they are in.
    pub(super) calls: Vec<CallId>,
    /// What rings at them, the oldest first.
    pub(super) offers: Vec<Offer>,
    /// The queues that they are a member of.
    pub(super) memberships: Vec<Membership>,
}

/// A call that rings at a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) call: CallId,
    pub(super) queue: usize,
}

/// A person in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Membership {
    pub(super) queue: usize,
    pub(super) opted: Opted,
}

impl Person {
    pub(super) fn new(tenant: &Tenant, person: usize) -> Self {
        let memberships = tenant
            .queues
            .iter()
            .enumerate()
            .filter(|(_, queue)| members(tenant, &queue.agents).any(|member| member == person))
            .map(|(queue, _)| Membership {
                queue,
                opted: Opted::In,
            })
            .collect();
        Self {
            presence: tenant.people[person].presence,
            afterwards: None,
            inactive: None,
            went_away: false,
            calls: Vec::new(),
            offers: Vec::new(),
            memberships,
        }
    }

    pub(super) fn opted(&self, queue: usize) -> Option<Opted> {
        self.memberships
            .iter()
            .find(|membership| membership.queue == queue)
            .map(|membership| membership.opted)
    }
}

/// A person takes part in a call, from a queue or not: they are In a call, and Available for no queue that heeds it.
pub(super) fn takes(world: &mut World, person: usize, call: CallId) {
    let state = &mut world.teams.people[person];
    if state.calls.contains(&call) {
        return;
    }
    state.calls.push(call);
    if state.afterwards.is_none() {
        state.afterwards = Some(state.presence);
    }
    show(world, person, Presence::InACall);
}

/// A person has left a call. After the last one, what was shown before shows again, unless it was set by hand.
pub(super) fn leaves(world: &mut World, person: usize, call: CallId) {
    let state = &mut world.teams.people[person];
    let before = state.calls.len();
    state.calls.retain(|other| *other != call);
    if !state.calls.is_empty() || before == 0 {
        return;
    }
    match state.afterwards.take() {
        Some(presence) => show(world, person, presence),
        None => tell(world, person),
    }
    watch(world, person);
}

/// Lets a person's client show a presence, and tells the engine what that means.
pub(super) fn show(world: &mut World, person: usize, presence: Presence) {
    let state = &mut world.teams.people[person];
    if state.presence == presence {
        return;
    }
    state.presence = presence;
    let changed = Fact::PresenceChanged {
        person: world.declaration.teams.people[person].name.clone(),
        presence,
    };
    world.record(None, What::Teams(changed));
    tell(world, person);
}

/// Tells the engine, after the tenant's lag, what a person's presence means. Who is in a call and Available has set that by hand, and is offered
/// a second call (OfficeDocs-SkypeForBusiness issue 7888, observed).
fn tell(world: &mut World, person: usize) {
    let state = &world.teams.people[person];
    let readiness = match readiness(state.presence) {
        Readiness::Ready if !state.calls.is_empty() => Readiness::ReadyWhileBusy,
        readiness => readiness,
    };
    let lag = world.declaration.teams.switches.presence_lag;
    if lag.is_zero() {
        is_ready(world, person, readiness);
    } else {
        let told = Wake::Presence { person, readiness };
        world.wake_in(lag, wake::Wake::Teams(told));
    }
}

/// The queues hear what a person's presence means.
pub(super) fn is_ready(world: &mut World, person: usize, readiness: Readiness) {
    let command = queues::Command::SetReadiness {
        agent: agent_id(person),
        readiness,
        idle_since: None,
    };
    drive::tell(world, command);
}

/// A person does something: whom the client showed as Away by itself is Available again.
pub(super) fn active(world: &mut World, person: usize) {
    let state = &mut world.teams.people[person];
    let was_away = std::mem::replace(&mut state.went_away, false);
    if was_away && state.presence == Presence::Away {
        show(world, person, Presence::Available);
    }
    watch(world, person);
}

/// Waits for a person to do nothing for a while.
pub(super) fn watch(world: &mut World, person: usize) {
    let after = world.declaration.teams.switches.inactivity_to_away;
    if let Some(timer) = world.teams.people[person].inactive.take() {
        world.cancel_wake(timer);
    }
    if !after.is_zero() {
        let timer = world.wake_in(after, wake::Wake::Teams(Wake::Inactive { person }));
        world.teams.people[person].inactive = Some(timer);
    }
}

/// A person has done nothing for a while: the client of one who is Available shows Away ("User presence in Teams", Microsoft
/// Learn, 2024).
pub(super) fn inactive(world: &mut World, person: usize) {
    let state = &mut world.teams.people[person];
    state.inactive = None;
    if state.presence == Presence::Available && state.calls.is_empty() {
        state.went_away = true;
        show(world, person, Presence::Away);
    }
}

/// Tells whether a party is a person of the tenant.
pub(crate) fn is_person(world: &World, party: &RawId) -> bool {
    find(world, party).is_some()
}

/// Finds a declared person.
pub(super) fn find(world: &World, party: &RawId) -> Option<usize> {
    let IdentifierKind::TeamsUser(id) = party.kind() else {
        return None;
    };
    let mut people = world.declaration.teams.people.iter();
    people.position(|person| person.object_id.as_str() == id)
}

/// Names a person of the declaration as a party.
pub(super) fn raw_id(world: &World, person: usize) -> RawId {
    RawId::teams_user(world.declaration.teams.people[person].object_id.as_str())
}

/// Tells why a person takes no calls of the phone network, where they do not.
pub(super) fn lacks_voice(person: &declaration::Person) -> Option<String> {
    match person.voice {
        Voice::Enabled => None,
        Voice::NotEnabled => Some(format!(
            "{} has no Teams Phone licence or is not enabled for enterprise voice",
            person.name
        )),
    }
}

/// Tells whether a party may record its calls; where not, why.
pub(crate) fn may_record(world: &World, party: &RawId) -> Result<(), String> {
    let Some(person) = find(world, party) else {
        let why = "only people of the Teams tenant record; the other side is told of it";
        return Err(why.to_owned());
    };
    let declared = &world.declaration.teams.people[person];
    match declared.cloud_recording {
        CloudRecording::Allowed => Ok(()),
        CloudRecording::NotAllowed => Err(format!(
            "the calling policy of {} does not allow it; set their allow-cloud-recording",
            declared.name
        )),
    }
}

/// Lists the agents of a queue who qualify: without a Teams Phone licence and enterprise voice they are left out of the
/// routing list ("Plan for Teams Auto attendants and Call queues", Microsoft Learn, 2024-01-31).
pub(super) fn members<'t>(tenant: &'t Tenant, agents: &'t [usize]) -> impl Iterator<Item = usize> {
    agents.iter().copied().filter(|person| {
        tenant.people.get(*person).is_some_and(|person| {
            (person.voice, person.account) == (Voice::Enabled, Account::Active)
        })
    })
}

/// Counts the agents of a queue, and those of them who are opted in.
pub(super) fn counted(world: &World, queue: usize) -> (u32, u32) {
    let people = world.teams.people.iter();
    let opted = people.filter_map(|person| person.opted(queue));
    opted.fold((0, 0), |(agents, opted_in), opted| match opted {
        Opted::In => (agents + 1, opted_in + 1),
        Opted::Out => (agents + 1, opted_in),
    })
}

/// What a presence means to the engine: only Available takes calls, and who is offline or appears so is not logged in
/// ("Create a call queue", Microsoft Learn, 2025-02-05).
pub fn readiness(presence: Presence) -> Readiness {
    match presence {
        Presence::Available | Presence::AvailableOutOfOffice => Readiness::Ready,
        Presence::Busy
        | Presence::InACall
        | Presence::InAMeeting
        | Presence::DoNotDisturb
        | Presence::Presenting
        | Presence::Focusing
        | Presence::Away
        | Presence::BeRightBack
        | Presence::OffWork
        | Presence::OutOfOffice => Readiness::NotReady,
        Presence::AppearOffline | Presence::Offline => Readiness::LoggedOut,
    }
}

/// How a person's client can be reached by an ordinary call.
pub(super) enum Reached {
    /// It rings.
    Rings,
    /// The person does not want to be disturbed.
    Undisturbed,
    /// Nobody is signed in.
    SignedOut,
}

/// Tells how somebody can be reached.
pub(super) fn reached(presence: Presence) -> Reached {
    match presence {
        Presence::DoNotDisturb => Reached::Undisturbed,
        Presence::Offline => Reached::SignedOut,
        Presence::Available
        | Presence::AvailableOutOfOffice
        | Presence::Busy
        | Presence::InACall
        | Presence::InAMeeting
        | Presence::Presenting
        | Presence::Focusing
        | Presence::Away
        | Presence::BeRightBack
        | Presence::OffWork
        | Presence::AppearOffline
        | Presence::OutOfOffice => Reached::Rings,
    }
}

/// Tells whether an offer is heard. Where presence does not decide, people who cannot be reached are offered calls too,
/// and nothing rings there for the whole alert time.
pub(super) fn hears(presence: Presence) -> bool {
    match reached(presence) {
        Reached::Rings => true,
        Reached::Undisturbed | Reached::SignedOut => false,
    }
}

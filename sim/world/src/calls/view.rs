//! What others may see of calls: the published API, the control API, the makers of callbacks.

use super::{
    ApiVersion, CallConnectionId, CallId, ConnectionState, ConnectionView, CustomContext, Ended,
    Medium, Refusal, Roster, ServerCallId, State,
    call::{Call, Leg, LegState, MemberState, Origin, Phase},
    condition::Condition,
    rings::Ring,
    roster,
    state::{GRACE, call_not_found},
};
use crate::{Contact, Guid, IdentifierKind, RawId, Time};

/// How far a call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallState {
    /// Nobody has taken it yet.
    Ringing,
    /// Two or more are in it.
    Connected,
    /// It is over for everyone.
    Ended,
}

/// Where a party of a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartyState {
    /// Hears the ringing tone.
    Calling,
    /// Is being called.
    Ringing,
    /// Is in the call.
    Connected,
    /// Was in it.
    Left,
}

/// A party of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyView {
    /// Who.
    pub id: RawId,
    /// Where they stand.
    pub state: PartyState,
    /// Whether they are muted.
    pub muted: bool,
    /// Whether they are on hold, by themselves or by the implementation.
    pub on_hold: bool,
    /// What they show beside their sound.
    pub media: Vec<Medium>,
}

/// A call as the control API shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallView {
    /// Its number.
    pub id: CallId,
    /// How far it has come.
    pub state: CallState,
    /// Who called.
    pub from: RawId,
    /// Whom.
    pub to: RawId,
    /// The name that the caller shows.
    pub display_name: Option<String>,
    /// When it was placed.
    pub placed_at: Time,
    /// Its people: everyone who is or was in it but the implementation and voice apps, the caller first unless the implementation
    /// placed it.
    pub people: Vec<RawId>,
    /// Everyone who is or was in it, the implementation's identities last.
    pub parties: Vec<PartyView>,
    /// The implementation's legs, those that ended included.
    pub connections: Vec<CallConnectionId>,
    /// Its public name.
    pub server_call_id: ServerCallId,
    /// One id for all its events.
    pub correlation_id: Guid,
    /// Headers that travel with it.
    pub custom_context: Option<CustomContext>,
    /// Who records it on the Teams side.
    pub recorded_by: Vec<RawId>,
    /// How it ended.
    pub ended: Option<Ended>,
}

/// What is needed to make a callback of a fact on a leg.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegView {
    /// Its call.
    pub call: CallId,
    /// The resource that answered, by name.
    pub resource: String,
    /// The call's public name.
    pub server_call_id: ServerCallId,
    /// One id for all events of the call.
    pub correlation_id: Guid,
    /// The version that it was made with.
    pub version: ApiVersion,
    /// The context given at answer.
    pub operation_context: Option<String>,
    /// How many media operations it has accepted: the number of the latest one.
    pub operations_made: u64,
}

impl State {
    /// Shows a leg as the published API does.
    ///
    /// # Errors
    /// The leg is unknown, or ended more than ten seconds ago.
    pub fn view(
        &self,
        connection: &CallConnectionId,
        now: Time,
    ) -> Result<ConnectionView, Refusal> {
        let leg = self.legs.get(connection).ok_or_else(call_not_found)?;
        let state = match leg.state {
            LegState::Connecting => ConnectionState::Connecting,
            LegState::Connected => ConnectionState::Connected,
            LegState::Transferring(_) => ConnectionState::Transferring,
            LegState::Down(at) if now.since(at) <= GRACE => ConnectionState::Disconnected,
            LegState::Down(_) => return Err(call_not_found()),
        };
        let call = self.call(leg.call)?;
        let view = ConnectionView {
            connection: connection.clone(),
            call: leg.call,
            server_call_id: Some(call.server_call_id.clone()),
            targets: Vec::new(),
            state,
            source: Some(leg.identity.clone()),
            source_display_name: None,
            source_caller_id_number: None,
            correlation_id: call.correlation_id.clone(),
            answered_by: None,
            answered_for: None,
        };
        Ok(match &leg.origin {
            Origin::Answered { target } => ConnectionView {
                targets: vec![target.clone()],
                source: Some(call.from.clone()),
                source_display_name: call.display_name.clone(),
                answered_by: Some(leg.identity.clone()),
                answered_for: number(target),
                ..view
            },
            // Recorded: a call that is being made has no server call id until it is connected.
            Origin::Created { targets, caller } => ConnectionView {
                server_call_id: view
                    .server_call_id
                    .filter(|_| leg.state != LegState::Connecting),
                targets: targets.clone(),
                source_display_name: caller.display_name.clone(),
                source_caller_id_number: caller.number.clone(),
                ..view
            },
            Origin::Joined => view,
        })
    }

    /// Lists who is in the call of a leg.
    ///
    /// # Errors
    /// The leg is unknown or has ended.
    pub fn participants(
        &self,
        connection: &CallConnectionId,
        now: Time,
    ) -> Result<Roster, Refusal> {
        let leg = self.usable(connection, now)?;
        Ok(roster::roster(self, self.call(leg.call)?))
    }

    /// Shows what callbacks of a leg carry; also for a while after it ended.
    pub fn leg(&self, connection: &CallConnectionId) -> Option<LegView> {
        let leg = self.legs.get(connection)?;
        let call = self.calls.get(&leg.call)?;
        Some(LegView {
            call: leg.call,
            resource: leg.resource.clone(),
            server_call_id: call.server_call_id.clone(),
            correlation_id: call.correlation_id.clone(),
            version: leg.version.clone(),
            operation_context: leg.operation_context.clone(),
            operations_made: leg.operations_made,
        })
    }

    /// Finds the call of a leg.
    pub fn call_of(&self, connection: &CallConnectionId) -> Option<CallId> {
        self.legs.get(connection).map(|leg| leg.call)
    }

    /// Finds a call by its public name.
    pub fn by_server_call_id(&self, name: &ServerCallId) -> Option<CallId> {
        let mut calls = self.calls.values();
        calls
            .find(|call| call.server_call_id == *name)
            .map(|call| call.id)
    }

    /// Finds a call by its number, a leg of it, or its public name.
    pub fn find(&self, name: &str) -> Option<CallId> {
        if let Ok(number) = name.parse() {
            return self.calls.get(&CallId(number)).map(|call| call.id);
        }
        self.call_of(&CallConnectionId(Guid::new(name)))
            .or_else(|| self.by_server_call_id(&ServerCallId(name.to_owned())))
    }

    /// Shows one call; the latest calls that are over can still be seen.
    pub fn show(&self, call: CallId) -> Option<CallView> {
        self.calls.get(&call).map(|call| self.call_view(call))
    }

    /// Lists all calls in the order of their placing.
    pub fn list(&self) -> Vec<CallView> {
        self.calls
            .values()
            .map(|call| self.call_view(call))
            .collect()
    }

    /// Tells whether the implementation has the next move in any call: one rings at it, or a leg of it plays, hears and
    /// transfers nothing.
    pub(crate) fn implementation_owes(&self) -> bool {
        self.owed_calls().next().is_some()
    }

    /// Tells in how many calls that is so.
    pub(crate) fn owed(&self) -> usize {
        self.owed_calls().count()
    }

    fn owed_calls(&self) -> impl Iterator<Item = &Call> {
        let rings = |call: &Call| call.rings.iter().any(Ring::is_at_implementation);
        self.going_on()
            .filter(move |call| rings(call) || self.leg_owes(call))
    }

    /// A leg has the next move when nothing runs on it: nobody whom it invited rings, and it is not beside people who talk
    /// with each other.
    fn leg_owes(&self, call: &Call) -> bool {
        let invites = |name: &CallConnectionId| {
            let mut invitations = call
                .rings
                .iter()
                .filter_map(|ring| ring.purpose.invitation());
            invitations.any(|run| run.connection == *name)
        };
        let is_idle = |name: &&CallConnectionId| self.legs.get(name).is_some_and(Leg::is_idle);
        // A leg that is parked waits for a person of Teams.
        let is_parked =
            |leg: &CallConnectionId| self.legs.get(leg).is_some_and(|leg| leg.condition.parked);
        call.connected().count() < 2
            && !call.legs.iter().any(is_parked)
            && call.legs.iter().filter(is_idle).any(|name| !invites(name))
    }

    /// Lists the calls that ring at a person, the oldest first.
    pub(crate) fn ringing_at(&self, party: &RawId) -> Vec<CallId> {
        self.going_on()
            .filter(|call| call.ring_at_person(party).is_some())
            .map(|call| call.id)
            .collect()
    }

    /// Names whom a call was placed to.
    pub(crate) fn dialled(&self, call: CallId) -> Option<&RawId> {
        self.calls.get(&call).map(|call| &call.to)
    }

    /// Tells who placed a call.
    pub(crate) fn caller(&self, call: CallId) -> Option<&RawId> {
        self.calls.get(&call).map(|call| &call.from)
    }

    /// Tells whose contact a call is.
    pub fn contact(&self, call: CallId) -> Option<Contact> {
        self.calls.get(&call)?.contact
    }

    fn call_view(&self, call: &Call) -> CallView {
        let (state, ended) = match &call.phase {
            Phase::Ringing => (CallState::Ringing, None),
            Phase::Connected => (CallState::Connected, None),
            Phase::Ended { ended } => (CallState::Ended, Some(ended.clone())),
        };
        CallView {
            id: call.id,
            state,
            from: call.from.clone(),
            to: call.to.clone(),
            display_name: call.display_name.clone(),
            placed_at: call.placed_at,
            people: people(call),
            parties: self.parties(call),
            connections: call.legs.clone(),
            server_call_id: call.server_call_id.clone(),
            correlation_id: call.correlation_id.clone(),
            custom_context: call.custom_context.clone(),
            recorded_by: call.recorded_by.clone(),
            ended,
        }
    }

    fn parties(&self, call: &Call) -> Vec<PartyView> {
        let members = call.members.iter().map(|member| {
            let state = match member.state {
                MemberState::Calling => PartyState::Calling,
                MemberState::Connected => PartyState::Connected,
                MemberState::Left => PartyState::Left,
            };
            party(&member.id, state, &member.condition)
        });
        let rung = call
            .rings
            .iter()
            .map(|ring| party(&ring.target, PartyState::Ringing, &Condition::default()));
        let legs = call.legs.iter().filter_map(|leg| self.legs.get(leg));
        let legs = legs.map(|leg| {
            let state = if leg.is_up() {
                PartyState::Connected
            } else {
                PartyState::Left
            };
            party(&leg.identity, state, &leg.condition)
        });
        members.chain(rung).chain(legs).collect()
    }
}

fn people(call: &Call) -> Vec<RawId> {
    let members = call.members.iter().map(|member| &member.id);
    members
        .filter(|id| match id.kind() {
            IdentifierKind::TeamsApp(_) => false,
            IdentifierKind::CommunicationUser(_)
            | IdentifierKind::PhoneNumber(_)
            | IdentifierKind::TeamsUser(_)
            | IdentifierKind::Unknown(_) => true,
        })
        .cloned()
        .collect()
}

/// Shows a party. Who is not in the call is neither muted nor on hold.
fn party(id: &RawId, state: PartyState, condition: &Condition) -> PartyView {
    let in_call = state == PartyState::Connected;
    PartyView {
        id: id.clone(),
        state,
        muted: in_call && condition.muted,
        on_hold: in_call && condition.on_hold(),
        media: condition.media.iter().copied().collect(),
    }
}

/// Gives the number of a phone.
fn number(party: &RawId) -> Option<String> {
    match party.kind() {
        IdentifierKind::PhoneNumber(number) => Some(number.to_owned()),
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => None,
    }
}

impl Leg {
    /// Tells whether nothing plays, listens or transfers on the leg.
    fn is_idle(&self) -> bool {
        self.state == LegState::Connected && self.operations.is_empty()
    }
}

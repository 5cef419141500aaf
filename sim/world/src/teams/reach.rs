//! Calls reach voice apps and go away from them: the side of `teams` that `calls` uses.

use super::{
    Connectivity, ReachedBy, access,
    app::App,
    attendants, callback, drive, enter, gate,
    line::{Line, Stage},
    people, voicemail,
};
use crate::{
    IdentifierKind, RawId, World,
    calls::{self, CallId, Ended},
    declaration::{ExternalCalls, Licence, ResourceAccount},
};

/// Nobody has this address ("Troubleshoot call end response codes", Azure Communication Services documentation, 2025).
const UNKNOWN: (u16, u32) = (404, 0);
/// The resource account may take no calls (the same document: forbidden by the callee); our choice, as it is not published.
const UNLICENSED: (u16, u32) = (403, 0);

/// A call has reached the resource account `app` (dialled, transferred or redirected): it is taken with
/// [`crate::calls::voice_app::picked_up`] or refused with [`crate::calls::voice_app::refused`].
pub(crate) fn reached(world: &mut World, call: CallId, app: &RawId) {
    let tenant = &world.declaration.teams;
    // An app's own id reaches nothing.
    let behind = App::find(tenant, |account| account.raw_id() == *app);
    let Some((behind, account)) =
        behind.and_then(|behind| Some((behind, behind.account(tenant)?.clone())))
    else {
        if let Some(person) = voicemail::owner(world, app) {
            return voicemail::straight(world, call, app, person);
        }
        return refuse(world, call, app, UNKNOWN);
    };
    match account.licence {
        Licence::Assigned => {}
        Licence::Missing => return refuse(world, call, app, UNLICENSED),
    }
    let origin = calls::voice_app::origin(world, call, app);
    if let Err(pair) = access::passes(world, &origin) {
        return refuse(world, call, app, pair);
    }
    drive::take(world, call);
    let trunk = came_by(world, call, &account);
    let line = Line {
        trunk,
        connectivity: connectivity(world, call, trunk),
        ..Line::new(world.calls.contact(call), app.clone())
    };
    world.teams.lines.insert(call, line);
    calls::voice_app::picked_up(world, call, app);
    match behind {
        App::Queue(queue) => {
            let priority = world.declaration.teams.queues[queue].priority;
            enter::arrive(world, call, queue, priority);
        }
        App::Attendant(attendant) => {
            enter::leg(world, call, behind, ReachedBy::Account);
            attendants::begin(world, call, attendant);
        }
    }
}

/// Tells by which trunk the call came in, where the account's own number was dialled.
fn came_by(world: &World, call: CallId, account: &ResourceAccount) -> Option<ExternalCalls> {
    let number = RawId::phone_number(account.phone_number.as_deref()?);
    let dialled = world.calls.dialled(call)?;
    (*dialled == number).then(|| gate::trunk(account))
}

/// Tells how a call came to the tenant. Whoever does not dial a number of the tenant and is not of it comes over Azure
/// Communication Services.
fn connectivity(world: &World, call: CallId, trunk: Option<ExternalCalls>) -> Connectivity {
    match trunk {
        Some(ExternalCalls::None | ExternalCalls::CallingPlan) => Connectivity::CallingPlan,
        Some(ExternalCalls::OperatorConnect) => Connectivity::OperatorConnect,
        Some(ExternalCalls::VoiceRoutingPolicy) => Connectivity::DirectRouting,
        None => match world.calls.caller(call).map(RawId::kind) {
            Some(IdentifierKind::TeamsUser(_)) => Connectivity::Internal,
            Some(
                IdentifierKind::CommunicationUser(_)
                | IdentifierKind::PhoneNumber(_)
                | IdentifierKind::TeamsApp(_)
                | IdentifierKind::Unknown(_),
            )
            | None => Connectivity::AcsCall,
        },
    }
}

fn refuse(world: &mut World, call: CallId, app: &RawId, pair: (u16, u32)) {
    calls::voice_app::refused(world, call, app, Ended::by_nobody(pair));
}

/// Tells whether a number leads to a voice app, and to which resource account.
pub(crate) fn app_of_number(world: &World, number: &str) -> Option<RawId> {
    let tenant = &world.declaration.teams;
    let app = App::find(tenant, |account| {
        account.phone_number.as_deref() == Some(number)
    })?;
    app.account(tenant).map(ResourceAccount::raw_id)
}

/// Tells whether the resource account of a voice app has this object id.
pub(crate) fn is_resource_account(world: &World, object_id: &str) -> bool {
    let tenant = &world.declaration.teams;
    App::find(tenant, |account| account.object_id.as_str() == object_id).is_some()
}

/// The caller has left, or the voice app was sent out, or the call is over for everyone: it leaves its queue, its agents are free.
pub(crate) fn call_ended(world: &mut World, call: CallId) {
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    match line.stage {
        Stage::Voicemail { .. } => voicemail::caller_gone(world, call),
        Stage::Attendant(_) => attendants::caller_gone(world, call),
        Stage::Connecting { person, .. } => {
            forget(world, call);
            return people::leaves(world, person, call);
        }
        // Its caller has gone on purpose.
        Stage::Callback { .. } => return,
        Stage::Entering
        | Stage::Waiting { .. }
        | Stage::Leaving { .. }
        | Stage::Ringing { .. }
        | Stage::CallingBack { .. }
        | Stage::Answered { .. } => {}
    }
    forget(world, call);
}

/// One person has joined a call, from a queue or not.
pub(crate) fn joined_call(world: &mut World, call: CallId, person: &RawId) {
    if let Some(person) = people::find(world, person) {
        people::takes(world, person, call);
    }
}

/// One person (an agent, say) has left a call that goes on or is about to end: they are free.
pub(crate) fn left_call(world: &mut World, call: CallId, person: &RawId) {
    let Some(person) = people::find(world, person) else {
        return;
    };
    let line = world.teams.lines.get(&call);
    match line.map(|line| &line.stage) {
        Some(Stage::Answered { person: agent }) if *agent == person => forget(world, call),
        Some(Stage::CallingBack { person: agent, .. }) if *agent == person => {
            callback::given_up(world, call);
        }
        Some(_) | None => {}
    }
    people::leaves(world, person, call);
}

/// Takes a call out of wherever it is: its timer, and the engine, which says what that means for agents.
fn forget(world: &mut World, call: CallId) {
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    let timer = line.stage.timer();
    let key = line.key;
    callback::stop(world, call);
    if let Some(timer) = timer {
        world.cancel_wake(timer);
    }
    match key {
        Some(key) => {
            let gone = ringback_engine::queues::Command::HangUp { call: key };
            let _gone_already = drive::command(world, gone);
        }
        None => {
            drive::take(world, call);
        }
    }
}

//! Callers who wait are offered to be called back, ask for it, and are called when an agent takes their place in line.
//!
//! Source: "New-CsCallQueue", Microsoft Teams PowerShell reference, 2026; "Create a call queue", Microsoft Learn, 2025-02-05.

use ringback_engine::{
    WakeId,
    queues::{CallKey, Command, Stage as EngineStage},
};

use super::{
    CallbackFailure, Fact, course,
    dialable::is_dialable,
    drive,
    line::{Line, Stage},
    people,
    state::queue_id,
    wake::Wake,
};
use crate::{
    IdentifierKind, RawId, Span, World,
    calls::{self, CallId, Ended, Search, Tone},
    declaration::Callback,
    wake,
};

/// How long a customer who is called back may let it ring: the limit of call setup to phones ("Service limits for Azure
/// Communication Services", 2025).
const RINGS: Span = Span::from_secs(115);
/// What a customer hears who has asked to be called back, in our own words.
const CONFIRMED: &str = "Thank you. We will call you back when it is your turn.";

/// How far a waiting caller has come with offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offering {
    /// Whether the length of the line, as they found it, makes them eligible.
    found_long: bool,
    /// Whether an offer was made.
    offered: bool,
    /// The end of the music that plays.
    track: Option<WakeId>,
}

/// A caller has come who finds so many others waiting. Those whom nobody could call get no offers.
pub(super) fn arrived(world: &mut World, call: CallId, queue: usize, waiting: u32) {
    let Some(callback) = &world.declaration.teams.queues[queue].callback else {
        return;
    };
    if number(world, call).is_none() {
        return;
    }
    let found_long = finds_long(
        callback,
        waiting,
        world.teams.engine.opted_in(queue_id(queue)),
    );
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.offering = Some(Offering {
            found_long,
            offered: false,
            track: None,
        });
    }
}

/// Tells whether the line that a caller finds makes them eligible. Where no agent is opted in, any caller is one too many.
pub fn finds_long(callback: &Callback, waiting: u32, agents: u32) -> bool {
    let by_number = callback
        .calls_in_queue
        .is_some_and(|threshold| waiting >= threshold);
    let by_ratio = callback.calls_per_agent.is_some_and(|threshold| {
        u64::from(waiting) > u64::from(threshold).saturating_mul(u64::from(agents))
    });
    by_number || by_ratio
}

/// The music begins.
pub(super) fn begin_track(world: &mut World, call: CallId, queue: usize, after: Span) {
    let is_offering = |line: &Line| line.offering.is_some();
    if !world.teams.lines.get(&call).is_some_and(is_offering) {
        return;
    }
    let music = world.declaration.teams.queues[queue].music.takes;
    let takes = Span::from_micros(after.as_micros().saturating_add(music.as_micros()));
    let track = world.wake_in(takes, wake::Wake::Teams(Wake::TrackEnd { call }));
    if let Some(offering) = offering(world, call) {
        offering.track = Some(track);
    }
}

/// The music is over: an eligible caller hears the offer, then the music anew.
pub(super) fn track_over(world: &mut World, call: CallId) {
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    let (Stage::Waiting { queue }, Some(key)) = (&line.stage, line.key) else {
        return;
    };
    let queue = *queue;
    if let Some(offering) = offering(world, call) {
        offering.track = None;
    }
    let declared = &world.declaration.teams.queues[queue];
    // A bound that is reached now comes first.
    let since = world.teams.engine.waiting_since(key);
    let Some(waited) = since.map(|since| world.now().since(since)) else {
        return;
    };
    if waited >= declared.timeout_threshold {
        return;
    }
    let (Some(callback), true) = (
        &declared.callback,
        is_eligible(world, (call, key), queue, waited),
    ) else {
        return begin_track(world, call, queue, Span::ZERO);
    };
    let takes = callback.prompt.takes;
    let app = declared.name.clone();
    let says = callback.prompt.says.clone();
    let queue_name = app.clone();
    if let Some(offering) = offering(world, call) {
        offering.offered = true;
    }
    drive::record(world, call, Fact::VoiceAppPrompt { call, app, says });
    let offered = Fact::CallbackOffered {
        call,
        queue: queue_name,
    };
    drive::record(world, call, offered);
    begin_track(world, call, queue, takes);
}

/// A caller may be offered to be called back while nothing rings for them.
fn is_eligible(world: &World, (call, key): (CallId, CallKey), queue: usize, waited: Span) -> bool {
    let engine = &world.teams.engine;
    if engine.stage(key) != Some(EngineStage::Waiting) {
        return false;
    }
    let callback = world.declaration.teams.queues[queue].callback.as_ref();
    let in_front = || engine.line(queue_id(queue)).next() == Some(key);
    let has_waited = || callback.is_some_and(|callback| waits_long(callback, waited)) && in_front();
    let offering = world.teams.lines.get(&call);
    let offering = offering.and_then(|line| line.offering.as_ref());
    offering.is_some_and(|offering| offering.found_long) || has_waited()
}

/// Tells whether the wait of a caller makes them eligible, where they are in front.
pub fn waits_long(callback: &Callback, waited: Span) -> bool {
    callback
        .after_waiting
        .is_some_and(|threshold| waited > threshold)
}

/// A waiting caller presses keys. The one that accepts the offer makes a request of the call, and the caller goes.
pub(super) fn pressed(world: &mut World, call: CallId, tones: &[Tone]) {
    let Some(line) = world.teams.lines.get(&call) else {
        return;
    };
    let (Stage::Waiting { queue }, Some(key), Some(offering)) =
        (&line.stage, line.key, &line.offering)
    else {
        return;
    };
    let queue = *queue;
    let declared = &world.declaration.teams.queues[queue];
    let accepts = |callback: &Callback| offering.offered && tones.contains(&callback.key);
    if !declared.callback.as_ref().is_some_and(accepts) {
        return;
    }
    let (Some(number), app) = (number(world, call), line.app.clone()) else {
        return;
    };
    let name = declared.name.clone();
    // Refused where it rings at an agent just now.
    if drive::command(world, Command::RequestCallback { call: key }).is_err() {
        return;
    }
    stop(world, call);
    if let Some(line) = world.teams.lines.get_mut(&call) {
        line.stage = Stage::Callback {
            queue,
            number: number.clone(),
        };
    }
    let requested = Fact::CallbackRequested {
        call,
        queue: name.clone(),
        number,
    };
    drive::record(world, call, requested);
    let says = CONFIRMED.to_owned();
    let confirmed = Fact::VoiceAppPrompt {
        call,
        app: name,
        says,
    };
    drive::record(world, call, confirmed);
    calls::voice_app::ended(world, call, &app, course::ends());
}

/// Stops the music of a caller who waits no more.
pub(super) fn stop(world: &mut World, call: CallId) {
    let offering = world
        .teams
        .lines
        .get_mut(&call)
        .and_then(|line| line.offering.take());
    if let Some(track) = offering.and_then(|offering| offering.track) {
        world.cancel_wake(track);
    }
}

/// An agent has taken a request: the customer is called, in a call of its own in which the agent is already.
pub(super) fn answered(
    world: &mut World,
    request: CallId,
    (queue, number): (usize, &str),
    person: usize,
    waited: Span,
) {
    let Some(line) = world.teams.lines.remove(&request) else {
        return;
    };
    let tenant = &world.declaration.teams;
    let agent = RawId::teams_user(tenant.people[person].object_id.as_str());
    let names = (
        tenant.queues[queue].name.clone(),
        tenant.people[person].name.clone(),
    );
    let shown = shown(world, &line.app);
    let customer = RawId::phone_number(number);
    let call = calls::voice_app::open(world, &shown, &customer, line.contact);
    let fact = Fact::CallbackAnswered {
        call: request,
        queue: names.0,
        agent: names.1,
        waited,
        placed: call,
    };
    world.record(line.contact, crate::What::Teams(fact));
    if let Some(key) = line.key {
        world.teams.keys.insert(key, call);
    }
    let app = line.app.clone();
    let stage = Stage::CallingBack {
        queue,
        person,
        request,
        number: number.to_owned(),
    };
    world.teams.lines.insert(call, Line { stage, ..line });
    people::takes(world, person, call);
    calls::voice_app::enters(world, call, &agent);
    calls::voice_app::enters(world, call, &app);
    let search = Search {
        target: &customer,
        limit: RINGS,
        shows: shown,
    };
    calls::voice_app::ring(world, call, &app, search);
}

/// The number that a customer sees who is called back: that of the resource account, or the account itself.
fn shown(world: &World, app: &RawId) -> RawId {
    let accounts = world.declaration.teams.accounts();
    let mut accounts = accounts.filter(|account| account.raw_id() == *app);
    let number = accounts.find_map(|account| account.phone_number.as_deref());
    number.map_or_else(|| app.clone(), RawId::phone_number)
}

/// The customer has taken the call: it is the agent's.
pub(super) fn taken(world: &mut World, call: CallId) {
    if let Some(line) = world.teams.lines.get_mut(&call)
        && let Stage::CallingBack { person, .. } = line.stage
    {
        line.stage = Stage::Answered { person };
    }
}

/// The customer was not reached: the group is told, and the call ends.
pub(super) fn not_reached(world: &mut World, call: CallId, ended: Ended) {
    let Some(line) = world.teams.lines.get_mut(&call) else {
        return;
    };
    let Stage::CallingBack {
        queue,
        person,
        request,
        ref number,
    } = line.stage
    else {
        return;
    };
    let (app, number) = (line.app.clone(), number.clone());
    // The search is over, and told once; the agent leaves as from any call.
    line.stage = Stage::Answered { person };
    mail(
        world,
        (call, request),
        (queue, number),
        CallbackFailure::NotReached,
    );
    calls::voice_app::ended(world, call, &app, ended);
}

/// The agent has hung up before the customer was reached.
pub(super) fn given_up(world: &mut World, call: CallId) {
    not_reached(world, call, course::ends());
}

/// A request has waited too long: the group is told.
pub(super) fn timed_out(
    world: &mut World,
    call: CallId,
    (queue, number): (usize, String),
    waited: Span,
) {
    let name = world.declaration.teams.queues[queue].name.clone();
    let timed_out = Fact::CallbackTimedOut {
        call,
        queue: name,
        waited,
    };
    drive::record(world, call, timed_out);
    mail(
        world,
        (call, call),
        (queue, number),
        CallbackFailure::TimedOut,
    );
}

/// Tells the group of a request that came to nothing. A group that was declared away is told nothing.
fn mail(
    world: &mut World,
    (call, request): (CallId, CallId),
    (queue, number): (usize, String),
    why: CallbackFailure,
) {
    let tenant = &world.declaration.teams;
    let declared = &tenant.queues[queue];
    let group = declared.callback.as_ref();
    let group = group.and_then(|callback| tenant.groups.get(callback.mail_to));
    let Some(group) = group else {
        return;
    };
    let mailed = Fact::CallbackMailed {
        call: request,
        queue: declared.name.clone(),
        to: group.name.clone(),
        number,
        why,
    };
    drive::record(world, call, mailed);
}

/// The number that a caller can be called back at.
fn number(world: &World, call: CallId) -> Option<String> {
    match world.calls.caller(call)?.kind() {
        IdentifierKind::PhoneNumber(number) => is_dialable(number).then(|| number.to_owned()),
        IdentifierKind::CommunicationUser(_)
        | IdentifierKind::TeamsUser(_)
        | IdentifierKind::TeamsApp(_)
        | IdentifierKind::Unknown(_) => None,
    }
}

fn offering(world: &mut World, call: CallId) -> Option<&mut Offering> {
    let line = world.teams.lines.get_mut(&call)?;
    line.offering.as_mut()
}

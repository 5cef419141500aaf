//! What happens in voice apps.

use serde::{Deserialize, Serialize};

use super::{
    AttendantResult, CallFlow, CallbackFailure, Connectivity, ExceptionKind, FlowKind,
    HeardOutcome, OfferEnd, OwnRule, Presence, ReachedBy, SearchMethod, VoiceAppKind,
    VoicemailKind,
};
use crate::{
    Guid, Span,
    calls::CallId,
    declaration::{ConferenceMode, DirectorySearch, Endpoint},
};

/// What happened in a voice app or to an agent. Queues, people and groups are named by their short names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    /// A call has entered a voice app: the first one, or another one that it was sent to. The app's own facts follow.
    VoiceAppReached {
        /// The call.
        call: CallId,
        /// The queue or attendant.
        app: String,
        /// Which of the two.
        kind: VoiceAppKind,
        /// By its resource account or directly.
        by: ReachedBy,
        /// How the call came to the tenant.
        connectivity: Connectivity,
        /// The object id of the resource account that the call arrived by, where it arrived by one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        resource_account: Option<Guid>,
    },
    /// A call has entered a queue and waits (or hears its greeting).
    Queued {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// How many waited before it.
        waiting: u32,
        /// How many agents the queue had then.
        #[serde(default)]
        agents: u32,
        /// How many of them were opted in.
        #[serde(default)]
        opted_in: u32,
    },
    /// A caller who waits hears the music of the queue, over and over until somebody answers or something else is said.
    MusicBegan {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The file; nothing where it is the default music.
        #[serde(default)]
        file: Option<String>,
    },
    /// A call rings at an agent.
    Offered {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The agent.
        agent: String,
        /// What the agent's client names as called: the resource account that the call came through, else the queue.
        #[serde(default)]
        shows: String,
    },
    /// An offer is over without an answer of this agent.
    OfferEnded {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The agent.
        agent: String,
        /// How.
        how: OfferEnd,
    },
    /// An agent has the call.
    AnsweredByAgent {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The agent.
        agent: String,
        /// How long the call had waited in this queue.
        waited: Span,
        /// Whether the agent joined the caller's conference or was transferred the call.
        mode: ConferenceMode,
    },
    /// A waiting caller is offered to be called back.
    CallbackOffered {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
    },
    /// A waiting caller asked to be called back, and goes; the request keeps the call's place in line.
    CallbackRequested {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The number at which they are called.
        number: String,
    },
    /// An agent has taken a request, and the customer is called.
    CallbackAnswered {
        /// The call in which it was asked.
        call: CallId,
        /// The queue.
        queue: String,
        /// The agent.
        agent: String,
        /// How long call and request had waited in this queue.
        waited: Span,
        /// The call to the customer.
        placed: CallId,
    },
    /// A request waited too long.
    CallbackTimedOut {
        /// The call in which it was asked.
        call: CallId,
        /// The queue.
        queue: String,
        /// How long call and request had waited in this queue.
        waited: Span,
    },
    /// A group was told by mail of a request that came to nothing.
    CallbackMailed {
        /// The call in which it was asked.
        call: CallId,
        /// The queue.
        queue: String,
        /// The group.
        to: String,
        /// The customer's number.
        number: String,
        /// What became of it.
        why: CallbackFailure,
    },
    /// The caller hung up while waiting.
    Abandoned {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// How long the call had waited in this queue.
        waited: Span,
    },
    /// An exception fired: what the queue's record carries.
    Redirected {
        /// The call.
        call: CallId,
        /// The queue that it leaves.
        queue: String,
        /// Which exception.
        exception: ExceptionKind,
        /// `disconnect`, `disconnect-with-busy`, `queue`, `attendant`, `person`, `external`, `voicemail`, `shared-voicemail`.
        action: String,
        /// The target's name, where there is one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        target: Option<String>,
        /// Whether a queue or attendant is the target by its resource account or directly.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        by: Option<Endpoint>,
        /// How long the call had waited in this queue.
        waited: Span,
        /// How many agents the queue had then.
        #[serde(default)]
        agents: u32,
        /// How many of them were opted in.
        #[serde(default)]
        opted_in: u32,
    },
    /// A redirect could not be carried out; the call ends.
    RedirectFailed {
        /// The call.
        call: CallId,
        /// The queue or attendant that it left.
        app: String,
        /// Why.
        why: String,
    },
    /// A person's own rule sends a call on to another person or to a number. A message has facts of its own.
    ForwardedByPerson {
        /// The call.
        call: CallId,
        /// Whose rule.
        person: String,
        /// Which.
        rule: OwnRule,
        /// `person` or `external`.
        action: String,
        /// The person's name or the number.
        target: String,
    },
    /// A caller reached a voicemail: the greeting begins.
    VoicemailReached {
        /// The call.
        call: CallId,
        /// Whose.
        of: String,
        /// A group's or a person's.
        kind: VoicemailKind,
        /// What the caller hears.
        greeting: String,
    },
    /// A message was left.
    VoicemailLeft {
        /// The call.
        call: CallId,
        /// For whom.
        of: String,
        /// For a group or a person.
        kind: VoicemailKind,
        /// How long it is.
        takes: Span,
    },
    /// A message was mailed to whom it is for.
    VoicemailMailed {
        /// The call.
        call: CallId,
        /// The group or person.
        to: String,
        /// A group's or a person's.
        kind: VoicemailKind,
        /// What was said, where it is transcribed.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        transcript: Option<String>,
    },
    /// A caller hears a prompt of a voice app.
    VoiceAppPrompt {
        /// The call.
        call: CallId,
        /// The queue or attendant.
        app: String,
        /// What is said.
        says: String,
    },
    /// A call has entered an auto attendant.
    AttendantReached {
        /// The call.
        call: CallId,
        /// The attendant.
        attendant: String,
        /// Which of its flows runs.
        flow: FlowKind,
        /// The holiday, where it is one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        holiday: Option<String>,
    },
    /// An auto attendant has heard a key or words.
    AttendantHeard {
        /// The call.
        call: CallId,
        /// The attendant.
        attendant: String,
        /// The key, as `one` or `pound`, or the words.
        input: String,
        /// What came of it.
        outcome: HeardOutcome,
    },
    /// A call has left an auto attendant: what the attendant's record carries.
    AttendantLeft {
        /// The call.
        call: CallId,
        /// The attendant.
        attendant: String,
        /// How, in the published word.
        result: AttendantResult,
        /// Where to: an action of a redirect, where there is one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        action: Option<String>,
        /// The target's name, where there is one.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        target: Option<String>,
        /// How many options the caller had selected, searches that found somebody and choices among names included.
        selections: u32,
        /// How the directory was searched last, where it was.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        search: Option<SearchMethod>,
        /// In which part of its flow the call was.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        call_flow: Option<CallFlow>,
        /// How long the call was in the attendant.
        #[serde(default = "nothing")]
        stayed: Span,
    },
    /// A caller of an auto attendant has looked for somebody in the directory.
    DirectorySearched {
        /// The call.
        call: CallId,
        /// The attendant.
        attendant: String,
        /// With keys or with words.
        method: SearchMethod,
        /// By name or by extension.
        by: DirectorySearch,
        /// The digits that were typed, or the words.
        input: String,
        /// How many people fit.
        found: u32,
        /// Who fits, in the order of the names; nobody where they are too many to be read out.
        matches: Vec<String>,
    },
    /// A caller has chosen one of the names that an auto attendant read out.
    DirectoryChosen {
        /// The call.
        call: CallId,
        /// The attendant.
        attendant: String,
        /// Who.
        person: String,
        /// The place in the list, from 1.
        place: u32,
    },
    /// A recorder bot of a queue records a call.
    RecorderJoined {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The bot's template.
        template: String,
    },
    /// A recorder bot of a queue cannot join a call.
    RecorderFailed {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The bot's template.
        template: String,
    },
    /// A recorder bot of a queue drops out of a call.
    RecorderLeft {
        /// The call.
        call: CallId,
        /// The queue.
        queue: String,
        /// The bot's template.
        template: String,
    },
    /// A person has parked a call, and leaves it.
    Parked {
        /// The call.
        call: CallId,
        /// Who.
        by: String,
        /// The code by which it is retrieved.
        code: u16,
    },
    /// A person has taken up a parked call: by its code, or when it came back.
    Retrieved {
        /// The call.
        call: CallId,
        /// Who.
        by: String,
        /// The code, free again.
        code: u16,
    },
    /// Nobody has retrieved a parked call in time: it rings at who parked it.
    ParkReturned {
        /// The call.
        call: CallId,
        /// Who parked it.
        to: String,
    },
    /// A person's presence changed.
    PresenceChanged {
        /// Who.
        person: String,
        /// To what.
        presence: Presence,
    },
    /// A person opted in to a queue or out of it.
    OptedChanged {
        /// Who.
        person: String,
        /// The queue.
        queue: String,
        /// In or out.
        opted: super::command::Opted,
    },
}

fn nothing() -> Span {
    Span::ZERO
}

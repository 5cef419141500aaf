//! A call inside voice apps, from the moment it is taken until an agent's conversation ends.

use ringback_engine::{WakeId, queues::CallKey};

use super::{Connectivity, ExceptionKind, app::App, attendants::Visit, callback::Offering};
use crate::{
    Contact, RawId, Span, Time,
    calls::CallId,
    declaration::{ExternalCalls, SystemPrompt, Transcription},
};

/// One call.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Whose contact it is.
    pub(super) contact: Option<Contact>,
    /// The resource account that is a party of the call on behalf of the voice app.
    pub(super) app: RawId,
    /// The resource account that takes over when the call arrives in the next queue, where it is reached by one.
    pub(super) next_app: Option<RawId>,
    /// Its name in the engine, while it is there.
    pub(super) key: Option<CallKey>,
    /// How many voice apps it has entered.
    pub(super) legs: u32,
    /// The first attendant among them.
    pub(super) first_attendant: Option<usize>,
    /// The priority that it carries, 1 very high to 5 very low.
    pub(super) priority: Option<u8>,
    /// By which trunk of the tenant it came in, where the resource account's number was dialled.
    pub(super) trunk: Option<ExternalCalls>,
    /// How far its caller, while they wait, has come with offers to be called back.
    pub(super) offering: Option<Offering>,
    /// How it came to the tenant.
    pub(super) connectivity: Connectivity,
    /// The people whose own rules have sent it on, as indices into the declaration.
    pub(super) forwarded_by: Vec<usize>,
    /// The agents who have refused it as busy, and when: never twice at one instant.
    pub(super) refused: Vec<(usize, Time)>,
    /// What its caller has said to a voicemail so far.
    pub(super) message: Vec<String>,
    /// What agents of the queue that it is in see as called.
    pub(super) shows: String,
    /// Where it is.
    pub(super) stage: Stage,
}

impl Line {
    /// Makes the line of a call that has just come to a voice app by this account.
    pub(super) fn new(contact: Option<Contact>, app: RawId) -> Self {
        Self {
            contact,
            app,
            next_app: None,
            key: None,
            legs: 0,
            first_attendant: None,
            priority: None,
            trunk: None,
            offering: None,
            connectivity: Connectivity::Internal,
            forwarded_by: Vec::new(),
            refused: Vec::new(),
            message: Vec::new(),
            shows: String::new(),
            stage: Stage::Entering,
        }
    }
}

/// Where a call is. Queues, people and groups are indices into the declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// It is being put into a queue.
    Entering,
    /// It hears the greeting of a queue or waits there, ringing or not.
    Waiting { queue: usize },
    /// An exception of a queue has fired, and a prompt may play.
    Leaving {
        queue: usize,
        exception: ExceptionKind,
        timer: Option<WakeId>,
    },
    /// It is in an attendant.
    Attendant(Visit),
    /// It rings at a person or at a number outside.
    Ringing {
        from: App,
        at: RingsAt,
        timer: Option<WakeId>,
    },
    /// It is at a voicemail.
    Voicemail {
        deposit: Deposit,
        step: VoicemailStep,
        timer: WakeId,
    },
    /// Its caller has gone and waits in line to be called back at this number.
    Callback { queue: usize, number: String },
    /// An agent has taken such a request, and the customer is being called.
    CallingBack {
        queue: usize,
        person: usize,
        request: CallId,
        number: String,
    },
    /// An agent has answered, and the two do not hear each other yet.
    Connecting {
        person: usize,
        queue: usize,
        timer: WakeId,
    },
    /// An agent has it.
    Answered { person: usize },
}

impl Stage {
    /// The timer that runs for this stage.
    pub(super) fn timer(&self) -> Option<WakeId> {
        match self {
            Self::Leaving { timer, .. } | Self::Ringing { timer, .. } => *timer,
            Self::Attendant(visit) => visit.timer,
            Self::Voicemail { timer, .. } | Self::Connecting { timer, .. } => Some(*timer),
            Self::Entering
            | Self::Waiting { .. }
            | Self::Callback { .. }
            | Self::CallingBack { .. }
            | Self::Answered { .. } => None,
        }
    }
}

/// Where a forwarded call rings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RingsAt {
    /// At a person.
    Person(usize),
    /// At a number outside.
    Number(String),
}

/// A visit to a voicemail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Deposit {
    /// The voice app that sent the caller there; nothing where a person was called straight.
    pub(super) from: Option<App>,
    pub(super) mailbox: Mailbox,
    /// How long the message may be.
    pub(super) message_max: Span,
    pub(super) transcription: Transcription,
}

/// Whose voicemail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mailbox {
    /// A group's.
    Group(usize),
    /// A person's.
    Person(usize),
}

/// How far a voicemail has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VoicemailStep {
    /// The greeting plays; then the built-in prompt, unless suppressed.
    Greeting(SystemPrompt),
    /// The built-in prompt plays.
    SystemPrompt,
    /// The caller speaks.
    Recording {
        /// Since when.
        since: Time,
    },
}

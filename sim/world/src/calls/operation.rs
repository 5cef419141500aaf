//! One media operation of a leg: a play, a recognition, or tones that are sent.

use super::{
    Choice, DtmfOptions, InputType, Interrupt, Loop, Tone, prompt::Prompt, send_dtmf::Sending,
};
use ringback_engine::WakeId;

use crate::{RawId, Span};

/// A play, a recognition or tones, running or waiting for its turn.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) number: u64,
    pub(super) lane: Lane,
    pub(super) context: Option<String>,
    pub(super) work: Work,
    pub(super) turn: Turn,
    pub(super) timer: Option<WakeId>,
}

/// Whose ears and mouths an operation takes.
///
/// Source: "Control mid-call media actions with Call Automation", Azure Communication Services documentation, 2025.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lane {
    /// Everyone's: one operation after another.
    Main,
    /// These participants': one at a time, a second is refused.
    Sub(Vec<RawId>),
}

/// Whether an operation has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Others come first.
    Waiting,
    /// It runs.
    Running,
}

/// What an operation does.
#[derive(Debug)]
pub(super) enum Work {
    /// It plays.
    Play {
        /// What.
        prompt: Prompt,
        /// Once or for ever.
        repeat: Loop,
    },
    /// It listens.
    Listen(Listen),
    /// It sends tones.
    Send(Sending),
}

/// A recognition.
#[derive(Debug)]
pub(super) struct Listen {
    pub(super) target: RawId,
    pub(super) input_type: InputType,
    pub(super) prompt: Option<Prompt>,
    pub(super) interrupt_prompt: Interrupt,
    pub(super) initial_silence: Span,
    pub(super) dtmf: DtmfOptions,
    pub(super) choices: Vec<Choice>,
    pub(super) end_silence: Span,
    pub(super) hearing: Hearing,
}

/// How far a recognition has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Hearing {
    /// Its prompt plays, or it has not begun.
    Prompting,
    /// It listens, and has heard nothing.
    Silence,
    /// It collects keys.
    Keys(Vec<Tone>),
    /// It collects words.
    Words(Vec<String>),
}

impl Lane {
    /// Tells whether two operations cannot stand beside each other.
    pub(super) fn conflicts(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Sub(ours), Self::Sub(theirs)) => ours.iter().any(|one| theirs.contains(one)),
            (Self::Main, Self::Main | Self::Sub(_)) | (Self::Sub(_), Self::Main) => false,
        }
    }
}

impl Operation {
    /// Tells whether a request to cancel all media means it: only plays and recognitions have an event for that.
    pub(super) fn is_cancelable(&self) -> bool {
        match &self.work {
            Work::Play { .. } | Work::Listen(_) => true,
            Work::Send(_) => false,
        }
    }

    /// Tells whether the operation is only about this participant.
    pub(super) fn is_only_for(&self, party: &RawId) -> bool {
        let listens_to = match &self.work {
            Work::Listen(listen) => listen.target == *party,
            Work::Play { .. } | Work::Send(_) => false,
        };
        let plays_to = match &self.lane {
            Lane::Main => false,
            Lane::Sub(parties) => parties.iter().all(|one| one == party),
        };
        listens_to || plays_to
    }
}

impl Listen {
    /// Tells whether what the target does now is heard at all.
    pub(super) fn is_open(&self) -> bool {
        match self.hearing {
            Hearing::Prompting => self.interrupt_prompt == Interrupt::Yes,
            Hearing::Silence | Hearing::Keys(_) | Hearing::Words(_) => true,
        }
    }
}

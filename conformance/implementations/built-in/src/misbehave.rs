//! Faults of the service that a test asked for.

use std::str::FromStr;

/// A fault of the service that a test asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misbehave {
    /// No fault.
    None,
    /// A defect with a name, as a service might really have it.
    Defect(Defect),
    /// Refuses the first callback of this type of each call with 500, and takes it when it comes again.
    FailsCallback(String),
    /// Ends the process at the first callback of this type.
    Dies(String),
}

/// A defect with a name, as a service might really have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// Lets an incoming call ring for longer than it rings.
    AnswersLate,
    /// Answers each call a second time and ignores the error.
    AnswersTwice,
    /// Asks the caller again after the call was disconnected.
    IgnoresHangUp,
    /// Acknowledges the end of its last announcement and does not transfer.
    LosesCallback,
    /// Handles a callback again that was delivered twice.
    DoubledCallback,
    /// Transfers to the other queue.
    WrongQueue,
    /// Tells who was silent that they pressed a wrong key.
    WrongMenuOnSilence,
    /// Lets a wrong key count as the first choice.
    GuessesChoice,
    /// Ends the call for everyone when the expert has joined.
    LeavesCustomer,
    /// Ends the call when the expert does not come.
    DropsDeclined,
    /// Does not welcome who comes to the chat.
    SilentBot,
    /// Answers a question about the phone number with one that is not its own.
    WrongNumber,
    /// Writes what belongs into one chat into the one that was opened first.
    MixesChats,
    /// Does not understand who asks for a person.
    NeverEscalates,
    /// Sends everyone who writes to a call.
    EscalatesUnasked,
    /// Hands over to support, whatever the customer asked for.
    OneSkill,
    /// Says nothing in the chat when the call is over.
    ForgetsThanks,
    /// Still writes into a chat that was deleted.
    TalksToDeletedThread,
    /// Does not get a new token when its own was refused.
    StaleToken,
    /// Does not call whoever asked for it.
    NeverCallsBack,
}

impl Defect {
    /// Every defect.
    pub const ALL: [Self; 20] = [
        Self::AnswersLate,
        Self::AnswersTwice,
        Self::IgnoresHangUp,
        Self::LosesCallback,
        Self::DoubledCallback,
        Self::WrongQueue,
        Self::WrongMenuOnSilence,
        Self::GuessesChoice,
        Self::LeavesCustomer,
        Self::DropsDeclined,
        Self::SilentBot,
        Self::WrongNumber,
        Self::MixesChats,
        Self::NeverEscalates,
        Self::EscalatesUnasked,
        Self::OneSkill,
        Self::ForgetsThanks,
        Self::TalksToDeletedThread,
        Self::StaleToken,
        Self::NeverCallsBack,
    ];

    /// Gives the name by which `MISBEHAVE` asks for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::AnswersLate => "answers-late",
            Self::AnswersTwice => "answers-twice",
            Self::IgnoresHangUp => "ignores-hang-up",
            Self::LosesCallback => "loses-callback",
            Self::DoubledCallback => "doubled-callback",
            Self::WrongQueue => "wrong-queue",
            Self::WrongMenuOnSilence => "wrong-menu-on-silence",
            Self::GuessesChoice => "guesses-choice",
            Self::LeavesCustomer => "leaves-customer",
            Self::DropsDeclined => "drops-declined",
            Self::SilentBot => "silent-bot",
            Self::WrongNumber => "wrong-number",
            Self::MixesChats => "mixes-chats",
            Self::NeverEscalates => "never-escalates",
            Self::EscalatesUnasked => "escalates-unasked",
            Self::OneSkill => "one-skill",
            Self::ForgetsThanks => "forgets-thanks",
            Self::TalksToDeletedThread => "talks-to-deleted-thread",
            Self::StaleToken => "stale-token",
            Self::NeverCallsBack => "never-calls-back",
        }
    }
}

impl FromStr for Misbehave {
    type Err = String;

    /// Reads the value of `MISBEHAVE`; the error says what it may be.
    fn from_str(text: &str) -> Result<Self, String> {
        let defect = Defect::ALL.into_iter().find(|one| one.name() == text);
        match text.split_once(':') {
            None if text == "none" => Ok(Self::None),
            Some(("fails-callback", event_type)) if !event_type.is_empty() => {
                Ok(Self::FailsCallback(event_type.to_owned()))
            }
            Some(("dies", event_type)) if !event_type.is_empty() => {
                Ok(Self::Dies(event_type.to_owned()))
            }
            _ => defect.map(Self::Defect).ok_or_else(|| {
                let names = Defect::ALL.map(Defect::name).join(", ");
                format!("none, fails-callback:EVENTTYPE, dies:EVENTTYPE, or one of {names}")
            }),
        }
    }
}

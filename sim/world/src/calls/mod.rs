//! Calls: customers dial, the implementation answers through Call Automation, parties come and go.

mod answering;
mod command;
mod fact;
mod ids;
mod media;
mod reply;
mod state;
pub(crate) mod voice_app;
mod wake;

pub use answering::{Answering, AnsweringMode};
pub use command::{
    Act, Answer, Command, CustomContext, HangUpReach, PartyAct, Place, Play, Recognize, Redirect,
    Reject, RejectReason, SpeechService, Transfer,
};
pub use fact::{Ended, Fact, Participant, ResultInformation, Roster};
pub use ids::{ApiVersion, CallConnectionId, CallId, IncomingCallContext, ServerCallId};
pub use media::{
    Choice, DtmfOptions, FileFound, InputType, Interrupt, Loop, PlaySource, RecognizeOptions,
    Recognized, SpeechOptions, Tone,
};
pub use reply::{ConnectionState, ConnectionView, Refusal, Reply};
pub use state::State;
pub(crate) use state::{handle, wake};
pub(crate) use wake::Wake;

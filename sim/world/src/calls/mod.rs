//! Calls: customers dial, the implementation answers through Call Automation, parties come and go.

mod add_participant;
mod answer;
mod answering;
mod call;
mod cancel;
mod cancel_add_participant;
mod codes;
mod command;
mod condition;
mod connect;
mod continuous_dtmf;
mod create;
mod custom_context;
mod end;
mod fact;
mod fact_media;
mod far_end;
mod hang_up;
mod hold;
mod ids;
mod input;
mod legs;
mod listen;
mod look_up;
mod media;
mod mute;
mod names;
mod operation;
mod origin;
mod outcome;
pub(crate) mod parked;
mod party;
mod person;
mod picture;
mod place;
mod play;
mod prompt;
mod recognize;
pub(crate) mod recording;
mod redirect;
mod reject;
mod remove_participant;
mod reply;
mod ring;
mod rings;
mod roster;
mod send_dtmf;
mod state;
#[cfg(test)]
mod tests;
mod token;
mod transfer;
mod version;
mod view;
pub(crate) mod voice_app;
mod wake;

pub use answering::{Answering, AnsweringMode};
pub(crate) use codes::on_phone;
pub use command::{
    Act, AddParticipant, Answer, CallerId, CancelAddParticipant, Command, Connect, ContinuousDtmf,
    Create, CustomContext, HangUpReach, Hold, Locator, Mute, PartyAct, Place, Play, Recognize,
    Redirect, Reject, RejectReason, RemoveParticipant, SendDtmf, SpeechService, Transfer, Unhold,
};
pub use fact::{Ended, Fact, Participant, ResultInformation, Roster};
pub use fact_media::{MediaFailed, OperationEnded, PlayStarted, RecognizeCompleted, ToneReceived};
pub use ids::{
    ApiVersion, CallConnectionId, CallId, IncomingCallContext, InvitationId, ServerCallId,
};
pub use input::{
    Choice, DtmfOptions, FileFound, InputType, Interrupt, Loop, PlaySource, RecognizeOptions,
    Recognized, SpeechOptions, Tone,
};
pub(crate) use listen::Heard;
pub(crate) use origin::Origin;
pub use outcome::{
    CallOutcome, CallTransferAccepted, InvitationOutcome, ParticipantOutcome, ParticipantsUpdated,
};
pub use picture::Medium;
pub use prompt::speaking;
pub use reply::{ConnectionState, ConnectionView, Refusal, Reply};
pub use state::State;
pub(crate) use state::{handle, wake};
pub use view::{CallState, CallView, LegView, PartyState, PartyView};
pub(crate) use voice_app::Search;
pub(crate) use wake::Wake;

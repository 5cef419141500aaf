//! Call Automation: requests, replies and callback events, written from the published documents 2024-04-15 and
//! 2026-03-12. Where the versions differ, the field says since when it exists.

mod call;
mod connect;
mod continuous_dtmf;
mod create;
mod event;
mod hold;
mod media;
mod mute;
mod participants;
mod send_dtmf;

pub use call::{
    AnswerCallRequest, CallConnectionProperties, CallConnectionState, CallIntelligenceOptions,
    CallParticipant, CallRejectReason, CustomCallingContext, GetParticipantsResponse,
    RedirectCallRequest, RejectCallRequest, TransferCallResponse, TransferToParticipantRequest,
};
pub use connect::{CallLocator, ConnectRequest};
pub use continuous_dtmf::ContinuousDtmfRecognitionRequest;
pub use create::CreateCallRequest;
pub use event::{
    CallEventData, ChoiceResult, DtmfResult, RecognitionType, ResultInformation, SpeechResult,
};
pub use hold::{HoldRequest, UnholdRequest};
pub use media::{
    Choice, DtmfOptions, FileSource, PlayOptions, PlayRequest, PlaySource, PlaySourceType,
    RecognizeInputType, RecognizeOptions, RecognizeRequest, SpeechOptions, SsmlSource, TextSource,
    Tone, VoiceKind,
};
pub use mute::{MuteParticipantsRequest, MuteParticipantsResult};
pub use participants::{
    AddParticipantRequest, AddParticipantResponse, CancelAddParticipantRequest,
    CancelAddParticipantResponse, RemoveParticipantRequest, RemoveParticipantResponse,
};
pub use send_dtmf::{SendDtmfTonesRequest, SendDtmfTonesResult};

//! Call Automation: requests, replies and callback events, written from the published documents 2024-04-15 and
//! 2026-03-12. Where the versions differ, the field says since when it exists.

mod call;
mod event;
mod media;

pub use call::{
    AnswerCallRequest, CallConnectionProperties, CallConnectionState, CallIntelligenceOptions,
    CallParticipant, CallRejectReason, CustomCallingContext, GetParticipantsResponse,
    RedirectCallRequest, RejectCallRequest, TransferCallResponse, TransferToParticipantRequest,
};
pub use event::{
    CallEventData, ChoiceResult, DtmfResult, RecognitionType, ResultInformation, SpeechResult,
};
pub use media::{
    Choice, DtmfOptions, FileSource, PlayOptions, PlayRequest, PlaySource, PlaySourceType,
    RecognizeInputType, RecognizeOptions, RecognizeRequest, SpeechOptions, SsmlSource, TextSource,
    Tone, VoiceKind,
};

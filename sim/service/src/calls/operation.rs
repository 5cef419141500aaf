//! The published operations, each by its method and path.
//!
//! Source: the Call Automation documents 2024-04-15 and 2026-03-12.

use http::Method;

use crate::respond::split_verb;

/// A published operation with what its path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    /// `POST /calling/callConnections`.
    Create,
    /// `POST /calling/callConnections:connect`.
    Connect,
    /// `POST /calling/callConnections:answer`.
    Answer,
    /// `POST /calling/callConnections:redirect`.
    Redirect,
    /// `POST /calling/callConnections:reject`.
    Reject,
    /// One that acts on a leg.
    OnLeg(String, OnLeg),
    /// One that is published and not simulated; by its published name.
    NotSimulated(&'static str),
}

/// A published operation on a leg.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum OnLeg {
    /// `GET`.
    Get,
    /// `DELETE`.
    HangUp,
    /// `:terminate`.
    Terminate,
    /// `:transferToParticipant`.
    Transfer,
    /// `:play`.
    Play,
    /// `:recognize`.
    Recognize,
    /// `:cancelAllMediaOperations`.
    CancelAllMedia,
    /// `:hold`.
    Hold,
    /// `:unhold`.
    Unhold,
    /// `:sendDtmfTones`.
    SendDtmf,
    /// `:startContinuousDtmfRecognition`.
    StartContinuousDtmf,
    /// `:stopContinuousDtmfRecognition`.
    StopContinuousDtmf,
    /// `…/participants:mute`.
    Mute,
    /// `…/participants:add`.
    AddParticipant,
    /// `…/participants:cancelAddParticipant`.
    CancelAddParticipant,
    /// `…/participants:remove`.
    RemoveParticipant,
    /// `GET …/participants`.
    Participants,
    /// `GET …/participants/{rawId}`.
    Participant(String),
}

impl OnLeg {
    /// The first version that has the operation, where that is not the first of all.
    pub(super) fn since(&self) -> Option<&'static str> {
        match self {
            Self::Hold | Self::Unhold => Some("2024-06-15-preview"),
            Self::SendDtmf
            | Self::StartContinuousDtmf
            | Self::StopContinuousDtmf
            | Self::CancelAddParticipant => Some("2023-10-15"),
            Self::Get
            | Self::HangUp
            | Self::Terminate
            | Self::Transfer
            | Self::Play
            | Self::Recognize
            | Self::CancelAllMedia
            | Self::Participants
            | Self::Participant(_)
            | Self::Mute
            | Self::AddParticipant
            | Self::RemoveParticipant => None,
        }
    }
}

/// Why a request is no operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoOperation {
    /// No such path.
    UnknownPath,
    /// The path exists with another method.
    WrongMethod,
}

/// Finds the operation that a request asks for.
pub(super) fn find(method: &Method, segments: &[&str]) -> Result<Operation, NoOperation> {
    let (wanted, operation) = match segments {
        ["calling", "recordings"] => (Method::POST, not("StartRecording")),
        ["calling", "recordings", rest] => return recording(method, rest),
        ["calling", connections] => on_collection(connections)?,
        ["calling", "callConnections", leg] => return on_leg(method, leg),
        ["calling", "callConnections", leg, below] => on_participants(leg, below)?,
        ["calling", "callConnections", leg, "participants", raw] => {
            let operation = OnLeg::Participant((*raw).to_owned());
            (Method::GET, Operation::OnLeg((*leg).to_owned(), operation))
        }
        _ => return Err(NoOperation::UnknownPath),
    };
    with_method(method, &wanted, operation)
}

fn not(name: &'static str) -> Operation {
    Operation::NotSimulated(name)
}

fn with_method(
    method: &Method,
    wanted: &Method,
    operation: Operation,
) -> Result<Operation, NoOperation> {
    if method == wanted {
        Ok(operation)
    } else {
        Err(NoOperation::WrongMethod)
    }
}

fn on_collection(segment: &str) -> Result<(Method, Operation), NoOperation> {
    let operation = match segment {
        "callConnections" => Operation::Create,
        "callConnections:answer" => Operation::Answer,
        "callConnections:redirect" => Operation::Redirect,
        "callConnections:reject" => Operation::Reject,
        "callConnections:connect" => Operation::Connect,
        _ => return Err(NoOperation::UnknownPath),
    };
    Ok((Method::POST, operation))
}

fn on_leg(method: &Method, segment: &str) -> Result<Operation, NoOperation> {
    let (leg, verb) = split_verb(segment);
    let on = |operation| Operation::OnLeg(leg.to_owned(), operation);
    let Some(verb) = verb else {
        return match *method {
            Method::GET => Ok(on(OnLeg::Get)),
            Method::DELETE => Ok(on(OnLeg::HangUp)),
            _ => Err(NoOperation::WrongMethod),
        };
    };
    let operation = match verb {
        "terminate" => on(OnLeg::Terminate),
        "transferToParticipant" => on(OnLeg::Transfer),
        "play" => on(OnLeg::Play),
        "recognize" => on(OnLeg::Recognize),
        "cancelAllMediaOperations" => on(OnLeg::CancelAllMedia),
        "startTranscription" => not("CallMedia_StartTranscription"),
        "stopTranscription" => not("CallMedia_StopTranscription"),
        "updateTranscription" => not("CallMedia_UpdateTranscription"),
        "startContinuousDtmfRecognition" => on(OnLeg::StartContinuousDtmf),
        "stopContinuousDtmfRecognition" => on(OnLeg::StopContinuousDtmf),
        "sendDtmfTones" => on(OnLeg::SendDtmf),
        "hold" => on(OnLeg::Hold),
        "unhold" => on(OnLeg::Unhold),
        "startMediaStreaming" => not("CallMedia_StartMediaStreaming"),
        "stopMediaStreaming" => not("CallMedia_StopMediaStreaming"),
        _ => return Err(NoOperation::UnknownPath),
    };
    with_method(method, &Method::POST, operation)
}

fn on_participants(leg: &str, segment: &str) -> Result<(Method, Operation), NoOperation> {
    let post = |operation| Ok((Method::POST, Operation::OnLeg(leg.to_owned(), operation)));
    match segment {
        "participants" => {
            let operation = Operation::OnLeg(leg.to_owned(), OnLeg::Participants);
            Ok((Method::GET, operation))
        }
        "participants:add" => post(OnLeg::AddParticipant),
        "participants:remove" => post(OnLeg::RemoveParticipant),
        "participants:cancelAddParticipant" => post(OnLeg::CancelAddParticipant),
        "participants:mute" => post(OnLeg::Mute),
        "participants:moveHere" => Ok((Method::POST, not("CallConnection_MoveParticipants"))),
        _ => Err(NoOperation::UnknownPath),
    }
}

fn recording(method: &Method, segment: &str) -> Result<Operation, NoOperation> {
    match (split_verb(segment).1, method) {
        (None, &Method::GET) => Ok(not("CallRecording_GetRecordingProperties")),
        (None, &Method::DELETE) => Ok(not("CallRecording_StopRecording")),
        (Some("pause"), &Method::POST) => Ok(not("CallRecording_PauseRecording")),
        (Some("resume"), &Method::POST) => Ok(not("CallRecording_ResumeRecording")),
        (None | Some("pause" | "resume"), _) => Err(NoOperation::WrongMethod),
        _ => Err(NoOperation::UnknownPath),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::respond::PathSegments;

    fn found(method: Method, path: &str) -> Result<Operation, NoOperation> {
        find(&method, &PathSegments::of(path).as_strs())
    }

    #[test]
    fn verbs_are_glued_to_their_segment() {
        assert_eq!(
            found(Method::POST, "/calling/callConnections:answer"),
            Ok(Operation::Answer)
        );
        assert_eq!(
            found(Method::POST, "/calling/callConnections/c-1:play"),
            Ok(Operation::OnLeg("c-1".to_owned(), OnLeg::Play))
        );
        assert_eq!(
            found(
                Method::POST,
                "/calling/callConnections/c-1/participants:add"
            ),
            Ok(Operation::OnLeg("c-1".to_owned(), OnLeg::AddParticipant))
        );
    }

    #[test]
    fn a_raw_id_in_the_path_is_decoded() {
        let participant = OnLeg::Participant("4:+14255550100".to_owned());
        assert_eq!(
            found(
                Method::GET,
                "/calling/callConnections/c-1/participants/4%3A%2B14255550100"
            ),
            Ok(Operation::OnLeg("c-1".to_owned(), participant))
        );
    }

    #[test]
    fn what_is_not_published_is_told_from_a_wrong_method() {
        assert_eq!(
            found(Method::POST, "/calling/callConnections/c-1:sing"),
            Err(NoOperation::UnknownPath)
        );
        assert_eq!(
            found(Method::PUT, "/calling/callConnections/c-1"),
            Err(NoOperation::WrongMethod)
        );
        assert_eq!(
            found(Method::GET, "/calling/callConnections:answer"),
            Err(NoOperation::WrongMethod)
        );
    }
}

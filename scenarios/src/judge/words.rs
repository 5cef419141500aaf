//! Facts in plain words, for time lines.

use ringback_world::{
    Fact, RawId, What,
    calls::{self, Ended, Medium, Recognized, ResultInformation},
    chat, deliveries, directory, faults, teams, visits,
};
use serde::Serialize;

use crate::picture::Picture;

/// Tells a fact in plain words; nothing of those that only repeat another one.
pub(super) fn describe(fact: &Fact, picture: &Picture) -> Option<String> {
    match &fact.what {
        What::Directory(fact) => directory_fact(fact),
        What::Call(fact) => call(fact, picture),
        What::Chat(fact) => chat_fact(fact, picture),
        What::Teams(fact) => Some(teams_fact(fact)),
        What::Delivery(fact) => delivery(fact),
        What::Visit(fact) => Some(visit(fact)),
        What::Fault(fact) => Some(fault(fact)),
    }
}

fn directory_fact(fact: &directory::Fact) -> Option<String> {
    match fact {
        directory::Fact::IdentityDeleted { identity } => Some(format!("{identity} is deleted")),
        directory::Fact::TokensRevoked { identity } => {
            Some(format!("the tokens of {identity} are revoked"))
        }
        directory::Fact::TokensExpired { identity } => {
            Some(format!("the tokens of {identity} expire"))
        }
        directory::Fact::IdentityCreated { .. } | directory::Fact::TokenIssued { .. } => None,
    }
}

fn call(fact: &calls::Fact, picture: &Picture) -> Option<String> {
    let name = |party| picture.name_of(party);
    let failed = |what: &str, result: &ResultInformation| {
        Some(format!("{what} ({} / {})", result.code, result.sub_code))
    };
    match fact {
        calls::Fact::Placed { from, to, .. } => Some(format!("{} calls {}", name(from), name(to))),
        calls::Fact::IncomingCall { .. } => Some("it rings at the service".to_owned()),
        calls::Fact::Ringing { party, .. } => Some(format!("it rings at {}", name(party))),
        calls::Fact::AnsweredByImplementation { .. } => Some("the service answers".to_owned()),
        calls::Fact::RejectedByImplementation { .. } => {
            Some("the service rejects the call".to_owned())
        }
        calls::Fact::RedirectedByImplementation { target, .. } => Some(format!(
            "the service redirects the call to {}",
            name(target)
        )),
        calls::Fact::PartyConnected { party, .. } => {
            Some(format!("{} is in the call", name(party)))
        }
        calls::Fact::PartyLeft { party, ended, .. } => {
            Some(format!("{} leaves the call{}", name(party), how(ended)))
        }
        calls::Fact::Pressed { party, tones, .. } => {
            Some(format!("{} presses {}", name(party), word(tones)))
        }
        calls::Fact::Said { party, text, .. } => Some(format!("{} says {text:?}", name(party))),
        calls::Fact::TonesHeard { party, tones, .. } => {
            Some(format!("{} hears the tones {}", name(party), word(tones)))
        }
        calls::Fact::Muted { party, by, .. } => Some(format!(
            "{} is muted{}",
            name(party),
            by_other(party, by, picture)
        )),
        calls::Fact::Unmuted { party, .. } => Some(format!("{} is no longer muted", name(party))),
        calls::Fact::Held { party, by, .. } => Some(format!(
            "{} is on hold{}",
            name(party),
            by_other(party, by, picture)
        )),
        calls::Fact::Resumed { party, .. } => Some(format!("{} is no longer on hold", name(party))),
        calls::Fact::MediaStarted { party, media, .. } => {
            Some(format!("{} starts {}", name(party), shown(*media)))
        }
        calls::Fact::MediaStopped { party, media, .. } => {
            Some(format!("{} stops {}", name(party), shown(*media)))
        }
        calls::Fact::RecordingStarted { by, .. } => Some(format!("{} records the call", name(by))),
        calls::Fact::RecordingStopped { by, .. } => {
            Some(format!("{} records the call no longer", name(by)))
        }
        calls::Fact::RecordingStateTold {
            party, recording, ..
        } => {
            let is = if *recording { "is" } else { "is no longer" };
            Some(format!(
                "{} is told that the call {is} recorded",
                name(party)
            ))
        }
        calls::Fact::HoldFailed(ended) => failed("the hold fails", &ended.result),
        calls::Fact::SendDtmfTonesFailed(ended) => failed("the tones fail", &ended.result),
        calls::Fact::ContinuousDtmfRecognitionToneFailed(ended) => {
            failed("the keys cannot be followed", &ended.result)
        }
        calls::Fact::CallEnded { ended, .. } => {
            let by = ended
                .by
                .as_ref()
                .map_or_else(String::new, |by| format!(", ended by {}", name(by)));
            Some(format!("the call is over{by}{}", how(ended)))
        }
        calls::Fact::AnswerFailed(outcome) => failed("the answer fails", &outcome.result),
        calls::Fact::PlayStarted(started) => {
            Some(format!("the caller hears {:?}", started.prompt.join(" ")))
        }
        calls::Fact::PlayFailed(outcome) => failed("the prompt fails", &outcome.result),
        calls::Fact::Listening { .. } => Some("the service listens".to_owned()),
        calls::Fact::RecognizeCompleted(done) => Some(format!(
            "the service understands {}",
            understood(&done.recognized)
        )),
        calls::Fact::RecognizeFailed(outcome) => failed("nothing is recognized", &outcome.result),
        calls::Fact::TransferRequested { target, .. } => Some(format!(
            "the service transfers the call to {}",
            name(target)
        )),
        calls::Fact::CallTransferAccepted(_) => Some("the transfer is accepted".to_owned()),
        calls::Fact::CallTransferFailed(outcome) => failed("the transfer fails", &outcome.result),
        calls::Fact::CreatedByImplementation { .. } => Some("the service makes a call".to_owned()),
        calls::Fact::CreateCallFailed(outcome) => failed("the call fails", &outcome.result),
        calls::Fact::ConnectedByImplementation { .. } => {
            Some("the service joins the call".to_owned())
        }
        calls::Fact::ConnectFailed(outcome) => failed("the service cannot join", &outcome.result),
        calls::Fact::ParticipantInvited { target, .. } => {
            Some(format!("the service invites {}", name(target)))
        }
        calls::Fact::AddParticipantFailed(outcome) => failed(
            &format!("{} does not join", name(&outcome.participant)),
            &outcome.result,
        ),
        calls::Fact::CancelAddParticipantSucceeded(_) => {
            Some("the service withdraws the invitation".to_owned())
        }
        calls::Fact::CancelAddParticipantFailed(outcome) => {
            failed("the invitation cannot be withdrawn", &outcome.result)
        }
        calls::Fact::RemoveParticipantSucceeded(outcome) => Some(format!(
            "the service sends {} out of the call",
            name(&outcome.participant)
        )),
        calls::Fact::RemoveParticipantFailed(outcome) => failed(
            &format!("{} cannot be sent out", name(&outcome.participant)),
            &outcome.result,
        ),
        calls::Fact::CallConnected(_)
        | calls::Fact::AddParticipantSucceeded(_)
        | calls::Fact::CallDisconnected(_)
        | calls::Fact::ParticipantsUpdated(_)
        | calls::Fact::PlayCompleted(_)
        | calls::Fact::PlayCanceled(_)
        | calls::Fact::RecognizeCanceled(_)
        | calls::Fact::SendDtmfTonesCompleted(_)
        | calls::Fact::ContinuousDtmfRecognitionToneReceived(_)
        | calls::Fact::ContinuousDtmfRecognitionStopped(_) => None,
    }
}

/// Tells who did something to a party, where that was not the party itself.
fn by_other(party: &RawId, by: &RawId, picture: &Picture) -> String {
    if party == by {
        String::new()
    } else {
        format!(" by {}", picture.name_of(by))
    }
}

fn shown(media: Medium) -> &'static str {
    match media {
        Medium::Video => "video",
        Medium::ScreenShare => "a screen share",
    }
}

fn chat_fact(fact: &chat::Fact, picture: &Picture) -> Option<String> {
    let name = |party| picture.name_of(party);
    match fact {
        chat::Fact::ThreadCreated { by, .. } => Some(format!("{} opens a chat", name(by))),
        chat::Fact::ThreadDeleted { .. } => Some("the chat is deleted".to_owned()),
        chat::Fact::MessageSent { from, content, .. } => {
            Some(format!("{} writes {:?}", name(from), shortened(content)))
        }
        chat::Fact::MessageEdited { by, content, .. } => Some(format!(
            "{} changes a message to {:?}",
            name(by),
            shortened(content)
        )),
        chat::Fact::MessageDeleted { by, .. } => Some(format!("{} deletes a message", name(by))),
        chat::Fact::ParticipantAdded { participant, .. } => {
            Some(format!("{} joins the chat", name(participant)))
        }
        chat::Fact::ParticipantRemoved { participant, .. } => {
            Some(format!("{} leaves the chat", name(participant)))
        }
        chat::Fact::HandoffInitiated { bot, .. } => {
            Some(format!("{} asks for a person", name(bot)))
        }
        chat::Fact::HandoffReported { bot, state, .. } => {
            Some(format!("{} says that the handoff is {state}", name(bot)))
        }
        chat::Fact::ThreadUpdated { .. }
        | chat::Fact::TypingShown { .. }
        | chat::Fact::MessageRead { .. } => None,
    }
}

fn teams_fact(fact: &teams::Fact) -> String {
    match fact {
        teams::Fact::Queued { queue, waiting, .. } => {
            format!("the call waits in queue {queue}, behind {waiting} others")
        }
        teams::Fact::VoiceAppReached { app, .. } => format!("the call reaches {app}"),
        teams::Fact::MusicBegan { queue, file, .. } => match file {
            Some(file) => format!("the music of queue {queue} begins: {file}"),
            None => format!("the music of queue {queue} begins"),
        },
        teams::Fact::CallbackOffered { queue, .. } => {
            format!("queue {queue} offers to call back")
        }
        teams::Fact::CallbackRequested { number, .. } => {
            format!("the caller wants to be called back at {number}")
        }
        teams::Fact::CallbackMailed {
            to, number, why, ..
        } => format!(
            "{to} is told by mail that {number} was not called back: {}",
            word(why)
        ),
        teams::Fact::CallbackAnswered { agent, waited, .. } => {
            format!("{agent} takes the callback after {waited}")
        }
        teams::Fact::CallbackTimedOut { queue, waited, .. } => {
            format!("the callback of queue {queue} is given up after {waited}")
        }
        teams::Fact::Offered { agent, .. } => format!("it rings at {agent}"),
        teams::Fact::OfferEnded { agent, how, .. } => {
            format!("the offer to {agent} is {}", word(how))
        }
        teams::Fact::AnsweredByAgent { agent, waited, .. } => {
            format!("{agent} answers after {waited}")
        }
        teams::Fact::Abandoned { queue, waited, .. } => {
            format!("the caller hangs up after {waited} in queue {queue}")
        }
        teams::Fact::Redirected {
            queue,
            exception,
            action,
            target,
            ..
        } => {
            let target = target
                .as_ref()
                .map_or_else(String::new, |target| format!(" {target}"));
            format!("{} of queue {queue}: {action}{target}", word(exception))
        }
        teams::Fact::RedirectFailed { app, why, .. } => {
            format!("{app} cannot send the call on: {why}")
        }
        teams::Fact::ForwardedByPerson {
            person,
            rule,
            target,
            ..
        } => format!("{person} sends the call on to {target} ({})", word(rule)),
        teams::Fact::VoicemailReached { of, .. } => format!("the voicemail of {of} begins"),
        teams::Fact::VoicemailLeft { of, takes, .. } => {
            format!("a message of {takes} is left for {of}")
        }
        teams::Fact::VoicemailMailed { to, transcript, .. } => match transcript {
            Some(text) => format!("the message is mailed to {to}: {text:?}"),
            None => format!("the message is mailed to {to}"),
        },
        teams::Fact::AttendantReached {
            attendant, flow, ..
        } => format!("attendant {attendant} takes the call, {}", word(flow)),
        teams::Fact::AttendantHeard { input, outcome, .. } => {
            format!("the attendant hears {input:?}: {}", word(outcome))
        }
        teams::Fact::AttendantLeft {
            attendant,
            result,
            action,
            target,
            ..
        } => {
            let to = |text: &Option<String>| {
                text.as_ref()
                    .map_or_else(String::new, |text| format!(" {text}"))
            };
            format!(
                "the call leaves attendant {attendant}:{}{} ({})",
                to(action),
                to(target),
                word(result)
            )
        }
        teams::Fact::DirectorySearched {
            by, input, found, ..
        } => format!(
            "the attendant looks for {input:?} in the directory, {}: {found} found",
            word(by)
        ),
        teams::Fact::DirectoryChosen { person, .. } => format!("the caller chooses {person}"),
        teams::Fact::VoiceAppPrompt { says, .. } => format!("the caller hears {says:?}"),
        teams::Fact::RecorderJoined { template, .. } => {
            format!("the recorder bot of {template} records the call")
        }
        teams::Fact::RecorderFailed { template, .. } => {
            format!("the recorder bot of {template} cannot join the call")
        }
        teams::Fact::RecorderLeft { template, .. } => {
            format!("the recorder bot of {template} drops out of the call")
        }
        teams::Fact::Parked { by, code, .. } => format!("{by} parks the call with code {code}"),
        teams::Fact::Retrieved { by, code, .. } => {
            format!("{by} takes up the call that was parked with code {code}")
        }
        teams::Fact::ParkReturned { to, .. } => format!("the parked call comes back to {to}"),
        teams::Fact::PresenceChanged { person, presence } => {
            format!("{person} is {}", word(presence))
        }
        teams::Fact::OptedChanged {
            person,
            queue,
            opted,
        } => {
            format!("{person} opts {} of queue {queue}", word(opted))
        }
    }
}

fn delivery(fact: &deliveries::Fact) -> Option<String> {
    let name = |event_type: &str| {
        let name = event_type.rsplit('.').next();
        name.unwrap_or(event_type).to_owned()
    };
    let (event, attempt, outcome) = match fact {
        deliveries::Fact::DeliveryAttempted {
            event_type,
            attempt,
            outcome,
            ..
        } => (name(event_type), attempt, outcome),
        deliveries::Fact::DeadLettered {
            event_type,
            attempts,
            subscription,
            ..
        } => {
            let event = name(event_type);
            return Some(format!(
                "{event} is given up after attempt {attempts} and kept as a dead letter of {subscription}"
            ));
        }
    };
    match outcome {
        deliveries::Outcome::Answered(200..=299) => None,
        deliveries::Outcome::Answered(status) => Some(format!(
            "the service answers {status} to {event}, attempt {attempt}"
        )),
        deliveries::Outcome::TimedOut => Some(format!(
            "the service does not answer to {event}, attempt {attempt}"
        )),
        deliveries::Outcome::Unreachable => Some(format!(
            "the service cannot be reached with {event}, attempt {attempt}"
        )),
    }
}

fn visit(fact: &visits::Fact) -> String {
    match fact {
        visits::Fact::VisitBegan { entry } => format!("the customer visits {entry}"),
        visits::Fact::Visited { entry, outcome } => match outcome {
            visits::Outcome::Answered { status, .. } => format!("{entry} answers {status}"),
            visits::Outcome::Failed { status, why } => {
                format!("{entry} fails with {status}: {why}")
            }
            visits::Outcome::Unreachable => format!("{entry} cannot be reached"),
        },
    }
}

fn fault(fact: &faults::Fact) -> String {
    let faults::Fact::FaultApplied { name, what, to } = fact;
    let to = to.rsplit('.').next().unwrap_or(to);
    let does = match what {
        faults::Effect::Lose => "is lost on its way",
        faults::Effect::Duplicate => "goes out twice",
        faults::Effect::Delay => "goes out late",
        faults::Effect::Reorder => "goes out after the next one",
        faults::Effect::Refuse => "is refused",
        faults::Effect::Slow => "is answered slowly",
        faults::Effect::Break => "gets no answer, for the connection breaks",
    };
    format!("fault {name}: {to} {does}")
}

fn how(ended: &Ended) -> String {
    match ended.code {
        0 => String::new(),
        code => format!(" ({code} / {})", ended.sub_code),
    }
}

fn understood(recognized: &Recognized) -> String {
    match recognized {
        Recognized::Dtmf { tones } => format!("the keys {}", word(tones)),
        Recognized::Choice { label, .. } => format!("the choice {label}"),
        Recognized::Speech { text } => format!("{text:?}"),
    }
}

/// How much of a message is shown.
const MESSAGE_CHARS_MAX: usize = 60;

fn shortened(content: &str) -> String {
    match content.char_indices().nth(MESSAGE_CHARS_MAX) {
        Some((end, _)) => format!("{}…", &content[..end]),
        None => content.to_owned(),
    }
}

/// Shows a word, or a list of words, as they are written in files.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(serde_json::Value::Array(words)) => {
            let words: Vec<&str> = words.iter().filter_map(serde_json::Value::as_str).collect();
            words.join(" ")
        }
        _ => String::new(),
    }
}

//! Facts of voice apps as short lines.

use ringback_world::{calls::CallId, teams};

use crate::teams_run::seconds;

/// Tells a fact: what happened, and to whom where several may be told in one line.
pub(crate) fn tell(
    fact: &teams::Fact,
    name: &dyn Fn(&CallId) -> String,
) -> Option<(String, String)> {
    let plain = |text: String| Some((text, String::new()));
    match fact {
        teams::Fact::Queued {
            call,
            queue,
            waiting,
            ..
        } => plain(format!("{} queued {queue} behind {waiting}", name(call))),
        teams::Fact::Offered { call, agent, .. } => {
            Some((format!("{} rings", name(call)), agent.clone()))
        }
        teams::Fact::OfferEnded {
            call, agent, how, ..
        } => Some((
            format!("{} {}", name(call), format!("{how:?}").to_lowercase()),
            agent.clone(),
        )),
        teams::Fact::AnsweredByAgent {
            call,
            agent,
            waited,
            ..
        } => plain(format!(
            "{} answered {agent} after {}",
            name(call),
            seconds(waited.as_micros())
        )),
        teams::Fact::Abandoned { call, waited, .. } => plain(format!(
            "{} abandoned after {}",
            name(call),
            seconds(waited.as_micros())
        )),
        teams::Fact::Redirected {
            call,
            queue,
            exception,
            action,
            target,
            waited,
            ..
        } => plain(format!(
            "{} {exception:?} {queue} {action}{} after {}",
            name(call),
            target
                .as_ref()
                .map_or(String::new(), |target| format!(" {target}")),
            seconds(waited.as_micros())
        )),
        teams::Fact::VoiceAppReached { .. } | teams::Fact::MusicBegan { .. } => None,
        teams::Fact::RedirectFailed { call, why, .. } => {
            plain(format!("{} failed {why}", name(call)))
        }
        teams::Fact::ForwardedByPerson {
            call,
            person,
            rule,
            action,
            target,
        } => plain(format!(
            "{} forwarded {person} {rule:?} {action} {target}",
            name(call)
        )),
        teams::Fact::VoicemailReached { call, of, .. } => {
            plain(format!("{} voicemail {of}", name(call)))
        }
        teams::Fact::VoicemailLeft { call, takes, .. } => plain(format!(
            "{} left-message {}",
            name(call),
            seconds(takes.as_micros())
        )),
        // Mail goes out with every message; the tests of voicemail look at it.
        teams::Fact::VoicemailMailed { .. } => None,
        teams::Fact::VoiceAppPrompt { call, says, .. } => {
            let says = says.split(' ').next().unwrap_or_default();
            plain(format!("{} hears {says}", name(call)))
        }
        teams::Fact::AttendantReached {
            call,
            attendant,
            flow,
            holiday,
        } => plain(format!(
            "{} reaches {attendant} {flow:?}{}",
            name(call),
            holiday
                .as_ref()
                .map_or(String::new(), |holiday| format!(" {holiday}"))
        )),
        teams::Fact::AttendantHeard {
            call,
            input,
            outcome,
            ..
        } => plain(format!("{} says {input} {outcome:?}", name(call))),
        teams::Fact::AttendantLeft {
            call,
            result,
            action,
            target,
            selections,
            ..
        } => {
            let to = |text: &Option<String>| {
                text.as_ref()
                    .map_or(String::new(), |text| format!(" {text}"))
            };
            plain(format!(
                "{} left {result:?}{}{} selections {selections}",
                name(call),
                to(action),
                to(target)
            ))
        }
        teams::Fact::CallbackOffered { call, .. } => {
            plain(format!("{} offered-callback", name(call)))
        }
        teams::Fact::CallbackRequested { call, number, .. } => {
            plain(format!("{} wants-callback {number}", name(call)))
        }
        teams::Fact::CallbackAnswered {
            call,
            agent,
            waited,
            placed,
            ..
        } => plain(format!(
            "{} called-back {agent} after {} as {}",
            name(call),
            seconds(waited.as_micros()),
            name(placed)
        )),
        teams::Fact::CallbackTimedOut { call, waited, .. } => plain(format!(
            "{} callback-timed-out after {}",
            name(call),
            seconds(waited.as_micros())
        )),
        teams::Fact::CallbackMailed {
            call,
            to,
            number,
            why,
            ..
        } => plain(format!("{} mailed {to} {number} {why:?}", name(call))),
        teams::Fact::DirectorySearched {
            call,
            input,
            found,
            matches,
            ..
        } => Some((
            format!("{} searches {input} finds {found}", name(call)),
            matches.join(" "),
        )),
        teams::Fact::DirectoryChosen {
            call,
            person,
            place,
            ..
        } => plain(format!("{} chooses {place} {person}", name(call))),
        teams::Fact::RecorderJoined { call, template, .. } => {
            plain(format!("{} recorder {template} joined", name(call)))
        }
        teams::Fact::RecorderFailed { call, template, .. } => {
            plain(format!("{} recorder {template} failed", name(call)))
        }
        teams::Fact::RecorderLeft { call, template, .. } => {
            plain(format!("{} recorder {template} left", name(call)))
        }
        teams::Fact::Parked { call, by, code } => {
            plain(format!("{} parked {code} by {by}", name(call)))
        }
        teams::Fact::Retrieved { call, by, code } => {
            plain(format!("{} retrieved {code} by {by}", name(call)))
        }
        teams::Fact::ParkReturned { call, to } => {
            plain(format!("{} comes back to {to}", name(call)))
        }
        teams::Fact::PresenceChanged { .. } | teams::Fact::OptedChanged { .. } => None,
    }
}

//! Entries of `observe`: who sees what, and who can do what.

use ringback_format::{
    action::{Action, Destination},
    yaml::{Located, NodeError, Place},
};

use super::{
    expected::fact,
    names::{Names, Places, is_known},
    whole::rule,
};
use crate::{
    case::Case,
    language::{CallEvent, Entry, When},
};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Actor {
    Customer,
    Agent,
}

/// Checks a group of entries that may be seen in any order.
pub(in crate::load) fn any_order(entry: &Located<Entry>) -> Result<(), NodeError> {
    if entry.when.is_some()
        || entry.within.is_some()
        || entry.times.is_some()
        || !entry.actions.is_empty()
    {
        return Err(
            NodeError::at(entry.place, "`any-order` stands alone in its entry")
                .expected("`when`, `within`, `times` and `do` in the entries of its list"),
        );
    }
    let own = |entry: &Located<Entry>| entry.actor.as_ref().map(|actor| actor.value.clone());
    let first = entry.any_order.first().and_then(own);
    for inner in &entry.any_order {
        if own(inner) != first {
            return Err(NodeError::at(
                inner.place,
                "the entries of `any-order` are one actor's",
            ));
        }
        if !inner.any_order.is_empty() {
            return Err(NodeError::at(
                inner.place,
                "`any-order` does not stand inside `any-order`",
            ));
        }
    }
    Ok(())
}

pub(super) fn actor_of(names: &Names<'_>, entry: &Located<Entry>) -> Result<Actor, NodeError> {
    let inner = entry
        .any_order
        .first()
        .and_then(|first| first.actor.as_ref());
    match entry.actor.as_ref().or(inner) {
        None => Ok(Actor::Customer),
        Some(name) if name.value == "customer" => Ok(Actor::Customer),
        Some(name) => {
            let known: Vec<&str> = names.people.iter().copied().chain(["customer"]).collect();
            is_known("actor", name, &known).map(|()| Actor::Agent)
        }
    }
}

pub(super) fn entry(
    case: &Case,
    names: &Names<'_>,
    places: &Places<'_>,
    one: &Located<Entry>,
    actor: Actor,
) -> Result<(), NodeError> {
    for inner in &one.any_order {
        entry(case, names, places, inner, actor)?;
    }
    if let Some(own) = &one.rule {
        rule(own)?;
    }
    if let Some(when) = &one.when {
        event(case, names, places, &when.value, when.place, actor)?;
        let instant = matches!(when.value, When::After(_) | When::Begins);
        if instant && one.within.is_some() {
            return Err(NodeError::at(
                one.place,
                "`within` checks nothing here: the event comes by itself",
            ));
        }
    }
    actions(names, places, &one.actions, actor)
}

pub(super) fn event(
    case: &Case,
    names: &Names<'_>,
    places: &Places<'_>,
    when: &When,
    place: Place,
    actor: Actor,
) -> Result<(), NodeError> {
    let agents_see = matches!(
        when,
        When::Begins
            | When::Offered
            | When::Answered
            | When::Call(
                CallEvent::Ended
                    | CallEvent::VideoOf(_)
                    | CallEvent::ScreenOf(_)
                    | CallEvent::VideoEndedOf(_)
                    | CallEvent::ScreenEndedOf(_)
            )
            | When::After(_)
            | When::Fact(_)
    );
    match actor {
        Actor::Agent if !agents_see => {
            return Err(
                NodeError::at(place, "an agent does not see this event").expected(
                    "one of `begins`, `offered`, `answered`, { call: ended }, { call: { video-of: … } }, { call: { screen-of: … } }, { call: { video-ended-of: … } }, { call: { screen-ended-of: … } }, `after` and `fact`",
                ),
            );
        }
        Actor::Customer if matches!(when, When::Offered) => {
            return Err(
                NodeError::at(place, "calls are offered to agents, not to customers")
                    .expected("an `actor` who is an agent"),
            );
        }
        Actor::Agent | Actor::Customer => {}
    }
    match when {
        When::Chat(pattern) => match &pattern.from {
            Some(from) if from.value != "bot" && from.value != "customer" => {
                let known: Vec<&str> = ["bot", "customer"]
                    .into_iter()
                    .chain(names.people.iter().copied())
                    .collect();
                is_known("sender", from, &known)
            }
            Some(_) | None => Ok(()),
        },
        When::Call(CallEvent::ConnectedTo(name)) => {
            if name.value == "service" {
                return Ok(());
            }
            names.far_end(name)
        }
        When::Call(
            CallEvent::VideoOf(name)
            | CallEvent::ScreenOf(name)
            | CallEvent::VideoEndedOf(name)
            | CallEvent::ScreenEndedOf(name),
        ) => {
            let known: Vec<&str> = names.people.iter().copied().chain(["customer"]).collect();
            is_known("person", name, &known)
        }
        When::Call(CallEvent::QueuedIn(name)) => names.queue(name),
        When::Voicemail(pattern) => pattern.of.as_ref().map_or(Ok(()), |of| names.mailbox(of)),
        When::Fact(pattern) => fact(case, pattern, places),
        When::Begins
        | When::Visited
        | When::Call(CallEvent::Ringing | CallEvent::Answered | CallEvent::Ended)
        | When::Prompt(_)
        | When::Listening
        | When::Offered
        | When::Answered
        | When::Redirected
        | When::After(_) => Ok(()),
    }
}

pub(super) fn actions(
    names: &Names<'_>,
    places: &Places<'_>,
    actions: &[Located<Action>],
    actor: Actor,
) -> Result<(), NodeError> {
    for action in actions {
        let everybody = matches!(
            action.value,
            Action::HangUp
                | Action::Mute
                | Action::Unmute
                | Action::Hold
                | Action::Resume
                | Action::Start(_)
                | Action::Stop(_)
                | Action::Wait(_)
        );
        let agents = matches!(
            action.value,
            Action::Answer(_)
                | Action::Decline
                | Action::Record
                | Action::StopRecording
                | Action::Park
                | Action::Retrieve(_)
                | Action::Presence(_)
                | Action::OptIn(_)
                | Action::OptOut(_)
        );
        if !everybody && agents != (actor == Actor::Agent) {
            let (who, expected) = match actor {
                Actor::Customer => (
                    "a customer",
                    "one of `call`, `follow-handoff`, `visit`, `chat`, `edit`, `delete`, `type`, `read`, `leave`, `press`, `say`, `mute`, `unmute`, `hold`, `resume`, `start`, `stop`, `expire-tokens`, `wait` and `hang-up`",
                ),
                Actor::Agent => (
                    "an agent",
                    "one of `answer`, `decline`, `hang-up`, `mute`, `unmute`, `hold`, `resume`, `start`, `stop`, `record`, `stop-recording`, `park`, `retrieve`, `wait`, `presence`, `opt-in` and `opt-out`",
                ),
            };
            return Err(
                NodeError::at(action.place, format!("{who} cannot `{}`", action.word()))
                    .expected(expected),
            );
        }
        let app = match &action.value {
            Action::Call(target) => match &target.to {
                Destination::Queue(queue) => Some(("queue", queue, &names.reached)),
                Destination::Attendant(attendant) => {
                    Some(("attendant", attendant, &names.attendants_reached))
                }
                Destination::Service if !names.service => {
                    return Err(NodeError::at(
                        action.place,
                        "the first resource has no phone number to call",
                    )
                    .expected("`phone-numbers` in the world's first resource"));
                }
                Destination::Service | Destination::Number(_) | Destination::Identity(_) => None,
            },
            Action::OptIn(Some(queue)) | Action::OptOut(Some(queue)) => {
                Some(("queue", queue, &names.queues))
            }
            _ => None,
        };
        if let Some((what, queue, known)) = app {
            let mut name = Located {
                value: queue.clone(),
                ..Located::default()
            };
            name.place = places.of(&name, action.place);
            is_known(what, &name, known)?;
        }
    }
    Ok(())
}

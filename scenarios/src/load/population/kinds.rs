//! From the words of kinds to kinds.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use ringback_format::yaml::{Located, NodeError, Place};

use super::shares;
use crate::{
    language::population::{
        BotFields, Channel, Goes, HandlingFields, KindFields, RetriesFields, RetryOn,
    },
    population::{Bot, Handling, Kind, Retries},
};

/// How often a customer comes again at most where the file does not say. Our choice.
const RETRIES_MAX: u32 = 10;

/// The names that kinds and handling speak of.
pub(super) struct Named<'a> {
    pub(super) queues: Vec<&'a str>,
    pub(super) groups: Vec<&'a str>,
}

impl Named<'_> {
    pub(super) fn queue(&self, name: &str, place: Place) -> Result<usize, NodeError> {
        find("queue", &self.queues, name, place)
    }

    pub(super) fn group(&self, name: &str, place: Place) -> Result<usize, NodeError> {
        find("group of agents", &self.groups, name, place)
    }
}

fn find(what: &str, known: &[&str], name: &str, place: Place) -> Result<usize, NodeError> {
    let at = known.iter().position(|known| *known == name);
    at.ok_or_else(|| NodeError::unknown(place, what, name, known.iter().copied()))
}

pub(super) fn kind(
    name: &str,
    fields: &Located<KindFields>,
    named: &Named<'_>,
) -> Result<Kind, NodeError> {
    let bot = fields.bot.as_ref().map(bot).transpose()?;
    let serves_all = bot
        .as_ref()
        .is_some_and(|bot| bot.contains + bot.abandons >= 1.0);
    let queues = match &fields.queue {
        Some(goes) => queues(goes, named)?,
        None if serves_all => Vec::new(),
        None => {
            return Err(NodeError::at(
                fields.place,
                format!("customers of kind `{name}` go nowhere"),
            )
            .expected("the key `queue`, or a bot that serves all of them"));
        }
    };
    let priority = fields.priority.as_ref();
    if let Some(wrong) = priority.filter(|priority| !(1..=5).contains(&priority.value)) {
        return Err(
            NodeError::at(wrong.place, format!("{} is no priority", wrong.value))
                .expected("1 (very high) to 5 (very low)"),
        );
    }
    Ok(Kind {
        name: name.to_owned(),
        channels: channels(fields.channels.as_ref())?,
        bot,
        queues,
        priority: priority.map(|priority| priority.value),
        patience: fields.patience.clone(),
        retries: fields.retries.as_ref().map(retries).transpose()?,
        accepts_callback: fields
            .callback
            .as_ref()
            .map_or(0.0, |callback| callback.accepts.value()),
    })
}

fn channels(
    fields: Option<&Located<IndexMap<Channel, ringback_format::faults::Share>>>,
) -> Result<Vec<(Channel, f64)>, NodeError> {
    let Some(fields) = fields else {
        return Ok(vec![(Channel::Phone, 1.0)]);
    };
    let shares = fields
        .iter()
        .map(|(channel, share)| (*channel, share.value()));
    shares::cumulated(shares.collect(), fields.place, "the channels")
}

fn bot(fields: &Located<BotFields>) -> Result<Bot, NodeError> {
    let contains = fields.contains.map_or(0.0, |share| share.value());
    let abandons = fields.abandons.map_or(0.0, |share| share.value());
    if contains + abandons > 1.0 {
        let message = "the bot serves and loses more than all of its sessions";
        return Err(NodeError::at(fields.place, message)
            .expected("`contains` and `abandons` up to 100% together"));
    }
    Ok(Bot {
        takes: fields.takes.clone(),
        contains,
        abandons,
        hands_over_by: fields.hands_over_by,
    })
}

fn queues(goes: &Located<Goes>, named: &Named<'_>) -> Result<Vec<(usize, f64)>, NodeError> {
    let mut queues = Vec::new();
    for (name, share) in &goes.0 {
        let place = if name.place == Place::default() {
            goes.place
        } else {
            name.place
        };
        queues.push((named.queue(&name.value, place)?, *share));
    }
    shares::cumulated(queues, goes.place, "the queues")
}

fn retries(fields: &Located<RetriesFields>) -> Result<Retries, NodeError> {
    let at_most = fields.at_most.as_ref();
    if let Some(wrong) = at_most.filter(|at_most| !(1..=100).contains(&at_most.value)) {
        return Err(NodeError::at(
            wrong.place,
            format!("nobody comes again {} times", wrong.value),
        )
        .expected("1 to 100"));
    }
    let on = |what: RetryOn| fields.on.is_empty() || fields.on.contains(&what);
    Ok(Retries {
        chance: fields.chance.value(),
        after: fields.after.clone(),
        at_most: at_most.map_or(RETRIES_MAX, |at_most| at_most.value),
        on_abandoned: on(RetryOn::Abandoned),
        on_busy: on(RetryOn::Busy),
    })
}

pub(super) fn handling(
    fields: &Located<HandlingFields>,
    kinds: &BTreeMap<&str, usize>,
    named: &Named<'_>,
) -> Result<Handling, NodeError> {
    if fields.talks.is_none() && fields.wrap_up.is_none() {
        return Err(NodeError::at(fields.place, "this entry says no time")
            .expected("`talks`, `wrap-up` or both"));
    }
    let kind = fields.kind.as_ref().map(|name| {
        let found = kinds.get(name.value.as_str()).copied();
        found.ok_or_else(|| {
            NodeError::unknown(name.place, "kind", &name.value, kinds.keys().copied())
        })
    });
    let queue = fields
        .queue
        .as_ref()
        .map(|name| named.queue(&name.value, name.place));
    let group = fields
        .group
        .as_ref()
        .map(|name| named.group(&name.value, name.place));
    Ok(Handling {
        kind: kind.transpose()?,
        channel: fields.channel.as_ref().map(|channel| channel.value),
        queue: queue.transpose()?,
        group: group.transpose()?,
        talks: fields.talks.clone(),
        wrap_up: fields.wrap_up.clone(),
    })
}

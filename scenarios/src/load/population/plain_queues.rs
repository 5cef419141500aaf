//! From the words of plain queues to plain queues.

use indexmap::IndexMap;
use ringback_format::{
    duration::DurationText,
    yaml::{Located, NodeError},
};
use ringback_world::Span;

use crate::{
    language::population::{PlainQueueFields, ThenFields},
    population::{PlainQueue, PlainRouting, Then},
};

pub(super) fn plain_queues(
    fields: &IndexMap<Located<String>, Located<PlainQueueFields>>,
) -> Result<Vec<PlainQueue>, NodeError> {
    let names: Vec<&str> = fields.keys().map(|name| name.value.as_str()).collect();
    fields
        .iter()
        .map(|(name, fields)| queue(&name.value, fields, &names))
        .collect()
}

fn queue(
    name: &str,
    fields: &Located<PlainQueueFields>,
    names: &[&str],
) -> Result<PlainQueue, NodeError> {
    let alert_time = fields.alert_time.map(DurationText::span);
    if fields.routing == PlainRouting::RingAll && alert_time.is_none_or(Span::is_zero) {
        return Err(NodeError::at(
            fields.place,
            format!("queue `{name}` rings at all of its agents for no time"),
        )
        .expected("`alert-time`, such as 20s"));
    }
    let limit = fields.limit.as_ref().map(|limit| {
        let exit = then(limit.then.as_ref(), names)?;
        Ok((limit.waiting, exit))
    });
    let timeout = fields.timeout.as_ref().map(|timeout| {
        let exit = then(timeout.then.as_ref(), names)?;
        Ok((timeout.after.span(), exit))
    });
    let no_agents = fields.no_agents.as_ref().map(|absent| {
        let exit = then(absent.then.as_ref(), names)?;
        Ok((absent.of, exit))
    });
    Ok(PlainQueue {
        name: name.to_owned(),
        routing: fields.routing,
        alert_time,
        greeting: fields.greeting.map_or(Span::ZERO, DurationText::span),
        limit: limit.transpose()?,
        timeout: timeout.transpose()?,
        no_agents: no_agents.transpose()?,
        callback_after: fields.callback_after.map(DurationText::span),
    })
}

fn then(fields: Option<&Located<ThenFields>>, names: &[&str]) -> Result<Then, NodeError> {
    Ok(match fields.map(|fields| &fields.value) {
        None | Some(ThenFields::Disconnect) => Then::Disconnect,
        Some(ThenFields::To(target)) => Then::To(target.clone()),
        Some(ThenFields::Queue(name)) => {
            let at = names.iter().position(|known| *known == name.value);
            Then::Queue(at.ok_or_else(|| {
                NodeError::unknown(name.place, "queue", &name.value, names.iter().copied())
            })?)
        }
    })
}

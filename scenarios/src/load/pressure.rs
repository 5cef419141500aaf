//! From the words of `load` to phases, thresholds and a search.

use ringback_format::{
    duration::DurationText,
    yaml::{Located, NodeError},
};

use crate::{
    language::load::{LoadFields, PhaseFields, Rate, SearchFields, ThresholdFields},
    pressure::{Demand, Percentile, Phase, Pressure, Search, Threshold},
};

pub(super) fn pressure(fields: &LoadFields) -> Result<Pressure, NodeError> {
    let phases: Result<Vec<_>, _> = fields.phases.iter().map(phase).collect();
    let mut thresholds = Vec::new();
    for fields in &fields.thresholds {
        thresholds.extend(threshold(fields)?);
    }
    Ok(Pressure {
        phases: phases?,
        thresholds,
        search: fields.search.as_ref().map(search).transpose()?,
    })
}

fn phase(fields: &Located<PhaseFields>) -> Result<Phase, NodeError> {
    let lasts = fields.r#for.span();
    if lasts.is_zero() {
        return Err(
            NodeError::at(fields.r#for.place, "a phase of no time drives nothing")
                .expected("more than 0s, such as 1m"),
        );
    }
    let phase = match (fields.hold, fields.ramp) {
        (Some(rate), None) => Phase::hold(rate.multiple(), lasts),
        (None, Some(ramp)) => Phase {
            from: ramp.from.multiple(),
            to: ramp.to.multiple(),
            lasts,
        },
        (None, None) | (Some(_), Some(_)) => {
            return Err(
                NodeError::at(fields.place, "a phase is a ramp or a steady rate")
                    .expected("one of `hold: 100%` and `ramp: { from: 0%, to: 100% }`, with `for`"),
            );
        }
    };
    Ok(phase)
}

fn threshold(fields: &Located<ThresholdFields>) -> Result<Vec<Threshold>, NodeError> {
    let percentiles = [
        (Percentile::P50, fields.p50),
        (Percentile::P90, fields.p90),
        (Percentile::P95, fields.p95),
        (Percentile::P99, fields.p99),
        (Percentile::P999, fields.p999),
        (Percentile::Max, fields.max),
    ];
    let given = percentiles
        .into_iter()
        .filter_map(|(percentile, at_most)| Some((percentile, at_most?.span())));
    let demands: Vec<Demand> = match (fields.latency, fields.errors) {
        (Some(owed), None) => given
            .map(|(percentile, at_most)| Demand::Latency {
                owed,
                percentile,
                at_most,
            })
            .collect(),
        (None, Some(share)) if given.clone().next().is_none() => {
            vec![Demand::Errors(share.value())]
        }
        (None, None) | (Some(_), Some(_)) | (None, Some(_)) => Vec::new(),
    };
    if demands.is_empty() {
        return Err(NodeError::at(
            fields.place,
            "this threshold demands nothing that can be measured",
        )
        .expected("`{ latency: call-to-answer, p99: 500ms }` or `{ errors: 1% }`"));
    }
    let line = fields.place.line;
    Ok(demands
        .into_iter()
        .map(|demand| Threshold { demand, line })
        .collect())
}

fn search(fields: &Located<SearchFields>) -> Result<Search, NodeError> {
    let (from, to) = (fields.from.multiple(), fields.to.multiple());
    let step = fields.step.map_or(Search::STEP, Rate::multiple);
    let hold = fields.hold.map_or(Search::HOLD, DurationText::span);
    let wrong = if !(from > 0.0 && from < to) {
        Some((
            "this search has no way to go",
            "`from` above 0% and below `to`",
        ))
    } else if step <= 0.0 {
        Some((
            "a search with steps of nothing never ends",
            "`step` above 0%",
        ))
    } else if hold.is_zero() {
        Some((
            "a rate that is held for no time shows nothing",
            "`hold` above 0s",
        ))
    } else {
        None
    };
    match wrong {
        Some((message, expected)) => Err(NodeError::at(fields.place, message).expected(expected)),
        None => Ok(Search {
            from,
            to,
            step,
            hold,
        }),
    }
}

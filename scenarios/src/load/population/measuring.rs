//! From the words of `capacity` to how a run is measured.

use ringback_format::{
    duration::DurationText,
    yaml::{Located, NodeError},
};
use ringback_world::Span;

use crate::{
    language::population::{CapacityFields, PrecisionFields, ServiceLevelFields},
    population::{Measuring, Precision, ServiceLevel},
};

/// How many replications where nobody says.
const REPLICATIONS: u64 = 64;
/// How many replications a wanted precision may take where nobody says. Our choice.
const REPLICATIONS_MAX: u64 = 65_536;
/// The confidence where nobody says.
const CONFIDENCE: f64 = 0.95;
/// The wait of the usual definition, 80% within 20 seconds.
const WITHIN: Span = Span::from_secs(20);
/// Which abandons are short where nobody says.
const SHORT_BELOW: Span = Span::from_secs(5);

pub(in crate::load) fn measuring(fields: &CapacityFields) -> Result<Measuring, NodeError> {
    let replications = fields.replications.as_ref();
    if let Some(wrong) = replications.filter(|replications| replications.value == 0) {
        return Err(
            NodeError::at(wrong.place, "a run of no replications finds nothing")
                .expected("1 or more"),
        );
    }
    let confidence = fields.confidence.as_ref();
    if let Some(wrong) =
        confidence.filter(|confidence| !(0.5..1.0).contains(&confidence.value.value()))
    {
        return Err(
            NodeError::at(wrong.place, format!("{} is no confidence", wrong.value))
                .expected("50% or more and below 100%"),
        );
    }
    Ok(Measuring {
        replications: replications.map_or(REPLICATIONS, |replications| replications.value),
        confidence: confidence.map_or(CONFIDENCE, |confidence| confidence.value.value()),
        precision: fields.precision.as_ref().map(precision).transpose()?,
        service_level: service_level(&fields.service_level),
    })
}

fn precision(fields: &Located<PrecisionFields>) -> Result<Precision, NodeError> {
    let asa = fields.asa.as_ref();
    if fields.shares.is_none() && asa.is_none() {
        return Err(NodeError::at(fields.place, "this precision says nothing")
            .expected("`shares`, `asa` or both"));
    }
    if let Some(wrong) = asa.filter(|asa| asa.span().is_zero()) {
        return Err(NodeError::at(
            wrong.place,
            "no number of replications gives a figure without error",
        )
        .expected("more than 0s, such as 500ms"));
    }
    let most = fields.replications_max.as_ref();
    if let Some(wrong) = most.filter(|most| most.value < 32) {
        return Err(NodeError::at(
            wrong.place,
            format!(
                "{} replications are too few to tell a precision",
                wrong.value
            ),
        )
        .expected("32 or more"));
    }
    Ok(Precision {
        shares: fields.shares.as_ref().map(|shares| shares.value.value()),
        asa: asa.map(|asa| asa.span()),
        replications_max: most.map_or(REPLICATIONS_MAX, |most| most.value),
    })
}

fn service_level(fields: &ServiceLevelFields) -> ServiceLevel {
    ServiceLevel {
        within: fields.within.map_or(WITHIN, DurationText::span),
        of: fields.of,
        short_abandons: fields.short_abandons,
        short_below: fields.short_below.map_or(SHORT_BELOW, DurationText::span),
    }
}

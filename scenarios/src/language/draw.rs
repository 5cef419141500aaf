//! A length of time that is fixed or drawn.

use std::{fmt, sync::Arc};

use ringback_format::duration::DurationText;
use ringback_world::{Span, chance::Distribution};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

/// A length of time: `4s`, or `{ exponential: 4s }`, `{ lognormal: { mean: 4m, cv: 0.8 } }`, `{ gamma: { mean: 4m, cv: 0.8 } }`,
/// `{ weibull: { mean: 4m, shape: 1.5 } }`, `{ uniform: { from: 1s, to: 3s } }`, `{ empirical: [5s, 20s, 1m] }`.
#[derive(Clone, Debug, PartialEq)]
pub enum Draw {
    /// By a law.
    Law(Distribution),
    /// One of these lengths, each as likely as the others; shortest first, never empty.
    Empirical(Arc<[Span]>),
}

impl Draw {
    /// Gives the length below which the share `uniform` of all lies. It grows with `uniform`.
    #[inline]
    pub fn sample(&self, uniform: f64) -> Span {
        match self {
            Self::Law(law) => law.sample(uniform),
            Self::Empirical(lengths) => {
                let at = (uniform * lengths.len() as f64) as usize;
                lengths[at.min(lengths.len() - 1)]
            }
        }
    }

    pub(crate) const fn zero() -> Self {
        Self::Law(Distribution::constant(Span::ZERO))
    }

    /// Gives the mean, in seconds.
    pub fn mean_s(&self) -> f64 {
        match self {
            Self::Law(law) => law.mean_s(),
            Self::Empirical(lengths) => {
                let sum: f64 = lengths.iter().map(|length| length.as_secs_f64()).sum();
                sum / lengths.len() as f64
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Law {
    Exponential(DurationText),
    Lognormal(MeanAndCv),
    Gamma(MeanAndCv),
    Weibull(MeanAndShape),
    Uniform(Uniform),
    Empirical(Vec<DurationText>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeanAndCv {
    mean: DurationText,
    cv: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MeanAndShape {
    mean: DurationText,
    shape: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Uniform {
    from: DurationText,
    to: DurationText,
}

impl<'de> Deserialize<'de> for Draw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor)
    }
}

struct Visitor;

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Draw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a duration such as 30s, or one of exponential, lognormal, gamma, weibull, uniform and empirical",
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Draw, E> {
        let duration: DurationText = text.parse().map_err(E::custom)?;
        Ok(Draw::Law(Distribution::constant(duration.span())))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Draw, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Draw, A::Error> {
        let law = Law::deserialize(de::value::MapAccessDeserializer::new(map))?;
        Ok(match law {
            Law::Exponential(mean) => Draw::Law(Distribution::exponential(mean.span())),
            Law::Lognormal(law) => Draw::Law(Distribution::lognormal(law.mean.span(), law.cv)),
            Law::Gamma(law) => Draw::Law(Distribution::gamma(law.mean.span(), law.cv)),
            Law::Weibull(law) if law.shape.is_nan() || law.shape <= 0.0 => {
                let wrong = de::Unexpected::Float(law.shape);
                return Err(de::Error::invalid_value(wrong, &"a shape above 0"));
            }
            Law::Weibull(law) => Draw::Law(Distribution::weibull(law.mean.span(), law.shape)),
            Law::Uniform(law) => Draw::Law(Distribution::uniform(law.from.span(), law.to.span())),
            Law::Empirical(lengths) if lengths.is_empty() => {
                return Err(de::Error::invalid_length(0, &"one length of time or more"));
            }
            Law::Empirical(lengths) => {
                let mut lengths: Vec<Span> = lengths.iter().map(|length| length.span()).collect();
                lengths.sort_unstable();
                Draw::Empirical(lengths.into())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use ringback_world::Span;

    use super::*;

    fn read(text: &str) -> Result<Draw, String> {
        let node = ringback_format::yaml::read("draw.yaml", text).map_err(|why| why.to_string())?;
        ringback_format::yaml::from_node(&node).map_err(|why| why.expected.unwrap_or(why.message))
    }

    #[test]
    fn gamma_and_weibull_are_read_with_their_mean_and_form() {
        let mean = Span::from_secs(240);
        for (text, law) in [
            (
                "gamma: { mean: 4m, cv: 0.8 }",
                Distribution::gamma(mean, 0.8),
            ),
            (
                "weibull: { mean: 4m, shape: 1.5 }",
                Distribution::weibull(mean, 1.5),
            ),
        ] {
            assert_eq!(read(text), Ok(Draw::Law(law)));
        }
    }

    #[test]
    fn a_weibull_without_a_shape_above_zero_is_refused() {
        let refused = read("weibull: { mean: 4m, shape: 0 }").expect_err("no such law");
        assert_eq!(refused, "a shape above 0");
    }
}

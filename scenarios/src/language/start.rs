//! The civil time at the start of a run.

use jiff::{Timestamp, ZonedDateTime};
use serde::{Deserialize, Deserializer, de};

/// The civil time at the start: `2026-03-02T08:00[Europe/Berlin]` or `2026-03-02T08:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Start(pub(crate) Timestamp);

impl Default for Start {
    /// A Monday morning in a week without holidays, the same for every run.
    fn default() -> Self {
        Self(
            "2026-03-02T08:00:00Z"
                .parse()
                .expect("a constant in the right form"),
        )
    }
}

impl<'de> Deserialize<'de> for Start {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let zoned = text.parse::<ZonedDateTime>().map(|zoned| zoned.timestamp());
        zoned.or_else(|_| text.parse::<Timestamp>()).map(Self).map_err(|_| {
            de::Error::invalid_value(
                de::Unexpected::Str(&text),
                &"a time with its zone, such as 2026-03-02T08:00[Europe/Berlin] or 2026-03-02T08:00:00Z",
            )
        })
    }
}

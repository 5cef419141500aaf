//! The civil time at the start of a run.

use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};
use serde::{Deserialize, Deserializer, de};

/// The civil time at the start: `2026-03-02T08:00[Europe/Berlin]` or `2026-03-02T08:00:00Z`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Start {
    /// The instant.
    pub(crate) at: Timestamp,
    /// The zone of civil times of the run.
    pub(crate) zone: TimeZone,
}

impl Default for Start {
    /// A Monday morning in a week without holidays, the same for every run.
    fn default() -> Self {
        Self {
            at: "2026-03-02T08:00:00Z"
                .parse()
                .expect("a constant in the right form"),
            zone: TimeZone::UTC,
        }
    }
}

impl<'de> Deserialize<'de> for Start {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let zoned = text.parse::<ZonedDateTime>().map(|zoned| Self {
            at: zoned.timestamp(),
            zone: zoned.time_zone().clone(),
        });
        let in_utc = |at| Self {
            at,
            zone: TimeZone::UTC,
        };
        zoned.or_else(|_| text.parse::<Timestamp>().map(in_utc)).map_err(|_| {
            de::Error::invalid_value(
                de::Unexpected::Str(&text),
                &"a time with its zone, such as 2026-03-02T08:00[Europe/Berlin] or 2026-03-02T08:00:00Z",
            )
        })
    }
}

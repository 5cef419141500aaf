//! Hours of a day and dates on the calendar as people write them.

use std::fmt;

use jiff::civil::{Date, DateTime};
use ringback_world::declaration::HoursRange;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

const DAY: u16 = 24 * 60;

/// Hours of a day: `09:00-17:00`; `24:00` is the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HoursDeclaration(pub HoursRange);

impl HoursDeclaration {
    fn from_text(text: &str) -> Option<Self> {
        let (from, to) = text.split_once('-')?;
        Some(Self(HoursRange {
            from: minutes(from.trim())?,
            to: minutes(to.trim())?,
        }))
    }
}

fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    if hours.is_empty() || hours.len() > 2 || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let all = hours * 60 + minutes;
    (minutes < 60 && all <= DAY).then_some(all)
}

impl fmt::Display for HoursDeclaration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let HoursRange { from, to } = self.0;
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

impl Serialize for HoursDeclaration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for HoursDeclaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_text(&text).ok_or_else(|| {
            de::Error::invalid_value(
                de::Unexpected::Str(&text),
                &"hours of a day such as 09:00-17:00",
            )
        })
    }
}

impl JsonSchema for HoursDeclaration {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hours".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Hours of a day, such as 09:00-17:00, on quarters of an hour.",
            "type": "string",
            "pattern": "^[0-9]{1,2}:[0-9]{2} *- *[0-9]{1,2}:[0-9]{2}$",
        })
    }
}

/// A day, or a time on the calendar: `2026-12-24`, or `{ from: 2026-12-24T12:00, to: 2026-12-27 }` whose end is excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum DatesDeclaration {
    /// The day from its midnight to the next; a time lasts to the next midnight.
    From(CalendarTime),
    /// From a time to another one.
    Range(CalendarRange),
}

/// A time on the calendar from its start to its excluded end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarRange {
    /// Its first instant.
    pub from: CalendarTime,
    /// The first instant after it; the next midnight without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<CalendarTime>,
}

/// A date, which is its midnight, or a date with a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarTime(pub DateTime);

impl DatesDeclaration {
    /// Shows start and end; without an end it is the next midnight. Nothing beyond the calendar.
    pub(super) fn bounds(&self) -> Option<(DateTime, DateTime)> {
        let (from, to) = match self {
            Self::From(from) => (from.0, None),
            Self::Range(range) => (range.from.0, range.to),
        };
        let to = match to {
            Some(to) => to.0,
            None => from.date().tomorrow().ok()?.at(0, 0, 0, 0),
        };
        Some((from, to))
    }
}

impl<'de> Deserialize<'de> for DatesDeclaration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = DatesDeclaration;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2026-12-24, or { from: 2026-12-24, to: 2026-12-27 }")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                CalendarTime::deserialize(de::value::StrDeserializer::<E>::new(text))
                    .map(DatesDeclaration::From)
            }

            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                CalendarRange::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(DatesDeclaration::Range)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl fmt::Display for CalendarTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.0;
        if time.time() == jiff::civil::Time::midnight() {
            write!(f, "{}", time.date())
        } else {
            write!(f, "{}", time.strftime("%Y-%m-%dT%H:%M"))
        }
    }
}

impl Serialize for CalendarTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CalendarTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        // strptime takes the whole text or nothing; `parse` would take a time in another form and drop it.
        let date = || Date::strptime("%Y-%m-%d", &text).map(|date| date.at(0, 0, 0, 0));
        let read = DateTime::strptime("%Y-%m-%dT%H:%M", &text).or_else(|_| date());
        read.map(Self).map_err(|_| {
            de::Error::invalid_value(
                de::Unexpected::Str(&text),
                &"a date such as 2026-12-24, or 2026-12-24T12:00",
            )
        })
    }
}

impl JsonSchema for CalendarTime {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CalendarTime".into()
    }

    fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A date, such as 2026-12-24, or a date with a time, such as 2026-12-24T12:00.",
            "type": "string",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?$",
        })
    }
}

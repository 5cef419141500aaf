//! The code of a parked call, as an action names it.

use std::{fmt, ops::RangeInclusive};

use ringback_world::teams::ParkCode;
use serde::{
    Deserializer,
    de::{self, DeserializeSeed},
};

/// What a code can be ("New-CsTeamsCallParkPolicy", Microsoft Teams PowerShell reference, 2026).
const CODES: RangeInclusive<u16> = 10..=9999;

/// `last`, or a number.
pub(super) struct Code;

impl<'de> DeserializeSeed<'de> for Code {
    type Value = ParkCode;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<ParkCode, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl de::Visitor<'_> for Code {
    type Value = ParkCode;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (least, most) = (CODES.start(), CODES.end());
        write!(f, "`last`, or the code of a parked call: {least} to {most}")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<ParkCode, E> {
        match (word, word.parse()) {
            ("last", _) => Ok(ParkCode::Last),
            (_, Ok(code)) if CODES.contains(&code) => Ok(ParkCode::Number(code)),
            (_, Ok(_) | Err(_)) => Err(E::invalid_value(de::Unexpected::Str(word), &self)),
        }
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<ParkCode, E> {
        match u16::try_from(number) {
            Ok(code) if CODES.contains(&code) => Ok(ParkCode::Number(code)),
            Ok(_) | Err(_) => Err(E::invalid_value(de::Unexpected::Unsigned(number), &self)),
        }
    }
}

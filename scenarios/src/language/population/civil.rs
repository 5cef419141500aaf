//! Times of day, and what holds from each of them on.

use std::{fmt, marker::PhantomData};

use ringback_format::yaml::Located;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess},
};

/// A time of day such as `08:30`; one before the start's is the next day's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CivilTime {
    /// Seconds since midnight.
    pub(crate) seconds: u32,
}

impl fmt::Display for CivilTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes) = (self.seconds / 3_600, self.seconds / 60 % 60);
        write!(f, "{hours:02}:{minutes:02}")?;
        match self.seconds % 60 {
            0 => Ok(()),
            seconds => write!(f, ":{seconds:02}"),
        }
    }
}

impl CivilTime {
    /// Reads a time of day.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(':').map(|part| {
            let is_number = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u32>().ok().filter(|_| is_number)
        });
        let hours = parts.next()??;
        let minutes = parts.next()??;
        let seconds = parts.next().map_or(Some(0), |part| part)?;
        let fits = hours < 24 && minutes < 60 && seconds < 60 && parts.next().is_none();
        fits.then_some(Self {
            seconds: hours * 3_600 + minutes * 60 + seconds,
        })
    }
}

impl<'de> Deserialize<'de> for CivilTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| {
            de::Error::invalid_value(
                de::Unexpected::Str(&text),
                &"a time of day in quotes, such as \"08:30\"",
            )
        })
    }
}

/// One value for the whole time, or one from each time of day on: `120`, `{ "08:00": 120, "09:00": 310 }`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Steps<T> {
    /// The same all the time.
    Always(T),
    /// From each time on until the next; before the first, nothing.
    From(Vec<(Located<CivilTime>, T)>),
}

/// A value that stands alone in a file.
pub(crate) trait Plain: Sized {
    /// What is expected.
    const EXPECTED: &'static str;
    /// Reads it.
    fn read(text: &str) -> Option<Self>;
}

impl Plain for f64 {
    const EXPECTED: &'static str = "a number of 0 or more";

    fn read(text: &str) -> Option<Self> {
        let number: f64 = text.parse().ok()?;
        (number.is_finite() && number >= 0.0).then_some(number)
    }
}

impl Plain for u32 {
    const EXPECTED: &'static str = "a whole number of 0 or more";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl<'de, T: Plain> Deserialize<'de> for Steps<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Visitor(PhantomData))
    }
}

struct Visitor<T>(PhantomData<T>);

impl<T: Plain> Visitor<T> {
    fn plain<E: de::Error>(&self, text: &str) -> Result<Steps<T>, E> {
        T::read(text)
            .map(Steps::Always)
            .ok_or_else(|| E::invalid_value(de::Unexpected::Other(text), &T::EXPECTED))
    }
}

impl<'de, T: Plain> de::Visitor<'de> for Visitor<T> {
    type Value = Steps<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, or one from each time of day on, such as {{ \"08:00\": 12, \"09:00\": 31 }}",
            T::EXPECTED
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Steps<T>, E> {
        self.plain(text)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Steps<T>, E> {
        self.plain(&number.to_string())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Steps<T>, E> {
        self.plain(&number.to_string())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Steps<T>, E> {
        self.plain(&number.to_string())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Steps<T>, A::Error> {
        let mut steps = Vec::new();
        while let Some(at) = map.next_key::<Located<CivilTime>>()? {
            steps.push((at, map.next_value::<One<T>>()?.0));
        }
        if steps.is_empty() {
            return Err(de::Error::invalid_length(0, &"one time of day or more"));
        }
        Ok(Steps::From(steps))
    }
}

struct One<T>(T);

impl<'de, T: Plain> Deserialize<'de> for One<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Steps::<T>::deserialize(deserializer)? {
            Steps::Always(value) => Ok(Self(value)),
            Steps::From(_) => Err(de::Error::invalid_type(de::Unexpected::Map, &T::EXPECTED)),
        }
    }
}

//! One key of a mapping that says what its value is.

use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed},
};

/// Reads one of these words, and refuses another where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OneOf(pub(crate) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for OneOf {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<&'static str, D::Error> {
        let word = String::deserialize(deserializer)?;
        let known = self.0.iter().find(|known| **known == word);
        known
            .copied()
            .ok_or_else(|| de::Error::unknown_variant(&word, self.0))
    }
}

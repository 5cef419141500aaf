//! The names and fields of all facts, asked of the types themselves: a list of our own would fall behind them.

use std::{fmt, sync::OnceLock};

use ringback_world::{What, calls, chat, deliveries, directory, faults, teams, visits};
use serde::{
    Deserialize, Deserializer,
    de::{self, DeserializeSeed, EnumAccess, VariantAccess, Visitor, value::StrDeserializer},
    forward_to_deserialize_any,
};

/// The names of all facts, in the order of their subjects.
pub(crate) fn fact_names() -> &'static [&'static str] {
    static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        subjects()
            .into_iter()
            .flat_map(|(variants, _)| variants)
            .copied()
            .collect()
    })
}

/// The fields of a fact; nothing for an unknown one. A fact whose fields are only known when it is made gives an empty list.
pub(crate) fn fact_fields(name: &str) -> Option<&'static [&'static str]> {
    let (variants, fields) = subjects()
        .into_iter()
        .find(|(variants, _)| variants.contains(&name))?;
    let name = variants.iter().find(|known| **known == name)?;
    Some(fields(name))
}

type Fields = fn(&'static str) -> &'static [&'static str];

fn subjects() -> [(&'static [&'static str], Fields); 7] {
    // The whole list of subjects stands in `What`; a new one breaks the build here.
    fn every_subject_is_listed(what: &What) {
        match what {
            What::Directory(_)
            | What::Call(_)
            | What::Chat(_)
            | What::Teams(_)
            | What::Delivery(_)
            | What::Visit(_)
            | What::Fault(_) => {}
        }
    }
    let _ = every_subject_is_listed;
    [
        (variants::<directory::Fact>(), fields::<directory::Fact>),
        (variants::<calls::Fact>(), fields::<calls::Fact>),
        (variants::<chat::Fact>(), fields::<chat::Fact>),
        (variants::<teams::Fact>(), fields::<teams::Fact>),
        (variants::<deliveries::Fact>(), fields::<deliveries::Fact>),
        (variants::<visits::Fact>(), fields::<visits::Fact>),
        (variants::<faults::Fact>(), fields::<faults::Fact>),
    ]
}

fn variants<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut probe = Probe::default();
    let _never_a_value = T::deserialize(&mut probe);
    probe.names
}

fn fields<'de, T: Deserialize<'de>>(variant: &'static str) -> &'static [&'static str] {
    let mut probe = Probe {
        variant: Some(variant),
        names: &[],
    };
    let _never_a_value = T::deserialize(&mut probe);
    probe.names
}

/// A deserializer that has no value and only listens to what it is asked for.
#[derive(Default)]
struct Probe {
    variant: Option<&'static str>,
    names: &'static [&'static str],
}

#[derive(Debug)]
struct NoValue;

impl fmt::Display for NoValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no value")
    }
}

impl std::error::Error for NoValue {}

impl de::Error for NoValue {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl<'de> Deserializer<'de> for &mut Probe {
    type Error = NoValue;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NoValue> {
        Err(NoValue)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NoValue> {
        if self.variant.is_some() {
            return visitor.visit_enum(self);
        }
        self.names = variants;
        Err(NoValue)
    }

    /// A fact that is a struct of its own lists its fields here.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, NoValue> {
        self.names = fields;
        Err(NoValue)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for &mut Probe {
    type Error = NoValue;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), NoValue> {
        let name = self.variant.ok_or(NoValue)?;
        Ok((seed.deserialize(StrDeserializer::new(name))?, self))
    }
}

impl<'de> VariantAccess<'de> for &mut Probe {
    type Error = NoValue;

    fn unit_variant(self) -> Result<(), NoValue> {
        Err(NoValue)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, NoValue> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, NoValue> {
        Err(NoValue)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, NoValue> {
        self.names = fields;
        Err(NoValue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_fields_come_from_the_types() {
        for name in [
            "placed",
            "call-ended",
            "message-sent",
            "redirected",
            "delivery-attempted",
            "dead-lettered",
            "visited",
            "fault-applied",
            "identity-created",
        ] {
            assert!(fact_names().contains(&name), "{name}");
        }
        assert!(fact_fields("redirected").is_some_and(|fields| fields.contains(&"exception")));
        assert!(fact_fields("hold-failed").is_some_and(|fields| fields.contains(&"result")));
        assert_eq!(fact_fields("no-such-fact"), None);
        let mut names = fact_names().to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), fact_names().len());
    }
}

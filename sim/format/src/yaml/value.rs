//! From a tree to any type that serde can make, with the place of what does not fit.

use std::{borrow::Cow, fmt};

use serde::{
    Deserializer,
    de::{
        self, DeserializeOwned, DeserializeSeed, Expected, IntoDeserializer, MapAccess, SeqAccess,
        Unexpected, Visitor, value::U32Deserializer,
    },
    forward_to_deserialize_any,
};

use super::{FileError, Node, Place, Style, Value, content::Content, located::MARKER};

/// Makes a value from a tree.
///
/// # Errors
/// The tree does not have the value's shape.
pub fn from_node<T: DeserializeOwned>(node: &Node) -> Result<T, NodeError> {
    T::deserialize(node)
}

/// What does not fit, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeError {
    /// Where, once it is known.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What was expected.
    pub expected: Option<String>,
    /// The nearest right word.
    pub nearest: Option<String>,
}

impl NodeError {
    /// Makes an error about a place.
    pub fn at(place: Place, message: impl Into<String>) -> Self {
        Self::new(message.into(), None).placed(place)
    }

    /// Makes an error about a word that is not known, with the nearest of those that are.
    pub fn unknown<'a>(
        place: Place,
        what: &str,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        Self {
            place: Some(place),
            message: format!("unknown {what} `{word}`"),
            expected: Some(one_of(&known)),
            nearest: nearest(word, known.iter().copied()),
        }
    }

    /// Adds what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Says in which file it stands.
    pub fn in_file(self, file: &str, text: &str) -> FileError {
        let mut error = FileError::at(file, text, self.place.unwrap_or_default(), self.message);
        error.expected = self.expected;
        error.nearest(self.nearest)
    }

    fn new(message: String, expected: Option<String>) -> Self {
        Self {
            place: None,
            message,
            expected,
            nearest: None,
        }
    }

    fn placed(mut self, place: Place) -> Self {
        self.place.get_or_insert(place);
        self
    }
}

impl fmt::Display for NodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for NodeError {}

impl de::Error for NodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string(), None)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(
            format!("{} does not fit here", name(found)),
            Some(plainly(expected)),
        )
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(
            format!("{} does not fit here", name(found)),
            Some(plainly(expected)),
        )
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::new(
            format!("{length} entries do not fit here"),
            Some(plainly(expected)),
        )
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self {
            place: None,
            ..Self::unknown(Place::default(), "key", field, expected.iter().copied())
        }
    }

    fn unknown_variant(word: &str, expected: &'static [&'static str]) -> Self {
        Self {
            place: None,
            ..Self::unknown(Place::default(), "word", word, expected.iter().copied())
        }
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(format!("the key `{field}` is missing"), None)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(format!("the key `{field}` stands here twice"), None)
    }
}

/// Says in plain words what serde's own types expect.
fn plainly(expected: &dyn Expected) -> String {
    let text = expected.to_string();
    match text.as_str() {
        "u8" | "u16" | "u32" | "u64" => "a whole number".to_owned(),
        "i8" | "i16" | "i32" | "i64" => "a whole number, which may be negative".to_owned(),
        "f32" | "f64" => "a number".to_owned(),
        "a string" => "a text".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "a sequence" => "a list".to_owned(),
        "a map" => "keys with values".to_owned(),
        other if other.starts_with("struct ") => "keys with values".to_owned(),
        _ => text,
    }
}

fn name(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => format!("`{text}`"),
        Unexpected::Unsigned(number) => format!("the number {number}"),
        Unexpected::Signed(number) => format!("the number {number}"),
        Unexpected::Float(number) => format!("the number {number}"),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a set of keys".to_owned(),
        other => other.to_string(),
    }
}

fn one_of(known: &[&str]) -> String {
    match known {
        [] => "nothing here".to_owned(),
        [only] => format!("`{only}`"),
        many => {
            let quoted: Vec<String> = many.iter().map(|word| format!("`{word}`")).collect();
            format!("one of {}", quoted.join(", "))
        }
    }
}

/// Gives the word that is nearest to a misspelt one, where one is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let word = word.to_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::jaro_winkler(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(likeness, _)| *likeness >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate.to_owned())
}

impl<'de> IntoDeserializer<'de, NodeError> for &'de Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = NodeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        let result = match &self.value {
            Value::Scalar {
                text,
                style: Style::Quoted,
            } => visitor.visit_borrowed_str(text),
            Value::Scalar {
                text,
                style: Style::Plain,
            } => match Content::of_plain(text) {
                Content::Null => visitor.visit_unit(),
                Content::Bool(value) => visitor.visit_bool(value),
                Content::Unsigned(number) => visitor.visit_u64(number),
                Content::Signed(number) => visitor.visit_i64(number),
                Content::Float(number) => visitor.visit_f64(number),
                Content::Text(text) => visitor.visit_borrowed_str(text),
            },
            Value::Sequence(items) => visitor.visit_seq(Items(items.iter())),
            Value::Mapping(entries) => visitor.visit_map(Entries {
                rest: entries.iter(),
                value: None,
            }),
        };
        result.map_err(|error| error.placed(self.place))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        match &self.value {
            // Where a text is wanted, `123` and `true` are texts too.
            Value::Scalar { text, .. } if !self.is_null() => visitor
                .visit_borrowed_str(text)
                .map_err(|error: NodeError| error.placed(self.place)),
            Value::Scalar { .. } | Value::Sequence(_) | Value::Mapping(_) => {
                self.deserialize_any(visitor)
            }
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        let result = if self.is_null() {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        };
        result.map_err(|error| error.placed(self.place))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        let result = if name == MARKER {
            visitor.visit_seq(WithPlace {
                node: self,
                given: 0,
            })
        } else {
            visitor.visit_newtype_struct(self)
        };
        result.map_err(|error| error.placed(self.place))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NodeError> {
        let result = match &self.value {
            Value::Scalar { text, .. } if !self.is_null() => visitor.visit_enum(
                de::value::CowStrDeserializer::<NodeError>::new(Cow::Borrowed(text.as_str())),
            ),
            Value::Mapping(entries) if entries.len() == 1 => {
                visitor.visit_enum(de::value::MapAccessDeserializer::new(Entries {
                    rest: entries.iter(),
                    value: None,
                }))
            }
            Value::Scalar { .. } | Value::Sequence(_) | Value::Mapping(_) => {
                let _ = name;
                let message = "one word, or one key with its value, belongs here".to_owned();
                Err(NodeError::new(message, Some(one_of(variants))))
            }
        };
        result.map_err(|error| error.placed(self.place))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NodeError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct
    }
}

struct Items<'de>(std::slice::Iter<'de, Node>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = NodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, NodeError> {
        self.0.next().map(|node| seed.deserialize(node)).transpose()
    }
}

struct Entries<'de> {
    rest: std::slice::Iter<'de, (Node, Node)>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = NodeError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, NodeError> {
        let Some((key, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        // A derived type asks for its keys by more than one way; the place is the key's in all of them.
        seed.deserialize(key)
            .map(Some)
            .map_err(|error| error.placed(key.place))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NodeError> {
        let value = self
            .value
            .take()
            .expect("serde asks for a value after its key");
        seed.deserialize(value)
            .map_err(|error| error.placed(value.place))
    }
}

/// Line, column, length, then the value itself.
struct WithPlace<'de> {
    node: &'de Node,
    given: u8,
}

impl<'de> SeqAccess<'de> for WithPlace<'de> {
    type Error = NodeError;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, NodeError> {
        self.given += 1;
        let place = self.node.place;
        let number: U32Deserializer<NodeError> = match self.given {
            1 => place.line.into_deserializer(),
            2 => place.column.into_deserializer(),
            3 => place.length.into_deserializer(),
            4 => return seed.deserialize(self.node).map(Some),
            _ => return Ok(None),
        };
        seed.deserialize(number).map(Some)
    }
}

//! A file as a tree that remembers where each part stands.

/// Where something stands in a file; lines and columns count from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
    /// How many characters of the line it covers.
    pub length: u32,
}

/// One part of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub value: Value,
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes: it may also be a number, a truth value or nothing.
    Plain,
    /// With quotes or as a block: always a text.
    Quoted,
}

/// What a part of a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text, number, truth value or nothing, as it is written.
    Scalar {
        /// The text.
        text: String,
        /// How it is written.
        style: Style,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with their values, in the order of the file.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// Makes a quoted text at a place.
    pub fn text(text: impl Into<String>, place: Place) -> Self {
        Self {
            place,
            value: Value::Scalar {
                text: text.into(),
                style: Style::Quoted,
            },
        }
    }

    /// Gives the text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            Value::Sequence(_) | Value::Mapping(_) => None,
        }
    }

    /// Gives the value that stands under a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries()
            .find(|(name, _)| name.as_text() == Some(key))
            .map(|(_, value)| value)
    }

    /// Gives the keys and values of a mapping; nothing of anything else.
    pub fn entries(&self) -> impl Iterator<Item = (&Self, &Self)> {
        let entries = match &self.value {
            Value::Mapping(entries) => entries.as_slice(),
            Value::Scalar { .. } | Value::Sequence(_) => &[],
        };
        entries.iter().map(|(key, value)| (key, value))
    }

    /// Takes the value that stands under a key out of a mapping, with its key.
    pub fn take(&mut self, key: &str) -> Option<(Self, Self)> {
        let Value::Mapping(entries) = &mut self.value else {
            return None;
        };
        let at = entries
            .iter()
            .position(|(name, _)| name.as_text() == Some(key))?;
        Some(entries.remove(at))
    }

    /// Finds the first scalar with exactly this text, keys included.
    pub fn find_text(&self, wanted: &str) -> Option<&Self> {
        match &self.value {
            Value::Scalar { text, .. } => (text == wanted).then_some(self),
            Value::Sequence(items) => items.iter().find_map(|item| item.find_text(wanted)),
            Value::Mapping(entries) => entries
                .iter()
                .find_map(|(key, value)| key.find_text(wanted).or_else(|| value.find_text(wanted))),
        }
    }

    /// Tells whether nothing stands here.
    pub fn is_null(&self) -> bool {
        matches!(
            &self.value,
            Value::Scalar { text, style: Style::Plain }
                if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")
        )
    }
}

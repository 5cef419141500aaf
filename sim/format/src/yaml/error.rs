//! What is wrong with a file, said so that one can mend it.

use std::fmt;

use super::Place;

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What was expected there.
    pub expected: Option<String>,
    /// The nearest right word.
    pub nearest: Option<String>,
    /// The offending line with a mark under the place.
    pub excerpt: Box<str>,
}

impl FileError {
    /// Makes an error about a place of a file.
    pub fn at(file: &str, text: &str, place: Place, message: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: place.line.max(1),
            column: place.column.max(1),
            message: message.into(),
            expected: None,
            nearest: None,
            excerpt: excerpt(text, place).into(),
        }
    }

    /// Makes an error about a file as a whole.
    pub fn whole(file: &str, message: impl Into<String>) -> Self {
        Self::at(file, "", Place::default(), message)
    }

    /// Adds what was expected.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Adds the nearest right word, where one is near.
    #[must_use]
    pub fn nearest(mut self, nearest: Option<String>) -> Self {
        self.nearest = nearest;
        self
    }
}

impl std::error::Error for FileError {}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.file, self.line, self.column, self.message
        )?;
        if !self.excerpt.is_empty() {
            write!(f, "\n{}", self.excerpt)?;
        }
        if let Some(expected) = &self.expected {
            write!(f, "\n  expected {expected}")?;
        }
        if let Some(nearest) = &self.nearest {
            write!(f, "\n  did you mean `{nearest}`?")?;
        }
        Ok(())
    }
}

/// How much of a long line is shown.
const EXCERPT_CHARS_MAX: usize = 120;

fn excerpt(text: &str, place: Place) -> String {
    let line_at = place.line.saturating_sub(1) as usize;
    let Some(line) = text.lines().nth(line_at) else {
        return String::new();
    };
    let start = place.column.saturating_sub(1) as usize;
    // A long line is cut so that the place stays in sight.
    let skipped = start.saturating_sub(EXCERPT_CHARS_MAX / 2);
    let skipped = if line.chars().count() > EXCERPT_CHARS_MAX {
        skipped
    } else {
        0
    };
    let shown: String = line
        .chars()
        .skip(skipped)
        .take(EXCERPT_CHARS_MAX)
        .map(|c| if c == '\t' { ' ' } else { c })
        .collect();
    let width = shown.chars().count();
    let pad = (start - skipped).min(width);
    let marks = (place.length.max(1) as usize).min((width - pad).max(1));
    format!(
        "  {number} | {shown}\n  {blank} | {gap}{marks}",
        number = place.line,
        shown = shown.trim_end(),
        blank = " ".repeat(place.line.to_string().len()),
        gap = " ".repeat(pad),
        marks = "^".repeat(marks),
    )
}

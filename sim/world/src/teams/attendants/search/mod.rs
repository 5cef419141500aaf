//! The search in the directory: what a caller types or says, who fits, and the list of names that is read out.
//!
//! Source: "Dial and voice recognition reference for auto attendants", Microsoft Learn, 2024 and 2026.

mod find;
mod keypad;
mod listed;
mod matching;
mod run;
mod sentences;

pub(super) use listed::{heard_key, heard_words, read};
pub(super) use run::{begins, begun, ended, spoken, typed};

use crate::teams::SearchMethod;

/// How far the search of a call has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::teams) struct Search {
    /// The keys so far, in digits.
    typed: String,
    /// Who is read out, as indices into the declared people.
    listed: Vec<usize>,
    /// How the directory was searched last.
    pub(super) method: Option<SearchMethod>,
}

impl Search {
    /// Tells whether names are read out, or wait for a choice.
    pub(super) fn has_list(&self) -> bool {
        !self.listed.is_empty()
    }

    /// The menu begins again: nothing is typed, nobody is read out.
    pub(super) fn clear(&mut self) {
        self.typed.clear();
        self.listed.clear();
    }
}

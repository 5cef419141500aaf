//! Which events a subscription takes.
//!
//! Source: "Understand event filtering for Event Grid subscriptions", 2024.

use super::{AdvancedFilter, Seen};

/// Which events a subscription takes: those that pass everything.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The event types; empty for all.
    pub event_types: Vec<String>,
    /// The subjects.
    pub subjects: Subjects,
    /// Conditions on fields, all of which must hold.
    pub advanced: Vec<AdvancedFilter>,
    /// Whether conditions look into arrays.
    pub arrays: Arrays,
}

/// Whether conditions look into arrays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Arrays {
    /// An array is no value that they know.
    #[default]
    Whole,
    /// They hold when they hold for one element.
    Elements,
}

/// The subjects that a subscription takes; empty for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subjects {
    /// How a subject begins.
    pub begin_with: String,
    /// How a subject ends.
    pub end_with: String,
    /// Whether case matters.
    pub case: SubjectCase,
}

/// Whether case matters in subjects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SubjectCase {
    /// It does not.
    #[default]
    Ignored,
    /// It does.
    Minded,
}

impl Subjects {
    /// Tells whether a subject is taken.
    pub fn take(&self, subject: &str) -> bool {
        let as_compared = |text: &str| match self.case {
            SubjectCase::Ignored => text.to_lowercase(),
            SubjectCase::Minded => text.to_owned(),
        };
        let subject = as_compared(subject);
        subject.starts_with(&as_compared(&self.begin_with))
            && subject.ends_with(&as_compared(&self.end_with))
    }
}

impl Filter {
    /// Tells whether an event is taken.
    pub(crate) fn takes(&self, event: &Seen<'_>) -> bool {
        let types = &self.event_types;
        let of_type = |taken: &String| taken.eq_ignore_ascii_case(event.event_type);
        (types.is_empty() || types.iter().any(of_type))
            && self.subjects.take(event.subject)
            && self
                .advanced
                .iter()
                .all(|filter| filter.takes(event, self.arrays))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_matters_in_subjects_only_where_it_was_asked_for() {
        let mut subjects = Subjects {
            begin_with: "/Caller/".to_owned(),
            end_with: "A".to_owned(),
            case: SubjectCase::Ignored,
        };
        assert!(subjects.take("/caller/a"));
        assert!(!subjects.take("/callee/a"));
        subjects.case = SubjectCase::Minded;
        assert!(!subjects.take("/caller/a"));
        assert!(subjects.take("/Caller/A"));
    }
}

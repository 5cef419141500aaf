//! Conditions on single fields of an event.
//!
//! Source: "Understand event filtering for Event Grid subscriptions", advanced filtering, 2024.

use serde_json::Value;

use super::{Arrays, Seen};

/// A condition on one field of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct AdvancedFilter {
    /// The field: `subject`, `data.to.rawId` and the like, in any case.
    pub key: String,
    /// What must hold of it.
    pub condition: Condition,
}

/// What must hold of a field. Of several values one is enough, or with [`Sense::IsNot`] none.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// It is not there, or null.
    IsNullOrUndefined,
    /// It is there and not null.
    IsNotNull,
    /// It is this truth value.
    BoolEquals(bool),
    /// It is a number that compares like this.
    Number(Comparison, f64),
    /// It is one of these numbers.
    NumberIn(Sense, Vec<f64>),
    /// It lies in one of these ranges, ends included.
    NumberInRange(Sense, Vec<[f64; 2]>),
    /// It is a text like one of these, whatever the case.
    Text(TextTest, Sense, Vec<String>),
}

/// Whether something must be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// It must.
    Is,
    /// It must not; a field that is not there passes.
    IsNot,
}

/// How a number compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    LessThan,
    /// `<=`
    LessThanOrEquals,
    /// `>`
    GreaterThan,
    /// `>=`
    GreaterThanOrEquals,
}

/// How a text is like another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextTest {
    /// It is the same.
    In,
    /// It begins with it.
    BeginsWith,
    /// It ends with it.
    EndsWith,
    /// It contains it.
    Contains,
}

impl AdvancedFilter {
    /// How many conditions a subscription may have.
    pub const MOST: usize = 25;
    /// How many values all conditions of a subscription may have together.
    pub const MOST_VALUES: usize = 25;
    /// How long a text may be, in characters.
    pub const LONGEST: usize = 512;

    pub(crate) fn takes(&self, event: &Seen<'_>, arrays: Arrays) -> bool {
        let found = event.find(&self.key);
        self.condition.holds(found.as_deref(), arrays)
    }
}

impl Condition {
    fn holds(&self, found: Option<&Value>, arrays: Arrays) -> bool {
        let one = |test: &dyn Fn(&Value) -> bool| match (found, arrays) {
            (Some(Value::Array(elements)), Arrays::Elements) => elements.iter().any(test),
            (Some(value), Arrays::Elements | Arrays::Whole) => test(value),
            (None, Arrays::Elements | Arrays::Whole) => false,
        };
        let number = |test: &dyn Fn(f64) -> bool| one(&|value| value.as_f64().is_some_and(test));
        match self {
            Self::IsNullOrUndefined => found.is_none_or(Value::is_null),
            Self::IsNotNull => found.is_some_and(|value| !value.is_null()),
            Self::BoolEquals(wanted) => one(&|value| value.as_bool() == Some(*wanted)),
            Self::Number(comparison, wanted) => number(&|given| comparison.holds(given, *wanted)),
            Self::NumberIn(sense, wanted) => sense.of(number(&|given| wanted.contains(&given))),
            Self::NumberInRange(sense, ranges) => sense.of(number(&|given| {
                let mut ranges = ranges.iter();
                ranges.any(|[from, to]| (*from..=*to).contains(&given))
            })),
            Self::Text(test, sense, wanted) => sense.of(one(&|value| {
                let given = value.as_str().map(str::to_lowercase);
                given.is_some_and(|given| {
                    let mut wanted = wanted.iter();
                    wanted.any(|wanted| test.holds(&given, &wanted.to_lowercase()))
                })
            })),
        }
    }
}

impl Sense {
    fn of(self, holds: bool) -> bool {
        match self {
            Self::Is => holds,
            Self::IsNot => !holds,
        }
    }
}

impl Comparison {
    fn holds(self, given: f64, wanted: f64) -> bool {
        match self {
            Self::LessThan => given < wanted,
            Self::LessThanOrEquals => given <= wanted,
            Self::GreaterThan => given > wanted,
            Self::GreaterThanOrEquals => given >= wanted,
        }
    }
}

impl TextTest {
    fn holds(self, given: &str, wanted: &str) -> bool {
        match self {
            Self::In => given == wanted,
            Self::BeginsWith => given.starts_with(wanted),
            Self::EndsWith => given.ends_with(wanted),
            Self::Contains => given.contains(wanted),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn texts(test: TextTest, sense: Sense, wanted: &[&str]) -> Condition {
        let wanted = wanted.iter().map(|text| (*text).to_owned()).collect();
        Condition::Text(test, sense, wanted)
    }

    #[track_caller]
    fn check(condition: &Condition, passes: &[Value], fails: &[Value]) {
        for value in passes {
            assert!(
                condition.holds(Some(value), Arrays::Whole),
                "{condition:?} takes {value}"
            );
        }
        for value in fails {
            assert!(
                !condition.holds(Some(value), Arrays::Whole),
                "{condition:?} leaves {value}"
            );
        }
    }

    #[test]
    fn texts_compare_whatever_their_case_and_one_of_several_values_is_enough() {
        use TextTest::{BeginsWith, Contains, EndsWith, In};
        for (test, passes, fails) in [
            (In, "ABC", "abcd"),
            (BeginsWith, "abcd", "dabc"),
            (EndsWith, "dABC", "abcd"),
            (Contains, "dabcd", "ab"),
        ] {
            let (passes, fails) = (
                [json!(passes), json!("X")],
                [json!(fails), json!(1), json!(["abc"])],
            );
            check(&texts(test, Sense::Is, &["aBc", "x"]), &passes, &fails);
            check(&texts(test, Sense::IsNot, &["aBc", "x"]), &fails, &passes);
        }
    }

    #[test]
    fn numbers_and_truth_values_are_taken_for_what_they_are() {
        let number = |comparison| Condition::Number(comparison, 2.0);
        check(
            &number(Comparison::LessThan),
            &[json!(1)],
            &[json!(2), json!("1")],
        );
        check(
            &number(Comparison::LessThanOrEquals),
            &[json!(2)],
            &[json!(2.5)],
        );
        check(&number(Comparison::GreaterThan), &[json!(2.5)], &[json!(2)]);
        check(
            &number(Comparison::GreaterThanOrEquals),
            &[json!(2)],
            &[json!(1)],
        );
        let (one, other) = ([json!(1), json!(3)], [json!(2), json!(4)]);
        check(
            &Condition::NumberIn(Sense::Is, vec![1.0, 3.0]),
            &one,
            &other,
        );
        check(
            &Condition::NumberIn(Sense::IsNot, vec![1.0, 3.0]),
            &other,
            &one,
        );
        let ranges = vec![[0.0, 1.5], [3.0, 3.0]];
        check(
            &Condition::NumberInRange(Sense::Is, ranges.clone()),
            &one,
            &other,
        );
        check(
            &Condition::NumberInRange(Sense::IsNot, ranges),
            &other,
            &one,
        );
        check(
            &Condition::BoolEquals(true),
            &[json!(true)],
            &[json!(false), json!("true")],
        );
    }

    #[test]
    fn a_field_that_is_not_there_passes_where_something_must_not_be() {
        let holds = |condition: Condition| condition.holds(None, Arrays::Whole);
        assert!(holds(Condition::IsNullOrUndefined));
        assert!(holds(Condition::NumberIn(Sense::IsNot, vec![1.0])));
        assert!(holds(texts(TextTest::In, Sense::IsNot, &["a"])));
        assert!(!holds(Condition::IsNotNull));
        assert!(!holds(Condition::BoolEquals(false)));
        assert!(!holds(Condition::Number(Comparison::LessThan, 1.0)));
        assert!(!holds(texts(TextTest::Contains, Sense::Is, &[""])));
        check(&Condition::IsNullOrUndefined, &[Value::Null], &[json!("")]);
        check(&Condition::IsNotNull, &[json!(0)], &[Value::Null]);
    }

    #[test]
    fn arrays_are_looked_into_where_that_was_asked_for() {
        let array = json!(["a", "b"]);
        let holds = |sense, arrays| texts(TextTest::In, sense, &["B"]).holds(Some(&array), arrays);
        assert!(holds(Sense::Is, Arrays::Elements));
        assert!(!holds(Sense::IsNot, Arrays::Elements));
        assert!(!holds(Sense::Is, Arrays::Whole));
    }
}

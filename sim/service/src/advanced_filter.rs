//! Filters of a subscription that look into its events.
//!
//! Keys such as `data.to.phoneNumber.value` and texts are compared without regard to case.
//!
//! Source: "Event filtering for Event Grid subscriptions", advanced filtering, 2024.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How many filters a subscription may have, and how many values in all of them.
const MOST: usize = 25;

/// One filter of a subscription. All of them have to hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AdvancedFilter {
    /// How it compares.
    pub operator_type: Operator,
    /// Where in the event, such as `data.to.rawId`.
    pub key: String,
    /// What it compares with: one of these has to fit, or none for the operators with a `Not`.
    #[serde(default)]
    pub values: Vec<Value>,
    /// The same, for operators with one value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// How a filter compares, by its published name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names are the published operators")]
pub enum Operator {
    StringIn,
    StringNotIn,
    StringContains,
    StringNotContains,
    StringBeginsWith,
    StringNotBeginsWith,
    StringEndsWith,
    StringNotEndsWith,
    NumberIn,
    NumberNotIn,
    NumberLessThan,
    NumberLessThanOrEquals,
    NumberGreaterThan,
    NumberGreaterThanOrEquals,
    BoolEquals,
    IsNullOrUndefined,
    IsNotNull,
}

/// Tells what is wrong with the filters of a subscription, and what is allowed.
///
/// # Errors
/// There are too many, or one lacks its key or its values.
pub(crate) fn check(filters: &[AdvancedFilter]) -> Result<(), String> {
    let values: usize = filters.iter().map(|filter| filter.wanted().count()).sum();
    if filters.len() > MOST || values > MOST {
        return Err(format!(
            "advancedFilters: at most {MOST} filters with {MOST} values in all"
        ));
    }
    for filter in filters {
        if filter.key.is_empty() {
            return Err("advancedFilters: key names a place such as data.to.rawId".to_owned());
        }
        let needs_values = !matches!(
            filter.operator_type,
            Operator::IsNullOrUndefined | Operator::IsNotNull
        );
        if needs_values && filter.wanted().next().is_none() {
            let (operator, key) = (filter.operator_type, &filter.key);
            return Err(format!(
                "advancedFilters: {operator:?} of {key} needs values"
            ));
        }
    }
    Ok(())
}

impl AdvancedFilter {
    /// Tells whether an event is taken.
    pub(crate) fn takes(&self, event: &Value) -> bool {
        let found = place(event, &self.key).filter(|found| !found.is_null());
        let text = |fits: fn(&str, &str) -> bool| {
            let found = found.and_then(Value::as_str).map(str::to_lowercase);
            found.is_some_and(|found| {
                let mut wanted = self.wanted().filter_map(Value::as_str);
                wanted.any(|wanted| fits(&found, &wanted.to_lowercase()))
            })
        };
        let number = |fits: fn(f64, f64) -> bool| {
            found.and_then(Value::as_f64).is_some_and(|found| {
                let mut wanted = self.wanted().filter_map(Value::as_f64);
                wanted.any(|wanted| fits(found, wanted))
            })
        };
        match self.operator_type {
            Operator::StringIn => text(|found, wanted| found == wanted),
            Operator::StringNotIn => !text(|found, wanted| found == wanted),
            Operator::StringContains => text(|found, wanted| found.contains(wanted)),
            Operator::StringNotContains => !text(|found, wanted| found.contains(wanted)),
            Operator::StringBeginsWith => text(|found, wanted| found.starts_with(wanted)),
            Operator::StringNotBeginsWith => !text(|found, wanted| found.starts_with(wanted)),
            Operator::StringEndsWith => text(|found, wanted| found.ends_with(wanted)),
            Operator::StringNotEndsWith => !text(|found, wanted| found.ends_with(wanted)),
            Operator::NumberIn => number(|found, wanted| found == wanted),
            Operator::NumberNotIn => !number(|found, wanted| found == wanted),
            Operator::NumberLessThan => number(|found, wanted| found < wanted),
            Operator::NumberLessThanOrEquals => number(|found, wanted| found <= wanted),
            Operator::NumberGreaterThan => number(|found, wanted| found > wanted),
            Operator::NumberGreaterThanOrEquals => number(|found, wanted| found >= wanted),
            Operator::BoolEquals => {
                found.is_some_and(|found| self.wanted().any(|one| one == found))
            }
            Operator::IsNullOrUndefined => found.is_none(),
            Operator::IsNotNull => found.is_some(),
        }
    }

    fn wanted(&self) -> impl Iterator<Item = &Value> {
        self.values.iter().chain(&self.value)
    }
}

/// Follows a key into an event, whatever its case.
fn place<'a>(event: &'a Value, key: &str) -> Option<&'a Value> {
    key.split('.').try_fold(event, |inside, step| {
        let members = inside.as_object()?.iter();
        members
            .filter(|(name, _)| name.eq_ignore_ascii_case(step))
            .map(|(_, value)| value)
            .next()
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn takes(operator: &str, key: &str, values: Value) -> bool {
        let filter = json!({"operatorType": operator, "key": key, "values": values});
        let filter: AdvancedFilter = serde_json::from_value(filter).expect("a filter");
        filter.takes(&json!({
            "subject": "/caller/4:+1425",
            "data": {"to": {"phoneNumber": {"value": "+1800"}}, "count": 3, "group": null, "isTwoParty": true},
        }))
    }

    #[test]
    fn places_and_texts_are_compared_whatever_their_case() {
        let key = "data.To.PhoneNumber.Value";
        for (operator, values, taken) in [
            ("StringIn", json!(["+1800", "+1"]), true),
            ("StringNotIn", json!(["+1"]), true),
            ("StringBeginsWith", json!(["+18"]), true),
            ("StringNotBeginsWith", json!(["+18"]), false),
            ("StringEndsWith", json!(["1"]), false),
            ("StringContains", json!(["80"]), true),
        ] {
            assert_eq!(takes(operator, key, values), taken, "{operator}");
        }
        assert!(takes("StringContains", "SUBJECT", json!(["/CALLER/"])));
    }

    #[test]
    fn numbers_truth_and_absence_are_compared_too() {
        for (operator, key, values, taken) in [
            ("NumberIn", "data.count", json!([1, 3]), true),
            ("NumberLessThan", "data.count", json!([3]), false),
            ("NumberGreaterThanOrEquals", "data.count", json!([3]), true),
            ("BoolEquals", "data.isTwoParty", json!([true]), true),
            ("IsNullOrUndefined", "data.group", json!([]), true),
            ("IsNullOrUndefined", "data.nothing.here", json!([]), true),
            ("IsNotNull", "data.to", json!([]), true),
            ("StringIn", "data.nothing", json!(["a"]), false),
            ("StringNotIn", "data.nothing", json!(["a"]), true),
        ] {
            assert_eq!(takes(operator, key, values), taken, "{operator} {key}");
        }
    }

    #[test]
    fn filters_without_values_and_too_many_are_refused() {
        let filter = |values: usize| AdvancedFilter {
            operator_type: Operator::StringIn,
            key: "subject".to_owned(),
            values: vec![json!("a"); values],
            value: None,
        };
        assert!(check(&[filter(1)]).is_ok());
        assert!(check(&[filter(0)]).is_err());
        assert!(check(&[filter(26)]).is_err());
    }
}

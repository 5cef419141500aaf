//! Advanced filters as they are asked for and shown.

use ringback_format::yaml;
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::error::bad_request;
use crate::{
    respond::WireError,
    subscription::{AdvancedFilter, Comparison, Condition, Sense, TextTest},
};

/// The operators, as published.
pub(super) const OPERATORS: [&str; 19] = [
    "NumberIn",
    "NumberNotIn",
    "NumberInRange",
    "NumberNotInRange",
    "NumberLessThan",
    "NumberLessThanOrEquals",
    "NumberGreaterThan",
    "NumberGreaterThanOrEquals",
    "BoolEquals",
    "StringIn",
    "StringNotIn",
    "StringBeginsWith",
    "StringNotBeginsWith",
    "StringEndsWith",
    "StringNotEndsWith",
    "StringContains",
    "StringNotContains",
    "IsNullOrUndefined",
    "IsNotNull",
];

/// A condition to check.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct GivenCondition {
    operator_type: String,
    key: String,
    #[serde(default)]
    value: Option<Value>,
    #[serde(default)]
    values: Option<Value>,
}

/// Checks conditions and the limits that they have together.
pub(super) fn checked(given: Vec<GivenCondition>) -> Result<Vec<AdvancedFilter>, WireError> {
    let limit = |what: &str, count: usize, most: usize| {
        if count <= most {
            return Ok(());
        }
        let message = format!("advancedFilters: {count} {what} are more than {most}");
        Err(bad_request(message).hint("the limit holds for all filters of a subscription together"))
    };
    limit("filters", given.len(), AdvancedFilter::MOST)?;
    let (mut filters, mut values) = (Vec::new(), 0);
    for (n, one) in given.into_iter().enumerate() {
        let one = Field { n, given: one };
        values += one.values().len();
        filters.push(one.filter()?);
    }
    limit("values", values, AdvancedFilter::MOST_VALUES)?;
    Ok(filters)
}

/// One condition with its place.
struct Field {
    n: usize,
    given: GivenCondition,
}

impl Field {
    fn wrong(&self, member: &str, why: &str) -> WireError {
        bad_request(format!("advancedFilters[{}].{member}: {why}", self.n))
    }

    /// Takes the values together, from whichever member.
    fn values(&self) -> Vec<&Value> {
        let given = [&self.given.values, &self.given.value];
        let mut values = Vec::new();
        for one in given.into_iter().flatten() {
            match one {
                Value::Array(items) => values.extend(items),
                Value::Null => {}
                other => values.push(other),
            }
        }
        values
    }

    fn filter(&self) -> Result<AdvancedFilter, WireError> {
        let key = self.given.key.trim();
        if key.is_empty() || key.split('.').any(str::is_empty) {
            return Err(self
                .wrong("key", "name a field")
                .hint("such as subject, eventType or data.to.rawId"));
        }
        Ok(AdvancedFilter {
            key: key.to_owned(),
            condition: self.condition()?,
        })
    }

    fn condition(&self) -> Result<Condition, WireError> {
        use Sense::{Is, IsNot};
        let asked = self.given.operator_type.as_str();
        let known = OPERATORS
            .into_iter()
            .find(|operator| operator.eq_ignore_ascii_case(asked));
        let compares = |comparison| Ok(Condition::Number(comparison, self.one_number()?));
        let text = |test, sense| Ok(Condition::Text(test, sense, self.texts()?));
        match known {
            Some("NumberIn") => Ok(Condition::NumberIn(Is, self.numbers()?)),
            Some("NumberNotIn") => Ok(Condition::NumberIn(IsNot, self.numbers()?)),
            Some("NumberInRange") => Ok(Condition::NumberInRange(Is, self.ranges()?)),
            Some("NumberNotInRange") => Ok(Condition::NumberInRange(IsNot, self.ranges()?)),
            Some("NumberLessThan") => compares(Comparison::LessThan),
            Some("NumberLessThanOrEquals") => compares(Comparison::LessThanOrEquals),
            Some("NumberGreaterThan") => compares(Comparison::GreaterThan),
            Some("NumberGreaterThanOrEquals") => compares(Comparison::GreaterThanOrEquals),
            Some("BoolEquals") => Ok(Condition::BoolEquals(self.one_truth()?)),
            Some("StringIn") => text(TextTest::In, Is),
            Some("StringNotIn") => text(TextTest::In, IsNot),
            Some("StringBeginsWith") => text(TextTest::BeginsWith, Is),
            Some("StringNotBeginsWith") => text(TextTest::BeginsWith, IsNot),
            Some("StringEndsWith") => text(TextTest::EndsWith, Is),
            Some("StringNotEndsWith") => text(TextTest::EndsWith, IsNot),
            Some("StringContains") => text(TextTest::Contains, Is),
            Some("StringNotContains") => text(TextTest::Contains, IsNot),
            Some("IsNullOrUndefined") => self.without_values(Condition::IsNullOrUndefined),
            Some("IsNotNull") => self.without_values(Condition::IsNotNull),
            Some(_) | None => Err(self.unknown_operator()),
        }
    }

    fn unknown_operator(&self) -> WireError {
        let asked = &self.given.operator_type;
        let wrong = self.wrong("operatorType", &format!("there is no {asked:?}"));
        let in_small = OPERATORS.map(str::to_lowercase);
        let nearest = yaml::nearest(asked, in_small.iter().map(String::as_str));
        let nearest = nearest.and_then(|near| {
            let mut all = OPERATORS.into_iter();
            all.find(|operator| operator.eq_ignore_ascii_case(&near))
        });
        match nearest {
            Some(nearest) => wrong.hint(format!("did you mean {nearest:?}?")),
            None => wrong.hint(format!("the operators are {}", OPERATORS.join(", "))),
        }
    }

    fn without_values(&self, condition: Condition) -> Result<Condition, WireError> {
        if self.values().is_empty() {
            return Ok(condition);
        }
        Err(self.wrong("values", "this operator compares with nothing"))
    }

    fn some<T>(&self, what: &str, read: impl Fn(&Value) -> Option<T>) -> Result<Vec<T>, WireError> {
        let values = self.values();
        if values.is_empty() {
            return Err(self.wrong("values", &format!("give at least one {what}")));
        }
        let read = |value: &Value| {
            read(value).ok_or_else(|| self.wrong("values", &format!("{value} is no {what}")))
        };
        values.into_iter().map(read).collect()
    }

    fn numbers(&self) -> Result<Vec<f64>, WireError> {
        self.some("number", Value::as_f64)
    }

    fn one_number(&self) -> Result<f64, WireError> {
        match self.numbers()?.as_slice() {
            [only] => Ok(*only),
            _ => Err(self.wrong("value", "this operator compares with one number")),
        }
    }

    fn one_truth(&self) -> Result<bool, WireError> {
        match self.some("truth value", Value::as_bool)?.as_slice() {
            [only] => Ok(*only),
            _ => Err(self.wrong("value", "this operator compares with one truth value")),
        }
    }

    fn ranges(&self) -> Result<Vec<[f64; 2]>, WireError> {
        let range = |value: &Value| match value.as_array()?.as_slice() {
            [from, to] => Some([from.as_f64()?, to.as_f64()?]).filter(|[from, to]| from <= to),
            _ => None,
        };
        self.some("range such as [1, 5]", range)
    }

    fn texts(&self) -> Result<Vec<String>, WireError> {
        let texts = self.some("text", |value| value.as_str().map(str::to_owned))?;
        let too_long = |text: &String| text.chars().count() > AdvancedFilter::LONGEST;
        if texts.iter().any(too_long) {
            let why = format!("a text may have {} characters", AdvancedFilter::LONGEST);
            return Err(self.wrong("values", &why));
        }
        Ok(texts)
    }
}

/// Shows a condition as it was asked for.
pub(super) fn shown(filter: &AdvancedFilter) -> Value {
    let mut shown = json!({
        "operatorType": operator(&filter.condition),
        "key": filter.key,
    });
    match &filter.condition {
        Condition::IsNullOrUndefined | Condition::IsNotNull => {}
        Condition::BoolEquals(wanted) => shown["value"] = json!(wanted),
        Condition::Number(_, wanted) => shown["value"] = json!(wanted),
        Condition::NumberIn(_, wanted) => shown["values"] = json!(wanted),
        Condition::NumberInRange(_, wanted) => shown["values"] = json!(wanted),
        Condition::Text(_, _, wanted) => shown["values"] = json!(wanted),
    }
    shown
}

fn operator(condition: &Condition) -> &'static str {
    use Sense::{Is, IsNot};
    match condition {
        Condition::IsNullOrUndefined => "IsNullOrUndefined",
        Condition::IsNotNull => "IsNotNull",
        Condition::BoolEquals(_) => "BoolEquals",
        Condition::Number(Comparison::LessThan, _) => "NumberLessThan",
        Condition::Number(Comparison::LessThanOrEquals, _) => "NumberLessThanOrEquals",
        Condition::Number(Comparison::GreaterThan, _) => "NumberGreaterThan",
        Condition::Number(Comparison::GreaterThanOrEquals, _) => "NumberGreaterThanOrEquals",
        Condition::NumberIn(Is, _) => "NumberIn",
        Condition::NumberIn(IsNot, _) => "NumberNotIn",
        Condition::NumberInRange(Is, _) => "NumberInRange",
        Condition::NumberInRange(IsNot, _) => "NumberNotInRange",
        Condition::Text(TextTest::In, Is, _) => "StringIn",
        Condition::Text(TextTest::In, IsNot, _) => "StringNotIn",
        Condition::Text(TextTest::BeginsWith, Is, _) => "StringBeginsWith",
        Condition::Text(TextTest::BeginsWith, IsNot, _) => "StringNotBeginsWith",
        Condition::Text(TextTest::EndsWith, Is, _) => "StringEndsWith",
        Condition::Text(TextTest::EndsWith, IsNot, _) => "StringNotEndsWith",
        Condition::Text(TextTest::Contains, Is, _) => "StringContains",
        Condition::Text(TextTest::Contains, IsNot, _) => "StringNotContains",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(operator: &str, values: Value) -> GivenCondition {
        GivenCondition {
            operator_type: operator.to_owned(),
            key: "data.x".to_owned(),
            value: None,
            values: Some(values),
        }
    }

    #[test]
    fn every_operator_is_read_and_shown_again() {
        for operator in OPERATORS {
            let values = match operator {
                "BoolEquals" => json!([true]),
                "IsNullOrUndefined" | "IsNotNull" => Value::Null,
                text if text.starts_with("String") => json!(["a"]),
                range if range.ends_with("Range") => json!([[1, 2]]),
                _ => json!([1]),
            };
            let read = checked(vec![given(&operator.to_lowercase(), values)]);
            let read = read.unwrap_or_else(|why| panic!("{operator}: {}", why.message));
            assert_eq!(shown(&read[0])["operatorType"], operator);
        }
    }

    #[test]
    fn all_filters_together_have_at_most_25_values() {
        let five = || given("StringIn", json!(["a", "b", "c", "d", "e"]));
        assert!(checked((0..5).map(|_| five()).collect()).is_ok());
        let one_more = (0..5)
            .map(|_| five())
            .chain([given("StringIn", json!(["f"]))]);
        let refused = checked(one_more.collect()).expect_err("too many");
        assert_eq!(
            refused.message,
            "advancedFilters: 26 values are more than 25"
        );
        let many = (0..26).map(|_| given("IsNotNull", Value::Null)).collect();
        let refused = checked(many).expect_err("too many");
        assert_eq!(
            refused.message,
            "advancedFilters: 26 filters are more than 25"
        );
    }
}

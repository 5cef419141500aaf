//! The query of the reports as JSON.
//!
//! Source: "Auto Attendant & Call Queue Historical Report", Microsoft Learn, 2024-09-16, "Constructing a valid query".

use ringback_world::reports::{
    Dimension, Filter, Measurement, Operand, Query, ROWS_DEFAULT, ROWS_MAX,
};
use serde::Deserialize;

use super::AskedError;
use crate::yaml::nearest;

/// A query as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct WrittenQuery {
    /// Which calls.
    #[serde(default)]
    pub filters: Vec<WrittenFilter>,
    /// What rows show first.
    #[serde(default)]
    pub dimensions: Vec<Named>,
    /// What rows show then.
    #[serde(default)]
    pub measurements: Vec<Named>,
    /// Who asks; nothing depends on it.
    #[serde(default)]
    pub parameters: Option<Parameters>,
    /// How many rows at most: 90,000 without, and never more than 200,000.
    #[serde(default)]
    pub limit_result_rows_count: Option<u64>,
}

/// A filter as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct WrittenFilter {
    /// The dimension.
    pub data_model_name: String,
    /// With what it is compared.
    pub value: Scalar,
    /// How, from 0 to 9.
    pub operand: u64,
}

/// A dimension or a measurement as it is written.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Named {
    /// Its name.
    pub data_model_name: String,
}

/// Who asks.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Parameters {
    /// The name of the client.
    #[serde(default)]
    pub user_agent: Option<String>,
}

/// A text, a number, or true or false, as its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl serde::de::Visitor<'_> for Reader {
            type Value = Scalar;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text, a number, or true or false")
            }

            fn visit_str<E>(self, text: &str) -> Result<Scalar, E> {
                Ok(Scalar(text.to_owned()))
            }

            fn visit_bool<E>(self, truth: bool) -> Result<Scalar, E> {
                Ok(Scalar(truth.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Scalar, E> {
                Ok(Scalar(number.to_string()))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// Reads the names of a query.
///
/// # Errors
/// A dimension, a measurement or an operand is unknown.
pub fn query(written: &WrittenQuery) -> Result<Query, AskedError> {
    let filters = written.filters.iter().map(|filter| {
        Ok(Filter {
            dimension: dimension(&filter.data_model_name)?,
            operand: operand(filter.operand)?,
            value: filter.value.0.clone(),
        })
    });
    let dimensions = written.dimensions.iter();
    let measurements = written.measurements.iter();
    let limit = written.limit_result_rows_count.map(usize::try_from);
    Ok(Query {
        filters: filters.collect::<Result<_, _>>()?,
        dimensions: dimensions
            .map(|named| dimension(&named.data_model_name))
            .collect::<Result<_, _>>()?,
        measurements: measurements
            .map(|named| measurement(&named.data_model_name))
            .collect::<Result<_, _>>()?,
        limit: limit.map_or(ROWS_DEFAULT, |limit| {
            limit.unwrap_or(ROWS_MAX).min(ROWS_MAX)
        }),
    })
}

fn dimension(name: &str) -> Result<Dimension, AskedError> {
    let found = Dimension::ALL.iter().find(|known| known.name == name);
    let names = Dimension::ALL.iter().map(|known| known.name);
    found
        .copied()
        .ok_or_else(|| unknown("DataModelName", name, "no dimension", names))
}

fn measurement(name: &str) -> Result<Measurement, AskedError> {
    let mut all = Measurement::ALL.into_iter();
    let names = all.clone().map(Measurement::name);
    all.find(|known| known.name() == name)
        .ok_or_else(|| unknown("DataModelName", name, "no measurement", names))
}

fn operand(number: u64) -> Result<Operand, AskedError> {
    let place = usize::try_from(number).ok();
    let found = place.and_then(|place| Operand::ALL.get(place).copied());
    found.ok_or_else(|| AskedError {
        what: "Operand",
        given: number.to_string(),
        wrong: "no operand",
        hint: "0 equals, 1 not equals, 2 contains, 3 begins with, 4 greater, 5 greater or equal, 6 less, 7 less or equal, 8 does not contain, 9 does not begin with".to_owned(),
    })
}

fn unknown(
    what: &'static str,
    given: &str,
    wrong: &'static str,
    known: impl Iterator<Item = &'static str> + Clone,
) -> AskedError {
    AskedError {
        what,
        given: given.to_owned(),
        wrong,
        hint: match nearest(given, known.clone()) {
            Some(nearest) => format!("did you mean {nearest}?"),
            None => format!("known are {}", known.collect::<Vec<_>>().join(", ")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Query, String> {
        let written: WrittenQuery =
            serde_json::from_str(text).map_err(|error| error.to_string())?;
        query(&written).map_err(|error| format!("{error} ({})", error.hint))
    }

    #[test]
    fn the_published_form_is_read() {
        let query = read(
            r#"{"Filters": [{"DataModelName": "Date", "Value": "2022-04-01", "Operand": 4},
                            {"DataModelName": "HasCQ", "Value": true, "Operand": 0},
                            {"DataModelName": "Hour", "Value": 9, "Operand": 1}],
                "Dimensions": [{"DataModelName": "AutoAttendantIdentity"}],
                "Measurements": [{"DataModelName": "PSTNTotalMinutes"}],
                "Parameters": {"UserAgent": "Power BI Desktop"},
                "LimitResultRowsCount": 100000}"#,
        )
        .expect("it is right");
        let filters: Vec<_> = query
            .filters
            .iter()
            .map(|filter| (filter.dimension.name, filter.operand, filter.value.as_str()))
            .collect();
        assert_eq!(
            filters,
            [
                ("Date", Operand::Greater, "2022-04-01"),
                ("HasCQ", Operand::Equals, "true"),
                ("Hour", Operand::NotEquals, "9"),
            ]
        );
        assert_eq!(query.dimensions[0].name, "AutoAttendantIdentity");
        assert_eq!(query.measurements, [Measurement::PstnTotalMinutes]);
        assert_eq!(query.limit, 100_000);
    }

    #[test]
    fn the_number_of_rows_has_a_default_and_a_bound() {
        let limit = |text: &str| read(text).map(|query| query.limit);
        assert_eq!(limit("{}"), Ok(90_000));
        assert_eq!(limit(r#"{"LimitResultRowsCount": 5}"#), Ok(5));
        assert_eq!(limit(r#"{"LimitResultRowsCount": 200001}"#), Ok(200_000));
    }

    #[test]
    fn an_unknown_name_or_operand_is_refused_with_the_right_one() {
        for (text, says) in [
            (
                r#"{"Dimensions": [{"DataModelName": "CallQueueIdentitee"}]}"#,
                "DataModelName: \"CallQueueIdentitee\" is no dimension (did you mean CallQueueIdentity?)",
            ),
            (
                r#"{"Measurements": [{"DataModelName": "TotalCalls"}]}"#,
                "DataModelName: \"TotalCalls\" is no measurement (did you mean TotalCallCount?)",
            ),
            (
                r#"{"Filters": [{"DataModelName": "Date", "Value": "x", "Operand": 10}]}"#,
                "Operand: \"10\" is no operand (0 equals",
            ),
            (r#"{"Filter": []}"#, "unknown field `Filter`"),
            (
                r#"{"Filters": [{"DataModelName": "Date", "Value": [], "Operand": 0}]}"#,
                "a text, a number, or true or false",
            ),
        ] {
            let error = read(text).map(|_| ()).expect_err(text);
            assert!(error.contains(says), "{error}");
        }
    }
}

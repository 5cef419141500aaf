//! The rules: what is required, where that is published, and under which stable id.

use ringback_format::yaml;
use serde::{Deserialize, Serialize};

use crate::HarnessError;

/// The rules of the suite, in the order of the file.
const RULES: &str = include_str!("../../suite/rules.yaml");

/// One requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rule {
    /// Its stable id, never given to another.
    pub id: String,
    /// A few words.
    pub title: String,
    /// What is required, in our own words.
    pub requirement: String,
    /// The published document that says so.
    pub source: String,
    /// The date of that document.
    pub date: String,
}

/// Gives every rule.
///
/// # Errors
/// Never with the rules as they are built in: a test reads them.
pub fn rules() -> Result<Vec<Rule>, HarnessError> {
    Ok(yaml::parse("conformance/suite/rules.yaml", RULES)?)
}

/// Explains one rule.
///
/// # Errors
/// There is no such rule; the error names the nearest id.
pub fn explain(id: &str) -> Result<Rule, HarnessError> {
    let rules = rules()?;
    if let Some(rule) = rules.iter().find(|rule| rule.id == id) {
        return Ok(rule.clone());
    }
    let nearest = rules
        .iter()
        .map(|rule| rule.id.as_str())
        .min_by_key(|known| strsim::damerau_levenshtein(known, id));
    let nearest = nearest.map_or_else(String::new, |known| format!("; did you mean {known}?"));
    Err(HarnessError::Usage(format!(
        "unknown rule {id:?}{nearest} `ringback conformance list` shows them all"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_requirement_and_a_source() {
        let rules = rules().unwrap();
        assert!(!rules.is_empty());
        for (place, rule) in rules.iter().enumerate() {
            let said =
                !rule.title.is_empty() && !rule.requirement.is_empty() && !rule.source.is_empty();
            assert!(said, "{} is not whole", rule.id);
            assert!(
                rules[..place].iter().all(|other| other.id != rule.id),
                "{} stands twice",
                rule.id
            );
        }
    }

    #[test]
    fn an_unknown_rule_names_the_nearest() {
        let error = explain("CQ-OVERFLOW-11").unwrap_err().to_string();
        assert!(error.contains("did you mean CQ-OVERFLOW-1"), "{error}");
    }
}

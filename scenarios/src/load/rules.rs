//! The list of rules that a suite keeps.

use ringback_format::yaml;
use serde::Deserialize;

use super::LoadError;
use crate::case::Scenario;

/// The rules of a suite, by id.
#[derive(Clone, Debug, Default)]
pub struct RuleIds(Vec<String>);

#[derive(Deserialize)]
struct Rule {
    id: String,
}

impl RuleIds {
    /// Takes ids as they are.
    pub fn new(ids: impl IntoIterator<Item = String>) -> Self {
        Self(ids.into_iter().collect())
    }

    /// Reads a list of rules, each with its `id` and whatever else.
    ///
    /// # Errors
    /// The text is no such list.
    pub fn read(file: &str, text: &str) -> Result<Self, LoadError> {
        let rules: Vec<Rule> = yaml::parse(file, text)?;
        Ok(Self(rules.into_iter().map(|rule| rule.id).collect()))
    }

    /// Shows the ids.
    pub fn ids(&self) -> &[String] {
        &self.0
    }

    /// Gives the rules that scenarios name and the suite does not have.
    pub fn unknown<'a>(&self, scenarios: &'a [Scenario]) -> Vec<&'a str> {
        scenarios
            .iter()
            .flat_map(|scenario| &scenario.rules)
            .map(String::as_str)
            .filter(|rule| !self.0.iter().any(|known| known == rule))
            .collect()
    }
}

//! The capability table of Teams voice apps: each row with the rules that hold it.

use ringback_format::yaml;
use serde::{Deserialize, Serialize};

use crate::HarnessError;

/// The rows, in the order of the published table.
const CAPABILITIES: &str = include_str!("../../suite/capabilities.yaml");

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Capability {
    /// Its group.
    pub group: String,
    /// What can be done.
    pub capability: String,
    /// The rules that hold it.
    pub rules: Vec<String>,
}

/// Gives every row.
///
/// # Errors
/// Never with the rows as they are built in: a test reads them.
pub fn capabilities() -> Result<Vec<Capability>, HarnessError> {
    Ok(yaml::parse(
        "conformance/suite/capabilities.yaml",
        CAPABILITIES,
    )?)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::suite::rules;

    /// How many rows the published table has ("Contact center solutions", Azure Communication Services, 2025).
    const ROWS: usize = 34;

    #[test]
    fn every_row_has_rules_and_every_rule_a_scenario() {
        let rows = capabilities().expect("the rows can be read");
        assert_eq!(rows.len(), ROWS);
        let rules = rules().expect("the rules can be read");
        let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/library");
        let library = ringback_scenarios::load(&library).expect("the library can be read");
        for row in &rows {
            assert!(!row.rules.is_empty(), "{row:?} has no rule");
            for id in &row.rules {
                assert!(rules.iter().any(|rule| rule.id == *id), "{id} is no rule");
                let held = library.iter().any(|scenario| scenario.rules.contains(id));
                assert!(held, "no scenario checks {id}");
            }
        }
    }
}

//! Named defects of the built-in implementation: what each does wrong, and which rules of the library tell.
//!
//! They show that the suite catches real mistakes. A test runs the whole library with each of them and demands exactly the
//! rules of this table.

use ringback_format::yaml;
use serde::{Deserialize, Serialize};

use crate::HarnessError;

/// The defects, in the order of the file.
const DEFECTS: &str = include_str!("../../suite/defects.yaml");

/// One defect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Defect {
    /// Its name, as `ringback test --defect` takes it.
    pub name: String,
    /// What a service with it does wrong.
    pub does: String,
    /// The rules that fail first in some case: what the defect is.
    pub first_cause: Vec<String>,
    /// The rules that fail as a consequence only.
    #[serde(default)]
    pub consequences: Vec<String>,
}

/// Gives every defect.
///
/// # Errors
/// Never with the defects as they are built in: a test reads them.
pub fn defects() -> Result<Vec<Defect>, HarnessError> {
    Ok(yaml::parse("conformance/suite/defects.yaml", DEFECTS)?)
}

/// Finds a defect by its name.
///
/// # Errors
/// There is no such defect; the error lists them.
pub fn defect(name: &str) -> Result<Defect, HarnessError> {
    let defects = defects()?;
    if let Some(defect) = defects.iter().find(|defect| defect.name == name) {
        return Ok(defect.clone());
    }
    let names: Vec<&str> = defects.iter().map(|defect| defect.name.as_str()).collect();
    let nearest = names
        .iter()
        .min_by_key(|known| strsim::damerau_levenshtein(known, name));
    let nearest = nearest.map_or_else(String::new, |known| format!("; did you mean {known}?"));
    Err(HarnessError::Usage(format!(
        "unknown defect {name:?}; expected one of {}{nearest}",
        names.join(", ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::rules;

    #[test]
    fn every_defect_has_a_name_of_its_own_and_rules_that_exist() {
        let (defects, rules) = (defects().unwrap(), rules().unwrap());
        assert!(defects.len() >= 12, "{} defects", defects.len());
        for (place, defect) in defects.iter().enumerate() {
            let name = &defect.name;
            assert!(!defect.does.is_empty(), "{name} says nothing");
            assert!(!defect.first_cause.is_empty(), "{name} fails no rule");
            let all: Vec<&String> = defect
                .first_cause
                .iter()
                .chain(&defect.consequences)
                .collect();
            for (place, id) in all.iter().enumerate() {
                assert!(
                    rules.iter().any(|rule| rule.id == **id),
                    "{name}: no rule {id}"
                );
                assert!(!all[..place].contains(id), "{name}: {id} stands twice");
            }
            let twice = defects[..place].iter().any(|other| other.name == *name);
            assert!(!twice, "{name} stands twice");
        }
    }

    #[test]
    fn an_unknown_defect_gives_the_list() {
        let error = defect("answers-lat").unwrap_err();
        assert_eq!(error.exit_code().number(), 2);
        let text = error.to_string();
        assert!(
            text.contains("answers-twice") && text.ends_with("did you mean answers-late?"),
            "{text}"
        );
    }
}

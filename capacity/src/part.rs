//! Parts of a run: the sums of some of its replications, in a file.

use ringback_scenarios::population::Plan;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::fold::Sums;

/// A part of a run, or all of it: sums over some of its replications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Part {
    /// The scenario's file, as it was named.
    pub scenario: String,
    /// A digest of the plan, so that parts of other plans are not mixed in.
    pub plan: String,
    /// The seed.
    pub seed: u64,
    /// How many replications the whole run has.
    pub replications: u64,
    /// The first replication of the part, and the first one behind it.
    pub from: u64,
    /// See `from`.
    pub to: u64,
    pub(crate) sums: Sums,
}

/// Why parts do not make a whole.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PartError {
    /// No part at all.
    #[error("there are no parts to merge; name the files that `--partition` wrote")]
    None,
    /// A part of another run.
    #[error("{what} differs between the parts ({one} and {other}); merge parts of one run")]
    Other {
        /// What differs.
        what: &'static str,
        /// What the first part says.
        one: String,
        /// What another part says.
        other: String,
    },
    /// A part is missing.
    #[error("replications {from} to {to} are in no part; run `--partition` for them too")]
    Missing {
        /// The first one.
        from: u64,
        /// The last one.
        to: u64,
    },
    /// Two parts have the same replications.
    #[error("replications from {from} are in two parts; name each file once")]
    Twice {
        /// The first one.
        from: u64,
    },
    /// The scenario has changed since the parts were run.
    #[error("the parts were run with another scenario than {scenario} is now; run them anew")]
    Changed {
        /// The scenario.
        scenario: String,
    },
}

/// Gives the digest of a plan.
pub(crate) fn digest(plan: &Plan) -> String {
    // Everything that a run depends on shows in this text.
    let text = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        plan.scenario,
        plan.start,
        plan.population,
        plan.groups,
        plan.plain_queues,
        plan.declaration,
        plan.measuring,
        plan.targets
    );
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Puts parts together.
pub(crate) fn merge(parts: Vec<Part>) -> Result<Part, PartError> {
    let mut parts = parts;
    parts.sort_by_key(|part| part.from);
    let mut parts = parts.into_iter();
    let mut whole = parts.next().ok_or(PartError::None)?;
    if whole.from > 0 {
        return Err(PartError::Missing {
            from: 1,
            to: whole.from,
        });
    }
    for part in parts {
        let same = [
            ("the scenario", &whole.plan, &part.plan),
            ("the seed", &whole.seed.to_string(), &part.seed.to_string()),
            (
                "the number of replications",
                &whole.replications.to_string(),
                &part.replications.to_string(),
            ),
        ];
        for (what, one, other) in same {
            if one != other {
                return Err(PartError::Other {
                    what,
                    one: one.clone(),
                    other: other.clone(),
                });
            }
        }
        if part.from < whole.to {
            return Err(PartError::Twice {
                from: part.from + 1,
            });
        }
        if part.from > whole.to {
            return Err(PartError::Missing {
                from: whole.to + 1,
                to: part.from,
            });
        }
        if !whole.sums.fits(&part.sums) {
            return Err(PartError::Other {
                what: "the shape of the figures",
                one: whole.plan.clone(),
                other: part.plan,
            });
        }
        whole.sums.merge(&part.sums);
        whole.to = part.to;
    }
    if whole.to < whole.replications {
        return Err(PartError::Missing {
            from: whole.to + 1,
            to: whole.replications,
        });
    }
    Ok(whole)
}

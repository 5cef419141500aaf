//! Public names: derived from seed, scenario, parent and the number of the child, never counted globally.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A GUID in its usual text form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Guid(String);

impl Guid {
    /// Takes a GUID's text as it stands.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Shows the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Makes names for one run of one scenario.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ids {
    seed: u64,
    scenario: String,
}

impl Ids {
    /// Starts a source of names.
    pub fn new(seed: u64, scenario: impl Into<String>) -> Self {
        Self {
            seed,
            scenario: scenario.into(),
        }
    }

    /// Shows the seed of the run.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Makes 16 bytes for the `n`-th child of a `kind` below `parent`.
    pub fn bytes(&self, kind: &str, parent: &str, n: u64) -> [u8; 16] {
        let mut state = mix(self.seed ^ 0x9e37_79b9_7f4a_7c15);
        for part in [self.scenario.as_bytes(), kind.as_bytes(), parent.as_bytes()] {
            for byte in part {
                state = (state ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
            }
            // A separator that no text holds, so that "ab"+"c" and "a"+"bc" part.
            state = mix(state ^ 0xff00);
        }
        let high = mix(state ^ mix(n));
        let low = mix(high ^ state.rotate_left(32));
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&high.to_be_bytes());
        bytes[8..].copy_from_slice(&low.to_be_bytes());
        bytes
    }

    /// Makes a GUID of version 4 shape for the `n`-th child of a `kind` below `parent`.
    pub fn guid(&self, kind: &str, parent: &str, n: u64) -> Guid {
        let id = uuid::Builder::from_random_bytes(self.bytes(kind, parent, n)).into_uuid();
        Guid(id.hyphenated().to_string())
    }
}

/// Spreads 64 bits (the finalizer of SplitMix64, Steele, Lea and Flood 2014).
fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_depend_on_every_part_and_on_nothing_else() {
        let ids = Ids::new(1, "a");
        let name = ids.guid("call", "p", 0);
        assert_eq!(name, Ids::new(1, "a").guid("call", "p", 0));
        for other in [
            Ids::new(2, "a").guid("call", "p", 0),
            Ids::new(1, "b").guid("call", "p", 0),
            ids.guid("thread", "p", 0),
            ids.guid("call", "q", 0),
            ids.guid("call", "p", 1),
            ids.guid("cal", "lp", 0),
        ] {
            assert_ne!(name, other);
        }
    }

    #[test]
    fn a_seed_keeps_its_names_for_ever() {
        let first = Ids::new(1, "scenario").guid("call", "", 0);
        assert_eq!(first.as_str().len(), 36);
        assert_eq!(first, Ids::new(1, "scenario").guid("call", "", 0));
    }
}

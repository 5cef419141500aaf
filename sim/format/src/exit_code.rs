//! Exit codes of the `ringback` command: part of its public contract.

/// How a run of the command ended. The numbers never change their meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum ExitCode {
    /// Everything that ran passed.
    Passed = 0,
    /// At least one check failed.
    ChecksFailed = 1,
    /// The command line, or a file that it names, is wrong.
    Usage = 2,
    /// The surroundings do not play along: a port is taken, an implementation did not start or died.
    Environment = 3,
    /// Nothing ran.
    NothingRan = 4,
    /// A threshold was crossed.
    ThresholdCrossed = 5,
    /// A run could not be reproduced.
    NotReproducible = 6,
}

impl ExitCode {
    /// Lists all of them with one sentence each, as the manual prints them.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Passed, "passed"),
        (Self::ChecksFailed, "checks failed"),
        (Self::Usage, "usage, or a bad file"),
        (
            Self::Environment,
            "environment: a port taken, an implementation that did not start or died",
        ),
        (Self::NothingRan, "nothing ran"),
        (Self::ThresholdCrossed, "a threshold was crossed"),
        (Self::NotReproducible, "not reproducible"),
    ];

    /// Tells the number.
    pub fn number(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_whole_and_in_order_of_the_numbers() {
        for (number, (code, _)) in ExitCode::ALL.iter().enumerate() {
            assert_eq!(usize::from(code.number()), number);
        }
    }
}

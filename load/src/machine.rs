//! What the system tells of processors and memory.

use std::{fs, time::Duration};

use ringback_conformance::{ProcessorTime, Reach};

/// The processor time of both sides at one instant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Processors {
    own: Option<ProcessorTime>,
    implementation: Option<ProcessorTime>,
}

/// How both sides used processors over a time, where the system tells.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Use {
    /// How many the simulator used on average.
    pub(crate) own: Option<f64>,
    /// Which share of the time it was in line for one.
    pub(crate) wait: Option<f64>,
    /// How many the implementation used on average.
    pub(crate) implementation: Option<f64>,
}

impl Processors {
    /// Reads them now. `implementation` is its process, where it was started here.
    pub(crate) fn now(implementation: Option<u32>) -> Self {
        Self {
            own: ProcessorTime::of(std::process::id(), Reach::Alone),
            implementation: implementation
                .and_then(|process| ProcessorTime::of(process, Reach::WithDescendants)),
        }
    }

    /// Gives the use since an earlier reading.
    pub(crate) fn since(self, earlier: Self, took: Duration) -> Use {
        let took = took.as_secs_f64().max(1e-6);
        let own = self.own.zip(earlier.own).map(|(now, then)| now.since(then));
        let theirs = self.implementation.zip(earlier.implementation);
        Use {
            own: own.map(|own| own.used.as_secs_f64() / took),
            wait: own.map(|own| own.waited.as_secs_f64() / took),
            implementation: theirs.map(|(now, then)| now.since(then).used.as_secs_f64() / took),
        }
    }
}

/// Reads the most memory that this process had at once, in bytes
/// (Linux kernel documentation, "The /proc Filesystem", `VmHWM`, in kibibytes).
pub(crate) fn most_memory() -> Option<u64> {
    high_water(&fs::read_to_string("/proc/self/status").ok()?)
}

fn high_water(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_high_water_mark_is_in_kibibytes() {
        let status = "Name:\tringback\nVmPeak:\t  9000 kB\nVmHWM:\t    1536 kB\nVmRSS:\t 1 kB\n";
        assert_eq!(high_water(status), Some(1_572_864));
        assert_eq!(high_water("Name: x\n"), None);
    }
}

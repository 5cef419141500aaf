//! How long processes have had the processor, and how long they waited for it, where the system tells (Linux's `/proc`).

use std::{fs, time::Duration};

use super::processor::threads;

/// How long the threads of a process have run, and have been ready to run without getting a processor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProcessorTime {
    /// The time on a processor.
    pub used: Duration,
    /// The time in line for one.
    pub waited: Duration,
}

/// Whose time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The process itself.
    Alone,
    /// The process and its descendants.
    WithDescendants,
}

impl ProcessorTime {
    /// Reads the time of a process so far; nothing where the system does not tell.
    pub fn of(process: u32, reach: Reach) -> Option<Self> {
        let mut sum = None;
        let mut processes = vec![process];
        while let Some(process) = processes.pop() {
            for thread in threads(process) {
                let folder = format!("/proc/{process}/task/{thread}");
                let read = fs::read_to_string(format!("{folder}/schedstat"));
                if let Some(time) = read.ok().and_then(|text| Self::read(&text)) {
                    let so_far: &mut Self = sum.get_or_insert_default();
                    so_far.used += time.used;
                    so_far.waited += time.waited;
                }
                if reach == Reach::WithDescendants {
                    let children =
                        fs::read_to_string(format!("{folder}/children")).unwrap_or_default();
                    processes.extend(
                        children
                            .split_whitespace()
                            .filter_map(|child| child.parse::<u32>().ok()),
                    );
                }
            }
        }
        sum
    }

    /// Gives what was added since an earlier reading.
    pub fn since(self, earlier: Self) -> Self {
        Self {
            used: self.used.saturating_sub(earlier.used),
            waited: self.waited.saturating_sub(earlier.waited),
        }
    }

    /// Reads nanoseconds on a processor and nanoseconds in line
    /// (Linux kernel documentation, "Scheduler Statistics", `/proc/<pid>/schedstat`).
    fn read(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace().map(str::parse::<u64>);
        let mut next = || Some(Duration::from_nanos(words.next()?.ok()?));
        Some(Self {
            used: next()?,
            waited: next()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_on_the_processor_comes_before_time_in_line() {
        let time = ProcessorTime::read("2000000 3000 17\n").unwrap();
        assert_eq!(time.used, Duration::from_millis(2));
        assert_eq!(time.waited, Duration::from_micros(3));
        assert_eq!(ProcessorTime::read("2000000"), None);
        let later = ProcessorTime {
            used: Duration::from_millis(5),
            ..time
        };
        assert_eq!(later.since(time).used, Duration::from_millis(3));
        assert_eq!(later.since(time).waited, Duration::ZERO);
    }
}

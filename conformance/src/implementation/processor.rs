//! Whether the implementation's processes use the processor, where the system tells (Linux's `/proc`).

use std::fs;

/// Watches a process and its descendants.
#[derive(Debug)]
pub(crate) struct ProcessorUse {
    process: u32,
    ticks: u64,
}

impl ProcessorUse {
    pub(crate) fn of(process: u32) -> Self {
        Self { process, ticks: 0 }
    }

    /// Tells whether a thread of them runs or wants to, or has used a tick since the last look.
    ///
    /// A thread that is ready but starved counts: a busy machine must not look like a service that has nothing to do.
    pub(crate) fn now(&mut self) -> bool {
        let mut ticks = 0;
        let mut ready = false;
        let mut processes = vec![self.process];
        while let Some(process) = processes.pop() {
            for thread in threads(process) {
                let folder = format!("/proc/{process}/task/{thread}");
                if let Some(stat) = fs::read_to_string(format!("{folder}/stat"))
                    .ok()
                    .and_then(|text| Stat::read(&text))
                {
                    ready |= stat.ready;
                    ticks += stat.ticks;
                }
                let children = fs::read_to_string(format!("{folder}/children")).unwrap_or_default();
                processes.extend(
                    children
                        .split_whitespace()
                        .filter_map(|child| child.parse::<u32>().ok()),
                );
            }
        }
        let used = ticks > self.ticks;
        self.ticks = ticks;
        ready || used
    }
}

pub(super) fn threads(process: u32) -> Vec<String> {
    let Ok(folder) = fs::read_dir(format!("/proc/{process}/task")) else {
        return Vec::new();
    };
    folder
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect()
}

/// What `/proc/PID/task/TID/stat` says.
#[derive(Debug, PartialEq, Eq)]
struct Stat {
    ready: bool,
    ticks: u64,
}

impl Stat {
    /// Reads state, user and system ticks: fields 3, 14 and 15; the name before them is in parentheses and may hold anything.
    fn read(text: &str) -> Option<Self> {
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |place: usize| fields.get(place)?.parse::<u64>().ok();
        Some(Self {
            ready: *fields.first()? == "R",
            ticks: ticks(11)? + ticks(12)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_and_ticks_are_read_behind_a_name_with_spaces() {
        let text = "42 (a b) c) R 1 42 42 0 -1 4194304 100 0 0 0 7 5 0 0 20 0 1 0 100 0 0";
        assert_eq!(
            Stat::read(text),
            Some(Stat {
                ready: true,
                ticks: 12
            })
        );
        assert_eq!(Stat::read("nothing"), None);
    }
}

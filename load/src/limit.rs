//! Which side was the limit of a run.

use ringback_format::figures::{Limit, SimulatorFigures};

/// The share of its own that the simulator may have in a latency, at p99, in milliseconds. More is a limit of the simulator.
///
/// Source: design of Ringback, section 11, the budget of a request.
pub(crate) const OWN_MS: f64 = 10.0;

/// How many processors of its own a busy side uses: more than this of one, where it does most of its work in one thread.
const BUSY: f64 = 0.9;

/// The share of everything that was asked of which so few may go wrong without a limit being reached. Our choice.
const FEW: f64 = 0.001;

/// What speaks for one side or the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Signs<'a> {
    pub(crate) simulator: &'a SimulatorFigures,
    /// The processors of the machine.
    pub(crate) processors: usize,
    /// How many thresholds were crossed.
    pub(crate) crossed: usize,
    /// How often something was asked of either side.
    pub(crate) attempts: u64,
    /// What went wrong besides.
    pub(crate) errors: u64,
    /// In how many calls and chats it owed something at the end.
    pub(crate) owed: u64,
}

/// Judges which side was the limit, with the reason.
pub(crate) fn limit(signs: &Signs<'_>) -> (Limit, String) {
    let own = signs.simulator;
    let late = own.lag.p99_ms.max(own.request.p99_ms);
    let processors = processors(signs);
    if late > OWN_MS {
        let why = format!(
            "at p99 the simulator acted {:.1} ms late and took {:.1} ms for a request, over the {OWN_MS:.0} ms that it may take{processors}",
            own.lag.p99_ms, own.request.p99_ms
        );
        return (Limit::Simulator, why);
    }
    let kept_up = format!(
        "the simulator kept up: at p99 it acted {:.1} ms late and took {:.1} ms for a request{processors}",
        own.lag.p99_ms, own.request.p99_ms
    );
    let mut against = Vec::new();
    if signs.crossed > 0 {
        against.push(format!(
            "{} crossed",
            counted(signs.crossed as u64, "threshold")
        ));
    }
    let many = (signs.errors + signs.owed) as f64 > FEW * signs.attempts as f64;
    if many && signs.errors > 0 {
        against.push(counted(signs.errors, "error"));
    }
    if many && signs.owed > 0 {
        against.push(format!(
            "{} still owed something at the end",
            counted(signs.owed, "call or chat")
        ));
    }
    // With two sides on one machine, the other side leaves this one less than all processors.
    let busy = own.implementation_processors_used.filter(|used| {
        *used > BUSY * (signs.processors as f64 - own.processors_used.unwrap_or(0.0)).max(1.0)
    });
    if let Some(used) = busy {
        against.push(format!(
            "it used {used:.2} processors, all that were left to it"
        ));
    }
    if against.is_empty() {
        return (
            Limit::Neither,
            format!("{kept_up}; the implementation did what it owed"),
        );
    }
    (
        Limit::Implementation,
        format!("{}; {kept_up}", against.join(", ")),
    )
}

fn processors(signs: &Signs<'_>) -> String {
    let own = signs.simulator;
    match (own.processors_used, own.processor_wait) {
        (Some(used), Some(wait)) => format!(
            "; it used {used:.2} of {} processors and was in line for one {:.0}% of the time",
            signs.processors,
            wait * 100.0
        ),
        _ => String::new(),
    }
}

fn counted(count: u64, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        _ => {
            let (first, rest) = what.split_once(' ').unwrap_or((what, ""));
            let space = if rest.is_empty() { "" } else { " " };
            format!("{count} {first}s{space}{}", rest.replace("chat", "chats"))
        }
    }
}

#[cfg(test)]
mod tests {
    use ringback_format::figures::Percentiles;

    use super::*;

    fn simulator(lag: f64, request: f64) -> SimulatorFigures {
        let p99 = |p99_ms| Percentiles {
            p99_ms,
            ..Percentiles::default()
        };
        SimulatorFigures {
            lag: p99(lag),
            request: p99(request),
            requests: 1,
            processors_used: Some(0.5),
            processor_wait: Some(0.25),
            implementation_processors_used: Some(0.3),
            memory_bytes: None,
        }
    }

    fn judge(simulator: &SimulatorFigures, crossed: usize, owed: u64) -> (Limit, String) {
        limit(&Signs {
            simulator,
            processors: 2,
            crossed,
            attempts: 1_500,
            errors: 0,
            owed,
        })
    }

    #[test]
    fn a_late_simulator_is_the_limit_whatever_else_was_found() {
        for late in [simulator(10.5, 1.0), simulator(1.0, 10.5)] {
            let (limit, why) = judge(&late, 3, 1);
            assert_eq!(limit, Limit::Simulator);
            assert!(why.contains("in line for one 25% of the time"), "{why}");
        }
    }

    #[test]
    fn what_the_implementation_did_not_do_in_time_is_its_own() {
        let good = simulator(9.5, 9.5);
        assert_eq!(judge(&good, 0, 0).0, Limit::Neither);
        let (limit, why) = judge(&good, 2, 0);
        assert_eq!(limit, Limit::Implementation);
        assert!(why.starts_with("2 thresholds crossed;"), "{why}");
        let (limit, why) = judge(&good, 0, 2);
        assert_eq!(limit, Limit::Implementation);
        assert!(why.starts_with("2 calls or chats still owed"), "{why}");
        assert_eq!(judge(&good, 0, 1).0, Limit::Neither, "one of 1500 is few");
        let busy = SimulatorFigures {
            implementation_processors_used: Some(1.45),
            ..good
        };
        assert_eq!(judge(&busy, 0, 0).0, Limit::Implementation);
        let not_quite = SimulatorFigures {
            implementation_processors_used: Some(1.3),
            ..good
        };
        assert_eq!(judge(&not_quite, 0, 0).0, Limit::Neither);
    }
}

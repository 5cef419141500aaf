//! Checks of the run itself: what came went, and waits add up to those who wait.

use ringback_format::figures::Check;

use crate::{fold::Sums, model::Model};

pub(super) fn checks(model: &Model, sums: &Sums) -> Vec<Check> {
    let mut checks = Vec::new();
    for (number, queue) in model.queues.iter().enumerate() {
        let [came, went] = sums.balance[number];
        checks.push(Check {
            check: "flow balance".to_owned(),
            of: queue.name.clone(),
            holds: came == went,
            because: format!(
                "{came} contacts came, {went} were answered, abandoned, sent on or left over"
            ),
        });
        let [waiting, waits] = sums.little[number];
        let hours = |micros: u64| micros as f64 / 3_600e6;
        checks.push(Check {
            check: "Little's law".to_owned(),
            of: queue.name.clone(),
            holds: waiting == waits,
            because: format!(
                "the number waiting adds up to {:.3} h over all replications, the waits to {:.3} h",
                hours(waiting),
                hours(waits)
            ),
        });
    }
    checks.push(Check {
        check: "every contact ends".to_owned(),
        of: "the run".to_owned(),
        holds: sums.unfinished == 0,
        because: format!(
            "{} contacts were still open a day after the last one set out",
            sums.unfinished
        ),
    });
    checks.push(Check {
        check: "redirects end".to_owned(),
        of: "the run".to_owned(),
        holds: sums.chains_too_long == 0,
        because: format!(
            "{} contacts were sent through more than {} queues and ended there",
            sums.chains_too_long, model.max_legs.legs
        ),
    });
    checks
}

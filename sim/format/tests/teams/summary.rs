//! What is told at the end of a whole run.
#![expect(
    clippy::print_stdout,
    reason = "the summary is for whoever looks at a run"
)]

use std::collections::BTreeMap;

use crate::{
    judge::{Judged, Outcome},
    read::CASES,
    switches::Scanned,
};

/// Tells how many cases hold, what is not there yet, and which cases each switch changes.
pub(crate) fn print(judged: &[Judged], scanned: &Scanned) {
    println!("switch | value | cases that it changes");
    for ((name, value), cases) in &scanned.changes {
        let cases: Vec<String> = cases.iter().map(u16::to_string).collect();
        let cases = match cases.is_empty() {
            true => "none".to_owned(),
            false => cases.join(", "),
        };
        println!("{name} | {value} | {cases}");
    }
    let mut waits: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for case in judged {
        if let Outcome::NotYet(missing) = &case.outcome {
            let told = match &case.switches {
                Some(switches) => format!("{} ({switches})", case.case),
                None => case.case.to_string(),
            };
            waits.entry(missing).or_default().push(told);
        }
    }
    for (missing, cases) in &waits {
        println!("not yet: {missing}: {}", cases.join(", "));
    }
    let own = || judged.iter().filter(|case| case.switches.is_none());
    let not_yet = |case: &&Judged| matches!(case.outcome, Outcome::NotYet(_));
    let other = judged.iter().filter(|case| case.switches.is_some());
    println!(
        "NOT YET: {} cases, and {} under another reading",
        own().filter(not_yet).count(),
        other.filter(not_yet).count()
    );
    let pass = own().filter(|case| case.outcome == Outcome::Pass).count();
    println!("{pass} of {CASES} cases pass");
}

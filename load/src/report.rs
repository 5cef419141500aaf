//! What a load run found, for a terminal.

use std::fmt::Write;

use ringback_format::figures::{Limit, LoadFigures, Percentiles};

/// Writes what a load run found of the implementation.
pub fn terminal(load: &LoadFigures) -> String {
    let mut text = String::new();
    // Writing into a text never fails.
    let _ = write(&mut text, load);
    text
}

fn write(out: &mut String, load: &LoadFigures) -> std::fmt::Result {
    writeln!(
        out,
        "{} contacts of {} set out in time ({:.2} of {:.2} a second), {} calls and chats at once at most",
        load.achieved,
        load.intended,
        load.achieved_per_second,
        load.intended_per_second,
        load.connected_at_most
    )?;
    if load.phases.len() > 1 {
        writeln!(
            out,
            "\n{:<20}{:>8}{:>10}{:>10}{:>9}{:>14}",
            "phase", "s", "intended", "set out", "errors", "worst p99 ms"
        )?;
        for phase in &load.phases {
            let rate = match phase.from == phase.to {
                true => format!("{}%", percent(phase.to)),
                false => format!("{}% to {}%", percent(phase.from), percent(phase.to)),
            };
            let worst = phase.latencies.iter().map(|one| one.corrected.p99_ms);
            writeln!(
                out,
                "{rate:<20}{:>8}{:>10}{:>10}{:>9}{:>14.1}",
                phase.lasts_s,
                phase.intended,
                phase.achieved,
                phase.errors,
                worst.fold(0.0, f64::max)
            )?;
        }
    }
    writeln!(out, "\n{:<20}{:>9}{HEADS}", "latency, ms", "count")?;
    for latency in &load.latencies {
        let name = latency.owed.word();
        writeln!(
            out,
            "{name:<20}{:>9}{}",
            latency.count,
            row(&latency.corrected)
        )?;
        writeln!(
            out,
            "{:<29}{}",
            "  from really sent",
            row(&latency.uncorrected)
        )?;
    }
    writeln!(
        out,
        "{:<20}{:>9}{}",
        "simulator: late by",
        "",
        row(&load.simulator.lag)
    )?;
    writeln!(
        out,
        "{:<20}{:>9}{}",
        "simulator: request",
        load.simulator.requests,
        row(&load.simulator.request)
    )?;
    if load.errors.is_empty() {
        writeln!(out, "\nno errors in {} attempts", load.attempts)?;
    } else {
        writeln!(out, "\nerrors in {} attempts", load.attempts)?;
    }
    for error in &load.errors {
        writeln!(out, "{:>9}  {}", error.count, error.kind)?;
    }
    for one in &load.thresholds {
        let word = if one.met { "met" } else { "CROSSED" };
        writeln!(out, "{word:>9}  {}: {}", one.threshold, one.found)?;
    }
    if !load.search.is_empty() {
        writeln!(out, "\nsearch")?;
    }
    for step in &load.search {
        let word = if step.met { "stood" } else { "failed" };
        writeln!(
            out,
            "{:>8}%  {word:<8}{:.2} a second: {}",
            percent(step.rate),
            step.intended_per_second,
            step.why
        )?;
    }
    match (&load.highest_sustained, load.search.is_empty()) {
        (Some(highest), _) => writeln!(
            out,
            "highest rate sustained: {}%, {:.2} contacts a second",
            percent(highest.rate),
            highest.intended_per_second
        )?,
        (None, false) => writeln!(out, "no rate was sustained")?,
        (None, true) => {}
    }
    if let Some(memory) = load.simulator.memory_bytes {
        writeln!(
            out,
            "\nmemory of the simulator at most: {} MiB",
            memory / (1024 * 1024)
        )?;
    }
    let side = match load.limit {
        Limit::Simulator => "the simulator",
        Limit::Implementation => "the implementation",
        Limit::Neither => "neither side",
    };
    writeln!(out, "limit: {side}: {}", load.because)
}

const HEADS: &str = "       p50       p90       p95       p99     p99.9       max";

fn row(found: &Percentiles) -> String {
    let each = [
        found.p50_ms,
        found.p90_ms,
        found.p95_ms,
        found.p99_ms,
        found.p999_ms,
        found.max_ms,
    ];
    each.iter().fold(String::new(), |mut row, value| {
        // Writing into a text never fails.
        let _ = write!(row, "{value:>10.1}");
        row
    })
}

/// Shows a multiple as percent with at most one digit behind the point.
fn percent(multiple: f64) -> f64 {
    (multiple * 1_000.0).round() / 10.0
}

//! What a run was and how its figures are defined, in words.

use ringback_format::figures::{Definitions, Figures, Of, RunKind, ShortAbandons};

use super::number::{duration, grouped};

/// Says what kind of run it was.
pub(super) fn run(kind: RunKind) -> &'static str {
    match kind {
        RunKind::Plan => "Capacity plan, in virtual time",
        RunKind::Load => "Load run, in real time against an implementation",
    }
}

/// Says what a service level is a share of, within what, and how short abandons count.
pub(super) fn service_level(definitions: &Definitions) -> String {
    let of = match definitions.service_level_of {
        Of::Offered => "contacts offered",
        Of::Answered => "contacts answered",
        Of::AnsweredOrAbandoned => "contacts answered or abandoned",
    };
    let short = duration(definitions.short_below_s);
    let abandons = match definitions.short_abandons {
        ShortAbandons::Against => "short abandons count against it like any other".to_owned(),
        ShortAbandons::LeftOut => {
            format!("contacts abandoned in less than {short} are left out")
        }
        ShortAbandons::AsAnswered => {
            format!("contacts abandoned in less than {short} count as answered in time")
        }
    };
    format!(
        "Service level: the share of {of} that were answered within {}; {abandons}.",
        duration(definitions.service_level_within_s)
    )
}

/// Says when the run plays and what of it counts.
pub(super) fn period(figures: &Figures) -> String {
    let period = &figures.period;
    let mut said = format!("{}, for {}", period.start, duration(period.lasts_s));
    if period.warm_up_s > 0.0 {
        said += &format!(
            ", of which the first {} do not count",
            duration(period.warm_up_s)
        );
    }
    said + &format!("; intervals of {}", duration(period.interval_s))
}

/// Says how sure the confidence intervals are.
pub(super) fn confidence(confidence: f64) -> String {
    let percent = confidence * 100.0;
    let digits = usize::from((percent - percent.round()).abs() > 1e-9);
    format!("{}\u{202f}%", grouped(percent, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_level_says_within_what_of_what_and_how_short_abandons_count() {
        let said = service_level(&Definitions {
            service_level_within_s: 20.0,
            service_level_of: Of::AnsweredOrAbandoned,
            short_abandons: ShortAbandons::LeftOut,
            short_below_s: 5.0,
        });
        assert_eq!(
            said,
            "Service level: the share of contacts answered or abandoned that were answered within 20\u{202f}s; \
             contacts abandoned in less than 5\u{202f}s are left out."
        );
    }
}

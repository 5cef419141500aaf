//! What holds for all figures of a report, in sentences.

use ringback_format::figures::{Definitions, Figures, Of, Period, RunKind, ShortAbandons};

use super::number::fixed;

/// The facts above every report: what each is called, and what it says.
pub(super) fn facts(figures: &Figures) -> Vec<(&'static str, String)> {
    vec![
        ("run", run(figures)),
        ("period", period(&figures.period)),
        ("service level", service_level(&figures.definitions)),
        ("confidence", confidence(figures)),
    ]
}

fn run(figures: &Figures) -> String {
    let seed = figures.seed;
    match figures.run {
        RunKind::Plan => format!(
            "plan, in virtual time: {} of the period, seed {seed}",
            many(figures.replications, "replication")
        ),
        RunKind::Load => {
            format!("load, in real time against an implementation, seed {seed}")
        }
    }
}

fn many(count: u64, one: &str) -> String {
    let end = if count == 1 { "" } else { "s" };
    format!("{} {one}{end}", fixed(count as f64, 0))
}

fn period(period: &Period) -> String {
    let warm_up = if period.warm_up_s > 0.0 {
        format!(
            ", of which the first {} does not count",
            duration(period.warm_up_s)
        )
    } else {
        String::new()
    };
    format!(
        "{} from {}{warm_up}, in intervals of {}",
        duration(period.lasts_s),
        period.start,
        duration(period.interval_s)
    )
}

/// Says what the service level is a share of, within what, and how short abandons count.
pub(crate) fn service_level(definitions: &Definitions) -> String {
    let within = duration(definitions.service_level_within_s);
    let of = match definitions.service_level_of {
        Of::Offered => "all contacts that entered the queue",
        Of::Answered => "the contacts that were answered",
        Of::AnsweredOrAbandoned => "the contacts that were answered or abandoned",
    };
    let short = duration(definitions.short_below_s);
    let short = match definitions.short_abandons {
        ShortAbandons::Against => "abandons count against it, however short".to_owned(),
        ShortAbandons::LeftOut => format!("abandons before {short} are left out"),
        ShortAbandons::AsAnswered => {
            format!("abandons before {short} count as answered in time")
        }
    };
    format!("answered within {within}, of {of}; {short}")
}

fn confidence(figures: &Figures) -> String {
    if figures.replications < 2 {
        return "not known, since there is one run alone".to_owned();
    }
    format!(
        "± is half the width of a {}% confidence interval",
        trimmed(figures.confidence * 100.0)
    )
}

/// Writes a length of time in its largest whole units, such as `6 h 30 min`.
pub(super) fn duration(seconds: f64) -> String {
    let days = (seconds / 86_400.0).floor();
    let hours = (seconds % 86_400.0 / 3_600.0).floor();
    let minutes = (seconds % 3_600.0 / 60.0).floor();
    let rest = seconds % 60.0;
    let mut parts = Vec::new();
    for (number, unit) in [(days, "d"), (hours, "h"), (minutes, "min")] {
        if number > 0.0 {
            parts.push(format!("{number} {unit}"));
        }
    }
    if rest > 0.0 || parts.is_empty() {
        parts.push(format!("{} s", trimmed(rest)));
    }
    parts.join(" ")
}

/// Writes a number with at most three digits after the point and no zeros at its end.
pub(super) fn trimmed(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_level_says_within_what_of_what_and_how_short_abandons_count() {
        let mut definitions = Definitions {
            service_level_within_s: 20.0,
            service_level_of: Of::Offered,
            short_abandons: ShortAbandons::Against,
            short_below_s: 5.0,
        };
        assert_eq!(
            service_level(&definitions),
            "answered within 20 s, of all contacts that entered the queue; abandons count against it, however short"
        );
        definitions.service_level_of = Of::AnsweredOrAbandoned;
        definitions.short_abandons = ShortAbandons::LeftOut;
        assert_eq!(
            service_level(&definitions),
            "answered within 20 s, of the contacts that were answered or abandoned; abandons before 5 s are left out"
        );
        definitions.service_level_of = Of::Answered;
        definitions.short_abandons = ShortAbandons::AsAnswered;
        assert_eq!(
            service_level(&definitions),
            "answered within 20 s, of the contacts that were answered; abandons before 5 s count as answered in time"
        );
    }

    #[test]
    fn lengths_are_written_in_whole_units() {
        for (seconds, text) in [
            (0.0, "0 s"),
            (2.5, "2.5 s"),
            (90.0, "1 min 30 s"),
            (23_400.0, "6 h 30 min"),
            (604_800.0, "7 d"),
        ] {
            assert_eq!(duration(seconds), text);
        }
    }
}

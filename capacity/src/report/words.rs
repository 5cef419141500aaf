//! How reports for people write figures, times and definitions.

use ringback_engine::Span;
use ringback_format::{
    duration::DurationText,
    figures::{Definitions, Estimate, Of, ShortAbandons, Unit},
};

/// From so many tenths of a second on a wait is written in minutes.
const TENTHS_OF_TWO_MINUTES: u64 = 1_200;

/// Writes a figure in its unit.
pub(crate) fn figure(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Count | Unit::Hours => format!("{value:.1}"),
        Unit::Share => share(value),
        Unit::Seconds => wait(value),
        Unit::Mean | Unit::Money => format!("{value:.2}"),
    }
}

/// Writes a share and half the width of its interval, in percent.
pub(crate) fn precise_share(estimate: &Estimate) -> String {
    let value = share(estimate.value);
    match estimate.half_width() {
        Some(half) => format!("{value} ± {:.1}", half * 100.0),
        None => value,
    }
}

/// Writes by how much a figure is more (or less) than another; shares in percentage points.
pub(crate) fn difference(unit: Unit, difference: f64) -> String {
    let far = match unit {
        Unit::Share => format!("{:.1} pp", (difference * 100.0).abs()),
        Unit::Count | Unit::Seconds | Unit::Mean | Unit::Hours | Unit::Money => {
            figure(unit, difference.abs())
        }
    };
    // What is rounded to nothing has no sign.
    let nothing = far.chars().all(|c| !c.is_ascii_digit() || c == '0');
    let sign = match difference {
        _ if nothing => "",
        below if below < 0.0 => "-",
        _ => "+",
    };
    format!("{sign}{far}")
}

/// Writes a part of one in percent.
pub(crate) fn share(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// Writes a wait: in seconds below two minutes, else in minutes and seconds.
pub(crate) fn wait(seconds: f64) -> String {
    let tenths = (seconds * 10.0).round() as u64;
    if tenths < TENTHS_OF_TWO_MINUTES {
        return format!("{}.{} s", tenths / 10, tenths % 10);
    }
    let whole = seconds.round() as u64;
    format!("{:02}:{:02}", whole / 60, whole % 60)
}

/// Writes a stated time as scenarios write it, such as `1h30m`.
pub(crate) fn time(seconds: f64) -> String {
    DurationText::new(Span::from_micros((seconds * 1e6).round() as u64)).to_string()
}

/// Says what the service level is: within what, of what, and how short abandons count.
pub(crate) fn service_level(definitions: &Definitions) -> String {
    let of = match definitions.service_level_of {
        Of::Offered => "all that were offered",
        Of::Answered => "those that were answered",
        Of::AnsweredOrAbandoned => "those that were answered or abandoned",
    };
    let below = time(definitions.short_below_s);
    let short = match (definitions.short_abandons, definitions.service_level_of) {
        (ShortAbandons::AsAnswered, _) => {
            format!("abandons before {below} count as answered in time")
        }
        (ShortAbandons::Against | ShortAbandons::LeftOut, Of::Answered) => {
            "abandons do not count".to_owned()
        }
        (ShortAbandons::Against, Of::Offered | Of::AnsweredOrAbandoned) => {
            "abandons count against it, however short".to_owned()
        }
        (ShortAbandons::LeftOut, Of::Offered | Of::AnsweredOrAbandoned) => {
            format!("abandons before {below} are left out")
        }
    };
    format!(
        "answered within {} of {of}; {short}",
        time(definitions.service_level_within_s)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_go_over_to_minutes_where_they_are_rounded_to_two() {
        for (seconds, text) in [
            (0.0, "0.0 s"),
            (12.34, "12.3 s"),
            (119.94, "119.9 s"),
            (119.96, "02:00"),
            (297.4, "04:57"),
            (359.6, "06:00"),
            (4_512.0, "75:12"),
        ] {
            assert_eq!(wait(seconds), text);
        }
    }

    #[test]
    fn differences_have_a_sign_unless_they_are_rounded_to_nothing() {
        assert_eq!(difference(Unit::Share, -0.0321), "-3.2 pp");
        assert_eq!(difference(Unit::Share, 0.000_01), "0.0 pp");
        assert_eq!(difference(Unit::Seconds, 125.0), "+02:05");
        assert_eq!(difference(Unit::Seconds, -7.5), "-7.5 s");
        assert_eq!(difference(Unit::Money, -0.001), "0.00");
    }

    #[test]
    fn a_share_is_written_with_half_its_interval() {
        let estimate = Estimate {
            value: 0.834,
            standard_error: Some(0.006),
            low: Some(0.822),
            high: Some(0.846),
        };
        assert_eq!(precise_share(&estimate), "83.4% ± 1.2");
        assert_eq!(precise_share(&Estimate::bare(1.0)), "100.0%");
    }

    #[test]
    fn a_service_level_says_within_what_of_what_and_what_short_abandons_do() {
        let definitions = |service_level_of, short_abandons| Definitions {
            service_level_within_s: 90.0,
            service_level_of,
            short_abandons,
            short_below_s: 5.0,
        };
        let check = |of, short, text: &str| {
            assert_eq!(service_level(&definitions(of, short)), text);
        };
        check(
            Of::Offered,
            ShortAbandons::Against,
            "answered within 1m30s of all that were offered; abandons count against it, however short",
        );
        check(
            Of::AnsweredOrAbandoned,
            ShortAbandons::LeftOut,
            "answered within 1m30s of those that were answered or abandoned; abandons before 5s are left out",
        );
        check(
            Of::Answered,
            ShortAbandons::AsAnswered,
            "answered within 1m30s of those that were answered; abandons before 5s count as answered in time",
        );
        check(
            Of::Answered,
            ShortAbandons::LeftOut,
            "answered within 1m30s of those that were answered; abandons do not count",
        );
    }
}

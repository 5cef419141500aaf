//! Figures as people read them: shares in percent, times in seconds or minutes, counts with a comma at the thousands.

use ringback_format::figures::{Estimate, Unit};

/// From so many seconds on, a time is written as `m:ss`.
const MINUTE_S: f64 = 60.0;
const HOUR_S: f64 = 3_600.0;

/// Writes a figure with its unit.
pub(super) fn value(unit: Unit, value: f64) -> String {
    match unit {
        Unit::Share => format!("{}%", fixed(value * 100.0, 1)),
        Unit::Seconds => seconds(value),
        Unit::Count if value.abs() >= 1_000.0 => fixed(value, 0),
        Unit::Count => fixed(value, 1),
        Unit::Hours => format!("{} h", fixed(value, 1)),
        Unit::Mean | Unit::Money => fixed(value, 2),
    }
}

/// Writes half the width of a confidence interval, where it is known.
pub(super) fn half(unit: Unit, estimate: &Estimate) -> Option<String> {
    let half = estimate.half_width()?;
    let (scale, digits) = match unit {
        Unit::Share => (100.0, 1),
        Unit::Mean | Unit::Money => (1.0, 2),
        Unit::Count | Unit::Hours | Unit::Seconds => (1.0, 1),
    };
    let least = if digits == 2 { 0.01 } else { 0.1 };
    // An interval that is only narrow must not look as if it had no width.
    if half > 0.0 && half * scale < least / 2.0 {
        return Some(format!("<{}", value(unit, least / scale)));
    }
    // A count is as exact as the figure before it.
    if unit == Unit::Count && estimate.value.abs() >= 1_000.0 && half >= 0.5 {
        return Some(fixed(half, 0));
    }
    Some(value(unit, half))
}

/// Writes a difference with its sign; of shares it is in percentage points.
pub(super) fn difference(unit: Unit, apart: f64) -> String {
    let sign = if apart < 0.0 { "−" } else { "+" };
    match unit {
        Unit::Share => format!("{sign}{} pt", fixed((apart * 100.0).abs(), 1)),
        Unit::Seconds | Unit::Count | Unit::Mean | Unit::Hours | Unit::Money => {
            format!("{sign}{}", value(unit, apart.abs()))
        }
    }
}

/// Writes a p-value.
pub(super) fn chance(p: f64) -> String {
    if p < 0.001 {
        "<0.001".to_owned()
    } else {
        fixed(p, 3)
    }
}

/// Writes a time: `12.3 s`, from a minute on `2:05`, from an hour on `1:02:05`.
fn seconds(value: f64) -> String {
    if value.abs() < MINUTE_S - 0.05 {
        return format!("{} s", fixed(value, 1));
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let whole = value.abs().round();
    let (hours, rest) = ((whole / HOUR_S).floor(), whole % HOUR_S);
    let (minutes, rest) = ((rest / MINUTE_S).floor(), rest % MINUTE_S);
    if hours > 0.0 {
        format!("{sign}{hours}:{minutes:02}:{rest:02}")
    } else {
        format!("{sign}{minutes}:{rest:02}")
    }
}

/// Writes a number with so many digits after the point and a comma at the thousands.
pub(super) fn fixed(value: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let is_zero = text.chars().all(|digit| matches!(digit, '0' | '.'));
    let sign = if value < 0.0 && !is_zero { "-" } else { "" };
    format!("{sign}{grouped}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(value: f64, half: f64) -> Estimate {
        Estimate {
            value,
            standard_error: Some(half / 2.0),
            low: Some(value - half),
            high: Some(value + half),
        }
    }

    #[test]
    fn figures_are_written_in_the_units_that_people_use() {
        for (unit, number, text) in [
            (Unit::Share, 0.8126, "81.3%"),
            (Unit::Share, 1.0, "100.0%"),
            (Unit::Seconds, 12.34, "12.3 s"),
            (Unit::Seconds, 59.94, "59.9 s"),
            (Unit::Seconds, 59.96, "1:00"),
            (Unit::Seconds, 125.4, "2:05"),
            (Unit::Seconds, 3_599.6, "1:00:00"),
            (Unit::Seconds, 3_725.0, "1:02:05"),
            (Unit::Count, 12.34, "12.3"),
            (Unit::Count, 1_234_567.4, "1,234,567"),
            (Unit::Mean, 0.04, "0.04"),
            (Unit::Mean, -0.004, "0.00"),
            (Unit::Hours, 1_200.25, "1,200.2 h"),
            (Unit::Money, 999.999, "1,000.00"),
        ] {
            assert_eq!(value(unit, number), text, "{number}");
        }
    }

    #[test]
    fn a_narrow_interval_is_not_written_as_none() {
        assert_eq!(
            half(Unit::Share, &around(0.8, 0.004)).as_deref(),
            Some("0.4%")
        );
        assert_eq!(
            half(Unit::Share, &around(0.8, 0.0002)).as_deref(),
            Some("<0.1%")
        );
        assert_eq!(
            half(Unit::Share, &around(0.0, 0.0)).as_deref(),
            Some("0.0%")
        );
        assert_eq!(
            half(Unit::Count, &around(4_000.0, 12.4)).as_deref(),
            Some("12")
        );
        assert_eq!(half(Unit::Count, &Estimate::bare(3.0)), None);
    }

    #[test]
    fn differences_carry_their_sign_and_shares_differ_by_points() {
        assert_eq!(difference(Unit::Share, -0.0213), "−2.1 pt");
        assert_eq!(difference(Unit::Seconds, 75.0), "+1:15");
        assert_eq!(chance(0.000_4), "<0.001");
        assert_eq!(chance(0.25), "0.250");
    }
}
